package views

import (
	"strings"

	"fyne.io/fyne/v2"

	"anamnesis/app/chart"
	"anamnesis/ui/theme"
	"anamnesis/ui/widgets"
)

// EntryPanel is a titled list of entries, one a line, with what belongs to each and its sources.
func EntryPanel(env *Env, title string, entries []*chart.Entry, types ...string) widgets.Panel {
	lines := make(widgets.Fixed, len(entries))
	for i, e := range entries {
		lines[i] = EntryLine(env, e)
	}
	l := widgets.NewList([]widgets.Column{{Title: title, Width: 330, Fit: true, Marks: true}, {Title: "Says", Flex: 1},
		{Title: "When", Width: 160, Fit: true, Align: fyne.TextAlignTrailing}, {Title: "Sources", Width: env.ShapesWidth()}}, lines)
	l.Title = title
	env.Follow(l, func(i int) []string { return []string{entries[i].ID} })
	for i, e := range entries {
		if e.ID == env.Reveal && env.Reveal != "" {
			l.Select(i)
		}
	}
	p := Covered(env, widgets.Panel{Title: title, List: l}, types...)
	if len(entries) > 0 {
		p.Count = Count(len(entries))
	}
	return p
}

// Covered puts beside a panel's title how completely the sources answered for its types, and what to say when there is
// nothing.
func Covered(env *Env, p widgets.Panel, types ...string) widgets.Panel {
	if len(types) == 0 {
		return p
	}
	c := CoverageOf(env.Chart, env.Now, types...)
	p.Aside, p.Tip, p.Mark, p.Role = c.Text, c.Tip, c.Mark, c.Role
	p.Empty = "none recorded; all sources answered completely"
	if !c.Full {
		p.Empty = "none received, but that is not known to be all: " + c.Text
	}
	return p
}

// EntryLine shows an entry in one line.
func EntryLine(env *Env, e *chart.Entry) widgets.Line {
	t := widgets.Cell{Text: e.Title, Chips: FlagChips(e.Flags), Tip: e.Title}
	t.Mark, t.Role = FlagMark(e.Flags)
	says := Says(e)
	return widgets.Line{
		Cells: []widgets.Cell{t, {Text: says, Style: widgets.Style{Role: theme.Muted}, Tip: says},
			{Text: Span(e.Start, e.End), Style: widgets.Style{Role: theme.Muted, Size: theme.Small}}, {Shapes: env.Shapes(e.ID)}},
		Faint: Flagged(e.Flags, chart.FlagRetracted) || Flagged(e.Flags, chart.FlagNegated),
	}
}

// Detail returns the text of a labelled detail, "" when there is none.
func Detail(e *chart.Entry, label string) string {
	for _, d := range e.Details {
		if d.Label == label {
			return d.Text
		}
	}
	return ""
}

// usual are statuses that say nothing beside an entry's place in a list.
var usual = map[string]bool{"active": true, "final": true, "completed": true, "finished": true, "current": true, "available": true}

// Says returns what an entry says beside its title: value, status where it is not the usual one, notes.
func Says(e *chart.Entry) string {
	var parts []string
	if e.Value != nil && e.Value.Text != "" {
		parts = append(parts, e.Value.Text)
	}
	if e.Dose+e.Frequency != "" {
		parts = append(parts, strings.TrimSpace(e.Dose+" "+e.Frequency))
	}
	if e.Status != "" && !usual[e.Status] && len(FlagChips(e.Flags)) == 0 {
		parts = append(parts, e.Status)
	}
	parts = append(parts, e.Notes...)
	for _, d := range e.Details {
		parts = append(parts, d.Label+": "+d.Text)
	}
	return strings.Join(parts, " · ")
}

// Two is two even columns, one in a narrow window.
func Two(width float32) []float32 {
	if width < 900*widgets.Size(theme.Row)/21 {
		return []float32{1}
	}
	return []float32{1, 1}
}

// Single is one column at any width.
func Single(float32) []float32 { return []float32{1} }
