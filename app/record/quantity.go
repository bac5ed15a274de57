package record

// UnitRead says how a unit text was read; the words are those of `anamnesis units read`.
type UnitRead string

// How a unit was read. Only exact, alias and context give a UCUM code.
const (
	UnitNone      UnitRead = ""          // the source gave no unit
	UnitExact     UnitRead = "exact"     // already a UCUM code
	UnitAlias     UnitRead = "alias"     // rewritten, safe for any analyte
	UnitContext   UnitRead = "context"   // rewritten because the analyte allows it
	UnitAmbiguous UnitRead = "ambiguous" // more than one reading: none is taken
	UnitUnknown   UnitRead = "unknown"
)

// Quantity is a FHIR Quantity as its source wrote it, with the reading of its unit.
type Quantity struct {
	Number     string   `cbor:"1,keyasint,omitempty" json:"number"`               // exact decimal text of the source
	Comparator string   `cbor:"2,keyasint,omitempty" json:"comparator,omitempty"` // < <= >= >
	Unit       string   `cbor:"3,keyasint,omitempty" json:"unit,omitempty"`       // the source's unit text
	System     string   `cbor:"4,keyasint,omitempty" json:"system,omitempty"`
	Code       string   `cbor:"5,keyasint,omitempty" json:"code,omitempty"`
	UCUM       string   `cbor:"6,keyasint,omitempty" json:"ucum,omitempty"` // the unit as read, "" when it was not
	Read       UnitRead `cbor:"7,keyasint,omitempty" json:"read,omitempty"`
	Step       string   `cbor:"8,keyasint,omitempty" json:"step,omitempty"` // why the unit was read so, in words
}

// IsZero reports whether neither a number nor a unit was stated.
func (q Quantity) IsZero() bool { return q.Number == "" && q.Unit == "" && q.Code == "" }

// Shown returns the quantity in the source's own words: comparator, number, unit.
func (q Quantity) Shown() string {
	u := q.Unit
	if u == "" {
		u = q.Code
	}
	if u == "" {
		return q.Comparator + q.Number
	}
	return q.Comparator + q.Number + " " + u
}

// ValueKind is the FHIR type of a value[x].
type ValueKind string

// The kinds of value[x] that an Observation, Goal or component can hold.
const (
	ValueNone     ValueKind = ""
	ValueQuantity ValueKind = "quantity"
	ValueConcept  ValueKind = "concept"
	ValueText     ValueKind = "text" // string
	ValueBoolean  ValueKind = "boolean"
	ValueInteger  ValueKind = "integer"
	ValueRange    ValueKind = "range"
	ValueRatio    ValueKind = "ratio"
	ValueTime     ValueKind = "time" // time, dateTime or Period
	ValueSampled  ValueKind = "sampled"
	ValueOther    ValueKind = "other" // Reference, Attachment: named in Text
)

// Value is one value[x]. Quantity is the value, or the low end of a range, or the numerator of a ratio; Other is the
// high end or the denominator.
type Value struct {
	Kind     ValueKind `cbor:"1,keyasint,omitempty" json:"kind,omitempty"`
	Quantity Quantity  `cbor:"2,keyasint,omitempty,omitzero" json:"quantity,omitzero"`
	Other    Quantity  `cbor:"3,keyasint,omitempty,omitzero" json:"other,omitzero"`
	Concept  Concept   `cbor:"4,keyasint,omitempty,omitzero" json:"concept,omitzero"`
	Text     string    `cbor:"5,keyasint,omitempty" json:"text,omitempty"` // text, true/false, an integer's digits, a time's lexeme
}

// ReferenceRange is one of the source's own ranges, never converted.
type ReferenceRange struct {
	Low       Quantity  `cbor:"1,keyasint,omitempty,omitzero" json:"low,omitzero"`
	High      Quantity  `cbor:"2,keyasint,omitempty,omitzero" json:"high,omitzero"`
	Text      string    `cbor:"3,keyasint,omitempty" json:"text,omitempty"`
	Type      string    `cbor:"4,keyasint,omitempty" json:"type,omitempty"` // normal, treatment, therapeutic ...
	AppliesTo []Concept `cbor:"5,keyasint,omitempty" json:"appliesTo,omitempty"`
	AgeLow    Quantity  `cbor:"6,keyasint,omitempty,omitzero" json:"ageLow,omitzero"`
	AgeHigh   Quantity  `cbor:"7,keyasint,omitempty,omitzero" json:"ageHigh,omitzero"`
}
