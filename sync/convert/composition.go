package convert

import (
	"fmt"
	"strings"

	cmppb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/composition_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) composition(x *cmppb.Composition, f *record.Fact) {
	f.Code = concept(x.GetType())
	f.Categories = concepts(x.GetCategory())
	f.Recorded = c.dateTime(x.GetDate())
	for _, e := range x.GetEvent() {
		if p := c.period(e.GetPeriod()); !p.IsZero() {
			f.When = p
			break
		}
	}
	if s := codeOf(x.GetConfidentiality()); s != "" && s != "N" {
		f.Security = append(f.Security, record.Code{System: "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", Code: s})
	}
	f.Document = &record.Document{Title: x.GetTitle().GetValue(), Author: c.names(x.GetAuthor())}
	if f.Document.Title == "" {
		f.Document.Title = f.Code.Words()
	}
	c.sections(x.GetSection(), "", f)
	if len(f.Document.Sections) == 0 {
		f.Text = c.narrative(x)
	}
	for _, r := range x.GetRelatesTo() {
		if ref := c.refOf(r.GetTarget().GetReference()); !ref.IsZero() {
			detail(f, codeOf(r.GetCode()), ref.Local())
		}
	}
	c.detailRefs(f, "custodian", x.GetCustodian())
	c.textOnly(f)
}

// sections flattens sections and the sections inside them, in reading order.
func (c *conversion) sections(list []*cmppb.Composition_Section, above string, f *record.Fact) {
	for _, x := range list {
		title := x.GetTitle().GetValue()
		if title == "" {
			title = concept(x.GetCode()).Words()
		}
		if above != "" {
			title = above + " / " + title
		}
		f.Document.Sections = append(f.Document.Sections, record.Section{Title: title, Code: concept(x.GetCode()),
			Text: plainText(c.xhtml(x.GetText().GetDiv())), Entries: c.refsOf(x.GetEntry()),
			EmptyReason: concept(x.GetEmptyReason())})
		c.sections(x.GetSection(), title, f)
	}
}

// textOnlyKinds are the sections whose text stands for entries where the section has none, by LOINC code.
var textOnlyKinds = map[string]record.Kind{
	"48765-2": record.KindAllergy, // Allergies and adverse reactions
}

// textOnly makes a part of each section that states something dangerous in words only, so that it is not hidden in a
// document.
func (c *conversion) textOnly(f *record.Fact) {
	for i, s := range f.Document.Sections {
		loinc, _ := s.Code.In(record.SystemLOINC)
		kind := textOnlyKinds[loinc]
		if kind == "" || s.Text == "" || len(s.Entries) > 0 || !s.EmptyReason.IsZero() {
			continue
		}
		text := withoutTitle(s.Text, s.Title)
		part := record.Fact{Ref: f.Ref, Part: fmt.Sprintf("section[%d]", i), Converter: f.Converter,
			Account: record.AccountEvidence, Kind: kind, Version: f.Version, LastUpdated: f.LastUpdated, Subject: f.Subject,
			Encounter: f.Encounter, Security: f.Security, Code: words(inOneLine(text)), Text: text, Recorded: f.Recorded,
			Allergy: &record.Allergy{NoKnown: noKnownScope(words(text))}}
		if f.Status == "entered-in-error" {
			part.Account = record.AccountRetracted
		}
		c.parts = append(c.parts, part)
	}
}

// inOneLine joins lines and list items, for a title.
func inOneLine(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimPrefix(l, "- ")
	}
	return strings.Join(lines, "; ")
}

// withoutTitle drops a first line that only repeats the section's title.
func withoutTitle(text, title string) string {
	first, rest, found := strings.Cut(text, "\n")
	if found && plainWords(strings.TrimSuffix(first, ":")) == plainWords(title) {
		return rest
	}
	return text
}
