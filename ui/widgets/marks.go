package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"anamnesis/ui/theme"
)

// Mark is a small shape. What it means is the view's affair.
type Mark uint8

// The shapes; no two are alike in black and white.
const (
	NoMark Mark = iota
	Circle
	Square
	Diamond
	TriangleUp
	TriangleDown
	Ring
	Bar
	DoubleUp     // two triangles: more of the same direction
	DoubleDown   //
	Alert        // a triangle with an exclamation mark
	Unequal      // the sign ≠
	HollowSquare // stated and not done
	Dash         // not known
	Fold         // a dog-eared page: something is written here
	Cross        // withdrawn
	Plus
)

// SourceMarks are the shapes that tell sources apart, in their order; they stand with the roles of theme.Sources.
var SourceMarks = []Mark{Circle, Square, Diamond, Plus, Bar, Ring}

// Mark draws a shape of the given size around a centre.
func (p *Painter) Mark(m Mark, cx, cy, size float32, role fyne.ThemeColorName) {
	p.markOn(m, cx, cy, size, role, theme.Panel)
}

// markOn draws a shape on a ground of another colour than a panel's.
func (p *Painter) markOn(m Mark, cx, cy, size float32, role, ground fyne.ThemeColorName) {
	h := size / 2
	at := func(x, y float32) fyne.Position { return fyne.NewPos(cx+x*h, cy+y*h) }
	switch m {
	case Circle, Ring:
		c := p.circles.next(func() *canvas.Circle { return &canvas.Circle{} })
		c.FillColor, c.StrokeColor, c.StrokeWidth = Color(role), nil, 0
		if m == Ring {
			c.FillColor, c.StrokeColor, c.StrokeWidth = Color(ground), Color(role), size/6
		}
		c.Move(at(-0.9, -0.9))
		c.Resize(fyne.NewSize(1.8*h, 1.8*h))
		p.objects = append(p.objects, c)
	case Square:
		p.Fill(Rect{cx - 0.8*h, cy - 0.8*h, 1.6 * h, 1.6 * h}, role)
	case HollowSquare:
		p.Box(Rect{cx - 0.8*h, cy - 0.8*h, 1.6 * h, 1.6 * h}, nil, Color(role), size/7, 0)
	case Bar:
		p.Fill(Rect{cx - 0.35*h, cy - h, 0.7 * h, 2 * h}, role)
	case Dash:
		p.Fill(Rect{cx - 0.8*h, cy - 0.2*h, 1.6 * h, 0.4 * h}, role)
	case Diamond:
		p.polygon(role, at(0, -1.1), at(1.1, 0), at(0, 1.1), at(-1.1, 0))
	case Plus:
		p.Fill(Rect{cx - h, cy - 0.33*h, 2 * h, 0.66 * h}, role)
		p.Fill(Rect{cx - 0.33*h, cy - h, 0.66 * h, 2 * h}, role)
	case TriangleUp:
		p.polygon(role, at(0, -0.9), at(1, 0.8), at(-1, 0.8))
	case TriangleDown:
		p.polygon(role, at(-1, -0.8), at(1, -0.8), at(0, 0.9))
	case DoubleUp:
		p.polygon(role, at(0, -1.2), at(0.9, 0), at(-0.9, 0))
		p.polygon(role, at(0, 0), at(0.9, 1.2), at(-0.9, 1.2))
	case DoubleDown:
		p.polygon(role, at(-0.9, -1.2), at(0.9, -1.2), at(0, 0))
		p.polygon(role, at(-0.9, 0), at(0.9, 0), at(0, 1.2))
	case Alert:
		p.polygon(role, at(0, -1.15), at(1.25, 1), at(-1.25, 1))
		p.Fill(Rect{cx - 0.14*h, cy - 0.45*h, 0.28 * h, 0.8 * h}, ground)
		p.Fill(Rect{cx - 0.14*h, cy + 0.5*h, 0.28 * h, 0.28 * h}, ground)
	case Unequal:
		st := Style{Role: role, Bold: true, Align: fyne.TextAlignCenter}
		p.Whole(Rect{cx - size, cy - size, 2 * size, 2*size - 1}, "≠", st)
	case Fold:
		p.polygon(role, at(-0.8, -1), at(0.3, -1), at(0.8, -0.4), at(0.8, 1), at(-0.8, 1))
	case Cross:
		p.Stroke(cx-0.8*h, cy-0.8*h, cx+0.8*h, cy+0.8*h, size/5, role)
		p.Stroke(cx-0.8*h, cy+0.8*h, cx+0.8*h, cy-0.8*h, size/5, role)
	}
}

func (p *Painter) polygon(role fyne.ThemeColorName, pts ...fyne.Position) {
	lo, hi := pts[0], pts[0]
	for _, q := range pts {
		lo = fyne.NewPos(min(lo.X, q.X), min(lo.Y, q.Y))
		hi = fyne.NewPos(max(hi.X, q.X), max(hi.Y, q.Y))
	}
	o := p.polygons.next(func() *canvas.ArbitraryPolygon { return &canvas.ArbitraryPolygon{} })
	o.Points = make([]fyne.Position, len(pts))
	for i, q := range pts {
		o.Points[i] = q.Subtract(lo)
	}
	o.FillColor = Color(role)
	o.Move(lo)
	o.Resize(fyne.NewSize(hi.X-lo.X, hi.Y-lo.Y))
	p.objects = append(p.objects, o)
}
