package terms

import (
	"slices"
	"strings"
	"sync"

	"anamnesis/assets"
)

// phrases maps normalised phrases to a value, by their first word, in the order of the table.
type phrases struct{ byFirst map[string][]phrase }

type phrase struct {
	words []string
	value string
	order int
}

func (p *phrases) add(text, value string) {
	words := strings.Fields(NormalText(text))
	if len(words) == 0 {
		return
	}
	if p.byFirst == nil {
		p.byFirst = map[string][]phrase{}
	}
	n := 0
	for _, list := range p.byFirst {
		n += len(list)
	}
	p.byFirst[words[0]] = append(p.byFirst[words[0]], phrase{words, value, n})
}

// find returns the value of the earliest row of the table that the words hold.
func (p *phrases) find(words []string) string {
	best := phrase{order: -1}
	for i := range words {
		for _, f := range p.byFirst[words[i]] {
			if len(words)-i >= len(f.words) && slices.Equal(words[i:i+len(f.words)], f.words) && (best.order < 0 || f.order < best.order) {
				best = f
			}
		}
	}
	return best.value
}

type drugTable struct {
	names       map[string][]string // normalised phrase -> ingredients
	longestName int                 // in words
	atc         map[string][]string
	classes     map[string][]string // ingredient -> class ids
	salts       map[string]string
	release     phrases
	form        phrases
	routeOfForm phrases
}

// longest returns the ingredients of the longest known phrase at the start of words, and its length.
func (t *drugTable) longest(words []string) ([]string, int) {
	for n := min(t.longestName, len(words)); n > 0; n-- {
		if names, ok := t.names[strings.Join(words[:n], " ")]; ok {
			return names, n
		}
	}
	return nil, 0
}

func (t *drugTable) name(text string, ingredients ...string) {
	key := NormalText(text)
	if key == "" {
		return
	}
	t.names[key] = ingredients
	t.longestName = max(t.longestName, strings.Count(key, " ")+1)
}

var drugs = sync.OnceValue(func() *drugTable {
	d := &drugTable{names: map[string][]string{}, atc: map[string][]string{}, classes: map[string][]string{}, salts: map[string]string{}}
	rows("ingredients.tsv", []string{"name", "other", "bg", "brands", "atc", "classes"}, func(t *assets.Table, i int) {
		name := t.Cell(i, "name")
		d.name(name, name)
		for _, column := range []string{"other", "bg", "brands"} {
			for _, n := range t.List(i, column) {
				d.name(n, name)
			}
		}
		for _, a := range t.List(i, "atc") {
			d.atc[a] = []string{name}
		}
		d.classes[name] = t.List(i, "classes")
	})
	rows("combinations.tsv", []string{"ingredients", "atc", "names"}, func(t *assets.Table, i int) {
		parts := t.List(i, "ingredients")
		for _, a := range t.List(i, "atc") {
			d.atc[a] = parts
		}
		for _, n := range t.List(i, "names") {
			d.name(n, parts...)
		}
	})
	rows("salts.tsv", []string{"word", "salt"}, func(t *assets.Table, i int) { d.salts[NormalText(t.Cell(i, "word"))] = t.Cell(i, "salt") })
	rows("releases.tsv", []string{"words", "release"}, func(t *assets.Table, i int) { d.release.add(t.Cell(i, "words"), t.Cell(i, "release")) })
	rows("forms.tsv", []string{"words", "form", "route"}, func(t *assets.Table, i int) {
		if f := t.Cell(i, "form"); f != "" {
			d.form.add(t.Cell(i, "words"), f)
		}
		if r := t.Cell(i, "route"); r != "" {
			d.routeOfForm.add(t.Cell(i, "words"), r)
		}
	})
	return d
})
