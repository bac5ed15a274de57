package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// frame is the widgets of the window; it is drawn from the shell's state and holds none of its own.
type frame struct {
	s      *Shell
	top    *topBar
	people *peoplePane
	ident  *identity
	tabs   *widgets.Tabs
	middle *fyne.Container // identity, tabs, view
	tour   *tourBar
	view   *fyne.Container
	why    *fyne.Container
	bottom *sourceBar
	find   *finder
	tips   *widgets.TipLayer
	root   fyne.CanvasObject
	body   *fyne.Container
}

func newFrame(s *Shell) *frame {
	f := &frame{s: s}
	f.top = newTopBar(s)
	f.people = newPeoplePane(s)
	f.ident = newIdentity(s)
	f.tabs = widgets.NewTabs(nil, func(i int) {
		s.st.view, s.st.reveal = i, ""
		if s.st.env != nil {
			s.st.env.Reveal = ""
		}
		f.drawView()
	})
	f.tour = newTourBar(s)
	f.view = container.NewStack()
	f.why = container.NewStack()
	f.bottom = newSourceBar(s)
	f.middle = container.New(&middleLayout{f}, f.ident, f.tabs, f.tour, f.view)
	f.body = container.New(&frameLayout{f}, f.top.object, f.people.object, f.middle, f.why, f.bottom)
	f.find = newFinder(s)
	f.tips = widgets.NewTipLayer(s.win.Canvas())
	f.root = container.NewStack(f.body, f.find.object, f.tips)
	return f
}

func (f *frame) forget() { widgets.ForgetTips(f.s.win.Canvas()) }

// draw shows the whole state.
func (f *frame) draw() {
	f.top.draw()
	f.people.draw()
	f.bottom.Refresh()
	f.ident.update()
	f.drawTabs()
	f.drawView()
	f.drawWhy()
}

func (f *frame) drawTabs() {
	env := f.s.st.env
	tabs := make([]widgets.Tab, len(areas))
	for i, a := range areas {
		tabs[i] = widgets.Tab{Name: a.title, Tip: "Ctrl+" + string(rune('1'+i))}
		if env != nil && a.count != nil {
			tabs[i].Count = views.Count(a.count(env))
			if a.name == "conflicts" && tabs[i].Count != "" {
				tabs[i].Mark, tabs[i].Role = widgets.Unequal, theme.Danger
			}
		}
	}
	f.tabs.SetTabs(tabs)
	f.tabs.Select(f.s.st.view)
}

// drawView shows the chosen view of the state, or what there is instead of one.
func (f *frame) drawView() {
	st := &f.s.st
	f.tips.Clear() // a tip belongs to what was drawn before
	f.tabs.Select(st.view)
	if st.phase == ready {
		f.view.Objects = []fyne.CanvasObject{areas[st.view].make(st.env)}
	} else {
		f.view.Objects = []fyne.CanvasObject{f.s.instead()}
		f.tabs.Hidden = true
	}
	f.tabs.Hidden = st.phase != ready
	f.tour.Refresh()
	f.middle.Refresh()
	f.view.Refresh()
}

const (
	peopleWidth = 214
	whyWidth    = 348
	whyStands   = 1600 // from this width the evidence stands open by itself
)

// whyShown reports whether the evidence is in sight at a width of the window.
func (f *frame) whyShown(width float32) bool {
	st := &f.s.st
	return st.phase == ready && (st.whyOpen || width >= whyStands && !st.whyShut)
}

// frameLayout places the parts of the window.
type frameLayout struct{ f *frame }

func (l *frameLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scale := widgets.Size(theme.Row) / 21
	top, bottom := 40*scale, 25*scale
	left, right := peopleWidth*scale, float32(0)
	if l.f.whyShown(size.Width) {
		right = whyWidth * scale
	}
	left = min(left, size.Width*0.25)
	right = min(right, size.Width*0.4)
	h := size.Height - top - bottom
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(0, w), max(0, h)))
	}
	put(objects[0], 0, 0, size.Width, top)
	put(objects[1], 0, top, left, h)
	put(objects[2], left, top, size.Width-left-right, h)
	objects[3].(*fyne.Container).Hidden = right == 0
	put(objects[3], size.Width-right, top, right, h)
	put(objects[4], 0, size.Height-bottom, size.Width, bottom)
}

func (l *frameLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 400) }

// middleLayout places identity, tabs and view under one another.
type middleLayout struct{ f *frame }

func (l *middleLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	id := l.f.ident.height(size.Width)
	tabs := float32(0)
	if !l.f.tabs.Hidden {
		tabs = l.f.tabs.MinSize().Height
	}
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, id))
	objects[1].Move(fyne.NewPos(0, id))
	objects[1].Resize(fyne.NewSize(size.Width, tabs))
	tour := l.f.tour.height()
	objects[2].Move(fyne.NewPos(0, id+tabs))
	objects[2].Resize(fyne.NewSize(size.Width, tour))
	top := id + tabs + tour
	objects[3].Move(fyne.NewPos(0, top))
	objects[3].Resize(fyne.NewSize(size.Width, max(0, size.Height-top)))
}

func (l *middleLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 200) }
