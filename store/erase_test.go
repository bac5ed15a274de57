package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"anamnesis/app"
	"anamnesis/app/record"
)

func dirOf(s *Store) string { return filepath.Dir(s.path) }

// everyByte returns all files of a folder, one after the other.
func everyByte(t *testing.T, dir string) []byte {
	t.Helper()
	var all []byte
	for _, n := range names(t, dir) {
		b, err := os.ReadFile(filepath.Join(dir, n))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b...)
	}
	return all
}

// What is erased is in no file of the vault any more, the log and the free pages included.
func TestErasedPersonLeavesNoTrace(t *testing.T) {
	t.Run("a small vault", testErasedPerson)
	defer func(was int64) { maxVacuum = was }(maxVacuum)
	maxVacuum = 0
	t.Run("a large vault", testErasedPerson)
}

func testErasedPerson(t *testing.T) {
	s, a := vault(t)
	ctx := t.Context()
	text := func(what string) func(*record.Resource) {
		return func(r *record.Resource) {
			r.Raw = fmt.Appendf(nil, `{"text":%q}`, what)
			r.Facts[0].Notes = []string{what}
		}
	}
	moved := func(p, v, what string) record.Resource {
		return resource("A", "AllergyIntolerance", "x", p, version(v, "2026-11-0"+v+"T00:00:00Z"), text(what))
	}
	only := resource("A", "Provenance", "prov", "", text("SECRETPROVENANCE"))
	only.Facts[0].About = []record.Ref{{Source: "A", Type: "MedicationRequest", ID: "m"}}
	save(t, s, resource("A", "Condition", "long", "1", text("SECRETCONDITION"+string(bytes.Repeat([]byte("y"), 20000)))), only,
		resource("A", "Practitioner", "dr", "", text("SECRETSTAFF")),
		resource("A", "Condition", "kept", "2", text("KEPTCONDITION")), moved("1", "1", "SECRETOLDALLERGY"))
	save(t, s, moved("2", "2", "KEPTALLERGY")) // its source moved it to another patient
	people, err := s.People(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var who record.Person
	for _, p := range people {
		if p.Links[0].Patient.ID == "1" {
			who = p
		}
	}
	for _, d := range []record.Decision{
		{ID: "d1", Note: "SECRETNOTE", Facts: []record.Ref{{Source: "A", Type: "Condition", ID: "long"}}, At: t0},
		{ID: "d2", Note: "KEPTNOTE", Facts: []record.Ref{{Source: "A", Type: "Condition", ID: "kept"}}, At: t0},
	} {
		if err := s.SaveDecision(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.ErasePerson(ctx, who.ID); err != nil {
		t.Fatal(err)
	}
	for _, when := range []string{"open", "closed"} {
		all := everyByte(t, dirOf(s))
		for _, gone := range []string{"SECRET", "Ivanova", who.ID} {
			if bytes.Contains(all, []byte(gone)) {
				t.Errorf("%s: %s is still there", when, gone)
			}
		}
		for _, kept := range []string{"KEPTCONDITION", "KEPTALLERGY", "KEPTNOTE", "Stoyanov"} {
			if !bytes.Contains(all, []byte(kept)) {
				t.Errorf("%s: %s is gone", when, kept)
			}
		}
		if when == "open" {
			if d := diagnose(t, a); !d.Healthy {
				t.Errorf("%+v", d)
			}
			if err := a.ErasePerson(ctx, who.ID); err == nil {
				t.Error("an erased person was erased again")
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestErasedSourceLeavesNoTrace(t *testing.T) {
	s, a := vault(t)
	b := resource("B", "Condition", "c", "p")
	b.Raw = []byte("KEPTCONDITION")
	save(t, s, b)
	if err := s.SaveDecision(t.Context(), record.Decision{ID: "d", Note: "SECRETNOTE", Facts: []record.Ref{{Source: "A", Type: "Condition", ID: "c"}}, At: t0}); err != nil {
		t.Fatal(err)
	}
	if err := a.EraseSource(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	all := everyByte(t, dirOf(s))
	for _, gone := range []string{"SECRET", "Ivanova", "Stoyanov", "MedicationRequest"} {
		if bytes.Contains(all, []byte(gone)) {
			t.Errorf("%s is still there", gone)
		}
	}
	if !bytes.Contains(all, []byte("KEPTCONDITION")) {
		t.Error("another source's resource is gone")
	}
}

func TestEraseVaultDestroysTheKeyFirst(t *testing.T) {
	s, _ := vault(t)
	dir := dirOf(s)
	record5(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	locked := errors.New("locked")
	var e *app.Error
	if err := EraseVault(dir, func() error { return locked }); !errors.Is(err, locked) || !errors.As(err, &e) || !Exists(dir) {
		t.Errorf("%v", err)
	}
	key := filepath.Join(dir, "key")
	if err := os.WriteFile(key, []byte("key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := EraseVault(dir, func() error { return os.Remove(key) }); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("left: %v", names(t, dir))
	}
	if err := EraseVault(dir, nil); err == nil {
		t.Error("nothing was erased as a vault")
	}
}

func writeTestFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
