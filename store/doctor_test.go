package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anamnesis/app"
	"anamnesis/app/record"
)

// patient makes a Patient of source A who has a name.
func patient(id, family string) record.Resource {
	return resource("A", "Patient", id, "", func(r *record.Resource) {
		r.Raw = fmt.Appendf(nil, `{"resourceType":"Patient","id":%q,"name":[{"family":%q}]}`, id, family)
		f := &r.Facts[0]
		f.Account, f.Subject = record.AccountEvidence, r.Ref
		f.Patient = &record.Patient{Names: []record.Name{{Family: family, Given: []string{"Given" + id}}}, BirthDate: record.ParseTime("1950-01-0" + id)}
	})
}

func vault(t *testing.T) (*Store, *app.App) {
	t.Helper()
	s := open(t)
	a := app.New(app.Config{Store: s, Now: func() time.Time { return t0 }, Random: rand.Reader, Profile: "nurse", Via: "window"})
	order := resource("A", "MedicationRequest", "m", "1", func(r *record.Resource) {
		r.Facts[0].Kind = record.KindMedication
		r.Facts[0].Refs = []record.Ref{{Source: "A", Type: "Practitioner", ID: "dr"}}
	})
	save(t, s, patient("1", "Ivanova"), patient("2", "Stoyanov"), order, resource("A", "Practitioner", "dr", ""),
		resource("A", "Observation", "o", "1", version("1", "2026-11-01T00:00:00Z")), resource("A", "Condition", "c", "2"))
	save(t, s, resource("A", "Observation", "o", "1", version("2", "2026-11-02T00:00:00Z")))
	if err := a.Relink(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s, a
}

func exec(t *testing.T, s *Store, changes ...string) {
	t.Helper()
	for _, c := range append([]string{"PRAGMA foreign_keys=OFF"}, append(changes, "PRAGMA foreign_keys=ON")...) {
		if _, err := s.write.Exec(c); err != nil {
			t.Fatal(c, err)
		}
	}
}

func diagnose(t *testing.T, a *app.App) app.Diagnosis {
	t.Helper()
	d, err := a.Doctor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func wrong(d app.Diagnosis) (out []app.Finding) {
	for _, f := range d.Findings {
		if f.Wrong {
			out = append(out, f)
		}
	}
	return out
}

func TestDoctorFindsNothingInAWholeVault(t *testing.T) {
	_, a := vault(t)
	if d := diagnose(t, a); !d.Healthy || d.People != 2 || len(d.Findings) != 0 {
		t.Errorf("%+v", d)
	}
}

func TestDoctorFinds(t *testing.T) {
	const of = ` WHERE resource=(SELECT key FROM resource WHERE type='Observation')`
	for _, tt := range []struct {
		name   string
		change []string
		want   []app.Check
		typ    string
	}{
		{"a byte of a resource", []string{`UPDATE resource SET raw=CAST('{"v":"2","u":"2026-11-02T00:00:01Z"}' AS BLOB) WHERE type='Observation'`}, []app.Check{app.CheckDamaged}, "Observation"},
		{"a resource given to another patient", []string{`UPDATE resource SET patient='2' WHERE type='Observation'`}, []app.Check{app.CheckDamaged}, "Observation"},
		{"a resource said to be deleted", []string{`UPDATE resource SET deleted=1 WHERE type='Observation'`}, []app.Check{app.CheckDamaged}, "Observation"},
		{"a byte of a fact", []string{`UPDATE fact SET body=CAST(substr(body,1,length(body)-1)||x'00' AS BLOB)` + of}, []app.Check{app.CheckDamaged}, "Observation"},
		{"a fact of another resource", []string{`UPDATE fact SET body=(SELECT body FROM fact WHERE resource=(SELECT key FROM resource WHERE type='Condition')), mac=(SELECT mac FROM fact WHERE resource=(SELECT key FROM resource WHERE type='Condition'))` + of}, []app.Check{app.CheckDamaged}, "Observation"},
		{"an older version", []string{`UPDATE older SET raw=CAST('{}' AS BLOB)`}, []app.Check{app.CheckDamaged}, "Observation"},
		{"an orphaned fact", []string{`INSERT INTO fact (resource, part, converter, body) VALUES (4711, 0, 1, x'a0')`}, []app.Check{app.CheckOrphan}, ""},
		{"another orphan", []string{`INSERT INTO older (resource, version, last_updated, arrived, raw) VALUES (4711, '', '', 0, x'00')`}, []app.Check{app.CheckOrphan}, ""},
		{"a ledger that does not add up", []string{`DELETE FROM fact` + of}, []app.Check{app.CheckBare, app.CheckLedger}, "Observation"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, a := vault(t)
			exec(t, s, tt.change...)
			d := diagnose(t, a)
			var got []app.Check
			for _, f := range wrong(d) {
				got = append(got, f.Check)
				if f.Do == "" || f.What == "" || f.Count == 0 {
					t.Errorf("it does not say what to do: %+v", f)
				}
				for _, name := range []string{"Ivanova", "Stoyanov", "Given"} {
					if strings.Contains(fmt.Sprint(f), name) {
						t.Errorf("it names a person: %+v", f)
					}
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" || d.Healthy {
				t.Fatal(d.Healthy, diff)
			}
			if f := wrong(d)[0]; f.Type != tt.typ || tt.typ != "" && (f.Source != "A" || len(f.Rows) != 1) {
				t.Errorf("%+v", f)
			}
			// Repaired, and gathered again where something is to be gathered, it is whole.
			if _, err := a.Repair(t.Context()); err != nil {
				t.Fatal(err)
			}
			save(t, s, resource("A", "Observation", "o", "1", version("2", "2026-11-02T00:00:00Z")))
			if d := diagnose(t, a); !d.Healthy {
				t.Errorf("after repair: %+v", d)
			}
		})
	}
}

func TestDoctorTellsWhatBelongsToNobody(t *testing.T) {
	s, a := vault(t)
	save(t, s, resource("A", "Organization", "x", ""), resource("A", "Condition", "stray", "nobody"))
	d := diagnose(t, a)
	var got []string
	for _, f := range d.Findings {
		got = append(got, fmt.Sprint(f.Check, f.Wrong, f.Type, f.Count))
	}
	if diff := cmp.Diff([]string{"of-no-personfalseCondition1", "of-no-personfalseOrganization1"}, got); diff != "" || !d.Healthy {
		t.Error(d.Healthy, diff)
	}
}

// What is damaged is never shown, and never lost from the count.
func TestDamageIsSeenOnRead(t *testing.T) {
	s, a := vault(t)
	ctx := t.Context()
	exec(t, s, `UPDATE fact SET body=CAST(replace(body,'MedicationRequest','MedicationRequesT') AS BLOB) WHERE resource=(SELECT key FROM resource WHERE type='MedicationRequest')`,
		`UPDATE resource SET raw=CAST('{}' AS BLOB) WHERE type='Condition'`)
	facts, _, err := s.Facts(ctx, []record.Ref{{Source: "A", Type: "Patient", ID: "1"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		bad := f.Ref.Type == "MedicationRequest"
		if bad != (f.Account == record.AccountUnreadable) || bad && (f.Medication != nil || len(f.Warnings) != 1 || f.Subject.ID != "1") {
			t.Errorf("%+v", f)
		}
	}
	if _, err := s.Raw(ctx, record.Ref{Source: "A", Type: "Condition", ID: "c"}); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("the raw bytes: %v", err)
	}
	people, err := s.People(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		c, err := a.Chart(ctx, p.ID, app.ChartOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if l := c.Ledger; !l.Adds() || p.Links[0].Patient.ID == "1" && (l.Unreadable != 1 || l.Received != 3) {
			t.Errorf("%s: %+v", p.ID, l)
		}
	}
	// The same bytes again are no news, unless what is held is damaged.
	if got := save(t, s, resource("A", "Condition", "c", "2")); got.Changed != 1 {
		t.Errorf("%+v", got)
	}
	if _, err := s.Raw(ctx, record.Ref{Source: "A", Type: "Condition", ID: "c"}); err != nil {
		t.Error(err)
	}
}

// A damaged Patient compares with nobody: their records must not leave their person's chart.
func TestDamagedPatientKeepsTheLinks(t *testing.T) {
	s, a := vault(t)
	before, err := s.People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	exec(t, s, `UPDATE fact SET body=x'a0' WHERE resource=(SELECT key FROM resource WHERE type='Patient' AND id='1')`)
	if err := a.Relink(t.Context()); err == nil || !strings.Contains(err.Error(), "--repair") {
		t.Errorf("relinking says %v", err)
	}
	after, err := s.People(t.Context())
	if d := cmp.Diff(before, after); d != "" || err != nil {
		t.Error(err, d)
	}
}

func TestDoctorFindsADamagedFile(t *testing.T) {
	for _, vfs := range []string{"", "sealed"} {
		t.Run("vfs "+vfs, func(t *testing.T) {
			opt := Options{Dir: t.TempDir()}
			if vfs != "" {
				opt.VFS = sealedVFS(t)
			}
			s := reopen(t, opt)
			if err := s.AddSource(t.Context(), record.Source{Name: "A", Kind: record.SourceFiles, Added: t0}); err != nil {
				t.Fatal(err)
			}
			var rs []record.Resource
			for i := range 500 {
				rs = append(rs, resource("A", "Observation", fmt.Sprint(i), "1"))
			}
			save(t, s, rs...)
			if err := errors.Join(s.Scrub(t.Context()), s.Close()); err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(s.path)
			if err != nil {
				t.Fatal(err)
			}
			for i := len(b) / 2; i < len(b)/2+6000; i++ {
				b[i] ^= 0x5a
			}
			writeTestFile(t, s.path, string(b))
			a := app.New(app.Config{Store: reopen(t, opt), Now: func() time.Time { return t0 }, Random: rand.Reader})
			d := diagnose(t, a)
			if d.Healthy || d.Findings[0].Check != app.CheckFile || !strings.Contains(d.Findings[0].Do, "restore") {
				t.Errorf("%+v", d)
			}
		})
	}
}
