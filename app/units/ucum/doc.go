// Package ucum reads codes of the Unified Code for Units of Measure, version 2.2, and converts between them in exact
// rationals.
//
// It promises:
//   - All atoms, prefixes, special and arbitrary units, annotations and exponents; the case-insensitive variant on
//     request. The definitions are the table assets/units/atoms.tsv.
//   - A conversion between proportional or affine units is exact. A logarithm or tangent that is not rational is computed
//     to 60 digits and says that it is not exact.
//   - Bad input is an [Error] that names the place, never a panic; time and memory are bounded by the length of the code.
//
// It knows nothing of medicine: that a conversion is arithmetically possible does not make it right. The gate above it is
// in package units.
package ucum
