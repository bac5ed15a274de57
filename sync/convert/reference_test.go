package convert

import (
	"testing"

	"anamnesis/app/record"
)

func TestResolve(t *testing.T) {
	r := Reader{Source: "A", BaseURL: "https://fhir.example.org/r4/", Resolve: func(s string) (record.Ref, bool) {
		if s == "urn:uuid:7" {
			return record.Ref{Source: "A", Type: "Patient", ID: "seven"}, true
		}
		return record.Ref{}, false
	}}
	self := record.Ref{Source: "A", Type: "Observation", ID: "o"}
	inner := map[string]*containedResource{"s": {id: "s", name: "Specimen"}}
	for text, want := range map[string]string{
		"Patient/1":                             "A:Patient/1",
		"Patient/1/_history/3":                  "A:Patient/1",
		"/Patient/1":                            "A:Patient/1",
		"https://fhir.example.org/r4/Patient/1": "A:Patient/1",
		"HTTPS://FHIR.example.org/r4/Patient/1/_history/2": "A:Patient/1",
		"https://elsewhere.example.org/r4/Patient/1":       ":/",
		"urn:uuid:7":                    "A:Patient/seven",
		"urn:uuid:8":                    ":/",
		"#s":                            "A:Specimen/o#s",
		"#":                             "A:Observation/o",
		"#nobody":                       ":/",
		"Practitioner?identifier=npi|1": ":/",
		"ProcedureRequest/9":            "A:ProcedureRequest/9",
		"patient/1":                     ":/",
		"Patient/":                      ":/",
		"":                              ":/",
	} {
		if got := r.resolve(text, self, inner).String(); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}
