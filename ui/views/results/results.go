package results

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// view is the flowsheet and the trend of its chosen lines.
type view struct {
	env   *views.Env
	all   []*row
	rows  []*row   // those that are shown
	days  []string // newest first
	sheet *widgets.Sheet
	plot  *widgets.Plot
	main  int // the row of the first curve
	other int // the row beside it, -1 for none
	keep  bool
	span  int // index in plotSpans
}

// plotSpans are the lengths of time of the trend, in days up to the present; 0 is all.
var plotSpans = []struct {
	name string
	days int
}{{"all", 0}, {"10 y", 3653}, {"2 y", 731}, {"1 y", 366}, {"90 d", 90}}

// New returns the flowsheet of the chart.
func New(env *views.Env) fyne.CanvasObject {
	v := &view{env: env, all: rowsOf(env), main: -1, other: -1}
	v.rows = v.all
	if len(v.rows) == 0 {
		c := views.CoverageOf(env.Chart, env.Now, "Observation", "DiagnosticReport")
		return views.Nothing("No results", c)
	}
	v.days = days(v.rows)
	v.sheet = widgets.NewSheet([]widgets.Column{
		{Title: "Test", Width: 176, Fit: true}, {Title: "Latest", Width: 150, Fit: true, Marks: true}, {Title: "Age", Width: 44, Align: fyne.TextAlignTrailing},
		{Title: "Change", Width: 56, Align: fyne.TextAlignTrailing}, {Title: "Trend", Width: 70}})
	v.sheet.Label = "Results by time"
	v.sheet.Rows = len(v.rows)
	v.sheet.Line = v.line
	v.sheet.Heads = heads(v.days)
	v.sheet.Cell = func(r, c int) *widgets.SheetCell { return v.rows[r].cell(env, v.days[c]) }
	v.sheet.CellWidth = cellWidth(v.rows)
	v.sheet.OnSelect = v.selected
	v.sheet.OnCopy = func(r, c int) string {
		if c >= 0 {
			if cell := v.rows[r].cell(env, v.days[c]); cell != nil {
				return env.Copy(cell.IDs...)
			}
		}
		if l := v.rows[r].latest(); l != nil {
			return env.Copy(l.ID)
		}
		return ""
	}
	v.plot = widgets.NewPlot(env.Now.Location())
	v.plot.Label = "Trend"
	v.plot.OnSelect = func(id string) { env.Why([]string{id}) }
	v.start()
	sorts := widgets.NewChoice([]string{"all", "laboratory", "vital signs"}, 0, v.sort)
	sorts.Label = "Which results"
	names := make([]string, len(plotSpans))
	for i, s := range plotSpans {
		names[i] = s.name
	}
	choice := widgets.NewChoice(names, 0, func(i int) { v.span = i; v.draw() })
	choice.Label = "Time in the trend"
	pair := widgets.NewButton("Compare", "Keeps this trend and adds that of the next line that you choose", nil)
	pair.Do = func() {
		v.keep = !v.keep
		pair.On = v.keep
		if !v.keep {
			v.other = -1
			v.draw()
		}
		pair.Refresh()
	}
	v.plot.Aside = func() float32 { return sorts.MinSize().Width + choice.MinSize().Width + pair.MinSize().Width + 34 }
	return container.New(&layout{}, v.sheet, v.plot, sorts, choice, pair)
}

// sort shows all lines, those of the laboratory or the vital signs, with the times that they have.
func (v *view) sort(which int) {
	var rows []*row
	for _, r := range v.all {
		vital := r.heading == panels[len(panels)-1].title || r.heading == "" && r.panel == len(panels)-1
		if which == 0 || vital == (which == 2) {
			rows = append(rows, r)
		}
	}
	v.rows, v.days = rows, days(rows)
	v.main, v.other = -1, -1
	v.sheet.Rows, v.sheet.Heads = len(rows), heads(v.days)
	v.sheet.Refit()
	v.start()
}

// start chooses the line to begin with: the one asked for, else the first that is abnormal, else the first.
func (v *view) start() {
	first := -1
	for i, r := range v.rows {
		if r.heading != "" {
			continue
		}
		for _, e := range r.entries {
			if e.ID == v.env.Reveal && v.env.Reveal != "" {
				v.main = i
				v.sheet.Select(i, slices.Index(v.days, start(e).Date()))
				v.draw()
				return
			}
		}
		if l := r.latest(); r.series != nil && len(r.series.Points) > 1 && l != nil {
			if first < 0 {
				first = i
			}
			if views.Abnormal(l.Flags) && v.main < 0 {
				v.main = i
			}
		}
	}
	if v.main < 0 {
		v.main = first
	}
	if v.main >= 0 {
		v.sheet.Select(v.main, -1)
	}
	v.draw()
}

// cellWidth is as wide as the widest number with its mark: no number is cut. Words may be; their tip has them whole.
func cellWidth(rows []*row) float32 {
	longest := map[int]string{}
	for _, r := range rows {
		for _, e := range r.entries {
			if e.Value == nil || e.Value.Number == "" {
				continue
			}
			s := short(e, r.unit)
			if n := len([]rune(s)); longest[n] == "" {
				longest[n] = s
			}
		}
	}
	var w float32
	for _, s := range longest {
		w = max(w, widgets.Width(s, widgets.Style{Bold: true}))
	}
	return w/(widgets.Size(theme.Row)/21) + 24
}

func (v *view) selected(r, c int, ids []string) {
	if v.rows[r].series != nil {
		if v.keep && r != v.main {
			v.other = r
		} else if !v.keep {
			v.main, v.other = r, -1
		}
		v.draw()
	}
	switch {
	case len(ids) > 0:
		v.env.Why(ids)
	}
}

func (v *view) line(i int) widgets.Line {
	r := v.rows[i]
	if r.heading != "" {
		return widgets.Line{Section: r.heading}
	}
	cells := []widgets.Cell{{Text: r.title}, {}, {}, {}, {Spark: views.SparkOf(r.series)}}
	if l := r.latest(); l != nil {
		cells[1] = views.ValueCell(l.Value.Text, l.Flags)
		cells[1].Whole = false
		if said := remarks(l); len(said) > 0 {
			cells[1].Shapes = []widgets.Shape{{Mark: widgets.Fold, Role: theme.Note, Tip: strings.Join(said, "\n")}}
		}
		cells[2] = widgets.Cell{Text: views.Ago(l.Start, v.env.Now), Style: widgets.Style{Role: theme.Muted, Size: theme.Small}, Tip: views.DateTime(l.Start)}
		cells[3] = widgets.Cell{Text: r.change(), Style: widgets.Style{Size: theme.Small}}
	}
	return widgets.Line{Cells: cells}
}

// days lists the days on which anything was measured, newest first; what has no date stands last.
func days(rows []*row) []string {
	seen := map[string]bool{}
	var out []string
	for _, r := range rows {
		for d := range r.days {
			if !seen[d] {
				seen[d] = true
				out = append(out, d)
			}
		}
	}
	slices.Sort(out)
	slices.Reverse(out)
	return out
}

func heads(days []string) [][2]string {
	out := make([][2]string, len(days))
	for i, d := range days {
		t := record.ParseTime(d)
		switch t.Precision {
		case record.PrecisionNone:
			out[i] = [2]string{"no", "date"}
		case record.PrecisionYear:
			out[i] = [2]string{d, ""}
		case record.PrecisionMonth:
			out[i] = [2]string{t.At.Format("2006"), t.At.Format("Jan")}
		default:
			out[i] = [2]string{t.At.Format("2006"), t.At.Format("2 Jan")}
		}
	}
	return out
}

// draw shows the trend of the chosen lines.
func (v *view) draw() {
	var curves []widgets.Curve
	from, to := v.env.Now.Unix(), v.env.Now.Unix()
	for _, i := range []int{v.main, v.other} {
		if i < 0 || v.rows[i].series == nil {
			continue
		}
		c := curve(v.env, v.rows[i])
		if len(c.Points) > 0 {
			from = min(from, c.Points[0].At)
			curves = append(curves, c)
		}
	}
	if d := plotSpans[v.span].days; d > 0 {
		from = v.env.Now.AddDate(0, 0, -d).Unix()
	}
	air := max((to-from)/40, 3600)
	v.plot.SetCurves(curves, from-air, to+air, v.env.Reveal)
}

// curve places the points of a series; numbers become floats for their place on the screen only.
func curve(env *views.Env, r *row) widgets.Curve {
	c := widgets.Curve{Title: r.title, Unit: r.unit}
	for _, p := range r.series.Points {
		t := record.ParseTime(p.Time)
		y, err := strconv.ParseFloat(p.Number, 64)
		if t.IsZero() || err != nil || views.Flagged(p.Flags, chart.FlagRetracted) {
			continue
		}
		pt := widgets.PlotPoint{At: t.At.Unix(), Y: y, Low: number(p.Low), High: number(p.High), ID: p.Entry, Text: p.Number}
		pt.Mark, pt.Role = env.SourceShape(p.Source)
		pt.Tip = fmt.Sprintf("%s\n%s%s %s, %s", views.DateTime(p.Time), p.Comparator, p.Number, r.unit, p.Source)
		if e := env.Entry(p.Entry); e != nil {
			pt.Marked = views.Abnormal(e.Flags)
			pt.Tip = tip(env, e)
		}
		c.Points = append(c.Points, pt)
	}
	return c
}

func number(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return f
}

// layout gives the trend the lower part: less where the window is low.
type layout struct{}

func (layout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	plot := min(max(size.Height*0.3, 120), 260)
	o[0].Resize(fyne.NewSize(size.Width, size.Height-plot))
	o[1].Move(fyne.NewPos(0, size.Height-plot))
	o[1].Resize(fyne.NewSize(size.Width, plot))
	x := size.Width - 10
	for i := len(o) - 1; i >= 2; i-- {
		m := o[i].MinSize()
		x -= m.Width
		o[i].Move(fyne.NewPos(x, size.Height-plot+1))
		o[i].Resize(fyne.NewSize(m.Width, m.Height-5))
		x -= 8
	}
}

func (layout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 200) }
