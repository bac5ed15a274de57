package convert

import (
	propb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/procedure_go_proto"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

func (c *conversion) procedure(x *propb.Procedure, f *record.Fact) {
	f.Code = concept(x.GetCode())
	if k := concept(x.GetCategory()); !k.IsZero() {
		f.Categories = []record.Concept{k}
	}
	switch p := x.GetPerformed(); {
	case p.GetDateTime() != nil:
		f.When = at(c.dateTime(p.GetDateTime()))
	case p.GetPeriod() != nil:
		f.When = c.period(p.GetPeriod())
	case p.GetStringValue() != nil:
		f.WhenText = p.GetStringValue().GetValue()
	case p.GetAge() != nil:
		f.WhenText = "age " + quantity(p.GetAge()).Shown()
	case p.GetRange() != nil:
		f.WhenText = rangeText(quantity(p.GetRange().GetLow()), quantity(p.GetRange().GetHigh()))
	}
	f.WhenText = c.orAbsent(f.WhenText, "performedDateTime")
	f.BodySites = concepts(x.GetBodySite())
	f.Reasons = concepts(x.GetReasonCode())
	c.reasonRefs(f, x.GetReasonReference())
	if f.Status == "not-done" {
		f.Negated, f.NegatedWhy = true, "status: not-done"
		if why := concept(x.GetStatusReason()).Words(); why != "" {
			f.NegatedWhy += " (" + why + ")"
		}
	}
	noneKnown(f, terms.ScopeProcedures)
	detailConcepts(f, "outcome", x.GetOutcome())
	detailConcepts(f, "complication", x.GetComplication()...)
	detailConcepts(f, "followUp", x.GetFollowUp()...)
	detailConcepts(f, "usedCode", x.GetUsedCode()...)
	for _, d := range x.GetFocalDevice() {
		c.detailRefs(f, "focalDevice", d.GetManipulated())
	}
	for _, p := range x.GetPerformer() {
		c.detailRefs(f, "performer", p.GetActor())
	}
	c.detailRefs(f, "location", x.GetLocation())
}
