package convert

import (
	"strings"

	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"
	"google.golang.org/protobuf/proto"

	"anamnesis/app/record"
)

func parseTime(s string) record.Time {
	if s == "" {
		return record.Time{}
	}
	return record.ParseTime(s)
}

func concept(x *dpb.CodeableConcept) record.Concept {
	if x == nil {
		return record.Concept{}
	}
	return record.Concept{Codes: codings(x.GetCoding()), Text: x.GetText().GetValue()}
}

// code returns the first code of a concept, else its text.
func code(x *dpb.CodeableConcept) string {
	k := concept(x)
	for _, y := range k.Codes {
		if y.Code != "" {
			return y.Code
		}
	}
	return k.Text
}

func concepts(list []*dpb.CodeableConcept) []record.Concept {
	var out []record.Concept
	for _, x := range list {
		if k := concept(x); !k.IsZero() {
			out = append(out, k)
		}
	}
	return out
}

func codings(list []*dpb.Coding) []record.Code {
	var out []record.Code
	for _, x := range list {
		if k := coding(x); k != (record.Code{}) {
			out = append(out, k)
		}
	}
	return out
}

func coding(x *dpb.Coding) record.Code {
	return record.Code{System: x.GetSystem().GetValue(), Code: x.GetCode().GetValue(), Display: x.GetDisplay().GetValue()}
}

// words is a concept that has only a text.
func words(s string) record.Concept { return record.Concept{Text: s} }

func identifiers(list []*dpb.Identifier) []record.Identifier {
	var out []record.Identifier
	for _, x := range list {
		id := identifier(x)
		if id.Value != "" {
			out = append(out, id)
		}
	}
	return out
}

func identifier(x *dpb.Identifier) record.Identifier {
	id := record.Identifier{System: x.GetSystem().GetValue(), Value: x.GetValue().GetValue(), Use: codeOf(x.GetUse())}
	for _, k := range x.GetType().GetCoding() {
		if id.Type = k.GetCode().GetValue(); id.Type != "" {
			break
		}
	}
	return id
}

// quantityLike is what the protos' Quantity, SimpleQuantity, Age, Duration, Count and Distance have in common.
type quantityLike interface {
	proto.Message
	GetId() *dpb.String
	GetValue() *dpb.Decimal
	GetUnit() *dpb.String
	GetSystem() *dpb.Uri
	GetCode() *dpb.Code
}

// quantity returns a quantity in its source's words; its unit is not read yet.
func quantity(x quantityLike) record.Quantity {
	if x == nil || !x.ProtoReflect().IsValid() {
		return record.Quantity{}
	}
	q := record.Quantity{Number: x.GetValue().GetValue(), Unit: x.GetUnit().GetValue(), System: x.GetSystem().GetValue(),
		Code: x.GetCode().GetValue()}
	if k, ok := strings.CutPrefix(x.GetId().GetValue(), comparatorTicket); ok {
		q.Comparator = k
	} else {
		q.Comparator = fieldCode(x, "comparator")
	}
	return q
}

// comparatorTicket carries the comparator of a SimpleQuantity through google/fhir, which knows none there: a dose or limit
// of "< 5" must not come out as 5.
const comparatorTicket = "comparator "

func (c *conversion) period(p *dpb.Period) record.Period {
	return record.Period{Start: c.dateTime(p.GetStart()), End: c.dateTime(p.GetEnd())}
}

// at is the period of something that has one time.
func at(t record.Time) record.Period { return record.Period{Start: t} }

func notes(list []*dpb.Annotation) []string {
	var out []string
	for _, n := range list {
		if s := strings.TrimSpace(n.GetText().GetValue()); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// rangeText puts a range in words, in its source's own digits and units.
func rangeText(low, high record.Quantity) string {
	switch {
	case high.IsZero():
		return low.Shown()
	case low.IsZero():
		return "up to " + high.Shown()
	case low.Unit == high.Unit && low.Code == high.Code:
		return low.Comparator + low.Number + " to " + high.Shown()
	}
	return low.Shown() + " to " + high.Shown()
}

// periodText puts a period in words, in its source's own lexemes.
func periodText(p record.Period) string {
	switch {
	case p.Start.Text != "" && p.End.Text != "":
		return p.Start.Text + " to " + p.End.Text
	case p.Start.Text != "":
		return "from " + p.Start.Text
	case p.End.Text != "":
		return "until " + p.End.Text
	}
	return ""
}

// extension returns the first extension with the URL.
func extension(list []*dpb.Extension, url string) *dpb.Extension {
	for _, e := range list {
		if e.GetUrl().GetValue() == url {
			return e
		}
	}
	return nil
}

// extensionWords returns an extension's value in words, whichever simple type it has.
func extensionWords(e *dpb.Extension) string {
	v := e.GetValue()
	for _, s := range []string{v.GetCode().GetValue(), v.GetStringValue().GetValue(), coding(v.GetCoding()).Display,
		coding(v.GetCoding()).Code, concept(v.GetCodeableConcept()).Words(), v.GetUri().GetValue(), v.GetMarkdown().GetValue()} {
		if s != "" {
			return s
		}
	}
	return ""
}
