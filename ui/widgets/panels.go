package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anamnesis/ui/theme"
)

// Panel is a titled list, or a sentence where there is none.
type Panel struct {
	Title  string
	Count  string // after the title
	Aside  string // at the right of the header: completeness, age
	Mark   Mark   // before Aside
	Role   fyne.ThemeColorName
	Tip    string
	List   *List
	Empty  string // instead of lines
	Urgent bool   // the header says so by ground and mark
	Column int    // preferred column, left to right
}

// Panels lays panels out in columns that scroll together. Each panel is one stop of the Tab key.
type Panels struct {
	scroll *container.Scroll
	root   *fyne.Container
}

// NewPanels returns the panels; columns returns the shares of the columns that a width holds.
func NewPanels(panels []Panel, columns func(width float32) []float32) *Panels {
	ps := &Panels{}
	var objects []fyne.CanvasObject
	for i := range panels {
		objects = append(objects, newPanelBox(&panels[i]))
	}
	lay := &panelLayout{panels: panels, columns: columns}
	ps.scroll = container.NewVScroll(container.New(lay, objects...))
	for i := range panels {
		if l := panels[i].List; l != nil {
			ps.hold(l, objects[i])
		}
	}
	ps.root = container.New(&panelFrame{panels: lay}, ps.scroll)
	return ps
}

// hold makes a list draw what the scroll bar shows of it, and bring its selection into sight.
func (ps *Panels) hold(l *List, box fyne.CanvasObject) {
	l.OnReveal = func(area Rect) {
		area.Y += box.Position().Y + l.Position().Y
		Reveal(ps.scroll, area)
	}
	if l.Lines.Len() < 60 {
		return
	}
	l.window = func() (float32, float32) {
		top := ps.scroll.Offset.Y - box.Position().Y - l.Position().Y
		return top, top + ps.scroll.Size().Height
	}
	scrolled := ps.scroll.OnScrolled
	ps.scroll.OnScrolled = func(at fyne.Position) {
		if scrolled != nil {
			scrolled(at)
		}
		l.Refresh()
	}
}

// Object returns what to show.
func (ps *Panels) Object() fyne.CanvasObject { return ps.root }

// panelLayout fills columns from the top: each panel in the column that it prefers.
type panelLayout struct {
	panels  []Panel
	columns func(width float32) []float32
	width   float32
}

func (l *panelLayout) place(objects []fyne.CanvasObject, width float32, put func(i int, r Rect)) float32 {
	gap := Size(theme.Gap)
	shares := l.columns(width)
	n, all := len(shares), float32(0)
	for _, s := range shares {
		all += s
	}
	lefts, widths, ends := make([]float32, n), make([]float32, n), make([]float32, n)
	x := gap
	for i, s := range shares {
		lefts[i], widths[i] = x, (width-gap*float32(n+1))*s/all
		x += widths[i] + gap
	}
	for i := range l.panels {
		c := min(l.panels[i].Column, n-1)
		h := panelHeight(&l.panels[i], widths[c])
		put(i, Rect{lefts[c], ends[c] + gap, widths[c], h})
		ends[c] += gap + h
	}
	var most float32
	for _, e := range ends {
		most = max(most, e)
	}
	return most + gap
}

func (l *panelLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.place(objects, size.Width, func(i int, r Rect) {
		objects[i].Move(fyne.NewPos(r.X, r.Y))
		objects[i].Resize(fyne.NewSize(r.W, r.H))
	})
}

func (l *panelLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, l.place(objects, l.width, func(int, Rect) {}))
}

// panelFrame tells the panels how wide they will be before the scroll bar asks how high they are.
type panelFrame struct {
	panels   *panelLayout
	revealed bool
}

func (f *panelFrame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.panels.width = size.Width
	for _, o := range objects {
		o.Resize(size)
	}
	if f.revealed || size.Height <= 0 {
		return
	}
	f.revealed = true
	for _, p := range f.panels.panels {
		if p.List != nil {
			p.List.reveal()
		}
	}
}

func (f *panelFrame) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 100) }

func panelHeight(pn *Panel, width float32) float32 {
	h := Size(theme.Header)
	if pn.List != nil && pn.List.Lines.Len() > 0 {
		return h + pn.List.Height(width-2) + 2
	}
	return h + Size(theme.Row)*float32(max(1, len(emptyLines(pn, width)))) + 2
}

func emptyLines(pn *Panel, width float32) []string {
	return Wrap(pn.Empty, emptyStyle, width-2*Size(theme.Pad)-2)
}

var emptyStyle = Style{Role: theme.Muted}

func newPanelBox(pn *Panel) *fyne.Container {
	head := NewDrawn(nil, func(p *Painter, size fyne.Size) { pn.draw(p, size) })
	head.Label = pn.Title
	objects := []fyne.CanvasObject{head}
	if pn.List != nil {
		objects = append(objects, pn.List)
	}
	return container.New(&panelInside{}, objects...)
}

// draw draws the panel's ground, header and empty sentence.
func (pn *Panel) draw(p *Painter, size fyne.Size) {
	h, pad := Size(theme.Header), Size(theme.Pad)
	// Plain areas, without corners: a panel of 3,000 lines is as quick to draw as one of three.
	p.Fill(Rect{0, 0, size.Width, size.Height}, theme.Panel)
	p.VLine(0, 0, size.Height, theme.Rule)
	p.VLine(size.Width-1, 0, size.Height, theme.Rule)
	p.HLine(0, size.Width, size.Height-1, theme.Rule)
	ground := theme.Bar
	ink := Style{Size: theme.Heading, Bold: true}
	if pn.Urgent {
		ground, ink.Role = theme.DangerBg, theme.Danger
	}
	p.Fill(Rect{1, 1, size.Width - 2, h - 1}, ground)
	x := pad
	x += p.Text(Rect{x, 0, size.Width - 2*pad, h}, pn.Title, ink) + 6
	x += p.Text(Rect{x, 0.5, size.Width - x - pad, h}, pn.Count, Style{Role: theme.Muted, Size: theme.Small}) + 16
	aside := Style{Role: theme.Muted, Size: theme.Small, Align: fyne.TextAlignTrailing}
	end := size.Width - pad
	if pn.Aside != "" && end-x > 40 {
		w := p.Text(Rect{x, 0.5, end - x, h}, pn.Aside, aside)
		if pn.Mark != NoMark {
			m := Size(theme.MarkBox)
			p.Mark(pn.Mark, end-w-6-m/2, h/2, m, pn.Role)
		}
		p.Hit(Rect{end - w - 20, 0, w + 20, h}, pn.Tip, nil)
	}
	if pn.List == nil || pn.List.Lines.Len() == 0 {
		row := Size(theme.Row)
		for i, s := range emptyLines(pn, size.Width) {
			p.Whole(Rect{pad, h + row*float32(i), size.Width - 2*pad, row}, s, emptyStyle)
		}
	}
}

// panelInside lays the list under the header, inside the frame.
type panelInside struct{}

func (panelInside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	if len(objects) > 1 {
		h := Size(theme.Header)
		objects[1].Move(fyne.NewPos(1, h))
		objects[1].Resize(fyne.NewSize(size.Width-2, max(0, size.Height-h-2)))
	}
}

func (panelInside) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(60, 0) }
