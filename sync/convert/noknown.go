package convert

import (
	"strings"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

// noKnownScope returns the scope of a "no known ..." allergy in the words of [record.Allergy], "" for any other concept.
func noKnownScope(k record.Concept) string {
	a, ok := terms.NoKnown(k)
	scope, isAllergy := strings.CutPrefix(string(a.Scope), "allergy-")
	switch {
	case !ok || !isAllergy:
		return ""
	case !a.Known:
		return "no-information"
	}
	return scope
}

// noneKnown marks what says that there is nothing of its kind ("no known problems"), or nothing known of it: it is never
// an active entry.
func noneKnown(f *record.Fact, scope terms.Scope) {
	if a, ok := terms.NoKnown(f.Code); ok && a.Scope == scope && !f.Negated {
		f.Negated, f.NegatedWhy = true, "code: "+f.Code.Words()
	}
}

// plainWords folds case, white space and the stop at the end, to compare headings.
func plainWords(s string) string {
	return strings.Trim(strings.Join(strings.Fields(strings.ToLower(s)), " "), ".")
}
