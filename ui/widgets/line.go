package widgets

import (
	"fyne.io/fyne/v2"

	"anamnesis/ui/theme"
)

// Column is one column of a list.
type Column struct {
	Title string
	Width float32 // at 100 % text; 0 with a Flex; the most, with Fit
	Fit   bool    // as wide as its widest cell
	Drop  float32 // in a list narrower than this, at 100 % text, the column is left out
	Marks bool    // every cell keeps room for a mark, so that the texts stand under one another
	Flex  float32 // share of the width that is left
	Align fyne.TextAlign
}

// Cell is what one column of a line shows: marks, then text, then chips.
type Cell struct {
	Text   string
	Style  Style
	Mark   Mark
	Role   fyne.ThemeColorName // of the mark
	Chips  []Chip
	Shapes []Shape
	Spark  *Spark
	Bars   []CellBar
	Whole  bool // never cut: the row grows
	Tip    string
}

// CellBar is a part of a cell's width, from 0 to 1.
type CellBar struct {
	From, To float32
	Role     fyne.ThemeColorName
	Faint    bool
}

// Shape is a mark with its colour, for rows of small shapes.
type Shape struct {
	Mark Mark
	Role fyne.ThemeColorName
	Tip  string
}

// Line is one line of a list.
type Line struct {
	Cells   []Cell
	Section string // a heading over the lines that follow, instead of cells
	Aside   string // at the right of a section heading
	Under   string // a second line under the first cell
	Large   bool   // Under is as large as the cells and never cut: it wraps
	Faint   bool   // set back: what is past or folded
	Joined  bool   // no rule under it: it belongs to the next line
}

// Lines is what a list shows.
type Lines interface {
	Len() int
	Line(i int) Line
}

// Fixed is a list of lines held in memory.
type Fixed []Line

// Len returns the number of lines.
func (f Fixed) Len() int { return len(f) }

// Line returns line i.
func (f Fixed) Line(i int) Line { return f[i] }

const columnGap = 8

// fitColumns returns the columns with each Fit turned into a width.
func fitColumns(cols []Column, lines Lines) []Column {
	out := append([]Column(nil), cols...)
	for i := range out {
		if !out[i].Fit {
			continue
		}
		var w float32
		for n := range lines.Len() {
			if cells := lines.Line(n).Cells; i < len(cells) {
				w = max(w, naturalWidth(cells[i], out[i].Marks))
			}
		}
		out[i].Width = min(out[i].Width, w/textScale()+1)
	}
	return out
}

// naturalWidth is how wide a cell is when nothing is cut or wrapped.
func naturalWidth(c Cell, marks bool) float32 {
	w := Width(c.Text, c.Style)
	if c.Mark != NoMark || marks {
		w += Size(theme.MarkBox) + 6
	}
	w += c.shapesWidth()
	for _, ch := range c.Chips {
		w += ChipWidth(ch) + 6
	}
	return w
}

// A flexible column gets at least so much, and a Fit one that gives room for it keeps at least so much, at 100 % text.
const (
	leastFlex = 120
	leastFit  = 64
)

// columnRects lays columns out over the width. Where the flexible columns would starve, the Fit ones give them room, the
// widest the most.
func columnRects(cols []Column, r Rect, scale float32) []Rect {
	left, flex, n, spare := r.W+columnGap, float32(0), 0, float32(0)
	dropped := func(c Column) bool { return c.Drop > 0 && r.W < c.Drop*scale }
	for _, c := range cols {
		if dropped(c) {
			continue
		}
		left -= columnGap
		if c.Flex > 0 {
			flex += c.Flex
			n++
			continue
		}
		left -= c.Width * scale
		if c.Fit {
			spare += max(0, c.Width-leastFit) * scale
		}
	}
	give := float32(0) // which share of its spare width each Fit column gives
	if want := float32(n)*leastFlex*scale - left; want > 0 && spare > 0 {
		give = min(1, want/spare)
		left += give * spare
	}
	out := make([]Rect, len(cols))
	x := r.X
	for i, c := range cols {
		if dropped(c) {
			out[i] = Rect{X: x, Y: r.Y, H: r.H}
			continue
		}
		w := c.Width * scale
		switch {
		case c.Flex > 0:
			w = max(0, left*c.Flex/flex)
		case c.Fit:
			w -= give * max(0, c.Width-leastFit) * scale
		}
		out[i] = Rect{x, r.Y, w, r.H}
		x += w + columnGap
	}
	return out
}

func textScale() float32 { return Size(theme.Row) / 21 }

// lineHeight returns how high the line must be for its Whole cells.
func lineHeight(l Line, cols []Column, width float32) float32 {
	row := Size(theme.Row)
	if l.Section != "" {
		return Size(theme.Header)
	}
	n := 1
	var rects []Rect
	for i, c := range l.Cells {
		if !c.Whole || i >= len(cols) {
			continue
		}
		if rects == nil {
			rects = columnRects(cols, Rect{W: width}, textScale())
		}
		n = max(n, len(Wrap(c.Text, c.Style, cellText(c, cols[i], l.room(i, cols, rects).W))))
	}
	h := row + float32(n-1)*(row-3)
	switch {
	case l.Under != "" && l.Large:
		h += (row - 3) * float32(len(Wrap(l.Under, Style{}, l.underWidth(cols, width))))
	case l.Under != "":
		h += Size(theme.Small) * 1.3
	}
	return h
}

// underWidth is the width of the second line.
func (l Line) underWidth(cols []Column, width float32) float32 {
	if cols[0].Marks {
		width -= Size(theme.MarkBox) + 6
	}
	return width
}

// cellText returns the width that is left for the text of a cell.
func cellText(c Cell, col Column, w float32) float32 {
	if c.Mark != NoMark || col.Marks {
		w -= Size(theme.MarkBox) + 6
	}
	w -= c.shapesWidth()
	for _, ch := range c.Chips {
		w -= ChipWidth(ch) + 4
	}
	return max(w, 24)
}

func (c Cell) shapesWidth() float32 {
	return (Size(theme.MarkBox)*0.8 + 4) * float32(len(c.Shapes))
}

// line draws a line in r.
func (p *Painter) line(r Rect, l Line, cols []Column) {
	row := Size(theme.Row)
	if l.Section != "" {
		p.Fill(r, theme.Bar)
		w := p.Text(Rect{r.X + Size(theme.Pad), r.Y, r.W - 16, r.H}, l.Section, Style{Size: theme.Heading, Bold: true})
		p.Text(Rect{r.X + w + 20, r.Y, r.W - w - 20 - Size(theme.Pad), r.H}, l.Aside,
			Style{Role: theme.Muted, Size: theme.Small, Align: fyne.TextAlignTrailing})
		return
	}
	rects := columnRects(cols, r.Inset(Size(theme.Pad), 0), textScale())
	for i, c := range l.Cells {
		if i >= len(rects) {
			break
		}
		if rects[i].W > 0 {
			p.cell(l.room(i, cols, rects), row, c, cols[i], l.Faint)
		}
	}
	if l.Under != "" {
		h := Size(theme.Small) * 1.5
		x := rects[0].X
		if cols[0].Marks {
			x += Size(theme.MarkBox) + 6
		}
		if l.Large {
			w := l.underWidth(cols, r.W-2*Size(theme.Pad))
			lines := Wrap(l.Under, Style{}, w)
			y := r.Bottom() - (row-3)*float32(len(lines)) - 1
			for i, s := range lines {
				p.Whole(Rect{x, y + (row-3)*float32(i), w, row - 3}, s, Style{})
			}
			return
		}
		p.Text(Rect{x, r.Bottom() - h - 2, r.Right() - Size(theme.Pad) - x, h}, l.Under, Style{Role: theme.Muted, Size: theme.Small})
	}
}

// room returns where cell i may be drawn: it runs on over the empty ones after it.
func (l Line) room(i int, cols []Column, rects []Rect) Rect {
	room := rects[i]
	for n := i + 1; n < len(rects) && (n >= len(l.Cells) || l.Cells[n].empty()) && cols[i].Align == fyne.TextAlignLeading; n++ {
		room.W = rects[n].Right() - room.X
	}
	return room
}

func (c Cell) empty() bool {
	return c.Text == "" && c.Mark == NoMark && len(c.Chips) == 0 && len(c.Shapes) == 0 && c.Spark == nil && len(c.Bars) == 0
}

func (p *Painter) cell(r Rect, row float32, c Cell, col Column, faint bool) {
	st := c.Style
	if st.Align == fyne.TextAlignLeading {
		st.Align = col.Align
	}
	if faint && st.Role == "" {
		st.Role = theme.Muted
	}
	full := r
	first := Rect{r.X, r.Y, r.W, row}
	if c.Spark != nil {
		p.spark(first, *c.Spark)
		return
	}
	for _, b := range c.Bars {
		alpha := 0.6
		if b.Faint {
			alpha = 0.28
		}
		p.Box(Rect{first.X + b.From*first.W, first.Y + row*0.28, max(2, (b.To-b.From)*first.W), row * 0.44}, fade(Color(b.Role), alpha), nil, 0, 0)
	}
	if c.Mark != NoMark || col.Marks {
		m := Size(theme.MarkBox)
		p.Mark(c.Mark, first.X+m/2, first.Y+row/2, m, c.Role)
		first.X += m + 6
		first.W -= m + 6
	}
	for _, s := range c.Shapes {
		m := Size(theme.MarkBox) * 0.8
		p.Mark(s.Mark, first.X+m/2, first.Y+row/2, m, s.Role)
		p.Hit(Rect{first.X - 2, first.Y, m + 4, row}, s.Tip, nil)
		first.X += m + 4
		first.W -= m + 4
	}
	if len(c.Shapes) > 0 && c.Text != "" {
		first.X += 2
	}
	w := cellText(c, col, r.W)
	if c.Whole {
		lines := Wrap(c.Text, st, w)
		used := float32(0)
		for i, s := range lines {
			n := p.Whole(Rect{first.X, r.Y + float32(i)*(row-3), w, row}, s, st)
			if i == 0 {
				used = n // chips stand after the first line
			}
		}
		first.X += used + 6
	} else {
		avail := w
		if len(c.Chips) > 0 { // the words before their chips, but never nothing of them
			avail = max(w, min(first.W*0.45, Width(c.Text, st)))
		}
		first.X += p.Text(Rect{first.X, first.Y, min(avail, first.W), row}, c.Text, st) + 6
	}
	for _, ch := range c.Chips {
		w := p.Chip(Rect{first.X, r.Y, r.Right() - first.X, row}, ch)
		if w > 0 && ch.Tip != "" {
			p.Hit(Rect{first.X, r.Y, w, row}, ch.Tip, nil)
		}
		first.X += w + 4
	}
	if c.Tip != "" {
		p.Hit(full, c.Tip, nil)
	}
}
