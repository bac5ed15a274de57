package chart

import (
	"sort"

	"anamnesis/app/record"
)

// series returns one line for each analyte, oldest value first, in one unit.
func (b *builder) series() []Series {
	type point struct {
		it *item
		r  reading
	}
	byAnalyte := map[string][]point{}
	for _, g := range b.groups {
		it := g.shown
		if it.retracted || it.future || it.start.Precision < record.PrecisionDay || !it.Focus.IsZero() {
			continue
		}
		for _, r := range b.readingsOf(it) {
			if r.analyte != "" && r.value.Kind == record.ValueQuantity && r.value.Quantity.UCUM != "" && r.value.Quantity.Number != "" {
				byAnalyte[r.analyte] = append(byAnalyte[r.analyte], point{it, r})
			}
		}
	}
	out := []Series{}
	for id, points := range byAnalyte {
		sort.SliceStable(points, func(i, j int) bool {
			if c := points[i].it.start.Sort(points[j].it.start); c != 0 {
				return c < 0
			}
			return points[i].it.n < points[j].it.n
		})
		last := points[len(points)-1]
		s := Series{Analyte: id, Title: last.r.code.Words(), Unit: last.r.value.Quantity.UCUM}
		for _, p := range points {
			q := p.r.value.Quantity
			if q.UCUM != s.Unit {
				continue
			}
			r, _ := normalRange(p.r.ranges)
			s.Points = append(s.Points, Point{Time: p.it.When.Start.Text, Comparator: q.Comparator, Number: q.Number,
				Entry: p.it.group.entry.ID, Source: p.it.Ref.Source, Low: r.Low.Number, High: r.High.Number})
		}
		out = append(out, s)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Analyte < out[j].Analyte })
	return out
}
