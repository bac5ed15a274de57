package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"anamnesis/ui/theme"
)

// Span is one thing on a timeline: a bar when it lasts, a mark when it happens. Times are Unix seconds.
type Span struct {
	ID       string
	From, To int64
	Lasts    bool  // a bar from From to To; otherwise a mark, and From to To is how exactly its time is known
	Vague    int64 // how long after From the bar may have begun, 0 when known
	Open     bool  // not known to have ended: it is drawn up to the present
	Faint    bool  // past, or set back
	Hatched  bool  // proposed, not done: an outline only
	Text     string
	Tip      string
	Mark     Mark
	Role     fyne.ThemeColorName
}

// mid is where a mark stands.
func (s Span) mid() int64 { return s.From + (s.To-s.From)/2 }

// Track is one row of a lane: spans in the order of From.
type Track struct {
	Title string
	Note  string // at the right of the title: the latest value, a count
	Mark  Mark
	Role  fyne.ThemeColorName
	Spans []Span

	rows []uint8 // of each bar: the sub-row in which it overlaps nothing
	high int     // how many sub-rows
}

// Lane is tracks under one heading.
type Lane struct {
	Title  string
	Tracks []Track
	Most   int // how many tracks are drawn before the rest is counted; 0 for all
	Whole  bool
}

// Cover is one source at the foot of the timeline: when it says anything, and since when it has not been asked.
type Cover struct {
	Title string
	Mark  Mark
	Role  fyne.ThemeColorName
	Times []int64 // sorted
	AsOf  int64   // 0 for never
	Tip   string
}

// Timeline shows lanes over time. The wheel scrolls, with Ctrl it zooms; dragging moves; the strip at the foot holds the
// whole time and a window to drag. With the keyboard: left and right move, plus and minus zoom, up and down choose a
// track, Enter shows what the track holds in sight.
type Timeline struct {
	Drawn
	OnSelect func(ids []string)

	lanes    []Lane
	covers   []Cover
	first    int64 // the whole time
	last     int64
	now      int64
	zone     *time.Location
	from, to float64 // in sight
	off      float32 // rows scrolled away
	rows     []trackRow
	chosen   int // row, -1 for none
	selected string
	focused  bool
	raster   *canvas.Raster
	strip    density
	drag     dragPart
	marker   int // index in the chosen track's spans
}

// trackRow is one row of the present layout.
type trackRow struct {
	lane, track int // track -1: the lane's heading; -2: the row that counts the rest
	y, h        float32
}

// NewTimeline returns a timeline of lanes; now is the right end of what has not ended.
func NewTimeline(lanes []Lane, covers []Cover, now time.Time) *Timeline {
	t := &Timeline{now: now.Unix(), zone: now.Location(), chosen: -1}
	t.Label = "Timeline"
	t.Draw, t.Least = t.draw, func() fyne.Size { return fyne.NewSize(300, 200) }
	t.raster = canvas.NewRaster(t.pixels)
	t.SetLanes(lanes, covers)
	t.from, t.to = float64(t.first), float64(t.last)
	t.extend(t)
	return t
}

// SetLanes shows other lanes at the same place and zoom.
func (t *Timeline) SetLanes(lanes []Lane, covers []Cover) {
	t.lanes, t.covers = lanes, covers
	t.chosen, t.off = -1, 0
	first, last := t.now, t.now
	for l := range lanes {
		for i := range lanes[l].Tracks {
			tr := &lanes[l].Tracks[i]
			tr.pack(t.now)
			for _, s := range tr.Spans {
				first, last = min(first, s.From), max(last, s.To)
			}
		}
	}
	year := int64(366 * 24 * 3600)
	if last-first < year {
		first = last - year
	}
	margin := (last - first) / 60
	t.first, t.last = first-margin, min(last, t.now+2*year)+margin
	t.strip.count(lanes, t.first, t.last)
	if t.self != nil {
		t.Refresh()
	}
}

// Window shows a part of the time, in Unix seconds.
func (t *Timeline) Window(from, to int64) { t.show(float64(from), float64(to)) }

// Span returns the part of the time that is in sight.
func (t *Timeline) Span() (from, to int64) { return int64(t.from), int64(t.to) }

// Whole returns all of the time.
func (t *Timeline) Whole() (from, to int64) { return t.first, t.last }

const leastSpan = 6 * 3600 // the closest zoom: hours

func (t *Timeline) show(from, to float64) {
	if to-from < leastSpan {
		mid := (from + to) / 2
		from, to = mid-leastSpan/2, mid+leastSpan/2
	}
	if w := float64(t.last - t.first); to-from > w {
		from, to = float64(t.first), float64(t.last)
	}
	if from < float64(t.first) {
		from, to = float64(t.first), to+float64(t.first)-from
	}
	if to > float64(t.last) {
		from, to = from-(to-float64(t.last)), float64(t.last)
	}
	t.from, t.to = from, to
	t.Refresh()
}

// zoom changes the span by a factor around the time at x of the plot.
func (t *Timeline) zoom(factor float64, x float32) {
	at := t.timeAt(x)
	t.show(at-(at-t.from)*factor, at+(t.to-at)*factor)
}

func (t *Timeline) pan(share float64) {
	d := (t.to - t.from) * share
	t.show(t.from+d, t.to+d)
}

// pack puts overlapping bars into sub-rows, at most four.
func (tr *Track) pack(now int64) {
	var ends [4]int64
	used := [4]bool{}
	tr.rows, tr.high = make([]uint8, len(tr.Spans)), 1
	for i, s := range tr.Spans {
		if !s.Lasts {
			continue
		}
		for r := range ends {
			if !used[r] || ends[r] <= s.From || r == len(ends)-1 {
				used[r], ends[r] = true, s.end(now)
				tr.rows[i] = uint8(r)
				tr.high = max(tr.high, r+1)
				break
			}
		}
	}
}

func (s Span) end(now int64) int64 {
	if s.Open {
		return max(now, s.To)
	}
	return s.To
}

// geometry of the parts, for the present size and text scale.
type timelineParts struct {
	labels float32 // width of the titles
	axis   float32 // height of the dates
	plot   Rect    // where the tracks are drawn
	cover  Rect    // the sources
	strip  Rect    // the whole time
}

func (t *Timeline) parts() timelineParts {
	size, sc := t.Size(), textScale()
	var g timelineParts
	g.labels, g.axis = min(218*sc, size.Width*0.3), 20*sc
	strip := 40 * sc
	cover := float32(len(t.covers)) * 15 * sc
	if cover > 0 {
		cover += 6
	}
	h := size.Height - g.axis - strip - cover
	g.plot = Rect{g.labels, g.axis, size.Width - g.labels - 8, h}
	g.cover = Rect{g.labels, g.plot.Bottom(), g.plot.W, cover}
	g.strip = Rect{g.labels, g.cover.Bottom(), g.plot.W, strip}
	return g
}

func (t *Timeline) timeAt(x float32) float64 {
	g := t.parts()
	return t.from + (t.to-t.from)*float64((x-g.plot.X)/g.plot.W)
}

func (t *Timeline) xAt(at int64) float32 {
	g := t.parts()
	return g.plot.X + g.plot.W*float32((float64(at)-t.from)/(t.to-t.from))
}

// layout lists the rows, before scrolling.
func (t *Timeline) layout() float32 {
	sc := textScale()
	t.rows = t.rows[:0]
	y := float32(0)
	for l := range t.lanes {
		lane := &t.lanes[l]
		t.rows = append(t.rows, trackRow{l, -1, y, 19 * sc})
		y += 19 * sc
		n := len(lane.Tracks)
		if lane.Most > 0 && n > lane.Most && !lane.Whole {
			n = lane.Most
		}
		for i := range n {
			h := float32(max(1, lane.Tracks[i].high))*14*sc + 3
			t.rows = append(t.rows, trackRow{l, i, y, h})
			y += h
		}
		if lane.Most > 0 && len(lane.Tracks) > lane.Most {
			t.rows = append(t.rows, trackRow{l, -2, y, 17 * sc})
			y += 17 * sc
		}
		y += 3
	}
	return y
}

func (t *Timeline) draw(p *Painter, size fyne.Size) {
	g := t.parts()
	total := t.layout()
	t.off = max(0, min(t.off, total-g.plot.H))
	p.Fill(Rect{0, 0, size.Width, size.Height}, theme.Panel)
	t.raster.Move(fyne.NewPos(g.plot.X, 0))
	t.raster.Resize(fyne.NewSize(g.plot.W, size.Height))
	p.Object(t.raster)
	t.drawAxis(p, g)
	for i, r := range t.rows {
		y := g.plot.Y + r.y - t.off
		if y+r.h <= g.plot.Y || y >= g.plot.Bottom() {
			continue
		}
		t.drawTitle(p, g, i, r, y)
		if r.track >= 0 {
			t.drawTexts(p, g, &t.lanes[r.lane].Tracks[r.track], y)
		}
	}
	if total > g.plot.H {
		h := g.plot.H * g.plot.H / total
		p.Box(Rect{size.Width - 6, g.plot.Y + t.off/total*g.plot.H, 4, h}, Color(theme.Edge), nil, 0, 2)
	}
	t.drawFoot(p, g, size)
	if t.focused {
		p.Box(Rect{1, 1, size.Width - 2, size.Height - 2}, nil, Color(theme.Accent), 1.5, 2)
	}
}

// Refresh draws the timeline anew, its raster too.
func (t *Timeline) Refresh() {
	t.Drawn.Refresh()
	canvas.Refresh(t.raster)
}
