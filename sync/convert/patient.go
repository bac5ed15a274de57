package convert

import (
	"strconv"
	"strings"

	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"
	patpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/patient_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) patient(x *patpb.Patient, f *record.Fact) {
	f.Subject = f.Ref
	p := &record.Patient{BirthDate: c.date(x.GetBirthDate()), Gender: codeOf(x.GetGender())}
	for _, n := range x.GetName() {
		p.Names = append(p.Names, name(n))
	}
	if d := x.GetDeceased(); d.GetDateTime() != nil {
		p.Deceased, p.DeceasedAt = true, c.dateTime(d.GetDateTime())
	} else {
		p.Deceased = d.GetBoolean().GetValue()
		p.Alive = d.GetBoolean() != nil && !p.Deceased
	}
	for _, a := range x.GetAddress() {
		p.Addresses = append(p.Addresses, address(a))
	}
	p.Telecoms = telecoms(x.GetTelecom())
	switch m := x.GetMultipleBirth(); {
	case m.GetInteger() != nil:
		p.Multiple = strconv.Itoa(int(m.GetInteger().GetValue()))
	case m.GetBoolean() != nil:
		p.Multiple = strconv.FormatBool(m.GetBoolean().GetValue())
	}
	p.Inactive = x.GetActive() != nil && !x.GetActive().GetValue()
	for _, l := range x.GetLink() {
		if ref := c.refOf(l.GetOther()); !ref.IsZero() {
			p.Links = append(p.Links, record.Link{Other: ref, Type: codeOf(l.GetType())})
		}
	}
	for _, k := range x.GetCommunication() {
		if s := concept(k.GetLanguage()).Words(); s != "" {
			p.Languages = append(p.Languages, s)
		}
	}
	for _, e := range x.GetExtension() {
		switch url := e.GetUrl().GetValue(); {
		case strings.HasSuffix(url, "/us-core-birthsex"), strings.HasSuffix(url, "/patient-birthSex"):
			p.BirthSex = extensionWords(e)
		case strings.HasSuffix(url, "/us-core-genderIdentity"), strings.HasSuffix(url, "/patient-genderIdentity"):
			p.Identity = extensionWords(e)
		case strings.HasSuffix(url, "/individual-genderIdentity"):
			p.Identity = extensionWords(extension(e.GetExtension(), "value"))
		case strings.HasSuffix(url, "/us-core-sex"):
			detail(f, "sex", extensionWords(e))
		case strings.HasSuffix(url, "/patient-sexParameterForClinicalUse"):
			detail(f, "sexParameterForClinicalUse", extensionWords(extension(e.GetExtension(), "value")))
		}
	}
	f.Patient = p
	detailConcepts(f, "maritalStatus", x.GetMaritalStatus())
	c.detailRefs(f, "generalPractitioner", x.GetGeneralPractitioner()...)
	c.detailRefs(f, "managingOrganization", x.GetManagingOrganization())
	for _, k := range x.GetContact() {
		detail(f, "contact", nameText(k.GetName()))
	}
}

func name(n *dpb.HumanName) record.Name {
	return record.Name{Use: codeOf(n.GetUse()), Text: n.GetText().GetValue(), Family: n.GetFamily().GetValue(),
		Given: texts(n.GetGiven()), Prefix: texts(n.GetPrefix()), Suffix: texts(n.GetSuffix()),
		Ended: n.GetPeriod().GetEnd() != nil}
}

// nameText returns a name in one line.
func nameText(n *dpb.HumanName) string {
	if s := n.GetText().GetValue(); s != "" || n == nil {
		return s
	}
	parts := append(texts(n.GetPrefix()), texts(n.GetGiven())...)
	parts = append(parts, n.GetFamily().GetValue())
	return strings.TrimSpace(strings.Join(append(parts, texts(n.GetSuffix())...), " "))
}

func address(a *dpb.Address) record.Address {
	return record.Address{Lines: texts(a.GetLine()), City: a.GetCity().GetValue(), District: a.GetDistrict().GetValue(),
		State: a.GetState().GetValue(), PostalCode: a.GetPostalCode().GetValue(), Country: a.GetCountry().GetValue(),
		Text: a.GetText().GetValue(), Use: codeOf(a.GetUse())}
}

func telecoms(list []*dpb.ContactPoint) []record.Telecom {
	var out []record.Telecom
	for _, t := range list {
		if v := t.GetValue().GetValue(); v != "" {
			out = append(out, record.Telecom{System: codeOf(t.GetSystem()), Value: v, Use: codeOf(t.GetUse())})
		}
	}
	return out
}

func texts(list []*dpb.String) []string {
	var out []string
	for _, s := range list {
		if v := s.GetValue(); v != "" {
			out = append(out, v)
		}
	}
	return out
}
