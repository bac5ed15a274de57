package chart

import (
	"math/big"
	"strconv"
	"strings"
	"time"

	"anamnesis/app/units"
)

// changeWindow is how far back the newest value is held against earlier ones.
const changeWindow = 90 * 24 * time.Hour

// significantChange tells a change that the analyte's table calls significant, among the values of the last 90 days before
// the newest: a trend must not drown in normal values.
func (b *builder) significantChange(key string) string {
	id, ok := strings.CutPrefix(key, "analyte:")
	if !ok {
		return ""
	}
	a, ok := units.AnalyteByID(id)
	if !ok || a.Change.Ratio == "" && a.Change.Absolute == "" {
		return ""
	}
	list := b.plottable(shownOf(b.byMeasurand[key]))[id]
	if len(list) < 2 {
		return ""
	}
	newest := list[len(list)-1].it.start.At
	out := ""
	for i := 1; i < len(list); i++ {
		x, y := list[i-1], list[i]
		if newest.Sub(y.it.start.At) > changeWindow {
			continue
		}
		if s := changeBetween(x, y, a); s != "" && !b.hidden(y.it.group) && !b.hidden(x.it.group) {
			out = s
		}
	}
	return out
}

func shownOf(groups []*group) []*item {
	out := make([]*item, 0, len(groups))
	for _, g := range groups {
		out = append(out, g.shown)
	}
	return out
}

// changeBetween compares two values in the analyte's SI unit.
func changeBetween(x, y plotted, a *units.Analyte) string {
	p, q := convert(x.r.value.Quantity, a.SI, x.r), convert(y.r.value.Quantity, a.SI, y.r)
	m, okM := decimal(p.number)
	n, okN := decimal(q.number)
	if !p.ok || !q.ok || !okM || !okN || m.Sign() <= 0 || n.Sign() <= 0 {
		return ""
	}
	gap := y.it.start.At.Sub(x.it.start.At)
	significant := false
	if r, ok := decimal(a.Change.Ratio); ok && gap <= changeWindow {
		up := new(big.Rat).Quo(n, m)
		significant = up.Cmp(r) >= 0 || up.Cmp(new(big.Rat).Inv(r)) <= 0
	}
	if d, ok := decimal(a.Change.Absolute); ok && (a.Change.Hours == 0 || gap <= time.Duration(a.Change.Hours)*time.Hour) {
		step := new(big.Rat).Sub(n, m)
		significant = significant || step.Abs(step).Cmp(d) >= 0
	}
	if !significant {
		return ""
	}
	return "changed from " + quantityText("", x.r.value.Quantity.Number, units.UnitText(x.r.value.Quantity.UCUM)) + " to " +
		quantityText("", y.r.value.Quantity.Number, units.UnitText(y.r.value.Quantity.UCUM)) + " in " + durationWords(gap)
}

func durationWords(d time.Duration) string {
	if h := int(d.Hours() + 0.5); h < 48 {
		return strconv.Itoa(h) + " hours"
	}
	return strconv.Itoa(int(d.Hours()/24+0.5)) + " days"
}
