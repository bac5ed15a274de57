package fhirserve

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestSearch(t *testing.T) {
	_, c := start(t, smallHospital)
	for _, test := range []struct {
		path string
		want string // ids separated by spaces
	}{
		{"Patient?_id=p1", "Patient/p1"},
		{"Patient?_id=p1,p2", "Patient/p1 Patient/p2"},
		{"Patient?identifier=111", "Patient/p1 Patient/p2"},
		{"Patient?identifier=urn:mrn|111", "Patient/p1"},
		{"Patient?identifier=|111", "Patient/p2"},
		{"Patient?identifier=urn:mrn|", "Patient/p1"},
		{"Patient?identifier=urn:other|111", ""},
		{"Patient?family=munoz", "Patient/p1"},
		{"Patient?family=MUÑOZ", "Patient/p1"},
		{"Patient?family=ivanova", ""}, // a prefix, and no transliteration
		{"Patient?family:contains=ivanova", "Patient/p1"},
		{"Patient?family:exact=munoz-ivanova", ""},
		{"Patient?family=ИВАН", "Patient/p2"},
		{"Patient?name=angela", "Patient/p1"},
		{"Patient?given=maria", "Patient/p1"},
		{"Patient?given=мария,maria", "Patient/p1 Patient/p2"},
		{"Patient?given=maria&given=angela", "Patient/p1"},
		{"Patient?birthdate=1970-05-03", "Patient/p1"},
		{"Patient?birthdate=1970", "Patient/p1 Patient/p2"},
		{"Patient?birthdate=ge1970-06", "Patient/p2"}, // the year may lie after it
		{"Patient?birthdate=lt1970", ""},
		{"Patient?birthdate=ne1970-05-03", "Patient/p2"},
		{"Patient?gender=female", "Patient/p1 Patient/p2"},
		{"Patient?gender=http://hl7.org/fhir/administrative-gender|female", "Patient/p1 Patient/p2"},
		{"Patient?gender:not=female", ""},
		{"Patient?telecom=555", "Patient/p1"},
		{"Patient?phone=555", "Patient/p1"},
		{"Patient?email=555", ""},
		{"Patient?telecom:missing=true", "Patient/p2"},
		{"Encounter?patient=p1", "Encounter/e1"},
		{"Encounter?subject=Patient/p1", "Encounter/e1"},
		{"Encounter?subject=p1", "Encounter/e1"},
		{"Encounter?subject:Patient=p1", "Encounter/e1"},
		{"Encounter?subject:Group=p1", ""},
		{"Encounter?patient=p2", ""},
		{"Encounter?patient=p1,p2", "Encounter/e1"},
		{"Encounter?date=2020-01-02", ""}, // it has not ended
		{"Encounter?date=ge2020-01-02", "Encounter/e1"},
		{"Encounter?date=lt2020-01-02T09:00:00Z", "Encounter/e1"},
		{"Encounter?date=lt2020-01-02T08:00:00Z", ""},
		{"Observation?patient=p1&code=http://loinc.org|1-4&date=2020-01-03,2020-01-04", "Observation/ob07 Observation/ob10"},
		{"Observation?encounter=Encounter/e1&date=gt2020-01-15", ""},
		{"Observation?encounter=e1&date=ge2020-01-15", "Observation/ob42 Observation/ob43 Observation/ob44"},
		{"Observation?category=cat|laboratory&date=2020-01-01&_sort=-_id", "Observation/ob02 Observation/ob01 Observation/ob00"},
		{"Observation?performer=Patient/p1", "Observation/other"},
		{"Patient/p1/Encounter", "Encounter/e1"},
		{"Patient/p2/Encounter", ""},
		{"Patient/p2/Observation", "Observation/other"},
		{"Patient/p1/Observation?subject=Patient/p2", "Observation/other"}, // its performer is in p1's compartment
		{"MedicationRequest?_tag=x", "MedicationRequest/mr1"},
		{"MedicationRequest?_include=MedicationRequest:medication", "MedicationRequest/mr1 include:Medication/m1"},
		{"MedicationRequest?_include=MedicationRequest:subject:Group", "MedicationRequest/mr1"},
		{"MedicationRequest?_include=MedicationRequest:*", "MedicationRequest/mr1 include:Medication/m1 include:Patient/p1"},
		{"MedicationRequest?_revinclude=Provenance:target", "MedicationRequest/mr1 include:Provenance/pv1"},
		{"Patient?_id=p1&_include=Patient:organization&_include:iterate=Organization:partof",
			"Patient/p1 include:Organization/o1 include:Organization/o2"},
		{"Patient?_lastUpdated=2026-11-01&_id=p1", "Patient/p1"},
		{"Patient?_lastUpdated=eq2026-11-01T00:00:00.000Z&_id=p1", "Patient/p1"},
		{"Patient?_lastUpdated=gt2026-11-01T00:00:00.000Z", ""},
		{"Patient?_lastUpdated=ge2026-11-01T00:00:00.000Z&_id=p1", "Patient/p1"},
		{"Patient?_lastUpdated=lt2026-11-01T00:00:00.001Z&_id=p1", "Patient/p1"},
		{"Patient?_lastUpdated=le2026-11-01T02:00:00.000%2B02:00&_id=p1", "Patient/p1"},
		{"Patient?_lastUpdated=ne2026-11-01", ""},
	} {
		a := c.bundle(strings.ReplaceAll(test.path, "|", "%7C"))
		if got := strings.Join(a.ids(), " "); got != test.want {
			t.Errorf("%s: %q, want %q", test.path, got, test.want)
		}
		matches := 0
		for _, e := range a.Entry {
			if e.Search.Mode == "match" {
				matches++
			}
		}
		if a.Total == nil || *a.Total != matches {
			t.Errorf("%s: the total does not count the %d matches", test.path, matches)
		}
	}
}

func TestSearchRefuses(t *testing.T) {
	_, c := start(t, smallHospital)
	for _, path := range []string{
		"Patient?birthdate=never", "Patient?birthdate=", "Observation?date=2020-01-02T10:00:00+02:00", // + is a space
		"Patient?_count=-1", "Patient?_count=many", "Patient?family:sounds=x", "Patient?gender:exact=x",
		"Patient?telecom:missing=maybe", "Patient?_cursor=nonsense", "Patient?_cursor=bm9uc2Vuc2U", "Patient/p1/$everything?_count=0",
		"Patient/p1/$everything?_type=Nonsense", "_history?_since=soon",
	} {
		c.status(400, path)
	}
	c.status(404, "Patient/p9/$everything")
	c.status(404, "Patient/p1/$nothing")
	c.status(404, "Patient/p9/_history")
	for _, query := range []string{"nonsense=1", "_sort=gender", "_summary=true", "_include=Patient:nonsense", "_elements=id"} {
		body := c.status(400, "Patient?"+query, "Prefer", "return=minimal, handling=strict")
		name, _, _ := strings.Cut(query, "=")
		if !strings.Contains(body, name) {
			t.Errorf("%s: the answer does not name the parameter: %s", query, body)
		}
		a := c.bundle("Patient?gender=female&"+query, "Prefer", "handling=lenient")
		if got := strings.Join(a.ids(), " "); got != "Patient/p1 Patient/p2 outcome:OperationOutcome/" {
			t.Errorf("%s: lenient: %q", query, got)
		}
		if last := string(a.Entry[2].Resource); !strings.Contains(last, name) || !strings.Contains(last, "warning") {
			t.Errorf("%s: the OperationOutcome does not name it: %s", query, last)
		}
		if self := a.Link[0].URL; a.Link[0].Relation != "self" || strings.Contains(self, name) || !strings.Contains(self, "gender=female") {
			t.Errorf("%s: the self link: %s", query, self)
		}
	}
}

func TestPaging(t *testing.T) {
	s, c := start(t, smallHospital)
	first := c.bundle("Observation?patient=p1")
	if len(first.Entry) != 20 || *first.Total != 45 {
		t.Fatalf("a page has %d of %d", len(first.Entry), *first.Total)
	}
	if got := len(c.bundle("Observation?patient=p1&_count=1000").Entry); got != 45 {
		t.Errorf("_count above the maximum gives %d", got)
	}
	if got := len(c.bundle("Observation?_count=1000&_total=none").Entry); got != 46 {
		t.Errorf("%d observations in all", got)
	}
	for _, path := range []string{"Observation?patient=p1&_summary=count", "Observation?patient=p1&_count=0"} {
		if a := c.bundle(path); *a.Total != 45 || len(a.Entry) != 0 || a.next() != "" {
			t.Errorf("%s: total %d, %d entries", path, *a.Total, len(a.Entry))
		}
	}
	if a := c.bundle("Observation?patient=p1&_total=none"); a.Total != nil {
		t.Error("a total although none was asked for")
	}
	for _, sort := range []string{"", "&_sort=date", "&_sort=-date", "&_sort=_lastUpdated", "&_sort=-_lastUpdated,date", "&_sort=-_id"} {
		ids, pages := c.all("Observation?patient=p1&_count=7" + sort)
		if pages != 7 {
			t.Errorf("%q: %d pages", sort, pages)
		}
		distinct := slices.Clone(ids)
		slices.Sort(distinct)
		if n := len(slices.Compact(distinct)); n != 45 || len(ids) != 45 {
			t.Errorf("%q: %d distinct of %d", sort, n, len(ids))
		}
		switch {
		case sort == "&_sort=-date" && (ids[0] != "Observation/ob42" || ids[44] != "Observation/ob02"),
			sort == "&_sort=date" && ids[0] != "Observation/ob00":
			t.Errorf("%q: %v", sort, ids)
		}
	}

	// A page link stays valid through edits: what stands before it may go and what is new comes last.
	next := first.next()
	if err := s.Delete("Observation", "ob03"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put([]byte(`{"resourceType":"Observation","id":"late","subject":{"reference":"Patient/p1"}}`)); err != nil {
		t.Fatal(err)
	}
	ids, _ := c.all(next)
	if want := "Observation/ob20"; ids[0] != want || ids[len(ids)-1] != "Observation/late" || len(ids) != 26 {
		t.Errorf("after the edits: %d from %s to %s", len(ids), ids[0], ids[len(ids)-1])
	}
	if again, _ := c.all(next); !slices.Equal(ids, again) {
		t.Error("a page link that is followed twice answers differently")
	}
}

func TestLastUpdatedAfterEdits(t *testing.T) {
	s, c := start(t, smallHospital)
	var versions []string
	for i := range 3 {
		v, err := s.Put([]byte(fmt.Sprintf(`{"resourceType":"Encounter","id":"n%d","subject":{"reference":"Patient/p2"}}`, i)))
		if err != nil {
			t.Fatal(err)
		}
		versions = append(versions, v)
	}
	if !slices.Equal(versions, []string{"1", "1", "1"}) {
		t.Errorf("versions %v", versions)
	}
	// The clock stands still, but each edit is a millisecond later than the one before.
	a := c.bundle("Encounter?_lastUpdated=gt2026-11-20T09:00:00.000Z&_sort=-_lastUpdated")
	if got := strings.Join(a.ids(), " "); got != "Encounter/n2 Encounter/n1" {
		t.Errorf("after the first edit: %s", got)
	}
}

// TestEditsWhilePaging edits and pages at the same time: what is not edited is there exactly once.
func TestEditsWhilePaging(t *testing.T) {
	s, c := start(t, smallHospital)
	ctx, cancel := context.WithCancel(t.Context())
	var editor sync.WaitGroup
	editor.Go(func() {
		for i := 0; ctx.Err() == nil; i++ {
			raw := fmt.Appendf(nil, `{"resourceType":"Observation","id":"edited%d","subject":{"reference":"Patient/p1"},"issued":"%d"}`, i%5, i)
			if _, err := s.Put(raw); err != nil {
				t.Error(err)
				return
			}
			if i%3 == 0 {
				if err := s.Delete("Observation", fmt.Sprintf("edited%d", i%5)); err != nil {
					t.Error(err)
					return
				}
			}
		}
	})
	for _, path := range []string{
		"Observation?patient=p1&_count=5&_sort=date", "Observation?patient=p1&_count=5&_sort=-_lastUpdated", "Patient/p1/$everything?_count=5",
	} {
		ids, _ := c.all(path)
		ids = slices.DeleteFunc(ids, func(id string) bool { return !strings.HasPrefix(id, "Observation/ob") })
		slices.Sort(ids)
		if len(ids) != 45 || len(slices.Compact(ids)) != 45 {
			t.Errorf("%s: %d of the 45 that nobody edits", path, len(ids))
		}
	}
	cancel()
	editor.Wait()
}
