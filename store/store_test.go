package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anamnesis/app/record"
)

var t0 = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, name := range []string{"A", "B"} {
		if err := s.AddSource(t.Context(), record.Source{Name: name, Kind: record.SourceEndpoint, URL: "http://127.0.0.1/" + name, Added: t0}); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// resource makes a resource of patient p with one fact.
func resource(source, typ, id, p string, change ...func(*record.Resource)) record.Resource {
	ref := record.Ref{Source: source, Type: typ, ID: id}
	f := record.Fact{Ref: ref, Converter: record.ConverterVersion, Account: record.AccountEvidence}
	if p != "" {
		f.Subject = record.Ref{Source: source, Type: "Patient", ID: p}
	} else {
		f.Account = record.AccountSupporting
	}
	r := record.Resource{Ref: ref, FHIRVersion: "4.0", Raw: fmt.Appendf(nil, `{"resourceType":%q,"id":%q}`, typ, id), Facts: []record.Fact{f}}
	for _, c := range change {
		c(&r)
	}
	return r
}

func version(v, updated string) func(*record.Resource) {
	return func(r *record.Resource) {
		r.Version, r.LastUpdated = v, record.ParseTime(updated)
		r.Raw = fmt.Appendf(nil, `{"v":%q,"u":%q}`, v, updated)
	}
}

func save(t *testing.T, s *Store, rs ...record.Resource) record.Saved {
	t.Helper()
	saved, err := s.SavePage(t.Context(), record.Page{Source: "A", At: t0, Resources: rs})
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestSavePageCountsWhatChanged(t *testing.T) {
	one := func(v, u string) record.Resource { return resource("A", "Observation", "o", "p", version(v, u)) }
	subset := func(v, u string) record.Resource {
		r := one(v, u)
		r.Facts[0].Subsetted = true
		return r
	}
	gone := one("9", "2026-11-09T00:00:00Z")
	gone.Deleted = true
	for _, tt := range []struct {
		name          string
		before, after record.Resource
		want          record.Saved
		shown         string // version held afterwards
	}{
		{"the same again", one("1", "2026-11-01T00:00:00Z"), one("1", "2026-11-01T00:00:00Z"), record.Saved{Received: 1, Unchanged: 1}, "1"},
		{"a newer version", one("1", "2026-11-01T00:00:00Z"), one("2", "2026-11-02T00:00:00Z"), record.Saved{Received: 1, Changed: 1}, "2"},
		{"an older version never overwrites", one("2", "2026-11-02T00:00:00Z"), one("1", "2026-11-01T00:00:00Z"), record.Saved{Received: 1, Unchanged: 1}, "2"},
		{"versions of one second compare by number", one("9", "2026-11-01T00:00:00Z"), one("10", "2026-11-01T00:00:00Z"), record.Saved{Received: 1, Changed: 1}, "10"},
		{"without versions, other bytes are a change", one("", ""), resource("A", "Observation", "o", "p"), record.Saved{Received: 1, Changed: 1}, ""},
		{"H16: a subset never overwrites a whole one", one("1", "2026-11-01T00:00:00Z"), subset("2", "2026-11-02T00:00:00Z"), record.Saved{Received: 1, Unchanged: 1}, "1"},
		{"a whole one replaces a subset", subset("2", "2026-11-02T00:00:00Z"), one("1", "2026-11-01T00:00:00Z"), record.Saved{Received: 1, Changed: 1}, "1"},
		{"deleted at its source", one("1", "2026-11-01T00:00:00Z"), gone, record.Saved{Deleted: 1}, "1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			save(t, s, tt.before)
			if got := save(t, s, tt.after); got != tt.want {
				t.Errorf("saved %+v, want %+v", got, tt.want)
			}
			r, err := s.Raw(t.Context(), tt.before.Ref)
			if err != nil || r.Version != tt.shown {
				t.Errorf("holds version %q (%v), want %q", r.Version, err, tt.shown)
			}
		})
	}
}

func TestReplacedVersionsStayInTheVault(t *testing.T) {
	s := open(t)
	for v := range 3 {
		save(t, s, resource("A", "Observation", "o", "p", version(fmt.Sprint(v+1), fmt.Sprintf("2026-11-0%dT00:00:00Z", v+1))))
	}
	var versions []string
	err := s.each(t.Context(), func(r *sql.Rows) error {
		var v string
		defer func() { versions = append(versions, v) }()
		return r.Scan(&v)
	}, `SELECT version FROM older ORDER BY version`)
	if d := cmp.Diff([]string{"1", "2"}, versions); err != nil || d != "" {
		t.Error(err, d)
	}
}

func TestFactsComeBackAsTheyWere(t *testing.T) {
	s := open(t)
	r := resource("A", "Observation", "o", "p", func(r *record.Resource) {
		f := &r.Facts[0]
		f.When.Start = record.ParseTime("2019-05-03T10:11:12+03:00")
		f.Recorded = record.ParseTime("2019-05")
		f.Code = record.Concept{Codes: []record.Code{{System: record.SystemLOINC, Code: "2345-7", Display: "Glucose"}}, Text: "Глюкоза"}
		f.Observation = &record.Observation{Value: record.Value{Kind: record.ValueQuantity, Quantity: record.Quantity{Number: "1.00", Unit: "mg/dL"}}}
		f.Notes = []string{"haemolysed"}
		r.Facts = append(r.Facts, record.Fact{Ref: r.Ref, Part: "section[1]", Converter: 1, Kind: record.KindAllergy, Account: record.AccountEvidence})
	})
	save(t, s, r)
	facts, deleted, err := s.Facts(t.Context(), []record.Ref{{Source: "A", Type: "Patient", ID: "p"}})
	if err != nil || len(deleted) != 0 {
		t.Fatal(err, deleted)
	}
	if d := cmp.Diff(r.Facts, facts); d != "" {
		t.Error(d)
	}
}

func TestFactsFollowReferencesAndNotOtherPatients(t *testing.T) {
	s := open(t)
	ref := func(typ, id string) record.Ref { return record.Ref{Source: "A", Type: typ, ID: id} }
	order := resource("A", "MedicationRequest", "m", "p", func(r *record.Resource) {
		r.Facts[0].Medication = &record.Medication{Product: ref("Medication", "drug")}
		r.Facts[0].Refs = []record.Ref{ref("Practitioner", "dr"), ref("Observation", "others")}
	})
	doctor := resource("A", "Practitioner", "dr", "", func(r *record.Resource) { r.Facts[0].Refs = []record.Ref{ref("Organization", "org")} })
	prov := resource("A", "Provenance", "prov", "", func(r *record.Resource) { r.Facts[0].About = []record.Ref{ref("MedicationRequest", "m")} })
	save(t, s, order, doctor, prov, resource("A", "Medication", "drug", ""), resource("A", "Organization", "org", ""),
		resource("A", "Organization", "unrelated", ""), resource("A", "Observation", "others", "q"), resource("A", "Patient", "p", ""))
	facts, _, err := s.Facts(t.Context(), []record.Ref{ref("Patient", "p")})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, f := range facts {
		got[f.Ref.Local()] = true
	}
	want := map[string]bool{"MedicationRequest/m": true, "Medication/drug": true, "Practitioner/dr": true, "Organization/org": true,
		"Provenance/prov": true, "Patient/p": true}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// H13: when a source moves a resource to another patient, the old chart loses it in the same transaction.
func TestH13MovedResourceLeavesTheOldPatient(t *testing.T) {
	s := open(t)
	save(t, s, resource("A", "AllergyIntolerance", "x", "p", version("1", "2026-11-01T00:00:00Z")))
	save(t, s, resource("A", "AllergyIntolerance", "x", "q", version("2", "2026-11-02T00:00:00Z")))
	for p, want := range map[string]int{"p": 0, "q": 1} {
		ids, err := s.IDs(t.Context(), "A", p, "AllergyIntolerance")
		if err != nil || len(ids) != want {
			t.Errorf("patient %s has %d (%v), want %d", p, len(ids), err, want)
		}
	}
}

func TestPageAndCursorAreOneTransaction(t *testing.T) {
	s := open(t)
	cur := &record.Cursor{Source: "A", Patient: "p", Type: "Observation", Next: "http://127.0.0.1/next", Seen: 1, Since: t0}
	bad := resource("A", "Observation", "2", "p")
	bad.Facts = nil // cannot be saved
	_, err := s.SavePage(t.Context(), record.Page{Source: "A", At: t0, Resources: []record.Resource{resource("A", "Observation", "1", "p"), bad}, Cursor: cur})
	if err == nil {
		t.Fatal("a resource without a fact was saved")
	}
	if ids, _ := s.IDs(t.Context(), "A", "p", "Observation"); len(ids) != 0 {
		t.Errorf("half a page was saved: %v", ids)
	}
	if cs, _ := s.Cursors(t.Context(), "A", "p"); len(cs) != 0 {
		t.Errorf("the place moved without its page: %v", cs)
	}
	if _, err := s.SavePage(t.Context(), record.Page{Source: "A", At: t0, Resources: []record.Resource{resource("A", "Observation", "1", "p")}, Cursor: cur}); err != nil {
		t.Fatal(err)
	}
	cs, err := s.Cursors(t.Context(), "A", "p")
	if d := cmp.Diff([]record.Cursor{*cur}, cs); err != nil || d != "" {
		t.Error(err, d)
	}
	done := *cur
	done.Next = ""
	if _, err := s.SavePage(t.Context(), record.Page{Source: "A", At: t0, Cursor: &done}); err != nil {
		t.Fatal(err)
	}
	if cs, _ := s.Cursors(t.Context(), "A", "p"); len(cs) != 0 {
		t.Errorf("a finished type kept its place: %v", cs)
	}
}

func TestSourceIsForgottenWhole(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	b := resource("B", "Condition", "c", "p")
	save(t, s, resource("A", "Condition", "c", "p"), b)
	people := []record.Person{{ID: "x", Links: []record.PersonLink{
		{Patient: record.Ref{Source: "A", Type: "Patient", ID: "p"}, Score: 1, Decision: "same", Why: []string{"first"}},
		{Patient: record.Ref{Source: "B", Type: "Patient", ID: "p"}, Score: 0.99, Decision: "same", Why: []string{"same identifier"}},
	}}}
	if err := s.SavePeople(ctx, people, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveSource(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Raw(ctx, record.Ref{Source: "A", Type: "Condition", ID: "c"}); err == nil {
		t.Error("a resource of a removed source is still there")
	}
	if _, err := s.Raw(ctx, b.Ref); err != nil {
		t.Error("a resource of another source is gone:", err)
	}
	got, err := s.People(ctx)
	people[0].Links = people[0].Links[1:]
	if d := cmp.Diff(people, got); err != nil || d != "" {
		t.Error(err, d)
	}
	if err := s.RemoveSource(ctx, "nowhere"); err == nil || !strings.Contains(err.Error(), "source list") {
		t.Errorf("removing an unknown source says %v", err)
	}
}

func TestEquivalencesNeedThreeRecords(t *testing.T) {
	s := open(t)
	both := record.Concept{Codes: []record.Code{{System: record.SystemSNOMED, Code: "44054006"}, {System: record.SystemICD10CM, Code: "E11.9"}}}
	for i := range 3 {
		e, err := s.Equivalences(t.Context())
		if err != nil || len(e) != 0 {
			t.Fatalf("after %d records: %v %v", i, e, err)
		}
		save(t, s, resource("A", "Condition", fmt.Sprint(i), "p", func(r *record.Resource) { r.Facts[0].Code = both }))
	}
	e, err := s.Equivalences(t.Context())
	if err != nil || len(e) != 1 || e[0].Records != 3 {
		t.Errorf("%v %v", e, err)
	}
}

func TestNewerSchemaIsRefusedUntouched(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec("PRAGMA user_version = 999"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(dir, FileName))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), Options{Dir: dir}); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("opening says %v", err)
	}
	after, err := os.ReadFile(filepath.Join(dir, FileName))
	if err != nil || string(before) != string(after) {
		t.Error("the file was changed", err)
	}
}

func TestNotAVaultIsAClearError(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, FileName), []byte(strings.Repeat("not a database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), Options{Dir: dir}); err == nil || !strings.Contains(err.Error(), "Nothing was changed") {
		t.Errorf("opening says %v", err)
	}
}
