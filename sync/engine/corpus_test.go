package engine_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/engine"
)

// corpus returns a path in the public corpora beside the repository, and skips where they are not.
func corpus(t *testing.T, path string) string {
	t.Helper()
	root := os.Getenv("ANAMNESIS_SHARED")
	if root == "" {
		dir, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for {
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				break
			}
			if filepath.Dir(dir) == dir {
				t.Skip("no go.mod above the test")
			}
			dir = filepath.Dir(dir)
		}
		root = filepath.Join(filepath.Dir(dir), "shared")
	}
	p := filepath.Join(root, "corpus", path)
	if _, err := os.Stat(p); err != nil {
		t.Skip("the public corpora are not here")
	}
	return p
}

// long reports whether the whole of a long test is asked for.
func long() bool { return os.Getenv("ANAMNESIS_LONG") == "1" }

func importInto(t *testing.T, m *memory, opt app.ImportOptions, paths ...string) (app.SourceReport, error) {
	t.Helper()
	e := engine.New(engine.Config{Saver: m})
	return e.Import(t.Context(), record.Source{Name: "Files", Kind: record.SourceFiles}, paths, opt, nil)
}

func TestImportCorpora(t *testing.T) {
	for _, c := range []struct {
		path    string
		version string
		least   int // resources
		long    bool
	}{
		{"us-core/us-core-9.0.0-examples.zip", "4.0", 230, false},
		{"hl7-examples/hl7.fhir.r4.examples-4.0.1-clinical.zip", "4.0", 697, true},
		{"hl7-examples/hl7.fhir.r3.examples-3.0.2-clinical.zip", "3.0", 589, false},
		{"synthea/smart-stu3-67-patients.zip", "3.0", 14551, true},
		{"ips/hl7.fhir.uv.ips-2.0.0-examples.zip", "4.0", 44, false},
	} {
		t.Run(filepath.Base(c.path), func(t *testing.T) {
			if c.long && !long() {
				t.Skip("ANAMNESIS_LONG is not set")
			}
			m := newMemory()
			start := time.Now()
			rep, err := importInto(t, m, app.ImportOptions{FHIRVersion: "auto"}, corpus(t, c.path))
			if err != nil || rep.Partial || len(rep.Errors) > 0 {
				t.Fatalf("%v, %+v", err, rep.Errors)
			}
			if rep.Received < c.least || rep.Version != c.version || m.count("") != rep.New {
				t.Errorf("received %d of at least %d, new %d, held %d, FHIR %s", rep.Received, c.least, rep.New, m.count(""), rep.Version)
			}
			t.Logf("%d received, %d new, %d changed, %d unreadable in %v; %v", rep.Received, rep.New, rep.Changed, rep.Unreadable, time.Since(start).Round(time.Millisecond),
				rep.Warnings["the id of another resource with other content; both are kept"])
		})
	}
}

func TestImportEachSyntheaBundle(t *testing.T) {
	dir := corpus(t, "synthea/r4")
	files, _ := filepath.Glob(filepath.Join(dir, "*.json.gz"))
	if len(files) != 22 {
		t.Fatalf("%d bundles", len(files))
	}
	if !long() {
		files = files[:4]
	}
	for _, f := range files {
		m := newMemory()
		rep, err := importInto(t, m, app.ImportOptions{FHIRVersion: "auto"}, f)
		if err != nil || rep.Partial || rep.Version != "4.0" || rep.Received < 50 {
			t.Errorf("%v, %+v", err, rep)
		}
		if m.count("Patient") != 1 {
			t.Errorf("%d patients", m.count("Patient"))
		}
		loose := 0
		for ref, r := range m.resources {
			if ref.Type == "Condition" || ref.Type == "Observation" || ref.Type == "Encounter" {
				if r.Facts[0].Subject.Type != "Patient" {
					loose++
				}
			}
		}
		if loose > 0 {
			t.Errorf("%d resources whose reference to the patient was not resolved", loose)
		}
	}
}

func TestImportNastyFiles(t *testing.T) {
	for path, broken := range map[string]int{
		"nasty/fhir-test-cases-validator.zip":           18 + 12, // not JSON, not FHIR
		"nasty/google-fhir-primitive-valid-invalid.zip": 78,
	} {
		t.Run(filepath.Base(path), func(t *testing.T) {
			m := newMemory()
			rep, err := importInto(t, m, app.ImportOptions{FHIRVersion: "auto"}, corpus(t, path))
			var sentence *app.Error
			if err != nil && !errors.As(err, &sentence) {
				t.Fatal(err)
			}
			if !rep.Partial {
				t.Error("a file failed and the import says that it did not")
			}
			named := map[string]bool{}
			for _, e := range rep.Errors {
				if e.File != "" {
					named[e.File] = true
				}
				if !strings.HasSuffix(e.Message, ".") || strings.Contains(e.Message, "Check") && e.File == "" {
					t.Errorf("no sentence: %+v", e)
				}
			}
			if len(named) < broken {
				t.Errorf("%d files named, want at least %d", len(named), broken)
			}
			t.Logf("%d received, %d unreadable, %d errors, FHIR %s", rep.Received, rep.Unreadable, len(rep.Errors), rep.Version)
			if testing.Verbose() {
				for _, e := range rep.Errors {
					t.Log(e.Message)
				}
			}
		})
	}
}
