package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fyneTheme "fyne.io/fyne/v2/theme"

	"anamnesis/ui/theme"
)

// Rect is a part of a widget, in its own coordinates.
type Rect struct{ X, Y, W, H float32 }

// Right returns the X after the last.
func (r Rect) Right() float32 { return r.X + r.W }

// Bottom returns the Y after the last.
func (r Rect) Bottom() float32 { return r.Y + r.H }

// Holds reports whether the point lies in r.
func (r Rect) Holds(p fyne.Position) bool {
	return p.X >= r.X && p.X < r.Right() && p.Y >= r.Y && p.Y < r.Bottom()
}

// Inset returns r with dx cut off at the left and right and dy at the top and bottom.
func (r Rect) Inset(dx, dy float32) Rect { return Rect{r.X + dx, r.Y + dy, r.W - 2*dx, r.H - 2*dy} }

// Style says how a text looks. The zero Style is body text in ink.
type Style struct {
	Role   fyne.ThemeColorName
	Size   fyne.ThemeSizeName
	Bold   bool
	Italic bool
	Mono   bool
	Align  fyne.TextAlign
}

// Role returns s in another colour role.
func (s Style) In(role fyne.ThemeColorName) Style { s.Role = role; return s }

func (s Style) text() fyne.TextStyle {
	return fyne.TextStyle{Bold: s.Bold, Italic: s.Italic, Monospace: s.Mono}
}

func (s Style) size() float32 {
	if s.Size == "" {
		return Size(theme.Text)
	}
	return Size(s.Size)
}

func (s Style) color() color.Color {
	if s.Role == "" {
		return Color(theme.Ink)
	}
	return Color(s.Role)
}

// Size returns a size of the current theme.
func Size(name fyne.ThemeSizeName) float32 { return fyneTheme.Size(name) }

// Color returns the value of a role in the current theme.
func Color(role fyne.ThemeColorName) color.Color { return fyneTheme.Color(role) }

// Width returns how wide the text is when nothing is cut.
func Width(s string, st Style) float32 { return fyne.MeasureText(s, st.size(), st.text()).Width }

// Painter draws a widget: each frame is drawn from the start, and the canvas objects of the last frame are used again.
type Painter struct {
	objects  []fyne.CanvasObject
	texts    pool[*canvas.Text]
	rects    pool[*canvas.Rectangle]
	lines    pool[*canvas.Line]
	polygons pool[*canvas.ArbitraryPolygon]
	circles  pool[*canvas.Circle]
	hits     []hit
	fitted   map[fitKey]string
}

type hit struct {
	area Rect
	tip  string
	do   func()
}

type pool[T any] struct {
	made []T
	used int
}

func (p *pool[T]) next(make func() T) T {
	if p.used == len(p.made) {
		p.made = append(p.made, make())
	}
	p.used++
	return p.made[p.used-1]
}

func (p *Painter) begin() {
	p.objects, p.hits = p.objects[:0], p.hits[:0]
	p.texts.used, p.rects.used, p.lines.used, p.polygons.used, p.circles.used = 0, 0, 0, 0, 0
}

// Text draws one line of text in r, vertically centred, and returns the width that it took. Text that is wider than r is
// cut with an ellipsis.
func (p *Painter) Text(r Rect, s string, st Style) float32 {
	if s == "" || r.W <= 0 {
		return 0
	}
	s, size := p.fit(s, st, r.W)
	return p.place(r, s, size, st)
}

// Whole draws one line of text in r and never cuts it; the caller has made room for it.
func (p *Painter) Whole(r Rect, s string, st Style) float32 {
	if s == "" {
		return 0
	}
	return p.place(r, s, fyne.MeasureText(s, st.size(), st.text()), st)
}

func (p *Painter) place(r Rect, s string, size fyne.Size, st Style) float32 {
	if s == "" {
		return 0
	}
	x := r.X
	switch st.Align {
	case fyne.TextAlignTrailing:
		x = r.Right() - size.Width
	case fyne.TextAlignCenter:
		x = r.X + (r.W-size.Width)/2
	}
	t := p.texts.next(func() *canvas.Text { return &canvas.Text{} })
	t.Text, t.Color, t.TextSize, t.TextStyle = s, st.color(), st.size(), st.text()
	t.Move(fyne.NewPos(x, r.Y+(r.H-size.Height)/2))
	t.Resize(size)
	p.objects = append(p.objects, t)
	return size.Width
}

// Fill draws a filled area.
func (p *Painter) Fill(r Rect, role fyne.ThemeColorName) { p.Box(r, Color(role), nil, 0, 0) }

// Box draws a rectangle with an optional ground and outline.
func (p *Painter) Box(r Rect, ground, outline color.Color, width, radius float32) {
	o := p.rects.next(func() *canvas.Rectangle { return &canvas.Rectangle{} })
	if ground == nil {
		ground = color.Transparent
	}
	o.FillColor, o.StrokeColor, o.StrokeWidth, o.CornerRadius = ground, outline, width, radius
	o.Move(fyne.NewPos(r.X, r.Y))
	o.Resize(fyne.NewSize(r.W, r.H))
	p.objects = append(p.objects, o)
}

// HLine draws a hairline from x1 to x2.
func (p *Painter) HLine(x1, x2, y float32, role fyne.ThemeColorName) {
	p.Fill(Rect{x1, y, x2 - x1, 1}, role)
}

// VLine draws an upright hairline.
func (p *Painter) VLine(x, y1, y2 float32, role fyne.ThemeColorName) {
	p.Fill(Rect{x, y1, 1, y2 - y1}, role)
}

// Stroke draws a straight line.
func (p *Painter) Stroke(x1, y1, x2, y2, width float32, role fyne.ThemeColorName) {
	l := p.lines.next(func() *canvas.Line { return &canvas.Line{} })
	l.StrokeColor, l.StrokeWidth = Color(role), width
	l.Position1, l.Position2 = fyne.NewPos(x1, y1), fyne.NewPos(x2, y2)
	p.objects = append(p.objects, l)
}

// Object adds a canvas object that its owner keeps (a raster).
func (p *Painter) Object(o fyne.CanvasObject) { p.objects = append(p.objects, o) }

// Hit makes an area answer a click, and a hover with its tip.
func (p *Painter) Hit(area Rect, tip string, do func()) {
	p.hits = append(p.hits, hit{area, tip, do})
}

// at returns the topmost hit area under the point.
func (p *Painter) at(pos fyne.Position) (hit, bool) {
	for i := len(p.hits) - 1; i >= 0; i-- {
		if p.hits[i].area.Holds(pos) {
			return p.hits[i], true
		}
	}
	return hit{}, false
}
