package convert

import (
	covpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/coverage_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) coverage(x *covpb.Coverage, f *record.Fact) {
	f.Code = concept(x.GetType())
	if f.Code.IsZero() {
		f.Code = words(c.names(x.GetPayor()))
	}
	f.When = c.period(x.GetPeriod())
	c.detailRefs(f, "payor", x.GetPayor()...)
	c.detailRefs(f, "policyHolder", x.GetPolicyHolder())
	c.detailRefs(f, "subscriber", x.GetSubscriber())
	detail(f, "subscriberId", x.GetSubscriberId().GetValue())
	detail(f, "dependent", x.GetDependent().GetValue())
	detailConcepts(f, "relationship", x.GetRelationship())
	detail(f, "order", positive(x.GetOrder()))
	detail(f, "network", x.GetNetwork().GetValue())
	for _, k := range x.GetClassValue() {
		s := k.GetName().GetValue()
		if s == "" {
			s = k.GetValue().GetValue()
		}
		if t := concept(k.GetType()).Words(); t != "" && s != "" {
			s = t + ": " + s
		}
		detail(f, "class", s)
	}
}
