package convert

import (
	"strings"

	conpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/consent_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) consent(x *conpb.Consent, f *record.Fact) {
	f.Categories = concepts(x.GetCategory())
	if len(f.Categories) > 0 {
		f.Code = f.Categories[0]
	} else {
		f.Code = concept(x.GetScope())
	}
	f.Recorded = c.dateTime(x.GetDateTime())
	f.When = c.period(x.GetProvision().GetPeriod())
	switch f.Status {
	case "rejected", "inactive":
		f.Negated, f.NegatedWhy = true, "status: "+f.Status
	}
	detailConcepts(f, "scope", x.GetScope())
	detailConcepts(f, "policyRule", x.GetPolicyRule())
	c.provisions([]*conpb.Consent_Provision{x.GetProvision()}, f)
	c.detailRefs(f, "performer", x.GetPerformer()...)
	c.detailRefs(f, "organization", x.GetOrganization()...)
	if a := x.GetSource().GetAttachment(); a != nil {
		f.Document = &record.Document{Title: a.GetTitle().GetValue(), Attachments: []record.Attachment{c.attachment(a)}}
	}
}

// provisions tells what is permitted or denied, exceptions included: "deny" is meaning.
func (c *conversion) provisions(list []*conpb.Consent_Provision, f *record.Fact) {
	for _, p := range list {
		said := []string{codeOf(p.GetType())}
		for _, k := range append(concepts(p.GetAction()), concepts(p.GetCode())...) {
			said = append(said, k.Words())
		}
		for _, k := range append(codings(p.GetClassValue()), codings(p.GetSecurityLabel())...) {
			said = append(said, record.Concept{Codes: []record.Code{k}}.Words())
		}
		for _, a := range p.GetActor() {
			if s := c.words(a.GetReference()); s != "" {
				said = append(said, s)
			}
		}
		detail(f, "provision", strings.Trim(strings.Join(said, " "), " "))
		c.provisions(p.GetProvision(), f)
	}
}
