package engine_test

import (
	"bytes"
	"testing"

	"anamnesis/app"
	"anamnesis/app/record"
)

func TestGatherBringsTheWholeCompartment(t *testing.T) {
	w := newWorld(t)
	var last app.Progress
	rep, err := w.engine.Gather(t.Context(), w.source, "p", func(p app.Progress) { last = p })
	if err != nil || rep.Partial || len(rep.Errors) > 0 {
		t.Fatalf("gathering failed: %v, %+v", err, rep)
	}
	if n := w.cache.count(""); n != whole {
		t.Errorf("%d resources, want %d: %v", n, whole, w.cache.types())
	}
	if rep.New != whole || rep.Version != "4.0" {
		t.Errorf("report: %+v", rep)
	}
	if !last.Done || last.Received < whole {
		t.Errorf("last progress: %+v", last)
	}
	for typ, n := range map[string]int{"Patient": 1, "AllergyIntolerance": 1, "Observation": many, "Encounter": 3, "Immunization": 0, "Organization": 2, "Medication": 1} {
		if s := w.cache.state(t, "p", typ); s.State != record.Complete || s.Received != n || s.AsOf.IsZero() || s.Error != "" {
			t.Errorf("%s: %+v, want complete with %d", typ, s, n)
		}
	}
	for ref := range w.cache.resources {
		if ref.Type == "Patient" && ref.ID != "p" {
			t.Error("another patient was taken")
		}
	}
	if r, _ := w.cache.get("Observation", "o0000"); !bytes.Contains(r.Raw, []byte(`"value":50.0`)) {
		t.Errorf("the raw bytes changed: %s", r.Raw)
	}
}
