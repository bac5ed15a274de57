package chart

import (
	"math/big"
	"strings"
	"time"

	"anamnesis/app/record"
	"anamnesis/app/units"
)

// A wrong unit often hides inside the limits of what is possible and shows only beside its neighbours: 178 kg between 80
// and 82 kg is 178 lb. A value is doubted where it lies far from the two values next to it, and close to both when its
// number is read in another unit of its analyte. A reference range of its own that fits the stated unit speaks for it.
const (
	neighbourWindow = 400 * 24 * time.Hour
	neighboursAsked = 2
)

// closeTo and farFrom are the bounds of "within 20 per cent" and of "another size".
var (
	closeTo = big.NewRat(20, 100)
	farFrom = big.NewRat(40, 100)
)

// suspectNeighbours marks the values that only their neighbours betray.
func (b *builder) suspectNeighbours() {
	for id, list := range b.plottable(b.items) {
		a, ok := units.AnalyteByID(id)
		if !ok || len(list) <= neighboursAsked {
			continue
		}
		values := make([]*big.Rat, len(list))
		for i, p := range list {
			if c := convert(p.r.value.Quantity, a.SI, p.r); c.ok && p.r.value.Quantity.Comparator == "" {
				values[i], _ = decimal(c.number)
			}
		}
		for i, p := range list {
			if values[i] == nil || values[i].Sign() <= 0 || len(p.r.ranges) > 0 {
				continue
			}
			near := nearest(list, values, i)
			if len(near) < neighboursAsked || !all(near, func(n *big.Rat) bool { return distance(values[i], n).Cmp(farFrom) >= 0 }) {
				continue
			}
			if other := fitting(a, p.r, near); other != "" {
				q := p.r.value.Quantity
				p.it.doubt(p.r, units.Suspicion{Grade: units.GradeLikely, Other: other,
					Why: units.FormatNumber(q.Number) + " " + units.UnitText(q.UCUM) + " " + lowerFirst(a.Name) + " does not fit the values before and after it; " +
						units.FormatNumber(q.Number) + " " + units.UnitText(other) + " would."})
			}
		}
	}
}

// nearest returns the values next to one in time, of other moments, the nearest before and after first.
func nearest(list []plotted, values []*big.Rat, i int) []*big.Rat {
	var out []*big.Rat
	here := list[i].it.start
	usable := func(j int) bool {
		gap := list[j].it.start.At.Sub(here.At).Abs()
		return values[j] != nil && values[j].Sign() > 0 && gap > 0 && gap <= neighbourWindow && !list[j].it.start.Compatible(here)
	}
	before, after := i-1, i+1
	for len(out) < neighboursAsked && (before >= 0 || after < len(list)) {
		for ; before >= 0; before-- {
			if usable(before) {
				out = append(out, values[before])
				before--
				break
			}
		}
		for ; after < len(list) && len(out) < neighboursAsked; after++ {
			if usable(after) {
				out = append(out, values[after])
				after++
				break
			}
		}
	}
	return out
}

// fitting returns the unit of the analyte in which the number lies close to all its neighbours, "" for none.
func fitting(a *units.Analyte, r reading, near []*big.Rat) string {
	for _, u := range append([]string{a.Conventional, a.SI}, a.Also...) {
		if plainUnit(u) == plainUnit(r.value.Quantity.UCUM) {
			continue
		}
		c := convert(record.Quantity{Number: r.value.Quantity.Number, UCUM: u}, a.SI, r)
		v, ok := decimal(c.number)
		if c.ok && ok && all(near, func(n *big.Rat) bool { return distance(v, n).Cmp(closeTo) <= 0 }) {
			return u
		}
	}
	return ""
}

// plainUnit drops annotations: what the same unit counts is not another unit.
func plainUnit(ucum string) string {
	if i := strings.IndexByte(ucum, '{'); i > 0 {
		return ucum[:i]
	}
	return ucum
}

// distance is how far a value lies from another, as a part of the other.
func distance(v, from *big.Rat) *big.Rat {
	d := new(big.Rat).Sub(v, from)
	return d.Quo(d.Abs(d), from)
}

func all[T any](list []T, holds func(T) bool) bool {
	for _, x := range list {
		if !holds(x) {
			return false
		}
	}
	return true
}

// doubt marks a reading of a fact.
func (it *item) doubt(r reading, s units.Suspicion) {
	for i := range it.readings {
		if x := &it.readings[i]; x.analyte == r.analyte && x.value.Quantity == r.value.Quantity {
			x.suspect = s
		}
	}
}
