package shell

import (
	"sync"
	"time"

	"anamnesis/app"
)

// progressEvery is how often the source bar is drawn while sources are gathered: often enough to see that it moves.
const progressEvery = 150 * time.Millisecond

// Sync asks every source for what is new about the open person, and shows the chart anew when they have answered.
func (s *Shell) Sync() {
	if s.st.syncing || s.st.phase != ready {
		return
	}
	id := s.st.person.ID
	s.st.syncing, s.st.progress, s.st.note = true, map[string]app.Progress{}, ""
	s.fr.bottom.Refresh()
	show := s.throttled()
	s.spawn(func() {
		reports, err := s.data.Sync(s.ctx, app.SyncRequest{People: []string{id}}, show)
		people, err2 := s.data.People(s.ctx)
		sources, err3 := s.data.SourceList(s.ctx)
		s.do(func() {
			s.st.syncing, s.st.reports = false, reports
			if err2 == nil {
				s.st.people = people
			}
			if err3 == nil {
				s.st.sources = sources
			}
			if err != nil {
				s.st.note = app.Sentence(err)
			}
			s.fr.top.draw()
			s.fr.people.draw()
			s.fr.bottom.Refresh()
			if s.st.person.ID == id && s.st.phase == ready {
				s.load(false)
			}
		})
	})
}

// throttled returns a function that takes progress from any goroutine and draws it at most every progressEvery.
func (s *Shell) throttled() func(app.Progress) {
	var mu sync.Mutex
	latest := map[string]app.Progress{}
	var last time.Time
	return func(p app.Progress) {
		mu.Lock()
		defer mu.Unlock()
		latest[p.Source] = p
		if now := time.Now(); p.Done || now.Sub(last) >= progressEvery {
			last = now
			all := make(map[string]app.Progress, len(latest))
			for k, v := range latest {
				all[k] = v
			}
			s.do(func() {
				s.st.progress = all
				s.fr.bottom.Refresh()
			})
		}
	}
}

// gatherNew gathers a person whom only the sources have, and opens the chart when the first of it is there.
func (s *Shell) gatherNew(p app.FoundPerson) {
	if s.st.syncing {
		return
	}
	s.leave()
	s.st.syncing, s.st.progress = true, map[string]app.Progress{}
	s.st.phase, s.st.person = loading, app.PersonRow{Name: p.Name, BirthDate: p.BirthDate, Sex: p.Sex, Sources: p.Sources}
	s.fr.draw()
	s.asked++
	gen := s.asked
	show := s.throttled()
	text := p.Name
	if len(p.Records) > 0 {
		r := p.Records[0]
		text = r.Source + ":Patient/" + r.Patient
	}
	s.spawn(func() {
		_, err := s.data.Sync(s.ctx, app.SyncRequest{People: []string{text}}, show)
		people, err2 := s.data.People(s.ctx)
		found, err3 := s.data.FindCached(s.ctx, p.Name)
		s.do(func() {
			s.st.syncing = false
			if err2 == nil {
				s.st.people = people
			}
			if gen != s.asked { // someone else has been opened meanwhile
				s.fr.people.draw()
				s.fr.bottom.Refresh()
				return
			}
			if err == nil {
				err = err3
			}
			for _, f := range found.People {
				if f.InCache && shares(f, p) {
					s.Open(f.ID)
					return
				}
			}
			s.st.phase, s.st.problem = failed, "Nothing came of this person. Ask again, or look whether the source can be reached."
			if err != nil {
				s.st.problem = app.Sentence(err)
			}
			s.fr.draw()
		})
	})
}

func shares(a, b app.FoundPerson) bool {
	for _, x := range a.Records {
		for _, y := range b.Records {
			if x.Source == y.Source && x.Patient == y.Patient {
				return true
			}
		}
	}
	return false
}
