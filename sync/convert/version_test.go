package convert

import (
	"strings"
	"testing"
)

func TestDecideVersion(t *testing.T) {
	for _, x := range []struct{ raws, want, why string }{
		{``, "4.0", "nothing in it"},
		{`{"resourceType":"Patient","id":"1"}`, "4.0", "nothing in it"},
		{`not json
[1]`, "4.0", "nothing in it"},
		{`{"resourceType":"Condition","clinicalStatus":"active","assertedDate":"2017"}
{"resourceType":"Patient","id":"1"}`, "3.0", "1 of 2"},
		{`{"resourceType":"Condition","clinicalStatus":{"text":"active"}}
{"resourceType":"Procedure","notDone":false}
{"resourceType":"Observation","encounter":{"reference":"Encounter/1"}}`, "4.0", "2 of 3"},
		{`{"resourceType":"MedicationRequest","medication":{"concept":{"text":"x"}},"encounter":{}}`, "5.0", "1 of 1"},
		{`{"resourceType":"Patient","meta":{"profile":["http://hl7.org/fhir/3.0/StructureDefinition/Patient"]}}`, "3.0", "name FHIR 3.0"},
		{`{"resourceType":"CapabilityStatement","fhirVersion":"4.3.0"}`, "4.3", "name FHIR 4.3"},
	} {
		var raws [][]byte
		for _, line := range strings.Split(x.raws, "\n") {
			raws = append(raws, []byte(line))
		}
		version, why := DecideVersion(raws)
		if version != x.want || !strings.Contains(why, x.why) {
			t.Errorf("%s\ngot %s (%s), want %s (%s)", x.raws, version, why, x.want, x.why)
		}
	}
}

// TestUnreadVersions: what cannot be read yet is kept, listed under its patient, and says so.
func TestUnreadVersions(t *testing.T) {
	raw := []byte(`{"resourceType":"Observation","id":"o","meta":{"versionId":"4","security":[{"code":"R"}]},"subject":{"reference":"Patient/p"}}`)
	for _, version := range []string{"5.0", "5.0.0", "4.3", "1.0.2"} {
		res := Reader{Source: "A", FHIRVersion: version}.Read(raw)
		holds(t, raw, res)
		f := res.Facts[0]
		if f.Account != "unreadable" || !strings.Contains(f.Warnings[0], "is not read yet") || f.Subject.ID != "p" ||
			res.Version != "4" || len(f.Security) != 1 {
			t.Errorf("%s: %+v", version, f)
		}
	}
	if res := (Reader{FHIRVersion: "4.0.1"}).Read(raw); res.FHIRVersion != "4.0" || res.Facts[0].Account != "evidence" {
		t.Errorf("4.0.1 is 4.0: %+v", res)
	}
}
