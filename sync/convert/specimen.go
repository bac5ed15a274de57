package convert

import (
	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"
	spepb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/specimen_go_proto"

	"anamnesis/app/record"
)

// accessionType is the code of HL7 table 0203 for a laboratory's accession number.
const accessionType = "ACSN"

func (c *conversion) specimenResource(x *spepb.Specimen, f *record.Fact) {
	f.Code = concept(x.GetType())
	if id, ok := accessionOf(x); ok {
		f.Identifiers = append(f.Identifiers, id)
	}
	k := x.GetCollection()
	switch t := k.GetCollected(); {
	case t.GetDateTime() != nil:
		f.When = at(c.dateTime(t.GetDateTime()))
	case t.GetPeriod() != nil:
		f.When = c.period(t.GetPeriod())
	}
	f.Recorded = c.dateTime(x.GetReceivedTime())
	f.Method = concept(k.GetMethod())
	if s := concept(k.GetBodySite()); !s.IsZero() {
		f.BodySites = []record.Concept{s}
	}
	detailConcepts(f, "condition", x.GetCondition()...)
	detailConcepts(f, "fastingStatus", k.GetFastingStatus().GetCodeableConcept())
	detail(f, "fastingStatus", quantity(k.GetFastingStatus().GetDuration()).Shown())
	for _, p := range x.GetProcessing() {
		detail(f, "processing", p.GetDescription().GetValue())
		detailConcepts(f, "processing", p.GetProcedure())
	}
	c.detailRefs(f, "collector", k.GetCollector())
}

func accessionOf(x *spepb.Specimen) (record.Identifier, bool) {
	id := identifier(x.GetAccessionIdentifier())
	id.Type = accessionType
	return id, id.Value != ""
}

// specimenType returns the type of a contained specimen, else the reference's words.
func (c *conversion) specimenType(r *dpb.Reference) record.Concept {
	if x, ok := c.inner(r).(*spepb.Specimen); ok {
		if k := concept(x.GetType()); !k.IsZero() {
			return k
		}
	}
	return words(r.GetDisplay().GetValue())
}

// accession takes a contained specimen's accession number and condition (haemolysed ...) over to what was measured in it.
func (c *conversion) accession(r *dpb.Reference, f *record.Fact) {
	x, ok := c.inner(r).(*spepb.Specimen)
	if !ok {
		return
	}
	if id, ok := accessionOf(x); ok {
		f.Identifiers = append(f.Identifiers, id)
	}
	detailConcepts(f, "specimen condition", x.GetCondition()...)
}
