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
			says = append(says, b.sourcesOf(a)+" lists "+a.entry.Title)
			c.Sides = append(c.Sides, b.side(a))
		}
		if len(says) == 0 {
			continue
		}
		c.Sides = append(c.Sides, b.side(g))
		c.Why = strings.Join(says, "; ") + ", while " + saying(b.sourcesOf(g)) + "\"" + g.entry.Title + "\". Ask the patient before prescribing."
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
		for _, i := range d.ingredients {
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
// ingredient. A class says "possible" only.
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
		for i, a := range allergies {
			why := meet(drug, substances[i])
			if why == "" {
				continue
			}
			c := &clash{Conflict: Conflict{Kind: ConflictDrugAllergy}, groups: []*group{g, a}, facts: nil}
			c.Why = "Possible allergy: " + g.entry.Title + " is active at " + b.sourcesOf(g) + " and " + b.sourcesOf(a) + " lists " +
				a.entry.Title + reactionOf(a) + "; " + why + "."
			c.Sides = []Side{b.side(g), b.side(a)}
			out = append(out, c)
		}
	}
	return out
}

// meet says what a drug and an allergy have in common, "" for nothing.
func meet(drug, allergy substance) string {
	for _, name := range sortedKeys(drug.ingredients) {
		if allergy.ingredients[name] {
			return "both are " + name
		}
	}
	for _, k := range drug.classes {
		for _, l := range allergy.classes {
			if k.ID == l.ID {
				return "both belong to the " + k.Name
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
				return " (" + s + ")"
			}
		}
	}
	return ""
}
