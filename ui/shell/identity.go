package shell

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"anamnesis/app/chart"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// identity is the bar that says who is open and what is dangerous. It never scrolls away.
type identity struct {
	*widgets.Drawn
	s *Shell
}

func newIdentity(s *Shell) *identity {
	b := &identity{s: s}
	b.Drawn = widgets.NewDrawn(nil, func(p *widgets.Painter, size fyne.Size) { b.flow(p, size.Width) })
	b.Label = "Patient"
	return b
}

func (b *identity) update() { b.Refresh() }

// height returns how high the bar must be at a width.
func (b *identity) height(width float32) float32 {
	if b.s.st.phase == idle {
		return 0
	}
	return b.flow(nil, width)
}

const chipLines = 2 // of what is dangerous, before conflicts are counted instead of named

func (b *identity) flow(p *widgets.Painter, width float32) float32 {
	st := &b.s.st
	pad, row := widgets.Size(theme.Pad)+4, widgets.Size(theme.Row)
	head := row * 1.55
	lines := b.chips(width - 2*pad)
	h := head + float32(len(lines))*(row+2) + 4
	if p == nil {
		return h
	}
	p.Fill(widgets.Rect{W: width, H: h}, theme.Panel)
	name, rest := b.words()
	x := pad
	aside := b.aside()
	asideW := widgets.Width(aside, small)
	nameStyle := widgets.Style{Bold: true, Size: theme.Name}
	nameW := min(widgets.Width(name, nameStyle), max(120, width-2*pad-asideW-40))
	p.Text(widgets.Rect{X: x, Y: 0, W: nameW, H: head}, name, nameStyle)
	x += nameW + 14
	end := width - pad
	if asideW+20 < end-x {
		p.Text(widgets.Rect{X: end - asideW, Y: 2, W: asideW + 1, H: head}, aside, small)
		end -= asideW + 20
	}
	for _, w := range rest {
		if x+min(widgets.Width(w.text, w.style), 90) > end { // never a lone ellipsis
			break
		}
		if w.mark != widgets.NoMark {
			m := widgets.Size(theme.MarkBox)
			p.Mark(w.mark, x+m/2, head/2+1, m, w.style.Role)
			x += m + 5
		}
		used := p.Text(widgets.Rect{X: x, Y: 1.5, W: end - x, H: head}, w.text, w.style)
		if w.tip != "" {
			p.Hit(widgets.Rect{X: x, Y: 0, W: used, H: head}, w.tip, nil)
		}
		x += used + 14
	}
	y := head
	for _, line := range lines {
		cx := pad
		for _, c := range line {
			w := p.Chip(widgets.Rect{X: cx, Y: y, W: width - pad - cx, H: row}, c.Chip)
			p.Hit(widgets.Rect{X: cx, Y: y, W: w, H: row}, c.Tip, c.do)
			cx += w + 6
		}
		y += row + 2
	}
	if st.phase == ready && st.env.Chart.Person.Deceased != "" {
		p.Fill(widgets.Rect{W: 4, H: h}, theme.Ink)
	}
	p.HLine(0, width, h-1, theme.Rule)
	return h
}

var small = widgets.Style{Role: theme.Muted, Size: theme.Small}

// word is one piece of the identity, in the order of reading.
type word struct {
	text  string
	style widgets.Style
	mark  widgets.Mark
	tip   string
}

// words returns who is open. Until the chart is there it is the row that was chosen, and nothing of anybody else.
func (b *identity) words() (string, []word) {
	st := &b.s.st
	c := st.chart()
	if c == nil {
		return st.person.Name, b.plain(st.person.BirthDate, st.person.Sex, "")
	}
	out := b.plain(c.Person.BirthDate, c.Person.Sex, c.Person.Deceased)
	for i := range out {
		out[i].mark, out[i].style.Role = disputed(c, i, out[i].style.Role)
	}
	if id, tip := identifiers(c); id != "" {
		out = append(out, word{text: id, style: widgets.Style{Role: theme.Muted}, tip: tip})
	}
	if n := c.Person.OtherNames; len(n) > 0 {
		out = append(out, word{text: "also " + n[0], style: widgets.Style{Role: theme.Muted}, tip: strings.Join(n, "\n")})
	}
	if c.Person.Deceased != "" {
		text := "DECEASED"
		if d := views.Date(c.Person.Deceased); d != "yes" && d != "" {
			text += " " + d
		}
		out = append([]word{{text: text, style: widgets.Style{Bold: true, Role: theme.Danger}}}, out...)
	}
	return c.Person.Name, out
}

func (b *identity) plain(birth, sex, deceased string) []word {
	age := views.Age(birth, deceased, b.s.now())
	return []word{
		{text: age, style: widgets.Style{Bold: true}},
		{text: views.Sex(sex), style: widgets.Style{Bold: true}},
		{text: bornText(birth), style: widgets.Style{}},
	}
}

func bornText(birth string) string {
	if birth == "" {
		return "birth date not stated"
	}
	return "born " + views.Date(birth)
}

// disputed marks the pieces of plain on which the sources do not agree.
func disputed(c *chart.Chart, piece int, role fyne.ThemeColorName) (widgets.Mark, fyne.ThemeColorName) {
	kind := map[int]string{1: chart.ConflictSex, 2: chart.ConflictBirthDate}[piece]
	for _, x := range c.Conflicts {
		if kind != "" && x.Kind == kind {
			return widgets.Unequal, theme.Danger
		}
	}
	return widgets.NoMark, role
}

// identifiers returns the identifier to show and a list of all.
func identifiers(c *chart.Chart) (string, string) {
	ids := c.Person.Identifiers
	if len(ids) == 0 {
		return "", ""
	}
	best := 0
	for i, id := range ids {
		if id.Type == "MR" {
			best = i
			break
		}
	}
	label := ids[best].Type
	if label == "MR" || label == "" {
		label = "MRN"
	}
	text := label + " " + ids[best].Value
	if len(ids) > 1 {
		text += fmt.Sprintf(" (+%d)", len(ids)-1)
	}
	var all []string
	for _, id := range ids {
		all = append(all, strings.TrimSpace(id.Type+" "+id.Value+"  "+id.System))
	}
	return text, strings.Join(all, "\n")
}

func (b *identity) aside() string {
	c := b.s.st.chart()
	switch {
	case b.s.st.phase == loading:
		return "opening"
	case c == nil:
		return ""
	}
	return fmt.Sprintf("complete from %d of %d sources", completeSources(c), len(c.Sources))
}

func completeSources(c *chart.Chart) int {
	n := 0
	for _, s := range c.Sources {
		if s.State == "current" {
			n++
		}
	}
	return n
}
