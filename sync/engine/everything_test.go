package engine_test

import (
	"strings"
	"testing"

	"anamnesis/app/record"
	"anamnesis/sync/fhirtest"
)

func TestEverythingWhereATypeIsNotSearched(t *testing.T) {
	unknown := fhirtest.Fault{When: fhirtest.Match{Type: "AllergyIntolerance"}, Do: fhirtest.Status(404, "")}
	all := fhirtest.Match{Kind: fhirtest.Everything | fhirtest.Page, Type: "Patient"}
	for _, c := range []struct {
		name   string
		faults []fhirtest.Fault
		state  record.Completeness
		held   int
	}{
		{"and it is whole", nil, record.Complete, 1},
		{"in one answer", []fhirtest.Fault{{When: all, Do: fhirtest.OnePage()}}, record.Complete, 1},
		{"and it is empty", []fhirtest.Fault{{When: all, Do: fhirtest.WithoutEntries()}}, record.Refused, 0},
		{"and it is refused", []fhirtest.Fault{{When: all, Do: fhirtest.Refuse(403, "")}}, record.Refused, 0},
		{"and it breaks off", []fhirtest.Fault{{When: fhirtest.Match{Kind: fhirtest.Page, Type: "Patient"}, Do: fhirtest.Drop()}}, record.Partial, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.server.Order(unknown)
			w.server.Order(c.faults...)
			rep := w.mustGather()
			s := w.cache.state(t, "p", "AllergyIntolerance")
			if s.State != c.state || rep.Partial != (c.state != record.Complete) {
				t.Errorf("%+v, %+v", s, rep.Errors)
			}
			if n := w.cache.count("AllergyIntolerance"); n < c.held {
				t.Errorf("%d allergies, want %d", n, c.held)
			}
			if _, ok := w.cache.get("Condition", "c-other"); ok {
				t.Error("another patient's condition was taken")
			}
		})
	}
}

func TestNobodyAsksForEverythingWithoutNeed(t *testing.T) {
	w := newWorld(t)
	w.server.Order(fhirtest.Fault{When: fhirtest.Match{Type: "Goal"}, Do: fhirtest.Status(404, "")},
		fhirtest.Fault{When: fhirtest.Match{Type: "Condition"}, Do: fhirtest.Refuse(403, "")})
	w.mustGather()
	for _, r := range w.server.Requests() {
		if strings.Contains(r.URL, "$everything") {
			t.Error("a whole patient was asked for because of a type that nobody misses, or one that is forbidden")
		}
	}
}
