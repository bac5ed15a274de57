// Package convert reads one FHIR resource into facts: what the resource states, in the words of its source.
//
// The way of a resource: its JSON becomes a tree (jsontree); another FHIR version is rewritten in the tree to R4
// (convert/stu3); the tree is held against the descriptors of google/fhir's R4 protos, and what those would refuse is
// taken out with a warning; google/fhir reads the rest; one converter for each type turns the proto into a
// [record.Fact].
//
// It promises:
//   - [Reader.Read] never panics and never fails: what cannot be read is a resource with AccountUnreadable and the reason.
//   - The raw bytes are kept as they came.
//   - Decimals, dates and codes keep their source's lexemes. Dates that google/fhir would refuse or reshape are parked
//     beside the proto and come back letter for letter.
//   - A warning names an element path and a reason, and holds no patient data.
//   - A [Reader] may be used by several goroutines at once. It does no I/O and reads no clock.
package convert
