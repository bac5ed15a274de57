package convert

import (
	encpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/encounter_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) encounter(x *encpb.Encounter, f *record.Fact) {
	if list := concepts(x.GetType()); len(list) > 0 {
		f.Code = list[0]
		for _, k := range list[1:] {
			detail(f, "type", k.Words())
		}
	}
	if k := coding(x.GetClassValue()); k != (record.Code{}) {
		f.Categories = []record.Concept{{Codes: []record.Code{k}}}
		detail(f, "class", record.Concept{Codes: []record.Code{k}}.Words())
	}
	f.When = c.period(x.GetPeriod())
	f.Reasons = concepts(x.GetReasonCode())
	c.reasonRefs(f, x.GetReasonReference())
	detailConcepts(f, "serviceType", x.GetServiceType())
	detailConcepts(f, "priority", x.GetPriority())
	for _, p := range x.GetParticipant() {
		c.detailRefs(f, "participant", p.GetIndividual())
	}
	for _, d := range x.GetDiagnosis() {
		c.detailRefs(f, "diagnosis", d.GetCondition())
	}
	for _, l := range x.GetLocation() {
		c.detailRefs(f, "location", l.GetLocation())
	}
	h := x.GetHospitalization()
	detailConcepts(f, "admitSource", h.GetAdmitSource())
	detailConcepts(f, "dischargeDisposition", h.GetDischargeDisposition())
	c.detailRefs(f, "serviceProvider", x.GetServiceProvider())
	c.detailRefs(f, "partOf", x.GetPartOf())
	switch f.Status {
	case "cancelled":
		f.Negated, f.NegatedWhy = true, "status: cancelled"
	}
}
