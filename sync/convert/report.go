package convert

import (
	drpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/diagnostic_report_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) report(x *drpb.DiagnosticReport, f *record.Fact) {
	f.Code = concept(x.GetCode())
	f.Categories = concepts(x.GetCategory())
	switch e := x.GetEffective(); {
	case e.GetDateTime() != nil:
		f.When = at(c.dateTime(e.GetDateTime()))
	case e.GetPeriod() != nil:
		f.When = c.period(e.GetPeriod())
	}
	f.WhenText = c.orAbsent("", "effectiveDateTime")
	f.Issued = c.instant(x.GetIssued())
	f.Results = c.refsOf(x.GetResult())
	d := &record.Document{Title: f.Code.Words(), Author: c.names(x.GetPerformer()), Conclusion: x.GetConclusion().GetValue()}
	for _, a := range x.GetPresentedForm() {
		d.Attachments = append(d.Attachments, c.attachment(a))
	}
	f.Document = d
	f.Text = d.Conclusion
	if f.Text == "" && len(f.Results) == 0 && !hasText(d.Attachments) {
		f.Text = c.narrative(x)
	}
	detailConcepts(f, "conclusionCode", x.GetConclusionCode()...)
	for _, m := range x.GetMedia() {
		detail(f, "media", m.GetComment().GetValue())
	}
	for _, s := range x.GetSpecimen() {
		detail(f, "specimen", c.specimenType(s).Words())
		c.accession(s, f)
	}
	c.detailRefs(f, "performer", x.GetPerformer()...)
	c.detailRefs(f, "resultsInterpreter", x.GetResultsInterpreter()...)
}
