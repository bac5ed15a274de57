package convert

import (
	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"anamnesis/app/record"
)

// What a resource is about and when, in the elements that R4's types use for it; the first that is there counts.
var (
	listedCodes = []string{"code", "title", "name", "type", "serviceType", "topic", "description", "event", "hazard", "item", "device",
		"product", "category", "class", "reasonCode", "questionnaire", "relationship", "scope", "summary"}
	listedTimes = []string{"occurrence", "performed", "effective", "period", "authored", "date", "dateTime", "created", "sent",
		"identified", "started", "start", "timing", "whenPrepared", "assessed", "executionPeriod"}
	listedRecorded = []string{"recorded", "dateWritten", "authoredOn", "dateAsserted", "recordedOn", "issued", "received", "lastModified", "date",
		"created", "timestamp"}
)

// maxDetails bounds what a listed resource tells of itself.
const maxDetails = 24

// listed reads a resource of which no converter knows more than the elements that many types share.
func (c *conversion) listed(m proto.Message, f *record.Fact) {
	r := m.ProtoReflect()
	for _, name := range listedCodes {
		if k := c.conceptIn(r, name); !k.IsZero() {
			f.Code = k
			break
		}
	}
	for _, name := range listedTimes {
		if p, text := c.periodIn(r, name); !p.IsZero() || text != "" {
			f.When, f.WhenText = p, text
			break
		}
	}
	for _, name := range listedRecorded {
		if p, _ := c.periodIn(r, name); !p.Start.IsZero() {
			f.Recorded = p.Start
			break
		}
	}
	if f.Intent = fieldCode(m, "intent"); proposedIntents[f.Intent] {
		f.Proposed = true
	}
	switch f.Status {
	case "not-done", "rejected", "declined", "cancelled", "not-taken":
		f.Negated, f.NegatedWhy = true, "status: "+f.Status
	}
	if x, ok := m.(interface{ GetDoNotPerform() *dpb.Boolean }); ok && x.GetDoNotPerform().GetValue() {
		f.Negated, f.NegatedWhy = true, "doNotPerform"
	}
	c.tell(r, f)
}

// tell adds a detail for each top-level element that can be said in words.
func (c *conversion) tell(r protoreflect.Message, f *record.Fact) {
	fields := r.Descriptor().Fields()
	for i := 0; i < fields.Len() && len(f.Details) < maxDetails; i++ {
		fd := fields.Get(i)
		name := fd.JSONName()
		switch name {
		case "id", "meta", "implicitRules", "language", "text", "contained", "extension", "modifierExtension", "identifier",
			"status", "intent", "note", "subject", "patient", "for", "encounter":
			continue
		}
		if !r.Has(fd) || fd.Message() == nil {
			continue
		}
		for _, v := range valuesOf(r.Get(fd), fd) {
			if s := c.say(v); s != f.Code.Words() && s != f.When.Start.Text && s != f.Recorded.Text {
				detail(f, name, s)
			}
		}
	}
	f.Details = f.Details[:min(len(f.Details), maxDetails)]
}

func valuesOf(v protoreflect.Value, fd protoreflect.FieldDescriptor) []protoreflect.Message {
	if !fd.IsList() {
		return []protoreflect.Message{v.Message()}
	}
	var out []protoreflect.Message
	for i := 0; i < v.List().Len(); i++ {
		out = append(out, v.List().Get(i).Message())
	}
	return out
}

// say puts a value of a common datatype into words, "" for any other.
func (c *conversion) say(m protoreflect.Message) string {
	if isChoice(m.Descriptor()) {
		if fd := m.WhichOneof(m.Descriptor().Oneofs().Get(0)); fd != nil {
			return c.say(m.Get(fd).Message())
		}
		return ""
	}
	switch x := m.Interface().(type) {
	case *dpb.CodeableConcept:
		return concept(x).Words()
	case *dpb.Coding:
		return record.Concept{Codes: []record.Code{coding(x)}}.Words()
	case *dpb.Reference:
		return c.words(x)
	case *dpb.HumanName:
		return nameText(x)
	case *dpb.Period:
		return periodText(c.period(x))
	case *dpb.Date:
		return c.date(x).Text
	case *dpb.DateTime:
		return c.dateTime(x).Text
	case *dpb.Instant:
		return c.instant(x).Text
	case *dpb.Boolean:
		if x.GetValue() {
			return "yes"
		}
		return "no"
	case *dpb.String:
		return x.GetValue()
	case *dpb.Markdown:
		return x.GetValue()
	case *dpb.Canonical:
		return x.GetValue()
	case *dpb.Uri:
		return x.GetValue()
	case *dpb.Range:
		return rangeText(quantity(x.GetLow()), quantity(x.GetHigh()))
	case *dpb.Ratio:
		return ratioText(x)
	case quantityLike:
		return quantity(x).Shown()
	}
	if fd := m.Descriptor().Fields().ByName("value"); fd != nil && fd.Kind() == protoreflect.EnumKind {
		return codeOf(m.Interface())
	}
	return ""
}

// conceptIn reads the element as a concept: its codes where it has them, else its words.
func (c *conversion) conceptIn(r protoreflect.Message, name string) record.Concept {
	fd := r.Descriptor().Fields().ByJSONName(name)
	if fd == nil || fd.Message() == nil || !r.Has(fd) {
		return record.Concept{}
	}
	for _, v := range valuesOf(r.Get(fd), fd) {
		if x, ok := v.Interface().(*dpb.CodeableConcept); ok {
			if k := concept(x); !k.IsZero() {
				return k
			}
			continue
		}
		if s := c.say(v); s != "" {
			return words(s)
		}
	}
	return record.Concept{}
}

// periodIn reads the element as a time or a span; what is neither comes back in words.
func (c *conversion) periodIn(r protoreflect.Message, name string) (record.Period, string) {
	fd := r.Descriptor().Fields().ByJSONName(name)
	if fd == nil || fd.Message() == nil || !r.Has(fd) {
		return record.Period{}, ""
	}
	m := valuesOf(r.Get(fd), fd)[0]
	if isChoice(m.Descriptor()) {
		inner := m.WhichOneof(m.Descriptor().Oneofs().Get(0))
		if inner == nil {
			return record.Period{}, ""
		}
		m = m.Get(inner).Message()
	}
	switch x := m.Interface().(type) {
	case *dpb.Period:
		return c.period(x), ""
	case *dpb.Date:
		return at(c.date(x)), ""
	case *dpb.DateTime:
		return at(c.dateTime(x)), ""
	case *dpb.Instant:
		return at(c.instant(x)), ""
	case *dpb.Timing:
		return c.timingSpan(x)
	}
	return record.Period{}, c.say(m)
}
