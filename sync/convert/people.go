package convert

import (
	locpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/location_go_proto"
	orgpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/organization_go_proto"
	prapb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/practitioner_go_proto"
	rolpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/practitioner_role_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) practitioner(x *prapb.Practitioner, f *record.Fact) {
	for _, n := range x.GetName() {
		if s := nameText(n); f.Code.IsZero() && s != "" {
			f.Code = words(s)
		}
	}
	for _, q := range x.GetQualification() {
		detailConcepts(f, "qualification", q.GetCode())
	}
	for _, t := range telecoms(x.GetTelecom()) {
		detail(f, t.System, t.Value)
	}
}

func (c *conversion) practitionerRole(x *rolpb.PractitionerRole, f *record.Fact) {
	f.Code = words(c.words(x.GetPractitioner()))
	f.Categories = concepts(x.GetSpecialty())
	f.When = c.period(x.GetPeriod())
	if f.Code.IsZero() {
		if list := concepts(x.GetCode()); len(list) > 0 {
			f.Code = list[0]
		}
	}
	detailConcepts(f, "role", x.GetCode()...)
	detailConcepts(f, "specialty", x.GetSpecialty()...)
	c.detailRefs(f, "organization", x.GetOrganization())
	for _, t := range telecoms(x.GetTelecom()) {
		detail(f, t.System, t.Value)
	}
}

func (c *conversion) organization(x *orgpb.Organization, f *record.Fact) {
	f.Code = words(x.GetName().GetValue())
	f.Categories = concepts(x.GetType())
	for _, s := range texts(x.GetAlias()) {
		detail(f, "alias", s)
	}
	for _, t := range telecoms(x.GetTelecom()) {
		detail(f, t.System, t.Value)
	}
	c.detailRefs(f, "partOf", x.GetPartOf())
}

func (c *conversion) location(x *locpb.Location, f *record.Fact) {
	f.Code = words(x.GetName().GetValue())
	f.Categories = concepts(x.GetType())
	detail(f, "description", x.GetDescription().GetValue())
	detailConcepts(f, "physicalType", x.GetPhysicalType())
	for _, t := range telecoms(x.GetTelecom()) {
		detail(f, t.System, t.Value)
	}
	c.detailRefs(f, "managingOrganization", x.GetManagingOrganization())
}
