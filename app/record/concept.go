package record

import "strings"

// The code systems that the program knows by their canonical URLs (HL7 Terminology, https://terminology.hl7.org).
const (
	SystemLOINC   = "http://loinc.org"
	SystemSNOMED  = "http://snomed.info/sct"
	SystemRxNorm  = "http://www.nlm.nih.gov/research/umls/rxnorm"
	SystemATC     = "http://www.whocc.no/atc"
	SystemICD10   = "http://hl7.org/fhir/sid/icd-10"
	SystemICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
	SystemICD9CM  = "http://hl7.org/fhir/sid/icd-9-cm"
	SystemCVX     = "http://hl7.org/fhir/sid/cvx"
	SystemNDC     = "http://hl7.org/fhir/sid/ndc"
	SystemUCUM    = "http://unitsofmeasure.org"
	SystemCPT     = "http://www.ama-assn.org/go/cpt"
)

// Code is one FHIR Coding.
type Code struct {
	System  string `cbor:"1,keyasint,omitempty" json:"system"`
	Code    string `cbor:"2,keyasint,omitempty" json:"code"`
	Display string `cbor:"3,keyasint,omitempty" json:"display"`
}

// Concept is a FHIR CodeableConcept: codes that its source holds to mean the same, and the source's own words.
type Concept struct {
	Codes []Code `cbor:"1,keyasint,omitempty" json:"codes,omitempty"`
	Text  string `cbor:"2,keyasint,omitempty" json:"text,omitempty"`
}

// IsZero reports whether the concept says nothing.
func (c Concept) IsZero() bool { return c.Text == "" && len(c.Codes) == 0 }

// Words returns what to show: the source's text, else the first display, else the first code. It is empty only when the
// concept says nothing.
func (c Concept) Words() string {
	if s := strings.TrimSpace(c.Text); s != "" {
		return s
	}
	for _, x := range c.Codes {
		if s := strings.TrimSpace(x.Display); s != "" {
			return s
		}
	}
	for _, x := range c.Codes {
		if x.Code != "" {
			return x.Code
		}
	}
	return ""
}

// In returns the first code of the system.
func (c Concept) In(system string) (code string, ok bool) {
	for _, x := range c.Codes {
		if x.System == system && x.Code != "" {
			return x.Code, true
		}
	}
	return "", false
}

// Has reports whether the concept holds the code of the system.
func (c Concept) Has(system, code string) bool {
	for _, x := range c.Codes {
		if x.System == system && x.Code == code {
			return true
		}
	}
	return false
}

// Identifier is a business identifier: the same system and value mean the same thing on every source.
type Identifier struct {
	System string `cbor:"1,keyasint,omitempty" json:"system"`
	Value  string `cbor:"2,keyasint,omitempty" json:"value"`
	Use    string `cbor:"3,keyasint,omitempty" json:"use,omitempty"`
	Type   string `cbor:"4,keyasint,omitempty" json:"type,omitempty"` // code of HL7 table 0203: MR, SS, NI, PPN ...
}
