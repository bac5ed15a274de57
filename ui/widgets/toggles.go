package widgets

import (
	"fyne.io/fyne/v2"

	"anamnesis/ui/theme"
)

// Toggles is a row of words that are each on or off; on is said by a tick as well as by colour.
type Toggles struct {
	Drawn
	Options  []string
	On       []bool
	OnChange func()

	at      int
	focused bool
}

// NewToggles returns a row of words.
func NewToggles(options []string, on []bool, onChange func()) *Toggles {
	t := &Toggles{Options: options, On: on, OnChange: onChange}
	t.Label = "Show"
	t.Least = func() fyne.Size { return fyne.NewSize(t.width(), Size(theme.Row)+3) }
	t.Draw = t.draw
	t.extend(t)
	return t
}

func (t *Toggles) width() float32 {
	var w float32
	for _, o := range t.Options {
		w += t.one(o) + 4
	}
	return w
}

func (t *Toggles) one(o string) float32 { return Width(o, Style{Size: theme.Small}) + 29 }

func (t *Toggles) draw(p *Painter, size fyne.Size) {
	x := float32(0)
	for i, o := range t.Options {
		r := Rect{x, 1, t.one(o), size.Height - 2}
		st := Style{Size: theme.Small, Role: theme.Muted}
		ground := Color(theme.Bar)
		if t.On[i] {
			st.Role, ground = theme.Ink, Color(theme.Selected)
		} else if t.Hovered(r) {
			ground = Color(theme.Hover)
		}
		p.Box(r, ground, Color(theme.Edge), 1, r.H/2)
		if t.On[i] {
			cy := r.Y + r.H/2
			p.Stroke(r.X+9, cy, r.X+12, cy+3.5, 1.6, theme.Accent)
			p.Stroke(r.X+12, cy+3.5, r.X+17, cy-4, 1.6, theme.Accent)
		}
		p.Whole(Rect{r.X + 21, r.Y, r.W, r.H}, o, st)
		if t.focused && t.at == i {
			p.Box(r.Inset(-1, -1), nil, Color(theme.Accent), 2, r.H/2)
		}
		p.Hit(r, "", func() { t.flip(i) })
		x += r.W + 4
	}
}

func (t *Toggles) flip(i int) {
	t.at = i
	t.On[i] = !t.On[i]
	t.Refresh()
	t.OnChange()
}

// FocusGained implements fyne.Focusable.
func (t *Toggles) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost implements fyne.Focusable.
func (t *Toggles) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune implements fyne.Focusable.
func (t *Toggles) TypedRune(rune) {}

// TypedKey moves between the words and turns one on or off.
func (t *Toggles) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		t.at = max(0, t.at-1)
	case fyne.KeyRight:
		t.at = min(len(t.Options)-1, t.at+1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.flip(t.at)
		return
	}
	t.Refresh()
}
