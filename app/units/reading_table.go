package units

import (
	"strings"
	"sync"

	"anamnesis/app/record"
	"anamnesis/assets"
)

type readingTables struct {
	whole folding[wholeRow]
	parts folding[string]
}

// folding looks a text up as it is, then without regard to case among the rows that allow it.
type folding[T any] struct{ exact, folded map[string]T }

func (f folding[T]) find(s string) (v T, ok bool) {
	if v, ok = f.exact[s]; ok {
		return v, true
	}
	v, ok = f.folded[strings.ToLower(s)]
	return v, ok
}

func (f folding[T]) add(text, letterCase string, v T) {
	if letterCase == "any" {
		f.folded[strings.ToLower(text)] = v
	} else {
		f.exact[text] = v
	}
}

type wholeRow struct {
	code       string
	candidates []string
	why        string
}

func (w wholeRow) reading(original string) Reading {
	r := Reading{UCUM: w.code, candidates: w.candidates}
	if w.why != "" {
		r.Reason = asSentence(w.why) + "."
	}
	switch {
	case w.code == original:
		r.Status = record.UnitExact
	case w.code != "":
		r.Status = record.UnitAlias
		if r.Reason == "" {
			r.Reason = "A usual way to write " + w.code + "."
		}
	default:
		r.Status = record.UnitAmbiguous
	}
	return r
}

// asSentence begins a note with a capital, unless it begins with a unit, whose letters keep their case.
func asSentence(note string) string {
	first, _, _ := strings.Cut(note, " ")
	if len(first) > 3 && strings.ToLower(first) == first {
		return upperFirst(note)
	}
	return note
}

var readings = sync.OnceValue(func() *readingTables {
	t := &readingTables{
		whole: folding[wholeRow]{map[string]wholeRow{}, map[string]wholeRow{}},
		parts: folding[string]{map[string]string{}, map[string]string{}},
	}
	w, err := assets.ReadTable(assets.Units, "units/readings.tsv", "text", "case", "default", "candidates", "why")
	if err != nil {
		panic(err) // the table is part of the program and every row is tested
	}
	for i := range w.Len() {
		t.whole.add(w.Cell(i, "text"), w.Cell(i, "case"), wholeRow{w.Cell(i, "default"), w.List(i, "candidates"), w.Cell(i, "why")})
	}
	c, err := assets.ReadTable(assets.Units, "units/components.tsv", "text", "case", "ucum")
	if err != nil {
		panic(err)
	}
	for i := range c.Len() {
		t.parts.add(c.Cell(i, "text"), c.Cell(i, "case"), c.Cell(i, "ucum"))
	}
	return t
})
