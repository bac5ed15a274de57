package chart

import (
	"anamnesis/app/record"
	"anamnesis/app/terms"
)

// vocabulary compares concepts: by common codes, by what the data taught, by equal words.
type vocabulary struct {
	learned *terms.Index
	class   map[string]string // a code's key -> the least key among its learned equivalents
	normal  map[string]string // texts already normalised
}

// taughtBy is the number of independent records from which an equivalence joins; terms.Index holds to it.
const taughtBy = 3

// newVocabulary takes over what the vault has taught about codes.
func newVocabulary(list terms.Equivalences) *vocabulary {
	v := &vocabulary{learned: list.Index(), class: map[string]string{}, normal: map[string]string{}}
	near := map[string][]string{}
	for _, e := range list {
		a, okA := sharedKey(record.Code{System: e.SystemA, Code: e.CodeA})
		c, okC := sharedKey(record.Code{System: e.SystemB, Code: e.CodeB})
		if okA && okC && e.Records >= taughtBy {
			near[a], near[c] = append(near[a], c), append(near[c], a)
		}
	}
	for _, start := range sortedKeys(near) {
		if _, done := v.class[start]; done {
			continue
		}
		v.class[start] = start
		for queue := []string{start}; len(queue) > 0; queue = queue[1:] {
			for _, k := range near[queue[0]] {
				if _, done := v.class[k]; !done {
					v.class[k] = start
					queue = append(queue, k)
				}
			}
		}
	}
	return v
}

// text normalises a text, each once.
func (v *vocabulary) text(s string) string {
	if s == "" {
		return ""
	}
	n, ok := v.normal[s]
	if !ok {
		n = terms.NormalText(s)
		v.normal[s] = n
	}
	return n
}

// normalText keeps the words of a text only.
func normalText(s string) string { return terms.NormalText(s) }

// chronic reports whether a table calls the problem chronic.
func chronic(c record.Concept) bool { return terms.Chronic(c) }

// systemName returns a short name of a code system.
func systemName(system string) string { return terms.SystemName(system) }
