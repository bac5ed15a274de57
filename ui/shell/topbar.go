package shell

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anamnesis/app/chart"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// topBar is the name, the search field, the state of the sources and the units.
type topBar struct {
	s      *Shell
	ground *widgets.Drawn
	search *searchField
	units  *widgets.Choice
	object *fyne.Container
}

var unitSystems = []chart.UnitSystem{chart.UnitsSource, chart.UnitsSI, chart.UnitsConventional}
var unitNames = []string{"as sent", "SI", "conventional"}

func newTopBar(s *Shell) *topBar {
	t := &topBar{s: s}
	t.ground = widgets.NewDrawn(nil, t.paint)
	t.ground.Label = "Anamnesis"
	t.search = newSearchField(s)
	t.units = widgets.NewChoice(unitNames, t.unit(), func(i int) { s.SetUnits(unitSystems[i]) })
	t.units.Label = "Units"
	t.object = container.New(t, t.ground, t.search, t.units)
	return t
}

func (t *topBar) unit() int {
	for i, u := range unitSystems {
		if u == t.s.st.units {
			return i
		}
	}
	return 0
}

func (t *topBar) draw() {
	t.units.Select(t.unit())
	t.ground.Refresh()
}

// Layout implements fyne.Layout.
func (t *topBar) Layout(o []fyne.CanvasObject, size fyne.Size) {
	scale := widgets.Size(theme.Row) / 21
	o[0].Resize(size)
	u := t.units.MinSize()
	t.units.Move(fyne.NewPos(size.Width-u.Width-10, (size.Height-u.Height)/2))
	t.units.Resize(u)
	x := peopleWidth * scale
	w := min(520*scale, size.Width-x-u.Width-10-260*scale)
	h := t.search.MinSize().Height
	t.search.Move(fyne.NewPos(x+10, (size.Height-h)/2))
	t.search.Resize(fyne.NewSize(max(120, w), h))
}

// MinSize implements fyne.Layout.
func (t *topBar) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, 36) }

func (t *topBar) paint(p *widgets.Painter, size fyne.Size) {
	p.Fill(widgets.Rect{W: size.Width, H: size.Height}, theme.Bar)
	p.HLine(0, size.Width, size.Height-1, theme.Rule)
	x := float32(12)
	x += p.Whole(widgets.Rect{X: x, W: 100, H: size.Height}, "Anamnesis", widgets.Style{Bold: true, Size: theme.Name})
	if t.s.opt.Demo {
		p.Chip(widgets.Rect{X: x + 8, W: 90, H: size.Height}, widgets.Chip{Text: "demo", Role: theme.Note, Ground: theme.NoteBg, Tip: "Synthetic people only"})
	}
	right := t.units.Position().X - 10
	label := "units"
	lw := widgets.Width(label, small)
	p.Text(widgets.Rect{X: right - lw, W: lw + 1, H: size.Height}, label, small)
	right -= lw + 24
	left := t.search.Position().X + t.search.Size().Width + 16
	text, mark, role := t.sources()
	st := widgets.Style{Role: role, Align: fyne.TextAlignTrailing}
	w := p.Text(widgets.Rect{X: left, W: right - left, H: size.Height}, text, st)
	if mark != widgets.NoMark && w > 0 {
		m := widgets.Size(theme.MarkBox)
		p.Mark(mark, right-w-m, size.Height/2, m, role)
	}
	p.Hit(widgets.Rect{X: right - w - 20, W: w + 20, H: size.Height}, "Ctrl+7 shows what each source was asked and what came", func() { t.s.Show("sources", "") })
}

// sources says how many sources have been reached, and when.
func (t *topBar) sources() (string, widgets.Mark, fyne.ThemeColorName) {
	rows := t.s.st.sources
	if !t.s.st.listed {
		return "", widgets.NoMark, theme.Muted
	}
	if len(rows) == 0 {
		return "no sources yet", widgets.NoMark, theme.Muted
	}
	n, last := 0, ""
	for _, r := range rows {
		if r.State != "failed" && r.State != "never" {
			n++
		}
		last = max(last, r.AsOf)
	}
	text := fmt.Sprintf("%d of %d sources", n, len(rows))
	if at := views.Clock(last, t.s.now()); at != "" {
		text += " · " + at
	}
	if n < len(rows) {
		return text, widgets.Alert, theme.Caution
	}
	return text, widgets.NoMark, theme.Muted
}
