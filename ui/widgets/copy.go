package widgets

import "fyne.io/fyne/v2"

// toClipboard puts a text where it can be pasted elsewhere.
func toClipboard(text string) {
	if text != "" {
		fyne.CurrentApp().Clipboard().SetContent(text)
	}
}

// passShortcut gives a shortcut to the window: a widget that takes shortcuts would swallow those that it does not know.
func passShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(from).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
