// Package testdata holds the synthetic demo hospitals, which `anamnesis demo` serves and the tests read. It has no logic.
package testdata

import "embed"

// Hospitals holds the directory hospitals: one directory a hospital, and truth.json. See hospitals/README.md.
//
//go:embed hospitals
var Hospitals embed.FS
