package chart

import (
	"slices"
	"strings"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

// listedAllergies are the entries that state an allergy which stands: those of AllergyIntolerance, and those that a source
// states only as a problem or a flag.
func (b *builder) listedAllergies() []*group {
	var out []*group
	for _, g := range b.groups {
		if g.entry.Active && (g.kind == record.KindAllergy || b.allergyElsewhere(g)) {
			out = append(out, g)
		}
	}
	return out
}

// allergyWords begin the words by which problems, flags and findings state an allergy.
var allergyWords = []string{"allerg", "anaphyla", "hypersensitiv", "алерг", "анафила", "свръхчувствителн"}

// allergyElsewhere reports whether an entry of another kind states an allergy.
func (b *builder) allergyElsewhere(g *group) bool {
	if g.kind == record.KindAllergy || g.shown.retracted || g.shown.Negated {
		return false
	}
	if g.kind != record.KindProblem && g.shown.Ref.Type != "Flag" {
		return false
	}
	return statesAllergy(b.words.text(b.codeOf(g.shown).Words()))
}

// notAllergies are words after which a name holds an allergy word and states none to a substance.
var notAllergies = []string{"rhinitis", "asthma", "conjunctivitis", "dermatitis", "family history", "screening", "test", "no known",
	"ринит", "астма", "конюнктивит", "дерматит", "history of allergy", "alveolitis"}

func statesAllergy(text string) bool {
	for _, w := range notAllergies {
		if strings.Contains(text, w) {
			return false
		}
	}
	for _, w := range strings.Fields(text) {
		for _, a := range allergyWords {
			if strings.HasPrefix(w, a) {
				return true
			}
		}
	}
	return false
}

// noneAgainstAllergy sets "no known ..." against the allergies in its scope. One recorded before the allergy is superseded
// by it; what says nothing contradicts nothing.
func (b *builder) noneAgainstAllergy() []*clash {
	allergies := b.listedAllergies()
	var out []*clash
	for _, g := range b.groups {
		if g.shown.retracted || !b.deniesAllergies(g) {
			continue
		}
		c := &clash{Conflict: Conflict{Kind: ConflictAllergyNone}, groups: []*group{g}}
		var says []string
		for _, a := range allergies {
			if !b.inScope(noKnown(g.shown), a) {
				continue
			}
			if supersededDenial(g, a) {
				g.denied = append(g.denied, a)
				continue
			}
			c.groups = append(c.groups, a)
			says = append(says, listing(b.sourcesOf(a))+a.entry.Title)
			c.Sides = append(c.Sides, b.side(a))
		}
		if len(says) == 0 {
			continue
		}
		c.Sides = append(c.Sides, b.side(g))
		c.Why = joinWords(says) + ", while " + saying(b.sourcesOf(g)) + "\"" + g.entry.Title + "\". Ask the patient before prescribing."
		out = append(out, c)
	}
	return out
}

// deniesAllergies reports whether an entry says that allergies are known not to exist.
func (b *builder) deniesAllergies(g *group) bool {
	n := noKnown(g.shown)
	return n != "" && n != "no-information" && (g.kind != record.KindAllergy || allergyStands(g.shown)) && !g.shown.Negated &&
		!g.shown.modified
}

// supersededDenial reports whether every statement of the denial was recorded before every statement of the allergy.
func supersededDenial(denial, allergy *group) bool {
	for _, d := range denial.items {
		for _, a := range allergy.items {
			if !d.retracted && !a.retracted && !d.Recorded.Before(a.Recorded) {
				return false
			}
		}
	}
	return true
}

// inScope reports whether an allergy is of the kind that a "no known ..." statement denies.
func (b *builder) inScope(scope string, g *group) bool {
	if scope == "any" {
		return true
	}
	c := b.codeOf(g.shown)
	classes := terms.Classes(c)
	if scope == "latex" {
		return slices.ContainsFunc(classes, func(k terms.Class) bool { return k.ID == "latex" })
	}
	stated := false
	for _, it := range g.items {
		if it.Allergy == nil {
			continue
		}
		for _, k := range it.Allergy.Categories {
			stated = true
			if k == scope || scope == "medication" && k == "biologic" {
				return true
			}
		}
	}
	if stated || scope != "medication" {
		return false
	}
	// no category: a drug is known by its ingredient or class
	return slices.ContainsFunc(terms.Ingredients(c), func(i terms.Ingredient) bool { return i.Known }) ||
		slices.ContainsFunc(classes, func(k terms.Class) bool { return k.ID != "latex" })
}
