package convert

import (
	"strings"

	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"
	docpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/document_reference_go_proto"
	mediapb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/media_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) documentReference(x *docpb.DocumentReference, f *record.Fact) {
	if m := x.GetMasterIdentifier(); m != nil {
		id := identifier(m)
		id.Use = "master"
		f.Identifiers = append([]record.Identifier{id}, f.Identifiers...)
	}
	f.Code = concept(x.GetType())
	f.Categories = concepts(x.GetCategory())
	f.Recorded = c.instant(x.GetDate())
	f.When = c.period(x.GetContext().GetPeriod())
	for _, r := range x.GetContext().GetEncounter() {
		if ref := c.refOf(r); ref.Type == "Encounter" && f.Encounter.IsZero() {
			f.Encounter = ref
		}
	}
	d := &record.Document{Title: x.GetDescription().GetValue(), Author: c.names(x.GetAuthor())}
	for _, k := range x.GetContent() {
		a := c.attachment(k.GetAttachment())
		if d.Title == "" {
			d.Title = a.Title
		}
		d.Attachments = append(d.Attachments, a)
	}
	if d.Title == "" {
		d.Title = f.Code.Words()
	}
	f.Document = d
	if !hasText(d.Attachments) && f.Code.IsZero() {
		f.Text = c.narrative(x)
	}
	for _, s := range x.GetSecurityLabel() {
		f.Security = append(f.Security, codings(s.GetCoding())...)
	}
	switch s := codeOf(x.GetDocStatus()); s {
	case "entered-in-error":
		f.Status = s
	default:
		detail(f, "docStatus", s)
	}
	for _, r := range x.GetRelatesTo() {
		if ref := c.refOf(r.GetTarget()); !ref.IsZero() {
			detail(f, codeOf(r.GetCode()), ref.Local())
		}
	}
	detailConcepts(f, "event", x.GetContext().GetEvent()...)
	detailConcepts(f, "facilityType", x.GetContext().GetFacilityType())
	detailConcepts(f, "practiceSetting", x.GetContext().GetPracticeSetting())
	c.detailRefs(f, "custodian", x.GetCustodian())
	c.detailRefs(f, "authenticator", x.GetAuthenticator())
}

func (c *conversion) media(x *mediapb.Media, f *record.Fact) {
	f.Code = concept(x.GetView())
	if f.Code.IsZero() {
		f.Code = concept(x.GetType())
	}
	f.Categories = concepts([]*dpb.CodeableConcept{x.GetType(), x.GetModality()})
	switch t := x.GetCreated(); {
	case t.GetDateTime() != nil:
		f.When = at(c.dateTime(t.GetDateTime()))
	case t.GetPeriod() != nil:
		f.When = c.period(t.GetPeriod())
	}
	f.Issued = c.instant(x.GetIssued())
	f.Reasons = concepts(x.GetReasonCode())
	if k := concept(x.GetBodySite()); !k.IsZero() {
		f.BodySites = []record.Concept{k}
	}
	a := c.attachment(x.GetContent())
	f.Document = &record.Document{Title: a.Title, Author: c.words(x.GetOperator()), Attachments: []record.Attachment{a}}
}

// names puts those who are referenced into one line.
func (c *conversion) names(list []*dpb.Reference) string {
	var out []string
	for _, r := range list {
		if s := c.words(r); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}
