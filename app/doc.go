// Package app is the application: what the window and the command line ask for. It opens the cache, finds people, has
// them gathered, links their records, builds their chart and keeps what clinicians decide.
//
// It promises:
//   - Both user interfaces do the same thing through it; neither reaches a store or a source by another way.
//   - It reaches the rest through two small interfaces that it declares: [Store] and [Gatherer].
//   - Its errors are sentences that a clinician may read and hold no patient data.
package app
