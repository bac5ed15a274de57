package convert

import (
	"regexp"
	"slices"
	"strings"

	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"
	bcrpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/bundle_and_contained_resource_go_proto"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"anamnesis/app/record"
	"anamnesis/sync/convert/jsontree"
)

// conversion is the reading of one resource.
type conversion struct {
	checker
	reader    Reader
	ref       record.Ref
	name      string // R4 resource type; ref has the source's
	contained map[string]*containedResource
	fact      *record.Fact
	parts     []record.Fact
}

// containedResource is a resource inside another one, read when it is first asked for.
type containedResource struct {
	id      string
	name    string
	node    *jsontree.Node
	tried   bool
	message proto.Message
}

func (r Reader) newConversion(ref record.Ref, root *jsontree.Node, name string) *conversion {
	c := &conversion{reader: r, ref: ref, name: name}
	c.fact = &record.Fact{Ref: c.ref, Converter: record.ConverterVersion, ContentHash: contentHash(root)}
	if root.Get("id").Str() == "" {
		c.warn(&place{name: name}, "the resource has no id; it is named by its content")
	}
	return c
}

// keepContained puts a contained resource aside. One without an id cannot be referred to, but is kept as a part.
func (c *conversion) keepContained(n *jsontree.Node, container string) {
	at := &place{name: container + ".contained"}
	name := n.Get("resourceType").Str()
	id := n.Get("id").Str()
	switch {
	case n == nil || n.Kind != jsontree.Object || resources()[name] == nil:
		c.warn(at, "this is no FHIR R4 resource and was not read")
		return
	case id == "" || c.contained[id] != nil:
		c.warn(at, "the contained resource has no id of its own and was not read")
		return
	}
	if c.contained == nil {
		c.contained = map[string]*containedResource{}
	}
	c.contained[id] = &containedResource{id: id, name: name, node: n}
}

// inner returns the contained resource that a reference names, nil when it names none.
func (c *conversion) inner(r *dpb.Reference) proto.Message {
	text := c.uri(r)
	if len(text) < 2 || text[0] != '#' {
		return nil
	}
	x := c.contained[text[1:]]
	if x == nil {
		return nil
	}
	return c.open(x)
}

func (c *conversion) open(x *containedResource) proto.Message {
	if x.tried {
		return x.message
	}
	x.tried = true
	at := &place{name: c.name + ".contained"}
	x.node.Delete("contained")
	m, err := c.unmarshal(x.node, at, x.name)
	if err != nil {
		c.warn(at, "the contained resource cannot be read as FHIR R4")
		return nil
	}
	x.message = resourceOf(m)
	return x.message
}

// resourceOf unwraps google/fhir's ContainedResource.
func resourceOf(m proto.Message) proto.Message {
	cr, ok := m.(*bcrpb.ContainedResource)
	if !ok || cr == nil {
		return nil
	}
	r := cr.ProtoReflect()
	fd := r.WhichOneof(containedOneof)
	if fd == nil {
		return nil
	}
	return r.Get(fd).Message().Interface()
}

var containedOneof = (&bcrpb.ContainedResource{}).ProtoReflect().Descriptor().Oneofs().ByName("oneof_resource")

// convert fills the fact from a proto.
func (c *conversion) convert(message proto.Message) {
	t := typeOf(c.ref.Type, c.name)
	c.fact.Account, c.fact.Kind = t.account, t.kind
	c.common(message, c.fact)
	if t.read != nil {
		t.read(c, message, c.fact)
	} else {
		c.listed(message, c.fact)
	}
	c.finish(message, c.fact)
	if c.fact.Account != record.AccountSupporting && c.fact.Account != record.AccountAdministrative {
		c.addContained()
	}
	c.tellAbsent()
	c.fact.Refs = c.otherRefs()
	c.fact.Warnings = c.sortedWarnings()
}

// addContained makes facts of the contained resources that state something clinical of their own.
func (c *conversion) addContained() {
	ids := make([]string, 0, len(c.contained))
	for id := range c.contained {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		x := c.contained[id]
		t := typeOf(x.name, x.name)
		if t.account != record.AccountEvidence || t.kind == "" || t.read == nil {
			continue
		}
		m := c.open(x)
		if m == nil {
			continue
		}
		f := record.Fact{Ref: c.ref, Part: "contained#" + id, Converter: record.ConverterVersion,
			Account: t.account, Kind: t.kind, Version: c.fact.Version, LastUpdated: c.fact.LastUpdated,
			Security: c.fact.Security, ContentHash: contentHash(x.node)}
		c.common(m, &f)
		t.read(c, m, &f)
		c.finish(m, &f)
		if f.Subject.IsZero() {
			f.Subject = c.fact.Subject
		}
		if f.Encounter.IsZero() {
			f.Encounter = c.fact.Encounter
		}
		if f.When.IsZero() && f.WhenText == "" && !c.fact.When.IsZero() && x.name == "Observation" {
			f.When = c.fact.When
			detail(&f, "effective", "as stated by the resource that contains it")
		}
		if c.fact.Account == record.AccountRetracted {
			f.Account = record.AccountRetracted
		}
		c.parts = append(c.parts, f)
	}
}

// tellAbsent says of which elements the source stated that they have no value, and why.
func (c *conversion) tellAbsent() {
	var lines []record.Detail
	for path, why := range c.absent {
		element, ok := strings.CutPrefix(path, c.name+".")
		if ok && c.fact.WhenText != absentText(why) {
			lines = append(lines, record.Detail{Label: element, Text: absentText(why)})
		}
	}
	slices.SortFunc(lines, func(a, b record.Detail) int { return strings.Compare(a.Label, b.Label) })
	c.fact.Details = append(c.fact.Details, lines...)
}

func absentText(why string) string { return "absent: " + why }

// otherRefs lists what the resource references beside its subject.
func (c *conversion) otherRefs() []record.Ref {
	var refs []record.Ref
	for _, text := range c.references {
		ref := c.reader.resolve(text, c.ref, c.contained)
		if ref.IsZero() || ref == c.ref || ref == c.fact.Subject || text[0] == '#' {
			continue
		}
		refs = append(refs, ref)
	}
	slices.SortFunc(refs, record.Ref.Compare)
	return slices.Compact(refs)
}

// invalid takes down what google/fhir says of a value that it read all the same. Its paths are those of element names.
func (c *conversion) invalid(path, reason string) {
	if i := strings.LastIndex(reason, `": `); i >= 0 {
		reason = reason[i+3:]
	}
	c.warn(&place{name: indexes.ReplaceAllString(path, "")}, reason)
}

var indexes = regexp.MustCompile(`\[[0-9]+\]`)

// finish draws the conclusions that hold for every type.
func (c *conversion) finish(m proto.Message, f *record.Fact) {
	if f.Status == "entered-in-error" || f.Verification == "entered-in-error" {
		f.Account = record.AccountRetracted
	}
	switch f.Status {
	case "draft", "proposed", "planned", "intended":
		f.Proposed = true
	}
	if f.Text == "" && f.Code.Words() == "" && f.Document == nil {
		f.Text = c.narrative(m)
	}
}

// codeOf returns the FHIR code in one of google/fhir's typed code messages, "" when it is absent.
func codeOf(m proto.Message) string {
	if m == nil {
		return ""
	}
	r := m.ProtoReflect()
	if !r.IsValid() {
		return ""
	}
	fd := r.Descriptor().Fields().ByName("value")
	if fd == nil {
		return ""
	}
	if fd.Kind() != protoreflect.EnumKind {
		return r.Get(fd).String()
	}
	v := fd.Enum().Values().ByNumber(r.Get(fd).Enum())
	if v == nil || v.Number() == 0 {
		return ""
	}
	return enumCode(v)
}
