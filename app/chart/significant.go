package chart

import (
	"math/big"
	"strconv"
	"strings"
	"time"

	"anamnesis/app/units"
)

const (
	// changeWindow is how far back from the newest value a change is told.
	changeWindow = 90 * 24 * time.Hour
	// acute is the time within which any two values are held against each other, so that a change in small steps counts
	// too (KDIGO 2012, 2.1.1: creatinine 1.5 times the baseline within 7 days). Beyond it a value is held against the one
	// before it.
	acute = 7 * 24 * time.Hour
)

// change is a change between two values of one analyte.
type change struct {
	from, to measured
	size     *big.Rat // how many times more or less, else by how much; the greater the graver
}

// measured is a value with its amount in the analyte's SI unit, and as it is told.
type measured struct {
	plotted
	amount *big.Rat
	number string // in the unit of the series
}

// significantChange tells the changes that the analyte's table calls significant, among the values of the last 90 days
// before the newest: the gravest rise and the gravest fall, in order of time. A trend must not drown in normal values, nor
// what happened in the recovery from it.
func (b *builder) significantChange(key string) string {
	id, ok := strings.CutPrefix(key, "analyte:")
	if !ok {
		return ""
	}
	a, ok := units.AnalyteByID(id)
	if !ok || a.Change.Ratio == "" && a.Change.Absolute == "" {
		return ""
	}
	list := b.measuredOf(id, a, b.byMeasurand[key])
	if len(list) < 2 {
		return ""
	}
	disputed := b.disputed()
	var rise, fall *change
	newest := list[len(list)-1].it.start.At
	for j := range list {
		if newest.Sub(list[j].it.start.At) > changeWindow {
			continue
		}
		before := false
		for i := j - 1; i >= 0; i-- {
			x, y := list[i], list[j]
			gap := y.it.start.At.Sub(x.it.start.At)
			if before && gap > acute {
				break
			}
			if !inTurn(x, y) || disputed[pair{x.it.group, y.it.group}] {
				continue
			}
			before = true
			c := changeBetween(x, y, a)
			if c == nil {
				continue
			}
			best := &rise
			if y.amount.Cmp(x.amount) < 0 {
				best = &fall
			}
			if *best == nil || c.size.Cmp((*best).size) >= 0 { // of two the later
				*best = c
			}
		}
	}
	first, second := rise, fall
	if first == nil || second != nil && second.to.it.start.At.Before(first.to.it.start.At) {
		first, second = second, first
	}
	if first == nil {
		return ""
	}
	unit := units.UnitText(b.units[id])
	told := "changed " + first.in(unit)
	if second != nil {
		told += ", then " + second.in(unit)
	}
	return told
}

// measuredOf returns the values that can be held against one another, oldest first: those that are points of the series.
func (b *builder) measuredOf(id string, a *units.Analyte, groups []*group) []measured {
	items := make([]*item, 0, len(groups))
	for _, g := range groups {
		if !b.hidden(g) {
			items = append(items, g.shown)
		}
	}
	var out []measured
	for _, p := range b.plottable(items)[id] {
		q := p.r.value.Quantity
		told := convert(q, b.units[id], p.r)
		res, err := units.Convert(q.Number, q.UCUM, a.SI, a, loincOf(p.r.code), "")
		if !told.ok || err != nil {
			continue
		}
		if n, ok := exact(res); ok {
			out = append(out, measured{p, n, told.number})
		}
	}
	return out
}

// pair is two entries, in either order.
type pair [2]*group

// disputed returns the entries of one specimen of which the sources state different values.
func (b *builder) disputed() map[pair]bool {
	out := map[pair]bool{}
	for _, c := range b.clashes {
		if c.Kind != ConflictResultValue {
			continue
		}
		for _, g := range c.groups {
			for _, h := range c.groups {
				out[pair{g, h}] = true
			}
		}
	}
	return out
}

// inTurn reports whether two values were taken one after the other: not at one time as far as their sources state it.
func inTurn(x, y measured) bool {
	return x.it.group != y.it.group && !x.it.start.Compatible(y.it.start) && y.it.start.At.Sub(x.it.start.At) >= time.Minute
}

// changeBetween returns the change from x to the later y, nil where the table does not call it significant. A value that
// is only a limit counts where the true change is at least as large.
func changeBetween(x, y measured, a *units.Analyte) *change {
	if !atLeast(x.r.value.Quantity.Comparator, y.r.value.Quantity.Comparator, y.amount.Cmp(x.amount)) {
		return nil
	}
	gap := y.it.start.At.Sub(x.it.start.At)
	low, high := x.amount, y.amount
	if low.Cmp(high) > 0 {
		low, high = high, low
	}
	step := new(big.Rat).Sub(high, low)
	size, significant := step, false
	if d, ok := decimal(a.Change.Absolute); ok && (a.Change.Hours == 0 || gap <= time.Duration(a.Change.Hours)*time.Hour) {
		significant = step.Cmp(d) >= 0
	}
	if r, ok := decimal(a.Change.Ratio); ok && low.Sign() > 0 {
		size = new(big.Rat).Quo(high, low)
		significant = significant || gap <= changeWindow && size.Cmp(r) >= 0
	}
	if !significant {
		return nil
	}
	return &change{x, y, size}
}

// atLeast reports whether two values with comparators differ by no less than their numbers do: from "<5" to 10 is a rise
// by 5 or more, from 10 to ">5" may be none.
func atLeast(from, to string, direction int) bool {
	up, down := map[string]bool{"": true, ">": true, ">=": true}, map[string]bool{"": true, "<": true, "<=": true}
	switch {
	case direction > 0:
		return down[from] && up[to]
	case direction < 0:
		return up[from] && down[to]
	}
	return false
}

// in tells a change in the unit of the series.
func (c *change) in(unit string) string {
	words := func(m measured) string { return quantityText(m.r.value.Quantity.Comparator, m.number, unit) }
	return "from " + words(c.from) + " to " + words(c.to) + " in " + durationWords(c.to.it.start.At.Sub(c.from.it.start.At))
}

func durationWords(d time.Duration) string {
	switch h := int(d.Hours() + 0.5); {
	case d < time.Hour:
		return counted(int(d.Minutes()+0.5), "minute")
	case h < 48:
		return counted(h, "hour")
	}
	return counted(int(d.Hours()/24+0.5), "day")
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}
