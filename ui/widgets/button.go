package widgets

import (
	"fyne.io/fyne/v2"

	"anamnesis/ui/theme"
)

// Button is a flat button that is as high as a row.
type Button struct {
	Drawn
	Text string
	Tip  string
	Do   func()
	On   bool // shown as pressed: a choice that holds

	focused bool
}

// NewButton returns a button.
func NewButton(text, tip string, do func()) *Button {
	b := &Button{Text: text, Tip: tip, Do: do}
	b.Label = text
	b.Least = func() fyne.Size { return fyne.NewSize(Width(b.Text, Style{})+20, Size(theme.Row)+5) }
	b.Draw = b.draw
	b.extend(b)
	return b
}

// SetText shows another text.
func (b *Button) SetText(text string) {
	b.Text, b.Label = text, text
	b.Refresh()
}

func (b *Button) draw(p *Painter, size fyne.Size) {
	r := Rect{0, 0, size.Width, size.Height}
	ground, st := theme.Panel, Style{Align: fyne.TextAlignCenter}
	switch {
	case b.On:
		ground, st.Role = theme.Accent, theme.OnAccent
	case b.Hovered(r):
		ground = theme.Hover
	}
	p.Box(r.Inset(0.5, 0.5), Color(ground), Color(theme.Edge), 1, 4)
	if b.focused {
		p.Box(r.Inset(1, 1), nil, Color(theme.Accent), 2, 4)
	}
	p.Text(r.Inset(4, 0), b.Text, st)
	p.Hit(r, b.Tip, b.Do)
}

// AccessibilityRole returns that it is a button.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost implements fyne.Focusable.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune implements fyne.Focusable.
func (b *Button) TypedRune(rune) {}

// TypedKey presses the button.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.Do()
	default:
		passKey(b.self, e)
	}
}

// Choice is a row of buttons of which one holds.
type Choice struct {
	Drawn
	Options  []string
	OnSelect func(i int)
	selected int
	focused  bool
}

// NewChoice returns a row of buttons with one selected.
func NewChoice(options []string, selected int, onSelect func(i int)) *Choice {
	c := &Choice{Options: options, selected: selected, OnSelect: onSelect}
	c.Least = func() fyne.Size { return fyne.NewSize(c.width(), Size(theme.Row)+5) }
	c.Draw = c.draw
	c.extend(c)
	return c
}

// Select shows option i as chosen without telling OnSelect.
func (c *Choice) Select(i int) { c.selected = i; c.Refresh() }

func (c *Choice) width() float32 {
	var w float32
	for _, o := range c.Options {
		w += Width(o, Style{Size: theme.Small, Bold: true}) + 16
	}
	return w
}

func (c *Choice) draw(p *Painter, size fyne.Size) {
	all := Rect{0, 0, c.width(), size.Height}
	p.Box(all.Inset(0.5, 0.5), Color(theme.Panel), Color(theme.Edge), 1, 4)
	x := float32(0)
	for i, o := range c.Options {
		w := Width(o, Style{Size: theme.Small, Bold: true}) + 16
		r := Rect{x, 0, w, size.Height}
		st := Style{Size: theme.Small, Align: fyne.TextAlignCenter}
		if i == c.selected {
			p.Box(r.Inset(1, 1), Color(theme.Accent), nil, 0, 3)
			st.Role, st.Bold = theme.OnAccent, true
		} else if c.Hovered(r) {
			p.Box(r.Inset(1, 1), Color(theme.Hover), nil, 0, 3)
		}
		p.Whole(r, o, st)
		p.Hit(r, "", func() { c.choose(i) })
		x += w
	}
	if c.focused {
		p.Box(all.Inset(-1, -1), nil, Color(theme.Accent), 2, 5)
	}
}

func (c *Choice) choose(i int) {
	c.Select(i)
	if c.OnSelect != nil {
		c.OnSelect(i)
	}
}

// FocusGained implements fyne.Focusable.
func (c *Choice) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *Choice) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements fyne.Focusable.
func (c *Choice) TypedRune(rune) {}

// TypedKey moves between the options.
func (c *Choice) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyRight, fyne.KeyDown:
		c.choose(min(c.selected+1, len(c.Options)-1))
	case fyne.KeyLeft, fyne.KeyUp:
		c.choose(max(c.selected-1, 0))
	default:
		passKey(c.self, e)
	}
}
