package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// dragPart is what a drag moves.
type dragPart uint8

const (
	dragNone   dragPart = iota
	dragPlot            // the time in sight, and the rows
	dragWindow          // the window in the strip
	dragLeft            // its edges
	dragRight
)

// Scrolled scrolls the rows, moves in time with a sideways wheel or Shift, and zooms with Ctrl or over the dates.
func (t *Timeline) Scrolled(e *fyne.ScrollEvent) {
	g := t.parts()
	var mod fyne.KeyModifier
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		mod = d.CurrentKeyModifiers()
	}
	dates := e.Position.Y < g.axis || e.Position.Y >= g.cover.Y
	switch {
	case mod&fyne.KeyModifierControl != 0 || dates:
		factor := 1.25
		if e.Scrolled.DY > 0 {
			factor = 1 / factor
		}
		t.zoom(factor, max(e.Position.X, g.plot.X))
	case e.Scrolled.DX != 0 || mod&fyne.KeyModifierShift != 0:
		t.pan(-float64(e.Scrolled.DX+e.Scrolled.DY) / 400)
	default:
		t.off -= e.Scrolled.DY * 2
		t.Refresh()
	}
}

// Dragged moves what the drag began on.
func (t *Timeline) Dragged(e *fyne.DragEvent) {
	g := t.parts()
	if t.drag == dragNone {
		t.drag = t.grabbed(g, e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY))
	}
	plot := (t.to - t.from) / float64(g.plot.W)
	strip := float64(t.last-t.first) / float64(g.strip.W)
	dx := float64(e.Dragged.DX)
	switch t.drag {
	case dragPlot:
		t.off -= e.Dragged.DY
		t.show(t.from-dx*plot, t.to-dx*plot)
	case dragWindow:
		t.show(t.from+dx*strip, t.to+dx*strip)
	case dragLeft:
		t.show(min(t.from+dx*strip, t.to-leastSpan), t.to)
	case dragRight:
		t.show(t.from, max(t.to+dx*strip, t.from+leastSpan))
	}
}

func (t *Timeline) grabbed(g timelineParts, at fyne.Position) dragPart {
	if at.Y < g.strip.Y {
		return dragPlot
	}
	w := t.window(g)
	switch {
	case at.X >= w.X-6 && at.X <= w.X+6:
		return dragLeft
	case at.X >= w.Right()-6 && at.X <= w.Right()+6:
		return dragRight
	}
	return dragWindow
}

// DragEnd ends a drag.
func (t *Timeline) DragEnd() { t.drag = dragNone }

// Tapped shows what lies under the pointer; in the strip it brings that time into the middle.
func (t *Timeline) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
	g := t.parts()
	switch {
	case e.Position.Y >= g.strip.Y && e.Position.X >= g.strip.X:
		at := float64(t.first) + float64(t.last-t.first)*float64((e.Position.X-g.strip.X)/g.strip.W)
		half := (t.to - t.from) / 2
		t.show(at-half, at+half)
		return
	case e.Position.X < g.labels:
		if h, ok := t.painter.at(e.Position); ok && h.do != nil {
			h.do()
		}
		return
	}
	if row, i, ids := t.under(e.Position); row >= 0 {
		t.chosen = row
		if len(ids) > 0 {
			t.selected, t.marker = ids[0], i
			t.Refresh()
			if t.OnSelect != nil {
				t.OnSelect(ids)
			}
			return
		}
	}
	t.Refresh()
}

// under returns the row under a place, and the spans there: the first index and their ids.
func (t *Timeline) under(at fyne.Position) (row, first int, ids []string) {
	g := t.parts()
	row, first = -1, -1
	if at.Y < g.plot.Y || at.Y >= g.plot.Bottom() {
		return
	}
	for i, r := range t.rows {
		y := g.plot.Y + r.y - t.off
		if r.track < 0 || at.Y < y || at.Y >= y+r.h {
			continue
		}
		row = i
		tr := &t.lanes[r.lane].Tracks[r.track]
		for n := t.firstSpan(tr); n < len(tr.Spans); n++ {
			s := tr.Spans[n]
			if float64(s.From) > t.to {
				break
			}
			hit := false
			if s.Lasts {
				sub := y + float32(tr.rows[n])*14*textScale()
				hit = at.X >= t.xAt(s.From)-2 && at.X <= max(t.xAt(s.end(t.now)), t.xAt(s.From)+4)+2 && at.Y >= sub && at.Y < sub+14*textScale()
			} else {
				x := t.xAt(s.mid())
				hit = at.X >= x-columnWide && at.X <= x+columnWide
			}
			if hit {
				if first < 0 {
					first = n
				}
				ids = append(ids, s.ID)
			}
		}
		return
	}
	return
}

// MouseMoved says what is under the pointer.
func (t *Timeline) MouseMoved(e *desktop.MouseEvent) {
	g := t.parts()
	if e.Position.X < g.labels || e.Position.Y < g.plot.Y || e.Position.Y >= g.plot.Bottom() {
		t.Drawn.MouseMoved(e)
		return
	}
	row, first, ids := t.under(e.Position)
	tip := ""
	if len(ids) > 0 {
		r := t.rows[row]
		tr := &t.lanes[r.lane].Tracks[r.track]
		tip = tr.Title
		for n := first; n < len(tr.Spans) && n < first+6 && n-first < len(ids); n++ {
			tip += "\n" + tr.Spans[n].Tip
		}
		if len(ids) > 6 {
			tip += "\n..."
		}
	}
	showTip(t.self, tip, e.AbsolutePosition)
}

// MouseIn implements desktop.Hoverable.
func (t *Timeline) MouseIn(e *desktop.MouseEvent) { t.MouseMoved(e) }

// FocusGained implements fyne.Focusable.
func (t *Timeline) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost implements fyne.Focusable.
func (t *Timeline) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune zooms.
func (t *Timeline) TypedRune(r rune) {
	g := t.parts()
	mid := g.plot.X + g.plot.W/2
	switch r {
	case '+', '=':
		t.zoom(1/1.4, mid)
	case '-':
		t.zoom(1.4, mid)
	}
}

// TypedKey moves in time and between tracks.
func (t *Timeline) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		t.pan(-0.15)
	case fyne.KeyRight:
		t.pan(0.15)
	case fyne.KeyPageUp:
		t.pan(-0.9)
	case fyne.KeyPageDown:
		t.pan(0.9)
	case fyne.KeyHome:
		t.show(float64(t.first), float64(t.last))
	case fyne.KeyUp:
		t.step(-1)
	case fyne.KeyDown:
		t.step(1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.open()
	default:
		passKey(t.self, e)
	}
}

func (t *Timeline) step(dir int) {
	for i := t.chosen + dir; i >= 0 && i < len(t.rows); i += dir {
		if t.rows[i].track >= 0 {
			t.choose(i)
			return
		}
	}
}

func (t *Timeline) choose(i int) {
	t.chosen = i
	g := t.parts()
	r := t.rows[i]
	if r.y < t.off {
		t.off = r.y
	} else if r.y+r.h > t.off+g.plot.H {
		t.off = r.y + r.h - g.plot.H
	}
	t.Refresh()
}

// open shows what the chosen track holds in sight, the latest first.
func (t *Timeline) open() {
	if t.chosen < 0 || t.chosen >= len(t.rows) || t.rows[t.chosen].track < 0 || t.OnSelect == nil {
		return
	}
	r := t.rows[t.chosen]
	tr := &t.lanes[r.lane].Tracks[r.track]
	var ids []string
	for i := len(tr.Spans) - 1; i >= 0; i-- {
		s := tr.Spans[i]
		if float64(s.From) <= t.to && float64(s.end(t.now)) >= t.from {
			ids = append(ids, s.ID)
		}
	}
	if len(ids) > 0 {
		t.selected = ids[0]
		t.Refresh()
		t.OnSelect(ids)
	}
}
