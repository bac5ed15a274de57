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
