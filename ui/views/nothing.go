package views

import (
	"fyne.io/fyne/v2"

	"anamnesis/ui/theme"
	"anamnesis/ui/widgets"
)

// Nothing stands where a view has no line: it says what is not there, and whether every source was asked.
func Nothing(what string, c Coverage) fyne.CanvasObject {
	d := widgets.NewDrawn(nil, func(p *widgets.Painter, size fyne.Size) {
		p.Fill(widgets.Rect{W: size.Width, H: size.Height}, theme.Panel)
		y := size.Height * 0.25
		x := float32(40)
		w := size.Width - 2*x
		p.Text(widgets.Rect{X: x, Y: y, W: w, H: 28}, what, widgets.Style{Bold: true, Size: theme.Name})
		text := "Every source was asked and answered completely: none recorded."
		st := widgets.Style{Role: theme.Muted}
		if !c.Full {
			text = "That is not known to be all: " + c.Text + "."
			p.Mark(widgets.Alert, x-16, y+46, 12, theme.Caution)
		}
		for i, line := range widgets.Wrap(text, st, w) {
			p.Whole(widgets.Rect{X: x, Y: y + 34 + 21*float32(i), W: w, H: 21}, line, st)
		}
	})
	d.Label = what
	return d
}
