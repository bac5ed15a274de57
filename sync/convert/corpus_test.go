package convert

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"anamnesis/app/record"
)

// shared returns a folder of public test data that does not belong to this repository; without it the test is skipped.
func shared(t testing.TB, name string) string {
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
				t.Fatal("no go.mod above the test")
			}
			dir = filepath.Dir(dir)
		}
		root = filepath.Join(dir, "..", "shared")
	}
	path := filepath.Join(root, "corpus", name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("the shared corpus is not here")
	}
	return path
}

// long reports whether the whole corpus is wanted.
func long() bool { return os.Getenv("ANAMNESIS_LONG") == "1" }

// document is one file of a corpus.
type document struct {
	name string
	data []byte
}

// documents returns the files below a path: JSON, NDJSON, gzip and zip.
func documents(t testing.TB, path string) []document {
	t.Helper()
	var docs []document
	err := filepath.WalkDir(path, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		switch {
		case strings.HasSuffix(p, ".zip"):
			docs = append(docs, unzip(t, data)...)
		case strings.HasSuffix(p, ".gz"):
			z, err := gzip.NewReader(bytes.NewReader(data))
			if err != nil {
				return err
			}
			if data, err = io.ReadAll(z); err != nil {
				return err
			}
			docs = append(docs, document{strings.TrimSuffix(filepath.Base(p), ".gz"), data})
		default:
			docs = append(docs, document{filepath.Base(p), data})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func unzip(t testing.TB, data []byte) []document {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var docs []document
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, document{f.Name, b})
	}
	return docs
}

// resourcesIn splits a document into resources: the lines of NDJSON, the entries of a Bundle, or itself.
func resourcesIn(d document) [][]byte {
	var out [][]byte
	if strings.HasSuffix(d.name, "ndjson") {
		s := bufio.NewScanner(bytes.NewReader(d.data))
		s.Buffer(nil, 16<<20)
		for s.Scan() {
			if line := bytes.TrimSpace(s.Bytes()); len(line) > 0 {
				out = append(out, bytes.Clone(line))
			}
		}
		return out
	}
	var bundle struct {
		ResourceType string
		Entry        []struct{ Resource json.RawMessage }
	}
	if json.Unmarshal(d.data, &bundle) == nil && bundle.ResourceType == "Bundle" {
		for _, e := range bundle.Entry {
			if len(e.Resource) > 0 {
				out = append(out, e.Resource)
			}
		}
		return out
	}
	return [][]byte{d.data}
}

// tally counts what became of the resources of a corpus.
type tally struct {
	resources, unreadable, warned int
	accounts                      map[record.Account]int
	reasons                       map[string]int
	warnings                      map[string]int
}

func (y *tally) add(res record.Resource) {
	if y.accounts == nil {
		y.accounts, y.reasons, y.warnings = map[record.Account]int{}, map[string]int{}, map[string]int{}
	}
	f := res.Facts[0]
	y.resources++
	y.accounts[f.Account]++
	if f.Account == record.AccountUnreadable {
		y.unreadable++
		y.reasons[f.Warnings[0]]++
		return
	}
	if len(f.Warnings) > 0 {
		y.warned++
	}
	for _, w := range f.Warnings {
		y.warnings[w]++
	}
}

func (y *tally) report(t testing.TB, name string) {
	t.Helper()
	t.Logf("%s: %d resources, %d unreadable, %d with warnings, %v", name, y.resources, y.unreadable, y.warned, y.accounts)
	for _, line := range top(y.reasons, 20) {
		t.Log("  unreadable: " + line)
	}
	for _, line := range top(y.warnings, 25) {
		t.Log("  warning: " + line)
	}
}

func top(m map[string]int, n int) []string {
	lines := make([]string, 0, len(m))
	for k, v := range m {
		lines = append(lines, fmt.Sprintf("%6d %s", v, k))
	}
	slices.Sort(lines)
	slices.Reverse(lines)
	return lines[:min(n, len(lines))]
}

// TestCorpus reads the public example sets. Of a valid set less than 2 % may be unreadable.
func TestCorpus(t *testing.T) {
	for _, x := range []struct {
		path, version string
		every         int // of a large set, every so many-th document is read in a short run
	}{
		{"synthea/r4", "4.0", 8},
		{"us-core", "4.0", 1},
		{"ips", "4.0", 1},
		{"hl7-examples/hl7.fhir.r4.examples-4.0.1-clinical.zip", "4.0", 3},
		{"reconcile", "4.0", 1},
		{"hl7-examples/hl7.fhir.r3.examples-3.0.2-clinical.zip", "3.0", 3},
		{"synthea/smart-stu3-67-patients.zip", "3.0", 16},
	} {
		t.Run(x.path, func(t *testing.T) {
			reader := Reader{Source: "Corpus", FHIRVersion: x.version}
			var y tally
			for i, d := range documents(t, shared(t, x.path)) {
				if !long() && i%x.every != 0 {
					continue
				}
				for _, raw := range resourcesIn(d) {
					res := reader.Read(raw)
					holds(t, raw, res)
					y.add(res)
				}
			}
			y.report(t, x.path)
			if y.unreadable*50 > y.resources {
				t.Errorf("%d of %d resources are unreadable", y.unreadable, y.resources)
			}
		})
	}
}

// holds checks what must be true of every resource that was read, readable or not.
func holds(t testing.TB, raw []byte, res record.Resource) {
	t.Helper()
	if !bytes.Equal(raw, res.Raw) {
		t.Fatal("the raw bytes changed")
	}
	if len(res.Facts) == 0 || res.Facts[0].Part != "" || res.Facts[0].Account == "" {
		t.Fatalf("the first fact must be the resource's own, with an account")
	}
	if res.Ref.IsZero() || res.Ref.ID == "" || res.Ref.Type == "" {
		t.Fatal("a resource without a reference cannot be kept")
	}
	for i, f := range res.Facts {
		if i > 0 && f.Part == "" {
			t.Fatalf("%s has two facts without a part", res.Ref.Type)
		}
		if f.Ref != res.Ref || f.Converter != record.ConverterVersion {
			t.Fatalf("%s: a fact names another resource or converter", res.Ref.Type)
		}
		if f.Account == record.AccountUnreadable && len(f.Warnings) == 0 {
			t.Fatalf("%s is unreadable without a reason", res.Ref.Type)
		}
	}
}

// TestDecideVersionOfCorpus decides each published set as a whole, and counts how many of its documents are decided right
// when they stand alone.
func TestDecideVersionOfCorpus(t *testing.T) {
	for _, x := range []struct {
		path, version string
		every         int
	}{
		{"synthea/r4", "4.0", 8},
		{"us-core", "4.0", 1},
		{"ips", "4.0", 1},
		{"reconcile", "4.0", 1},
		{"hl7-examples/hl7.fhir.r3.examples-3.0.2-clinical.zip", "3.0", 4},
		{"hl7-examples/hl7.fhir.r4.examples-4.0.1-clinical.zip", "4.0", 4},
		{"hl7-examples/hl7.fhir.r5.examples-5.0.0-clinical.zip", "5.0", 4},
		{"synthea/smart-stu3-67-patients.zip", "3.0", 16},
	} {
		t.Run(x.path, func(t *testing.T) {
			var all [][]byte
			docs := documents(t, shared(t, x.path))
			read, right, unsure := 0, 0, 0
			for i, d := range docs {
				if i%x.every != 0 && !long() {
					continue
				}
				raws := resourcesIn(d)
				read++
				v, why := DecideVersion(raws)
				switch {
				case v == x.version:
					right++
				case strings.HasPrefix(why, "nothing"):
					unsure++
				}
				all = append(all, raws...)
			}
			v, why := DecideVersion(all)
			t.Logf("%s: %s (%s); alone %d of %d right, %d without a sign", x.path, v, why, right, read, unsure)
			if v != x.version {
				t.Errorf("decided %s, want %s: %s", v, x.version, why)
			}
		})
	}
}
