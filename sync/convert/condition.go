package convert

import (
	"slices"
	"strings"

	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"
	conpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/condition_go_proto"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

func (c *conversion) condition(x *conpb.Condition, f *record.Fact) {
	f.Code = concept(x.GetCode())
	f.Status = knownCode(x.GetClinicalStatus(), clinicalStatuses)
	f.Verification = knownCode(x.GetVerificationStatus(), verificationStatuses)
	f.Categories = concepts(x.GetCategory())
	f.Severity = concept(x.GetSeverity())
	f.BodySites = concepts(x.GetBodySite())
	f.Recorded = c.dateTime(x.GetRecordedDate())
	c.onset(x.GetOnset(), f)
	a := x.GetAbatement()
	switch {
	case a.GetDateTime() != nil:
		f.When.End = c.dateTime(a.GetDateTime())
	case a.GetPeriod() != nil:
		p := c.period(a.GetPeriod())
		f.When.End = p.Start
		if !p.End.IsZero() {
			f.When.End = p.End
		}
	case a.GetAge() != nil:
		detail(f, "abatement", "age "+quantity(a.GetAge()).Shown())
	case a.GetRange() != nil:
		detail(f, "abatement", rangeText(quantity(a.GetRange().GetLow()), quantity(a.GetRange().GetHigh())))
	case a.GetStringValue() != nil:
		detail(f, "abatement", a.GetStringValue().GetValue())
	}
	if f.Verification == "refuted" {
		f.Negated, f.NegatedWhy = true, "verificationStatus: refuted"
	}
	noneKnown(f, terms.ScopeProblems)
	for _, s := range x.GetStage() {
		detailConcepts(f, "stage", s.GetSummary())
	}
	for _, e := range x.GetEvidence() {
		detailConcepts(f, "evidence", e.GetCode()...)
	}
	c.detailRefs(f, "recorder", x.GetRecorder())
	c.detailRefs(f, "asserter", x.GetAsserter())
}

// FHIR's codes for the state of a problem or allergy, and for how certain it is.
var (
	clinicalStatuses     = []string{"active", "recurrence", "relapse", "inactive", "remission", "resolved"}
	verificationStatuses = []string{"unconfirmed", "provisional", "differential", "presumed", "confirmed", "refuted", "entered-in-error"}
)

// knownCode returns the code of the list that one of the codings, or the text, says; else the first code there is.
func knownCode(x *dpb.CodeableConcept, known []string) string {
	k := concept(x)
	said := []string{k.Text}
	for _, y := range k.Codes {
		said = append(said, y.Code)
	}
	for _, s := range said {
		if s = strings.ToLower(strings.TrimSpace(s)); slices.Contains(known, s) {
			return s
		}
	}
	return code(x)
}

// onsetX is the onset[x] of Condition and AllergyIntolerance.
type onsetX interface {
	GetDateTime() *dpb.DateTime
	GetAge() *dpb.Age
	GetPeriod() *dpb.Period
	GetRange() *dpb.Range
	GetStringValue() *dpb.String
}

func (c *conversion) onset(x onsetX, f *record.Fact) {
	switch {
	case x.GetDateTime() != nil:
		f.When.Start = c.dateTime(x.GetDateTime())
	case x.GetPeriod() != nil:
		f.When.Start = c.dateTime(x.GetPeriod().GetStart())
		if end := c.dateTime(x.GetPeriod().GetEnd()); !end.IsZero() { // the onset took this long; it says nothing of the end
			detail(f, "onset", periodText(c.period(x.GetPeriod())))
		}
	case x.GetAge() != nil:
		f.WhenText = "age " + quantity(x.GetAge()).Shown()
	case x.GetRange() != nil:
		f.WhenText = rangeText(quantity(x.GetRange().GetLow()), quantity(x.GetRange().GetHigh()))
	case x.GetStringValue() != nil:
		f.WhenText = x.GetStringValue().GetValue()
	}
	f.WhenText = c.orAbsent(f.WhenText, "onsetDateTime")
}

// orAbsent returns the text, else the reason why the source says that the element has no value.
func (c *conversion) orAbsent(text, element string) string {
	if why := c.absent[c.name+"."+element]; text == "" && why != "" {
		return absentText(why)
	}
	return text
}
