// Package hospitals makes the synthetic hospitals of testdata/hospitals: their FHIR resources, and truth.json, which says
// what a reconciled chart of them must hold.
//
// It promises:
//   - [Build] is deterministic: the same code gives the same bytes on every machine and Go version. It reads no clock and
//     uses a random generator of its own.
//   - Every person, identifier, telephone number and event is invented. Codes are real LOINC, SNOMED CT, ICD-10, RxNorm, ATC,
//     CVX and UCUM codes; displays are short and ours.
//   - What is planted on purpose stands beside its truth, with a sentence why. Nothing else contradicts itself.
//
// `go test ./sync/fhirserve/hospitals -update` writes the files; the same test without the flag fails when a stored file is
// not what the generator makes. The program itself never imports this package: it serves the stored files.
package hospitals
