package sources

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// New returns the sources of the chart.
func New(env *views.Env) fyne.CanvasObject {
	var panels []widgets.Panel
	for i, s := range env.Chart.Sources {
		p := types(env, i, s)
		p.Column = i % 2
		panels = append(panels, p)
	}
	l, a := links(env), account(env)
	l.Column, a.Column = len(panels)%2, (len(panels)+1)%2
	return widgets.NewPanels(append(panels, l, a), views.Two).Object()
}

// states are the words and marks of completeness; each is told apart without colour.
var states = map[record.Completeness]struct {
	word string
	mark widgets.Mark
	role fyne.ThemeColorName
	rank int
}{
	record.Complete: {"complete", widgets.NoMark, theme.Good, 4},
	record.Partial:  {"incomplete", widgets.Alert, theme.Caution, 1},
	record.Failed:   {"failed", widgets.Cross, theme.Danger, 0},
	record.Refused:  {"refused", widgets.HollowSquare, theme.Danger, 2},
	record.NotAsked: {"not asked", widgets.Dash, theme.Caution, 3},
}

func types(env *views.Env, i int, s chart.Source) widgets.Panel {
	list := slices.Clone(s.Types)
	slices.SortStableFunc(list, func(a, b chart.TypeState) int {
		return cmp.Or(cmp.Compare(states[a.State].rank, states[b.State].rank), cmp.Compare(b.Received, a.Received), cmp.Compare(a.Type, b.Type))
	})
	var lines widgets.Fixed
	var none []string
	for _, t := range list {
		if t.State == record.Complete && t.Received == 0 {
			none = append(none, t.Type)
			continue
		}
		st := states[t.State]
		came := "–"
		if t.Received > 0 {
			came = views.Grouped(t.Received)
		}
		lines = append(lines, widgets.Line{Cells: []widgets.Cell{{Text: t.Type}, {Text: st.word, Mark: st.mark, Role: st.role, Style: widgets.Style{Role: st.role}},
			{Text: came}, {Text: t.Error, Style: widgets.Style{Role: theme.Muted, Size: theme.Small}, Whole: true},
			{Text: views.Clock(t.AsOf, env.Now), Style: widgets.Style{Role: theme.Muted, Size: theme.Small}, Tip: views.DateTime(t.AsOf)}}})
	}
	if len(none) > 0 {
		slices.Sort(none)
		lines = append(lines, widgets.Line{Cells: []widgets.Cell{{Text: fmt.Sprintf("%d types asked, complete, none found: %s", len(none), strings.Join(none, ", ")),
			Style: widgets.Style{Role: theme.Muted, Size: theme.Small}, Whole: true}}})
	}
	l := widgets.NewList([]widgets.Column{{Title: "Type", Width: 190}, {Title: "State", Width: 110, Fit: true, Marks: true},
		{Title: "Received", Width: 80, Fit: true, Align: fyne.TextAlignTrailing}, {Title: "Why", Flex: 1}, {Title: "As of", Width: 90, Fit: true, Align: fyne.TextAlignTrailing}}, lines)
	l.Grows, l.Title = true, s.Name
	mark, role := views.SourceShape(i)
	p := widgets.Panel{Title: s.Name, List: l, Mark: mark, Role: role, Aside: describe(env, s), Empty: "Nothing is known yet: this source has not been asked about this person."}
	p.Urgent = s.State == "failed"
	return p
}

func describe(env *views.Env, s chart.Source) string {
	parts := []string{s.State}
	if s.FHIRVersion != "" {
		parts = append(parts, "FHIR "+s.FHIRVersion)
	}
	if s.Files {
		parts = append(parts, "files")
	}
	if at := views.Clock(s.AsOf, env.Now); at != "" {
		parts = append(parts, "asked "+at)
	}
	return strings.Join(parts, " · ")
}

func links(env *views.Env) widgets.Panel {
	ls := env.Chart.Person.Links
	lines := make(widgets.Fixed, len(ls))
	for i, k := range ls {
		src := widgets.Cell{Text: k.Source}
		src.Mark, src.Role = env.SourceShape(k.Source)
		lines[i] = widgets.Line{Cells: []widgets.Cell{src, {Text: k.Patient, Style: widgets.Style{Mono: true, Size: theme.Small}},
			{Text: fmt.Sprintf("%s %.3f", k.Decision, k.Score)}, {Text: strings.Join(k.Why, " "), Whole: true, Style: widgets.Style{Role: theme.Muted}}}}
	}
	l := widgets.NewList([]widgets.Column{{Title: "Source", Width: 150, Fit: true}, {Title: "Record", Width: 200, Fit: true}, {Title: "Link", Width: 110, Fit: true},
		{Title: "Why", Flex: 1}}, lines)
	l.Grows, l.Title = true, "Records of this person"
	return widgets.Panel{Title: "Records of this person", Count: fmt.Sprint(len(ls)), Aside: "joined because", List: l, Empty: "No record is linked."}
}

// account is the ledger: each resource received stands in exactly one of its lines.
func account(env *views.Env) widgets.Panel {
	g := env.Chart.Ledger
	row := func(n int, title, text string) widgets.Line {
		return widgets.Line{Cells: []widgets.Cell{{Text: title}, {Text: views.Grouped(n)}, {Text: text, Style: widgets.Style{Role: theme.Muted}}}}
	}
	lines := widgets.Fixed{
		row(g.Evidence, "evidence", "of a line in this chart"),
		row(g.Supporting, "supporting", "practitioners, organisations, products, specimens"),
		row(g.Administrative, "administrative", "claims and the like: kept, out of sight"),
		row(g.Retracted, "retracted", "withdrawn or deleted by their source"),
		row(g.Unreadable, "unreadable", "kept as received, with the reason"),
	}
	l := widgets.NewList([]widgets.Column{{Title: "What", Width: 120, Fit: true}, {Title: "Resources", Width: 80, Fit: true, Align: fyne.TextAlignTrailing}, {Title: "Which", Flex: 1}}, lines)
	l.Title = "Every resource received"
	p := widgets.Panel{Title: "Every resource received", Count: views.Grouped(g.Received), List: l, Aside: "adds up"}
	if !g.Adds() {
		p.Aside, p.Mark, p.Role, p.Urgent = "does not add up", widgets.Alert, theme.Danger, true
	}
	return p
}
