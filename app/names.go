package app

import (
	"cmp"

	"anamnesis/app/record"
)

// DisplayName returns the name to list a patient under, by the rule of record.Patient; "Name not stated" when there is none.
func DisplayName(p *record.Patient) string { return cmp.Or(p.DisplayName(), "Name not stated") }
