package convert

import (
	"strconv"
	"strings"

	goalpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/goal_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) goal(x *goalpb.Goal, f *record.Fact) {
	f.Code = concept(x.GetDescription())
	f.Status = codeOf(x.GetLifecycleStatus())
	f.Categories = concepts(x.GetCategory())
	if s := x.GetStart(); s.GetDate() != nil {
		f.When = at(c.date(s.GetDate()))
	} else {
		f.WhenText = concept(s.GetCodeableConcept()).Words()
	}
	f.Recorded = c.date(x.GetStatusDate())
	c.reasonRefs(f, x.GetAddresses())
	if f.Status == "rejected" {
		f.Negated, f.NegatedWhy = true, "lifecycleStatus: rejected"
	}
	detailConcepts(f, "achievementStatus", x.GetAchievementStatus())
	detailConcepts(f, "priority", x.GetPriority())
	detail(f, "statusReason", x.GetStatusReason().GetValue())
	for _, t := range x.GetTarget() {
		detail(f, "target", c.target(t))
	}
	detailConcepts(f, "outcome", x.GetOutcomeCode()...)
	c.detailRefs(f, "expressedBy", x.GetExpressedBy())
}

// target puts a target in words: what is measured, the value to reach, and by when.
func (c *conversion) target(t *goalpb.Goal_Target) string {
	parts := []string{concept(t.GetMeasure()).Words()}
	switch d := t.GetDetail(); {
	case d.GetQuantity() != nil:
		parts = append(parts, quantity(d.GetQuantity()).Shown())
	case d.GetRange() != nil:
		parts = append(parts, rangeText(quantity(d.GetRange().GetLow()), quantity(d.GetRange().GetHigh())))
	case d.GetCodeableConcept() != nil:
		parts = append(parts, concept(d.GetCodeableConcept()).Words())
	case d.GetStringValue() != nil:
		parts = append(parts, d.GetStringValue().GetValue())
	case d.GetBoolean() != nil:
		parts = append(parts, strconv.FormatBool(d.GetBoolean().GetValue()))
	case d.GetInteger() != nil:
		parts = append(parts, strconv.Itoa(int(d.GetInteger().GetValue())))
	case d.GetRatio() != nil:
		parts = append(parts, ratioText(d.GetRatio()))
	}
	switch d := t.GetDue(); {
	case d.GetDate() != nil:
		parts = append(parts, "by "+c.date(d.GetDate()).Text)
	case d.GetDuration() != nil:
		parts = append(parts, "within "+quantity(d.GetDuration()).Shown())
	}
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, ", ")
}
