package app

import (
	"context"
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"anamnesis/app/record"
)

func TestNewEndpoint(t *testing.T) {
	for _, tt := range []struct {
		name, address, want string // want "" for refused
	}{
		{"A", "https://fhir.example.org/r4/", "https://fhir.example.org/r4"},
		{" A ", "https://fhir.example.org/r4?x=1#y", "https://fhir.example.org/r4"},
		{"A", "http://127.0.0.1:8080/fhir", "http://127.0.0.1:8080/fhir"},
		{"A", "http://localhost:8080/fhir", "http://localhost:8080/fhir"},
		{"A", "http://[::1]/fhir", "http://[::1]/fhir"},
		{"A", "http://fhir.example.org/r4", ""},
		{"A", "http://127.0.0.1.example.org/r4", ""},
		{"A", "ftp://fhir.example.org", ""},
		{"A", "https://user:secret@fhir.example.org", ""},
		{"A", "fhir", ""},
		{"", "https://fhir.example.org", ""},
	} {
		s, err := newEndpoint(tt.name, tt.address)
		if s.URL != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%q: %q, %v", tt.address, s.URL, err)
		}
		var e *Error
		if err != nil && (!errors.As(err, &e) || !e.Usage) {
			t.Errorf("%q: %v is no wrong usage", tt.address, err)
		}
	}
}

func TestSourceState(t *testing.T) {
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	at := func(hours int, states ...record.Completeness) []record.TypeState {
		var out []record.TypeState
		for _, s := range states {
			out = append(out, record.TypeState{State: s, AsOf: now.Add(-time.Duration(hours) * time.Hour)})
		}
		return out
	}
	for _, tt := range []struct {
		states []record.TypeState
		want   string
	}{
		{nil, "never"},
		{at(1, record.Complete, record.NotAsked), "current"},
		{at(25, record.Complete), "stale"},
		{append(at(1, record.Complete), at(30, record.Complete)...), "stale"}, // the oldest counts
		{at(1, record.Complete, record.Partial), "partial"},
		{at(1, record.Complete, record.Refused), "partial"},
		{at(1, record.Failed, record.Complete), "partial"},
		{at(1, record.Failed, record.Failed), "failed"},
	} {
		if got, _ := sourceState(tt.states, now); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.states, got, tt.want)
		}
	}
}

func TestDirectoryFindsTheOneWhoIsMeant(t *testing.T) {
	d := &directory{facts: map[record.Ref]*record.Fact{}}
	add := func(person, patient, family, given, mrn string) {
		ref := record.Ref{Source: "A", Type: "Patient", ID: patient}
		d.facts[ref] = &record.Fact{Ref: ref, Identifiers: []record.Identifier{{System: "urn:mrn", Value: mrn}},
			Patient: &record.Patient{Names: []record.Name{{Family: family, Given: []string{given}}}}}
		d.people = append(d.people, record.Person{ID: person, Links: []record.PersonLink{{Patient: ref}}})
	}
	add("p1", "a", "Ivanova", "Maria", "4711")
	add("p2", "b", "Ivanova", "Elena", "4712")
	add("p3", "c", "Müller", "Jörg", "4713")
	for _, tt := range []struct {
		text, want string
		several    int
	}{
		{"p1", "p1", 0},
		{"b", "p2", 0},
		{"4713", "p3", 0},
		{"urn:mrn|4711", "p1", 0},
		{"maria ivanova", "p1", 0},
		{"Ivanova, Elena", "p2", 0},
		{"Muller", "p3", 0},
		{"Ivanova", "", 2},
		{"Nobody", "", 0},
		{" ", "", 0},
	} {
		p, err := d.find(tt.text)
		if p.ID != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%q: %q, %v", tt.text, p.ID, err)
		}
		var nobody notFound
		if errors.As(err, &nobody) && len(nobody.several) != tt.several {
			t.Errorf("%q: %d fit", tt.text, len(nobody.several))
		}
	}
}

func TestIDsAreRandomAndPlain(t *testing.T) {
	a := New(Config{Random: rand.Reader})
	seen := map[string]bool{}
	for range 1000 {
		id := a.newID()
		if len(id) != 16 || seen[id] {
			t.Fatalf("%q", id)
		}
		seen[id] = true
	}
}

// memory is the part of a store that "since you last looked" needs.
type memory struct {
	Store
	at map[string]time.Time
}

func (m *memory) Looked(_ context.Context, person, _ string) (time.Time, error) {
	return m.at[person], nil
}

func (m *memory) SetLooked(_ context.Context, person, _ string, at time.Time) error {
	m.at[person] = at
	return nil
}

func TestNewStaysNewWhileTheChartIsOpen(t *testing.T) {
	before := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	now := before.AddDate(0, 0, 19)
	store := &memory{at: map[string]time.Time{"p": before}}
	a := New(Config{Store: store, Random: rand.Reader, Now: func() time.Time { return now }})
	person := "p"
	ask := func(opened bool, want time.Time) {
		t.Helper()
		got, err := a.lastLooked(t.Context(), person, opened)
		if err != nil || !got.Equal(want) {
			t.Errorf("opened %v: %v (%v), want %v", opened, got, err, want)
		}
	}
	ask(false, before) // not opened yet: a picture, an export
	ask(true, before)
	if err := store.SetLooked(t.Context(), "p", "default", now); err != nil {
		t.Fatal(err)
	}
	ask(false, before) // other units
	ask(true, now)     // opened again
	ask(false, now)
	person = "q"
	ask(true, time.Time{}) // the first time ever: nothing is new yet
	ask(false, now)        // what arrives from then on is
}

func TestDueToday(t *testing.T) {
	sofia := time.FixedZone("EET", 2*60*60)
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, sofia)
	at := func(patient, when string, change ...func(*record.Fact)) record.Fact {
		f := record.Fact{Account: record.AccountEvidence, Subject: record.Ref{Source: "A", Type: "Patient", ID: patient}}
		f.When.Start = record.ParseTime(when)
		for _, c := range change {
			c(&f)
		}
		return f
	}
	got := dueOn(now, []record.Fact{
		at("late", "2026-11-20T15:00:00+02:00"), at("late", "2026-11-20T11:00:00+02:00"),
		at("by the clock here", "2026-11-19T23:30:00Z"), // half past one in the morning in Sofia
		at("the day only", "2026-11-20"),
		at("tomorrow", "2026-11-21T08:00:00+02:00"),
		at("some day in November", "2026-11"),
		at("cancelled", "2026-11-20T10:00:00+02:00", func(f *record.Fact) { f.Negated = true }),
		at("entered in error", "2026-11-20T10:00:00+02:00", func(f *record.Fact) { f.Account = record.AccountRetracted }),
	})
	want := map[string]string{"late": "2026-11-20T11:00:00+02:00", "by the clock here": "2026-11-19T23:30:00Z", "the day only": "2026-11-20"}
	if len(got) != len(want) {
		t.Errorf("%v", got)
	}
	for ref, when := range got {
		if want[ref.ID] != when.Text {
			t.Errorf("%s: %s", ref.ID, when.Text)
		}
	}
}
