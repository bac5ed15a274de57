package chart

import (
	"strings"

	"anamnesis/app/record"
)

// Allergies are one when they name one substance. "No known ..." statements are one when they have one scope.
var allergyRule = rule{
	kinds:    []record.Kind{record.KindAllergy},
	keys:     func(b *builder, it *item) []string { return allergyKeys(b, it) },
	likeness: (*builder).allergyLikeness,
	weak:     (*builder).compareAllergies,
	tied:     func(b *builder, x, y *item) finding { return b.standings(x, y) },
	conflict: ConflictAllergyStatus,
}

// allergyLikeness is all that tells two allergies of one source apart.
func (b *builder) allergyLikeness(it *item) string {
	return strings.Join([]string{it.Ref.Source, conceptText(b.codeOf(it)), it.Status, it.Verification, it.NegatedWhy, noKnown(it)}, "\x00")
}

func allergyKeys(b *builder, it *item) []string {
	if n := noKnown(it); n != "" {
		return []string{"none:" + n}
	}
	return b.words.keys(b.codeOf(it), it.Ref.Source)
}

// substanceOf returns the substance of an allergy: its code, else the substance of a reaction.
func substanceOf(f *record.Fact) record.Concept {
	if !f.Code.IsZero() || f.Allergy == nil {
		return f.Code
	}
	for _, r := range f.Allergy.Reactions {
		if !r.Substance.IsZero() {
			return r.Substance
		}
	}
	return record.Concept{}
}

func (b *builder) compareAllergies(x, y *item) finding {
	if nx, ny := noKnown(x), noKnown(y); nx != "" || ny != "" {
		if nx == ny && nx != "no-information" {
			return finding{verdict: same, why: "both say that none is known, in one scope"}
		}
		return finding{verdict: unclear}
	}
	c := b.words.compare(b.codeOf(x), b.codeOf(y), x.Ref.Source, y.Ref.Source)
	switch c.match {
	case matchMismatch:
		return finding{verdict: apart, why: c.why}
	case matchNone:
		return finding{}
	}
	if c.learned {
		x.learned, y.learned = true, true
	}
	if f := b.standings(x, y); f.verdict == contrary {
		return f
	}
	return finding{verdict: same, why: c.why}
}

// standings compares whether two statements of one allergy say that it stands.
func (b *builder) standings(x, y *item) finding {
	switch {
	case x.retracted || y.retracted:
	case x.Negated != y.Negated:
		return finding{verdict: contrary, why: "listed against refuted"}
	case allergyStands(x) != allergyStands(y) && x.Ref.Source != y.Ref.Source:
		return finding{verdict: contrary, why: "active against " + map[bool]string{true: y.Status, false: x.Status}[allergyStands(x)]}
	}
	return finding{verdict: same}
}

func allergyStands(it *item) bool { return it.Status == "" || it.Status == "active" }

var criticalities = map[string]int{"high": 3, "unable-to-assess": 2, "low": 1}

// worst returns the fact of the highest criticality that stands.
func worst(items []*item, first *item) *item {
	best := first
	for _, it := range items {
		if it.Allergy == nil || it.retracted {
			continue
		}
		if best.Allergy == nil || criticalities[it.Allergy.Criticality] > criticalities[best.Allergy.Criticality] {
			best = it
		}
	}
	return best
}
