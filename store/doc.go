// Package store is the cache: one SQLite file in the vault that holds every resource byte for byte, the facts read from
// it, people, decisions, sources and how complete each of them is, and the audit log.
//
// It promises:
//   - A page and its place are saved in one transaction: what was reported saved is there after a crash, and what was not
//     is asked for again.
//   - An older version never replaces a newer one, a subset never replaces a whole resource, and what is replaced or
//     deleted at its source stays in the vault.
//   - Opening a person reads facts, never FHIR JSON.
//   - A row of a resource or a fact that is not what was saved is never given as what it was: a code beside it tells, on
//     read and to the doctor.
//   - The audit log is a chain of hashes, whose head also stands in a file beside the cache: a changed, missing or cut row
//     shows.
//   - What is erased is in no file of the vault any more.
//   - A file of an earlier schema is brought up to date in one transaction a step, with a copy kept until all is done; one
//     that was written by a newer program is refused and left as it was.
//
// It never logs, and its errors hold no patient data. It knows nothing of the sources nor of the window: it implements
// the interfaces that package app and the gatherer declare.
package store
