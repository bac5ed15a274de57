package chart

import (
	"sort"

	"anamnesis/app/record"
	"anamnesis/app/units"
)

// plotted is one value that can stand in a series.
type plotted struct {
	it *item
	r  reading
}

// plottable returns the values of the items that can stand in a series: those that stand, with a collected time, a unit
// that was read and no certain doubt about it, of the patient himself.
func (b *builder) plottable(items []*item) map[string][]plotted {
	out := map[string][]plotted{}
	for _, it := range items {
		if it.Observation == nil || it.retracted || it.superseded != nil || cancelled(it) || it.future || it.Negated || it.modified ||
			it.foreign || it.start.Precision < record.PrecisionDay || !it.Focus.IsZero() {
			continue
		}
		for _, r := range b.readingsOf(it) {
			if q := r.value.Quantity; r.analyte != "" && r.value.Kind == record.ValueQuantity && q.UCUM != "" && q.Number != "" &&
				r.suspect.Grade == units.GradeNone {
				out[r.analyte] = append(out[r.analyte], plotted{it, r})
			}
		}
	}
	for _, list := range out {
		sort.SliceStable(list, func(i, j int) bool {
			if c := list[i].it.start.Sort(list[j].it.start); c != 0 {
				return c < 0
			}
			return list[i].it.n < list[j].it.n
		})
	}
	return out
}

// chooseUnits returns the unit of each analyte's series.
func (b *builder) chooseUnits() map[string]string {
	out := map[string]string{}
	for id, list := range b.plottable(b.items) {
		newest := make([]string, 0, recentValues)
		for i := len(list) - 1; i >= 0 && len(newest) < recentValues; i-- {
			newest = append(newest, list[i].r.value.Quantity.UCUM)
		}
		out[id] = b.seriesUnit(id, newest)
	}
	return out
}

// series returns one line for each analyte, oldest value first, in one unit. A value that cannot be brought into it, or
// whose unit is doubtful, stays out and in its own unit.
func (b *builder) series() []Series {
	shown := make([]*item, 0, len(b.groups))
	for _, g := range b.groups {
		if !b.hidden(g) {
			shown = append(shown, g.shown)
		}
	}
	out := []Series{}
	for id, list := range b.plottable(shown) {
		unit := b.units[id]
		s := Series{Analyte: id, Unit: units.UnitText(unit)}
		if a, ok := units.AnalyteByID(id); ok {
			s.Title = a.Name
		}
		for _, p := range list {
			if pt, ok := b.point(p, unit); ok {
				s.Points = append(s.Points, pt)
			}
		}
		if len(s.Points) > 0 {
			out = append(out, s)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Analyte < out[j].Analyte })
	return out
}

func (b *builder) point(p plotted, unit string) (Point, bool) {
	q := p.r.value.Quantity
	c := convert(q, unit, p.r)
	if !c.ok {
		return Point{}, false
	}
	pt := Point{Time: p.it.When.Start.Text, Comparator: q.Comparator, Number: c.number, Entry: p.it.group.entry.ID,
		Source: p.it.Ref.Source, Flags: p.it.group.entry.Flags}
	if limits, ok := b.applicable(p.it, p.r.ranges); ok {
		pt.Low, pt.High = b.convertedLimit(limits.Low, q, unit, p.r), b.convertedLimit(limits.High, q, unit, p.r)
	}
	return pt, true
}
