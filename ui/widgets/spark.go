package widgets

import (
	"anamnesis/ui/theme"
)

// Spark is a tiny plot: numbers over time, with the band that is ordinary. Time and value are in any unit.
type Spark struct {
	X, Y      []float64
	Low, High float64 // the band; both 0 for none
	Marked    []bool  // points outside of it
}

const sparkMost = 24 // a sparkline is 70 pixels wide: more points than that cannot be told apart

func (p *Painter) spark(r Rect, s Spark) {
	n := len(s.X)
	if n == 0 {
		return
	}
	from := max(0, n-sparkMost)
	xs, ys := s.X[from:], s.Y[from:]
	x0, x1, y0, y1 := xs[0], xs[len(xs)-1], ys[0], ys[0]
	for _, y := range ys {
		y0, y1 = min(y0, y), max(y1, y)
	}
	if s.High > s.Low {
		y0, y1 = min(y0, s.Low), max(y1, s.High)
	}
	r = r.Inset(3, 4)
	px := func(x float64) float32 {
		if x1 == x0 {
			return r.X + r.W/2
		}
		return r.X + r.W*float32((x-x0)/(x1-x0))
	}
	py := func(y float64) float32 {
		if y1 == y0 {
			return r.Y + r.H/2
		}
		return r.Bottom() - r.H*float32((y-y0)/(y1-y0))
	}
	if s.High > s.Low {
		p.Fill(Rect{r.X, py(s.High), r.W, max(2, py(s.Low)-py(s.High))}, theme.Band)
	}
	for i := 1; i < len(xs); i++ {
		p.Stroke(px(xs[i-1]), py(ys[i-1]), px(xs[i]), py(ys[i]), 1, theme.Muted)
	}
	last := len(xs) - 1
	role := theme.Ink
	if from+last < len(s.Marked) && s.Marked[from+last] {
		role = theme.Danger
	}
	p.Mark(Circle, px(xs[last]), py(ys[last]), 4.5, role)
}
