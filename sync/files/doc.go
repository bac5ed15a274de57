// Package files reads FHIR resources from files: folders, zip archives, gzip, Bundles of every type, Parameters, NDJSON
// and single resources.
//
// It promises:
//   - Every resource is handed over byte for byte, with an id: its own, else one that its Bundle gives it. Two different
//     resources of one id are both kept, the second under a name made of its content.
//   - References by fullUrl (urn:uuid and absolute) are resolved within their Bundle.
//   - What cannot be read is named with a sentence that says what to do, and the rest goes on.
//   - Nothing is written to disk; sizes, ratios, depth and counts are bounded; links are not followed.
//
// It never decides what a resource means.
package files
