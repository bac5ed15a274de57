package widgets

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"anamnesis/ui/theme"
)

// List shows lines in columns, one under the other, in dense rows. Only the lines in sight are drawn. Arrow keys move the
// selection, Enter opens it.
type List struct {
	Drawn
	Columns []Column
	Lines   Lines
	// Grows says that lines may be higher than one row; their heights are then measured, which costs time for thousands.
	Grows bool
	// Title names the list for assistive technology.
	Title string
	// OnSelect is told when the user chooses line i: by a click, or by Enter.
	OnSelect func(i int)
	// OnMove is told when the arrow keys come to line i.
	OnMove func(i int)
	// OnCopy returns what Ctrl+C takes of line i.
	OnCopy func(i int) string
	// NoFocus keeps the keyboard where it is when a line is clicked.
	NoFocus bool
	// OnReveal is asked to bring a part of the list into sight when the list does not scroll by itself.
	OnReveal func(area Rect)

	selected int
	focused  bool
	hovered  int
	window   func() (from, to float32) // the part in sight; nil: all
	fitted   []Column                  // Columns with their Fit turned into widths; nil until needed
	heights  []float32
	measured float32 // width for which heights hold
	width    float32 // width that the scroll bar's holder will give
}

// NewList returns a list at its full height, for use inside something that scrolls.
func NewList(cols []Column, lines Lines) *List {
	l := &List{Columns: cols, Lines: lines, selected: -1, hovered: -1}
	l.Draw, l.Least = l.draw, l.least
	l.extend(l)
	return l
}

// SetLines shows other lines and drops the selection.
func (l *List) SetLines(lines Lines) {
	l.Lines, l.selected, l.hovered, l.heights, l.fitted = lines, -1, -1, nil, nil
	l.Refresh()
}

// Selected returns the selected line, -1 for none.
func (l *List) Selected() int { return l.selected }

// Select selects line i without telling OnSelect; -1 selects none.
func (l *List) Select(i int) {
	if l.selected != i {
		l.selected = i
		l.Refresh()
	}
}

func (l *List) least() fyne.Size {
	if l.width == 0 { // whoever holds the list gives it its height
		return fyne.NewSize(60, 0)
	}
	return fyne.NewSize(60, l.Height(l.width))
}

// columns returns the columns with their widths.
func (l *List) columns() []Column {
	if l.fitted == nil {
		l.fitted = fitColumns(l.Columns, l.Lines)
	}
	return l.fitted
}

// bottom returns where line i ends.
func (l *List) bottom(i int) float32 {
	if i < 0 {
		return 0
	}
	if !l.Grows {
		return Size(theme.Row) * float32(i+1)
	}
	l.measure()
	return l.heights[i]
}

func (l *List) measure() {
	l.measureFor(l.Size().Width)
}

func (l *List) measureFor(w float32) {
	if len(l.heights) == l.Lines.Len() && l.measured == w {
		return
	}
	l.heights, l.measured = make([]float32, l.Lines.Len()), w
	var y float32
	for i := range l.heights {
		y += lineHeight(l.Lines.Line(i), l.columns(), w-2*Size(theme.Pad))
		l.heights[i] = y
	}
}

// Height returns the height that the lines need at a width.
func (l *List) Height(width float32) float32 {
	if !l.Grows {
		return Size(theme.Row) * float32(l.Lines.Len())
	}
	l.measureFor(width)
	if len(l.heights) == 0 {
		return 0
	}
	return l.heights[len(l.heights)-1]
}

func (l *List) sight() (from, to float32) {
	if l.window == nil {
		return 0, l.Size().Height
	}
	return l.window()
}

// area returns where line i lies.
func (l *List) area(i int) Rect {
	top := l.bottom(i - 1)
	return Rect{0, top, l.Size().Width, l.bottom(i) - top}
}

// index returns the line at height y, -1 for none.
func (l *List) index(y float32) int {
	n := l.Lines.Len()
	i := sort.Search(n, func(i int) bool { return l.bottom(i) > y })
	if i == n || y < 0 {
		return -1
	}
	return i
}

func (l *List) draw(p *Painter, size fyne.Size) {
	from, to := l.sight()
	for i := max(0, l.index(max(0, from))); i < l.Lines.Len(); i++ {
		r := l.area(i)
		if r.Y > to {
			break
		}
		line := l.Lines.Line(i)
		switch {
		case line.Section != "":
		case i == l.selected:
			p.Fill(r, theme.Selected)
			p.Fill(Rect{r.X, r.Y, 3, r.H}, theme.Accent)
		case i == l.hovered:
			p.Fill(r, theme.Hover)
		}
		p.line(r, line, l.columns())
		if !line.Joined {
			p.HLine(r.X, r.Right(), r.Bottom()-1, theme.Rule)
		}
	}
	if l.focused {
		from = max(0, from)
		at := Rect{0, from, size.Width, min(to, size.Height) - from}
		if l.selected >= 0 {
			at = l.area(l.selected)
		}
		p.Box(at.Inset(1, 1), nil, Color(theme.Accent), 2, 2)
	}
}

// Tapped selects the line under the pointer.
func (l *List) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && !l.NoFocus {
		c.Focus(l)
	}
	if h, ok := l.painter.at(e.Position); ok && h.do != nil {
		h.do()
		return
	}
	l.choose(l.index(e.Position.Y))
}

func (l *List) choose(i int) {
	if i < 0 || i >= l.Lines.Len() || l.Lines.Line(i).Section != "" {
		return
	}
	l.selected = i
	l.Refresh()
	l.reveal()
	if l.OnSelect != nil {
		l.OnSelect(i)
	}
}

func (l *List) reveal() {
	if l.OnReveal != nil && l.selected >= 0 {
		l.OnReveal(l.area(l.selected))
	}
}

// MouseIn implements desktop.Hoverable.
func (l *List) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved lights the line under the pointer.
func (l *List) MouseMoved(e *desktop.MouseEvent) {
	l.Drawn.MouseMoved(e)
	if i := l.index(e.Position.Y); i != l.hovered {
		l.hovered = i
		l.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (l *List) MouseOut() {
	l.hovered = -1
	l.Drawn.MouseOut()
}

// FocusGained implements fyne.Focusable.
func (l *List) FocusGained() {
	l.focused = true
	l.Refresh()
	l.reveal()
}

// FocusLost implements fyne.Focusable.
func (l *List) FocusLost() {
	l.focused = false
	l.Refresh()
}

// TypedRune implements fyne.Focusable.
func (l *List) TypedRune(rune) {}

// TypedKey moves the selection.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	from, to := l.sight()
	page := max(1, int((to-from)/Size(theme.Row))-1)
	switch e.Name {
	case fyne.KeyDown:
		l.step(1, 1)
	case fyne.KeyUp:
		l.step(-1, 1)
	case fyne.KeyPageDown:
		l.step(1, page)
	case fyne.KeyPageUp:
		l.step(-1, page)
	case fyne.KeyHome:
		l.selected = -1
		l.step(1, 1)
	case fyne.KeyEnd:
		l.selected = l.Lines.Len()
		l.step(-1, 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.choose(l.selected)
	default:
		passKey(l.self, e)
	}
}

// TypedShortcut copies the selected line, and passes every other shortcut to the window.
func (l *List) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok && l.OnCopy != nil && l.selected >= 0 {
		toClipboard(l.OnCopy(l.selected))
		return
	}
	passShortcut(l.self, s)
}

// step moves the selection by n lines in a direction, over section headings.
func (l *List) step(dir, n int) {
	at, found := l.selected, -1
	for i := at + dir; i >= 0 && i < l.Lines.Len() && n > 0; i += dir {
		if l.Lines.Line(i).Section == "" {
			found = i
			n--
		}
	}
	if found < 0 {
		return
	}
	l.Select(found)
	l.reveal()
	if l.OnMove != nil {
		l.OnMove(found)
	}
}

// Scrolling puts a list into a scroll bar.
func Scrolling(l *List) fyne.CanvasObject {
	s := container.NewVScroll(l)
	s.OnScrolled = func(fyne.Position) { l.Refresh() }
	l.OnReveal = func(area Rect) { Reveal(s, area) }
	l.window = func() (float32, float32) { return s.Offset.Y, s.Offset.Y + s.Size().Height }
	return container.New(&redraw{l}, s)
}

// redraw fills its space with its one object and draws the list anew when the space changed.
type redraw struct{ list *List }

func (r *redraw) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	r.list.width = size.Width
	for _, o := range objects {
		o.Resize(size)
	}
	r.list.Refresh()
}

func (r *redraw) MinSize(objects []fyne.CanvasObject) fyne.Size { return fyne.NewSize(60, 60) }

// Reveal scrolls as little as needed to bring an area of the content into sight.
func Reveal(s *container.Scroll, area Rect) {
	at := s.Offset
	switch {
	case area.Y < at.Y:
		at.Y = area.Y
	case area.Bottom() > at.Y+s.Size().Height:
		at.Y = area.Bottom() - s.Size().Height
	default:
		return
	}
	s.ScrollToOffset(at)
}
