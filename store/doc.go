// Package store is the cache: one SQLite file in the vault that holds every resource byte for byte, the facts read from
// it, people, decisions, sources and how complete each of them is.
//
// It promises:
//   - A page and its place are saved in one transaction: what was reported saved is there after a crash, and what was not
//     is asked for again.
//   - An older version never replaces a newer one, a subset never replaces a whole resource, and what is replaced or
//     deleted at its source stays in the vault.
//   - Opening a person reads facts, never FHIR JSON.
//   - A file written by a newer program is refused and left as it was.
//
// It never logs, and its errors hold no patient data. It knows nothing of the sources nor of the window: it implements
// the interfaces that package app and the gatherer declare.
package store
