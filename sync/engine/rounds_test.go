package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"anamnesis/app/record"
	"anamnesis/sync/fhirtest"
)

func (w *world) put(format string, args ...any) {
	w.Helper()
	if _, err := w.server.Honest.Put(fmt.Appendf(nil, format, args...)); err != nil {
		w.Fatal(err)
	}
}

func (w *world) remove(typ, id string) {
	w.Helper()
	if err := w.server.Honest.Delete(typ, id); err != nil {
		w.Fatal(err)
	}
}

func observation(id string, pulse int) string {
	return fmt.Sprintf(`{"resourceType":"Observation","id":"%s","status":"final","subject":{"reference":"Patient/p"},"code":{"text":"Pulse"},"valueQuantity":{"value":%d,"unit":"/min"}}`, id, pulse)
}

func TestLaterRoundAsksForChangesOnly(t *testing.T) {
	w := newWorld(t)
	w.mustGather()
	w.put("%s", observation("o0003", 199))
	w.put("%s", observation("new", 60))
	w.server.Forget()
	w.restart()
	rep := w.mustGather()
	if rep.New != 1 || rep.Changed != 1 || rep.Partial {
		t.Errorf("%+v", rep)
	}
	for _, r := range w.server.Requests() {
		if r.Type == "Observation" && r.Kind&(fhirtest.Search|fhirtest.Page) != 0 && !strings.HasPrefix(r.Form.Get("_lastUpdated"), "ge") {
			t.Errorf("the whole list was asked for again: %s", r.URL)
		}
		if strings.HasPrefix(r.Form.Get("_lastUpdated"), "gt") {
			t.Error("gt loses what changed in the same second")
		}
	}
	if s := w.cache.state(t, "p", "Observation"); s.State != record.Complete || s.Received != many+1 {
		t.Errorf("%+v", s)
	}
}

// TestH13DeletedAndMoved is hazard 13: a source that removes, moves or unmerges must not leave it in the old chart.
func TestH13DeletedAndMoved(t *testing.T) {
	for _, c := range []struct {
		name    string
		change  func(w *world)
		typ, id string
		held    int // of the type, in p's chart
	}{
		{"an allergy is deleted", func(w *world) { w.remove("AllergyIntolerance", "a-p") }, "AllergyIntolerance", "a-p", 0},
		{"an observation is deleted", func(w *world) { w.remove("Observation", "o0007") }, "Observation", "o0007", many - 1},
		{"one is deleted and one is new", func(w *world) {
			w.remove("Observation", "o0007")
			w.put("%s", observation("new", 60))
		}, "Observation", "o0007", many},
		{"a prescription moves to another patient", func(w *world) {
			w.put(`{"resourceType":"MedicationRequest","id":"r-p","status":"active","intent":"order","subject":{"reference":"Patient/other"},"medicationReference":{"reference":"Medication/m"}}`)
		}, "MedicationRequest", "r-p", 0},
		{"an observation moves to another patient", func(w *world) {
			w.put(`{"resourceType":"Observation","id":"o0007","status":"final","subject":{"reference":"Patient/other"},"code":{"text":"Pulse"}}`)
		}, "Observation", "o0007", many - 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.mustGather()
			c.change(w)
			w.restart()
			if rep := w.mustGather(); rep.Partial {
				t.Fatalf("%+v", rep)
			}
			ids, _ := w.cache.IDs(t.Context(), "Riverside", "p", c.typ)
			if len(ids) != c.held {
				t.Errorf("%d in the chart, want %d", len(ids), c.held)
			}
			for _, id := range ids {
				if id == c.id {
					t.Error("it is still in the chart")
				}
			}
			if r, ok := w.cache.get(c.typ, c.id); !ok || len(r.Raw) == 0 {
				t.Error("what was received is lost")
			}
			if s := w.cache.state(t, "p", c.typ); s.State != record.Complete || s.Received != c.held {
				t.Errorf("%+v", s)
			}
		})
	}
}

func TestDeletedBeforeTheListWasWhole(t *testing.T) {
	w := newWorld(t)
	w.server.Order(fhirtest.Fault{When: fhirtest.Match{Type: "Observation", Kind: fhirtest.Page}, After: 1, Do: fhirtest.Drop()})
	w.mustGather()
	w.server.Clear()
	ids, _ := w.cache.IDs(t.Context(), "Riverside", "p", "Observation")
	gone := ids[0]
	w.remove("Observation", gone)
	w.restart()
	if rep := w.mustGather(); rep.Partial {
		t.Fatalf("%+v", rep)
	}
	if ids, _ = w.cache.IDs(t.Context(), "Riverside", "p", "Observation"); len(ids) != many-1 {
		t.Errorf("%d held, want %d", len(ids), many-1)
	}
}

// TestListIsNoProof lets the server drop rows from its lists for good: nothing may be taken for deleted.
func TestListIsNoProof(t *testing.T) {
	w := newWorld(t)
	w.mustGather()
	w.server.Order(fhirtest.Fault{When: fhirtest.Match{Type: "AllergyIntolerance"}, Do: fhirtest.EmptySearchset()},
		fhirtest.Fault{When: fhirtest.Match{Type: "AllergyIntolerance", Kind: fhirtest.Read}, Do: fhirtest.Status(500, "")})
	w.restart()
	rep := w.mustGather()
	if r, _ := w.cache.get("AllergyIntolerance", "a-p"); r.Deleted {
		t.Error("an allergy was taken for deleted because a list lacked it")
	}
	if s := w.cache.state(t, "p", "AllergyIntolerance"); s.State == record.Complete || !rep.Partial {
		t.Errorf("%+v", s)
	}
}

func TestPatientIsGone(t *testing.T) {
	w := newWorld(t)
	w.mustGather()
	w.put(`{"resourceType":"AllergyIntolerance","id":"a-p","patient":{"reference":"Patient/other"},"code":{"text":"Penicillin"}}`)
	w.remove("Condition", "c-p")
	w.remove("Patient", "p")
	w.restart()
	rep, err := w.gather()
	if err == nil || !strings.Contains(err.Error(), "no patient record") || !rep.Partial {
		t.Errorf("%v, %+v", err, rep)
	}
	for _, typ := range []string{"AllergyIntolerance", "Condition", "Patient"} {
		if ids, _ := w.cache.IDs(t.Context(), "Riverside", "p", typ); len(ids) != 0 {
			t.Errorf("%s of a patient who is gone: %v", typ, ids)
		}
	}
	if ids, _ := w.cache.IDs(t.Context(), "Riverside", "p", "Flag"); len(ids) != 1 {
		t.Error("what the server still has was taken away")
	}
}

func TestPatientWhoNeverWas(t *testing.T) {
	w := newWorld(t)
	_, err := w.engine.Gather(t.Context(), w.source, "nobody", nil)
	if err == nil || !strings.Contains(err.Error(), "no patient record") {
		t.Errorf("%v", err)
	}
	if n := w.cache.count(""); n != 0 {
		t.Errorf("%d resources came", n)
	}
}

// TestNoSearchParamIsBelieved lets the server ignore _lastUpdated: the round brings all again, and nothing changes.
func TestNoSearchParamIsBelieved(t *testing.T) {
	w := newWorld(t)
	w.mustGather()
	w.server.Order(fhirtest.Fault{Do: fhirtest.IgnoreParams("_lastUpdated", "_elements", "_sort", "_count")}, fhirtest.Fault{Do: fhirtest.WholeSeconds()})
	w.remove("Observation", "o0100")
	w.restart()
	if rep := w.mustGather(); rep.Partial || rep.New != 0 || rep.Deleted != 1 {
		t.Errorf("%+v", rep)
	}
}
