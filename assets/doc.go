// Package assets holds the tables that the program embeds: units, analytes and terms, as tab-separated text that a
// clinician or a pharmacist can read and correct without reading Go.
//
// It promises:
//   - A table is read by the one package whose rules it feeds, and a test there checks every row of it.
//   - It imports the standard library only, so that the pure packages may stand on it.
//   - No copy of a licensed terminology lies here; NOTICE at the top of the repository says whose codes are cited.
package assets
