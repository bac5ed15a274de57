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
			if localRoutes[d.route] {
				site = d.route
			}
			for _, i := range d.ingredients {
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
				c.Why = "Two active courses hold " + name + ": " + b.sourcesOf(x) + " lists " + courseWords(x) + "; " +
					b.sourcesOf(y) + " lists " + courseWords(y) + "."
				told[[2]*group{x, y}] = c
				out = append(out, c)
			}
		}
	}
	return out
}

func courseWords(g *group) string {
	return strings.TrimSpace(strings.Join([]string{g.entry.Title, g.entry.Dose, g.entry.Frequency}, " "))
}

// contradicting are the pairs of entries that the comparison found contrary.
func (b *builder) contradicting() map[[2]*group]bool {
	out := map[[2]*group]bool{}
	for _, c := range b.contrary {
		out[[2]*group{c.x.group, c.y.group}] = true
	}
	return out
}
