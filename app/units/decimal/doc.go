// Package decimal reads decimal texts as FHIR writes them and computes with them exactly.
//
// It promises:
//   - A text keeps its digits: 1.00 is not 1. What is computed is a rational of math/big, never a float64.
//   - What is shown is rounded once, half away from zero, from the exact value.
//   - A text that is not a decimal is an error, never a zero.
package decimal
