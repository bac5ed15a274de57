package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"anamnesis/app/chart"
	"anamnesis/app/record"
)

// planted is one case that the chart must hold.
type planted struct {
	section string // of the truth
	name    string
	holds   func() found
}

// TestPlanted holds the chart to each statement of truth.json, except the hazards: those are in TestHazards and
// TestKnownErrors. A case in the list of open cases must not hold, so that the list is never too long.
func TestPlanted(t *testing.T) {
	d := runDemo(t)
	open := readOpen(t)
	type tally struct{ all, held int }
	sum := map[string]*tally{}
	var sections []string
	for _, c := range plantedCases(d) {
		if sum[c.section] == nil {
			sum[c.section] = &tally{}
			sections = append(sections, c.section)
		}
		sum[c.section].all++
		t.Run(c.section+"/"+c.name, func(t *testing.T) {
			if open.judge(t, c.holds()) {
				sum[c.section].held++
			}
		})
	}
	var lines []string
	for _, s := range sections {
		lines = append(lines, fmt.Sprintf("%-12s %4d of %4d hold", s, sum[s].held, sum[s].all))
	}
	t.Log("planted cases\n" + strings.Join(lines, "\n"))
}

// plantedCases makes a case of each statement of the truth.
func plantedCases(d *demoRun) []planted {
	var list []planted
	add := func(section, name string, holds func() found) {
		list = append(list, planted{section, name, holds})
	}
	for _, p := range d.truth.People {
		add("people", p.Key, func() found { return d.linked(p.Records, p.Link) })
	}
	for _, n := range d.truth.Never {
		add("never", n.A.Patient+"+"+n.B.Patient, func() (f found) {
			if d.of[n.A] == "" || d.of[n.A] == d.of[n.B] {
				f.add("one person: %s", n.Why)
			}
			return f
		})
	}
	for _, k := range d.truth.Joins {
		add("joins", k.Person+"/"+k.Kind+"/"+ids(k.Facts), func() found { return d.joined(k) })
	}
	for _, k := range d.truth.Apart {
		add("apart", k.Person+"/"+ids(k.Facts), func() found { return d.apart(k) })
	}
	for _, k := range d.truth.Conflicts {
		add("conflicts", k.Person+"/"+k.Kind+"/"+ids(k.Facts), func() (f found) {
			if len(d.conflicts(k.Person, k.Kind, k.Facts)) == 0 {
				f.add("no such conflict is found: %s", k.Why)
			}
			return f
		})
	}
	for _, k := range d.truth.Quiet {
		add("quiet", k.Person+"/"+k.Kind+"/"+ids(k.Facts), func() (f found) {
			d.present(k, &f)
			for _, c := range d.conflicts(k.Person, k.Kind, k.Facts) {
				f.add("%q, although: %s", c.Why, k.Why)
			}
			return f
		})
	}
	for _, l := range d.truth.Latest {
		add("latest", l.Person+"/"+l.Analyte, func() found { return d.latest(l.Person, l.Analyte, l.truthRef, l.Number) })
	}
	for _, k := range d.truth.Allergies {
		add("allergies", k.Person+"/"+ids(k.Facts), func() found { return d.listed(k, "allergies", k.Text) })
	}
	for _, k := range d.truth.Medications {
		add("medications", k.Person+"/"+ids(k.Facts), func() found { return d.medication(k) })
	}
	for _, key := range d.truth.keys() {
		add("allergies", key+"/no-other", func() found { return d.noOther(key, "allergies", d.truth.Allergies) })
		add("medications", key+"/no-other", func() found { return d.noOther(key, "medications", d.truth.Medications) })
	}
	return list
}

// linked checks that records are one person, or for "review" that they are offered for it and not joined unasked.
func (d *demoRun) linked(records []truthRecord, link string) (f found) {
	near := d.near(records[0], records)
	for i, r := range records {
		switch {
		case d.of[r] == "":
			f.add("%s of %s is in nobody's chart", r.Patient, r.Source)
		case i == 0:
		case link == "review" && d.of[r] == d.of[records[0]]:
			f.add("%s is joined unasked", r.Patient)
		case link == "review" && !near[r]:
			f.add("%s is not offered for review", r.Patient)
		case link == "same" && d.of[r] != d.of[records[0]]:
			f.add("%s is another person (offered for review: %t)", r.Patient, near[r])
		}
	}
	return f
}

// near returns which of the records are reached from the first by links and by pairs offered for review.
func (d *demoRun) near(first truthRecord, records []truthRecord) map[truthRecord]bool {
	near := map[truthRecord]bool{first: true}
	for grew := true; grew; {
		grew = false
		for _, a := range records {
			for _, b := range records {
				if near[a] && !near[b] && (d.of[a] == d.of[b] || d.review[[2]truthRecord{a, b}]) {
					near[b], grew = true, true
				}
			}
		}
	}
	return near
}

// present checks that each fact, other than of the patient himself, is evidence of an entry: else a case that asks for the
// absence of something would hold without a chart.
func (d *demoRun) present(k truthCase, f *found) {
	for _, ref := range k.Facts {
		if ref.Type != "Patient" && len(d.entries(k.Person, ref)) == 0 {
			f.add("%s is evidence of no entry", ref.ID)
		}
	}
}

// together returns the entry that holds all the facts.
func (d *demoRun) together(person string, facts []truthRef) *chart.Entry {
	for _, c := range d.chartsOf(person) {
		for _, e := range c.of[facts[0]] {
			if !slices.ContainsFunc(facts, func(f truthRef) bool { return !slices.Contains(c.of[f], e) }) {
				return e
			}
		}
	}
	return nil
}

func (d *demoRun) joined(k truthCase) (f found) {
	switch e := d.together(k.Person, k.Facts); {
	case e == nil:
		f.add("not one entry: %s", k.Why)
	case string(e.Kind) != k.Kind:
		f.add("the entry is a %s", e.Kind)
	}
	return f
}

func (d *demoRun) apart(k truthCase) (f found) {
	d.present(k, &f)
	if e := d.together(k.Person, k.Facts); e != nil {
		f.add("one entry, %q, although: %s", e.Title, k.Why)
	}
	return f
}

// conflicts returns the conflicts of the kind that involve every fact. A conflict of identity has no entries: its sides
// name the sources.
func (d *demoRun) conflicts(person, kind string, facts []truthRef) []chart.Conflict {
	return conflictsAmong(d.chartsOf(person), kind, facts)
}

func conflictsAmong(charts []*view, kind string, facts []truthRef) []chart.Conflict {
	var out []chart.Conflict
	for _, c := range charts {
		for _, x := range c.Conflicts {
			if x.Kind == kind && !slices.ContainsFunc(facts, func(f truthRef) bool { return !involves(c, x, f) }) {
				out = append(out, x)
			}
		}
	}
	return out
}

func involves(c *view, x chart.Conflict, f truthRef) bool {
	if f.Type == "Patient" {
		return slices.ContainsFunc(x.Sides, func(s chart.Side) bool { return strings.Contains(s.Source, f.Source) })
	}
	return slices.ContainsFunc(c.of[f], func(e *chart.Entry) bool { return slices.Contains(x.Entries, e.ID) })
}

// latest checks that the newest point of an analyte's series rests on the fact, and says its value.
func (d *demoRun) latest(person, analyte string, fact truthRef, number string) (f found) {
	for _, c := range d.chartsOf(person) {
		s := c.series(analyte)
		if len(s.Points) == 0 {
			continue
		}
		p := s.Points[len(s.Points)-1]
		e := c.entry[p.Entry]
		if !slices.Contains(c.of[fact], e) {
			f.add("the latest of the series is %s of %s", p.Number+" "+s.Unit, p.Time)
			return f
		}
		for _, v := range e.Evidence {
			if said := v.Value.Number; v.ID == fact.ID && v.Source == fact.Source && said != "" && said != number {
				f.add("its source's number is shown as %s", said)
			}
		}
		if e.Value != nil && len(d.facts[fact].Observation.Components) > 0 && p.Number != number {
			f.add("the point is %s", p.Number)
		}
		return f
	}
	f.add("there is no series of it")
	return f
}

// rows returns the rows of a panel that name an entry of its own accord: exempt ones.
func rows(c *view, panel, entry string) []chart.Row {
	var out []chart.Row
	for _, r := range c.group(panel).Rows {
		if r.Exempt && slices.Contains(r.Entries, entry) {
			out = append(out, r)
		}
	}
	return out
}

// listed checks that the facts are one active entry with a row of its own on the first screen, which says the texts.
func (d *demoRun) listed(k truthCase, panel string, texts ...string) (f found) {
	e := d.together(k.Person, k.Facts)
	if e == nil {
		f.add("not one entry")
		return f
	}
	if !e.Active {
		f.add("not active: %q, %s", e.Title, e.Status)
	}
	for _, c := range d.chartsOf(k.Person) {
		if c.entry[e.ID] != e {
			continue
		}
		own := rows(c, panel, e.ID)
		if len(own) != 1 || len(own[0].Entries) != 1 {
			f.add("no row of its own under %s", panel)
			continue
		}
		if slices.Contains(e.Flags, chart.FlagRestricted) {
			continue // its row names nothing; TestHazards looks at the opened chart
		}
		for _, text := range texts {
			if !strings.Contains(own[0].Title+" "+own[0].Text, text) {
				f.add("the row says %q, %q; not %q", own[0].Title, own[0].Text, text)
			}
		}
	}
	return f
}

// medication is listed, and its dose and frequency are exactly those of the truth.
func (d *demoRun) medication(k truthCase) found {
	f := d.listed(k, "medications", k.Dose+" "+k.Frequency)
	for _, c := range d.among(d.opened, k.Person) {
		for _, e := range c.of[k.Facts[0]] {
			if e.Dose != k.Dose || e.Frequency != k.Frequency && !d.toldCloser(c, e, k) {
				f.add("dose %q, frequency %q; not %q, %q", e.Dose, e.Frequency, k.Dose, k.Frequency)
			}
		}
	}
	return f
}

// toldCloser reports whether an entry shows how another of its facts tells the same course, which the truth states too and
// which only adds the day: "once WEEKLY, on Monday" for "once WEEKLY".
func (d *demoRun) toldCloser(c *view, e *chart.Entry, k truthCase) bool {
	return slices.ContainsFunc(d.truth.Medications, func(m truthCase) bool {
		return m.Person == k.Person && m.Dose == e.Dose && m.Frequency == e.Frequency && strings.HasPrefix(m.Frequency, k.Frequency+", on ") &&
			slices.Contains(c.of[m.Facts[0]], e)
	})
}

// noOther checks that the first screen names nothing as active that the truth does not: the truth is complete per person.
func (d *demoRun) noOther(key, panel string, list []truthCase) (f found) {
	for _, c := range d.chartsOf(key) {
		wanted := map[*chart.Entry]bool{}
		for _, k := range list {
			if k.Person == key {
				for _, ref := range k.Facts {
					for _, e := range c.of[ref] {
						wanted[e] = true
					}
				}
			}
		}
		for _, r := range c.group(panel).Rows {
			for _, id := range r.Entries {
				if e := c.entry[id]; r.Exempt && !wanted[e] {
					f.add("%q, %q is named as active too", e.Title, r.Text)
				}
			}
		}
		if panel != "medications" {
			continue
		}
		for _, e := range c.entry {
			if e.Kind == record.KindMedication && e.Active && !wanted[e] {
				f.add("%q, %s is active too", e.Title, e.Start)
			}
		}
	}
	return f
}
