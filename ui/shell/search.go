package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"anamnesis/ui/widgets"
)

// searchField is the field of the top bar. What is typed is looked for at once; the arrows move in the answers, Enter
// takes one, Escape closes them.
type searchField struct {
	widget.Entry
	s *Shell
}

func newSearchField(s *Shell) *searchField {
	f := &searchField{s: s}
	f.ExtendBaseWidget(f)
	f.Resize(fyne.NewSize(0, 0))
	f.OnChanged = func(text string) { s.fr.find.typed(text) }
	return f
}

// Resize implements fyne.CanvasObject: in a narrow field the hint is shorter.
func (f *searchField) Resize(size fyne.Size) {
	const long, short = "Ctrl+K   Find a patient, a result, an action", "Ctrl+K   Find"
	f.PlaceHolder = short
	if widgets.Width(long, widgets.Style{})+24 < size.Width {
		f.PlaceHolder = long
	}
	f.Entry.Resize(size)
}

// FocusGained opens the answers.
func (f *searchField) FocusGained() {
	f.Entry.FocusGained()
	f.s.fr.find.open(f.Text)
}

// TypedKey moves in the answers, else it edits.
func (f *searchField) TypedKey(e *fyne.KeyEvent) {
	find := f.s.fr.find
	switch e.Name {
	case fyne.KeyDown:
		find.list.TypedKey(e)
	case fyne.KeyUp:
		find.list.TypedKey(e)
	case fyne.KeyReturn, fyne.KeyEnter:
		find.take()
	case fyne.KeyEscape:
		find.shut()
		f.s.win.Canvas().Unfocus()
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF5:
		f.s.win.Canvas().OnTypedKey()(e)
	default:
		f.Entry.TypedKey(e)
	}
}

// TypedShortcut passes the window's shortcuts on; a text field would swallow them.
func (f *searchField) TypedShortcut(sc fyne.Shortcut) {
	if c, ok := sc.(*desktop.CustomShortcut); ok {
		for _, k := range shortcutList() {
			if k.mod == c.Modifier && k.key == c.KeyName {
				k.do(f.s)
				return
			}
		}
	}
	f.Entry.TypedShortcut(sc)
}

// field is a text field in a dialog: Escape closes the dialog.
type field struct {
	widget.Entry
	s *Shell
}

func newField(s *Shell, hint string) *field {
	f := &field{s: s}
	f.ExtendBaseWidget(f)
	f.PlaceHolder = hint
	return f
}

// TypedKey passes Escape to the window.
func (f *field) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		f.s.escape()
		return
	}
	f.Entry.TypedKey(e)
}

// focusSearch brings the keyboard to the search field.
func (s *Shell) focusSearch() {
	s.win.Canvas().Focus(s.fr.top.search)
	s.fr.top.search.TypedShortcut(&fyne.ShortcutSelectAll{})
}
