package hospitals_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"anamnesis/app/record"
	"anamnesis/app/units"
	"anamnesis/sync/convert"
	"anamnesis/sync/fhirserve/hospitals"
)

// plantedWarnings are the resources that are broken on purpose; all others read without a word.
var plantedWarnings = map[string]string{
	"MedicationRequest/rv-chen-fluoxetine": "an unknown modifierExtension",
}

var made = sync.OnceValue(hospitals.Build)

// read is every resource as the converter reads it, once for all tests.
var read = sync.OnceValues(func() (map[string][]record.Fact, error) {
	jobs := map[string][]record.Fact{}
	var wait sync.WaitGroup
	var lock sync.Mutex
	var failed error
	for path, content := range made() {
		dir, _, _ := strings.Cut(path, "/")
		if dir == path || strings.HasSuffix(path, "hospital.json") {
			continue
		}
		wait.Go(func() {
			facts, err := readFile(dir, path, content)
			lock.Lock()
			defer lock.Unlock()
			jobs[path], failed = facts, errors.Join(failed, err)
		})
	}
	wait.Wait()
	return jobs, failed
})

func readFile(dir, path string, content []byte) (facts []record.Fact, err error) {
	var h struct{ Name, FHIRVersion string }
	if err := json.Unmarshal(made()[dir+"/hospital.json"], &h); err != nil {
		return nil, err
	}
	raws, err := resources(path, content)
	reader := convert.Reader{Source: h.Name, FHIRVersion: h.FHIRVersion}
	for _, raw := range raws {
		facts = append(facts, reader.Read(raw).Facts...)
	}
	return facts, err
}

// TestConverterReadsEverything holds that each resource is valid in its FHIR version, as the converter sees it.
func TestConverterReadsEverything(t *testing.T) {
	all, err := read()
	if err != nil {
		t.Fatal(err)
	}
	for path, facts := range all {
		complaints := 0
		for _, f := range facts {
			why := plantedWarnings[f.Ref.Type+"/"+f.Ref.ID]
			if f.Account == record.AccountUnreadable || len(f.Warnings) > 0 && why == "" {
				if complaints++; complaints < 6 {
					t.Errorf("%s %s/%s: %s %q", path, f.Ref.Type, f.Ref.ID, f.Account, f.Warnings)
				}
			}
		}
		if complaints > 5 {
			t.Errorf("%s: %d complaints in all", path, complaints)
		}
	}
}

// TestDosesAreWrittenAsShown holds that the doses and frequencies of the truth are what the display rules make of the
// sources' own dosages.
func TestDosesAreWrittenAsShown(t *testing.T) {
	all, err := read()
	if err != nil {
		t.Fatal(err)
	}
	facts := map[record.Ref]record.Fact{}
	for _, list := range all {
		for _, f := range list {
			if f.Part == "" {
				facts[f.Ref] = f
			}
		}
	}
	var truth struct {
		Medications []struct {
			Dose, Frequency string
			Facts           []struct{ Source, Type, ID string }
		}
	}
	if err := json.Unmarshal(made()["truth.json"], &truth); err != nil {
		t.Fatal(err)
	}
	for _, m := range truth.Medications {
		var doses []string
		for _, r := range m.Facts {
			f := facts[record.Ref{Source: r.Source, Type: r.Type, ID: r.ID}]
			if f.Medication == nil || len(f.Medication.Dosages) == 0 {
				t.Errorf("%v has no dosage", r)
				continue
			}
			d := f.Medication.Dosages[0]
			dose := units.FormatDose(d)
			if !slices.Contains(doses, dose) {
				doses = append(doses, dose)
			}
			if len(m.Facts) > 2 && !strings.Contains(m.Dose, dose) { // a schedule by the days of the week
				t.Errorf("%s: dose %q, the truth says %q", r.ID, dose, m.Dose)
			}
			if got := units.FormatFrequency(d); got != m.Frequency && len(m.Facts) < 3 {
				t.Errorf("%s: frequency %q, the truth says %q", r.ID, got, m.Frequency)
			}
		}
		if got := strings.Join(doses, "; "); got != m.Dose && len(m.Facts) < 3 {
			t.Errorf("%v: dose %q, the truth says %q", m.Facts, got, m.Dose)
		}
	}
}

func resources(path string, content []byte) (out [][]byte, err error) {
	if !strings.HasSuffix(path, ".gz") {
		var b struct {
			Entry []struct{ Resource json.RawMessage }
		}
		err := json.Unmarshal(content, &b)
		for _, e := range b.Entry {
			out = append(out, e.Resource)
		}
		return out, err
	}
	z, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(z)
	for line := range bytes.Lines(text) {
		out = append(out, line)
	}
	return out, err
}
