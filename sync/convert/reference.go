package convert

import (
	"strings"

	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"

	"anamnesis/app/record"
)

// resolve turns a literal reference into the resource of this source that it names; zero where it names none that can be
// told. An absolute URL elsewhere is another server's resource, whose id means nothing here.
func (r Reader) resolve(text string, self record.Ref, contained map[string]*containedResource) record.Ref {
	text = strings.TrimSpace(text)
	if text == "" {
		return record.Ref{}
	}
	if id, ok := strings.CutPrefix(text, "#"); ok {
		if id == "" {
			return self
		}
		if inner := contained[id]; inner != nil {
			return record.Ref{Source: r.Source, Type: inner.name, ID: self.ID + "#" + id}
		}
		return record.Ref{}
	}
	if r.Resolve != nil {
		if ref, ok := r.Resolve(text); ok {
			return ref
		}
	}
	if base := strings.TrimSuffix(r.BaseURL, "/"); base != "" && len(text) > len(base) {
		if strings.EqualFold(text[:len(base)], base) && text[len(base)] == '/' {
			text = text[len(base)+1:]
		}
	}
	return r.local(text)
}

// local reads Type/id and Type/id/_history/version.
func (r Reader) local(text string) record.Ref {
	parts := strings.Split(strings.TrimPrefix(text, "/"), "/")
	if len(parts) == 4 && parts[2] == "_history" {
		parts = parts[:2]
	}
	if len(parts) != 2 || parts[1] == "" || len(parts[1]) > 200 || strings.ContainsAny(parts[1], "?#|: ") {
		return record.Ref{}
	}
	if !isTypeName(parts[0]) {
		return record.Ref{}
	}
	return record.Ref{Source: r.Source, Type: strings.Clone(parts[0]), ID: strings.Clone(parts[1])}
}

// ref resolves a proto's reference.
func (c *conversion) refOf(r *dpb.Reference) record.Ref {
	return c.reader.resolve(c.uri(r), c.ref, c.contained)
}

func (c *conversion) refsOf(list []*dpb.Reference) []record.Ref {
	var refs []record.Ref
	for _, r := range list {
		if ref := c.refOf(r); !ref.IsZero() {
			refs = append(refs, ref)
		}
	}
	return refs
}

// display returns how a reference names its target in words: its display, else its identifier.
func display(r *dpb.Reference) string {
	if s := r.GetDisplay().GetValue(); s != "" {
		return s
	}
	return r.GetIdentifier().GetValue().GetValue()
}
