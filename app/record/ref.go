package record

import "strings"

// Ref names one resource on one source: its FHIR type and logical id there. Source is the name of a [Source]. A
// reference to something contained in another resource has the container's id followed by "#" and the contained id.
type Ref struct {
	Source string `cbor:"1,keyasint,omitempty" json:"source"`
	Type   string `cbor:"2,keyasint,omitempty" json:"type"`
	ID     string `cbor:"3,keyasint,omitempty" json:"id"`
}

// IsZero reports whether the reference names nothing.
func (r Ref) IsZero() bool { return r.Type == "" && r.ID == "" }

// Local returns the reference as FHIR writes it within its source: Type/id.
func (r Ref) Local() string { return r.Type + "/" + r.ID }

// String returns source:Type/id. It is an identity for maps and tests, not a text for a log: the id is patient data.
func (r Ref) String() string { return r.Source + ":" + r.Type + "/" + r.ID }

// Compare orders references by source, type and id.
func (r Ref) Compare(o Ref) int {
	if c := strings.Compare(r.Source, o.Source); c != 0 {
		return c
	}
	if c := strings.Compare(r.Type, o.Type); c != 0 {
		return c
	}
	return strings.Compare(r.ID, o.ID)
}
