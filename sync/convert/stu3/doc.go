// Package stu3 rewrites the JSON of a FHIR STU3 (3.0.x) resource to that of R4, by tables: one list of steps for each
// resource type, after HL7's own difference pages (https://hl7.org/fhir/R4/diff.html).
//
// It promises:
//   - Meaning is kept where R4 has a place for it: notGiven, notDone and taken become the status that negates.
//   - What R4 has no place for stays in the tree under its STU3 name, so that the reader names it in a warning.
//   - It never panics on a tree of another shape; a step that finds something else leaves it as it is.
package stu3
