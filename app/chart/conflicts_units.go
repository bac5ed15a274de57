package chart

import (
	"strconv"

	"anamnesis/app/units"
)

// doubtfulUnits finds values that are implausible in their stated unit and ordinary in another of their analyte. What one
// source does again and again is one conflict.
func (b *builder) doubtfulUnits() []*clash {
	by := map[string]*clash{}
	var order []string
	for _, g := range b.groups {
		it := g.shown
		if it.Observation == nil || it.retracted || cancelled(it) || !it.Focus.IsZero() {
			continue
		}
		for _, r := range b.readingsOf(it) {
			if r.suspect.Grade == units.GradeNone {
				continue
			}
			key := it.Ref.Source + "\x00" + r.analyte + "\x00" + r.value.Quantity.UCUM
			c := by[key]
			if c == nil {
				c = &clash{Conflict: Conflict{Kind: ConflictUnit, Tier: TierCheck, Why: r.suspect.Why}}
				by[key] = c
				order = append(order, key)
			}
			if r.suspect.Grade == units.GradeCertain {
				c.Tier = TierAct
			}
			if n := len(c.groups); n == 0 || c.groups[n-1] != g {
				c.groups = append(c.groups, g)
				c.Sides = append(c.Sides, Side{it.Ref.Source, unitSays(g, r), g.entry.ID})
			}
		}
	}
	var out []*clash
	for _, k := range order {
		c := by[k]
		c.Why = c.Sides[0].Source + ": " + c.Why
		switch n := len(c.groups); {
		case n == 2:
			c.Why += " One more value is like it."
		case n > 2:
			c.Why += " " + strconv.Itoa(n-1) + " more values are like it."
		}
		out = append(out, c)
	}
	return out
}

// unitSays is a doubted value in its source's own words.
func unitSays(g *group, r reading) string {
	s := g.entry.Title + ": " + r.value.Quantity.Shown()
	if d := dateOf(g.shown); d != "" {
		s += ", " + d
	}
	return s
}
