package terms

import (
	"strings"
	"sync"

	"anamnesis/app/record"
	"anamnesis/assets"
)

// Chronic reports whether a problem is one that does not end, by the table: two records of it are one problem although one
// states no onset.
func Chronic(c record.Concept) bool {
	t := chronic()
	for _, x := range c.Codes {
		switch Canonical(x.System) {
		case record.SystemSNOMED:
			if t.snomed[x.Code] {
				return true
			}
		case record.SystemICD10, record.SystemICD10CM:
			for n := 3; n <= len(x.Code); n++ {
				if t.icd[x.Code[:n]] {
					return true
				}
			}
		}
		if t.words[NormalText(x.Display)] {
			return true
		}
	}
	return t.words[NormalText(c.Text)]
}

type chronicTable struct{ snomed, icd, words map[string]bool }

var chronic = sync.OnceValue(func() chronicTable {
	out := chronicTable{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	rows("chronic.tsv", []string{"problem", "icd10", "snomed", "words"}, func(t *assets.Table, i int) {
		for _, c := range t.List(i, "icd10") {
			out.icd[c] = true
		}
		for _, c := range t.List(i, "snomed") {
			out.snomed[c] = true
		}
		for _, w := range t.List(i, "words") {
			out.words[NormalText(w)] = true
		}
	})
	return out
})

// Residual reports whether a code is a residual class of an ICD classification, "other" or "unspecified" (.8 and .9 in
// ICD-10, where the last digit of a longer ICD-10-CM code repeats it). Such a class holds many different things: it never
// joins two records and never teaches that two codes mean the same.
func Residual(c record.Code) bool {
	switch Canonical(c.System) {
	case record.SystemICD10, record.SystemICD10CM, record.SystemICD9CM:
	default:
		return false
	}
	_, after, ok := strings.Cut(c.Code, ".")
	if !ok || after == "" {
		return false
	}
	return after[0] == '8' || after[0] == '9'
}
