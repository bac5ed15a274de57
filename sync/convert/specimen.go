package convert

import (
	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"
	spepb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/specimen_go_proto"

	"anamnesis/app/record"
)

// specimenType returns the type of a contained specimen, else the reference's words.
func (c *conversion) specimenType(r *dpb.Reference) record.Concept {
	if x, ok := c.inner(r).(*spepb.Specimen); ok {
		if k := concept(x.GetType()); !k.IsZero() {
			return k
		}
	}
	if r.GetDisplay().GetValue() != "" {
		return words(r.GetDisplay().GetValue())
	}
	return record.Concept{}
}
