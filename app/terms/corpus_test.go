package terms

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"anamnesis/app/record"
)

// TestCorpusDrugs reads the names of all drugs that the public patients at hand take, and lists those whose ingredients are
// not all in the table.
func TestCorpusDrugs(t *testing.T) {
	root := os.Getenv("ANAMNESIS_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	files, err := filepath.Glob(filepath.Join(root, "corpus", "synthea", "r4", "*.gz"))
	if err != nil || len(files) == 0 {
		t.Skip("the reference data is not here")
	}
	names := map[string]int{}
	for _, f := range files {
		collectDrugs(t, f, names)
	}
	var unknown []string
	total, known := 0, 0
	for n, times := range names {
		d := ReadDrug(record.Concept{Text: n})
		total += times
		if len(d.Ingredients) > 0 && d.known() {
			known += times
		} else {
			unknown = append(unknown, n)
		}
	}
	slices.Sort(unknown)
	t.Logf("%d of %d orders, %d names; not known: %s", known, total, len(names), strings.Join(unknown, "; "))
	if known*100 < total*95 {
		t.Errorf("the ingredients of %d of %d orders are known, want 95 %%", known, total)
	}
}

func collectDrugs(t *testing.T, path string, names map[string]int) {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var bundle struct {
		Entry []struct {
			Resource struct {
				ResourceType              string
				MedicationCodeableConcept struct{ Text string }
			}
		}
	}
	if err := json.NewDecoder(z).Decode(&bundle); err != nil {
		t.Fatal(err)
	}
	for _, e := range bundle.Entry {
		if n := e.Resource.MedicationCodeableConcept.Text; n != "" {
			names[n]++
		}
	}
}
