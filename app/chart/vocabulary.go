package chart

import (
	"strings"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

// newVocabulary takes over what the vault has taught about codes.
func newVocabulary(list terms.Equivalences) vocabulary {
	v := vocabulary{class: map[string]string{}, taught: map[[2]string]int{}}
	for _, e := range list {
		a := codeKey(record.Code{System: e.SystemA, Code: e.CodeA}, "")
		c := codeKey(record.Code{System: e.SystemB, Code: e.CodeB}, "")
		v.taught[pairKey(a, c)] += e.Records
	}
	return v
}

// normalText lowers a text and keeps its words only.
func normalText(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

// chronic reports whether a table calls the problem chronic.
func chronic(record.Concept) bool { return false }

// systemName returns a short name of a code system.
func systemName(system string) string { return system }
