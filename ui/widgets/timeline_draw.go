package widgets

import (
	"sort"
	"strconv"

	"fyne.io/fyne/v2"

	"anamnesis/ui/theme"
)

// drawTitle draws what stands at the left of a row.
func (t *Timeline) drawTitle(p *Painter, g timelineParts, i int, r trackRow, y float32) {
	if y < g.plot.Y {
		if y+r.h < g.plot.Y+8 {
			return
		}
		r.h, y = y+r.h-g.plot.Y, g.plot.Y
	}
	r.h = min(r.h, g.plot.Bottom()-y)
	if r.h < 12*textScale() { // no half letters
		return
	}
	lane := &t.lanes[r.lane]
	area := Rect{0, y, g.labels, r.h}
	pad := Size(theme.Pad)
	switch {
	case r.track == -1:
		p.Fill(Rect{0, y, g.labels, r.h}, theme.Bar)
		w := p.Text(Rect{pad, y, g.labels - 2*pad, r.h}, lane.Title, Style{Bold: true, Size: theme.Small})
		p.Text(Rect{pad + w + 8, y, g.labels - w - 3*pad, r.h}, strconv.Itoa(len(lane.Tracks)), Style{Role: theme.Muted, Size: theme.Small})
	case r.track == -2:
		text := "and " + strconv.Itoa(len(lane.Tracks)-lane.Most) + " more"
		if lane.Whole {
			text = "show fewer"
		}
		p.Text(Rect{pad, y, g.labels - 2*pad, r.h}, text, Style{Role: theme.Accent, Size: theme.Small})
		p.Hit(area, "", func() { lane.Whole = !lane.Whole; t.Refresh() })
	default:
		tr := &lane.Tracks[r.track]
		if i == t.chosen {
			p.Fill(area, theme.Selected)
			p.Fill(Rect{0, y, 3, r.h}, theme.Accent)
		}
		line := Rect{pad, y, g.labels - 2*pad, min(r.h, 17*textScale())}
		note := Width(tr.Note, Style{Size: theme.Small, Bold: tr.Mark != NoMark})
		if tr.Note != "" {
			p.Text(Rect{line.Right() - note, line.Y, note + 1, line.H}, tr.Note, Style{Size: theme.Small, Bold: tr.Mark != NoMark, Role: theme.Muted})
			if tr.Mark != NoMark {
				p.Mark(tr.Mark, line.Right()-note-8, line.Y+line.H/2, 8, tr.Role)
				note += 14
			}
			line.W -= note + 6
		}
		p.Text(line, tr.Title, Style{Size: theme.Small})
		p.Hit(area, tr.Title, func() { t.choose(i); t.open() })
	}
}

// drawTexts writes on bars what they are, and at marks their values, where there is room.
func (t *Timeline) drawTexts(p *Painter, g timelineParts, tr *Track, y float32) {
	sc := textScale()
	st := Style{Size: theme.Small}
	if y < g.plot.Y-4 || y+14*sc > g.plot.Bottom() {
		return
	}
	free := g.plot.X // where the last text of a mark ended
	for i := t.firstSpan(tr); i < len(tr.Spans); i++ {
		s := tr.Spans[i]
		if float64(s.From) > t.to {
			break
		}
		if s.Text == "" || float64(s.end(t.now)) < t.from {
			continue
		}
		if s.Lasts {
			from, to := max(t.xAt(s.From), g.plot.X), min(t.xAt(s.end(t.now)), g.plot.Right())
			w := Width(s.Text, st)
			switch row := y + float32(tr.rows[i])*14*sc; {
			case row+14*sc > g.plot.Bottom():
			case w+10 <= to-from:
				p.Whole(Rect{from + 6, row, w, 14 * sc}, s.Text, st)
			case from-w-8 >= t.freeLeft(g, tr, i): // too short a bar: before it
				p.Whole(Rect{from - w - 5, row, w, 14 * sc}, s.Text, st)
			}
			continue
		}
		x := t.xAt(s.mid())
		next := g.plot.Right()
		if i+1 < len(tr.Spans) {
			next = t.xAt(tr.Spans[i+1].mid()) - 5
		}
		if w := Width(s.Text, st); x+7 >= free && x+8+w <= next {
			if s.Mark == TriangleUp || s.Mark == TriangleDown || s.Mark == Alert {
				st.Bold = true
			}
			p.Whole(Rect{x + 7, y, w, 15 * sc}, s.Text, st)
			st.Bold = false
			free = x + 8 + w
		}
	}
}

// freeLeft returns where the room before a bar begins in its sub-row.
func (t *Timeline) freeLeft(g timelineParts, tr *Track, i int) float32 {
	free := g.plot.X
	for n := range i {
		if tr.rows[n] == tr.rows[i] && tr.Spans[n].Lasts {
			free = max(free, t.xAt(tr.Spans[n].end(t.now))+2)
		}
	}
	return free
}

// firstSpan returns the first span that can be in sight. A bar can begin long before, so bars are looked at from the start.
func (t *Timeline) firstSpan(tr *Track) int {
	if len(tr.Spans) > 0 && tr.Spans[0].Lasts {
		return 0
	}
	year := float64(366 * 24 * 3600)
	return sort.Search(len(tr.Spans), func(i int) bool { return float64(tr.Spans[i].From) >= t.from-year })
}

// drawFoot draws the titles of the sources and of the strip, and the window in it.
func (t *Timeline) drawFoot(p *Painter, g timelineParts, size fyne.Size) {
	sc, pad := textScale(), Size(theme.Pad)
	p.Fill(Rect{0, g.cover.Y, g.labels, size.Height - g.cover.Y}, theme.Panel)
	if len(t.covers) > 0 {
		p.HLine(0, size.Width, g.cover.Y, theme.Rule)
	}
	for i, c := range t.covers {
		y := g.cover.Y + 3 + float32(i)*15*sc
		p.Mark(c.Mark, pad+4, y+7.5*sc, 8, c.Role)
		p.Text(Rect{pad + 14, y, g.labels - pad - 18, 15 * sc}, c.Title, Style{Size: theme.Small})
		p.Hit(Rect{0, y, size.Width, 15 * sc}, c.Tip, nil)
	}
	p.HLine(0, size.Width, g.strip.Y, theme.Rule)
	p.Text(Rect{pad, g.strip.Y + 3, g.labels - pad, 17 * sc}, "Whole record", Style{Size: theme.Small, Bold: true})
	p.Text(Rect{pad, g.strip.Y + 3 + 16*sc, g.labels - pad, 17 * sc}, "drag or Ctrl+wheel zooms", Style{Size: theme.Small, Role: theme.Muted})
	w := t.window(g)
	p.Fill(Rect{g.strip.X, g.strip.Y + 1, w.X - g.strip.X, g.strip.H - 1}, theme.Shade)
	p.Fill(Rect{w.Right(), g.strip.Y + 1, g.strip.Right() - w.Right(), g.strip.H - 1}, theme.Shade)
	p.Box(w, nil, Color(theme.Accent), 1.5, 2)
	p.Fill(Rect{w.X - 2, w.Y + w.H/2 - 7, 5, 14}, theme.Accent)
	p.Fill(Rect{w.Right() - 3, w.Y + w.H/2 - 7, 5, 14}, theme.Accent)
	t.drawStripYears(p, g)
}

// window returns where the part in sight lies in the strip.
func (t *Timeline) window(g timelineParts) Rect {
	all := float64(t.last - t.first)
	x := float32((t.from-float64(t.first))/all) * g.strip.W
	w := float32((t.to-t.from)/all) * g.strip.W
	return Rect{g.strip.X + x, g.strip.Y + 1, max(6, w), g.strip.H - 2}
}
