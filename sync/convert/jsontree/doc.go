// Package jsontree holds one JSON document as a tree that keeps what its source wrote: the order of members, the digits
// of numbers and the text of strings. It exists to look at a FHIR resource, and to rewrite it, before google/fhir reads it.
//
// It promises:
//   - [Parse] never panics, and bounds the depth of what it accepts.
//   - A tree that was not changed is written back with the same values, digit for digit.
//   - All readers accept a nil node, which stands for an element that is not there.
package jsontree
