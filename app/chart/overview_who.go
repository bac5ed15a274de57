package chart

import (
	"strconv"
	"strings"

	"anamnesis/app/record"
)

// identityGroup says who: name, age, sex, birth date, identifiers, and what the sources disagree on. A death is a banner.
func (b *builder) identityGroup(c *Chart) Group {
	p := c.Person
	var parts []string
	if a := b.age(); a != "" {
		parts = append(parts, a)
	}
	if p.Sex != "" {
		parts = append(parts, p.Sex)
	}
	if p.BirthDate != "" {
		parts = append(parts, "born "+p.BirthDate)
	}
	for i, id := range p.Identifiers {
		if i == 2 {
			more := strconv.Itoa(len(p.Identifiers)-2) + " more identifiers"
			if len(p.Identifiers) == 3 {
				more = "1 more identifier"
			}
			parts = append(parts, more)
			break
		}
		parts = append(parts, strings.TrimSpace(id.Type+" "+id.Value))
	}
	row := Row{Title: p.Name, Text: strings.Join(parts, ", ")}
	for _, x := range c.Conflicts {
		if len(x.Entries) == 0 && x.Decided == "" {
			row.Flags = mergeFlags(row.Flags, []Flag{FlagConflict})
		}
	}
	g := Group{Group: "identity", Title: "Patient", Rows: []Row{row}}
	if p.Deceased != "" {
		banner := Row{Title: "Deceased"}
		var by []string
		if p.Deceased != "yes" {
			banner.When = record.ParseTime(p.Deceased).Date()
		}
		for _, it := range b.patientItems() {
			if it.Patient.Deceased || !it.Patient.DeceasedAt.IsZero() {
				by = appendNew(by, it.Ref.Source)
			}
		}
		banner.Text = "stated by " + joinWords(by)
		g.Rows = append(g.Rows, banner)
	}
	var groups []*group
	for _, x := range b.groups {
		if o := x.shown.Observation; o != nil && !x.shown.retracted && !cancelled(x.shown) && x.shown.Focus.IsZero() && bloodGroup(x.shown.Code) {
			groups = append(groups, x)
		}
	}
	if len(groups) > 0 {
		newestFirst(groups)
		blood := Row{Title: "Blood group", When: groups[0].entry.When.Start.Date()}
		var said []string
		for _, x := range groups {
			blood.Entries = append(blood.Entries, x.entry.ID)
			blood.Flags = mergeFlags(blood.Flags, x.entry.Flags)
			if x.entry.Value != nil && !b.hidden(x) {
				said = appendNew(said, x.entry.Value.Text)
			}
		}
		blood.Text = strings.Join(said, " / ") + " (not for transfusion)"
		g.Rows = append(g.Rows, blood)
	}
	return g
}

// age returns the age in words that fit it: years, months or days. It is "" where the sources disagree on the birth date.
func (b *builder) age() string {
	if b.born.Precision < record.PrecisionDay || b.in.AsOf.IsZero() || b.in.AsOf.Before(b.born.At) {
		return ""
	}
	for _, it := range b.patientItems() {
		if it.Patient.Deceased || !it.Patient.DeceasedAt.IsZero() {
			return ""
		}
	}
	now, born := b.in.AsOf, b.born.At
	months := (now.Year()-born.Year())*12 + int(now.Month()) - int(born.Month())
	if now.Day() < born.Day() {
		months--
	}
	switch {
	case months >= 24:
		return strconv.Itoa(months/12) + " y"
	case months >= 2:
		return strconv.Itoa(months) + " months"
	}
	return strconv.Itoa(int(now.Sub(born).Hours()/24)) + " days"
}

// completenessGroup says how complete and how old the picture is, a row a source.
func (b *builder) completenessGroup(c *Chart) Group {
	g := Group{Group: "completeness", Title: "How complete"}
	words := map[string]string{"current": "complete", "stale": "complete, but old", "partial": "only in part", "failed": "could not be read",
		"never": "not asked yet"}
	for _, s := range c.Sources {
		var open []string
		for _, t := range s.Types {
			if t.State != record.Complete && t.State != record.NotAsked {
				open = appendNew(open, t.Type+" "+string(t.State))
			}
		}
		text := words[s.State]
		if s.Files {
			text += ", files"
		}
		if len(open) > 3 {
			open = append(open[:3], "and "+strconv.Itoa(len(open)-3)+" more")
		}
		if len(open) > 0 {
			text += ": " + strings.Join(open, ", ")
		}
		g.Rows = append(g.Rows, Row{Title: s.Name, Text: text, When: s.AsOf})
	}
	g.Rows = capped(g.Rows, 5)
	return g
}
