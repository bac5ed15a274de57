package convert

import (
	propb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/provenance_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) provenance(x *propb.Provenance, f *record.Fact) {
	f.About = c.refsOf(x.GetTarget())
	for _, ref := range f.About {
		if ref.Type == "Patient" && f.Subject.IsZero() {
			f.Subject = ref
		}
	}
	f.Code = concept(x.GetActivity())
	switch o := x.GetOccurred(); {
	case o.GetDateTime() != nil:
		f.When = at(c.dateTime(o.GetDateTime()))
	case o.GetPeriod() != nil:
		f.When = c.period(o.GetPeriod())
	}
	f.Recorded = c.instant(x.GetRecorded())
	f.Reasons = concepts(x.GetReason())
	for _, a := range x.GetAgent() {
		who := c.words(a.GetWho())
		if role := concept(a.GetType()).Words(); role != "" && who != "" {
			who = role + ": " + who
		}
		detail(f, "agent", who)
		c.detailRefs(f, "onBehalfOf", a.GetOnBehalfOf())
	}
	for _, e := range x.GetEntity() {
		detail(f, "entity "+codeOf(e.GetRole()), c.words(e.GetWhat()))
	}
}
