package convert

import (
	"google.golang.org/protobuf/proto"

	"anamnesis/app/record"
)

// resourceType says what becomes of a resource type: its column in the ledger, the kind of its entries, and the converter
// that knows it; without one it is listed by the elements that its proto has.
type resourceType struct {
	account record.Account
	kind    record.Kind
	read    func(*conversion, proto.Message, *record.Fact)
}

func reads[T proto.Message](f func(*conversion, T, *record.Fact)) func(*conversion, proto.Message, *record.Fact) {
	return func(c *conversion, m proto.Message, fact *record.Fact) {
		if x, ok := m.(T); ok {
			f(c, x, fact)
		}
	}
}

// types is filled by the converters' files and typetable.go; a type that is not in it is evidence of kind other.
var types map[string]resourceType

func init() {
	types = map[string]resourceType{
		"Patient":            {record.AccountEvidence, "", reads((*conversion).patient)},
		"AllergyIntolerance": {record.AccountEvidence, record.KindAllergy, reads((*conversion).allergy)},
		"Condition":          {record.AccountEvidence, record.KindProblem, reads((*conversion).condition)},
		"Observation":        {record.AccountEvidence, record.KindResult, reads((*conversion).observation)},
		"Encounter":          {record.AccountEvidence, record.KindEncounter, reads((*conversion).encounter)},
		"MedicationRequest":  {record.AccountEvidence, record.KindMedication, reads((*conversion).medicationRequest)},
	}
}
