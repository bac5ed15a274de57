package chart

import (
	"strings"
	"time"

	"anamnesis/app/record"
)

// lastMeasured are the measurements that the first screen always shows, by analyte; of each row the first that was ever
// measured, and the others beside it.
var lastMeasured = []struct {
	name     string
	own      string // the analyte that the row's name says
	analytes []string
}{
	{"Weight", "body-weight", []string{"body-weight", "bmi"}},
	{"Blood pressure", "systolic-pressure", []string{"systolic-pressure", "mean-pressure"}},
	{"Heart rate", "heart-rate", []string{"heart-rate", "respiratory-rate"}},
	{"Oxygen saturation and temperature", "", []string{"oxygen-saturation", "body-temperature"}},
	{"Kidney function", "", []string{"egfr-ckd-epi-2021", "egfr-ckd-epi-2009", "egfr-mdrd", "egfr", "creatinine"}},
}

// vitalGroup shows the last weight, vital signs and kidney function with their dates.
func (b *builder) vitalGroup(c *Chart) Group {
	g := Group{Group: "vitals", Title: "Last weight, vital signs and kidney function", Outstanding: b.outstanding(c, "vitals")}
	for _, m := range lastMeasured {
		var r Row
		var texts []string
		for _, id := range m.analytes {
			x := b.newest["analyte:"+id]
			if x == nil || x.entry.Value == nil || b.hidden(x) {
				continue
			}
			date := x.entry.When.Start.Date()
			text := x.entry.Value.Text
			if len(x.shown.Observation.Components) == 0 && id != m.own {
				text = x.entry.Title + " " + text
			}
			if r.When == "" {
				r.When = date
			} else if date != r.When {
				text += " (" + date + ")"
			}
			texts = appendNew(texts, text)
			r.Entries = append(r.Entries, x.entry.ID)
			r.Flags = mergeFlags(r.Flags, x.entry.Flags)
		}
		if len(texts) > 0 {
			r.Title, r.Text = m.name, strings.Join(texts, "; ")
			g.Rows = append(g.Rows, r)
		}
	}
	if len(g.Rows) == 0 {
		g.Empty = b.empty(c, "vitals", "No vital sign recorded")
	}
	return g
}

// encounterGroup shows the last encounter, the last discharge summary and the next appointment.
func (b *builder) encounterGroup(c *Chart) Group {
	g := Group{Group: "encounters", Title: "Encounters", Outstanding: b.outstanding(c, "encounters")}
	encounters := b.where(func(x *group) bool {
		return x.kind == record.KindEncounter && x.shown.Ref.Type == "Encounter" && !x.shown.retracted && !x.shown.Negated &&
			!x.shown.future && !x.shown.start.IsZero() && x.shown.Status != "planned" && x.shown.Status != "cancelled"
	})
	newestFirst(encounters)
	if len(encounters) > 0 {
		x := encounters[0]
		r := b.row(x, b.sourcesOf(x))
		r.Title = "Last encounter: " + r.Title
		if len(x.shown.Reasons) > 0 && !b.hidden(x) {
			r.Text += "; " + x.shown.Reasons[0].Words()
		}
		g.Rows = append(g.Rows, r)
	}
	letters := b.where(func(x *group) bool {
		return (x.kind == record.KindDocument || x.kind == record.KindReport) && !x.shown.retracted && b.isDischarge(x)
	})
	newestFirst(letters)
	if len(letters) > 0 {
		r := b.row(letters[0], b.sourcesOf(letters[0]))
		r.Title = "Discharge summary: " + r.Title
		g.Rows = append(g.Rows, r)
	}
	if next := b.nextAppointment(); next != nil {
		r := b.row(next, b.sourcesOf(next))
		r.Title = "Next appointment: " + r.Title
		g.Rows = append(g.Rows, r)
	}
	if len(g.Rows) == 0 {
		g.Empty = b.empty(c, "encounters", "No encounter recorded")
	}
	return g
}

// dischargeWords name discharge summaries, besides LOINC 18842-5 and its like.
var dischargeWords = []string{"discharge", "епикриза"}

func (b *builder) isDischarge(g *group) bool {
	c := b.codeOf(g.shown)
	if c.Has(record.SystemLOINC, "18842-5") || c.Has(record.SystemLOINC, "11490-0") {
		return true
	}
	for _, w := range dischargeWords {
		if strings.Contains(b.words.text(c.Words()), w) || strings.Contains(b.words.text(g.entry.Title), w) {
			return true
		}
	}
	return false
}

// nextAppointment is the earliest that is booked and still to come.
func (b *builder) nextAppointment() *group {
	var next *group
	for _, x := range b.groups {
		it := x.shown
		if it.Ref.Type != "Appointment" || it.retracted || it.Negated || it.Status == "cancelled" || it.Status == "noshow" ||
			it.start.IsZero() || it.start.At.Before(b.in.AsOf.Add(-time.Hour)) {
			continue
		}
		if next == nil || it.start.Sort(next.shown.start) < 0 {
			next = x
		}
	}
	return next
}
