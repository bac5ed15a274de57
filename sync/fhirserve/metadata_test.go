package fhirserve

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// statement is a CapabilityStatement as the tests look at it.
type statement struct {
	ResourceType, FHIRVersion, Kind, Publisher, AcceptUnknown string
	Software                                                  struct{ Name string }
	Implementation                                            struct{ Description, URL string }
	Rest                                                      []struct {
		Operation []struct {
			Name       string
			Definition struct{ Reference string }
		}
		Resource []struct {
			Type          string
			Operation     []struct{ Name, Definition string }
			SearchInclude []string
			SearchParam   []struct{ Name, Type string }
		}
	}
}

func (c *client) capabilities() statement {
	c.t.Helper()
	var s statement
	if err := json.Unmarshal([]byte(c.status(200, "metadata")), &s); err != nil {
		c.t.Fatal(err)
	}
	return s
}

func TestCapabilities(t *testing.T) {
	_, c := start(t, smallHospital)
	s := c.capabilities()
	if s.ResourceType != "CapabilityStatement" || s.FHIRVersion != "4.0.1" || s.Software.Name != "Serve 1" || s.Publisher != "Nobody" ||
		s.Implementation.Description != "Test" || s.Implementation.URL != c.base || s.AcceptUnknown != "" {
		t.Errorf("R4: %+v", s)
	}
	// What it says, it does: every parameter is accepted strictly, with a value of its kind, and every include.
	values := map[string]string{"token": "x", "string": "x", "uri": "x", "reference": "Patient/x", "date": "2020"}
	tried := 0
	for _, r := range s.Rest[0].Resource {
		query := url.Values{"_include": r.SearchInclude}
		for _, p := range r.SearchParam {
			query.Set(p.Name, values[p.Type])
			tried++
		}
		c.status(200, r.Type+"?"+query.Encode(), "Prefer", "handling=strict")
		if r.Type == "Patient" && (len(r.Operation) != 1 || !strings.HasSuffix(r.Operation[0].Definition, "Patient-everything")) {
			t.Errorf("Patient's operations: %v", r.Operation)
		}
	}
	if tried < 300 {
		t.Errorf("only %d parameters are offered", tried)
	}
}

func TestSTU3(t *testing.T) {
	_, c := start(t, fstest.MapFS{
		"hospital.json": {Data: []byte(`{"name":"District","fhirVersion":"3.0"}`)},
		"a.ndjson": {Data: []byte(`{"resourceType":"Patient","id":"p"}
{"resourceType":"ImagingStudy","id":"i","patient":{"reference":"Patient/p"},"context":{"reference":"Encounter/e"}}
{"resourceType":"ProcedureRequest","id":"pr","subject":{"reference":"Patient/p"},"requester":{"agent":{"reference":"Practitioner/d"}}}
{"resourceType":"DocumentReference","id":"d","subject":{"reference":"Patient/p"},"indexed":"2015-02-03T04:05:06Z","class":{"coding":[{"code":"n"}]}}
{"resourceType":"Encounter","id":"e","subject":{"reference":"Patient/p"}}
{"resourceType":"Practitioner","id":"d"}
`)},
	})
	s := c.capabilities()
	if s.FHIRVersion != "3.0.2" || s.AcceptUnknown != "no" || len(s.Rest[0].Operation) != 1 ||
		!strings.HasSuffix(s.Rest[0].Operation[0].Definition.Reference, "Patient-everything") {
		t.Errorf("STU3: %+v", s)
	}
	for path, want := range map[string]string{
		"ImagingStudy?patient=p":                                                 "ImagingStudy/i",
		"ImagingStudy?context=Encounter/e":                                       "ImagingStudy/i",
		"ProcedureRequest?requester=Practitioner/d":                              "ProcedureRequest/pr",
		"ProcedureRequest?patient=p&_include=ProcedureRequest:requester":         "ProcedureRequest/pr include:Practitioner/d",
		"DocumentReference?indexed=2015-02&class=n":                              "DocumentReference/d",
		"Patient/p/$everything?_type=Patient,DocumentReference,ProcedureRequest": "Patient/p DocumentReference/d ProcedureRequest/pr",
	} {
		if got := strings.Join(c.bundle(path, "Prefer", "handling=strict").ids(), " "); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	c.status(404, "ServiceRequest?patient=p")
	c.status(400, "ImagingStudy?subject=Patient/p", "Prefer", "handling=strict")
	c.status(400, "DocumentReference?date=2015", "Prefer", "handling=strict")
}

// TestTables checks that the tables fit together.
func TestTables(t *testing.T) {
	for _, isSTU3 := range []bool{false, true} {
		inCompartment := 0
		for _, typ := range knownTypes(isSTU3) {
			_, isClinical := clinical[typ]
			if _, isAdministrative := administrative[typ]; isClinical && isAdministrative {
				t.Errorf("%s stands in both tables", typ)
			}
			params := paramsOf(typ, isSTU3)
			names := compartmentOf(typ, isSTU3)
			if len(names) > 0 {
				inCompartment++
			}
			for _, name := range names {
				if params[name].kind != kindReference {
					t.Errorf("%s: the compartment names %q, which is no reference parameter", typ, name)
				}
			}
			for name, p := range params {
				if p.name != name || p.paths == "" || modifiers[p.kind] == nil {
					t.Errorf("%s: the parameter %q is not whole", typ, name)
				}
			}
		}
		// CompartmentDefinition/patient of R4 4.0.1 lists 66 types that can lie in the compartment.
		if !isSTU3 && inCompartment != 66 {
			t.Errorf("%d types lie in the compartment", inCompartment)
		}
	}
}

// TestTypes restricts what a hospital offers.
func TestTypes(t *testing.T) {
	_, c := start(t, fstest.MapFS{
		"hospital.json": {Data: []byte(`{"name":"Few","fhirVersion":"4.0.1","types":["Patient","Condition"]}`)},
		"a.json":        {Data: []byte(`{"resourceType":"Observation","id":"o"}`)},
	})
	var types []string
	for _, r := range c.capabilities().Rest[0].Resource {
		types = append(types, r.Type)
	}
	if fmt.Sprint(types) != "[Condition Observation Patient]" {
		t.Errorf("types %v", types)
	}
	c.status(404, "Encounter?patient=p")
}

func TestHospitalDefaults(t *testing.T) {
	for _, version := range slices.Sorted(maps.Keys(releases)) {
		h, err := Hospital{FHIRVersion: version}.complete()
		if err != nil || h.PageMax != 200 || h.PageDefault != 100 || !h.LastUpdated.Equal(defaultBase) || len(h.FHIRVersion) != 5 {
			t.Errorf("%s: %+v, %v", version, h, err)
		}
	}
}
