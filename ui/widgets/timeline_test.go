package widgets

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"anamnesis/ui/theme"
)

var tlNow = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

const day = 86400

// many makes n marks over 20 years on 40 tracks, and a few bars.
func many(n int) []Lane {
	tracks := make([]Track, 40)
	for i := range n {
		at := tlNow.Unix() - int64(n-i)*20*365*day/int64(n)
		s := Span{ID: fmt.Sprint(i), From: at, To: at, Mark: Circle, Role: theme.Source6, Text: "5.5"}
		if i%7 == 0 {
			s.Mark, s.Role = TriangleUp, theme.Danger
		}
		tr := &tracks[i%40]
		tr.Title = fmt.Sprint("track ", i%40)
		tr.Spans = append(tr.Spans, s)
	}
	bars := []Track{{Title: "bar", Spans: []Span{
		{ID: "b1", From: tlNow.Unix() - 900*day, To: tlNow.Unix() - 500*day, Lasts: true, Role: theme.Source1, Text: "3.125 mg twice daily"},
		{ID: "b2", From: tlNow.Unix() - 600*day, To: tlNow.Unix() - 600*day, Lasts: true, Open: true, Role: theme.Source1, Text: "6.25 mg twice daily"}}}}
	return []Lane{{Title: "Bars", Tracks: bars}, {Title: "Marks", Tracks: tracks, Most: 12}}
}

func newTimeline(n int) *Timeline {
	t := NewTimeline(many(n), []Cover{{Title: "A", Mark: Circle, Role: theme.Source1, Times: []int64{tlNow.Unix() - 100*day}, AsOf: tlNow.Unix() - 9*day}}, tlNow)
	t.Resize(fyne.NewSize(1100, 560))
	return t
}

func TestTimelineStaysWithinTheWholeTime(t *testing.T) {
	tl := newTimeline(1000)
	first, last := tl.Whole()
	check := func(what string) {
		t.Helper()
		from, to := tl.Span()
		if from < first-1 || to > last+1 || to-from < leastSpan-1 {
			t.Errorf("%s: %d to %d of %d to %d", what, from, to, first, last)
		}
	}
	for range 60 {
		tl.zoom(0.7, 900)
	}
	check("zoomed in")
	for range 60 {
		tl.pan(0.9)
	}
	check("at the right end")
	for range 90 {
		tl.zoom(1.4, 300)
	}
	check("zoomed out")
	if from, to := tl.Span(); from > first+1 || to < last-1 {
		t.Error("zooming out does not end at the whole")
	}
	tl.Window(first-99*day, first-98*day)
	check("a window before the beginning")
}

func TestZoomKeepsTheTimeUnderThePointer(t *testing.T) {
	tl := newTimeline(1000)
	x := tl.parts().plot.X + 700
	before := tl.timeAt(x)
	tl.zoom(0.5, x)
	if d := tl.timeAt(x) - before; d > day || d < -day {
		t.Errorf("the time under the pointer moved by %v days", d/day)
	}
}

func TestOverlappingBarsStandApart(t *testing.T) {
	tl := newTimeline(100)
	tr := tl.lanes[0].Tracks[0]
	if tr.high != 2 || tr.rows[0] == tr.rows[1] {
		t.Errorf("sub-rows %v of %d", tr.rows, tr.high)
	}
}

func TestClickChoosesWhatIsUnderIt(t *testing.T) {
	tl := newTimeline(100)
	var got []string
	tl.OnSelect = func(ids []string) { got = ids }
	g := tl.parts()
	tl.layout()
	r := tl.rows[1] // the bars
	x := tl.xAt(tlNow.Unix() - 300*day)
	tl.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, g.plot.Y+r.y+14+5)})
	if len(got) != 1 || got[0] != "b2" {
		t.Errorf("chose %v", got)
	}
	got = nil
	tl.Tapped(&fyne.PointEvent{Position: fyne.NewPos(g.plot.X+5, g.plot.Y+r.y+5)})
	if got != nil {
		t.Errorf("chose %v where nothing is", got)
	}
}

func TestTimelineByKeyboard(t *testing.T) {
	tl := newTimeline(1000)
	var got []string
	tl.OnSelect = func(ids []string) { got = ids }
	press := func(k fyne.KeyName) { tl.TypedKey(&fyne.KeyEvent{Name: k}) }
	press(fyne.KeyDown)
	press(fyne.KeyReturn)
	if len(got) != 2 || got[0] != "b2" {
		t.Errorf("Enter on the first track gives %v, want both bars, the later first", got)
	}
	tl.TypedRune('+')
	from, to := tl.Span()
	press(fyne.KeyLeft)
	if f, u := tl.Span(); f >= from || u-f != to-from {
		t.Error("left does not move the window")
	}
	press(fyne.KeyHome)
	if f, u := tl.Span(); f != tl.first || u != tl.last {
		t.Error("Home does not show the whole")
	}
	for range 60 {
		press(fyne.KeyDown)
	}
	if r := tl.rows[tl.chosen]; r.lane != 1 || r.track != 11 {
		t.Errorf("down ends at lane %d, track %d", r.lane, r.track)
	}
	tl.lanes[1].Whole = true
	tl.layout()
	for range 60 {
		press(fyne.KeyDown)
	}
	if r := tl.rows[tl.chosen]; r.track != 39 {
		t.Errorf("with all tracks shown down ends at track %d", r.track)
	}
	if r := tl.rows[tl.chosen]; r.y < tl.off || r.y+r.h > tl.off+tl.parts().plot.H+1 {
		t.Error("the chosen track is out of sight")
	}
}

func TestStripDragging(t *testing.T) {
	tl := newTimeline(1000)
	tl.Window(tlNow.Unix()-2000*day, tlNow.Unix()-1000*day)
	g := tl.parts()
	w := tl.window(g)
	from, to := tl.Span()
	tl.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(w.X+w.W/2+20, g.strip.Y+10)}, Dragged: fyne.NewDelta(20, 0)})
	tl.DragEnd()
	if f, u := tl.Span(); f <= from || (u-f)-(to-from) > 2 || (u-f)-(to-from) < -2 {
		t.Error("dragging inside the window does not move it")
	}
	w = tl.window(g)
	from, to = tl.Span()
	tl.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(w.X-30, g.strip.Y+10)}, Dragged: fyne.NewDelta(-30, 0)})
	tl.DragEnd()
	if f, u := tl.Span(); f >= from || u != to {
		t.Error("dragging its left edge does not widen it")
	}
}

// The pictures of 40,000 things cost about as much as those of 400: what a pixel column cannot show is not drawn.
func TestLargeTimelinesAreAsQuick(t *testing.T) {
	cost := func(n int) time.Duration {
		tl := newTimeline(n)
		best := time.Hour
		for range 5 {
			start := time.Now()
			tl.pixels(880, 560)
			best = min(best, time.Since(start))
		}
		return best
	}
	small, large := cost(400), cost(40000)
	t.Logf("400: %v, 40,000: %v", small, large)
	if large > 40*time.Millisecond+4*small { // generous: the machine may be busy
		t.Errorf("40,000 marks take %v, 400 take %v", large, small)
	}
}

func BenchmarkTimeline40000(b *testing.B) {
	tl := newTimeline(40000)
	for b.Loop() {
		tl.pan(0.001)
		tl.pixels(880, 560)
	}
}
