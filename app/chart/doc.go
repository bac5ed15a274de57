// Package chart turns the facts of one person into one reconciled, de-cluttered Chart: entries, series, conflicts and the
// ledger that accounts for every resource.
//
// It promises:
//   - [Build] is a pure function: the same inputs give the same chart, in any order of arrival. It performs no I/O and
//     reads no clock; the time is one of its inputs.
//   - Nothing is lost: each resource given is accounted for exactly once in the ledger.
//   - Nothing is invented: facts join only on positive evidence on every axis, and what disagrees is a conflict that
//     keeps both sides. No value is averaged, guessed or dropped.
//   - What a source withdrew or corrected is no value: no number, flag or count derives from it. Negated, proposed and
//     doubtful statements are never active.
//   - A restricted entry is hidden until it is asked for, and still feeds the safety checks.
//   - A clinician's decision holds as long as the facts are as they were seen; a conflict that was answered stays in the
//     list.
//   - "None" is said only where every source has answered completely.
//   - It never joins on a guess: no fuzzy text, no missing axis, no chain of likenesses that ends in a contradiction.
//   - The JSON names of [Chart] are the contract of `anamnesis chart --json`: they are extended, never renamed.
package chart
