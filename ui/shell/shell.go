package shell

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"anamnesis/app"
	"anamnesis/app/chart"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
)

// Shell is one window on the data.
type Shell struct {
	data Data
	opt  Options
	now  func() time.Time
	win  fyne.Window
	// prefs keeps what the user chose; nil in a picture.
	prefs fyne.Preferences
	st    state
	fr    *frame

	ctx   context.Context
	end   context.CancelFunc
	owned sync.WaitGroup
	// spawn runs what asks for data: on a goroutine of its own in a window, at once in a picture.
	spawn func(func())

	asked  int                // the generation of the last question about a person
	cancel context.CancelFunc // ends the last one
	closed bool
	// seen says that a clinician looks: what is shown is then no longer new. A picture is nobody's look.
	seen bool
}

// Open returns the window. It is shown by its caller.
func Open(a fyne.App, data Data, opt Options) fyne.Window {
	opt = recall(a.Preferences(), opt)
	a.Settings().SetTheme(theme.Theme{Mode: opt.Theme, Scale: opt.Scale})
	w := a.NewWindow("Anamnesis")
	w.SetPadded(false)
	s := newShell(w, data, opt)
	s.spawn = func(f func()) { s.owned.Go(f) }
	s.prefs, s.seen = a.Preferences(), true
	s.st.pinned = s.prefs.StringList(prefPinned)
	w.Resize(firstSize)
	w.CenterOnScreen()
	w.SetOnClosed(s.close)
	s.start()
	return w
}

func newShell(w fyne.Window, data Data, opt Options) *Shell {
	s := &Shell{data: data, opt: opt, win: w, now: opt.Now}
	if s.now == nil {
		s.now = time.Now
	}
	s.ctx, s.end = context.WithCancel(context.Background())
	s.st.units = opt.Units
	if s.st.units == "" {
		s.st.units = chart.UnitsSource
	}
	s.fr = newFrame(s)
	w.SetContent(s.fr.root)
	s.shortcuts(w.Canvas())
	return s
}

// close ends every question and waits for its goroutine.
func (s *Shell) close() {
	s.closed = true
	s.end()
	s.owned.Wait()
	s.fr.forget()
}

// start reads who is there and opens the first person.
func (s *Shell) start() {
	s.fr.draw()
	s.spawn(func() {
		people, err := s.data.People(s.ctx)
		sources, err2 := s.data.SourceList(s.ctx)
		s.do(func() {
			s.st.people, s.st.sources, s.st.listed = people, sources, true
			if err == nil {
				err = err2
			}
			if err != nil {
				s.st.peopleErr = app.Sentence(err)
			}
			s.fr.draw()
			if s.opt.Person != "" {
				s.Open(s.opt.Person)
			}
		})
	})
}

// do runs f on Fyne's goroutine, unless the window has closed.
func (s *Shell) do(f func()) {
	fyne.Do(func() {
		if !s.closed {
			f()
		}
	})
}

// Open shows a person by id. The frame is emptied first; the chart comes when it is there.
func (s *Shell) Open(id string) {
	row, ok := s.st.row(id)
	if !ok {
		row = app.PersonRow{ID: id}
	}
	s.leave()
	s.st.person, s.st.phase = row, loading
	s.st.recent = front(s.st.recent, id)
	s.fr.draw()
	s.load(true)
}

// leave takes everything of the open person out of the state.
func (s *Shell) leave() {
	s.asked++
	if s.cancel != nil {
		s.cancel()
	}
	s.st.person, s.st.env, s.st.why, s.st.reveal = app.PersonRow{}, nil, nil, ""
	s.st.phase, s.st.problem, s.st.note, s.st.whyOpen = idle, "", "", false
	s.st.tour, s.st.tourAt = nil, 0
}

// load asks for the open person's chart. What an older question answers is dropped.
func (s *Shell) load(looked bool) {
	s.asked++
	gen, id, units := s.asked, s.st.person.ID, s.st.units
	if s.cancel != nil {
		s.cancel()
	}
	ctx, cancel := context.WithCancel(s.ctx)
	s.cancel = cancel
	s.spawn(func() {
		defer cancel()
		c, err := s.data.Chart(ctx, id, app.ChartOptions{Units: units, Looked: looked && s.seen})
		var env *views.Env
		if err == nil {
			env = views.NewEnv(c, s.now())
		}
		s.do(func() {
			if gen != s.asked {
				return
			}
			s.arrived(env, err)
		})
	})
}

func (s *Shell) arrived(env *views.Env, err error) {
	if err != nil {
		s.st.phase, s.st.env, s.st.problem = failed, nil, app.Sentence(err)
		s.fr.draw()
		return
	}
	env.Why, env.Peek, env.Raw = s.Why, s.Peek, s.raw
	env.Show = s.Show
	env.Reveal = s.st.reveal
	s.st.phase, s.st.env = ready, env
	if s.opt.Demo {
		s.st.tour = stops(env)
		s.st.tourAt = min(s.st.tourAt, len(s.st.tour)-1)
	}
	s.fr.draw()
}

// Show switches to a view by name, and to an entry in it.
func (s *Shell) Show(view, entry string) {
	i, ok := viewIndex(view)
	if !ok || s.st.phase != ready {
		return
	}
	s.st.view, s.st.reveal = i, entry
	s.st.env.Reveal = entry
	s.fr.drawView()
}

// Why shows the evidence of entries.
func (s *Shell) Why(entries []string) {
	if s.st.phase != ready {
		return
	}
	s.st.why, s.st.whyOpen, s.st.whyShut = entries, true, false
	s.fr.drawWhy()
}

// Peek shows the evidence of entries where it is in sight.
func (s *Shell) Peek(entries []string) {
	if s.fr.whyShown(s.fr.body.Size().Width) {
		s.st.why = entries
		s.fr.drawWhy()
	}
}

// CloseWhy closes the evidence.
func (s *Shell) CloseWhy() {
	s.st.why, s.st.whyOpen, s.st.whyShut = nil, false, true
	s.fr.drawWhy()
}

// SetUnits shows the open chart in other units. The person stays, the numbers are those of one system at any time.
func (s *Shell) SetUnits(u chart.UnitSystem) {
	s.st.units = u
	if s.prefs != nil {
		s.prefs.SetString(prefUnits, string(u))
	}
	if s.st.phase == ready || s.st.phase == loading {
		s.load(false)
	}
}

func front(list []string, id string) []string {
	out := []string{id}
	for _, x := range list {
		if x != id && len(out) < 6 {
			out = append(out, x)
		}
	}
	return out
}
