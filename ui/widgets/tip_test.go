package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// A tip lies over everything: a click while it shows must reach the widget under it.
func TestTipLayerTakesNoInput(t *testing.T) {
	var l any = &TipLayer{}
	if _, ok := l.(fyne.Tappable); ok {
		t.Error("the tip layer takes clicks")
	}
	if _, ok := l.(desktop.Hoverable); ok {
		t.Error("the tip layer takes hovers")
	}
	if _, ok := l.(desktop.Mouseable); ok {
		t.Error("the tip layer takes mouse buttons")
	}
	if _, ok := l.(desktop.Cursorable); ok {
		t.Error("the tip layer changes the pointer")
	}
}
