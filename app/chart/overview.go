package chart

import (
	"sort"
	"strconv"

	"anamnesis/app/record"
)

// overview is the first screen: who, what is dangerous, what is active, what is new, what is abnormal, and how complete the
// picture is.
func (b *builder) overview(c *Chart) []Group {
	return []Group{
		b.identityGroup(c),
		b.kindGroup("allergies", "Allergies", record.KindAllergy, true),
		b.kindGroup("problems", "Active problems", record.KindProblem, false),
		b.kindGroup("medications", "Active medications", record.KindMedication, true),
		b.completenessGroup(c),
	}
}

func (b *builder) identityGroup(c *Chart) Group {
	p := c.Person
	row := Row{Title: p.Name, Text: p.BirthDate + " " + p.Sex, Flags: []Flag{}, Entries: []string{}}
	return Group{Group: "identity", Title: "Patient", Rows: []Row{row}}
}

func (b *builder) kindGroup(id, title string, kind record.Kind, exempt bool) Group {
	g := Group{Group: id, Title: title, Rows: []Row{}}
	for _, x := range b.groups {
		if x.kind != kind || !x.entry.Active {
			continue
		}
		g.Entries++
		g.Rows = append(g.Rows, Row{Title: x.entry.Title, Text: x.entry.Dose, Flags: x.entry.Flags,
			Entries: []string{x.entry.ID}, Exempt: exempt, When: x.entry.When.Start.Date()})
	}
	sort.SliceStable(g.Rows, func(i, j int) bool { return g.Rows[i].Title < g.Rows[j].Title })
	if !exempt && len(g.Rows) > 12 {
		more := Row{Title: "and " + strconv.Itoa(len(g.Rows)-11) + " more", Flags: []Flag{}, Entries: []string{}}
		for _, r := range g.Rows[11:] {
			more.Entries = append(more.Entries, r.Entries...)
		}
		g.Rows = append(g.Rows[:11], more)
	}
	return g
}

func (b *builder) completenessGroup(c *Chart) Group {
	g := Group{Group: "completeness", Title: "How complete", Rows: []Row{}}
	for _, s := range c.Sources {
		g.Rows = append(g.Rows, Row{Title: s.Name, Text: s.State, When: s.AsOf, Flags: []Flag{}, Entries: []string{}})
	}
	return g
}
