package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anamnesis/app"
	"anamnesis/ui/theme"
	"anamnesis/ui/widgets"
)

// message is what stands where a view would, when there is none.
type message struct {
	title, text string
	actions     []action
	danger      bool
}

type action struct {
	text, tip string
	do        func()
}

// instead returns what to show when there is no chart: who to open, what is awaited, or what failed.
func (s *Shell) instead() fyne.CanvasObject {
	st := &s.st
	switch {
	case st.phase == loading:
		return s.message(message{title: "Opening the chart ...", text: "Reading what the cache holds about " + st.person.Name + "."})
	case st.phase == failed:
		return s.message(message{title: "The chart cannot be opened", text: st.problem, danger: true,
			actions: []action{{"Try again", "", func() { s.Open(st.person.ID) }}}})
	case st.peopleErr != "":
		return s.message(message{title: "The cache cannot be read", text: st.peopleErr, danger: true,
			actions: []action{{"Try again", "", s.start}}})
	case !st.listed:
		return s.message(message{title: "Opening ..."})
	case len(st.people) == 0 && len(st.sources) == 0:
		return s.firstStart()
	case len(st.people) == 0:
		return s.message(message{title: "No one is in the cache yet",
			text:    "Type a name, a birth date or an identifier above and press Enter: the sources are asked.",
			actions: []action{{"Find a patient", "Ctrl+K", s.focusSearch}}})
	}
	return s.message(message{title: "Choose a patient", text: "At the left, or with Ctrl+K by name, birth date or identifier.",
		actions: []action{{"Find a patient", "Ctrl+K", s.focusSearch}}})
}

// firstStart leads to the first source or to the demo.
func (s *Shell) firstStart() fyne.CanvasObject {
	m := message{title: "Nothing is here yet", text: "Anamnesis gathers a patient's record from the hospitals' FHIR servers and shows it as one chart. " +
		"Add the first hospital here, or read a folder or a stick with records by: anamnesis import --source NAME PATH",
		actions: []action{{"Add a source", "Ctrl+N", s.addSource}}}
	if s.opt.StartDemo == nil {
		m.text += "\nTo look around with synthetic patients first, run: anamnesis demo"
		return s.message(m)
	}
	m.actions = append(m.actions, action{"Look around with synthetic patients", "Three demo hospitals, on this computer only", func() {
		s.spawn(func() {
			if err := s.opt.StartDemo(); err != nil {
				s.do(func() { s.st.note = app.Sentence(err); s.fr.bottom.Refresh() })
			}
		})
	}})
	return s.message(m)
}

// message draws a sentence in the middle, with what can be done.
func (s *Shell) message(m message) fyne.CanvasObject {
	ground := widgets.NewDrawn(nil, func(p *widgets.Painter, size fyne.Size) {
		p.Fill(widgets.Rect{W: size.Width, H: size.Height}, theme.Paper)
		y := size.Height * 0.28
		w := min(620, size.Width-40)
		x := (size.Width - w) / 2
		st := widgets.Style{Bold: true, Size: theme.Name}
		if m.danger {
			st.Role = theme.Danger
			mb := widgets.Size(theme.MarkBox) * 1.6
			p.Mark(widgets.Alert, x-mb, y+14, mb, theme.Danger)
		}
		p.Text(widgets.Rect{X: x, Y: y, W: w, H: 28}, m.title, st)
		y += 34
		body := widgets.Style{Role: theme.Muted}
		for _, line := range widgets.Wrap(m.text, body, w) {
			p.Whole(widgets.Rect{X: x, Y: y, W: w, H: 21}, line, body)
			y += 21
		}
	})
	ground.Label = m.title
	objects := []fyne.CanvasObject{ground}
	for _, a := range m.actions {
		objects = append(objects, widgets.NewButton(a.text, a.tip, a.do))
	}
	return container.New(&messageLayout{m}, objects...)
}

type messageLayout struct{ m message }

func (l *messageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	w := min(620, size.Width-40)
	x := (size.Width - w) / 2
	n := len(widgets.Wrap(l.m.text, widgets.Style{}, w))
	y := size.Height*0.28 + 34 + 21*float32(n) + 14
	for _, o := range objects[1:] {
		s := o.MinSize()
		o.Move(fyne.NewPos(x, y))
		o.Resize(s)
		x += s.Width + 8
	}
}

func (l *messageLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 100) }
