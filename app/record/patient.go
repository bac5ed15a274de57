package record

import (
	"cmp"
	"slices"
	"strings"
)

// Patient is what one Patient resource states about a human being.
type Patient struct {
	Names      []Name    `cbor:"1,keyasint,omitempty"`
	BirthDate  Time      `cbor:"2,keyasint,omitempty,omitzero"`
	Gender     string    `cbor:"3,keyasint,omitempty"` // administrative gender: male, female, other, unknown
	BirthSex   string    `cbor:"4,keyasint,omitempty"`
	Identity   string    `cbor:"5,keyasint,omitempty"` // gender identity, in the source's words
	Deceased   bool      `cbor:"6,keyasint,omitempty"`
	DeceasedAt Time      `cbor:"7,keyasint,omitempty,omitzero"`
	Addresses  []Address `cbor:"8,keyasint,omitempty"`
	Telecoms   []Telecom `cbor:"9,keyasint,omitempty"`
	Multiple   string    `cbor:"10,keyasint,omitempty"` // multipleBirth: "true", or the birth order
	Inactive   bool      `cbor:"11,keyasint,omitempty"`
	Links      []Link    `cbor:"12,keyasint,omitempty"`
	Languages  []string  `cbor:"13,keyasint,omitempty"`
	Alive      bool      `cbor:"14,keyasint,omitempty"` // deceasedBoolean is false; silence about death is not this
}

// Name is one FHIR HumanName.
type Name struct {
	Use    string   `cbor:"1,keyasint,omitempty"` // official, usual, maiden, old, nickname ...
	Text   string   `cbor:"2,keyasint,omitempty"`
	Family string   `cbor:"3,keyasint,omitempty"`
	Given  []string `cbor:"4,keyasint,omitempty"`
	Prefix []string `cbor:"5,keyasint,omitempty"`
	Suffix []string `cbor:"6,keyasint,omitempty"`
	Ended  bool     `cbor:"7,keyasint,omitempty"` // period.end is stated
}

// nameOrder ranks the uses of a HumanName: what a person is called now, before what they were called.
var nameOrder = map[string]int{"official": 0, "usual": 1, "": 2, "temp": 3, "anonymous": 4, "nickname": 5, "maiden": 6, "old": 7}

// DisplayName returns the name to list a patient under: the official one, else the usual one, and one that holds before one
// that has ended. It is "" when the source states no name.
func (p *Patient) DisplayName() string {
	if p == nil {
		return ""
	}
	names := slices.DeleteFunc(slices.Clone(p.Names), func(n Name) bool { return n.Display() == "" })
	if len(names) == 0 {
		return ""
	}
	return slices.MinFunc(names, func(a, b Name) int {
		if a.Ended != b.Ended {
			if a.Ended {
				return 1
			}
			return -1
		}
		return nameOrder[a.Use] - nameOrder[b.Use]
	}).Display()
}

// Display writes a name as "Family, Given", which sorts and reads alike in every script. Without a family name it is the
// source's own text, else the given names.
func (n Name) Display() string {
	given := strings.Join(n.Given, " ")
	if n.Family != "" && given != "" {
		return n.Family + ", " + given
	}
	return cmp.Or(n.Family, strings.TrimSpace(n.Text), given)
}

// Address is one FHIR Address.
type Address struct {
	Lines      []string `cbor:"1,keyasint,omitempty"`
	City       string   `cbor:"2,keyasint,omitempty"`
	District   string   `cbor:"3,keyasint,omitempty"`
	State      string   `cbor:"4,keyasint,omitempty"`
	PostalCode string   `cbor:"5,keyasint,omitempty"`
	Country    string   `cbor:"6,keyasint,omitempty"`
	Text       string   `cbor:"7,keyasint,omitempty"`
	Use        string   `cbor:"8,keyasint,omitempty"`
}

// Telecom is one FHIR ContactPoint.
type Telecom struct {
	System string `cbor:"1,keyasint,omitempty"` // phone, email ...
	Value  string `cbor:"2,keyasint,omitempty"`
	Use    string `cbor:"3,keyasint,omitempty"`
}

// Link is one Patient.link.
type Link struct {
	Other Ref    `cbor:"1,keyasint"`
	Type  string `cbor:"2,keyasint"` // replaced-by, replaces, refer, seealso
}
