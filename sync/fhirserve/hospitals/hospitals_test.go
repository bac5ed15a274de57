package hospitals

import (
	"bytes"
	"compress/gzip"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/hospitals")

const stored = "../../../testdata/hospitals"

// TestStored holds that the stored files are what the generator makes. A compressed file is compared by its content: the
// compressor may change with Go's version.
func TestStored(t *testing.T) {
	made := made()
	if *update {
		writeAll(t, made)
	}
	total := 0
	for path, want := range made {
		got, err := os.ReadFile(filepath.Join(stored, path))
		if err != nil {
			t.Errorf("%v: run go test -update", err)
			continue
		}
		total += len(got)
		if strings.HasSuffix(path, ".gz") {
			got, want = unzip(t, got), unzip(t, want)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the generator makes: run go test -update", path)
		}
	}
	for _, path := range storedFiles(t) {
		if _, ok := made[path]; !ok {
			t.Errorf("%s is stored, but nothing makes it", path)
		}
	}
	if total > 3<<20 {
		t.Errorf("the stored files take %d bytes; the program embeds at most 3 MB", total)
	}
}

func writeAll(t *testing.T, made map[string][]byte) {
	t.Helper()
	for _, path := range storedFiles(t) {
		if _, ok := made[path]; !ok {
			if err := os.Remove(filepath.Join(stored, path)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for path, content := range made {
		file := filepath.Join(stored, path)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func storedFiles(t *testing.T) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(stored, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(stored, path)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func unzip(t *testing.T, b []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestBuildIsDeterministic holds that two runs make the same bytes.
func TestBuildIsDeterministic(t *testing.T) {
	again := Build()
	for path, want := range made() {
		if !bytes.Equal(again[path], want) {
			t.Errorf("%s differs between two runs", path)
		}
	}
}
