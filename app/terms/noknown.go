package terms

import (
	"sync"

	"anamnesis/app/record"
	"anamnesis/assets"
)

// Scope is what a "no known ..." speaks about.
type Scope string

// The scopes. An allergy scope other than ScopeAnyAllergy contradicts only allergies of its own category.
const (
	ScopeAnyAllergy  Scope = "allergy-any"
	ScopeMedication  Scope = "allergy-medication"
	ScopeFood        Scope = "allergy-food"
	ScopeEnvironment Scope = "allergy-environment"
	ScopeLatex       Scope = "allergy-latex"
	ScopeProblems    Scope = "problem"
	ScopeDrugs       Scope = "medication"
	ScopeVaccines    Scope = "immunization"
	ScopeProcedures  Scope = "procedure"
	ScopeDevices     Scope = "device"
)

// Absence is what a concept says about things that are not there.
type Absence struct {
	Scope Scope
	// Known is true for "no known ...". It is false for "no information", which says nothing and erases nothing.
	Known bool
}

// NoKnown reads a concept that says "no known ..." or "no information"; ok is false for any other.
func NoKnown(c record.Concept) (a Absence, ok bool) {
	t := absences()
	for _, x := range c.Codes {
		if a, ok = t.codes[record.Code{System: Canonical(x.System), Code: x.Code}]; ok {
			return a, true
		}
	}
	if len(c.Codes) > 0 && c.Text == "" {
		for _, x := range c.Codes {
			if a, ok = t.words[NormalText(x.Display)]; ok {
				return a, true
			}
		}
		return Absence{}, false
	}
	a, ok = t.words[NormalText(c.Text)]
	return a, ok
}

type absenceTable struct {
	codes map[record.Code]Absence
	words map[string]Absence
}

var absences = sync.OnceValue(func() absenceTable {
	out := absenceTable{map[record.Code]Absence{}, map[string]Absence{}}
	rows("no-known.tsv", []string{"system", "code", "scope", "says", "text"}, func(t *assets.Table, i int) {
		a := Absence{Scope: Scope(t.Cell(i, "scope")), Known: t.Cell(i, "says") == "none"}
		if code := t.Cell(i, "code"); code != "" {
			out.codes[record.Code{System: t.Cell(i, "system"), Code: code}] = a
			return
		}
		out.words[NormalText(t.Cell(i, "text"))] = a
	})
	return out
})
