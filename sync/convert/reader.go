package convert

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"sync"

	"github.com/google/fhir/go/fhirversion"
	"github.com/google/fhir/go/jsonformat"
	"google.golang.org/protobuf/proto"

	"anamnesis/app/record"
	"anamnesis/sync/convert/jsontree"
	"anamnesis/sync/convert/stu3"
)

// Reader reads the resources of one source. Its fields do not change while it is in use.
type Reader struct {
	Source      string // name of the record.Source
	FHIRVersion string // 3.0, 4.0, 4.3 or 5.0; "" is 4.0
	BaseURL     string // of an endpoint: absolute references below it are its own
	// Resolve maps a reference that names no Type/id of this source (urn:uuid:..., the fullUrl of a Bundle's entry, a
	// conditional reference) to a resource of the source. It may be nil. It is asked first, for every reference.
	Resolve func(reference string) (record.Ref, bool)
}

// Read reads one resource. It always returns exactly one fact without a Part, which carries the resource's account, and
// keeps raw as it is given.
func (r Reader) Read(raw []byte) (res record.Resource) {
	defer func() {
		if recover() != nil { // a mistake of ours must not cost the rest of the page
			res = r.unreadable(raw, nil, "the program failed on this resource; please report its type")
		}
	}()
	root, err := jsontree.Parse(raw)
	switch {
	case errors.Is(err, jsontree.ErrDepth):
		return r.unreadable(raw, nil, "the resource is nested too deeply")
	case err != nil:
		return r.unreadable(raw, nil, "this is not JSON")
	case root.Kind != jsontree.Object:
		return r.unreadable(raw, nil, "this is JSON, but not a FHIR resource")
	case root.Get("resourceType").Str() == "":
		return r.unreadable(raw, root, "this is JSON without a resourceType, so not a FHIR resource")
	}
	ref := r.ref(raw, root)
	if why := r.prepare(root); why != "" {
		return r.unreadable(raw, root, why)
	}
	name := root.Get("resourceType").Str()
	if resources()[name] == nil {
		return r.unreadable(raw, root, "FHIR R4 knows no resource of this type")
	}
	c := r.newConversion(ref, root, name)
	message, err := c.parse(root, name)
	if err != nil {
		return r.unreadable(raw, root, "the resource cannot be read as FHIR R4")
	}
	c.convert(resourceOf(message))
	return record.Resource{Ref: ref, FHIRVersion: r.version(), Version: c.fact.Version,
		LastUpdated: c.fact.LastUpdated, Raw: raw, Facts: append([]record.Fact{*c.fact}, c.parts...)}
}

// prepare rewrites a resource of another version to R4, in place. It returns why it cannot.
func (r Reader) prepare(root *jsontree.Node) string {
	switch v := r.version(); v {
	case "4.0":
	case "3.0":
		stu3.Rewrite(root)
	default:
		return "FHIR " + v + " is not read yet; the resource is kept"
	}
	return ""
}

func (r Reader) version() string {
	if r.FHIRVersion == "" {
		return "4.0"
	}
	if v := shortVersion(r.FHIRVersion); v != "" {
		return v
	}
	return r.FHIRVersion
}

// ref names the resource of a tree. A resource without an id is named by its content, so that it is kept and counted
// like any other.
func (r Reader) ref(raw []byte, root *jsontree.Node) record.Ref {
	ref := record.Ref{Source: r.Source, Type: root.Get("resourceType").Str(), ID: root.Get("id").Str()}
	if !isTypeName(ref.Type) {
		ref.Type = "Unknown"
	}
	if ref.ID == "" || len(ref.ID) > 200 {
		sum := sha256.Sum256(raw)
		ref.ID = "content-" + hex.EncodeToString(sum[:16])
	}
	return ref
}

func (r Reader) unreadable(raw []byte, root *jsontree.Node, why string) record.Resource {
	ref := r.ref(raw, root)
	meta := root.Get("meta")
	f := record.Fact{Ref: ref, Converter: record.ConverterVersion, Account: record.AccountUnreadable,
		Version: meta.Get("versionId").Str(), LastUpdated: parseTime(meta.Get("lastUpdated").Str()),
		Warnings: []string{ref.Type + ": " + why}}
	f.Subject = r.subjectOf(root, ref)
	f.Security = securityOf(meta)
	return record.Resource{Ref: ref, FHIRVersion: r.version(), Version: f.Version, LastUpdated: f.LastUpdated, Raw: raw,
		Facts: []record.Fact{f}}
}

// subjectOf looks in a tree that no proto describes for the patient it is about, so that an unreadable resource still
// stands in that patient's ledger.
func (r Reader) subjectOf(root *jsontree.Node, self record.Ref) record.Ref {
	for _, name := range subjectElements {
		if ref := r.resolve(root.At(name, "reference").Str(), self, nil); ref.Type == "Patient" {
			return ref
		}
	}
	return record.Ref{}
}

var subjectElements = []string{"subject", "patient", "beneficiary", "for", "individual", "candidate"}

func securityOf(meta *jsontree.Node) []record.Code {
	var codes []record.Code
	for _, x := range meta.Get("security").List() {
		codes = append(codes, record.Code{System: x.Get("system").Str(), Code: x.Get("code").Str(),
			Display: x.Get("display").Str()})
	}
	return codes
}

// unmarshaller is shared: google/fhir's holds no state between calls.
var unmarshaller = sync.OnceValues(func() (*jsonformat.Unmarshaller, error) {
	return jsonformat.NewUnmarshallerWithoutValidation("UTC", fhirversion.R4)
})

// validity collects what google/fhir says of values that it reads all the same.
type validity struct{ warn func(path, reason string) }

func (v validity) ReportValidationError(path string, err error) error {
	v.warn(path, err.Error())
	return nil
}

func (v validity) ReportValidationWarning(path string, err error) error {
	v.warn(path, err.Error())
	return nil
}

// parse has google/fhir read a resource, once it is checked.
func (c *conversion) parse(n *jsontree.Node, name string) (proto.Message, error) {
	contained := n.Delete("contained")
	for _, x := range contained.List() {
		c.keepContained(x, name)
	}
	return c.unmarshal(n, &place{name: name}, name)
}

// unmarshal checks a tree and has google/fhir read it. Should that refuse it all the same, each element is tried alone and
// those that it refuses are left out.
func (c *conversion) unmarshal(n *jsontree.Node, at *place, name string) (proto.Message, error) {
	c.checker.object(n, shapeOf(resources()[name]), at)
	prune(n, name)
	u, err := unmarshaller()
	if err != nil {
		return nil, err
	}
	m, err := u.UnmarshalWithErrorReporter(n.Append(nil), validity{c.invalid})
	if err == nil {
		return m, nil
	}
	kind := jsontree.M("resourceType", n.Get("resourceType"))
	kept := []jsontree.Member{kind}
	for _, e := range n.Members {
		if e.Name == "resourceType" {
			continue
		}
		alone := jsontree.NewObject(kind, e)
		if _, err := u.UnmarshalWithErrorReporter(alone.Append(nil), validity{func(string, string) {}}); err != nil {
			c.warn(&place{at, safeName(e.Name)}, "this element cannot be read as FHIR R4")
			continue
		}
		kept = append(kept, e)
	}
	n.Members = kept
	return u.UnmarshalWithErrorReporter(n.Append(nil), validity{c.invalid})
}

// sortedWarnings returns the warnings in a fixed order.
func (c *conversion) sortedWarnings() []string {
	w := slices.Clone(c.checker.warnings)
	slices.Sort(w)
	return w
}
