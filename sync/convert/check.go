package convert

import (
	"slices"
	"strings"

	"anamnesis/sync/convert/jsontree"
)

// checker holds a tree against the shape of its resource and takes out what google/fhir would refuse. google/fhir gives
// up a whole resource for one unknown name; this loses the name only, and says so.
type checker struct {
	parking
	warnings   []string
	references []string          // every literal reference, wherever it stands
	absent     map[string]string // element path -> data-absent-reason of a primitive that has no value
}

// place is an element path, written out only when it is needed. Indexes are left out: a warning is about an element, and
// the same mistake in each repetition is one mistake.
type place struct {
	up   *place
	name string
}

func (p *place) String() string {
	if p.up == nil {
		return p.name
	}
	return p.up.String() + "." + p.name
}

func (c *checker) warn(at *place, reason string) {
	w := at.String() + ": " + reason
	if !slices.Contains(c.warnings, w) {
		c.warnings = append(c.warnings, w)
	}
}

// object checks one JSON object in place.
func (c *checker) object(n *jsontree.Node, s *shape, at *place) {
	if k := n.Get("comparator").Str(); slices.Contains(comparators, k) && s.field("comparator") == nil && s.field("unit") != nil {
		n.Delete("comparator")
		n.Set("id", jsontree.NewString(comparatorTicket+k))
	}
	var chosen []string
	kept := n.Members[:0]
	for i, m := range n.Members {
		if strings.HasPrefix(m.Name, "_") {
			c.sibling(n, m, at)
			continue
		}
		here := &place{at, safeName(m.Name)}
		switch {
		case m.Name == "resourceType" && at.up == nil:
			kept = append(kept, m)
			continue
		case m.Name == "fhir_comments" || m.Value.IsNull():
			continue
		case statedAgain(n.Members[i+1:], m.Name):
			c.warn(here, "the element is stated twice; the last one was read")
			continue
		}
		f := s.field(m.Name)
		if f == nil {
			c.warn(here, "FHIR R4 has no such element; it was not read")
			continue
		}
		if f.contained {
			continue // a resource inside another is read by itself
		}
		if f.choice != "" {
			if slices.Contains(chosen, f.choice) {
				c.warn(here, "more than one type of "+f.choice+"[x] is stated; the first one was read")
				continue
			}
		}
		if m.Name == "modifierExtension" && len(m.Value.List()) > 0 {
			c.warn(here, "a modifier that this program does not know changes the meaning; look at the original")
		}
		v, ok := c.value(m.Value, f, here)
		if !ok {
			continue
		}
		if f.choice != "" {
			chosen = append(chosen, f.choice)
		}
		kept = append(kept, jsontree.Member{Name: m.Name, Value: v})
	}
	n.Members = kept
}

var comparators = []string{"<", "<=", ">=", ">"}

// value checks the value of one element and returns what to keep of it.
func (c *checker) value(v *jsontree.Node, f *field, at *place) (*jsontree.Node, bool) {
	if !f.list {
		if v.Kind == jsontree.Array {
			if len(v.Items) != 1 {
				c.warn(at, "a list stands where one value is allowed; the first one was read")
			}
			v = v.First()
			if v.IsNull() {
				return nil, false
			}
		}
		return v, c.one(v, f, at)
	}
	if v.Kind != jsontree.Array {
		c.warn(at, "one value stands where a list belongs")
		v = jsontree.NewArray(v)
	}
	kept := v.Items[:0]
	for _, item := range v.Items {
		if !item.IsNull() && c.one(item, f, at) {
			kept = append(kept, item)
		}
	}
	v.Items = kept
	return v, len(kept) > 0
}

func (c *checker) one(v *jsontree.Node, f *field, at *place) bool {
	if f.primitive != "" {
		return c.primitive(v, f, at)
	}
	if v.Kind != jsontree.Object {
		c.warn(at, "a group of elements belongs here; what stands there was not read")
		return false
	}
	c.object(v, f.object, at)
	return true
}

// sibling looks at the "_name" beside a primitive, which holds its extensions. They are not read, but for the reason why
// a value is absent.
func (c *checker) sibling(n *jsontree.Node, m jsontree.Member, at *place) {
	name := m.Name[1:]
	if !n.Get(name).IsNull() {
		return
	}
	for _, e := range m.Value.Get("extension").List() {
		if e.Get("url").Str() != "http://hl7.org/fhir/StructureDefinition/data-absent-reason" {
			continue
		}
		if c.absent == nil {
			c.absent = map[string]string{}
		}
		c.absent[(&place{at, safeName(name)}).String()] = e.Get("valueCode").Str()
	}
}

// statedAgain reports whether one of the members has the name.
func statedAgain(rest []jsontree.Member, name string) bool {
	for _, m := range rest {
		if m.Name == name {
			return true
		}
	}
	return false
}

// safeName returns a name that may stand in a warning. A name that does not look like an element's could be anything a
// source wrote, a patient's name included.
func safeName(name string) string {
	if isName(name) && name[0] >= 'a' {
		return name
	}
	return "(unknown)"
}

// isTypeName reports whether the text may be the name of a resource type.
func isTypeName(name string) bool { return isName(name) && name[0] <= 'Z' }

func isName(name string) bool {
	if len(name) > 64 || name == "" {
		return false
	}
	for i, r := range name {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return true
}
