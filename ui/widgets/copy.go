package widgets

import "fyne.io/fyne/v2"

// toClipboard puts a text where it can be pasted elsewhere.
func toClipboard(text string) {
	if text != "" {
		fyne.CurrentApp().Clipboard().SetContent(text)
	}
}

// passKey gives a key that a widget has no use for to the window: Fyne gives keys to what has the focus only.
func passKey(from fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(from); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// passShortcut gives a shortcut to the window: a widget that takes shortcuts would swallow those that it does not know.
func passShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(from).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
