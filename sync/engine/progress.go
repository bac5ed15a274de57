package engine

import (
	"sync"
	"time"

	"anamnesis/app"
)

// progressEvery is the shortest time between two reports of the same kind.
const progressEvery = 100 * time.Millisecond

// teller passes progress on, not more often than someone can read it. It may be used by several goroutines; report is
// called by one at a time.
type teller struct {
	mu       sync.Mutex
	source   string
	report   func(app.Progress)
	now      func() time.Time
	last     time.Time
	received int
	expected int
}

func newTeller(source string, now func() time.Time, report func(app.Progress)) *teller {
	if report == nil {
		report = func(app.Progress) {}
	}
	return &teller{source: source, report: report, now: now}
}

// expect adds to how many resources are to come.
func (t *teller) expect(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.expected += n
}

// add counts n received resources of a type.
func (t *teller) add(typ string, n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.received += n
	if now := t.now(); now.Sub(t.last).Abs() >= progressEvery {
		t.last = now
		t.report(t.state(typ))
	}
}

// note says a sentence at once.
func (t *teller) note(typ, sentence string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.state(typ)
	p.Note = sentence
	t.report(p)
}

// done is the last report.
func (t *teller) done() {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.state("")
	p.Done = true
	t.report(p)
}

func (t *teller) state(typ string) app.Progress {
	return app.Progress{Source: t.source, Type: typ, Received: t.received, Expected: max(t.expected, t.received)}
}
