package files

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"anamnesis/app"
	"anamnesis/sync/stream"
)

// put writes a file below dir.
func put(t *testing.T, dir, name string, body []byte) string {
	t.Helper()
	p := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

func gz(t *testing.T, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type packed struct {
	name  string
	body  []byte
	flags uint16
}

func zipped(t *testing.T, entries ...packed) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.CreateHeader(&zip.FileHeader{Name: e.name, Method: zip.Deflate, Flags: e.flags})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(e.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read returns Type/id of everything below the paths, and the problems as file: message.
func read(t *testing.T, l Limits, paths ...string) (got []string, items []Item, problems []string, err error) {
	t.Helper()
	r := NewReader(l)
	err = r.Read(t.Context(), paths, func(it Item) error {
		typ, id, _ := stream.Identity(it.Raw)
		if it.ID != "" {
			id = it.ID
		}
		got = append(got, typ+"/"+id)
		items = append(items, it)
		return nil
	})
	for _, p := range r.Problems() {
		problems = append(problems, p.File+": "+p.Message)
		if !strings.HasSuffix(p.Message, ".") {
			t.Errorf("no sentence: %s", p.Message)
		}
	}
	return got, items, problems, err
}

const (
	patient = `{"resourceType":"Patient","id":"p"}`
	flag    = `{"resourceType":"Flag","id":"f","subject":{"reference":"Patient/p"}}`
)

func TestReadForms(t *testing.T) {
	bundle := `{"resourceType":"Bundle","type":"collection","entry":[{"resource":` + patient + `},{"resource":` + flag + `}]}`
	both := []string{"Patient/p", "Flag/f"}
	for _, c := range []struct {
		name string
		file string
		body []byte
		want []string
		says string // in the only problem
	}{
		{"a resource", "a.json", []byte(patient), both[:1], ""},
		{"a resource with a byte order mark", "a.json", []byte("\xEF\xBB\xBF" + patient), both[:1], ""},
		{"a Bundle", "a.json", []byte(bundle), both, ""},
		{"a Bundle, packed", "a.json.gz", gz(t, []byte(bundle)), both, ""},
		{"an array", "a.json", []byte("[" + patient + "," + flag + "]"), both, ""},
		{"Parameters", "a.json", []byte(`{"resourceType":"Parameters","parameter":[{"name":"a","resource":` + patient + `},{"name":"b","part":[{"name":"c","resource":` + flag + `}]}]}`), both, ""},
		{"Parameters without resources", "a.json", []byte(`{"resourceType":"Parameters","id":"x","parameter":[{"name":"a","valueString":"b"}]}`), []string{"Parameters/x"}, ""},
		{"a Bundle in a Bundle", "a.json", []byte(`{"resourceType":"Bundle","entry":[{"resource":` + bundle + `}]}`), both, ""},
		{"a batch without resources", "a.json", []byte(`{"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET","url":"Patient"}}]}`), nil, ""},
		{"NDJSON", "a.ndjson", []byte(patient + "\r\n\n" + flag), both, ""},
		{"NDJSON, packed", "a.ndjson.gz", gz(t, []byte(patient+"\n"+flag+"\n")), both, ""},
		{"NDJSON under another name", "a.json", []byte(patient + "\n" + flag + "\n"), both, ""},
		{"NDJSON with a bad line", "a.ndjson", []byte(patient + "\n{\"resourceType\":\n" + flag), []string{"Patient/p", "/", "Flag/f"}, ""},
		{"an archive", "a.zip", zipped(t, packed{name: "x/b.json", body: []byte(flag)}, packed{name: "x/a.ndjson.gz", body: gz(t, []byte(patient))},
			packed{name: "__MACOSX/._a.json", body: []byte("junk")}, packed{name: "readme.txt", body: []byte("hello")}), both, ""},
		{"nothing", "a.json", nil, nil, "is empty"},
		{"blanks", "a.json", []byte(" \n "), nil, "is empty"},
		{"NDJSON of nothing", "a.ndjson", []byte("\n\n"), nil, "is empty"},
		{"a web page", "a.json", []byte("<!DOCTYPE html><html></html>"), nil, "web page"},
		{"FHIR XML under the wrong name", "a.json", []byte(`<Patient xmlns="http://hl7.org/fhir"/>`), nil, "is XML"},
		{"XML", "a.xml", []byte(`<Patient xmlns="http://hl7.org/fhir"/>`), nil, "1 XML file(s)"},
		{"JSON that is not FHIR", "a.json", []byte(`{"name":"package"}`), nil, "not FHIR"},
		{"NDJSON that is not FHIR", "a.ndjson", []byte("1\n2\n"), nil, "not FHIR"},
		{"no JSON", "a.json", []byte("{\n\"resourceType\": \"Patient\",\n oops"), nil, "line 3"},
		{"a Bundle with a mistake", "a.json", []byte("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + patient + "},\n{\"resource\":" + flag + "]}"), both[:1], "the 1 resource(s) before are in"},
		{"a Bundle cut off", "a.json", []byte(bundle[:len(bundle)-20]), both[:1], "the 1 resource(s) before are in"},
		{"more after the end", "a.json", []byte(patient + "}"), both[:1], "goes on after the end"},
		{"a packed file cut off", "a.json.gz", gz(t, []byte(bundle))[:60], nil, "and was not read"},
		{"no gzip", "a.json.gz", []byte("plain text of some length"), nil, "damaged"},
		{"no archive", "a.zip", []byte("plain"), nil, "no whole zip archive"},
		{"an archive in an archive", "a.zip", zipped(t, packed{name: "b.zip", body: zipped(t)}), nil, "archive inside an archive"},
		{"a name that leads out", "a.zip", zipped(t, packed{name: "../../b.json", body: []byte(patient)}), nil, "leads out of its archive"},
		{"an encrypted file", "a.zip", zipped(t, packed{name: "b.json", body: []byte(patient), flags: 1}), nil, "is encrypted"},
		{"too deep", "a.json", []byte(`{"resourceType":"Patient","x":` + strings.Repeat("[", 400) + strings.Repeat("]", 400) + "}"), nil, "deeper than is safe"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := put(t, t.TempDir(), c.file, c.body)
			got, _, problems, err := read(t, Limits{}, p)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("read %v, want %v", got, c.want)
			}
			if len(problems) != min(1, len(c.says)) || c.says != "" && !strings.Contains(problems[0], c.says) {
				t.Errorf("problems %q, want %q", problems, c.says)
			}
		})
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "deep/er/flag.json", []byte(flag))
	put(t, dir, "Patient.ndjson", []byte(patient))
	put(t, dir, ".hidden/x.json", []byte(`{"resourceType":"Flag","id":"hidden"}`))
	put(t, dir, ".DS_Store", []byte("junk"))
	put(t, dir, "notes.txt", []byte("junk"))
	outside := put(t, t.TempDir(), "outside.json", []byte(`{"resourceType":"Flag","id":"outside"}`))
	if err := os.Symlink(outside, filepath.Join(dir, "link.json")); err != nil {
		t.Skip("no links here")
	}
	got, _, problems, err := read(t, Limits{}, dir)
	if err != nil || len(problems) > 0 || !slices.Equal(got, []string{"Patient/p", "Flag/f"}) {
		t.Errorf("%v, %v, %v", got, problems, err)
	}
}

func TestPathsThatHoldNothing(t *testing.T) {
	empty := t.TempDir()
	text := t.TempDir()
	put(t, text, "a.txt", []byte("x"))
	for name, paths := range map[string][]string{"a missing path": {filepath.Join(empty, "no")}, "an empty folder": {empty}, "a folder of something else": {text}} {
		_, _, _, err := read(t, Limits{}, paths...)
		var e *app.Error
		if !errors.As(err, &e) || !strings.HasSuffix(e.Message, ".") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBombs(t *testing.T) {
	zeros := []byte(`{"resourceType":"Bundle","entry":[` + strings.Repeat(`{"fullUrl":"`+strings.Repeat("0", 1000)+`"},`, 4<<10) + `{}]}`)
	dir := t.TempDir()
	paths := []string{put(t, dir, "a.json.gz", gz(t, zeros)), put(t, dir, "b.zip", zipped(t, packed{name: "b.json", body: zeros}))}
	got, _, problems, err := read(t, Limits{Free: 1 << 20}, paths...)
	if err != nil || len(got) != 0 || len(problems) != 2 {
		t.Fatalf("%v, %v, %v", got, problems, err)
	}
	for _, p := range problems {
		if !strings.Contains(p, "more than is plausible") {
			t.Error(p)
		}
	}
	many := make([]packed, 30)
	for i := range many {
		many[i] = packed{name: fmt.Sprintf("%d.json", i), body: []byte(flag)}
	}
	p := put(t, dir, "many.zip", zipped(t, many...))
	if got, _, problems, _ = read(t, Limits{Files: 20}, p); len(got) != 0 || len(problems) != 1 || !strings.Contains(problems[0], "more files than is safe") {
		t.Errorf("%v, %v", got, problems)
	}
	if got, _, problems, _ = read(t, Limits{Bytes: 1000}, p); len(got) > 20 || len(problems) < 10 {
		t.Errorf("%d read, %d problems", len(got), len(problems))
	}
}

func TestLargeFilesAreStreamed(t *testing.T) {
	var b, lines strings.Builder
	b.WriteString(`{"resourceType":"Bundle","type":"transaction","entry":[`)
	for i := range 200 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"fullUrl":"urn:uuid:%d","resource":{"resourceType":"Flag","subject":{"reference":"urn:uuid:%d"}}}`, i, 199-i)
		fmt.Fprintf(&lines, `{"resourceType":"Flag","id":"%d"}`+"\n", i)
	}
	b.WriteString("]}")
	dir := t.TempDir()
	small := Limits{Memory: 500}
	for _, p := range []string{put(t, dir, "a.json", []byte(b.String())), put(t, dir, "b.json.gz", gz(t, []byte(b.String()))), put(t, dir, "c.json", []byte(lines.String()))} {
		got, items, problems, err := read(t, small, p)
		if err != nil || len(problems) > 0 || len(got) != 200 || got[7] != "Flag/7" {
			t.Fatalf("%d read, %v, %v", len(got), problems, err)
		}
		if items[0].Scope == nil {
			continue
		}
		if n, ok := items[0].Scope.Resolve("urn:uuid:199"); !ok || n != (Name{"Flag", "199"}) {
			t.Errorf("a forward reference: %v %v", n, ok)
		}
	}
	p := put(t, dir, "d.json", []byte(`{"resourceType":"Patient","id":"`+strings.Repeat("x", 1000)+`"}`))
	if got, _, problems, _ := read(t, small, p); len(got) != 0 || len(problems) != 1 || !strings.Contains(problems[0], "larger than is safe") {
		t.Errorf("%v, %v", got, problems)
	}
}

func TestNames(t *testing.T) {
	bundle := func(base string) string {
		return `{"resourceType":"Bundle","type":"document","entry":[
			{"fullUrl":"` + base + `/Patient/1","resource":{"resourceType":"Patient","id":"1","name":[{"text":"` + base + `"}]}},
			{"fullUrl":"` + base + `/Flag/9","resource":{"resourceType":"Flag","id":"9","subject":{"reference":"Patient/1"}}},
			{"fullUrl":"urn:uuid:aa-bb","resource":{"resourceType":"Device"}},
			{"fullUrl":"` + base + `/Goal/g7","resource":{"resourceType":"Goal","id":"7"}},
			{"resource":{"resourceType":"Group","id":"g"}},
			{"resource":{"resourceType":"Basic"}}]}`
	}
	dir := t.TempDir()
	got, items, _, err := read(t, Limits{}, put(t, dir, "a.json", []byte(bundle("https://a"))), put(t, dir, "b.json", []byte(bundle("https://b"))))
	if err != nil || len(got) != 12 {
		t.Fatalf("%v, %v", got, err)
	}
	if !slices.Equal(got[:6], []string{"Patient/1", "Flag/9", "Device/aa-bb", "Goal/7", "Group/g", "Basic/"}) {
		t.Errorf("%v", got[:6])
	}
	if !strings.HasPrefix(got[6], "Patient/1-") {
		t.Errorf("two patients of one id became one: %v", got)
	}
	if !slices.Equal(got[7:], got[1:6]) {
		t.Errorf("equal resources got other names: %v", got[7:])
	}
	a, b := items[1].Scope, items[7].Scope
	other := Name{"Patient", strings.TrimPrefix(got[6], "Patient/")}
	for _, c := range []struct {
		in   *Scope
		ref  string
		want Name
		ok   bool
	}{
		{a, "https://a/Patient/1", Name{"Patient", "1"}, true},
		{a, "Patient/1", Name{}, false}, // means what it says
		{b, "Patient/1", other, true},
		{b, "https://b/Patient/1/_history/3", other, true},
		{a, "https://a/Observation/77", Name{"Observation", "77"}, true}, // same server, not in the Bundle
		{a, "https://elsewhere/Patient/1", Name{}, false},
		{a, "urn:uuid:aa-bb", Name{"Device", "aa-bb"}, true},
		{a, "urn:uuid:unknown", Name{}, false},
		{a, "Goal/g7", Name{"Goal", "7"}, true},
		{nil, "Patient/1", Name{}, false},
	} {
		if n, ok := c.in.Resolve(c.ref); n != c.want || ok != c.ok {
			t.Errorf("%s: %v %v, want %v %v", c.ref, n, ok, c.want, c.ok)
		}
	}
}

func TestVersionsAndSupportAreNotRenamed(t *testing.T) {
	dir := t.TempDir()
	r := NewReader(Limits{})
	var ids []string
	err := r.Read(t.Context(), []string{
		put(t, dir, "1.json", []byte(`{"resourceType":"Flag","id":"f","meta":{"versionId":"1"}}`)),
		put(t, dir, "2.json", []byte(`{"resourceType":"Flag","id":"f","meta":{"versionId":"2"},"status":"active"}`)),
		put(t, dir, "3.json", []byte(`{"resourceType":"Organization","id":"o"}`)),
		put(t, dir, "4.json", []byte(`{"resourceType":"Organization","id":"o","name":"x"}`)),
		put(t, dir, "5.json", []byte(`{"resourceType":"Goal","id":"g"}`)),
		put(t, dir, "6.json", []byte("{\n \"resourceType\": \"Goal\", \"id\": \"g\" }")),
	}, func(it Item) error { ids = append(ids, it.ID); return nil })
	if err != nil || r.Renamed != 0 || strings.Join(ids, "") != "" {
		t.Errorf("%v, %q", err, ids)
	}
}

func TestConditionalReferences(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "Encounter.ndjson", []byte(`{"resourceType":"Encounter","id":"e"}`))
	put(t, dir, "Practitioner.ndjson", []byte(`{"resourceType":"Practitioner","id":"d","identifier":[{"system":"urn:npi","value":"17"}]}
{"resourceType":"Practitioner","id":"x","identifier":[{"system":"urn:npi","value":"18"}]}
{"resourceType":"Practitioner","id":"y","identifier":[{"system":"urn:npi","value":"18"}]}`))
	r := NewReader(Limits{})
	err := r.Read(t.Context(), []string{dir}, func(it Item) error {
		if typ, _, _ := stream.Identity(it.Raw); typ == "Encounter" {
			if n, ok := r.Resolve(it.Scope, "Practitioner?identifier=urn:npi|17"); !ok || n.ID != "d" {
				t.Errorf("%v %v", n, ok)
			}
			if n, ok := r.Resolve(it.Scope, "Practitioner?identifier=urn%3Anpi%7C18"); ok {
				t.Errorf("one of two was chosen: %v", n)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestReadStops(t *testing.T) {
	p := put(t, t.TempDir(), "a.ndjson", []byte(patient+"\n"+flag))
	stop := errors.New("stop")
	if err := NewReader(Limits{}).Read(t.Context(), []string{p}, func(Item) error { return stop }); err != stop {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := NewReader(Limits{}).Read(ctx, []string{p}, func(Item) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
