package widgets

import (
	"fyne.io/fyne/v2"

	"anamnesis/ui/theme"
)

// Tab is one tab of a bar.
type Tab struct {
	Name  string // "" draws nothing but keeps the place
	Count string // how much there is, beside the name
	Mark  Mark
	Role  fyne.ThemeColorName
	Tip   string
}

// Tabs is a bar of tabs. Left and right move, as do the shortcuts of the window.
type Tabs struct {
	Drawn
	Tabs     []Tab
	OnSelect func(i int)

	selected int
	focused  bool
}

// NewTabs returns a bar of tabs with the first selected.
func NewTabs(tabs []Tab, onSelect func(i int)) *Tabs {
	t := &Tabs{Tabs: tabs, OnSelect: onSelect}
	t.Label = "Views"
	t.Draw = t.draw
	t.Least = func() fyne.Size { return fyne.NewSize(100, Size(theme.Row)*1.4) }
	t.extend(t)
	return t
}

// Select shows tab i as selected without telling OnSelect.
func (t *Tabs) Select(i int) {
	t.selected = i
	t.Refresh()
}

// SetTabs shows other names and counts.
func (t *Tabs) SetTabs(tabs []Tab) {
	t.Tabs = tabs
	t.Refresh()
}

func (t *Tabs) draw(p *Painter, size fyne.Size) {
	p.Fill(Rect{0, 0, size.Width, size.Height}, theme.Bar)
	p.HLine(0, size.Width, size.Height-1, theme.Rule)
	x, pad := float32(0), float32(11)
	if w := t.width(pad); w > size.Width { // close up before anything is cut
		pad = max(4, pad-(w-size.Width)/float32(2*len(t.Tabs)))
	}
	for i, tab := range t.Tabs {
		st := Style{Role: theme.Muted}
		if i == t.selected {
			st = Style{Bold: true}
		}
		w := t.tabWidth(tab, pad)
		r := Rect{x, 0, w, size.Height}
		switch {
		case i == t.selected:
			p.Fill(Rect{r.X, r.Y, r.W, r.H}, theme.Panel)
			p.Fill(Rect{r.X, r.Bottom() - 3, r.W, 3}, theme.Accent)
			if t.focused {
				p.Box(r.Inset(2, 3), nil, Color(theme.Accent), 1.5, 3)
			}
		case t.Hovered(r):
			p.Fill(r, theme.Hover)
		}
		cx := r.X + pad
		if tab.Mark != NoMark {
			m := Size(theme.MarkBox)
			p.Mark(tab.Mark, cx+m/2, r.H/2, m, tab.Role)
			cx += m + 5
		}
		cx += p.Whole(Rect{cx, 0, w, r.H}, tab.Name, st) + 5
		p.Whole(Rect{cx, 0.5, w, r.H}, tab.Count, Style{Role: theme.Muted, Size: theme.Small})
		p.Hit(r, tab.Tip, func() { t.choose(i) })
		x += w
	}
}

func (t *Tabs) tabWidth(tab Tab, pad float32) float32 {
	w := 2*pad + Width(tab.Name, Style{Bold: true})
	if tab.Count != "" {
		w += 5 + Width(tab.Count, Style{Size: theme.Small})
	}
	if tab.Mark != NoMark {
		w += Size(theme.MarkBox) + 5
	}
	return w
}

func (t *Tabs) width(pad float32) float32 {
	var w float32
	for _, tab := range t.Tabs {
		w += t.tabWidth(tab, pad)
	}
	return w
}

func (t *Tabs) choose(i int) {
	t.Select(i)
	if t.OnSelect != nil {
		t.OnSelect(i)
	}
}

// FocusGained implements fyne.Focusable.
func (t *Tabs) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost implements fyne.Focusable.
func (t *Tabs) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune implements fyne.Focusable.
func (t *Tabs) TypedRune(rune) {}

// TypedKey moves between tabs.
func (t *Tabs) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyRight:
		t.choose(min(t.selected+1, len(t.Tabs)-1))
	case fyne.KeyLeft:
		t.choose(max(t.selected-1, 0))
	default:
		passKey(t.self, e)
	}
}
