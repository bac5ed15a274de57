package widgets

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"

	"anamnesis/ui/theme"
)

// density is how much there is over the whole time, for the strip.
type density struct {
	bins   [600]int
	marked [600]int // of them, those that are marked
	most   int
}

func (d *density) count(lanes []Lane, first, last int64) {
	*d = density{}
	all := float64(last - first)
	for l := range lanes {
		for i := range lanes[l].Tracks {
			for _, s := range lanes[l].Tracks[i].Spans {
				b := int(float64(s.From-first) / all * float64(len(d.bins)))
				if b < 0 || b >= len(d.bins) {
					continue
				}
				d.bins[b]++
				if s.Mark != NoMark && s.Mark != Circle {
					d.marked[b]++
				}
				d.most = max(d.most, d.bins[b])
			}
		}
	}
}

// pixels draws tracks, sources and strip into one image: what a pixel column cannot show is not drawn twice.
func (t *Timeline) pixels(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	g := t.parts()
	if w == 0 || h == 0 || g.plot.W <= 0 {
		return img
	}
	k := float32(w) / g.plot.W // device pixels for one of ours
	c := brush{img, k}
	paper := Color(theme.Panel)
	c.fill(0, 0, g.plot.W, t.Size().Height, paper)
	for _, tk := range ticks(t.from, t.to, g.plot.W, tickRoom*textScale(), t.zone) {
		c.fill(t.xAt(tk.at)-g.plot.X, g.axis, 1, g.cover.Bottom()-g.axis, Color(theme.Rule))
	}
	t.layout()
	clip := img.SubImage(image.Rect(0, int(g.plot.Y*k), w, int(g.plot.Bottom()*k))).(*image.RGBA)
	in := brush{clip, k}
	for i, r := range t.rows {
		y := g.plot.Y + r.y - t.off
		if y+r.h < g.plot.Y || y > g.plot.Bottom() {
			continue
		}
		switch {
		case r.track == -1:
			in.fill(0, y, g.plot.W, r.h, Color(theme.Bar))
		case r.track >= 0:
			if i == t.chosen {
				in.fill(0, y, g.plot.W, r.h, Color(theme.Selected))
			}
			t.pixelTrack(in, g, &t.lanes[r.lane].Tracks[r.track], y)
		}
	}
	if x := t.xAt(t.now) - g.plot.X; x >= 0 && x < g.plot.W {
		c.fill(x, g.axis, 1.2, g.cover.Bottom()-g.axis, Color(theme.Accent))
	}
	t.pixelCovers(c, g)
	t.pixelStrip(c, g)
	return img
}

// pixelTrack draws bars and marks of one track. Marks closer than a mark is wide become columns whose height says how
// many they are.
func (t *Timeline) pixelTrack(c brush, g timelineParts, tr *Track, y float32) {
	sc := textScale()
	cols := map[int]*column{}
	var order []int
	for i := t.firstSpan(tr); i < len(tr.Spans); i++ {
		s := tr.Spans[i]
		if float64(s.From) > t.to {
			break
		}
		if s.Lasts {
			t.pixelBar(c, g, s, y+float32(tr.rows[i])*14*sc)
			continue
		}
		x := t.xAt(s.mid()) - g.plot.X
		if x < -20 || x > g.plot.W+20 {
			continue
		}
		b := int(math.Floor(float64(x) / columnWide))
		col := cols[b]
		if col == nil {
			col = &column{span: s, x: x}
			cols[b] = col
			order = append(order, b)
		}
		col.n++
		if s.ID == t.selected && s.ID != "" {
			col.chosen = true
		}
		if graver(s, col.span) {
			col.span, col.x = s, x
		}
	}
	mid := y + 8*sc
	for _, b := range order {
		col := cols[b]
		if col.n == 1 {
			t.pixelMark(c, g, col.span, col.x, mid, col.chosen)
			continue
		}
		role := col.span.Role
		h := min(13, 4+2.6*float32(math.Log2(float64(col.n)))) * sc
		x := float32(b) * columnWide
		c.fill(x+0.5, mid-h/2, columnWide-1, h, fade(Color(role), 0.75))
		if m := col.span.Mark; m != NoMark && m != Circle {
			c.mark(m, x+columnWide/2, mid, 7*sc, Color(role))
		}
	}
}

const columnWide = 6 // pixels that one mark needs

// column is the marks that fall on one place of the screen.
type column struct {
	n      int
	span   Span // the gravest of them
	x      float32
	chosen bool
}

// graver reports whether a says more than b: a mark of its own before a plain one, and danger before anything.
func graver(a, b Span) bool {
	rank := func(s Span) int {
		switch {
		case s.Role == theme.Danger && s.Mark != Circle:
			return 3
		case s.Mark != Circle && s.Mark != NoMark:
			return 2
		case !s.Faint:
			return 1
		}
		return 0
	}
	return rank(a) > rank(b)
}

func (t *Timeline) pixelMark(c brush, g timelineParts, s Span, x, mid float32, chosen bool) {
	col := Color(s.Role)
	if s.Faint {
		col = fade(col, 0.55)
	}
	from, to := t.xAt(s.From)-g.plot.X, t.xAt(s.To)-g.plot.X
	if to-from > 12 { // the time is known to a year, a month or a day only: so wide it may lie
		c.dashes(from, mid, to-from, col)
		c.fill(from, mid-3, 1, 6, col)
		c.fill(to-1, mid-3, 1, 6, col)
	}
	m := s.Mark
	if m == NoMark {
		m = Circle
	}
	size := 7 * textScale()
	if chosen {
		c.mark(Ring, x, mid, size+8, Color(theme.Accent))
	}
	c.mark(m, x, mid, size, col)
}

func (t *Timeline) pixelBar(c brush, g timelineParts, s Span, y float32) {
	from, to := t.xAt(s.From)-g.plot.X, t.xAt(s.end(t.now))-g.plot.X
	if to < 0 || from > g.plot.W {
		return
	}
	h := 14*textScale() - 1
	col := Color(s.Role)
	body := fade(col, 0.26)
	if s.Faint {
		body = fade(col, 0.13)
	}
	vague := from
	if s.Vague > 0 {
		vague = min(t.xAt(s.From+s.Vague)-g.plot.X, to)
	}
	to = max(to, from+3)
	if s.Hatched {
		c.hatch(from, y+1, to-from, h-1, body)
		c.frame(from, y+1, to-from, h-1, col)
		return
	}
	c.fill(vague, y+1, to-vague, h-1, body)
	if vague > from+1 {
		c.hatch(from, y+1, vague-from, h-1, body)
	} else {
		c.fill(from, y+1, 2.5, h-1, col)
	}
	if s.Mark != NoMark && s.Role == theme.Danger {
		c.fill(from, y+1, to-from, 1, col)
		c.fill(from, y+h-1, to-from, 1, col)
	}
	if s.ID == t.selected && s.ID != "" {
		c.frame(from, y, to-from, h+1, Color(theme.Accent))
	}
	if !s.Open {
		c.fill(to-1, y+1, 1, h-1, col)
	}
}

// pixelCovers draws when each source says anything; hatched is the time since it was last asked.
func (t *Timeline) pixelCovers(c brush, g timelineParts) {
	sc := textScale()
	for i, cv := range t.covers {
		y := g.cover.Y + 3 + float32(i)*15*sc
		col := Color(cv.Role)
		if len(cv.Times) > 0 {
			from, to := t.xAt(cv.Times[0])-g.plot.X, t.xAt(max(cv.AsOf, cv.Times[len(cv.Times)-1]))-g.plot.X
			c.fill(from, y+7*sc, to-from, 1.5, fade(col, 0.6))
		}
		last := -10
		for _, at := range cv.Times {
			x := t.xAt(at) - g.plot.X
			if px := int(x); px != last && x >= 0 && x <= g.plot.W {
				c.fill(x, y+3*sc, 1.5, 9*sc, fade(col, 0.7))
				last = px
			}
		}
		if cv.AsOf > 0 && cv.AsOf < t.now {
			from, to := t.xAt(cv.AsOf)-g.plot.X, t.xAt(t.now)-g.plot.X
			if to-from > 2 {
				c.hatch(from, y+3*sc, to-from, 9*sc, fade(Color(theme.Caution), 0.5))
			}
		}
	}
}

func (t *Timeline) pixelStrip(c brush, g timelineParts) {
	d := &t.strip
	if d.most == 0 {
		return
	}
	room := g.strip.H - 16*textScale() - 2
	bw := g.strip.W / float32(len(d.bins))
	for i, n := range d.bins {
		if n == 0 {
			continue
		}
		h := room * float32(math.Log1p(float64(n))/math.Log1p(float64(d.most)))
		x := float32(i) * bw
		c.fill(x, g.strip.Bottom()-1-h, max(1, bw), h, fade(Color(theme.Muted), 0.6))
		if m := d.marked[i]; m > 0 {
			hm := max(1.5, h*float32(m)/float32(n))
			c.fill(x, g.strip.Bottom()-1-hm, max(1, bw), hm, fade(Color(theme.Danger), 0.75))
		}
	}
}

// brush draws into an image in device-independent pixels.
type brush struct {
	img *image.RGBA
	k   float32
}

func (b brush) rect(x, y, w, h float32) image.Rectangle {
	round := func(v float32) int { return int(math.Round(float64(v * b.k))) }
	r := image.Rect(round(x), round(y), round(x+w), round(y+h))
	if r.Dx() == 0 && w > 0 {
		r.Max.X++
	}
	if r.Dy() == 0 && h > 0 {
		r.Max.Y++
	}
	return r.Intersect(b.img.Bounds())
}

func (b brush) fill(x, y, w, h float32, c color.Color) {
	draw.Draw(b.img, b.rect(x, y, w, h), image.NewUniform(c), image.Point{}, draw.Over)
}

func (b brush) frame(x, y, w, h float32, c color.Color) {
	b.fill(x, y, w, 1.5, c)
	b.fill(x, y+h-1.5, w, 1.5, c)
	b.fill(x, y, 1.5, h, c)
	b.fill(x+w-1.5, y, 1.5, h, c)
}

// hatch fills with slanted lines: not known.
func (b brush) hatch(x, y, w, h float32, c color.Color) {
	r := b.rect(x, y, w, h)
	step := max(4, int(5*b.k))
	u := image.NewUniform(c)
	for py := r.Min.Y; py < r.Max.Y; py++ {
		for px := r.Min.X; px < r.Max.X; px++ {
			if (px+py)%step < max(2, step/2) {
				draw.Draw(b.img, image.Rect(px, py, px+1, py+1), u, image.Point{}, draw.Over)
			}
		}
	}
}

// dashes draws a broken line: about here.
func (b brush) dashes(x, y, w float32, c color.Color) {
	for dx := float32(0); dx < w; dx += 6 {
		b.fill(x+dx, y-0.5, min(3, w-dx), 1, c)
	}
}

func fade(c color.Color, a float64) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = uint8(float64(n.A) * a)
	return n
}

var _ fyne.CanvasObject = (*Timeline)(nil)
