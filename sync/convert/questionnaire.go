package convert

import (
	"strconv"
	"strings"

	qrpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/questionnaire_response_go_proto"

	"anamnesis/app/record"
)

// maxAnswers bounds what a fact keeps of a questionnaire; all answers stay in the raw resource.
const maxAnswers = 200

func (c *conversion) questionnaireResponse(x *qrpb.QuestionnaireResponse, f *record.Fact) {
	f.Code = words(x.GetQuestionnaire().GetValue())
	f.When = at(c.dateTime(x.GetAuthored()))
	c.detailRefs(f, "author", x.GetAuthor())
	c.detailRefs(f, "source", x.GetSource())
	c.answers(x.GetItem(), f)
}

// answers lists questions with their answers, in the order of the form.
func (c *conversion) answers(items []*qrpb.QuestionnaireResponse_Item, f *record.Fact) {
	for _, i := range items {
		if len(f.Details) >= maxAnswers {
			return
		}
		question := i.GetText().GetValue()
		if question == "" {
			question = i.GetLinkId().GetValue()
		}
		var said []string
		for _, a := range i.GetAnswer() {
			if s := c.answer(a.GetValue()); s != "" {
				said = append(said, s)
			}
		}
		if len(said) > 0 {
			detail(f, "item", question+": "+strings.Join(said, ", "))
		}
		c.answers(i.GetItem(), f)
		for _, a := range i.GetAnswer() {
			c.answers(a.GetItem(), f)
		}
	}
}

func (c *conversion) answer(v *qrpb.QuestionnaireResponse_Item_Answer_ValueX) string {
	switch {
	case v.GetDecimal() != nil:
		return v.GetDecimal().GetValue()
	case v.GetInteger() != nil:
		return strconv.Itoa(int(v.GetInteger().GetValue()))
	case v.GetTime() != nil:
		return c.clock(v.GetTime())
	case v.GetAttachment() != nil:
		return v.GetAttachment().GetTitle().GetValue()
	case v == nil:
		return ""
	}
	return c.say(v.ProtoReflect())
}
