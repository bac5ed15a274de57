package convert

import (
	clmpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/claim_go_proto"
	eobpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/explanation_of_benefit_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) claim(x *clmpb.Claim, f *record.Fact) {
	f.Code = concept(x.GetType())
	f.When = c.period(x.GetBillablePeriod())
	f.Recorded = c.dateTime(x.GetCreated())
	detail(f, "use", codeOf(x.GetUse()))
	c.detailRefs(f, "provider", x.GetProvider())
	c.detailRefs(f, "insurer", x.GetInsurer())
	if v := x.GetTotal().GetValue().GetValue(); v != "" {
		detail(f, "total", v+" "+codeOf(x.GetTotal().GetCurrency()))
	}
}

func (c *conversion) benefit(x *eobpb.ExplanationOfBenefit, f *record.Fact) {
	f.Code = concept(x.GetType())
	f.When = c.period(x.GetBillablePeriod())
	f.Recorded = c.dateTime(x.GetCreated())
	detail(f, "use", codeOf(x.GetUse()))
	detail(f, "outcome", codeOf(x.GetOutcome()))
	detail(f, "disposition", x.GetDisposition().GetValue())
	c.detailRefs(f, "provider", x.GetProvider())
	c.detailRefs(f, "insurer", x.GetInsurer())
}
