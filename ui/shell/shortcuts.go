package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

// shortcut is one key and what it does; F1 lists them all.
type shortcut struct {
	keys string
	does string
	key  fyne.KeyName
	mod  fyne.KeyModifier
	do   func(s *Shell)
}

// shortcutList is every shortcut of the window. None is a bare letter: letters are for typing.
func shortcutList() []shortcut {
	const ctrl = fyne.KeyModifierShortcutDefault
	list := []shortcut{
		{"Ctrl+K", "Find a patient, a result, an action", fyne.KeyK, ctrl, (*Shell).focusSearch},
		{"Ctrl+L", "Go to the patient list", fyne.KeyL, ctrl, (*Shell).focusPeople},
		{"Ctrl+E", "Go to the view", fyne.KeyE, ctrl, (*Shell).focusView},
		{"Ctrl+W", "Show or close why something is shown", fyne.KeyW, ctrl, (*Shell).toggleWhy},
		{"Ctrl+U", "Change the units: as sent, SI, conventional", fyne.KeyU, ctrl, (*Shell).nextUnits},
		{"Ctrl+P", "Pin or unpin the open patient", fyne.KeyP, ctrl, (*Shell).pin},
		{"Ctrl+N", "Add a source", fyne.KeyN, ctrl, (*Shell).addSource},
		{"Ctrl+D", "Light, dark, high contrast, as the desktop", fyne.KeyD, ctrl, (*Shell).nextTheme},
		{"Ctrl++", "Larger text", fyne.KeyPlus, ctrl, (*Shell).largerText},
		{"Ctrl+=", "Larger text", fyne.KeyEqual, ctrl, (*Shell).largerText},
		{"Ctrl+-", "Smaller text", fyne.KeyMinus, ctrl, (*Shell).smallerText},
		{"Ctrl+0", "Ordinary text", fyne.Key0, ctrl, (*Shell).ordinaryText},
		{"F5", "Ask every source for what is new about the open patient", fyne.KeyF5, 0, (*Shell).Sync},
		{"F2", "The next line of the demo's tour", fyne.KeyF2, 0, (*Shell).nextStop},
		{"Esc", "Close what was opened last", fyne.KeyEscape, 0, (*Shell).escape},
		{"F1", "This list", fyne.KeyF1, 0, (*Shell).help},
	}
	for i := range areas {
		list = append(list, shortcut{"Ctrl+" + string(rune('1'+i)), areas[i].title, fyne.KeyName(rune('1' + i)), ctrl,
			func(s *Shell) { s.Show(areas[i].name, "") }})
	}
	return list
}

func (s *Shell) shortcuts(c fyne.Canvas) {
	keys := map[fyne.KeyName]func(*Shell){}
	for _, k := range shortcutList() {
		if k.mod == 0 {
			keys[k.key] = k.do
			continue
		}
		c.AddShortcut(&desktop.CustomShortcut{KeyName: k.key, Modifier: k.mod}, func(fyne.Shortcut) { k.do(s) })
	}
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if do := keys[e.Name]; do != nil {
			do(s)
		}
	})
}

func (s *Shell) focusPeople() { s.win.Canvas().Focus(s.fr.people.list) }

func (s *Shell) focusView() {
	if f := firstFocusable(s.fr.view); f != nil {
		s.win.Canvas().Focus(f)
	}
}

func (s *Shell) toggleWhy() {
	if s.fr.whyShown(s.fr.body.Size().Width) {
		s.CloseWhy()
		return
	}
	s.Why(s.st.why)
}

func (s *Shell) nextUnits() {
	for i, u := range unitSystems {
		if u == s.st.units {
			s.SetUnits(unitSystems[(i+1)%len(unitSystems)])
			s.fr.top.draw()
			return
		}
	}
}

func (s *Shell) escape() {
	c := s.win.Canvas()
	if o := c.Overlays().Top(); o != nil {
		c.Overlays().Remove(o)
		return
	}
	if s.st.whyOpen {
		s.CloseWhy()
		return
	}
	c.Unfocus()
}

// firstFocusable returns the first object below o that takes the keyboard, in the order of sight.
func firstFocusable(o fyne.CanvasObject) fyne.Focusable {
	if !o.Visible() {
		return nil
	}
	if f, ok := o.(fyne.Focusable); ok {
		return f
	}
	var children []fyne.CanvasObject
	switch x := o.(type) {
	case *fyne.Container:
		children = x.Objects
	case *container.Scroll:
		children = []fyne.CanvasObject{x.Content}
	}
	for _, c := range children {
		if f := firstFocusable(c); f != nil {
			return f
		}
	}
	return nil
}
