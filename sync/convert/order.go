package convert

import (
	srpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/service_request_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) serviceRequest(x *srpb.ServiceRequest, f *record.Fact) {
	f.Code = concept(x.GetCode())
	f.Categories = concepts(x.GetCategory())
	if r := x.GetRequisition(); r != nil {
		id := identifier(r)
		if id.Type == "" {
			id.Type = "requisition"
		}
		f.Identifiers = append(f.Identifiers, id)
	}
	f.Intent = codeOf(x.GetIntent())
	f.Proposed = proposedIntents[f.Intent]
	if x.GetDoNotPerform().GetValue() {
		f.Negated, f.NegatedWhy = true, "doNotPerform"
	}
	switch o := x.GetOccurrence(); {
	case o.GetDateTime() != nil:
		f.When = at(c.dateTime(o.GetDateTime()))
	case o.GetPeriod() != nil:
		f.When = c.period(o.GetPeriod())
	case o.GetTiming() != nil:
		f.When, f.WhenText = c.timingSpan(o.GetTiming())
	}
	f.Recorded = c.dateTime(x.GetAuthoredOn())
	f.BodySites = concepts(x.GetBodySite())
	f.Reasons = concepts(x.GetReasonCode())
	c.reasonRefs(f, x.GetReasonReference())
	detailConcepts(f, "orderDetail", x.GetOrderDetail()...)
	switch q := x.GetQuantity(); {
	case q.GetQuantity() != nil:
		detail(f, "quantity", quantity(q.GetQuantity()).Shown())
	case q.GetRatio() != nil:
		detail(f, "quantity", ratioText(q.GetRatio()))
	case q.GetRange() != nil:
		detail(f, "quantity", rangeText(quantity(q.GetRange().GetLow()), quantity(q.GetRange().GetHigh())))
	}
	switch a := x.GetAsNeeded(); {
	case a.GetCodeableConcept() != nil:
		detail(f, "asNeeded", concept(a.GetCodeableConcept()).Words())
	case a.GetBoolean().GetValue():
		detail(f, "asNeeded", "as needed")
	}
	detail(f, "priority", codeOf(x.GetPriority()))
	detail(f, "patientInstruction", x.GetPatientInstruction().GetValue())
	c.detailRefs(f, "requester", x.GetRequester())
	c.detailRefs(f, "performer", x.GetPerformer()...)
	detailConcepts(f, "performerType", x.GetPerformerType())
}
