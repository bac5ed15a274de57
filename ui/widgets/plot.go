package widgets

import (
	"image"
	"math"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"anamnesis/ui/theme"
)

// PlotPoint is one value of a curve. Its number is for its place only; what is said of it is Text.
type PlotPoint struct {
	At        int64 // Unix seconds
	Y         float64
	Low, High float64 // the band that belongs to this value; NaN where there is none
	Mark      Mark    // the source's shape
	Role      fyne.ThemeColorName
	Marked    bool // abnormal: drawn with a ring around its shape
	Text, Tip string
	ID        string
}

// Curve is the values of one thing over time, oldest first.
type Curve struct {
	Title, Unit string
	Points      []PlotPoint
}

// Plot draws one curve, or two over one axis of time, each with its own scale.
type Plot struct {
	Drawn
	OnSelect func(id string)
	// Aside returns the width that the titles leave free at the right; nil for none.
	Aside func() float32

	curves   []Curve
	from, to float64
	zone     *time.Location
	raster   *canvas.Raster
	selected string
}

// NewPlot returns an empty plot.
func NewPlot(zone *time.Location) *Plot {
	p := &Plot{zone: zone}
	p.Draw, p.Least = p.draw, func() fyne.Size { return fyne.NewSize(200, 90) }
	p.raster = canvas.NewRaster(p.pixels)
	p.extend(p)
	return p
}

// SetCurves draws curves between two times.
func (p *Plot) SetCurves(curves []Curve, from, to int64, selected string) {
	p.curves, p.from, p.to, p.selected = curves, float64(from), float64(to), selected
	p.Refresh()
}

// Refresh draws the plot anew, its raster too.
func (p *Plot) Refresh() {
	p.Drawn.Refresh()
	canvas.Refresh(p.raster)
}

// scale is the vertical axis of one curve.
type scale struct {
	lo, hi float64
	steps  []float64
	digits int
}

// scaleOf returns round limits around the values in sight and their bands.
func (p *Plot) scaleOf(c Curve) scale {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, pt := range c.Points {
		if float64(pt.At) < p.from || float64(pt.At) > p.to {
			continue
		}
		lo, hi = min(lo, pt.Y), max(hi, pt.Y)
		if !math.IsNaN(pt.Low) {
			lo = min(lo, pt.Low)
		}
		if !math.IsNaN(pt.High) {
			hi = max(hi, pt.High)
		}
	}
	if math.IsInf(lo, 1) {
		lo, hi = 0, 1
	}
	if hi == lo {
		d := max(1, math.Abs(hi)*0.1)
		lo, hi = lo-d, hi+d
	}
	step := niceStep((hi - lo) / 4)
	s := scale{lo: math.Floor(lo/step) * step, hi: math.Ceil(hi/step) * step}
	for v := s.lo; v <= s.hi+step/2; v += step {
		s.steps = append(s.steps, v)
	}
	s.digits = max(0, -int(math.Floor(math.Log10(step)+1e-9)))
	return s
}

// niceStep rounds up to 1, 2 or 5 times a power of ten.
func niceStep(x float64) float64 {
	e := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 5, 10} {
		if x <= m*e*1.0001 {
			return m * e
		}
	}
	return 10 * e
}

func (p *Plot) area() Rect {
	sc := textScale()
	size := p.Size()
	left, right, top, bottom := 46*sc, 12*sc, 28*sc, 18*sc
	if len(p.curves) > 1 {
		right = 46 * sc
	}
	return Rect{left, top, size.Width - left - right, size.Height - top - bottom}
}

func (p *Plot) x(r Rect, at int64) float32 {
	return r.X + r.W*float32((float64(at)-p.from)/(p.to-p.from))
}

func (s scale) y(r Rect, v float64) float32 {
	return r.Bottom() - r.H*float32((v-s.lo)/(s.hi-s.lo))
}

func (p *Plot) draw(pt *Painter, size fyne.Size) {
	r := p.area()
	pt.Fill(Rect{0, 0, size.Width, size.Height}, theme.Panel)
	if len(p.curves) == 0 || r.W < 40 || r.H < 20 || p.to <= p.from {
		return
	}
	p.raster.Move(fyne.NewPos(0, 0))
	p.raster.Resize(size)
	pt.Object(p.raster)
	st := Style{Size: theme.Small, Role: theme.Muted}
	for n, c := range p.curves {
		s := p.scaleOf(c)
		for _, v := range s.steps {
			text := strconv.FormatFloat(v, 'f', s.digits, 64)
			if n == 0 {
				pt.Whole(Rect{0, s.y(r, v) - 8, r.X - 5, 16}, text, Style{Size: theme.Small, Role: theme.Muted, Align: fyne.TextAlignTrailing})
			} else {
				pt.Whole(Rect{r.Right() + 5, s.y(r, v) - 8, 40, 16}, text, st)
			}
		}
	}
	for _, k := range ticks(p.from, p.to, r.W, tickRoom*textScale(), p.zone) {
		pt.Whole(Rect{p.x(r, k.at) - 40, r.Bottom() + 1, 80, 16 * textScale()}, k.text, Style{Size: theme.Small, Role: theme.Muted, Align: fyne.TextAlignCenter})
	}
	p.drawTitles(pt, r, size)
}

func (p *Plot) drawTitles(pt *Painter, r Rect, size fyne.Size) {
	x, end := float32(8), size.Width-8
	if p.Aside != nil {
		end -= p.Aside() + 16
	}
	h := 20 * textScale()
	for n, c := range p.curves {
		title := c.Title
		if n > 0 {
			title += " (dashed, right)"
		}
		x += pt.Text(Rect{x, 2, end - x, h}, title, Style{Size: theme.Small, Bold: true}) + 6
		x += pt.Text(Rect{x, 2, end - x, h}, c.Unit, Style{Size: theme.Small, Role: theme.Muted}) + 22
	}
}

// pixels draws bands, lines and shapes.
func (p *Plot) pixels(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	r := p.area()
	if w == 0 || p.Size().Width == 0 || len(p.curves) == 0 || p.to <= p.from {
		return img
	}
	b := brush{img, float32(w) / p.Size().Width}
	b.fill(0, 0, p.Size().Width, p.Size().Height, Color(theme.Panel))
	for n := range p.curves {
		s := p.scaleOf(p.curves[n])
		if n == 0 {
			p.pixelBand(b, r, s, p.curves[n])
			for _, v := range s.steps {
				b.fill(r.X, s.y(r, v), r.W, 1, Color(theme.Rule))
			}
		}
		p.pixelCurve(b, r, s, p.curves[n], n > 0)
	}
	b.fill(r.X, r.Bottom(), r.W, 1, Color(theme.Edge))
	return img
}

// pixelBand draws the reference band of each source, in its colour: from its first value to the right, and where it
// changed, as it was at the time.
func (p *Plot) pixelBand(b brush, r Rect, s scale, c Curve) {
	seen := map[fyne.ThemeColorName]bool{}
	for i, pt := range c.Points {
		if math.IsNaN(pt.Low) && math.IsNaN(pt.High) {
			continue
		}
		from, to := p.x(r, pt.At), r.Right()
		for _, next := range c.Points[i+1:] {
			if next.Role == pt.Role {
				to = p.x(r, next.At)
				break
			}
		}
		if !seen[pt.Role] {
			seen[pt.Role], from = true, r.X
		}
		from, to = max(from, r.X), min(to, r.Right())
		if to <= from {
			continue
		}
		top, bottom := r.Y, r.Bottom()
		if !math.IsNaN(pt.High) {
			top = s.y(r, min(pt.High, s.hi))
		}
		if !math.IsNaN(pt.Low) {
			bottom = s.y(r, max(pt.Low, s.lo))
		}
		b.fill(from, top, to-from, bottom-top, fade(Color(theme.Band), 0.6))
		edge := fade(Color(pt.Role), 0.35)
		if !math.IsNaN(pt.High) {
			b.fill(from, top, to-from, 1, edge)
		}
		if !math.IsNaN(pt.Low) {
			b.fill(from, bottom-1, to-from, 1, edge)
		}
	}
}

func (p *Plot) pixelCurve(b brush, r Rect, s scale, c Curve, dashed bool) {
	var px, py float32
	drawn := false
	for _, pt := range c.Points {
		x, y := p.x(r, pt.At), s.y(r, pt.Y)
		if drawn && x >= r.X && px <= r.Right() {
			b.segment(r, px, py, x, y, dashed)
		}
		px, py, drawn = x, y, true
	}
	last := float32(-100)
	for _, pt := range c.Points {
		x, y := p.x(r, pt.At), s.y(r, pt.Y)
		if x < r.X-1 || x > r.Right()+1 {
			continue
		}
		chosen := pt.ID == p.selected && pt.ID != ""
		if x-last < 3 && !pt.Marked && !chosen { // no room for its shape: the line says enough
			continue
		}
		if chosen {
			b.mark(Ring, x, y, 18, Color(theme.Accent))
		}
		size := float32(6)
		if pt.Marked { // larger, with an outline: seen without colour
			size = 7
			b.mark(pt.Mark, x, y, size+2.5, Color(theme.Ink))
		}
		b.mark(pt.Mark, x, y, size, Color(pt.Role))
		last = x
	}
}

// segment draws a smooth line of about 1.3 pixels within r.
func (b brush) segment(r Rect, x1, y1, x2, y2 float32, dashed bool) {
	n := int(max(abs(x2-x1), abs(y2-y1)) * b.k * 2)
	col := fade(Color(theme.Muted), 0.5)
	for i := range n + 1 {
		f := float32(i) / float32(max(1, n))
		x, y := x1+(x2-x1)*f, y1+(y2-y1)*f
		if x < r.X || x > r.Right() || dashed && int(f*float32(n)/b.k/2)%8 >= 5 {
			continue
		}
		b.fill(x-0.5, y-0.5, 1, 1, col)
	}
}

func abs(x float32) float32 { return max(x, -x) }

// near returns the point closest to a place, within reach.
func (p *Plot) near(at fyne.Position) (PlotPoint, bool) {
	r := p.area()
	best, found := PlotPoint{}, false
	reach := float32(14)
	for _, c := range p.curves {
		s := p.scaleOf(c)
		for _, pt := range c.Points {
			d := max(abs(p.x(r, pt.At)-at.X), abs(s.y(r, pt.Y)-at.Y))
			if d < reach {
				best, found, reach = pt, true, d
			}
		}
	}
	return best, found
}

// MouseMoved says what the point under the pointer is.
func (p *Plot) MouseMoved(e *desktop.MouseEvent) {
	pt, _ := p.near(e.Position)
	showTip(p.self, pt.Tip, e.AbsolutePosition)
}

// MouseIn implements desktop.Hoverable.
func (p *Plot) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// Tapped chooses the point under the pointer.
func (p *Plot) Tapped(e *fyne.PointEvent) {
	if pt, ok := p.near(e.Position); ok && p.OnSelect != nil {
		p.selected = pt.ID
		p.Refresh()
		p.OnSelect(pt.ID)
	}
}
