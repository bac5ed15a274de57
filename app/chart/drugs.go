package chart

import (
	"math/big"
	"regexp"
	"slices"
	"strings"

	"anamnesis/app/record"
	"anamnesis/app/terms"
	"anamnesis/app/units"
)

// drug is what identifies a product: ingredients with their salts, release, form and route, and its product codes.
type drug struct {
	terms.Drug
	concept  record.Concept
	strength record.Quantity // of one tablet, capsule ...; zero when not known or of several ingredients
}

// drugOf reads the product of a medication fact, once.
func (b *builder) drugOf(it *item) *drug {
	if it.drug != nil {
		return it.drug
	}
	m := it.Medication
	if m == nil {
		m = &record.Medication{}
	}
	parts, form := m.Ingredients, m.Form
	c := b.codeOf(it)
	if p := b.byRef[m.Product]; p != nil && p.Medication != nil {
		if len(parts) == 0 {
			parts = p.Medication.Ingredients
		}
		if form.IsZero() {
			form = p.Medication.Form
		}
		c = joinConcepts(c, p.Code)
	}
	read := terms.ReadDrug(c)
	d := &drug{Drug: read, concept: c}
	named := readIngredients(parts)
	if len(named) > 0 && (len(d.Ingredients) == 0 || read.ByATC || !allKnown(d.Ingredients)) {
		d.Ingredients, d.ByATC = named, false
	}
	if !form.IsZero() {
		byForm := terms.ReadDrug(record.Concept{Text: form.Words()})
		if f := terms.Form(form); f != "" {
			d.Form = f
		}
		d.Release = orWord(d.Release, byForm.Release)
		d.Route = orWord(d.Route, byForm.Route)
	}
	for _, x := range m.Dosages {
		if r := terms.Route(x.Route); r != "" {
			d.Route = r
			break
		}
	}
	if len(d.Ingredients) <= 1 {
		d.strength = strengthOf(parts, c)
	}
	it.drug = d
	return d
}

// joinConcepts adds what a Medication resource says of the product to what the order says.
func joinConcepts(x, y record.Concept) record.Concept {
	if y.IsZero() || x.Words() == y.Words() && len(x.Codes) == len(y.Codes) {
		return x
	}
	out := record.Concept{Text: x.Text, Codes: slices.Clone(x.Codes)}
	for _, c := range y.Codes {
		if !slices.Contains(out.Codes, c) {
			out.Codes = append(out.Codes, c)
		}
	}
	if out.Text == "" {
		out.Text = y.Text
	}
	return out
}

func readIngredients(parts []record.Ingredient) []terms.Ingredient {
	var out []terms.Ingredient
	for _, p := range parts {
		if p.Inactive {
			continue
		}
		for _, i := range terms.Ingredients(p.Item) {
			if !slices.ContainsFunc(out, func(o terms.Ingredient) bool { return o.Name == i.Name }) {
				out = append(out, i)
			}
		}
	}
	slices.SortFunc(out, func(x, y terms.Ingredient) int { return strings.Compare(x.Name, y.Name) })
	return out
}

func allKnown(list []terms.Ingredient) bool {
	return !slices.ContainsFunc(list, func(i terms.Ingredient) bool { return !i.Known })
}

// strengthInName finds a strength such as "3.125 MG" in a product's name; one over a volume ("5 MG/ML") is none of a tablet.
var strengthInName = regexp.MustCompile(`(?i)(?:^|\s)(\d+(?:\.\d+)?)\s*(mg|mcg|ug|micrograms?|g)(?:\s|$|,)`)

// strengthOf returns the strength of one piece of a product of one ingredient.
func strengthOf(parts []record.Ingredient, c record.Concept) record.Quantity {
	var active []record.Ingredient
	for _, p := range parts {
		if !p.Inactive {
			active = append(active, p)
		}
	}
	if len(active) == 1 && active[0].Numerator.UCUM != "" && isPiece(active[0].Denominator) {
		return active[0].Numerator
	}
	if len(active) > 1 {
		return record.Quantity{}
	}
	for _, x := range c.Codes {
		if q := strengthText(x.Display); !q.IsZero() {
			return q
		}
	}
	return strengthText(c.Text)
}

func strengthText(s string) record.Quantity {
	found := strengthInName.FindAllStringSubmatch(s, 2)
	if len(found) != 1 {
		return record.Quantity{}
	}
	unit := map[string]string{"mg": "mg", "g": "g"}[strings.ToLower(found[0][2])]
	return record.Quantity{Number: found[0][1], Unit: found[0][2], UCUM: orWord(unit, "ug")}
}

// isPiece reports whether a quantity counts pieces: tablets, capsules, or nothing named.
func isPiece(q record.Quantity) bool {
	if q.IsZero() {
		return true
	}
	if q.UCUM == "1" || strings.HasPrefix(q.UCUM, "{") {
		return true
	}
	return q.UCUM == "" && terms.Form(record.Concept{Text: orWord(q.Unit, q.Code)}) != ""
}

// keys name a drug for looking up others of it; none for a drug without a name.
func (b *builder) drugKeys(it *item) []string {
	d := b.drugOf(it)
	out := b.words.keys(d.concept, it.Ref.Source)
	if n := d.names(); n != "" {
		out = append(out, "ingredients:"+n)
	}
	return out
}

// names are the ingredients, "" when none is known.
func (d *drug) names() string {
	list := make([]string, 0, len(d.Ingredients))
	for _, i := range d.Ingredients {
		list = append(list, i.Name)
	}
	return strings.Join(list, "+")
}

// sameDrug compares two products by the rule of terms.CompareDrugs, and besides by an equal product code.
func (b *builder) sameDrug(x, y *item) finding {
	dx, dy := b.drugOf(x), b.drugOf(y)
	nx, ny := dx.names(), dy.names()
	if nx != "" && ny != "" && nx != ny {
		return finding{verdict: apart, why: "other ingredients"}
	}
	match, why := terms.CompareDrugs(dx.Drug, dy.Drug)
	if match == terms.MatchApart {
		return finding{verdict: apart, why: why}
	}
	if code := b.sameProductCode(x, y, dx, dy); code != "" {
		return finding{verdict: same, why: code}
	}
	if a := b.words.text(dx.concept.Words()); match == terms.MatchNone && a != "" && a == b.words.text(dy.concept.Words()) {
		return finding{verdict: same, why: "both write the same words"}
	}
	if match == terms.MatchSame {
		return finding{verdict: same, why: why}
	}
	return finding{}
}

// sameProductCode looks for one code of a product. An ATC code names an ingredient, not a salt or a form.
func (b *builder) sameProductCode(x, y *item, dx, dy *drug) string {
	for _, a := range dx.concept.Codes {
		for _, c := range dy.concept.Codes {
			k := codeKey(a, x.Ref.Source)
			if k != "" && k == codeKey(c, y.Ref.Source) && terms.Canonical(a.System) != record.SystemATC {
				return "both are coded " + systemName(a.System) + " " + a.Code
			}
		}
	}
	return ""
}

// amount is a dose in a form that compares: exact, in mg where it is a mass.
type amount struct {
	unit string // "mg", a UCUM unit, or "" when nothing can be said
	n    *big.Rat
}

// amountOf returns the dose of a dosage: what was stated, or pieces times the strength where both are known. A bare count of
// tablets compares with nothing.
func amountOf(q record.Quantity, d *drug) amount {
	n, ok := decimal(q.Number)
	if !ok || q.Comparator != "" {
		return amount{}
	}
	if isPiece(q) {
		if d.strength.IsZero() {
			return amount{}
		}
		one := inMilligrams(d.strength)
		if one.n == nil {
			return amount{}
		}
		return amount{one.unit, new(big.Rat).Mul(n, one.n)}
	}
	return inMilligrams(q)
}

func inMilligrams(q record.Quantity) amount {
	if q.UCUM == "" {
		return amount{}
	}
	if res, err := units.Convert(q.Number, q.UCUM, "mg", nil, "", ""); err == nil {
		if n, ok := exact(res); ok {
			return amount{"mg", n}
		}
	}
	n, ok := decimal(q.Number)
	if !ok {
		return amount{}
	}
	return amount{q.UCUM, n}
}

// compareAmounts compares two doses.
func compareAmounts(x, y amount) equality {
	switch {
	case x.n == nil || y.n == nil || x.unit != y.unit:
		return valuesUnknown
	case x.n.Cmp(y.n) == 0:
		return valuesEqual
	}
	return valuesDiffer
}
