package fhirserve

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// shared returns the directory of public test data beside the repository, and skips the test where there is none.
func shared(t *testing.T, path ...string) string {
	t.Helper()
	dir := os.Getenv("ANAMNESIS_SHARED")
	if dir == "" {
		root, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for root != filepath.Dir(root) {
			if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
				break
			}
			root = filepath.Dir(root)
		}
		dir = filepath.Join(filepath.Dir(root), "shared")
	}
	name := filepath.Join(append([]string{dir}, path...)...)
	if _, err := os.Stat(name); err != nil {
		t.Skip("the shared test data are not here")
	}
	return name
}

// hospitalOf takes files of another file system as a hospital's.
func hospitalOf(t *testing.T, version string, from fs.FS, most int) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{"hospital.json": {Data: []byte(`{"name":"Corpus","fhirVersion":"` + version + `"}`)}}
	names, err := fs.Glob(from, "*json*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names[:min(most, len(names))] {
		raw, err := fs.ReadFile(from, name)
		if err != nil {
			t.Fatal(err)
		}
		fsys[name] = &fstest.MapFile{Data: raw}
	}
	return fsys
}

// TestCorpus serves public data: each resource leaves as it came, and each way of asking for a patient's compartment
// brings the same.
func TestCorpus(t *testing.T) {
	t.Run("R4", func(t *testing.T) {
		dir := shared(t, "corpus", "synthea", "r4")
		serveCorpus(t, hospitalOf(t, "4.0", os.DirFS(dir), 3))
	})
	t.Run("STU3", func(t *testing.T) {
		z, err := zip.OpenReader(shared(t, "corpus", "synthea", "smart-stu3-67-patients.zip"))
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		serveCorpus(t, hospitalOf(t, "3.0", z, 10))
	})
	t.Run("one large patient", func(t *testing.T) {
		if os.Getenv("ANAMNESIS_LONG") == "" {
			t.Skip("takes half a minute: set ANAMNESIS_LONG=1")
		}
		dir := shared(t, "corpus", "synthea", "large-one-patient")
		serveCorpus(t, hospitalOf(t, "4.0", os.DirFS(dir), 100))
	})
}

func serveCorpus(t *testing.T, fsys fstest.MapFS) {
	began := time.Now()
	var all []given
	for name := range fsys {
		if name == hospitalFile {
			continue
		}
		list, err := readFile(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list...)
	}
	s, c := start(t, fsys)
	t.Logf("%d resources are loaded in %v", len(all), time.Since(began).Round(time.Millisecond))
	for i := 0; i < len(all); i += 1 + len(all)/200 {
		var id struct{ ResourceType, ID string }
		if err := json.Unmarshal(all[i].raw, &id); err != nil {
			t.Fatal(err)
		}
		_, body := c.get(id.ResourceType + "/" + id.ID)
		if diff := cmp.Diff(withoutMeta(t, all[i].raw), withoutMeta(t, []byte(body))); diff != "" {
			t.Errorf("%s is changed: %s", id.ResourceType, diff)
		}
	}
	began = time.Now()
	pages, resources := 0, 0
	for _, patient := range s.state.types["Patient"] {
		everything, n := c.all("Patient/" + patient.id + "/$everything?_count=200")
		pages += n
		resources += len(everything)
		everything = slices.DeleteFunc(everything, func(id string) bool { return strings.HasPrefix(id, "include:") })
		var byType []string
		for typ := range s.state.compartment[patient.id] {
			ids, n := c.all("Patient/" + patient.id + "/" + typ + "?_count=200")
			byType = append(byType, ids...)
			pages += n
		}
		slices.Sort(everything)
		slices.Sort(byType)
		if len(everything) < 2 || !slices.Equal(everything, byType) || !slices.Equal(byType, slices.Compact(slices.Clone(byType))) {
			t.Errorf("$everything brings %d resources of the compartment, searches %d", len(everything), len(byType))
		}
		if !slices.Contains(everything, "Patient/"+patient.id) {
			t.Error("$everything without the patient")
		}
	}
	if pages == 0 {
		t.Fatal("the data hold no patient")
	}
	took := time.Since(began)
	t.Logf("%d resources by $everything, %d pages in all, %v a page", resources, pages, (took / time.Duration(pages)).Round(100*time.Microsecond))
}

// withoutMeta decodes a resource without what the server sets, numbers as text.
func withoutMeta(t *testing.T, raw []byte) map[string]any {
	t.Helper()
	rest, err := bare(raw)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := decode(bytes.TrimSpace(rest))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}
