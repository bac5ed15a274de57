package hospitals_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"anamnesis/app/record"
	"anamnesis/sync/convert"
	"anamnesis/sync/fhirserve/hospitals"
)

// plantedWarnings are the resources that are broken on purpose; all others read without a word.
var plantedWarnings = map[string]string{}

// TestConverterReadsEverything holds that each resource is valid in its FHIR version, as the converter sees it.
func TestConverterReadsEverything(t *testing.T) {
	made := hospitals.Build()
	for path, content := range made {
		dir, _, _ := strings.Cut(path, "/")
		if dir == path || strings.HasSuffix(path, "hospital.json") {
			continue
		}
		var h struct{ Name, FHIRVersion string }
		if err := json.Unmarshal(made[dir+"/hospital.json"], &h); err != nil {
			t.Fatal(err)
		}
		reader := convert.Reader{Source: h.Name, FHIRVersion: h.FHIRVersion}
		complaints := 0
		for _, raw := range resources(t, path, content) {
			for _, f := range reader.Read(raw).Facts {
				why := plantedWarnings[f.Ref.Type+"/"+f.Ref.ID]
				if f.Account == record.AccountUnreadable || len(f.Warnings) > 0 && why == "" {
					if complaints++; complaints < 6 {
						t.Errorf("%s %s/%s: %s %q", path, f.Ref.Type, f.Ref.ID, f.Account, f.Warnings)
					}
				}
			}
		}
		if complaints > 5 {
			t.Errorf("%s: %d complaints in all", path, complaints)
		}
	}
}

func resources(t *testing.T, path string, content []byte) (out [][]byte) {
	t.Helper()
	if !strings.HasSuffix(path, ".gz") {
		var b struct {
			Entry []struct{ Resource json.RawMessage }
		}
		if err := json.Unmarshal(content, &b); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, e := range b.Entry {
			out = append(out, e.Resource)
		}
		return out
	}
	z, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(z)
	for {
		line, err := r.ReadBytes('\n')
		if len(line) > 0 {
			out = append(out, line)
		}
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
