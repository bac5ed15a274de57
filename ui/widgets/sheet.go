package widgets

import (
	"fyne.io/fyne/v2"

	"anamnesis/ui/theme"
)

// SheetCell is one value of a sheet.
type SheetCell struct {
	Text string
	Mark Mark
	Role fyne.ThemeColorName
	Bold bool
	Note bool // something is written here beside the value
	More int  // values of the same time that are not shown
	Tip  string
	IDs  []string
}

// Sheet is a table of values: fixed columns at the left, times across, headings that stay in sight. The arrow keys move
// from value to value, Enter chooses one.
type Sheet struct {
	Drawn
	// Fixed are the columns at the left; Line gives their cells, or a section heading.
	Fixed []Column
	Rows  int
	Line  func(row int) Line
	// Heads are the headings of the times, each in two lines.
	Heads [][2]string
	// Cell is the value of a row at a time; nil for none.
	Cell func(row, col int) *SheetCell
	// CellWidth is the width of one time at 100 % text; 0 is 62.
	CellWidth float32
	// OnSelect is told of a value, or of a row with col -1.
	OnSelect func(row, col int, ids []string)

	// OnCopy returns what Ctrl+C takes of a value, or of a row with col -1.
	OnCopy func(row, col int) string

	row, col int // the chosen value
	left     int // the first time in sight
	off      float32
	focused  bool
	natural  []Column // Fixed, with their widths
	fitted   []Column // those that have room
	barX     Rect
}

// NewSheet returns a sheet without rows.
func NewSheet(fixed []Column) *Sheet {
	s := &Sheet{Fixed: fixed, row: -1, col: -1}
	s.Draw, s.Least = s.draw, func() fyne.Size { return fyne.NewSize(300, 120) }
	s.extend(s)
	return s
}

// Refit measures the fixed columns anew, when the rows have changed, and begins at the top and the newest.
func (s *Sheet) Refit() {
	s.natural, s.left, s.off, s.row, s.col = nil, 0, 0, -1, -1
	s.Refresh()
}

// Select chooses a row without telling OnSelect, and brings it into sight.
func (s *Sheet) Select(row, col int) {
	s.row, s.col = row, col
	s.reveal()
	s.Refresh()
}

type sheetParts struct {
	head  float32
	fixed float32
	cell  float32
	cols  int // times in sight
	body  Rect
}

func (s *Sheet) parts() sheetParts {
	sc := textScale()
	size := s.Size()
	g := sheetParts{head: 34 * sc, cell: max(s.CellWidth, 62) * sc}
	if s.natural == nil {
		s.natural = fitColumns(s.Fixed, sheetLines{s})
	}
	s.fitted = s.natural
	for {
		g.fixed = 2*Size(theme.Pad) - columnGap
		for _, c := range s.fitted {
			g.fixed += c.Width*sc + columnGap
		}
		if g.fixed <= size.Width*0.62 || len(s.fitted) <= 2 { // the last columns give way to the times
			break
		}
		s.fitted = s.fitted[:len(s.fitted)-1]
	}
	g.fixed = min(g.fixed, size.Width*0.8)
	g.body = Rect{g.fixed, g.head, size.Width - g.fixed - 8, size.Height - g.head - 8}
	g.cols = max(1, int(g.body.W/g.cell))
	return g
}

// sheetLines shows the fixed part as lines, for fitting columns.
type sheetLines struct{ s *Sheet }

func (l sheetLines) Len() int        { return l.s.Rows }
func (l sheetLines) Line(i int) Line { return l.s.Line(i) }

func (s *Sheet) draw(p *Painter, size fyne.Size) {
	g := s.parts()
	row := Size(theme.Row)
	s.left = max(0, min(s.left, len(s.Heads)-g.cols))
	g.body.H = row * float32(int(g.body.H/row)) // whole rows only: no half letters at the end
	s.off = max(0, min(s.off, row*float32(s.Rows)-g.body.H))
	s.off = row * float32(int(s.off/row+0.5))
	p.Fill(Rect{0, 0, size.Width, size.Height}, theme.Panel)
	for i := int(s.off / row); i < s.Rows; i++ {
		y := g.head + float32(i)*row - s.off
		if y+row > g.body.Bottom()+1 {
			break
		}
		s.drawRow(p, g, i, y)
	}
	s.drawHead(p, g, size)
	s.drawBars(p, g, size)
	if s.focused {
		p.Box(Rect{1, 1, size.Width - 2, size.Height - 2}, nil, Color(theme.Accent), 1.5, 2)
	}
}

func (s *Sheet) drawRow(p *Painter, g sheetParts, i int, y float32) {
	row := Size(theme.Row)
	size := s.Size()
	line := s.Line(i)
	r := Rect{0, y, size.Width, row}
	if line.Section != "" {
		p.Fill(r, theme.Paper)
		p.HLine(0, size.Width, y+row-1, theme.Rule)
		p.Text(Rect{Size(theme.Pad), y, g.fixed, row}, line.Section, Style{Bold: true, Size: theme.Small})
		return
	}
	if i == s.row {
		p.Fill(r, theme.Selected)
		p.Fill(Rect{0, y, 3, row}, theme.Accent)
	}
	p.line(Rect{0, y, g.fixed, row}, line, s.fitted)
	for c := 0; c < g.cols && s.left+c < len(s.Heads); c++ {
		x := g.body.X + float32(c)*g.cell
		if cell := s.Cell(i, s.left+c); cell != nil {
			s.drawCell(p, Rect{x, y, g.cell, row}, *cell)
		}
		if i == s.row && s.left+c == s.col {
			p.Box(Rect{x, y, g.cell, row}, nil, Color(theme.Accent), 1.5, 2)
		}
	}
	p.HLine(0, size.Width, y+row-1, theme.Rule)
}

func (s *Sheet) drawCell(p *Painter, r Rect, c SheetCell) {
	st := Style{Bold: c.Bold, Align: fyne.TextAlignTrailing}
	right := r.Right() - 6
	if c.Note {
		p.Mark(Fold, right-3, r.Y+r.H/2, 7, theme.Note)
		right -= 10
	}
	if c.More > 0 {
		w := p.Text(Rect{r.X, r.Y, right - r.X, r.H}, "+", Style{Role: theme.Muted, Size: theme.Small, Align: fyne.TextAlignTrailing})
		right -= w + 1
	}
	w := p.Text(Rect{r.X + 2, r.Y, right - r.X - 2, r.H}, c.Text, st)
	if c.Mark != NoMark {
		m := Size(theme.MarkBox) * 0.85
		p.Mark(c.Mark, right-w-m/2-3, r.Y+r.H/2, m, c.Role)
	}
	if c.Tip != "" {
		p.Hit(r, c.Tip, nil)
	}
}

func (s *Sheet) drawHead(p *Painter, g sheetParts, size fyne.Size) {
	p.Fill(Rect{0, 0, size.Width, g.head}, theme.Bar)
	st := Style{Role: theme.Muted, Size: theme.Small}
	rects := columnRects(s.fitted, Rect{Size(theme.Pad), g.head/2 - 1, g.fixed - 2*Size(theme.Pad), g.head/2 - 1}, textScale())
	for i, c := range s.fitted {
		st.Align = c.Align
		r := rects[i]
		if c.Marks {
			r.X += Size(theme.MarkBox) + 6
		}
		p.Text(r, c.Title, st)
	}
	st.Align = fyne.TextAlignTrailing
	for c := 0; c < g.cols && s.left+c < len(s.Heads); c++ {
		x := g.body.X + float32(c)*g.cell
		h := s.Heads[s.left+c]
		p.Text(Rect{x, 1, g.cell - 6, g.head / 2}, h[0], st)
		p.Text(Rect{x, g.head / 2, g.cell - 6, g.head/2 - 2}, h[1], Style{Size: theme.Small, Bold: true, Align: fyne.TextAlignTrailing})
	}
	p.HLine(0, size.Width, g.head-1, theme.Rule)
	p.VLine(g.fixed-1, 0, size.Height, theme.Rule)
}

// drawBars draws the two scroll bars.
func (s *Sheet) drawBars(p *Painter, g sheetParts, size fyne.Size) {
	all := Size(theme.Row) * float32(s.Rows)
	if all > g.body.H {
		p.Box(Rect{size.Width - 6, g.head + s.off/all*g.body.H, 4, g.body.H * g.body.H / all}, Color(theme.Edge), nil, 0, 2)
	}
	s.barX = Rect{}
	if n := len(s.Heads); n > g.cols {
		w := g.body.W * float32(g.cols) / float32(n)
		s.barX = Rect{g.body.X + g.body.W*float32(s.left)/float32(n), size.Height - 7, max(20, w), 5}
		p.Fill(Rect{g.body.X, size.Height - 8, g.body.W, 8}, theme.Panel)
		p.Box(s.barX, Color(theme.Edge), nil, 0, 2)
	}
}
