package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Drawn is a widget that a function draws. It passes clicks and hovers to the areas that the function marked with
// [Painter.Hit].
type Drawn struct {
	widget.BaseWidget
	// Draw draws the widget at its present size.
	Draw func(p *Painter, size fyne.Size)
	// Least returns the least size; nil for none.
	Least func() fyne.Size
	// Label says what the widget is, for assistive technology.
	Label string

	painter Painter
	hover   fyne.Position
	inside  bool
	last    hit
	self    fyne.Widget
}

// NewDrawn returns a widget that draw draws.
func NewDrawn(least func() fyne.Size, draw func(p *Painter, size fyne.Size)) *Drawn {
	d := &Drawn{Draw: draw, Least: least}
	d.extend(d)
	return d
}

// extend makes w, which holds d, the widget that Fyne sees.
func (d *Drawn) extend(w fyne.Widget) {
	d.self = w
	d.ExtendBaseWidget(w)
}

// AccessibilityLabel returns what the widget is.
func (d *Drawn) AccessibilityLabel() string { return d.Label }

// AccessibilityRole returns that the widget holds parts.
func (d *Drawn) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer implements fyne.Widget.
func (d *Drawn) CreateRenderer() fyne.WidgetRenderer { return &drawnRenderer{d} }

// Tapped passes a click to the area under it.
func (d *Drawn) Tapped(e *fyne.PointEvent) {
	if h, ok := d.painter.at(e.Position); ok && h.do != nil {
		h.do()
	}
}

// MouseIn implements desktop.Hoverable.
func (d *Drawn) MouseIn(e *desktop.MouseEvent) { d.MouseMoved(e) }

// MouseMoved shows the tip of the area under the pointer.
func (d *Drawn) MouseMoved(e *desktop.MouseEvent) {
	h, _ := d.painter.at(e.Position)
	if !d.inside || h.area != d.last.area {
		d.inside, d.hover, d.last = true, e.Position, h
		showTip(d.self, h.tip, e.AbsolutePosition)
		d.self.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (d *Drawn) MouseOut() {
	d.inside, d.last = false, hit{}
	showTip(d.self, "", fyne.Position{})
	d.self.Refresh()
}

// Cursor shows a hand over what can be clicked.
func (d *Drawn) Cursor() desktop.Cursor {
	if d.inside && d.last.do != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Hovered reports whether the pointer is over the area; for use in Draw.
func (d *Drawn) Hovered(area Rect) bool { return d.inside && area.Holds(d.hover) }

type drawnRenderer struct{ d *Drawn }

func (r *drawnRenderer) Layout(fyne.Size) { r.draw() }

func (r *drawnRenderer) MinSize() fyne.Size {
	if r.d.Least == nil {
		return fyne.NewSize(0, 0)
	}
	return r.d.Least()
}

func (r *drawnRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.d.self)
}

func (r *drawnRenderer) Objects() []fyne.CanvasObject { return r.d.painter.objects }

func (r *drawnRenderer) Destroy() {}

func (r *drawnRenderer) draw() {
	r.d.painter.begin()
	if s := r.d.self.Size(); s.Width > 0 && s.Height > 0 {
		r.d.Draw(&r.d.painter, s)
	}
}
