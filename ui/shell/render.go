package shell

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"anamnesis/app"
	"anamnesis/ui/theme"
)

// Render draws the frame that the window would show into a picture, with Fyne's software renderer. It takes over Fyne's
// current application, so it is not for a process that shows a window, nor for two goroutines at once.
func Render(ctx context.Context, data Data, opt RenderOptions) (image.Image, error) {
	view, ok := viewIndex(opt.View)
	if !ok {
		return nil, &app.Error{Usage: true, Message: "There is no view of that name. `anamnesis render --help` lists them."}
	}
	mode := theme.Mode(opt.Theme)
	if mode == theme.System {
		mode = theme.Light
	}
	a := test.NewApp()
	defer a.Quit()
	a.Settings().SetTheme(theme.Theme{Mode: mode, Scale: opt.Scale})
	w := newPicture(a)
	defer w.Close()
	s := newShell(w, data, Options{Person: opt.Person, Units: opt.Units, Now: opt.Now, Demo: opt.Demo})
	defer s.close()
	stop := context.AfterFunc(ctx, s.end)
	defer stop()
	s.spawn = func(f func()) { f() }
	s.st.view = view
	w.Resize(fyne.NewSize(float32(opt.Width), float32(opt.Height)))
	s.start()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if s.st.phase == failed {
		return nil, &app.Error{Message: s.st.problem}
	}
	if opt.Why != "" {
		if s.st.phase != ready || s.st.env.Entry(opt.Why) == nil {
			return nil, &app.Error{Usage: true, Message: "The chart has no entry of that id. `anamnesis chart --json` lists them."}
		}
		s.Why([]string{opt.Why})
		s.Show(areas[view].name, opt.Why)
	}
	return w.Canvas().Capture(), nil
}

// newPicture returns a window that is drawn in memory.
func newPicture(a fyne.App) fyne.Window {
	w := a.NewWindow("")
	w.SetPadded(false)
	if c, ok := w.Canvas().(software.WindowlessCanvas); ok {
		c.SetScale(1)
	}
	return w
}
