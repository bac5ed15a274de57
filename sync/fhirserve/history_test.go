package fhirserve

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestEverything(t *testing.T) {
	s, c := start(t, smallHospital)
	for _, count := range []string{"50", "1", "7"} {
		ids, _ := c.all("Patient/p1/$everything?_count=" + count)
		distinct := slices.Clone(ids)
		slices.Sort(distinct)
		if len(slices.Compact(distinct)) != len(ids) || len(ids) != 1+46+1+1+3 {
			t.Errorf("_count=%s: %d resources", count, len(ids))
		}
		if ids[0] != "Patient/p1" {
			t.Errorf("_count=%s: the first is %s", count, ids[0])
		}
		for _, want := range []string{"include:Medication/m1", "include:Organization/o1", "include:Organization/o2", "Observation/other"} {
			if !slices.Contains(ids, want) {
				t.Errorf("_count=%s: %s is missing", count, want)
			}
		}
		for _, never := range []string{"Patient/p2", "include:Patient/p2", "include:Organization/o3"} {
			if slices.Contains(ids, never) {
				t.Errorf("_count=%s: %s is none of p1's", count, never)
			}
		}
	}
	if ids, _ := c.all("Patient/p1/$everything?_type=Patient,Medication"); strings.Join(ids, " ") != "Patient/p1 include:Medication/m1" {
		t.Errorf("_type: %v", ids)
	}
	if _, err := s.Put([]byte(`{"resourceType":"Encounter","id":"e1","status":"cancelled","subject":{"reference":"Patient/p1"}}`)); err != nil {
		t.Fatal(err)
	}
	if ids, _ := c.all("Patient/p1/$everything?_since=2026-11-02T00:00:00Z"); strings.Join(ids, " ") != "Encounter/e1" {
		t.Errorf("_since: %v", ids)
	}
	c.status(400, "Patient/p1/$everything?start=2020", "Prefer", "handling=strict")
	if a := c.bundle("Patient/p1/$everything?start=2020&_type=Patient"); len(a.Entry) != 2 || a.Entry[1].Search.Mode != "outcome" {
		t.Errorf("an ignored parameter is not named: %v", a.ids())
	}
	// A resource that moves to another patient leaves the compartment of the first.
	if _, err := s.Put([]byte(`{"resourceType":"Encounter","id":"e1","subject":{"reference":"Patient/p2"}}`)); err != nil {
		t.Fatal(err)
	}
	if a := c.bundle("Encounter?patient=p1"); len(a.Entry) != 0 {
		t.Error("the encounter is still found by its old patient")
	}
	if ids, _ := c.all("Patient/p2/Encounter"); strings.Join(ids, " ") != "Encounter/e1" {
		t.Errorf("the new patient's encounters: %v", ids)
	}
	if err := s.Delete("Patient", "p1"); err != nil {
		t.Fatal(err)
	}
	c.status(410, "Patient/p1/$everything")
}

func TestHistory(t *testing.T) {
	s, c := start(t, smallHospital)
	if total := *c.bundle("_history?_count=1").Total; total != 55 {
		t.Errorf("the history begins with %d versions", total)
	}
	put := func(status string) {
		t.Helper()
		if _, err := s.Put([]byte(`{"resourceType":"Encounter","id":"e1","status":"` + status + `","subject":{"reference":"Patient/p1"}}`)); err != nil {
			t.Fatal(err)
		}
	}
	put("planned")
	put("planned") // the same again is no version
	put("finished")
	if err := s.Delete("Encounter", "e1"); err != nil {
		t.Fatal(err)
	}
	a := c.bundle("Encounter/e1/_history")
	var got []string
	for _, e := range a.Entry {
		got = append(got, e.Request.Method+" "+e.Request.URL+" "+e.Response.Status+" "+e.Response.ETag)
	}
	want := `DELETE Encounter/e1 204 W/"4"|PUT Encounter/e1 200 W/"3"|PUT Encounter/e1 200 W/"2"|POST Encounter 201 W/"1"`
	if strings.Join(got, "|") != want || a.Type != "history" || *a.Total != 4 {
		t.Errorf("history %s of %v", a.Type, got)
	}
	if a := c.bundle("Encounter/_history?_since=2026-11-20T09:00:00.001Z"); len(a.Entry) != 2 {
		t.Errorf("_since: %d entries", len(a.Entry))
	}
	ids, pages := c.all("_history?_count=10")
	if len(ids) != 58 || pages != 6 {
		t.Errorf("the whole history: %d versions on %d pages", len(ids), pages)
	}
	// What changes while the pages are read does not shift them.
	first := c.bundle("_history?_count=10")
	put("arrived")
	if rest, _ := c.all(first.next()); len(rest) != 48 {
		t.Errorf("after an edit: %d versions are left", len(rest))
	}
}

func TestPutAlways(t *testing.T) {
	s, c := start(t, smallHospital)
	_, body := c.get("Patient/p1")
	if v, err := s.Put([]byte(body)); err != nil || v != "1" {
		t.Errorf("the same again became version %s, %v", v, err)
	}
	if v, err := s.PutAlways([]byte(body)); err != nil || v != "2" {
		t.Errorf("the same again, always, became version %s, %v", v, err)
	}
}

func TestLoadVersions(t *testing.T) {
	_, c := start(t, fstest.MapFS{
		"hospital.json": {Data: []byte(hospitalR4)},
		"a.json": {Data: []byte(`[
		 {"resourceType":"Patient","id":"p","meta":{"versionId":"10","lastUpdated":"2026-11-03T00:00:00Z"},"gender":"male"},
		 {"resourceType":"Patient","id":"p","meta":{"versionId":"9","lastUpdated":"2026-11-02T00:00:00Z"},"gender":"female"}]`)},
	})
	if body := c.status(200, "Patient/p"); !strings.Contains(body, "male") || !strings.Contains(body, `"lastUpdated":"2026-11-03T00:00:00Z"`) {
		t.Errorf("the newest version: %s", body)
	}
	if a := c.bundle("Patient/p/_history"); len(a.Entry) != 2 {
		t.Errorf("%d versions", len(a.Entry))
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, test := range map[string]struct{ file, text, want string }{
		"twice":    {"a.ndjson", `{"resourceType":"Patient","id":"p"}` + "\n\n" + `{"resourceType":"Patient","id":"p"}`, "a.ndjson:3"},
		"no id":    {"a.json", `[{"resourceType":"Patient","id":"p"},{"resourceType":"Patient"}]`, "a.json:2"},
		"no type":  {"a.json", `{"id":"p"}`, "resourceType"},
		"not JSON": {"a.ndjson", "{", "a.ndjson:1"},
		"tail":     {"a.ndjson", `{"resourceType":"Patient","id":"p"} {}`, "a.ndjson:1"},
		"time":     {"a.json", `{"resourceType":"Patient","id":"p","meta":{"lastUpdated":"2020"}}`, "lastUpdated"},
		"version":  {"hospital.json", `{"name":"x","fhirVersion":"1.0"}`, "fhirVersion"},
		"gzip":     {"a.ndjson.gz", `{"resourceType":"Patient","id":"p"}`, "a.ndjson.gz"},
	} {
		fsys := fstest.MapFS{"hospital.json": {Data: []byte(hospitalR4)}}
		fsys[test.file] = &fstest.MapFile{Data: []byte(test.text)}
		if _, err := Load(fsys); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: the error %v does not name %q", name, err, test.want)
		}
	}
	if _, err := Load(fstest.MapFS{}); err == nil {
		t.Error("a directory without hospital.json loads")
	}
}
