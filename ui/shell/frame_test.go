package shell

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"anamnesis/ui/sample"
	"anamnesis/ui/theme"
)

// rig is a window in memory. What asks for data waits in jobs until the test lets it run.
type rig struct {
	*Shell
	jobs []func()
	held bool // jobs wait; otherwise they run at once
}

func newRig(t *testing.T, data Data, opt Options, size fyne.Size) *rig {
	t.Helper()
	a := test.NewApp()
	if opt.Theme == theme.System {
		opt.Theme = theme.Light
	}
	if opt.Now == nil {
		opt.Now = func() time.Time { return sample.Now }
	}
	a.Settings().SetTheme(theme.Theme{Mode: opt.Theme, Scale: opt.Scale})
	w := newPicture(a)
	r := &rig{Shell: newShell(w, data, opt)}
	r.spawn = func(f func()) {
		if r.held {
			r.jobs = append(r.jobs, f)
			return
		}
		f()
	}
	w.Resize(size)
	r.start()
	t.Cleanup(func() {
		r.close()
		w.Close()
		a.Quit()
	})
	return r
}

// run lets the waiting job i answer.
func (r *rig) run(i int) { r.jobs[i]() }

// seen is a text on the screen with the part of it that is visible.
type seen struct {
	text    string
	size    float32
	bold    bool
	whole   rect // where it lies
	visible rect // what a scroll bar leaves of it
}

type rect struct{ x1, y1, x2, y2 float32 }

func (r rect) cut(o rect) rect {
	return rect{max(r.x1, o.x1), max(r.y1, o.y1), min(r.x2, o.x2), min(r.y2, o.y2)}
}

func (r rect) empty() bool { return r.x2-r.x1 <= 0.5 || r.y2-r.y1 <= 0.5 }

// texts lists every text that can be seen, in the order of drawing.
func (r *rig) texts() []seen {
	c := r.win.Canvas()
	s := c.Size()
	var out []seen
	if o := c.Overlays().Top(); o != nil { // it lies over everything else
		walk(o, 0, 0, rect{0, 0, s.Width, s.Height}, &out)
		return out
	}
	walk(c.Content(), 0, 0, rect{0, 0, s.Width, s.Height}, &out)
	return out
}

func walk(o fyne.CanvasObject, x, y float32, clip rect, out *[]seen) {
	if !o.Visible() {
		return
	}
	x, y = x+o.Position().X, y+o.Position().Y
	area := rect{x, y, x + o.Size().Width, y + o.Size().Height}
	switch o := o.(type) {
	case *canvas.Text:
		if v := area.cut(clip); !v.empty() && strings.TrimSpace(o.Text) != "" {
			*out = append(*out, seen{o.Text, o.TextSize, o.TextStyle.Bold, area, v})
		}
	case *fyne.Container:
		for _, c := range o.Objects {
			walk(c, x, y, clip, out)
		}
	case fyne.Widget:
		if _, ok := o.(*container.Scroll); ok {
			clip = clip.cut(area)
		}
		for _, c := range test.WidgetRenderer(o).Objects() {
			walk(c, x, y, clip, out)
		}
	}
}

// says reports whether any text on the screen holds s.
func (r *rig) says(s string) bool {
	for _, t := range r.texts() {
		if strings.Contains(t.text, s) {
			return true
		}
	}
	return false
}

var small768 = fyne.NewSize(1366, 768)
