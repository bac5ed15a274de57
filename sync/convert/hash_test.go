package convert

import "testing"

// TestContentHash: a copy that another server republished has the same hash, another content has not.
func TestContentHash(t *testing.T) {
	const original = `{"resourceType":"Observation","id":"a","meta":{"versionId":"1"},"text":{"status":"generated","div":"<div>x</div>"},
	  "status":"final","code":{"text":"Glucose"},"subject":{"reference":"Patient/1","display":"A"},"valueQuantity":{"value":1.50,"unit":"mmol/L"}}`
	hash := func(raw string) string { return read(t, raw).ContentHash }
	same := map[string]string{
		"other ids, meta, narrative and order": `{"status":"final","resourceType":"Observation","id":"z9","meta":{"lastUpdated":"2026-01-01T00:00:00Z","source":"urn:x"},
		  "valueQuantity":{"unit":"mmol/L","value":1.50},"code":{"id":"c","text":"Glucose"},"subject":{"display":"A","reference":"http://other/Patient/77"}}`,
		"a decimal that a server rewrote": `{"resourceType":"Observation","status":"final","code":{"text":"Gluco\u0073e"},"subject":{"display":"A"},"valueQuantity":{"value":1.5,"unit":"mmol/L"}}`,
	}
	for name, raw := range same {
		if hash(raw) != hash(original) {
			t.Errorf("%s: the hash must be the same", name)
		}
	}
	other := map[string]string{
		"value":    `{"resourceType":"Observation","status":"final","code":{"text":"Glucose"},"subject":{"display":"A"},"valueQuantity":{"value":1.51,"unit":"mmol/L"}}`,
		"status":   `{"resourceType":"Observation","status":"amended","code":{"text":"Glucose"},"subject":{"display":"A"},"valueQuantity":{"value":1.5,"unit":"mmol/L"}}`,
		"an added": `{"resourceType":"Observation","status":"final","code":{"text":"Glucose"},"subject":{"display":"A"},"valueQuantity":{"value":1.5,"unit":"mmol/L"},"note":[{"text":"haemolysed"}]}`,
	}
	for name, raw := range other {
		if hash(raw) == hash(original) {
			t.Errorf("another %s must change the hash", name)
		}
	}
	stu3 := Reader{Source: "District", FHIRVersion: "3.0"}.Read([]byte(`{"resourceType":"Condition","id":"1","clinicalStatus":"active","code":{"text":"Gout"},"assertedDate":"2019"}`))
	r4 := read(t, `{"resourceType":"Condition","id":"2","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},"code":{"text":"Gout"},"recordedDate":"2019"}`)
	if stu3.Facts[0].ContentHash != r4.ContentHash {
		t.Error("what says the same in STU3 and in R4 must have one hash")
	}
}
