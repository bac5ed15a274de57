package views

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/theme"
	"anamnesis/ui/widgets"
)

// Env is what a view is given: one chart, the time, and what can be done from a view.
type Env struct {
	Chart *chart.Chart
	Now   time.Time
	// Why shows the evidence of entries; the first is the one chosen.
	Why func(entries []string)
	// Peek does so only where the evidence is in sight anyway.
	Peek func(entries []string)
	// Show opens another view by name; entry, when not empty, is brought into sight there.
	Show func(view, entry string)
	// Reveal is the entry to bring into sight, "" for none.
	Reveal string

	// Raw fetches a resource as it was received, and hands it to show unless another person is open by then.
	Raw func(ev chart.Evidence, show func(raw []byte, err error))

	entries  map[string]*chart.Entry
	children map[string][]*chart.Entry
	series   map[string]*chart.Series
	sources  map[string]int
	broken   map[string][]*chart.Conflict // entry -> the conflicts that it stands in
}

// NewEnv prepares a chart for drawing.
func NewEnv(c *chart.Chart, now time.Time) *Env {
	e := &Env{
		Chart: c, Now: now, Why: func([]string) {}, Peek: func([]string) {}, Show: func(string, string) {},
		entries: make(map[string]*chart.Entry, len(c.Entries)),
		series:  make(map[string]*chart.Series, len(c.Series)),
		sources: make(map[string]int, len(c.Sources)),
		broken:  map[string][]*chart.Conflict{}, children: map[string][]*chart.Entry{},
		Raw: func(chart.Evidence, func([]byte, error)) {},
	}
	for i := range c.Entries {
		en := &c.Entries[i]
		e.entries[en.ID] = en
		if en.Parent != "" {
			e.children[en.Parent] = append(e.children[en.Parent], en)
		}
	}
	for i := range c.Series {
		if _, ok := e.series[c.Series[i].Analyte]; !ok {
			e.series[c.Series[i].Analyte] = &c.Series[i]
		}
	}
	for i := range c.Sources {
		e.sources[c.Sources[i].Name] = i
	}
	for i := range c.Conflicts {
		for _, id := range c.Conflicts[i].Entries {
			e.broken[id] = append(e.broken[id], &c.Conflicts[i])
		}
	}
	return e
}

// Entry returns an entry by id, nil when the chart has none.
func (e *Env) Entry(id string) *chart.Entry { return e.entries[id] }

// Children returns the entries that fold under one: the results of a report, what belongs to an encounter.
func (e *Env) Children(id string) []*chart.Entry { return e.children[id] }

// Series returns the series of an analyte, nil when there is none.
func (e *Env) Series(analyte string) *chart.Series { return e.series[analyte] }

// Conflicts returns the conflicts that an entry stands in.
func (e *Env) Conflicts(id string) []*chart.Conflict { return e.broken[id] }

// Of returns the entries of some kinds, in the chart's order.
func (e *Env) Of(kinds ...record.Kind) []*chart.Entry {
	var out []*chart.Entry
	for i := range e.Chart.Entries {
		for _, k := range kinds {
			if e.Chart.Entries[i].Kind == k {
				out = append(out, &e.Chart.Entries[i])
			}
		}
	}
	return out
}

// Follow makes the evidence follow a list: entries are those of line i.
func (e *Env) Follow(l *widgets.List, entries func(i int) []string) {
	l.OnSelect = func(i int) {
		if ids := entries(i); len(ids) > 0 {
			e.Why(ids)
		}
	}
	l.OnMove = func(i int) {
		if ids := entries(i); len(ids) > 0 {
			e.Peek(ids)
		}
	}
	l.OnCopy = func(i int) string { return e.Copy(entries(i)...) }
}

// SourceShape returns the shape and colour of a source; a source that the chart does not list gets the last ones.
func (e *Env) SourceShape(name string) (widgets.Mark, fyne.ThemeColorName) {
	i, ok := e.sources[name]
	if !ok {
		i = len(theme.Sources) - 1
	}
	return SourceShape(i)
}

// SourceShape returns the shape and colour of the source at a place in the order of sources.
func SourceShape(i int) (widgets.Mark, fyne.ThemeColorName) {
	return widgets.SourceMarks[i%len(widgets.SourceMarks)], theme.Sources[i%len(theme.Sources)]
}

// Named returns a shape for each source of a list such as "Riverside, District".
func (e *Env) Named(sources string) []widgets.Shape {
	var out []widgets.Shape
	for _, name := range strings.Split(sources, ", ") {
		if _, ok := e.sources[name]; ok {
			m, role := e.SourceShape(name)
			out = append(out, widgets.Shape{Mark: m, Role: role, Tip: name})
		}
	}
	return out
}

// Shapes returns a shape for each source that stands behind the entries, in the order of sources.
func (e *Env) Shapes(ids ...string) []widgets.Shape {
	seen := make([]bool, len(e.Chart.Sources))
	for _, id := range ids {
		if en := e.Entry(id); en != nil {
			for _, ev := range en.Evidence {
				if i, ok := e.sources[ev.Source]; ok {
					seen[i] = true
				}
			}
		}
	}
	var out []widgets.Shape
	for i, ok := range seen {
		if ok {
			m, role := SourceShape(i)
			out = append(out, widgets.Shape{Mark: m, Role: role, Tip: e.Chart.Sources[i].Name})
		}
	}
	return out
}

// ShapesWidth is the width of a column that holds a shape for each source of the chart.
func (e *Env) ShapesWidth() float32 { return 4 + 12*float32(max(1, min(len(e.Chart.Sources), 6))) }
