package chart

import (
	"math/big"
	"sort"
	"strings"

	"anamnesis/app/record"
	"anamnesis/app/units"
)

// loincOf returns the first LOINC code of what was measured.
func loincOf(c record.Concept) string {
	code, _ := c.In(record.SystemLOINC)
	return code
}

// sameNumber compares two quantities whose units are read.
func sameNumber(q, p record.Quantity, r, s reading) equality {
	a, _ := units.AnalyteByID(r.analyte)
	if a != nil && hasVariants(a) {
		return sameVariant(q, p, r, s, a)
	}
	switch units.SameValue(q.Comparator+q.Number, q.UCUM, p.Comparator+p.Number, p.UCUM, a) {
	case units.Equal:
		return valuesEqual
	case units.Compatible:
		return valuesCompatible
	case units.Differs:
		return valuesDiffer
	}
	return valuesUnknown
}

// hasVariants reports whether the mass of an analyte is counted as several things (urea and urea nitrogen).
func hasVariants(a *units.Analyte) bool {
	for _, c := range a.Codes() {
		if c.Variant != "" {
			return true
		}
	}
	return false
}

// sameVariant compares through the SI unit, where the codes say as what the mass was counted. The two are equal when they
// are equal at the coarser one's last place.
func sameVariant(q, p record.Quantity, r, s reading, a *units.Analyte) equality {
	if q.UCUM == p.UCUM && loincOf(r.code) == loincOf(s.code) {
		if units.Compare(q.Number, p.Number) == 0 {
			return valuesEqual
		}
		return valuesDiffer
	}
	x, errX := units.Convert(q.Number, q.UCUM, a.SI, a, loincOf(r.code), "")
	y, errY := units.Convert(p.Number, p.UCUM, a.SI, a, loincOf(s.code), "")
	if errX != nil || errY != nil {
		return valuesUnknown
	}
	m, okM := exact(x)
	n, okN := exact(y)
	if !okM || !okN {
		return valuesUnknown
	}
	coarser := min(max(places(x.Shown), 0), max(places(y.Shown), 0))
	if m.FloatString(coarser) == n.FloatString(coarser) {
		return valuesEqual
	}
	return valuesDiffer
}

func exact(r units.Result) (*big.Rat, bool) {
	if r.Exact == "" {
		return decimal(r.Shown)
	}
	return new(big.Rat).SetString(r.Exact)
}

// places returns the number of decimal places of a decimal text.
func places(number string) int {
	if _, after, ok := strings.Cut(number, "."); ok {
		return len(after)
	}
	return 0
}

// converted is a value in another unit, with the step that led there.
type converted struct {
	number, unit string
	step         string
	ok           bool
}

// convert brings a quantity into a unit. Where the program refuses, step says why and the quantity stays as it is.
func convert(q record.Quantity, to string, r reading) converted {
	stay := converted{number: q.Number, unit: q.UCUM}
	if q.UCUM == "" || q.Number == "" {
		return stay
	}
	a, _ := units.AnalyteByID(r.analyte)
	if to == "" || to == q.UCUM && !(a != nil && hasVariants(a)) {
		stay.ok = true
		return stay
	}
	res, err := units.Convert(q.Number, q.UCUM, to, a, loincOf(r.code), targetLOINC(a, to, r))
	if err != nil {
		stay.step = "Not converted to " + units.UnitText(to) + ". " + err.Error()
		return stay
	}
	if res.Shown == q.Number && to == q.UCUM {
		stay.ok = true
		return stay
	}
	step := "Converted from " + q.Comparator + units.FormatNumber(q.Number) + " " + units.UnitText(q.UCUM) + " to " +
		q.Comparator + units.FormatNumber(res.Shown) + " " + units.UnitText(to)
	if res.Exact != res.Shown && res.Exact != "" && !strings.Contains(res.Exact, "/") && len(res.Exact) < 24 {
		step += " (exactly " + q.Comparator + res.Exact + ")"
	}
	return converted{res.Shown, to, step + ".", true}
}

// targetLOINC is the code by which a converted value is counted: its own where the unit keeps its kind of property.
func targetLOINC(a *units.Analyte, to string, r reading) string {
	if a == nil || to == a.SI {
		return ""
	}
	return loincOf(r.code)
}

// unitFor chooses the unit of an analyte by the preferences; "" leaves each value in its source's unit.
func (b *builder) unitFor(analyte string) string {
	if u := b.in.Preferences.Override[analyte]; u != "" {
		return u
	}
	a, ok := units.AnalyteByID(analyte)
	if !ok {
		return ""
	}
	switch b.in.Preferences.Units {
	case UnitsSI:
		return a.SI
	case UnitsConventional:
		return a.Conventional
	}
	return ""
}

// recentValues is how many of the newest values vote for the unit of a series that keeps the sources' own.
const recentValues = 10

// seriesUnit returns the unit of an analyte's series: the preferred one, else the most frequent of the latest values, and
// of equally frequent ones that of the latest.
func (b *builder) seriesUnit(analyte string, newestFirst []string) string {
	if u := b.unitFor(analyte); u != "" {
		return u
	}
	if len(newestFirst) > recentValues {
		newestFirst = newestFirst[:recentValues]
	}
	count := map[string]int{}
	for _, u := range newestFirst {
		count[u]++
	}
	best := append([]string{}, newestFirst...)
	sort.SliceStable(best, func(i, j int) bool { return count[best[i]] > count[best[j]] })
	if len(best) == 0 {
		return ""
	}
	return best[0]
}
