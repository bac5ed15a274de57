package hospitals

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// kinds are the kinds of conflict of the chart's JSON contract; one of each at least is planted.
var kinds = []string{"allergy-none", "medication-dose", "medication-frequency", "medication-status", "duplicate-therapy", "drug-allergy",
	"result-value", "unit-implausible", "problem-status", "immunization-status", "birth-date", "sex", "blood-group", "deceased", "after-death",
	"before-birth"}

type factRef struct{ Source, Type, ID string }

type patientRef struct{ Source, Patient string }

type truthFile struct {
	AsOf   time.Time
	People []struct {
		Key, Name, Link, Why string
		Records              []patientRef
	}
	Never []struct {
		A, B patientRef
		Why  string
	}
	Joins, Apart, Conflicts, Quiet, Allergies, Medications []struct {
		Person, Kind, Why, Text, Dose, Frequency string
		Facts                                    []factRef
	}
	Latest  []struct{ Person, Analyte, Source, Type, ID, Number, Unit, Why string }
	Hazards []struct {
		Hazard, Person, Why string
		Facts               []factRef
	}
}

// data is everything that the generator makes, read back as JSON.
type data struct {
	truth     truthFile
	resources map[factRef]map[string]any // the newest version of each
	owner     map[factRef]string         // resource -> patient id
	person    map[patientRef]string
}

// made is built once for all tests.
var made = sync.OnceValue(Build)

func readBack(t *testing.T) data {
	t.Helper()
	d := data{resources: map[factRef]map[string]any{}, owner: map[factRef]string{}, person: map[patientRef]string{}}
	made := made()
	if err := json.Unmarshal(made["truth.json"], &d.truth); err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for path, content := range made {
		if dir, ok := strings.CutSuffix(path, "/hospital.json"); ok {
			var h struct{ Name string }
			if err := json.Unmarshal(content, &h); err != nil {
				t.Fatal(err)
			}
			names[dir] = h.Name
		}
	}
	for path, content := range made {
		source := names[strings.Split(path, "/")[0]]
		for _, raw := range rawResources(t, path, content) {
			var r map[string]any
			if err := json.Unmarshal(raw, &r); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			key := factRef{source, r["resourceType"].(string), r["id"].(string)}
			if old, ok := d.resources[key]; ok && version(old) > version(r) {
				continue
			}
			d.resources[key] = r
			d.owner[key] = patientOf(r)
		}
	}
	for _, p := range d.truth.People {
		for _, r := range p.Records {
			d.person[r] = p.Key
		}
	}
	return d
}

func version(r map[string]any) string {
	return r["meta"].(map[string]any)["versionId"].(string)
}

func rawResources(t *testing.T, path string, content []byte) (out []json.RawMessage) {
	t.Helper()
	switch {
	case strings.HasSuffix(path, ".gz"):
		for line := range bytes.Lines(unzip(t, content)) {
			out = append(out, line)
		}
	case strings.Contains(path, "/handmade/"):
		var b struct {
			Entry []struct{ Resource json.RawMessage }
		}
		if err := json.Unmarshal(content, &b); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, e := range b.Entry {
			out = append(out, e.Resource)
		}
	}
	return out
}

// patientOf returns the id of the Patient that a resource is about, "" for none.
func patientOf(r map[string]any) string {
	if r["resourceType"] == "Patient" {
		return r["id"].(string)
	}
	for _, key := range []string{"subject", "patient", "beneficiary"} {
		if m, ok := r[key].(map[string]any); ok {
			if s, ok := m["reference"].(string); ok {
				return strings.TrimPrefix(s, "Patient/")
			}
		}
	}
	return ""
}

func TestTruthNamesWhatExists(t *testing.T) {
	d := readBack(t)
	check := func(where, person, why string, facts []factRef) {
		if why == "" {
			t.Errorf("%s of %s: no sentence why", where, person)
		}
		for _, f := range facts {
			if d.resources[f] == nil {
				t.Errorf("%s of %s names %v, which does not exist", where, person, f)
				continue
			}
			if who := d.owner[f]; who != "" && d.person[patientRef{f.Source, who}] != person && !strings.HasPrefix(where, "hazard H13") &&
				!strings.HasPrefix(where, "hazard H1") && !strings.HasPrefix(where, "hazard H2") {
				t.Errorf("%s of %s names %v, which is about another person", where, person, f)
			}
		}
	}
	planted := map[string]bool{}
	for _, x := range d.truth.Joins {
		check("join", x.Person, x.Why, x.Facts)
		if len(x.Facts) < 2 || x.Kind == "" {
			t.Errorf("join of %s: %v needs two facts and a kind", x.Person, x.Facts)
		}
	}
	for _, x := range d.truth.Apart {
		check("apart", x.Person, x.Why, x.Facts)
		if len(x.Facts) != 2 {
			t.Errorf("apart of %s: %v is not a pair", x.Person, x.Facts)
		}
	}
	for _, x := range slices.Concat(d.truth.Conflicts, d.truth.Quiet) {
		check(x.Kind, x.Person, x.Why, x.Facts)
		if !slices.Contains(kinds, x.Kind) {
			t.Errorf("conflict of %s: unknown kind %q", x.Person, x.Kind)
		}
	}
	for _, x := range d.truth.Conflicts {
		planted[x.Kind] = true
	}
	for _, k := range kinds {
		if !planted[k] {
			t.Errorf("no conflict of kind %s is planted", k)
		}
	}
	for _, x := range d.truth.Allergies {
		check("allergy", x.Person, x.Text, x.Facts)
	}
	for _, x := range d.truth.Medications {
		check("medication", x.Person, x.Dose, x.Facts)
		check("medication", x.Person, x.Frequency, nil)
	}
	for _, x := range d.truth.Latest {
		check("latest", x.Person, x.Why, []factRef{{x.Source, x.Type, x.ID}})
	}
	all := map[string]bool{}
	for i := 1; i <= 22; i++ {
		all[fmt.Sprintf("H%d", i)] = true
	}
	for i := 1; i <= 10; i++ {
		all[fmt.Sprintf("E%d", i)] = true
	}
	for _, x := range d.truth.Hazards {
		delete(all, x.Hazard)
	}
	for h := range all {
		t.Errorf("nothing is planted for %s", h)
	}
	for _, x := range d.truth.Hazards {
		check("hazard "+x.Hazard, x.Person, x.Why, x.Facts)
	}
}

// TestTruthAgreesWithItself holds that no statement forbids what another demands.
func TestTruthAgreesWithItself(t *testing.T) {
	d := readBack(t)
	entry := map[factRef]factRef{}
	root := func(f factRef) factRef {
		for entry[f] != (factRef{}) {
			f = entry[f]
		}
		return f
	}
	for _, j := range d.truth.Joins {
		for _, f := range j.Facts[1:] {
			if a, b := root(j.Facts[0]), root(f); a != b {
				entry[a] = b
			}
		}
	}
	for _, a := range d.truth.Apart {
		if root(a.Facts[0]) == root(a.Facts[1]) {
			t.Errorf("%v and %v must stay apart, and joins bring them together", a.Facts[0], a.Facts[1])
		}
	}
	for _, n := range d.truth.Never {
		if a, b := d.person[n.A], d.person[n.B]; a == b || a == "" || b == "" {
			t.Errorf("%v and %v must never be linked, and are %q and %q", n.A, n.B, a, b)
		}
	}
	seen := map[patientRef]bool{}
	for r := range d.resources {
		if p := (patientRef{r.Source, r.ID}); r.Type == "Patient" && d.person[p] == "" {
			t.Errorf("nobody in truth.json is %v", p)
		}
	}
	for _, p := range d.truth.People {
		for _, r := range p.Records {
			if seen[r] {
				t.Errorf("%v belongs to two people", r)
			}
			seen[r] = true
		}
	}
}

// TestReferencesResolve holds that no resource points at nothing.
func TestReferencesResolve(t *testing.T) {
	d := readBack(t)
	var walk func(from factRef, v any)
	walk = func(from factRef, v any) {
		switch v := v.(type) {
		case map[string]any:
			if s, ok := v["reference"].(string); ok && !strings.HasPrefix(s, "#") {
				typ, id, _ := strings.Cut(s, "/")
				if d.resources[factRef{from.Source, typ, id}] == nil {
					t.Errorf("%v refers to %s, which does not exist", from, s)
				}
			}
			for _, x := range v {
				walk(from, x)
			}
		case []any:
			for _, x := range v {
				walk(from, x)
			}
		}
	}
	for key, r := range d.resources {
		walk(key, r)
	}
}
