package widgets

import (
	"fyne.io/fyne/v2"

	"anamnesis/ui/theme"
)

// Chip is a word in a frame, with a mark before it where it has one.
type Chip struct {
	Text   string
	Mark   Mark
	Role   fyne.ThemeColorName // of the text, the mark and the frame
	Ground fyne.ThemeColorName // "" for none
	Bold   bool
	Solid  bool // the words on the colour: the gravest
	Tip    string
}

func (c Chip) style() Style { return Style{Role: c.ink(), Size: theme.Small, Bold: c.Bold} }

// ink is the role of the words and the mark.
func (c Chip) ink() fyne.ThemeColorName {
	if c.Solid {
		return theme.Panel
	}
	return c.role()
}

func (c Chip) role() fyne.ThemeColorName {
	if c.Role == "" {
		return theme.Muted
	}
	return c.Role
}

// ChipWidth returns the width that the chip takes when nothing is cut.
func ChipWidth(c Chip) float32 {
	w := Width(c.Text, c.style()) + 10
	if c.Mark != NoMark {
		w += Size(theme.MarkBox) + 5
	}
	return w
}

// Chip draws a chip at the left of r, centred in its height, and returns its width. Wider than r, it is cut.
func (p *Painter) Chip(r Rect, c Chip) float32 {
	w := min(ChipWidth(c), r.W)
	if w < 16 {
		return 0
	}
	h := min(r.H-2, Size(theme.Small)*1.5)
	box := Rect{r.X, r.Y + (r.H-h)/2, w, h}
	if c.Solid {
		p.Box(box, Color(c.role()), nil, 0, 3)
	} else if c.Ground != "" {
		p.Box(box, Color(c.Ground), Color(c.role()), 1, 3)
	} else {
		p.Box(box, nil, Color(c.role()), 1, 3)
	}
	x := box.X + 5
	if c.Mark != NoMark {
		m := Size(theme.MarkBox)
		p.markOn(c.Mark, x+m/2, box.Y+box.H/2, m, c.ink(), c.role())
		x += m + 5
	}
	p.Text(Rect{x, box.Y, box.Right() - 4 - x, box.H}, c.Text, c.style())
	return w
}
