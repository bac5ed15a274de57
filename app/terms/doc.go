// Package terms knows what codes and words mean, as far as that can be known without a licensed terminology: names of code
// systems, ingredients and classes of drugs, codes that say "no known ...", problems that do not end, classes that say
// nothing in particular, and which codes were learned to mean the same.
//
// It promises:
//   - Texts are compared normalised, and alone they join only when they are equal. Nothing here guesses.
//   - A learned equivalence joins only after three independent records, never through a residual class, never by ATC for a
//     salt or a form, never two codes of one system, and a local code only within its source.
//   - A class membership says "possible": it is a reason to warn, never a diagnosis.
//   - The tables are data in package assets, each checked by a test.
//
// It performs no I/O and reads no clock.
package terms
