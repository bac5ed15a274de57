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

// sameNumber compares two quantities whose units are read.
func sameNumber(q, p record.Quantity, _, _ reading) equality {
	if q.UCUM != p.UCUM {
		return valuesUnknown
	}
	m, ok := decimal(q.Number)
	n, ok2 := decimal(p.Number)
	switch {
	case !ok || !ok2:
		return valuesUnknown
	case m.Cmp(n) == 0:
		return valuesEqual
	}
	return valuesDiffer
}
