package convert

import (
	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"
	"google.golang.org/protobuf/proto"

	"anamnesis/app/record"
)

// common fills what most resources state in the same elements. The protos' getters say which type has which.
func (c *conversion) common(m proto.Message, f *record.Fact) {
	if x, ok := m.(interface{ GetMeta() *dpb.Meta }); ok {
		c.meta(x.GetMeta(), f)
	}
	switch x := m.(type) {
	case interface{ GetIdentifier() []*dpb.Identifier }:
		f.Identifiers = identifiers(x.GetIdentifier())
	case interface{ GetIdentifier() *dpb.Identifier }:
		if id := x.GetIdentifier(); id != nil {
			f.Identifiers = identifiers([]*dpb.Identifier{id})
		}
	}
	f.Subject = c.subject(m)
	if x, ok := m.(interface{ GetEncounter() *dpb.Reference }); ok {
		if ref := c.refOf(x.GetEncounter()); ref.Type == "Encounter" {
			f.Encounter = ref
		}
	}
	if x, ok := m.(interface{ GetContext() *dpb.Reference }); ok {
		if ref := c.refOf(x.GetContext()); ref.Type == "Encounter" {
			f.Encounter = ref
		}
	}
	if x, ok := m.(interface{ GetNote() []*dpb.Annotation }); ok {
		f.Notes = notes(x.GetNote())
	}
	f.Status = fieldCode(m, "status")
	if x, ok := m.(interface{ GetImplicitRules() *dpb.Uri }); ok && x.GetImplicitRules().GetValue() != "" {
		c.warn(&place{&place{name: c.name}, "implicitRules"}, "rules that this program does not know change the meaning; look at the original")
	}
	if x, ok := m.(interface{ GetBasedOn() []*dpb.Reference }); ok {
		c.detailRefs(f, "basedOn", x.GetBasedOn()...)
	}
}

func (c *conversion) meta(m *dpb.Meta, f *record.Fact) {
	if m == nil {
		return
	}
	if v := m.GetVersionId().GetValue(); v != "" {
		f.Version = v
	}
	if m.GetLastUpdated() != nil {
		f.LastUpdated = c.instant(m.GetLastUpdated())
	}
	f.Origin = m.GetSource().GetValue()
	for _, p := range m.GetProfile() {
		f.Profiles = append(f.Profiles, p.GetValue())
	}
	if s := codings(m.GetSecurity()); s != nil {
		f.Security = s
	}
	for _, t := range m.GetTag() {
		if t.GetCode().GetValue() == "SUBSETTED" {
			f.Subsetted = true
		}
	}
}

// subject returns the patient whom the resource is about, whatever its type calls them.
func (c *conversion) subject(m proto.Message) record.Ref {
	var r *dpb.Reference
	switch x := m.(type) {
	case interface{ GetSubject() *dpb.Reference }:
		r = x.GetSubject()
	case interface{ GetPatient() *dpb.Reference }:
		r = x.GetPatient()
	case interface{ GetBeneficiary() *dpb.Reference }:
		r = x.GetBeneficiary()
	case interface{ GetForValue() *dpb.Reference }:
		r = x.GetForValue()
	case interface{ GetIndividual() *dpb.Reference }:
		r = x.GetIndividual()
	case interface{ GetCandidate() *dpb.Reference }:
		r = x.GetCandidate()
	case interface{ GetSubject() []*dpb.Reference }:
		for _, s := range x.GetSubject() {
			if ref := c.refOf(s); ref.Type == "Patient" {
				return ref
			}
		}
	}
	ref := c.refOf(r)
	if ref.IsZero() && c.uri(r) != "" {
		c.warn(&place{&place{name: c.name}, "subject"}, "the reference names nothing of this source")
	}
	if ref.Type == "Patient" {
		return ref
	}
	return record.Ref{}
}

// fieldCode returns the code in the element of this name, "" where the type has none.
func fieldCode(m proto.Message, name string) string {
	r := m.ProtoReflect()
	fd := r.Descriptor().Fields().ByJSONName(name)
	if fd == nil || fd.Message() == nil || fd.IsList() || !r.Has(fd) || !isPrimitive(fd.Message()) {
		return ""
	}
	return codeOf(r.Get(fd).Message().Interface())
}

// detail adds a labelled line; one without a text is not added.
func detail(f *record.Fact, label, text string) {
	if text != "" {
		f.Details = append(f.Details, record.Detail{Label: label, Text: text})
	}
}

func detailConcepts(f *record.Fact, label string, list ...*dpb.CodeableConcept) {
	for _, x := range list {
		detail(f, label, concept(x).Words())
	}
}

// detailRefs adds who or what is referenced, where the reference says it in words.
func (c *conversion) detailRefs(f *record.Fact, label string, list ...*dpb.Reference) {
	for _, r := range list {
		if r != nil {
			detail(f, label, c.words(r))
		}
	}
}

// words returns how a reference names its target: its display, else the name in the contained resource.
func (c *conversion) words(r *dpb.Reference) string {
	if s := display(r); s != "" {
		return s
	}
	switch x := c.inner(r).(type) {
	case interface{ GetName() *dpb.String }:
		return x.GetName().GetValue()
	case interface{ GetName() []*dpb.HumanName }:
		for _, n := range x.GetName() {
			return nameText(n)
		}
	}
	return ""
}
