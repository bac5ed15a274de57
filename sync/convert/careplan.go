package convert

import (
	cppb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/care_plan_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) carePlan(x *cppb.CarePlan, f *record.Fact) {
	f.Categories = concepts(x.GetCategory())
	f.Code = words(x.GetTitle().GetValue())
	if f.Code.IsZero() && len(f.Categories) > 0 {
		f.Code = f.Categories[len(f.Categories)-1] // the first is often the general "assess-plan"
	}
	if f.Code.IsZero() {
		f.Code = words(x.GetDescription().GetValue())
	}
	f.Intent = codeOf(x.GetIntent())
	f.Proposed = f.Intent == "proposal" || f.Intent == "option" // "plan" is what a care plan is
	f.When = c.period(x.GetPeriod())
	f.Recorded = c.dateTime(x.GetCreated())
	c.reasonRefs(f, x.GetAddresses())
	detail(f, "description", x.GetDescription().GetValue())
	for _, a := range x.GetActivity() {
		d := a.GetDetail()
		s := concept(d.GetCode()).Words()
		if s == "" {
			s = d.GetDescription().GetValue()
		}
		if s == "" {
			s = c.words(a.GetReference())
		}
		if s == "" {
			continue
		}
		if d.GetDoNotPerform().GetValue() {
			s = "do not perform: " + s
		}
		if status := codeOf(d.GetStatus()); status != "" {
			s += " (" + status + ")"
		}
		detail(f, "activity", s)
		if f.Code.IsZero() { // nothing names the plan, so what it begins with does
			f.Code = words(s)
		}
	}
	c.detailRefs(f, "author", x.GetAuthor())
	c.detailRefs(f, "careTeam", x.GetCareTeam()...)
	c.detailRefs(f, "goal", x.GetGoal()...)
}
