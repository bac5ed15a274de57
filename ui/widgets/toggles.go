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
	t.Least = func() fyne.Size { return fyne.NewSize(60, t.row()) }
	t.Draw = t.draw
	t.extend(t)
	return t
}

func (t *Toggles) row() float32 { return Size(theme.Row) + 3 }

func (t *Toggles) one(o string) float32 {
	return Width(o, Style{Size: theme.Small}) + 18 + 11*textScale()
}

// Height returns how high the words stand at a width, and how wide they are there.
func (t *Toggles) Height(width float32) (h, w float32) {
	for _, r := range t.places(width) {
		h, w = max(h, r.Bottom()+1), max(w, r.Right())
	}
	return h, w
}

// places lays the words out in lines.
func (t *Toggles) places(width float32) []Rect {
	out := make([]Rect, len(t.Options))
	x, y := float32(0), float32(0)
	for i, o := range t.Options {
		w := t.one(o)
		if x > 0 && x+w > width {
			x, y = 0, y+t.row()+2
		}
		out[i] = Rect{x, y + 1, w, t.row() - 2}
		x += w + 4
	}
	return out
}

func (t *Toggles) draw(p *Painter, size fyne.Size) {
	for i, r := range t.places(size.Width) {
		st := Style{Size: theme.Small, Role: theme.Muted}
		ground := Color(theme.Bar)
		if t.On[i] {
			st.Role, ground = theme.Ink, Color(theme.Selected)
		} else if t.Hovered(r) {
			ground = Color(theme.Hover)
		}
		p.Box(r, ground, Color(theme.Edge), 1, r.H/2)
		k := textScale()
		if t.On[i] {
			cy := r.Y + r.H/2
			p.Stroke(r.X+8, cy, r.X+8+3*k, cy+3.5*k, 1.6*k, theme.Accent)
			p.Stroke(r.X+8+3*k, cy+3.5*k, r.X+8+8*k, cy-4*k, 1.6*k, theme.Accent)
		}
		p.Whole(Rect{r.X + 10 + 11*k, r.Y, r.W, r.H}, t.Options[i], st)
		if t.focused && t.at == i {
			p.Box(r.Inset(-1, -1), nil, Color(theme.Accent), 2, r.H/2)
		}
		p.Hit(r, "", func() { t.flip(i) })
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
	default:
		passKey(t.self, e)
		return
	}
	t.Refresh()
}
