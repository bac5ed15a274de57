package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"anamnesis/app/chart"
	"anamnesis/app/record"
)

// The checks of H1 to H7 that look at the charts of the demo.

// H1: patients who look alike are two; a fact before birth or after death asks whether this is the right patient.
func notOnePerson(d *demoRun, k truthCase) (f found) {
	var patients []truthRecord
	for _, ref := range k.Facts {
		if ref.Type == "Patient" {
			patients = append(patients, truthRecord{ref.Source, ref.ID})
		} else if len(d.conflicts(k.Person, "after-death", []truthRef{ref}))+len(d.conflicts(k.Person, "before-birth", []truthRef{ref})) == 0 {
			f.add("no conflict asks whether %s is in the right chart", ref.ID)
		}
	}
	for i, p := range patients {
		if d.of[p] == "" {
			f.add("%s is in nobody's chart", p.Patient)
		}
		for _, o := range patients[:i] {
			if d.of[p] == d.of[o] {
				f.add("%s and %s are one person", o.Patient, p.Patient)
			}
		}
	}
	return f
}

func nothingOfOthers(_ *testing.T, d *demoRun) (f found) {
	seen := 0
	for _, c := range d.shown {
		own := map[record.Ref]bool{}
		for _, l := range c.Person.Links {
			own[record.Ref{Source: l.Source, Type: "Patient", ID: l.Patient}] = true
		}
		for ref := range c.of {
			if s := d.facts[ref].Subject; !s.IsZero() {
				seen++
				if !own[s] {
					f.add("%s is about %s", ref.ID, s.ID)
				}
			}
		}
	}
	if seen == 0 {
		f.add("no evidence has a subject")
	}
	return f
}

// H2: two people of one name have two charts, each with its own identity and nothing in common.
func twoCharts(d *demoRun, k truthCase) (f found) {
	var charts []*view
	for _, ref := range k.Facts {
		c := d.shown[d.of[truthRecord{ref.Source, ref.ID}]]
		if c == nil {
			f.add("%s has no chart", ref.ID)
			return f
		}
		charts = append(charts, c)
	}
	a, b := charts[0], charts[1]
	if a.Person.ID == b.Person.ID || a.Person.BirthDate == b.Person.BirthDate {
		f.add("the identities do not differ")
	}
	for id := range a.entry {
		if b.entry[id] != nil {
			f.add("an entry is in both charts")
		}
	}
	return f
}

// H3: a dose is what its source wrote, in every system of units; the dose before it stands in the regimen.
func doseExact(d *demoRun, k truthCase) (f found) {
	for _, charts := range []map[string]*view{d.shown, d.si, d.conventional} {
		d.eachEntry(charts, k, &f, func(_ *view, ref truthRef, e *chart.Entry) {
			if m, ok := d.medicationOf(ref); ok {
				if e.Dose != m.Dose {
					f.add("%s is shown as %q, not %q", ref.ID, e.Dose, m.Dose)
				}
				return
			}
			dose := d.facts[ref].Medication.Dosages[0].Dose
			if own := dose.Number + " " + dose.Unit; !strings.Contains(evidenceOf(e, ref).Value.Text, own) || !says(e, own) {
				f.add("%s: %q is not told as what was before", ref.ID, own)
			}
		})
	}
	return f
}

// medicationOf returns what the truth says that an active medication must show.
func (d *demoRun) medicationOf(ref truthRef) (truthCase, bool) {
	i := slices.IndexFunc(d.truth.Medications, func(m truthCase) bool { return slices.Contains(m.Facts, ref) })
	if i < 0 {
		return truthCase{}, false
	}
	return d.truth.Medications[i], true
}

// dangerous is what a dose must not hold: a comma between digits, a zero at the end or none at the beginning, an ellipsis, a
// micro sign, U for units.
var dangerous = regexp.MustCompile(`\d,\d|\d\.\d*0\b|(^|[^\d])\.\d|\.\.\.|…|[µμ]g|\d\s*(U|IU)\b`)

func dosesStand(_ *testing.T, d *demoRun) (f found) {
	seen := 0
	for id, c := range d.shown {
		for _, e := range c.Entries {
			if e.Kind != record.KindMedication || e.Dose == "" {
				continue
			}
			seen++
			if bad := dangerous.FindString(e.Dose); bad != "" {
				f.add("%q holds %q", e.Dose, bad)
			}
			for _, o := range []*view{d.si[id], d.conventional[id]} {
				if x := o.entry[e.ID]; x == nil || x.Dose != e.Dose || x.Frequency != e.Frequency {
					f.add("%q, %q is rescaled by the choice of units", e.Dose, e.Frequency)
				}
			}
			for _, r := range rows(c, "medications", e.ID) {
				if !strings.HasPrefix(r.Text, strings.TrimSpace(e.Dose+" "+e.Frequency)) {
					f.add("the row %q does not begin with %q", r.Text, e.Dose+" "+e.Frequency)
				}
			}
		}
	}
	if seen == 0 {
		f.add("no dose is shown")
	}
	return f
}

// H4: the frequency stands in words beside the dose, and two that differ are a conflict to act on that is not folded away.
func frequencyInWords(d *demoRun, k truthCase) (f found) {
	d.eachEntry(d.shown, k, &f, func(c *view, ref truthRef, e *chart.Entry) {
		m, _ := d.medicationOf(ref)
		if e.Frequency != m.Frequency || strings.Contains(m.Frequency, "WEEKLY") != strings.Contains(e.Frequency, "WEEKLY") {
			f.add("%s: %q, not %q", ref.ID, e.Frequency, m.Frequency)
		}
		for _, r := range rows(c, "medications", e.ID) {
			if !strings.Contains(r.Text, m.Dose+" "+m.Frequency) {
				f.add("the row says %q", r.Text)
			}
		}
	})
	list := d.conflicts(k.Person, chart.ConflictFrequency, k.Facts)
	for _, c := range d.chartsOf(k.Person) {
		for _, x := range list {
			shown := slices.ContainsFunc(c.group("conflicts").Rows, func(r chart.Row) bool { return r.Title == x.Why })
			if x.Tier != chart.TierAct || !shown {
				f.add("the conflict is not among those to act on: %s", x.Why)
			}
		}
	}
	if len(list) == 0 {
		f.add("the two frequencies are no conflict")
	}
	return f
}

func weeklySaysSo(_ *testing.T, d *demoRun) (f found) {
	seen := 0
	for ref, fact := range d.facts {
		if fact.Medication == nil || fact.Account != record.AccountEvidence {
			continue
		}
		for _, dose := range fact.Medication.Dosages {
			t := dose.Timing
			if t.PeriodUnit != "wk" && (len(t.DayOfWeek) == 0 || len(t.DayOfWeek) == 7) {
				continue
			}
			seen++
			for _, c := range d.opened {
				for _, e := range c.of[ref] {
					v := evidenceOf(e, ref)
					if !strings.Contains(v.Value.Text, "WEEKLY") {
						f.add("%s: the evidence says %q", ref.ID, v.Value.Text)
					}
					if v.Role == "shown" && !strings.Contains(e.Frequency+detail(e, "schedule"), "WEEKLY") {
						f.add("%s is shown as %q", ref.ID, e.Frequency)
					}
				}
			}
		}
	}
	if seen == 0 {
		f.add("no weekly order is stored")
	}
	return f
}

// H5: a value without a unit equals nothing and is converted to nothing; one in a doubtful unit is shown as sent, with both
// readings, in every system of units. Neither is a point of a series.
func unitDoubted(d *demoRun, k truthCase) (f found) {
	for _, charts := range []map[string]*view{d.shown, d.si, d.conventional} {
		d.eachEntry(charts, k, &f, func(c *view, ref truthRef, e *chart.Entry) {
			said := evidenceOf(e, ref).Value
			q := d.facts[ref].Observation.Value.Quantity
			if c.plotted(e) {
				f.add("%s is a point of a series", ref.ID)
			}
			if e.Value == nil || e.Value.Number != said.Number || said.Number != q.Number {
				f.add("%s is not shown as it was sent", ref.ID)
			}
			if len(e.Evidence) != 1 {
				f.add("%s is joined with another value", ref.ID)
			}
			if q.Unit == "" && q.Code == "" {
				if e.Value.Unit != "" || !has(e, chart.FlagUnitUnread) {
					f.add("%s has been given the unit %q", ref.ID, e.Value.Unit)
				}
				return
			}
			if !has(e, chart.FlagUnitSuspect) {
				f.add("%s is not marked as doubtful", ref.ID)
			}
			both := 0
			for _, x := range d.conflicts(k.Person, chart.ConflictUnit, []truthRef{ref}) {
				both = max(both, len(distinct(regexp.MustCompile(regexp.QuoteMeta(said.Number)+` [^\s:;,.]+`).FindAllString(x.Why, -1))))
			}
			if both < 2 {
				f.add("%s: no conflict shows both readings", ref.ID)
			}
		})
	}
	return f
}

func distinct(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

func originalBeside(_ *testing.T, d *demoRun) (f found) {
	seen := 0
	for _, charts := range []map[string]*view{d.si, d.conventional} {
		for _, c := range charts {
			for _, e := range c.Entries {
				for _, v := range e.Evidence {
					if e.Value == nil || e.Value.Number == "" || v.Role != "shown" || v.Value.Number == "" || v.Value.Number == e.Value.Number {
						continue
					}
					seen++
					if !slices.ContainsFunc(v.Steps, func(s string) bool {
						return strings.Contains(s, e.Value.Comparator+v.Value.Number+" ") && strings.Contains(s, " to "+e.Value.Text)
					}) {
						f.add("%s: the step from %s to %s is not told: %q", v.ID, v.Value.Text, e.Value.Text, v.Steps)
					}
				}
			}
		}
	}
	if seen == 0 {
		f.add("nothing was converted")
	}
	return f
}

// comparatorsConverted asks that "<5 mg/L" is converted to "<0.5 mg/dL" in words too.
func comparatorsConverted(_ *testing.T, d *demoRun) (f found) {
	seen := 0
	for _, charts := range []map[string]*view{d.si, d.conventional} {
		for _, c := range charts {
			for _, e := range c.Entries {
				for _, v := range e.Evidence {
					if e.Value == nil || e.Value.Comparator == "" || v.Role != "shown" {
						continue
					}
					for _, step := range v.Steps {
						if !strings.HasPrefix(step, "Converted") {
							continue
						}
						seen++
						if strings.Count(step, " "+e.Value.Comparator) < 2 || !strings.Contains(step, " to "+e.Value.Text) {
							f.add("%s: %q", v.ID, step)
						}
					}
				}
			}
		}
	}
	if seen == 0 {
		f.add("nothing with a comparator was converted")
	}
	return f
}

// H6: what is not done, not taken, refuted or doubtful by its modifier is never active and never in one entry with what
// does not deny.
func negationKept(d *demoRun, k truthCase) (f found) {
	d.eachEntry(d.shown, k, &f, func(c *view, ref truthRef, e *chart.Entry) {
		warned := slices.ContainsFunc(e.Details, func(x chart.Detail) bool { return x.Label == "warning" && strings.Contains(x.Text, "modifier") })
		if e.Active || !has(e, chart.FlagNegated) && !warned {
			f.add("%s: active %t, and neither marked as negated nor warned about", ref.ID, e.Active)
		}
		for _, v := range e.Evidence {
			other := truthRef{v.Source, v.Type, v.ID}
			if other != ref && !d.facts[other].Negated {
				f.add("%s is joined with %s, which denies nothing", ref.ID, v.ID)
			}
		}
		for _, panel := range []string{"allergies", "problems", "medications"} {
			if len(rows(c, panel, e.ID)) > 0 || panel == "problems" && slices.ContainsFunc(c.group(panel).Rows, func(r chart.Row) bool { return slices.Contains(r.Entries, e.ID) }) {
				f.add("%s stands among the active %s", ref.ID, panel)
			}
		}
	})
	return f
}

// H7: an allergy list that is withheld says nothing, and the screen says that it is withheld.
func noneUnsaid(d *demoRun, k truthCase) (f found) {
	for _, c := range d.chartsOf(k.Person) {
		g := c.group("allergies")
		text := g.Empty + " " + strings.Join(g.Outstanding, "; ")
		for _, r := range g.Rows {
			text += " " + r.Title + " " + r.Text
		}
		if strings.Contains(text, "None recorded") || strings.Contains(text, "No known") || !strings.Contains(text, "withh") {
			f.add("the panel says %q", text)
		}
	}
	return f
}
