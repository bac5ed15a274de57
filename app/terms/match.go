package terms

import (
	"slices"
	"strings"
	"sync"

	"anamnesis/assets"
)

// Match says how two products compare.
type Match int

// The outcomes of CompareDrugs.
const (
	MatchNone   Match = iota // not known to have anything in common
	MatchBeside              // the same ingredients, and not enough to call them one product: side by side, unjoined
	MatchSame                // one product
	MatchApart               // the same ingredients in another salt, release, route or form: never joined
)

// CompareDrugs compares two products. The same product needs equal ingredients, all of them known, with an equal salt or
// release, and an equal route or form; what one side leaves unsaid is no wild card. A stated difference in salt, release,
// route or form keeps them apart. why is in words.
func CompareDrugs(a, b Drug) (m Match, why string) {
	if len(a.Ingredients) == 0 || !slices.EqualFunc(a.Ingredients, b.Ingredients, func(x, y Ingredient) bool { return x.Name == y.Name }) {
		return MatchNone, ""
	}
	names := a.Names()
	if differ, what := a.differs(b); differ {
		return MatchApart, names + ": the " + what + " differs"
	}
	if a.ByATC || b.ByATC {
		return MatchBeside, names + ": an ATC code says nothing of salt, release or form"
	}
	var agreed []string
	identity := false
	switch {
	case a.salts() != "" && a.salts() == b.salts():
		identity, agreed = true, append(agreed, "salt")
	case a.Release != "" && a.Release == b.Release:
		identity, agreed = true, append(agreed, "release")
	case a.salts() == "" && b.salts() == "" && a.Release == b.Release && !a.saltMatters():
		identity = true // both name the ingredient alone, in the same way, and its salts are one medicine
	}
	given := false
	switch {
	case a.Form != "" && a.Form == b.Form:
		given, agreed = true, append(agreed, "form")
	case a.Route != "" && a.Route == b.Route:
		given, agreed = true, append(agreed, "route")
	}
	if identity && given {
		return MatchSame, strings.Join(append([]string{names + ": same ingredient"}, agreed...), ", same ")
	}
	return MatchBeside, names + ": same ingredient, but salt, release, route or form are not stated on both sides"
}

// Names returns the ingredients in words.
func (d Drug) Names() string {
	names := make([]string, len(d.Ingredients))
	for i, x := range d.Ingredients {
		names[i] = x.Name
	}
	return strings.Join(names, " + ")
}

// saltMatters reports whether the salts of an ingredient are different medicines, by the table.
func (d Drug) saltMatters() bool {
	return slices.ContainsFunc(d.Ingredients, func(i Ingredient) bool { return saltsApart()[i.Name] })
}

var saltsApart = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	rows("salts-apart.tsv", []string{"ingredient", "why"}, func(t *assets.Table, i int) { m[t.Cell(i, "ingredient")] = true })
	return m
})

func (d Drug) salts() string {
	var s []string
	for _, i := range d.Ingredients {
		s = append(s, i.Salt)
	}
	return strings.Trim(strings.Join(s, "+"), "+")
}

// differs reports a stated difference, and in what.
func (d Drug) differs(o Drug) (bool, string) {
	for i := range d.Ingredients {
		if x, y := d.Ingredients[i].Salt, o.Ingredients[i].Salt; x != "" && y != "" && x != y {
			return true, "salt"
		}
	}
	switch {
	case d.Route != "" && o.Route != "" && d.Route != o.Route:
		return true, "route"
	case d.Release != o.Release && d.Form != "" && o.Form != "":
		return true, "release" // a name that says its form and no release is of a plain product
	case d.Release != "" && o.Release != "" && d.Release != o.Release:
		return true, "release"
	case d.Form != "" && o.Form != "" && d.Form != o.Form && !interchangeable(d.Form, o.Form):
		return true, "form"
	}
	return false, ""
}

// interchangeable reports whether two oral solid forms are only two words for what the patient swallows.
func interchangeable(a, b string) bool {
	solid := map[string]bool{"tablet": true, "capsule": true}
	return solid[a] && solid[b]
}
