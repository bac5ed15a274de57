package medications

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// New returns the medications of the chart.
func New(env *views.Env) fyne.CanvasObject {
	current, proposed, past := split(env)
	panels := []widgets.Panel{}
	if p, ok := disagreements(env); ok {
		panels = append(panels, p)
	}
	panels = append(panels, courses(env, []group{
		{"Current", current}, {"Proposed or planned: not active", proposed}, {"Past, stopped or not taken", past}}))
	return widgets.NewPanels(panels, views.Single).Object()
}

// group is courses under one heading.
type group struct {
	title   string
	entries []*chart.Entry
}

// Count returns how many courses are current.
func Count(env *views.Env) int {
	current, _, _ := split(env)
	return len(current)
}

func split(env *views.Env) (current, proposed, past []*chart.Entry) {
	for _, e := range env.Of(record.KindMedication) {
		switch {
		case views.Flagged(e.Flags, chart.FlagProposed):
			proposed = append(proposed, e)
		case e.Active && !views.Flagged(e.Flags, chart.FlagNegated) && !views.Flagged(e.Flags, chart.FlagRetracted):
			current = append(current, e)
		default:
			past = append(past, e)
		}
	}
	return
}

// about are the kinds of conflict that stand over the list.
var about = map[string]string{
	chart.ConflictDose: "dose", chart.ConflictFrequency: "frequency", chart.ConflictStatus: "active or stopped",
	chart.ConflictDuplicate: "same ingredient twice", chart.ConflictDrugAllergy: "possible allergy",
}

// disagreements shows each conflict about a medication with what each side says in a column of its own.
func disagreements(env *views.Env) (widgets.Panel, bool) {
	var lines widgets.Fixed
	var ids [][]string
	for _, c := range env.Chart.Conflicts {
		word, ok := about[c.Kind]
		if !ok {
			continue
		}
		for i := 0; i < max(1, len(c.Sides)); i += 2 {
			cells := make([]widgets.Cell, 3)
			if i == 0 {
				cells[0] = widgets.Cell{Text: word, Mark: widgets.Unequal, Role: theme.Danger, Tip: c.Why, Whole: true}
			}
			if len(c.Sides) == 0 {
				cells[1] = widgets.Cell{Text: c.Why, Whole: true}
			}
			for n := range 2 {
				if i+n < len(c.Sides) {
					cells[1+n] = side(env, c.Sides[i+n])
				}
			}
			lines, ids = append(lines, widgets.Line{Cells: cells}), append(ids, c.Entries)
		}
	}
	if len(lines) == 0 {
		return widgets.Panel{}, false
	}
	l := widgets.NewList([]widgets.Column{{Title: "What", Width: 150, Fit: true, Marks: true}, {Title: "One side", Flex: 1},
		{Title: "The other", Flex: 1}}, lines)
	l.Grows, l.Title = true, "The sources disagree"
	env.Follow(l, func(i int) []string { return ids[i] })
	return widgets.Panel{Title: "The sources disagree", Count: "both sides, in their words", List: l, Urgent: true}, true
}

func side(env *views.Env, s chart.Side) widgets.Cell {
	c := widgets.Cell{Whole: true, Shapes: env.Named(s.Source)}
	name := ""
	if e := env.Entry(s.Entry); e != nil && !strings.Contains(strings.ToLower(s.Says), strings.ToLower(firstWord(e.Title))) {
		name = e.Title + " "
	}
	c.Text = s.Source + ": " + name + views.Words(s.Says)
	return c
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// courses lists the courses of all groups in the same columns, with the time that each covers, as a bar over all of them.
func courses(env *views.Env, groups []group) widgets.Panel {
	from, to := extent(env, groups)
	var lines widgets.Fixed
	var entries []*chart.Entry
	for n, g := range groups {
		if len(g.entries) == 0 && n > 0 {
			continue
		}
		lines, entries = append(lines, widgets.Line{Section: g.title + "  " + views.Count(len(g.entries))}), append(entries, nil)
		for _, e := range g.entries {
			lines, entries = append(lines, line(env, e, from, to)), append(entries, e)
		}
	}
	l := widgets.NewList([]widgets.Column{{Title: "Medication", Flex: 2, Marks: true}, {Title: "Dose", Width: 190, Fit: true},
		{Title: "Frequency", Width: 340, Fit: true}, {Title: "Course", Flex: 1, Drop: 880}, {Title: "Since", Width: 160, Fit: true, Align: fyne.TextAlignTrailing}, {Title: "Sources", Width: env.ShapesWidth()}}, lines)
	l.Grows, l.Title = true, "Medications"
	env.Follow(l, func(i int) []string { return []string{entries[i].ID} })
	for i, e := range entries {
		if e != nil && e.ID == env.Reveal && env.Reveal != "" {
			l.Select(i)
		}
	}
	p := views.Covered(env, widgets.Panel{Title: "Medications", List: l}, "MedicationRequest", "MedicationStatement")
	if len(entries) == 1 {
		l.SetLines(widgets.Fixed{})
	}
	return p
}

func line(env *views.Env, e *chart.Entry, from, to int64) widgets.Line {
	strong := widgets.Style{Bold: true}
	name := widgets.Cell{Text: e.Title, Chips: views.FlagChips(e.Flags, chart.FlagProposed), Whole: true}
	name.Mark, name.Role = views.FlagMark(e.Flags)
	if !e.Active && e.Status != "" && e.Status != "completed" && !views.Flagged(e.Flags, chart.FlagProposed) && !views.Flagged(e.Flags, chart.FlagNegated) {
		name.Chips = append(name.Chips, widgets.Chip{Text: e.Status})
	}
	return widgets.Line{
		Cells: []widgets.Cell{name, {Text: e.Dose, Style: strong, Whole: true}, {Text: e.Frequency, Style: strong, Whole: true},
			{Bars: bar(env, e, from, to), Tip: views.Span(e.Start, e.End) + "\nThe column spans " + time.Unix(from, 0).In(env.Now.Location()).Format("2006") + " to today"}, {Text: views.Span(e.Start, e.End), Style: widgets.Style{Role: theme.Muted, Size: theme.Small}},
			{Shapes: env.Shapes(e.ID)}},
		Faint: !e.Active, Under: course(e), Large: true,
	}
}

// course says what else there is to a course: a dose for each day of the week, and how the dose changed.
func course(e *chart.Entry) string {
	var parts []string
	for _, label := range []string{"schedule", "regimen"} {
		if s := views.Detail(e, label); s != "" {
			parts = append(parts, views.Words(s))
		}
	}
	return strings.Join(parts, "; ")
}

// extent returns the first start of the courses and now; 0 when none is dated.
func extent(env *views.Env, groups []group) (from, to int64) {
	to = env.Now.Unix()
	for _, g := range groups {
		for _, e := range g.entries {
			if t := record.ParseTime(e.Start); !t.IsZero() && (from == 0 || t.At.Unix() < from) {
				from = t.At.Unix()
			}
		}
	}
	return from, to
}

func bar(env *views.Env, e *chart.Entry, from, to int64) []widgets.CellBar {
	s, end := record.ParseTime(e.Start), record.ParseTime(e.End)
	if s.IsZero() || from == 0 || to <= from {
		return nil
	}
	until := env.Now.Unix()
	if !end.IsZero() {
		until = end.Until().Unix()
	} else if !e.Active {
		until = s.Until().Unix()
	}
	at := func(t int64) float32 { return max(0, min(1, float32(t-from)/float32(to-from))) }
	return []widgets.CellBar{{From: at(s.At.Unix()), To: at(until), Role: theme.Source1, Faint: !e.Active}}
}
