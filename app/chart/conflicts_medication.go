package chart

import (
	"strings"

	"anamnesis/app/record"
)

// localRoutes are the routes by which a drug acts where it is put: a cream beside a tablet is no second course.
var localRoutes = map[string]bool{"topical": true, "ophthalmic": true, "otic": true, "nasal": true, "inhaled": true, "vaginal": true,
	"buccal": false}

// duplicates finds two active courses of one ingredient, combinations counted by each. Courses that already contradict each
// other in dose, frequency or status are one matter, not two.
func (b *builder) duplicates() []*clash {
	byIngredient := map[string][]*group{}
	for _, g := range b.groups {
		if g.kind != record.KindMedication || !g.entry.Active || g.course == nil {
			continue
		}
		seen := map[string]bool{}
		for _, it := range g.items {
			if it.retracted {
				continue
			}
			d := b.drugOf(it)
			site := "systemic"
			if localRoutes[d.Route] {
				site = d.Route
			}
			for _, i := range d.Ingredients {
				if k := i.Name + "\x00" + site; !seen[k] {
					seen[k] = true
					byIngredient[k] = append(byIngredient[k], g)
				}
			}
		}
	}
	known := b.contradicting()
	var out []*clash
	told := map[[2]*group]*clash{}
	for _, k := range sortedKeys(byIngredient) {
		name, _, _ := strings.Cut(k, "\x00")
		list := byIngredient[k]
		for i, x := range list {
			for _, y := range list[i+1:] {
				if known[[2]*group{x, y}] || known[[2]*group{y, x}] {
					continue
				}
				if c := told[[2]*group{x, y}]; c != nil {
					continue
				}
				c := &clash{Conflict: Conflict{Kind: ConflictDuplicate}, groups: []*group{x, y}}
				c.Sides = []Side{b.side(x), b.side(y)}
				c.Why = "Two active courses hold " + name + ": " + listing(b.sourcesOf(x)) + courseWords(x) + "; " +
					listing(b.sourcesOf(y)) + courseWords(y) + "."
				told[[2]*group{x, y}] = c
				out = append(out, c)
			}
		}
	}
	return out
}

// courseWords is a course in a sentence: "metoprolol tartrate 50 MG Oral Tablet, 50 mg twice daily".
func courseWords(g *group) string {
	if how := strings.TrimSpace(g.entry.Dose + " " + g.entry.Frequency); how != "" {
		return g.entry.Title + ", " + how
	}
	return g.entry.Title
}

// drugWords names the drug of several courses: by its ingredients where the products are called differently, as the name
// of one product would read as if its strength were meant.
func (b *builder) drugWords(groups []*group) string {
	first := groups[0]
	for _, g := range groups[1:] {
		if names := b.drugOf(first.shown).names(); g.entry.Title != first.entry.Title && names != "" && names == b.drugOf(g.shown).names() {
			return upperFirst(strings.ReplaceAll(names, "+", " + "))
		}
	}
	return first.entry.Title
}

// contradicting are the pairs of entries that the comparison found contrary.
func (b *builder) contradicting() map[[2]*group]bool {
	out := map[[2]*group]bool{}
	for _, c := range b.contrary {
		out[[2]*group{c.x.group, c.y.group}] = true
	}
	return out
}
