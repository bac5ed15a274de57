package terms

import (
	"sync"

	"anamnesis/app/record"
	"anamnesis/assets"
)

// Route reads a route of administration: oral, parenteral, topical ...; "" when it is not in the table.
func Route(c record.Concept) string {
	t := routeTable()
	for _, x := range c.Codes {
		if r, ok := t.snomed[x.Code]; ok && Canonical(x.System) == record.SystemSNOMED {
			return r
		}
	}
	if r, ok := t.words[NormalText(c.Text)]; ok {
		return r
	}
	for _, x := range c.Codes {
		if r, ok := t.words[NormalText(x.Display)]; ok {
			return r
		}
		if r, ok := t.words[NormalText(x.Code)]; ok && Canonical(x.System) != record.SystemSNOMED {
			return r
		}
	}
	return ""
}

// Form reads a dose form; "" when it is not in the table.
func Form(c record.Concept) string {
	t := drugs()
	if f := t.form.find(words(c.Text)); f != "" {
		return f
	}
	for _, x := range c.Codes {
		if f := t.form.find(words(x.Display)); f != "" {
			return f
		}
	}
	return ""
}

type routes struct{ snomed, words map[string]string }

var routeTable = sync.OnceValue(func() routes {
	out := routes{map[string]string{}, map[string]string{}}
	rows("routes.tsv", []string{"route", "words", "snomed"}, func(t *assets.Table, i int) {
		for _, c := range t.List(i, "snomed") {
			out.snomed[c] = t.Cell(i, "route")
		}
		for _, w := range t.List(i, "words") {
			out.words[NormalText(w)] = t.Cell(i, "route")
		}
	})
	return out
})
