package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"anamnesis/ui/theme"
)

// TipLayer shows one line beside the pointer. It lies over the whole content of a window and takes no clicks: it must
// not have the methods of [Drawn], or Fyne gives it what is meant for the widgets under it.
type TipLayer struct {
	widget.BaseWidget
	drawn Drawn
	text  string
	at    fyne.Position
}

// tipLayers finds the layer of a canvas. It is used on Fyne's own goroutine only.
var tipLayers = map[fyne.Canvas]*TipLayer{}

// NewTipLayer returns the layer for a canvas; it replaces an earlier one.
func NewTipLayer(c fyne.Canvas) *TipLayer {
	l := &TipLayer{}
	l.drawn.Draw, l.drawn.self = l.draw, l
	l.ExtendBaseWidget(l)
	l.Hide()
	tipLayers[c] = l
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *TipLayer) CreateRenderer() fyne.WidgetRenderer { return &drawnRenderer{&l.drawn} }

// ForgetTips ends the tips of a canvas that closes.
func ForgetTips(c fyne.Canvas) { delete(tipLayers, c) }

func showTip(from fyne.CanvasObject, text string, at fyne.Position) {
	l := tipLayers[fyne.CurrentApp().Driver().CanvasForObject(from)]
	if l == nil || l.text == text {
		return
	}
	l.text, l.at = text, at
	if text == "" {
		l.Hide()
		return
	}
	l.Show()
	l.Refresh()
}

// Clear takes the tip away, because what it explained is gone.
func (l *TipLayer) Clear() {
	l.text = ""
	l.Hide()
}

func (l *TipLayer) draw(p *Painter, size fyne.Size) {
	if l.text == "" {
		return
	}
	st := Style{Size: theme.Small}
	lines := Wrap(l.text, st, min(420, size.Width-24))
	lh := Size(theme.Small) * 1.5
	var w float32
	for _, s := range lines {
		w = max(w, Width(s, st))
	}
	box := Rect{l.at.X + 12, l.at.Y + 18, w + 14, lh*float32(len(lines)) + 8}
	box.X = max(2, min(box.X, size.Width-box.W-2))
	if box.Bottom() > size.Height-2 {
		box.Y = l.at.Y - box.H - 6
	}
	p.Box(box, Color(theme.Panel), Color(theme.Edge), 1, 3)
	for i, s := range lines {
		p.Whole(Rect{box.X + 7, box.Y + 4 + lh*float32(i), w, lh}, s, st)
	}
}
