package convert

import (
	"slices"
	"testing"

	"anamnesis/app/record"
)

// read reads one resource of the source "Riverside" and returns its first fact.
func read(t *testing.T, raw string) record.Fact {
	t.Helper()
	res := Reader{Source: "Riverside"}.Read([]byte(raw))
	if len(res.Facts) == 0 || res.Facts[0].Part != "" {
		t.Fatalf("the first fact must be the resource's own: %+v", res.Facts)
	}
	return res.Facts[0]
}

func TestReadObservation(t *testing.T) {
	f := read(t, `{"resourceType":"Observation","id":"o1","meta":{"versionId":"3","lastUpdated":"2026-03-01T10:00:00.000Z"},
	  "status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],
	  "code":{"coding":[{"system":"http://loinc.org","code":"2345-7","display":"Glucose"}]},
	  "subject":{"reference":"Patient/p1"},"encounter":{"reference":"Encounter/e1/_history/2"},
	  "effectiveDateTime":"2026-02-28T07:15:00","issued":"2026-02-28T09:00:00+01:00",
	  "valueQuantity":{"value":90.50,"comparator":"<","unit":"mg/dl","notAThing":1},
	  "referenceRange":[{"low":{"value":70},"high":{"value":99,"comparator":"<","unit":"mg/dL"}}]}`)
	q := f.Observation.Value.Quantity
	if q.Number != "90.50" || q.Comparator != "<" || q.Unit != "mg/dl" {
		t.Errorf("value: %+v", q)
	}
	if f.When.Start.Text != "2026-02-28T07:15:00" || f.When.Start.Zoned || f.When.Start.Precision != record.PrecisionSecond {
		t.Errorf("a zone-less time must come back letter for letter: %+v", f.When.Start)
	}
	if f.Issued.Text != "2026-02-28T09:00:00+01:00" || f.LastUpdated.Text != "2026-03-01T10:00:00.000Z" {
		t.Errorf("times: %q %q", f.Issued.Text, f.LastUpdated.Text)
	}
	if want := (record.Ref{Source: "Riverside", Type: "Patient", ID: "p1"}); f.Subject != want {
		t.Errorf("subject: %v", f.Subject)
	}
	if f.Encounter.ID != "e1" || f.Status != "final" || f.Kind != record.KindResult || f.Account != record.AccountEvidence {
		t.Errorf("fact: %+v", f)
	}
	if h := f.Observation.Ranges[0].High; h.Comparator != "<" || h.Number != "99" {
		t.Errorf("a limit's comparator must not be lost: %+v", h)
	}
	want := []string{
		"Observation.effectiveDateTime: the time states no zone; it is read as the clock on its source's wall",
		"Observation.valueQuantity.notAThing: FHIR R4 has no such element; it was not read",
	}
	if !slices.Equal(f.Warnings, want) {
		t.Errorf("warnings: %q", f.Warnings)
	}
}
