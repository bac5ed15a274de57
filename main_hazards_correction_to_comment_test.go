package main

import (
	"slices"
	"strings"
	"testing"

	"anamnesis/app/chart"
)

// The checks of H8 to H15 that look at the charts of the demo.

// H8: what a correction superseded, and what was entered in error with every copy, is evidence and never a value.
func deadValues(d *demoRun, k truthCase) (f found) {
	e := d.together(k.Person, k.Facts)
	if e == nil {
		f.add("the copies are not one entry with their origin")
		return f
	}
	inError := slices.ContainsFunc(k.Facts, func(r truthRef) bool { return d.facts[r].Status == "entered-in-error" })
	for _, ref := range k.Facts {
		fact, v := d.facts[ref], evidenceOf(e, ref)
		if fact.Status == "corrected" || fact.Status == "amended" {
			if v.Role != "shown" || e.Value == nil || e.Value.Number != fact.Observation.Value.Quantity.Number || e.Status != fact.Status {
				f.add("the correction in %s is not what is shown", ref.ID)
			}
			continue
		}
		if inError && v.Role != "retracted" || !inError && v.Role != "superseded" {
			f.add("%s counts as %q", ref.ID, v.Role)
		}
		for _, c := range d.chartsOf(k.Person) {
			for _, s := range c.Series {
				for _, p := range s.Points {
					if p.Entry == e.ID && p.Number == v.Value.Number {
						f.add("%s is a point of the series", v.Value.Text)
					}
				}
			}
			for _, g := range c.Overview {
				for _, r := range g.Rows {
					if slices.Contains(r.Entries, e.ID) && strings.Contains(r.Title+" "+r.Text, v.Value.Number) {
						f.add("%s stands on the first screen under %s", v.Value.Text, g.Group)
					}
				}
			}
		}
	}
	if inError && (e.Value != nil || e.Status != "entered-in-error" || !has(e, chart.FlagRetracted)) {
		f.add("the entry is not marked as retracted, or has a value")
	}
	if has(e, chart.FlagAbnormal) || has(e, chart.FlagAbnormalHigh) || has(e, chart.FlagCritical) {
		f.add("a flag derives from the dead value: %v", e.Flags)
	}
	return f
}

func nothingFromRetracted(_ *testing.T, d *demoRun) (f found) {
	seen := 0
	for _, c := range d.opened {
		for i := range c.Entries {
			e := &c.Entries[i]
			if slices.ContainsFunc(e.Evidence, func(v chart.Evidence) bool { return v.Role != "retracted" }) {
				continue
			}
			seen++
			if e.Value != nil || e.Dose != "" || e.Active || c.plotted(e) || !has(e, chart.FlagRetracted) ||
				len(e.Flags) > 1 && !slices.Equal(e.Flags, []chart.Flag{chart.FlagRetracted, chart.FlagRestricted}) {
				f.add("%q is retracted and has %v %q, active %t, flags %v", e.Title, e.Value, e.Dose, e.Active, e.Flags)
			}
			for _, g := range c.Overview {
				if g.Group != "new" && slices.ContainsFunc(g.Rows, func(r chart.Row) bool { return slices.Contains(r.Entries, e.ID) }) {
					f.add("%q is retracted and counts under %s", e.Title, g.Group)
				}
			}
		}
	}
	if seen == 0 {
		f.add("nothing is retracted")
	}
	return f
}

// H9: what stands only in words has a row of its own that says the words.
func rowOfItsOwn(d *demoRun, k truthCase) (f found) {
	d.eachEntry(d.shown, k, &f, func(c *view, ref truthRef, e *chart.Entry) {
		own := slices.Concat(rows(c, "allergies", e.ID), rows(c, "results", e.ID))
		if len(own) != 1 || len(own[0].Entries) != 1 {
			f.add("%s has no row of its own", ref.ID)
			return
		}
		fact := d.facts[ref]
		words := fact.Code.Words()
		if fact.Document != nil && fact.Document.Conclusion != "" {
			words = fact.Document.Conclusion
		}
		if !strings.Contains(own[0].Title+" "+own[0].Text, words) {
			f.add("the row says %q, %q; not %q", own[0].Title, own[0].Text, words)
		}
	})
	return f
}

// H10: what is proposed is marked so, is not active and causes no warning.
func proposedOnly(d *demoRun, k truthCase) (f found) {
	d.eachEntry(d.shown, k, &f, func(c *view, ref truthRef, e *chart.Entry) {
		if e.Active || !has(e, chart.FlagProposed) || has(e, chart.FlagConflict) {
			f.add("%s: active %t, flags %v", ref.ID, e.Active, e.Flags)
		}
		listed := false
		for _, r := range c.group("medications").Rows {
			if slices.Contains(r.Entries, e.ID) {
				listed = true
				if r.Exempt || !strings.Contains(r.Title, "proposed, not active") {
					f.add("%s stands among the active medications as %q", ref.ID, r.Title)
				}
			}
		}
		if !listed {
			f.add("%s is not listed as proposed", ref.ID)
		}
		if slices.ContainsFunc(c.group("changes").Rows, func(r chart.Row) bool { return slices.Contains(r.Entries, e.ID) }) {
			f.add("%s is told as started or changed", ref.ID)
		}
	})
	return f
}

// H11: two products stay two active entries under their own names.
func drugsApart(d *demoRun, k truthCase) (f found) {
	titles := map[string]bool{}
	d.eachEntry(d.shown, k, &f, func(c *view, ref truthRef, e *chart.Entry) {
		titles[e.Title] = true
		if !e.Active || len(rows(c, "medications", e.ID)) != 1 || e.Title != d.facts[ref].Code.Words() {
			f.add("%s is not a row under its own name", ref.ID)
		}
	})
	if e := d.together(k.Person, k.Facts); e != nil || len(titles) != len(k.Facts) {
		f.add("they are one entry or share a name")
	}
	return f
}

// H12: the conflict says that it is possible, by class, and is one to act on.
func classAllergy(d *demoRun, k truthCase) (f found) {
	list := d.conflicts(k.Person, chart.ConflictDrugAllergy, k.Facts)
	if len(list) == 0 {
		f.add("no conflict")
	}
	for _, x := range list {
		shown := false
		for _, c := range d.chartsOf(k.Person) {
			shown = shown || slices.ContainsFunc(c.group("conflicts").Rows, func(r chart.Row) bool { return r.Title == x.Why })
		}
		if x.Tier != chart.TierAct || !strings.HasPrefix(x.Why, "Possible") || !strings.Contains(x.Why, "belong to the") || !shown {
			f.add("%s: %s, on the first screen: %t", x.Tier, x.Why, shown)
		}
	}
	return f
}

// H13: before it moves, the record is in the first patient's chart and not in the other's.
func movable(d *demoRun, k truthCase) (f found) {
	d.present(k, &f)
	for _, ref := range k.Facts {
		other := d.shown[d.of[truthRecord{ref.Source, ref.ID}]]
		if ref.Type == "Patient" && other != nil && !slices.Contains(d.chartsOf(k.Person), other) && len(other.of[k.Facts[0]]) > 0 {
			f.add("%s is in two charts", k.Facts[0].ID)
		}
	}
	return f
}

// H14: one operation on two sides is two entries, and each says its side.
func sidesApart(d *demoRun, k truthCase) (f found) {
	sides := map[string]bool{}
	d.eachEntry(d.shown, k, &f, func(_ *view, ref truthRef, e *chart.Entry) {
		if s := detail(e, "bodySite"); s != "" {
			sides[s] = true
		}
	})
	if len(sides) != len(k.Facts) || d.together(k.Person, k.Facts) != nil {
		f.add("%d sides are told", len(sides))
	}
	return f
}

// H15: a result without a value says why, with the laboratory's comment, and is no point of a series.
func cellMarked(d *demoRun, k truthCase) (f found) {
	d.eachEntry(d.shown, k, &f, func(c *view, ref truthRef, e *chart.Entry) {
		fact := d.facts[ref]
		if e.Value != nil || c.plotted(e) || e.Status != fact.Status {
			f.add("%s counts as a result: %v, %s", ref.ID, e.Value, e.Status)
		}
		if said := evidenceOf(e, ref).Value.Text; !strings.Contains(said, fact.Observation.AbsentReason.Words()) {
			f.add("the reason is not told: %q", said)
		}
		for _, n := range fact.Notes {
			if !slices.Contains(e.Notes, n) {
				f.add("the comment is lost: %q", n)
			}
		}
	})
	return f
}

func commentsStand(_ *testing.T, d *demoRun) (f found) {
	notes, methods := 0, 0
	for ref, fact := range d.facts {
		if fact.Observation == nil {
			continue
		}
		for _, c := range d.opened {
			for _, e := range c.of[ref] {
				v := evidenceOf(e, ref)
				if v.Role == "retracted" && e.Status != "entered-in-error" {
					continue
				}
				for _, n := range fact.Notes {
					notes++
					if !slices.Contains(e.Notes, n) {
						f.add("%s: the comment %q is lost", ref.ID, n)
					}
				}
				if m := fact.Method.Words(); m != "" && v.Role == "shown" {
					methods++
					if detail(e, "method") != m {
						f.add("%s: the method %q is lost", ref.ID, m)
					}
				}
			}
		}
	}
	if notes == 0 {
		f.add("no result has a comment")
	}
	return f
}

func commentsUnfold(_ *testing.T, d *demoRun) (f found) {
	for _, c := range d.shown {
		for _, r := range c.group("results").Rows {
			for _, id := range r.Entries {
				if e := c.entry[id]; strings.Contains(r.Title+" "+r.Text, "normal") && len(e.Notes) > 0 {
					f.add("%q folds as normal with the comment %q", e.Title, e.Notes[0])
				}
			}
		}
	}
	return f
}
