// Package reference finds the reference data that tests compare with. It is not part of the program and none of it lies in
// this repository: a test that needs it skips where it is absent.
package reference

import (
	"os"
	"path/filepath"
	"testing"
)

// File returns the path of a reference file, or skips the test.
func File(t testing.TB, name ...string) string {
	t.Helper()
	root := os.Getenv("ANAMNESIS_SHARED")
	if root == "" {
		root = beside(t)
	}
	path := filepath.Join(append([]string{root}, name...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skip("the reference data is not here")
	}
	return path
}

// beside returns the folder "shared" beside the module's own.
func beside(t testing.TB) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(dir), "shared")
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Skip("the module's root was not found")
		}
		dir = parent
	}
}
