package shell

import (
	"fyne.io/fyne/v2/widget"
)

// searchField is the field of the top bar.
type searchField struct {
	widget.Entry
	s *Shell
}

func newSearchField(s *Shell) *searchField {
	f := &searchField{s: s}
	f.ExtendBaseWidget(f)
	f.PlaceHolder = "Find a patient, a result, an action          Ctrl+K"
	return f
}

// focusSearch brings the keyboard to the search field.
func (s *Shell) focusSearch() { s.win.Canvas().Focus(s.fr.top.search) }
