package assets

import "embed"

// Units holds the tables of app/units: units/*.tsv.
//
//go:embed units/*.tsv
var Units embed.FS

// Terms holds the tables of app/terms: terms/*.tsv.
//
//go:embed terms/*.tsv
var Terms embed.FS
