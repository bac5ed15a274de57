package convert

import (
	ctpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/care_team_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) careTeam(x *ctpb.CareTeam, f *record.Fact) {
	f.Categories = concepts(x.GetCategory())
	f.Code = words(x.GetName().GetValue())
	if f.Code.IsZero() && len(f.Categories) > 0 {
		f.Code = f.Categories[0]
	}
	f.When = c.period(x.GetPeriod())
	f.Reasons = concepts(x.GetReasonCode())
	c.reasonRefs(f, x.GetReasonReference())
	for _, p := range x.GetParticipant() {
		s := c.words(p.GetMember())
		for _, r := range concepts(p.GetRole()) {
			if s == "" {
				s = r.Words()
			} else {
				s += ", " + r.Words()
			}
		}
		detail(f, "participant", s)
	}
	c.detailRefs(f, "managingOrganization", x.GetManagingOrganization()...)
}
