package store

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anamnesis/app"
	"anamnesis/app/record"
)

func rows(t *testing.T, s *Store) []app.AuditRow {
	t.Helper()
	var out []app.AuditRow
	for r, err := range s.AuditLog(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

func record5(t *testing.T, s *Store) { t.Helper(); recordBecause(t, s, "because") }

func recordBecause(t *testing.T, s *Store, why string) {
	t.Helper()
	for i := range 5 {
		e := app.AuditEvent{At: t0, Profile: "nurse", Action: app.AuditOpen, Person: fmt.Sprint("p", i%2), View: "window", Reason: why}
		if err := s.Audit(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAuditRowsNamePeopleByRandomIDs(t *testing.T) {
	s := open(t)
	if err := s.SavePeople(t.Context(), []record.Person{{ID: "p0"}, {ID: "p1"}}, nil); err != nil {
		t.Fatal(err)
	}
	record5(t, s)
	got := rows(t, s)
	if len(got) != 5 || got[0].Sequence != 1 || got[4].Sequence != 5 {
		t.Fatalf("%+v", got)
	}
	for i, r := range got {
		if want := fmt.Sprint("p", i%2); r.InCache != want || r.Person == want || len(r.Person) < 20 || r.Person != got[i%2].Person {
			t.Errorf("%+v", r)
		}
		if r.Profile != "nurse" || r.Action != app.AuditOpen || r.View != "window" || r.Reason != "because" || !r.At.Equal(t0) {
			t.Errorf("%+v", r)
		}
	}
}

func TestDoctorNamesTheFirstBrokenLink(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change []string
		head   func(was string) string // nil: as it is
		row    int64                   // 0 for whole
		says   string
	}{
		{name: "nothing"},
		{"a changed row", []string{`UPDATE audit SET reason='another' WHERE sequence=3`}, nil, 3, "row 3: its content"},
		{"two changed rows", []string{`UPDATE audit SET profile='x' WHERE sequence IN (2, 4)`}, nil, 2, "row 2"},
		{"another person", []string{`UPDATE audit SET person=(SELECT person FROM audit WHERE sequence=2) WHERE sequence=1`}, nil, 1, "row 1"},
		{"a row taken out", []string{`DELETE FROM audit WHERE sequence=2`}, nil, 2, "row 2: it is missing"},
		{"a row taken out, the rest moved up", []string{`DELETE FROM audit WHERE sequence=2`, `UPDATE audit SET sequence=sequence-1 WHERE sequence>2`}, nil, 2, "row 2: it does not follow"},
		{"the first row taken out", []string{`DELETE FROM audit WHERE sequence=1`}, nil, 1, "row 1: it is missing"},
		{"another link", []string{`UPDATE audit SET previous=zeroblob(32) WHERE sequence=4`}, nil, 4, "row 4: it does not follow"},
		{"the tail cut off", []string{`DELETE FROM audit WHERE sequence>3`}, nil, 4, "cut off after row 3: it once had 5"},
		{"all cut off", []string{`DELETE FROM audit`}, nil, 1, "cut off after row 0"},
		{"the head's file gone", nil, func(string) string { return "" }, 5, "missing"},
		{"the head's file says less", nil, func(was string) string { return strings.Replace(was, "\n5\n", "\n4\n", 1) }, 4, "does not fit"},
		{"the head's file is something else", nil, func(string) string { return "hello" }, 0, "does not fit"},
		{"the last row forgotten with its hash kept", []string{`DELETE FROM audit WHERE sequence=5`, `UPDATE audit SET hash=zeroblob(32) WHERE sequence=4`}, nil, 4, "row 4: its content"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			record5(t, s)
			exec(t, s, tt.change...)
			if tt.head != nil {
				was, err := os.ReadFile(s.head.path)
				if err != nil {
					t.Fatal(err)
				}
				if now := tt.head(string(was)); now == "" {
					err = os.Remove(s.head.path)
				} else {
					err = os.WriteFile(s.head.path, []byte(now), 0o600)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			check := func(when string) {
				t.Helper()
				fs, err := s.Check(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if tt.says == "" {
					if len(fs) != 0 {
						t.Errorf("%s: %+v", when, fs)
					}
					return
				}
				if len(fs) != 1 || fs[0].Check != app.CheckAudit || fs[0].Do == "" || when == "at once" && (!strings.Contains(fs[0].What, tt.says) || fs[0].Rows[0] != tt.row) {
					t.Errorf("%s: %+v", when, fs)
				}
			}
			check("at once")
			recordBecause(t, s, "later") // what is written later does not cover it
			check("later")
		})
	}
}

// Whoever can write the file but has no key cannot make a shorter chain whole.
func TestForgedHeadNeedsTheKey(t *testing.T) {
	s := reopen(t, Options{Dir: t.TempDir(), Keys: &Keys{Resources: []byte("r"), Audit: []byte("a")}})
	record5(t, s)
	exec(t, s, `DELETE FROM audit WHERE sequence=5`)
	var hash []byte
	if err := s.read.QueryRow(`SELECT hash FROM audit WHERE sequence=4`).Scan(&hash); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		key   []byte
		found int
	}{{nil, 1}, {[]byte("guess"), 1}, {[]byte("a"), 0}} {
		if err := (headFile{s.head.path, tt.key}).write(4, hash); err != nil {
			t.Fatal(err)
		}
		if fs, err := s.Check(t.Context()); err != nil || len(fs) != tt.found {
			t.Errorf("key %q: %+v, %v", tt.key, fs, err)
		}
	}
}

// A process may end between a row and its head.
func TestHeadMayLagBehind(t *testing.T) {
	s := open(t)
	record5(t, s)
	was, err := os.ReadFile(s.head.path)
	if err != nil {
		t.Fatal(err)
	}
	record5(t, s)
	if err := os.WriteFile(s.head.path, was, 0o600); err != nil {
		t.Fatal(err)
	}
	if fs, err := s.Check(t.Context()); err != nil || len(fs) != 0 {
		t.Errorf("%+v, %v", fs, err)
	}
	record5(t, s)
	if h, err := s.head.read(); err != nil || h.count != 15 {
		t.Errorf("%+v, %v", h, err)
	}
}

func TestAuditIsOneChainForAll(t *testing.T) {
	s := open(t)
	two := reopen(t, Options{Dir: dirOf(s)})
	var g sync.WaitGroup
	for _, st := range []*Store{s, two, s, two} {
		g.Go(func() {
			for range 10 {
				if err := st.Audit(t.Context(), app.AuditEvent{At: t0, Action: app.AuditSearch}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	g.Wait()
	if fs, err := s.Check(t.Context()); err != nil || len(fs) != 0 || len(rows(t, s)) != 40 {
		t.Errorf("%+v, %v, %d rows", fs, err, len(rows(t, s)))
	}
}

func TestErasingAPersonKeepsTheChain(t *testing.T) {
	s, a := vault(t)
	people, err := s.People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		if _, err := a.Chart(t.Context(), p.ID, app.ChartOptions{Looked: true}); err != nil {
			t.Fatal(err)
		}
	}
	before := rows(t, s)
	if err := a.ErasePerson(t.Context(), people[0].ID); err != nil {
		t.Fatal(err)
	}
	after := rows(t, s)
	if last := after[len(after)-1]; last.Action != app.AuditErase || last.Person != before[0].Person || last.InCache != "" {
		t.Errorf("%+v", last)
	}
	before[0].InCache = ""
	if d := cmp.Diff(before, after[:2]); d != "" {
		t.Error(d)
	}
	if d := diagnose(t, a); !d.Healthy {
		t.Errorf("%+v", d)
	}
}

// Whatever shows a chart is an opening; the same chart again is not.
func TestOpeningsAreRecordedOnce(t *testing.T) {
	s, a := vault(t)
	people, err := s.People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	one, two := people[0].ID, people[1].ID
	for _, step := range []struct {
		person string
		opt    app.ChartOptions
		want   string // of the row; "" for none
	}{
		{one, app.ChartOptions{Looked: true, View: "the list", Reason: "on call"}, "open the list on call "},
		{one, app.ChartOptions{Units: "si"}, ""},
		{one, app.ChartOptions{IncludeRestricted: true, Reason: "asked by her"}, "reveal window asked by her with what is restricted"},
		{one, app.ChartOptions{IncludeRestricted: true, Units: "si"}, ""},
		{two, app.ChartOptions{}, "open window  "},
		{one, app.ChartOptions{}, "open window  "},
		{one, app.ChartOptions{Looked: true}, "open window  "},
	} {
		before := len(rows(t, s))
		if _, err := a.Chart(t.Context(), step.person, step.opt); err != nil {
			t.Fatal(err)
		}
		var got string
		for _, r := range rows(t, s)[before:] {
			got += fmt.Sprint(r.Action, " ", r.View, " ", r.Reason, " ", r.Detail)
			if r.InCache != step.person {
				t.Errorf("%+v", r)
			}
		}
		if got != step.want {
			t.Errorf("%+v: %q, want %q", step.opt, got, step.want)
		}
	}
}

// What cannot be written to the log is not done.
func TestNoChartWithoutItsRow(t *testing.T) {
	s, a := vault(t)
	people, err := s.People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	exec(t, s, `CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(FAIL, 'full'); END`)
	_, err = a.Chart(t.Context(), people[0].ID, app.ChartOptions{})
	var b strings.Builder
	exportErr := a.Export(t.Context(), people[0].ID, "bundle", app.ChartOptions{}, &b)
	for _, err := range []error{err, exportErr, a.ErasePerson(t.Context(), people[0].ID), a.RemoveSource(t.Context(), "A")} {
		if err == nil || !strings.Contains(err.Error(), "audit log") {
			t.Errorf("%v", err)
		}
	}
	if left, err := s.People(t.Context()); b.Len() > 0 || len(left) != 2 || err != nil {
		t.Errorf("%d bytes were exported, %d people are left, %v", b.Len(), len(left), err)
	}
}
