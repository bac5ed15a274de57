package files

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"strings"
	"sync"

	"anamnesis/sync/stream"
)

// Name is a resource's type and the id that it goes by.
type Name struct{ Type, ID string }

// Scope is how references are read inside one Bundle: by the fullUrls of its entries, then by those of the Bundle around
// it. A nil Scope resolves nothing.
type Scope struct {
	parent *Scope
	ids    map[string]Name // fullUrl, and Type/id where the entry goes by another id
	bases  map[string]bool // base URLs of the fullUrls
}

func (s *Scope) depth() int {
	n := 0
	for ; s != nil; s = s.parent {
		n++
	}
	return n
}

// Resolve reads a reference. ok is false when it says nothing that the Bundle knows; a relative reference then means what
// it says.
func (s *Scope) Resolve(reference string) (Name, bool) {
	plain, _, _ := strings.Cut(reference, "/_history/")
	for ; s != nil; s = s.parent {
		if n, ok := s.ids[plain]; ok {
			return n, true
		}
		if base, typ, id, ok := split(plain); ok && s.bases[base] {
			return Name{typ, id}, true
		}
	}
	return Name{}, false
}

// split takes an absolute reference apart.
func split(reference string) (base, typ, id string, ok bool) {
	if !strings.HasPrefix(reference, "http://") && !strings.HasPrefix(reference, "https://") {
		return "", "", "", false
	}
	rest, id, ok := cutLast(reference)
	if !ok || id == "" {
		return "", "", "", false
	}
	base, typ, ok = cutLast(rest)
	if !ok || typ == "" || typ[0] < 'A' || typ[0] > 'Z' || strings.ContainsAny(id, "?#|") {
		return "", "", "", false
	}
	return base, typ, id, true
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, '/')
	if i < 0 {
		return "", "", false
	}
	return s[:i], s[i+1:], true
}

// learn notes what an entry is called. id is the one that it goes by when that is not its own.
func (s *Scope) learn(e stream.Entry, id string) {
	n := Name{e.Type, e.ID}
	if id != "" {
		n.ID = id
		if e.ID != "" {
			s.ids[e.Type+"/"+e.ID] = n
		}
	}
	if n.ID == "" {
		return
	}
	if e.FullURL != "" {
		s.ids[e.FullURL] = n
	}
	if base, typ, urlID, ok := split(e.FullURL); ok && typ == e.Type {
		s.bases[base] = true
		if urlID != n.ID { // the Bundle calls it by another id than it does itself
			s.ids[typ+"/"+urlID] = n
		}
	}
}

// names are the resources that were met, by type and id.
type names map[[16]byte]met

type met struct {
	content   [8]byte
	versioned bool
}

// replaceable types support others; of two of one id the newer one is enough.
var replaceable = map[string]bool{"Practitioner": true, "PractitionerRole": true, "Organization": true, "Location": true,
	"HealthcareService": true, "Endpoint": true, "Substance": true}

// name gives a resource the id that it goes by. Two different resources of one id in one set of files are two resources,
// unless they say that they are versions of one.
func (r *Reader) name(e stream.Entry, in *Scope) Item {
	it := Item{Raw: e.Raw, Scope: in}
	id := e.ID
	if id == "" {
		id = idOf(e.FullURL)
		it.ID = id
	}
	if id == "" || e.Type == "" {
		return it
	}
	r.index.learn(e, id)
	key := [16]byte(hash([]byte(e.Type + "/" + id))[:16])
	now := met{content: [8]byte(hash(squeeze(e.Raw))[:8]), versioned: versioned(e.Raw)}
	was, known := r.names[key]
	switch {
	case !known:
		r.names[key] = now
	case was.content == now.content || was.versioned && now.versioned || replaceable[e.Type]:
	default:
		r.Renamed++
		it.ID = id + "-" + hex.EncodeToString(now.content[:])
	}
	return it
}

// index finds what others reference by an identifier instead of an id (a conditional reference, as exports of
// transactions have it). It may be used by several goroutines.
type index struct {
	mu  sync.RWMutex
	ids map[string]Name
}

// indexed are the types that are referenced so.
var indexed = map[string]bool{"Patient": true, "Practitioner": true, "PractitionerRole": true, "Organization": true, "Location": true}

func (x *index) learn(e stream.Entry, id string) {
	if !indexed[e.Type] {
		return
	}
	var r struct {
		Identifier []struct {
			System string `json:"system"`
			Value  string `json:"value"`
		} `json:"identifier"`
	}
	if json.Unmarshal(e.Raw, &r) != nil {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, i := range r.Identifier {
		key := e.Type + "?identifier=" + i.System + "|" + i.Value
		if was, ok := x.ids[key]; ok && was.ID != id {
			x.ids[key] = Name{} // names two: no answer
			continue
		}
		x.ids[key] = Name{e.Type, id}
	}
}

// Resolve reads a reference of an item. ok is false when the files say nothing of it; a relative reference then means
// what it says. It may be called from several goroutines.
func (r *Reader) Resolve(s *Scope, reference string) (Name, bool) {
	if n, ok := s.Resolve(reference); ok {
		return n, true
	}
	if !strings.Contains(reference, "?identifier=") {
		return Name{}, false
	}
	if plain, err := url.QueryUnescape(reference); err == nil {
		reference = plain
	}
	r.index.mu.RLock()
	defer r.index.mu.RUnlock()
	n := r.index.ids[reference]
	return n, n.ID != ""
}

// idOf makes a logical id of a fullUrl: the UUID, the OID, or the last segment of a URL.
func idOf(fullURL string) string {
	for _, p := range []string{"urn:uuid:", "urn:oid:"} {
		if id, ok := strings.CutPrefix(fullURL, p); ok {
			return id
		}
	}
	if _, _, id, ok := split(fullURL); ok {
		if plain, err := url.PathUnescape(id); err == nil {
			return plain
		}
	}
	return ""
}

func hash(b []byte) []byte {
	sum := sha256.Sum256(b)
	return sum[:]
}

func versioned(raw []byte) bool {
	var r struct {
		Meta struct {
			VersionID   any `json:"versionId"`
			LastUpdated any `json:"lastUpdated"`
		} `json:"meta"`
	}
	return json.Unmarshal(raw, &r) == nil && (r.Meta.VersionID != nil || r.Meta.LastUpdated != nil)
}

// squeeze drops the white space between the tokens of JSON.
func squeeze(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	for i, quoted := 0, false; i < len(raw); i++ {
		b := raw[i]
		switch {
		case quoted && b == '\\' && i+1 < len(raw):
			out = append(out, b)
			i++
			b = raw[i]
		case b == '"':
			quoted = !quoted
		case !quoted && (b == ' ' || b == '\n' || b == '\r' || b == '\t'):
			continue
		}
		out = append(out, b)
	}
	return out
}
