package widgets

import (
	"fyne.io/fyne/v2"

	"anamnesis/ui/theme"
)

// at returns the row and time under a place, -1 for none.
func (s *Sheet) at(pos fyne.Position) (row, col int) {
	g := s.parts()
	row, col = -1, -1
	if pos.Y < g.head || pos.Y >= g.body.Bottom() {
		return
	}
	if i := int((pos.Y - g.head + s.off) / Size(theme.Row)); i < s.Rows {
		row = i
	}
	if pos.X >= g.body.X {
		if c := s.left + int((pos.X-g.body.X)/g.cell); c < len(s.Heads) {
			col = c
		}
	}
	return
}

// Tapped chooses the value or the row under the pointer.
func (s *Sheet) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		c.Focus(s)
	}
	if row, col := s.at(e.Position); row >= 0 {
		s.choose(row, col, true)
	}
}

// choose moves to a value; told says whether it was chosen or only passed.
func (s *Sheet) choose(row, col int, told bool) {
	if row < 0 || row >= s.Rows || s.Line(row).Section != "" {
		return
	}
	s.row, s.col = row, col
	s.reveal()
	s.Refresh()
	if s.OnSelect == nil {
		return
	}
	var ids []string
	if col >= 0 && told {
		if c := s.Cell(row, col); c != nil {
			ids = c.IDs
		}
	}
	s.OnSelect(row, col, ids)
}

func (s *Sheet) reveal() {
	if s.row < 0 || s.Size().Height == 0 {
		return
	}
	g := s.parts()
	row := Size(theme.Row)
	if y := row * float32(s.row); y < s.off {
		s.off = y
	} else if y+row > s.off+g.body.H {
		s.off = y + row - g.body.H
	}
	if s.col >= 0 {
		s.left = max(min(s.left, s.col), s.col-g.cols+1)
	}
}

// Scrolled scrolls rows, and times with a sideways wheel.
func (s *Sheet) Scrolled(e *fyne.ScrollEvent) {
	if e.Scrolled.DX != 0 {
		n := 1
		if e.Scrolled.DX > 0 {
			n = -1
		}
		s.left += n
	} else {
		rows := float32(2)
		if e.Scrolled.DY > 0 {
			rows = -2
		}
		s.off += rows * Size(theme.Row)
	}
	s.Refresh()
}

// Dragged moves through the times.
func (s *Sheet) Dragged(e *fyne.DragEvent) {
	if s.barX.W == 0 {
		return
	}
	g := s.parts()
	x := (e.Position.X - g.body.X) / g.body.W
	s.left = int(x*float32(len(s.Heads))) - g.cols/2
	s.Refresh()
}

// DragEnd implements fyne.Draggable.
func (s *Sheet) DragEnd() {}

// FocusGained implements fyne.Focusable.
func (s *Sheet) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost implements fyne.Focusable.
func (s *Sheet) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune implements fyne.Focusable.
func (s *Sheet) TypedRune(rune) {}

// TypedShortcut copies the chosen value, and passes every other shortcut to the window.
func (s *Sheet) TypedShortcut(sc fyne.Shortcut) {
	if _, ok := sc.(*fyne.ShortcutCopy); ok && s.OnCopy != nil && s.row >= 0 {
		toClipboard(s.OnCopy(s.row, s.col))
		return
	}
	passShortcut(s.self, sc)
}

// TypedKey moves between values.
func (s *Sheet) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		s.stepRow(1)
	case fyne.KeyUp:
		s.stepRow(-1)
	case fyne.KeyRight:
		s.stepCol(1)
	case fyne.KeyLeft:
		s.stepCol(-1)
	case fyne.KeyHome:
		s.choose(s.row, -1, false)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.choose(s.row, max(s.col, s.firstValue()), true)
	default:
		passKey(s.self, e)
	}
}

func (s *Sheet) stepRow(dir int) {
	for i := s.row + dir; i >= 0 && i < s.Rows; i += dir {
		if s.Line(i).Section == "" {
			s.choose(i, s.col, false)
			return
		}
	}
}

// stepCol goes to the next time at which the row has a value.
func (s *Sheet) stepCol(dir int) {
	if s.row < 0 {
		return
	}
	for c := s.col + dir; c >= 0 && c < len(s.Heads); c += dir {
		if s.Cell(s.row, c) != nil {
			s.choose(s.row, c, false)
			return
		}
	}
	if dir < 0 {
		s.choose(s.row, -1, false)
	}
}

func (s *Sheet) firstValue() int {
	if s.row >= 0 {
		for c := range s.Heads {
			if s.Cell(s.row, c) != nil {
				return c
			}
		}
	}
	return -1
}
