package engine_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/engine"
)

func put(t *testing.T, dir, name, body string) string {
	t.Helper()
	p := filepath.Join(dir, name)
	if err := os.WriteFile(p, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

const transaction = `{"resourceType":"Bundle","type":"transaction","entry":[
 {"fullUrl":"urn:uuid:11111111-1111-1111-1111-111111111111","resource":{"resourceType":"Condition","subject":{"reference":"urn:uuid:22222222-2222-2222-2222-222222222222"},"code":{"text":"Asthma"},"encounter":{"reference":"urn:uuid:33333333-3333-3333-3333-333333333333"}},"request":{"method":"POST","url":"Condition"}},
 {"fullUrl":"urn:uuid:22222222-2222-2222-2222-222222222222","resource":{"resourceType":"Patient","name":[{"family":"Ivanova"}]},"request":{"method":"POST","url":"Patient"}},
 {"fullUrl":"urn:uuid:33333333-3333-3333-3333-333333333333","resource":{"resourceType":"Encounter","id":"own","status":"finished","class":{"code":"AMB"},"subject":{"reference":"urn:uuid:22222222-2222-2222-2222-222222222222"}},"request":{"method":"POST","url":"Encounter"}},
 {"resource":{"resourceType":"Observation","status":"final","subject":{"reference":"urn:uuid:22222222-2222-2222-2222-222222222222"},"code":{"text":"Pulse"}, "valueQuantity":{"value":1.00}}}
]}`

func TestImportResolvesABundle(t *testing.T) {
	m := newMemory()
	rep, err := importInto(t, m, app.ImportOptions{FHIRVersion: "auto"}, put(t, t.TempDir(), "b.json", transaction))
	if err != nil || rep.Partial || rep.New != 4 || rep.Version != "4.0" {
		t.Fatalf("%v, %+v", err, rep)
	}
	const patient = "22222222-2222-2222-2222-222222222222"
	if _, ok := m.get("Patient", patient); !ok {
		t.Error("the patient has no name of its Bundle")
	}
	c, ok := m.get("Condition", "11111111-1111-1111-1111-111111111111")
	if !ok {
		t.Fatal("no condition")
	}
	f := c.Facts[0]
	if f.Ref != c.Ref || f.Subject != (record.Ref{Source: "Files", Type: "Patient", ID: patient}) || f.Encounter.ID != "own" {
		t.Errorf("%+v", f)
	}
	if bytes.Contains(c.Raw, []byte(`"id"`)) || !strings.HasPrefix(string(c.Raw), `{"resourceType":"Condition","subject"`) {
		t.Errorf("the raw bytes changed: %s", c.Raw)
	}
	for ref, r := range m.resources {
		if ref.Type == "Observation" && (!strings.HasPrefix(ref.ID, "content-") || r.Facts[0].Subject.ID != patient || !bytes.Contains(r.Raw, []byte("1.00"))) {
			t.Errorf("%v %+v", ref, r.Facts[0].Subject)
		}
	}
	for _, typ := range []string{"Patient", "Condition", "Encounter", "Observation"} {
		if s := m.state(t, patient, typ); s.State != record.Complete || s.Received != 1 {
			t.Errorf("%s: %+v", typ, s)
		}
	}
	if s := m.state(t, patient, "AllergyIntolerance"); s.State == record.Complete {
		t.Error("files that hold no allergy prove that there is none")
	}
	again, err := importInto(t, m, app.ImportOptions{}, put(t, t.TempDir(), "b.json", transaction))
	if err != nil || again.Unchanged != 4 || again.New != 0 {
		t.Errorf("the same file twice: %v, %+v", err, again)
	}
}

func TestImportNDJSONWithRelativeReferences(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "Patient.ndjson", `{"resourceType":"Patient","id":"p"}`)
	var b strings.Builder
	for i := range 1201 {
		fmt.Fprintf(&b, `{"resourceType":"Flag","id":"f%d","status":"active","subject":{"reference":"Patient/p"},"code":{"text":"x"}}`+"\n", i)
	}
	b.WriteString("{broken\n")
	put(t, dir, "Flag.ndjson", b.String())
	m := newMemory()
	rep, err := importInto(t, m, app.ImportOptions{FHIRVersion: "auto"}, dir)
	if err != nil || rep.Partial || rep.Received != 1203 || rep.Unreadable != 1 {
		t.Fatalf("%v, %+v", err, rep)
	}
	if ids, _ := m.IDs(t.Context(), "Files", "p", "Flag"); len(ids) != 1201 {
		t.Errorf("%d of the patient", len(ids))
	}
	if biggest := slices.Max(m.sizes); biggest > 500 || m.pages < 4 {
		t.Errorf("%d pages, the largest of %d", m.pages, biggest)
	}
}

func TestImportVersions(t *testing.T) {
	stu3 := `{"resourceType":"Condition","id":"c","clinicalStatus":"active","verificationStatus":"confirmed","subject":{"reference":"Patient/p"},"assertedDate":"2016-01-01","code":{"text":"Asthma"}}`
	for _, c := range []struct{ option, want string }{{"auto", "3.0"}, {"", "3.0"}, {"3.0", "3.0"}, {"4.0", "4.0"}, {"5.0", "5.0"}} {
		m := newMemory()
		rep, err := importInto(t, m, app.ImportOptions{FHIRVersion: c.option}, put(t, t.TempDir(), "c.json", stu3))
		r, ok := m.get("Condition", "c")
		if err != nil || rep.Version != c.want || !ok || r.FHIRVersion != c.want || string(r.Raw) != stu3 {
			t.Errorf("%q: %v, %q, %q, want %q", c.option, err, rep.Version, r.FHIRVersion, c.want)
		}
	}
}

func TestImportKeepsBothOfOneID(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a.json", `{"resourceType":"Condition","id":"x","subject":{"reference":"Patient/p"},"code":{"text":"Asthma"},"contained":[{"resourceType":"Practitioner","id":"in"}],"asserter":{"reference":"#in"}}`)
	put(t, dir, "b.json", `{"resourceType":"Condition","id":"x","subject":{"reference":"Patient/q"},"code":{"text":"Gout"},"contained":[{"resourceType":"Practitioner","id":"in"}],"asserter":{"reference":"#in"}}`)
	m := newMemory()
	rep, err := importInto(t, m, app.ImportOptions{}, dir)
	if err != nil || rep.New != 2 || len(rep.Warnings) == 0 {
		t.Fatalf("%v, %+v", err, rep)
	}
	for ref, r := range m.resources {
		for _, f := range r.Facts {
			if f.Ref != ref {
				t.Errorf("a fact of %v says that it is of %v", ref, f.Ref)
			}
		}
	}
}

func TestImportErrors(t *testing.T) {
	empty := t.TempDir()
	one := t.TempDir()
	put(t, one, "package.json", `{"name":"x"}`)
	two := t.TempDir()
	put(t, two, "a.json", `oops`)
	put(t, two, "b.json", ``)
	none := t.TempDir()
	put(t, none, "batch.json", `{"resourceType":"Bundle","type":"batch","entry":[]}`)
	for name, c := range map[string]struct {
		path, says string
		files      int
	}{
		"no such path":    {filepath.Join(empty, "nothing"), "no file or folder", 0},
		"an empty folder": {empty, "no FHIR file", 0},
		"not FHIR":        {one, "not FHIR", 1},
		"two bad files":   {two, "None of the files could be read", 2},
		"an empty Bundle": {none, "no FHIR resource", 0},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMemory()
			rep, err := importInto(t, m, app.ImportOptions{}, c.path)
			var sentence *app.Error
			if !errors.As(err, &sentence) || !strings.Contains(sentence.Message, c.says) || len(rep.Errors) != c.files {
				t.Errorf("%v, %+v", err, rep)
			}
			if m.pages != 0 {
				t.Error("something was saved")
			}
		})
	}
}

func TestImportStops(t *testing.T) {
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, `{"resourceType":"Flag","id":"f%d","status":"active","subject":{"reference":"Patient/p"},"code":{"text":"x"}}`+"\n", i)
	}
	p := put(t, t.TempDir(), "Flag.ndjson", b.String())
	m := newMemory()
	ctx, cancel := context.WithCancel(t.Context())
	m.before = func(page int, _ record.Page) error {
		if page == 2 {
			cancel()
		}
		return nil
	}
	e := engine.New(engine.Config{Saver: m})
	rep, err := e.Import(ctx, record.Source{Name: "Files", Kind: record.SourceFiles}, []string{p}, app.ImportOptions{}, nil)
	if !errors.Is(err, context.Canceled) || !rep.Partial || rep.Received == 0 || rep.Received > 2500 {
		t.Errorf("%v, %+v", err, rep)
	}
	full := errors.New("the disk is full")
	m = newMemory()
	m.before = func(page int, _ record.Page) error {
		if page == 2 {
			return full
		}
		return nil
	}
	if rep, err = importInto(t, m, app.ImportOptions{}, p); !errors.Is(err, full) || !rep.Partial || rep.Received != 500 {
		t.Errorf("%v, %+v", err, rep)
	}
}
