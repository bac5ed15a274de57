// Package stream takes resources out of FHIR JSON while it arrives: the entries of a Bundle of any size, the resources of
// a Parameters or of an array, one after the other.
//
// It promises:
//   - The bytes of a resource are handed over as they stood, white space and decimals included.
//   - What it holds in memory is bounded by one entry; sizes and depth are bounded by [Limits].
//   - What came before the text broke off or went wrong is handed over, and the error says so.
//
// It never decides what a resource means and never performs I/O beyond reading what it was given.
package stream
