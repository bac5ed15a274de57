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
	"new":          {1, 1, nil, false},
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
		panels = append(panels, panel(env, g, pl))
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
	p := widgets.Panel{Title: g.Title, Empty: g.Empty, Urgent: pl.urgent && len(g.Rows) > 0}
	if g.Entries > len(g.Rows) {
		p.Count = strconv.Itoa(len(g.Rows)) + " of " + strconv.Itoa(g.Entries)
	} else if len(g.Rows) > 0 {
		p.Count = strconv.Itoa(len(g.Rows))
	}
	if len(pl.types) > 0 {
		c := views.CoverageOf(env.Chart, env.Now, pl.types...)
		p.Aside, p.Tip, p.Mark, p.Role = c.Text, c.Tip, c.Mark, c.Role
	}
	if p.Empty == "" {
		p.Empty = "Nothing to show"
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
		return []widgets.Column{{Title: "Medication", Flex: 1}, {Title: "Dose", Width: 128, Fit: true}, {Title: "Frequency", Width: 200, Fit: true}, date, sources},
			func(r chart.Row) widgets.Line { return medication(env, r) }
	case "results", "vitals":
		return []widgets.Column{{Title: "Test", Flex: 5}, {Title: "Value", Flex: 5}, {Title: "Trend", Width: 64}, date, sources},
			func(r chart.Row) widgets.Line { return result(env, r) }
	case "conflicts":
		return []widgets.Column{{Title: "Conflict", Width: 130, Fit: true}, {Title: "What disagrees", Flex: 5}, sources},
			func(r chart.Row) widgets.Line {
				title := widgets.Cell{Text: r.Title, Style: widgets.Style{Bold: true}, Mark: widgets.Unequal, Role: theme.Danger, Whole: true}
				return widgets.Line{Cells: []widgets.Cell{title, {Text: r.Text, Whole: true}, shapes(env, r)}}
			}
	case "completeness":
		return []widgets.Column{{Title: "Source", Width: 160, Fit: true}, {Title: "State", Flex: 5}},
			func(r chart.Row) widgets.Line {
				t := widgets.Cell{Text: r.Title}
				t.Mark, t.Role = env.SourceShape(r.Title)
				return widgets.Line{Cells: []widgets.Cell{t, {Text: r.Text, Whole: true}}}
			}
	case "allergies":
		return []widgets.Column{{Title: "Substance", Flex: 4}, {Title: "Reaction", Flex: 5}, date, sources},
			func(r chart.Row) widgets.Line { return named(env, r, true) }
	}
	return []widgets.Column{{Title: "Title", Flex: 5}, {Title: "Text", Width: 210, Fit: true}, date, sources},
		func(r chart.Row) widgets.Line { return named(env, r, false) }
}

func shapes(env *views.Env, r chart.Row) widgets.Cell {
	return widgets.Cell{Shapes: env.Shapes(r.Entries...)}
}

func when(r chart.Row) widgets.Cell {
	return widgets.Cell{Text: views.Date(r.When), Style: widgets.Style{Role: theme.Muted, Size: theme.Small}, Tip: views.DateTime(r.When)}
}

// named is a row of a title and what belongs to it.
func named(env *views.Env, r chart.Row, bold bool) widgets.Line {
	t := widgets.Cell{Text: r.Title, Style: widgets.Style{Bold: bold}, Chips: views.FlagChips(r.Flags), Whole: bold}
	t.Mark, t.Role = views.FlagMark(r.Flags)
	return widgets.Line{Cells: []widgets.Cell{t, {Text: r.Text, Whole: bold}, when(r), shapes(env, r)}}
}

// medication shows name, dose and frequency in letters of one size; where the row stands for one entry, dose and
// frequency each have their column.
func medication(env *views.Env, r chart.Row) widgets.Line {
	name := widgets.Cell{Text: r.Title, Chips: views.FlagChips(r.Flags), Whole: true}
	name.Mark, name.Role = views.FlagMark(r.Flags)
	dose, freq := widgets.Cell{Text: r.Text, Style: widgets.Style{Bold: true}, Whole: true}, widgets.Cell{Style: widgets.Style{Bold: true}, Whole: true}
	if e := one(env, r); e != nil && says(r.Text, e.Dose, e.Frequency) {
		dose.Text, freq.Text = e.Dose, e.Frequency
	}
	return widgets.Line{Cells: []widgets.Cell{name, dose, freq, when(r), shapes(env, r)}}
}

func result(env *views.Env, r chart.Row) widgets.Line {
	value := views.ValueCell(r.Text, r.Flags)
	value.Chips = views.FlagChips(r.Flags)
	trend := widgets.Cell{}
	if len(r.Entries) > 0 {
		if e := env.Entry(r.Entries[0]); e != nil {
			trend.Spark = views.SparkOf(env.Series(e.Analyte))
		}
	}
	return widgets.Line{Cells: []widgets.Cell{{Text: r.Title}, value, trend, when(r), shapes(env, r)}}
}

// says reports whether the row's text is dose and frequency and nothing else, so that each can stand in its column.
func says(text, dose, frequency string) bool {
	rest := strings.Replace(text, dose, "", 1)
	rest = strings.Replace(rest, frequency, "", 1)
	return dose != "" && strings.Trim(rest, " ,;·") == ""
}

func one(env *views.Env, r chart.Row) *chart.Entry {
	if len(r.Entries) != 1 {
		return nil
	}
	return env.Entry(r.Entries[0])
}
