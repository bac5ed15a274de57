package overview

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"anamnesis/app/chart"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// place says where a group of the chart's overview goes and which FHIR types it rests on.
type place struct {
	two, three int // column when there are two or three
	types      []string
	urgent     bool
}

var places = map[string]place{
	"allergies":    {0, 0, []string{"AllergyIntolerance"}, true},
	"alerts":       {0, 0, []string{"Flag"}, true},
	"conflicts":    {0, 0, nil, true},
	"problems":     {0, 0, []string{"Condition"}, false},
	"medications":  {1, 1, []string{"MedicationRequest", "MedicationStatement"}, false},
	"changes":      {1, 1, []string{"MedicationRequest", "MedicationStatement"}, false},
	"new":          {0, 1, nil, false},
	"results":      {1, 2, []string{"Observation", "DiagnosticReport"}, false},
	"vitals":       {1, 2, []string{"Observation"}, false},
	"encounters":   {0, 2, []string{"Encounter"}, false},
	"completeness": {0, 2, nil, false},
	"identity":     {0, 2, nil, false},
}

// Below this width the overview has one column, below the next two.
const (
	oneBelow = 900
	twoBelow = 1560
)

// New returns the overview of the chart.
func New(env *views.Env) fyne.CanvasObject {
	var panels []widgets.Panel
	var where []place
	for _, g := range order(env.Chart.Overview) {
		pl, ok := places[g.Group]
		if !ok {
			pl = place{two: 1, three: 2}
		}
		p := panel(env, g, pl)
		if len(g.Rows) == 0 && p.Empty == "" { // every source answered, and there is nothing that the chart would say
			continue
		}
		panels = append(panels, p)
		where = append(where, pl)
	}
	columns := func(width float32) []float32 {
		scale := widgets.Size(theme.Row) / 21
		shares := []float32{1, 1.12, 1}
		switch {
		case width < oneBelow*scale:
			shares = []float32{1}
		case width < twoBelow*scale:
			shares = []float32{1, 1.25} // medications need the room: nothing of a dose or a frequency is cut
		}
		for i := range panels {
			panels[i].Column = where[i].two
			if len(shares) == 3 {
				panels[i].Column = where[i].three
			}
		}
		return shares
	}
	return widgets.NewPanels(panels, columns).Object()
}

// order puts the identity last: the identity bar already says it above everything.
func order(groups []chart.Group) []chart.Group {
	var out, last []chart.Group
	for _, g := range groups {
		if g.Group == "identity" {
			last = append(last, g)
		} else {
			out = append(out, g)
		}
	}
	return append(out, last...)
}

func panel(env *views.Env, g chart.Group, pl place) widgets.Panel {
	p := widgets.Panel{Title: g.Title, Empty: views.Words(g.Empty), Urgent: pl.urgent && len(g.Rows) > 0}
	if g.Entries > len(g.Rows) {
		p.Count = strconv.Itoa(len(g.Rows)) + " of " + strconv.Itoa(g.Entries)
	} else if len(g.Rows) > 0 {
		p.Count = strconv.Itoa(len(g.Rows))
	}
	if n := len(env.Chart.Conflicts); g.Group == "conflicts" && n > 0 {
		p.Count = strconv.Itoa(n)
	}
	if len(pl.types) > 0 {
		c := views.CoverageOf(env.Chart, env.Now, pl.types...)
		p.Aside, p.Tip, p.Mark, p.Role = c.Text, c.Tip, c.Mark, c.Role
	}
	if p.Empty == "" && p.Mark != widgets.NoMark { // H7: never "none" while a source is outstanding
		p.Empty = "Not known: " + p.Aside + "."
	}
	p.List = list(env, g)
	return p
}

func list(env *views.Env, g chart.Group) *widgets.List {
	cols, line := shape(env, g)
	lines := make(widgets.Fixed, len(g.Rows))
	for i, r := range g.Rows {
		lines[i] = line(r)
	}
	for c := range cols { // where one line of a column has a mark, all keep room for one
		for _, l := range lines {
			cols[c].Marks = cols[c].Marks || c < len(l.Cells) && l.Cells[c].Mark != widgets.NoMark
		}
	}
	l := widgets.NewList(cols, lines)
	l.Grows = true
	l.Title = g.Title
	env.Follow(l, func(i int) []string { return g.Rows[i].Entries })
	return l
}

// shape returns the columns of a group and how a row fills them.
func shape(env *views.Env, g chart.Group) ([]widgets.Column, func(chart.Row) widgets.Line) {
	sources := widgets.Column{Title: "Sources", Width: env.ShapesWidth()}
	date := widgets.Column{Title: "Date", Width: 90, Fit: true, Align: fyne.TextAlignTrailing}
	switch g.Group {
	case "medications":
		return []widgets.Column{{Title: "Medication", Flex: 1}, {Title: "Dose", Width: 150, Fit: true}, {Title: "Frequency", Width: 200, Fit: true}, date, sources},
			func(r chart.Row) widgets.Line { return medication(env, r) }
	case "results":
		return []widgets.Column{{Title: "Test", Width: 170, Fit: true}, {Title: "Value", Width: 170, Fit: true}, {Title: "Range, change", Flex: 1},
			{Title: "Trend", Width: 56}, date, sources}, func(r chart.Row) widgets.Line { return result(env, r) }
	case "vitals":
		return []widgets.Column{{Title: "Test", Width: 170, Fit: true}, {Title: "Value", Flex: 1}, {Title: "Trend", Width: 56}, date, sources},
			func(r chart.Row) widgets.Line { return vital(env, r) }
	case "conflicts":
		return []widgets.Column{{Title: "Tier", Width: 90, Fit: true}, {Title: "What disagrees", Flex: 1}, sources},
			func(r chart.Row) widgets.Line { return conflict(env, r) }
	case "completeness":
		return []widgets.Column{{Title: "Source", Width: 160, Fit: true}, {Title: "State", Flex: 1}, {Title: "As of", Width: 100, Fit: true, Align: fyne.TextAlignTrailing}},
			func(r chart.Row) widgets.Line { return source(env, r) }
	case "identity":
		return []widgets.Column{{Title: "Name", Width: 200, Fit: true}, {Title: "Says", Flex: 1}},
			func(r chart.Row) widgets.Line {
				return widgets.Line{Cells: []widgets.Cell{{Text: r.Title}, {Text: views.Words(r.Text), Style: faint, Whole: true}}}
			}
	}
	width := float32(220)
	if g.Group == "allergies" {
		width = 176
	}
	return []widgets.Column{{Title: "Title", Width: width, Fit: true}, {Title: "Text", Flex: 1}, date, sources},
		func(r chart.Row) widgets.Line { return named(env, r, g.Group == "allergies") }
}

var (
	faint = widgets.Style{Role: theme.Muted}
	note  = widgets.Style{Role: theme.Muted, Size: theme.Small}
)

func shapes(env *views.Env, r chart.Row) widgets.Cell {
	return widgets.Cell{Shapes: env.Shapes(r.Entries...)}
}

func when(r chart.Row) widgets.Cell {
	return widgets.Cell{Text: views.Date(r.When), Style: note, Tip: views.DateTime(r.When)}
}

// named is a row of a title and what belongs to it; nothing of an allergy is cut.
func named(env *views.Env, r chart.Row, bold bool) widgets.Line {
	t := widgets.Cell{Text: r.Title, Style: widgets.Style{Bold: bold}, Chips: views.FlagChips(r.Flags), Whole: true}
	t.Mark, t.Role = views.FlagMark(r.Flags)
	text := widgets.Cell{Text: views.Words(r.Text), Whole: true}
	if !bold {
		text.Style = faint
	}
	return widgets.Line{Cells: []widgets.Cell{t, text, when(r), shapes(env, r)}}
}

// conflict is a sentence with what to do about it before it.
func conflict(env *views.Env, r chart.Row) widgets.Line {
	tier := widgets.Cell{Text: strings.ToUpper(r.Text[:min(1, len(r.Text))]) + r.Text[min(1, len(r.Text)):], Style: widgets.Style{Bold: true}, Mark: widgets.Unequal, Role: theme.Danger}
	if r.Text == "" {
		tier.Mark = widgets.NoMark
	}
	return widgets.Line{Cells: []widgets.Cell{tier, {Text: views.Words(r.Title), Whole: true}, shapes(env, r)}}
}

func source(env *views.Env, r chart.Row) widgets.Line {
	t := widgets.Cell{Text: r.Title}
	t.Mark, t.Role = env.SourceShape(r.Title)
	return widgets.Line{Cells: []widgets.Cell{t, {Text: r.Text, Whole: true},
		{Text: views.Clock(r.When, env.Now), Style: note, Tip: views.DateTime(r.When)}}}
}

// medication shows name, dose and frequency in letters of one size. What else the row says of the course (its history, a
// dose for each day of the week) stands under it, as large.
func medication(env *views.Env, r chart.Row) widgets.Line {
	name := widgets.Cell{Text: r.Title, Chips: views.FlagChips(r.Flags), Whole: true}
	name.Mark, name.Role = views.FlagMark(r.Flags)
	strong := widgets.Style{Bold: true}
	line := widgets.Line{Cells: []widgets.Cell{name, {Text: r.Text, Style: strong, Whole: true}, {}, when(r), shapes(env, r)}}
	e := one(env, r)
	if e == nil || e.Dose == "" {
		return line
	}
	rest, ok := strings.CutPrefix(r.Text, strings.TrimSpace(e.Dose+" "+e.Frequency))
	if !ok {
		return line
	}
	line.Cells[1], line.Cells[2] = widgets.Cell{Text: e.Dose, Style: strong, Whole: true}, widgets.Cell{Text: e.Frequency, Style: strong, Whole: true}
	line.Under, line.Large = views.Words(strings.TrimLeft(rest, " ;,·")), true
	return line
}

// result shows a value whole, then its range and how it changed. What has no number is shown in its words.
func result(env *views.Env, r chart.Row) widgets.Line {
	title := widgets.Cell{Text: r.Title, Whole: true}
	text := views.Words(r.Text)
	e := one(env, r)
	if e == nil || e.Value == nil || !strings.HasPrefix(r.Text, e.Value.Text) || e.Value.Number == "" {
		v := views.ValueCell(text, r.Flags)
		v.Chips = views.FlagChips(r.Flags)
		return widgets.Line{Cells: []widgets.Cell{title, v, {}, trend(env, r), when(r), shapes(env, r)}}
	}
	v := views.ValueCell(e.Value.Text, r.Flags)
	rest := widgets.Cell{Text: strings.TrimLeft(strings.TrimPrefix(text, e.Value.Text), " ;,"), Style: note, Whole: true, Chips: views.FlagChips(r.Flags)}
	return widgets.Line{Cells: []widgets.Cell{title, v, rest, trend(env, r), when(r), shapes(env, r)}}
}

func vital(env *views.Env, r chart.Row) widgets.Line {
	v := views.ValueCell(views.Words(r.Text), r.Flags)
	v.Chips = views.FlagChips(r.Flags)
	return widgets.Line{Cells: []widgets.Cell{{Text: r.Title, Whole: true}, v, trend(env, r), when(r), shapes(env, r)}}
}

// trend is the tiny plot of the row's first entry that has one.
func trend(env *views.Env, r chart.Row) widgets.Cell {
	for _, id := range r.Entries {
		if e := env.Entry(id); e != nil {
			if s := views.SparkOf(env.Series(e.Analyte)); s != nil {
				return widgets.Cell{Spark: s}
			}
		}
	}
	return widgets.Cell{}
}

func one(env *views.Env, r chart.Row) *chart.Entry {
	if len(r.Entries) != 1 {
		return nil
	}
	return env.Entry(r.Entries[0])
}
