package terms

import (
	"slices"
	"strings"
	"sync"

	"anamnesis/app/record"
	"anamnesis/assets"
)

// Class is a class of drugs or substances that an allergy can be to.
type Class struct {
	ID   string // penicillin, cephalosporin, sulfonamide, nsaid, opioid, ace-inhibitor, macrolide, quinolone, heparin, contrast, latex
	Name string // penicillins
}

// Classes returns the classes that a drug belongs to, by each of its ingredients, or that the substance of an allergy
// names, in the order of the table.
func Classes(c record.Concept) []Class {
	t := classTable()
	found := map[string]bool{}
	for _, i := range Ingredients(c) {
		for _, id := range drugs().classes[i.Name] {
			found[id] = true
		}
	}
	for _, x := range c.Codes {
		switch Canonical(x.System) {
		case record.SystemATC:
			for _, p := range t.atc {
				if strings.HasPrefix(x.Code, p.prefix) {
					found[p.class] = true
				}
			}
		case record.SystemSNOMED:
			if id, ok := t.snomed[x.Code]; ok {
				found[id] = true
			}
		}
		t.inWords(x.Display, found)
	}
	t.inWords(c.Text, found)
	var out []Class
	for _, k := range t.list {
		if found[k.ID] {
			out = append(out, k)
		}
	}
	return out
}

type classes struct {
	list   []Class
	atc    []struct{ prefix, class string }
	snomed map[string]string
	words  phrases
}

// inWords finds class names in a text such as "Allergy to penicillin". A text that also negates is left to NoKnown.
func (t *classes) inWords(text string, found map[string]bool) {
	w := words(text)
	for i := range w {
		for _, f := range t.words.byFirst[w[i]] {
			if len(w)-i >= len(f.words) && slices.Equal(w[i:i+len(f.words)], f.words) {
				found[f.value] = true
			}
		}
	}
}

func words(text string) []string {
	if len(text) > maxDrugText {
		return nil
	}
	return strings.Fields(NormalText(text))
}

var classTable = sync.OnceValue(func() *classes {
	out := &classes{snomed: map[string]string{}}
	rows("classes.tsv", []string{"id", "name", "words", "atc", "snomed"}, func(t *assets.Table, i int) {
		c := Class{t.Cell(i, "id"), t.Cell(i, "name")}
		out.list = append(out.list, c)
		for _, p := range t.List(i, "atc") {
			out.atc = append(out.atc, struct{ prefix, class string }{p, c.ID})
		}
		for _, s := range t.List(i, "snomed") {
			out.snomed[s] = c.ID
		}
		for _, w := range t.List(i, "words") {
			out.words.add(w, c.ID)
		}
	})
	return out
})
