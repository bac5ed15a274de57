package chart

import (
	"slices"
	"strings"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

// substance is what an allergy or a drug consists of, for warnings.
type substance struct {
	ingredients map[string]bool
	classes     []terms.Class
}

func (b *builder) substanceOfDrug(g *group) substance {
	s := substance{ingredients: map[string]bool{}}
	seen := map[string]bool{}
	for _, it := range g.items {
		if it.retracted {
			continue
		}
		d := b.drugOf(it)
		for _, i := range d.Ingredients {
			s.ingredients[i.Name] = true
			for _, k := range terms.Classes(record.Concept{Text: i.Name}) {
				if !seen[k.ID] {
					seen[k.ID] = true
					s.classes = append(s.classes, k)
				}
			}
		}
		for _, k := range terms.Classes(d.concept) {
			if !seen[k.ID] {
				seen[k.ID] = true
				s.classes = append(s.classes, k)
			}
		}
	}
	return s
}

func (b *builder) substanceOfAllergy(g *group) substance {
	s := substance{ingredients: map[string]bool{}}
	seen := map[string]bool{}
	for _, it := range g.items {
		if it.retracted {
			continue
		}
		concepts := []record.Concept{b.codeOf(it)}
		if it.Allergy != nil {
			for _, r := range it.Allergy.Reactions {
				concepts = append(concepts, r.Substance)
			}
		}
		for _, c := range concepts {
			for _, i := range terms.Ingredients(c) {
				s.ingredients[i.Name] = true
			}
			for _, k := range terms.Classes(c) {
				if !seen[k.ID] {
					seen[k.ID] = true
					s.classes = append(s.classes, k)
				}
			}
		}
	}
	return s
}

// drugAllergies finds active drugs of which an ingredient or the class is a listed allergy. Combinations count by each
// ingredient. A class says "possible" only. What several sources list of one thing is one conflict.
func (b *builder) drugAllergies() []*clash {
	allergies := b.listedAllergies()
	substances := make([]substance, len(allergies))
	for i, a := range allergies {
		substances[i] = b.substanceOfAllergy(a)
	}
	var out []*clash
	for _, g := range b.groups {
		if g.kind != record.KindMedication || !g.entry.Active {
			continue
		}
		drug := b.substanceOfDrug(g)
		met := map[string][]*group{}
		var order []string
		for i, a := range allergies {
			if why := meet(drug, substances[i]); why != "" {
				if b.hidden(a) {
					why += "\x00" + a.entry.ID // what is restricted must not hide the others
				}
				order = appendNew(order, why)
				met[why] = append(met[why], a)
			}
		}
		for _, k := range order {
			why, _, _ := strings.Cut(k, "\x00")
			for _, list := range b.byAnswer(g, met[k]) {
				out = append(out, b.drugAllergy(g, list, why))
			}
		}
	}
	return out
}

func (b *builder) drugAllergy(drug *group, allergies []*group, why string) *clash {
	c := &clash{Conflict: Conflict{Kind: ConflictDrugAllergy}, groups: append([]*group{drug}, allergies...)}
	c.Sides = append(c.Sides, b.side(drug))
	var lists []string
	for _, a := range allergies {
		lists = append(lists, listing(b.sourcesOf(a))+a.entry.Title+reactionOf(a))
		c.Sides = append(c.Sides, b.side(a))
	}
	both := "both "
	if len(allergies) > 1 {
		both = "all "
	}
	c.Why = "Possible allergy: " + drug.entry.Title + " is active at " + allOf(b.sourcesOf(drug)) + ", and " + joinWords(lists) + "; " + both + why + "."
	return c
}

// byAnswer splits the allergies that one drug meets into those which a clinician's answer covers and the others: an answer
// says nothing about an allergy that came later.
func (b *builder) byAnswer(drug *group, allergies []*group) [][]*group {
	facts := map[record.Ref]bool{}
	for _, g := range append([]*group{drug}, allergies...) {
		for _, it := range g.items {
			facts[it.Ref] = true
		}
	}
	var covered, open []*group
	for _, a := range allergies {
		about := func(d record.Decision) bool {
			return (d.Conflict == "" || d.Conflict == ConflictDrugAllergy) && !slices.ContainsFunc(d.Facts, func(r record.Ref) bool { return !facts[r] }) &&
				slices.ContainsFunc(a.items, func(it *item) bool { return slices.Contains(d.Facts, it.Ref) })
		}
		if slices.ContainsFunc(b.decisions.answers, about) {
			covered = append(covered, a)
		} else {
			open = append(open, a)
		}
	}
	return slices.DeleteFunc([][]*group{open, covered}, func(l []*group) bool { return len(l) == 0 })
}

// meet says what a drug and an allergy have in common, to follow "both"; "" for nothing.
func meet(drug, allergy substance) string {
	for _, name := range sortedKeys(drug.ingredients) {
		if allergy.ingredients[name] {
			return "are " + name
		}
	}
	for _, k := range drug.classes {
		for _, l := range allergy.classes {
			if k.ID == l.ID {
				return "belong to the " + k.Name
			}
		}
	}
	return ""
}

// reactionOf is the first reaction of an allergy, for a sentence.
func reactionOf(g *group) string {
	if a := worst(g.items, g.shown).Allergy; a != nil {
		for _, r := range a.Reactions {
			if s := reactionText(r); s != "" {
				return " (" + strings.NewReplacer(" (", ", ", ")", "").Replace(s) + ")"
			}
		}
	}
	return ""
}
