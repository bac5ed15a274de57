package convert

import (
	"strings"

	fampb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/family_member_history_go_proto"

	"anamnesis/app/record"
)

// familyHistory gives the relationship as the code, and the conditions of the relative as the text and as details.
func (c *conversion) familyHistory(x *fampb.FamilyMemberHistory, f *record.Fact) {
	f.Code = concept(x.GetRelationship())
	f.Recorded = c.dateTime(x.GetDate())
	f.Reasons = concepts(x.GetReasonCode())
	c.reasonRefs(f, x.GetReasonReference())
	var told []string
	for _, k := range x.GetCondition() {
		what := concept(k.GetCode())
		if !what.IsZero() {
			f.Conditions = append(f.Conditions, what)
		}
		s := what.Words()
		switch o := k.GetOnset(); {
		case o.GetAge() != nil:
			s += ", onset age " + quantity(o.GetAge()).Shown()
		case o.GetRange() != nil:
			s += ", onset " + rangeText(quantity(o.GetRange().GetLow()), quantity(o.GetRange().GetHigh()))
		case o.GetPeriod() != nil:
			s += ", onset " + periodText(c.period(o.GetPeriod()))
		case o.GetStringValue() != nil:
			s += ", onset " + o.GetStringValue().GetValue()
		}
		if why := concept(k.GetOutcome()).Words(); why != "" {
			s += ", outcome " + why
		}
		if k.GetContributedToDeath().GetValue() {
			s += ", contributed to death"
		}
		told = append(told, s)
		detail(f, "condition", s)
		f.Notes = append(f.Notes, notes(k.GetNote())...)
	}
	f.Text = strings.Join(told, "; ")
	detail(f, "name", x.GetName().GetValue())
	detailConcepts(f, "sex", x.GetSex())
	detailConcepts(f, "dataAbsentReason", x.GetDataAbsentReason())
	switch a := x.GetAge(); {
	case a.GetAge() != nil:
		detail(f, "age", quantity(a.GetAge()).Shown())
	case a.GetRange() != nil:
		detail(f, "age", rangeText(quantity(a.GetRange().GetLow()), quantity(a.GetRange().GetHigh())))
	case a.GetStringValue() != nil:
		detail(f, "age", a.GetStringValue().GetValue())
	}
	switch d := x.GetDeceased(); {
	case d.GetBoolean() != nil:
		if d.GetBoolean().GetValue() {
			detail(f, "deceased", "yes")
		}
	case d.GetAge() != nil:
		detail(f, "deceased", "age "+quantity(d.GetAge()).Shown())
	case d.GetRange() != nil:
		detail(f, "deceased", rangeText(quantity(d.GetRange().GetLow()), quantity(d.GetRange().GetHigh())))
	case d.GetDate() != nil:
		detail(f, "deceased", c.date(d.GetDate()).Text)
	case d.GetStringValue() != nil:
		detail(f, "deceased", d.GetStringValue().GetValue())
	}
}
