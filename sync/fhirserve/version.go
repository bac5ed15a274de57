package fhirserve

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"anamnesis/app/record"
)

// version is one version of a resource. It does not change.
type version struct {
	typ, id     string
	ref         string // Type/id
	versionID   string
	lastUpdated time.Time
	deleted     bool
	raw         []byte // compact JSON with meta.versionId and meta.lastUpdated; nil when deleted

	seq int // place in the default order; the same for all versions of a resource

	refs     map[string][]string // reference parameter -> targets, Type/id where local
	links    []string            // every local Type/id that the resource refers to, wherever it does
	patients []string            // ids of the Patients in whose compartment it lies, sorted

	indexOnce sync.Once
	index     map[string][]value // other parameters, read when first asked for
}

func (v *version) etag() string { return `W/"` + v.versionID + `"` }

// isID reports whether FHIR allows s as a logical id.
func isID(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isLetter(c) && (c < '0' || c > '9') && c != '-' && c != '.' {
			return false
		}
	}
	return s != "" && len(s) <= 64
}

// isType reports whether s has the form of a resource type.
func isType(s string) bool {
	for i := range len(s) {
		if !isLetter(s[i]) {
			return false
		}
	}
	return len(s) > 1 && len(s) <= 64 && s[0] <= 'Z'
}

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

// newVersion reads a resource. What its data lack, the version and its time, comes from the hospital.
func newVersion(raw []byte, h Hospital) (*version, error) {
	tree, err := decode(raw)
	if err != nil {
		return nil, err
	}
	meta, _ := tree["meta"].(map[string]any)
	versionID, _ := meta["versionId"].(string)
	if versionID == "" {
		versionID = "1"
	}
	at, text := h.LastUpdated, formatInstant(h.LastUpdated)
	if s, _ := meta["lastUpdated"].(string); s != "" {
		t := record.ParseTime(s)
		if t.Precision < record.PrecisionSecond {
			return nil, fmt.Errorf("meta.lastUpdated %q is not an instant", s)
		}
		at, text = t.At, s
	}
	return makeVersion(raw, tree, h.stu3(), versionID, at, text)
}

// makeVersion stamps and indexes a resource.
func makeVersion(raw []byte, tree map[string]any, stu3 bool, versionID string, at time.Time, text string) (*version, error) {
	v := &version{versionID: versionID, lastUpdated: at}
	v.typ, _ = tree["resourceType"].(string)
	v.id, _ = tree["id"].(string)
	if !isType(v.typ) {
		return nil, errors.New("a resource needs its resourceType")
	}
	if !isID(v.id) {
		return nil, fmt.Errorf("a %s has no id, or one that FHIR does not allow", v.typ)
	}
	v.ref = v.typ + "/" + v.id
	stamped, err := stamp(raw, versionID, text)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Compact(&b, stamped); err != nil {
		return nil, err
	}
	v.raw = b.Bytes()
	v.refs = referencesOf(v.typ, stu3, tree)
	v.patients = patientsOf(v.typ, stu3, v.id, v.refs)
	v.links = linksOf(tree)
	return v, nil
}

// decode parses a resource with its numbers as text.
func decode(raw []byte) (map[string]any, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var tree map[string]any
	if err := dec.Decode(&tree); err != nil {
		return nil, err
	}
	if dec.More() {
		return nil, errors.New("text after the end of the resource")
	}
	return tree, nil
}

// values returns what the resource holds for a parameter that is not a reference.
func (v *version) values(p param, stu3 bool) []value {
	v.indexOnce.Do(func() {
		tree, err := decode(v.raw)
		if err != nil {
			return // it was decoded before: it cannot fail
		}
		v.index = valuesOf(v.typ, stu3, tree)
	})
	return v.index[p.name]
}

// linksOf collects every literal reference in the tree.
func linksOf(tree any) []string {
	var found []string
	var walk func(any)
	walk = func(node any) {
		switch n := node.(type) {
		case map[string]any:
			if s, ok := n["reference"].(string); ok {
				if to := localRef(s); to != "" {
					found = append(found, to)
				}
			}
			for _, child := range n {
				walk(child)
			}
		case []any:
			for _, child := range n {
				walk(child)
			}
		}
	}
	walk(tree)
	slices.Sort(found)
	return slices.Compact(found)
}

// localRef returns Type/id of a relative literal reference, "" of any other.
func localRef(s string) string {
	s, _, _ = strings.Cut(s, "/_history/")
	typ, id, ok := strings.Cut(s, "/")
	if !ok || !isType(typ) || !isID(id) {
		return ""
	}
	return s
}
