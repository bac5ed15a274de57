package convert

import (
	advpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/adverse_event_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) adverseEvent(x *advpb.AdverseEvent, f *record.Fact) {
	f.Code = concept(x.GetEvent())
	f.Categories = concepts(x.GetCategory())
	if f.Code.IsZero() && len(f.Categories) > 0 {
		f.Code = f.Categories[0]
	}
	f.When = at(c.dateTime(x.GetDate()))
	f.Recorded = c.dateTime(x.GetRecordedDate())
	if f.When.IsZero() {
		f.When = at(c.dateTime(x.GetDetected()))
	}
	f.Severity = concept(x.GetSeverity())
	f.Status = codeOf(x.GetActuality())
	if f.Status == "potential" {
		f.Negated, f.NegatedWhy = true, "actuality: potential, it did not happen"
	}
	detailConcepts(f, "seriousness", x.GetSeriousness())
	detailConcepts(f, "outcome", x.GetOutcome())
	for _, s := range x.GetSuspectEntity() {
		detail(f, "suspectEntity", c.suspect(s))
	}
	c.detailRefs(f, "resultingCondition", x.GetResultingCondition()...)
	c.detailRefs(f, "recorder", x.GetRecorder())
}

func (c *conversion) suspect(s *advpb.AdverseEvent_SuspectEntity) string {
	if name := c.words(s.GetInstance()); name != "" {
		return name
	}
	return c.ingredientOf(s.GetInstance()).Words()
}
