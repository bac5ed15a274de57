package stu3

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"anamnesis/sync/convert/jsontree"
)

func rewritten(t *testing.T, raw string) string {
	t.Helper()
	n, err := jsontree.Parse([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	Rewrite(n)
	return string(n.Append(nil))
}

// TestRewrite checks what a mistake would cost most: negation, retraction, dose, and the type's new name.
func TestRewrite(t *testing.T) {
	for name, x := range map[string]struct{ in, want string }{
		"notGiven is a status": {
			`{"resourceType":"Immunization","status":"completed","notGiven":true,"date":"2017"}`,
			`{"resourceType":"Immunization","status":"not-done","occurrenceDateTime":"2017"}`},
		"given is none": {
			`{"resourceType":"Immunization","status":"completed","notGiven":false}`,
			`{"resourceType":"Immunization","status":"completed"}`},
		"a retraction outranks notDone": {
			`{"resourceType":"Procedure","status":"entered-in-error","notDone":true}`,
			`{"resourceType":"Procedure","status":"entered-in-error"}`},
		"not taken is a status": {
			`{"resourceType":"MedicationStatement","status":"active","taken":"n","reasonNotTaken":[{"text":"x"}]}`,
			`{"resourceType":"MedicationStatement","status":"not-taken","statusReason":[{"text":"x"}]}`},
		"taken unknown stays to be named": {
			`{"resourceType":"MedicationStatement","status":"active","taken":"unk"}`,
			`{"resourceType":"MedicationStatement","status":"active","taken":"unk"}`},
		"a dose keeps its digits": {
			`{"resourceType":"MedicationRequest","dosageInstruction":[{"text":"x","doseQuantity":{"value":3.1250,"unit":"mg"}}]}`,
			`{"resourceType":"MedicationRequest","dosageInstruction":[{"text":"x","doseAndRate":[{"doseQuantity":{"value":3.1250,"unit":"mg"}}]}]}`},
		"a requester is its agent": {
			`{"resourceType":"ProcedureRequest","requester":{"agent":{"reference":"Practitioner/1"},"onBehalfOf":{"reference":"Organization/2"}},"status":"suspended"}`,
			`{"resourceType":"ServiceRequest","requester":{"reference":"Practitioner/1"},"status":"on-hold"}`},
		"a status is a concept": {
			`{"resourceType":"AllergyIntolerance","verificationStatus":"refuted"}`,
			`{"resourceType":"AllergyIntolerance","verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-verification","code":"refuted"}]}}`},
		"what is contained is rewritten too": {
			`{"resourceType":"List","contained":[{"resourceType":"Condition","id":"c","assertedDate":"2017"}]}`,
			`{"resourceType":"List","contained":[{"resourceType":"Condition","id":"c","recordedDate":"2017"}]}`},
		"the extension beside a renamed element goes along": {
			`{"resourceType":"Condition","_assertedDate":{"id":"x"},"assertedDate":"2017"}`,
			`{"resourceType":"Condition","_recordedDate":{"id":"x"},"recordedDate":"2017"}`},
		"another shape stays": {
			`{"resourceType":"Immunization","vaccinationProtocol":7,"practitioner":"x","notGiven":[]}`,
			`{"resourceType":"Immunization","performer":"x","notGiven":[]}`},
	} {
		if got := rewritten(t, x.in); got != x.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, x.want)
		}
	}
	if Name("ReferralRequest") != "ServiceRequest" || Name("Patient") != "Patient" {
		t.Error("the R4 names of types")
	}
}

// TestRewriteTwice: a resource that is R4 already, because its server claims another version than it speaks, is not harmed.
func TestRewriteTwice(t *testing.T) {
	files, err := filepath.Glob("../testdata/stu3/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no resources: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var raws []json.RawMessage
		if err := json.Unmarshal(data, &raws); err != nil {
			t.Fatal(err)
		}
		for _, raw := range raws {
			once := rewritten(t, string(raw))
			if twice := rewritten(t, once); twice != once {
				t.Errorf("once  %s\ntwice %s", once, twice)
			}
		}
	}
}
