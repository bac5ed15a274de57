package convert

import (
	"strings"
	"sync"

	apb "github.com/google/fhir/go/proto/google/fhir/proto/annotations_go_proto"
	bcrpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/bundle_and_contained_resource_go_proto"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// shape is what the R4 protos say about one JSON object: which names it may have and what each holds.
type shape struct {
	desc      protoreflect.MessageDescriptor
	reference bool
	once      sync.Once
	fields    map[string]*field
}

// field is one JSON name of an object.
type field struct {
	name      string
	list      bool
	choice    string // the element of a value[x] ("value"), "" for others: one name of it may be present
	primitive string // name of the FHIR primitive ("Decimal"), "Enum" for a code of a closed list, "" for an object
	codes     map[string]bool
	object    *shape
	contained bool
}

// shapes holds the shape of each message by full name. Shapes fill on first use and never change after.
var shapes sync.Map

// shapeOf returns the shape of a message type.
func shapeOf(d protoreflect.MessageDescriptor) *shape {
	if s, ok := shapes.Load(d.FullName()); ok {
		return s.(*shape)
	}
	s, _ := shapes.LoadOrStore(d.FullName(), &shape{desc: d, reference: d.Name() == "Reference"})
	return s.(*shape)
}

// resources is the message type of each R4 resource by name.
var resources = sync.OnceValue(func() map[string]protoreflect.MessageDescriptor {
	m := map[string]protoreflect.MessageDescriptor{}
	fields := (&bcrpb.ContainedResource{}).ProtoReflect().Descriptor().Oneofs().ByName("oneof_resource").Fields()
	for i := 0; i < fields.Len(); i++ {
		d := fields.Get(i).Message()
		m[string(d.Name())] = d
	}
	return m
})

func (s *shape) field(name string) *field {
	s.once.Do(s.fill)
	return s.fields[name]
}

func (s *shape) fill() {
	s.fields = map[string]*field{}
	fields := s.desc.Fields()
	for i := 0; i < fields.Len(); i++ {
		fd := fields.Get(i)
		if fd.Message() == nil {
			continue // the bare value of a primitive
		}
		name := fd.JSONName()
		if s.reference && fd.ContainingOneof() != nil {
			// The protos' own typed ids are no FHIR names; all literal references go through one of them, uri.
			s.fields["reference"] = &field{name: "reference", primitive: "Reference"}
			continue
		}
		if isChoice(fd.Message()) {
			inner := fd.Message().Fields()
			for j := 0; j < inner.Len(); j++ {
				f := fieldOf(inner.Get(j), name+title(inner.Get(j).JSONName()))
				f.choice = name
				s.fields[f.name] = f
			}
			continue
		}
		s.fields[name] = fieldOf(fd, name)
	}
}

func fieldOf(fd protoreflect.FieldDescriptor, name string) *field {
	d := fd.Message()
	f := &field{name: name, list: fd.Cardinality() == protoreflect.Repeated}
	switch {
	case d.FullName() == "google.protobuf.Any", d.Name() == "ContainedResource":
		f.contained = true
	case isPrimitive(d):
		f.primitive = string(d.Name())
		if value := d.Fields().ByName("value"); value != nil && value.Kind() == protoreflect.EnumKind {
			f.primitive = "Enum"
			f.codes = codesOf(value.Enum())
		} else if proto.HasExtension(d.Options(), apb.E_FhirValuesetUrl) {
			f.primitive = "Code"
		}
	default:
		f.object = shapeOf(d)
	}
	return f
}

// codesOf returns the FHIR codes of an enum.
func codesOf(e protoreflect.EnumDescriptor) map[string]bool {
	m := map[string]bool{}
	for i := 0; i < e.Values().Len(); i++ {
		if v := e.Values().Get(i); v.Number() != 0 {
			m[enumCode(v)] = true
		}
	}
	return m
}

// enumCode returns the FHIR code of an enum value.
func enumCode(v protoreflect.EnumValueDescriptor) string {
	if original, _ := proto.GetExtension(v.Options(), apb.E_FhirOriginalCode).(string); original != "" {
		return original
	}
	return strings.ReplaceAll(strings.ToLower(string(v.Name())), "_", "-")
}

func isPrimitive(d protoreflect.MessageDescriptor) bool {
	kind, _ := proto.GetExtension(d.Options(), apb.E_StructureDefinitionKind).(apb.StructureDefinitionKindValue)
	return kind == apb.StructureDefinitionKindValue_KIND_PRIMITIVE_TYPE
}

func isChoice(d protoreflect.MessageDescriptor) bool {
	return proto.HasExtension(d.Options(), apb.E_IsChoiceType)
}

func title(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
