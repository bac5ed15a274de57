// Package units reads what sources write about units, converts values where the medicine allows it, and formats numbers,
// doses and frequencies.
//
// It promises:
//   - A decimal keeps its digits; conversions are exact rationals and are rounded once, for display only.
//   - Above UCUM stands a gate: between kinds of property (mass, substance, arbitrary, number, catalytic ...) a value
//     converts only when the analyte is known and its rule says how. Everything else is refused with the reason.
//   - A unit text is read as exact, alias, context, ambiguous or unknown; the last two give no unit. The source's own
//     words are never changed.
//   - A suspicion is said, never acted upon: no value is rewritten.
//   - The tables (atoms, analytes, readings of units, words of dosing) are data in package assets, each checked by a test.
//
// It performs no I/O and reads no clock. Its caches are bounded.
package units
