package fhirserve

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// member ranks of $everything: the Patient itself, its compartment, and what these refer to beyond it.
const (
	rankPatient = iota
	rankCompartment
	rankOutside
)

type ranked struct {
	v    *version
	rank int
}

// everything answers Patient/ID/$everything with _type, _since and _count, in pages.
func (s *Server) everything(c *call, patient string, form url.Values) (*bundle, error) {
	address := c.base + "/Patient/" + patient + "/$everything"
	place, form, err := resume(form)
	if err != nil {
		return nil, err
	}
	l, err := s.parseLimits(form, c.strict, "$everything", "_type")
	if err != nil {
		return nil, err
	}
	s.state.mu.RLock()
	defer s.state.mu.RUnlock()
	if err := s.mustLive("Patient", patient); err != nil {
		return nil, err
	}
	total := 0
	var list []ranked
	for _, m := range s.everythingOf(patient) {
		if !l.admits(m.v) {
			continue
		}
		total++
		if len(list) <= l.count && (place == nil || place.before(m)) {
			list = append(list, m) // one more than the page, to know whether there is a next one
		}
	}
	b := newBundle("searchset")
	b.Total = &total
	b.Link = append(b.Link, c.self(place, address, l.used))
	page := list[:min(l.count, len(list))]
	for _, m := range page {
		mode := "match"
		if m.rank == rankOutside {
			mode = "include"
		}
		b.add(c.base, mode, m.v)
	}
	if len(page) > 0 && len(page) < len(list) {
		last := page[len(page)-1]
		next := &cursor{Query: l.used.Encode(), Rank: last.rank, Type: last.v.typ, Seq: last.v.seq}
		b.Link = append(b.Link, next.link(address))
	}
	if len(l.ignored) > 0 && place == nil {
		b.addOutcome(l.ignored)
	}
	return b, nil
}

// before reports whether the cursor's row comes before m.
func (c *cursor) before(m ranked) bool {
	if c.Rank != m.rank {
		return c.Rank < m.rank
	}
	if c.Type != m.v.typ {
		return c.Type < m.v.typ
	}
	return c.Seq < m.v.seq
}

// everythingLists keeps what [Server.everythingOf] found until the next edit: the pages of one patient ask for the same.
type everythingLists struct {
	mu      sync.Mutex
	changes int // the number of changes that the lists have seen
	lists   map[string][]ranked
}

// everythingOf lists the Patient, its compartment by type, and what these refer to beyond it. The list is not to be
// changed.
func (s *Server) everythingOf(patient string) []ranked {
	e := &s.everythingLists
	e.mu.Lock()
	defer e.mu.Unlock()
	if n := len(s.state.changes); e.changes != n || e.lists == nil {
		e.changes, e.lists = n, map[string][]ranked{}
	}
	list, ok := e.lists[patient]
	if !ok {
		list = s.listEverything(patient)
		e.lists[patient] = list
	}
	return list
}

func (s *Server) listEverything(patient string) []ranked {
	var members []*version
	var list []ranked
	self := s.state.live("Patient/" + patient)
	byType := s.state.compartment[patient]
	for _, typ := range slices.Sorted(maps.Keys(byType)) {
		members = append(members, byType[typ]...)
	}
	for _, v := range members {
		if v == self {
			list = slices.Insert(list, 0, ranked{v, rankPatient})
		} else {
			list = append(list, ranked{v, rankCompartment})
		}
	}
	for _, v := range s.state.outside(members) {
		list = append(list, ranked{v, rankOutside})
	}
	return list
}

// limits are the parameters that $everything and histories share.
type limits struct {
	count   int
	since   time.Time
	types   []string
	used    url.Values
	ignored []string
}

// parseLimits reads _count, _since and the extra parameters, of which only _type has a meaning.
func (s *Server) parseLimits(form url.Values, strict bool, what string, extra ...string) (limits, error) {
	l := limits{count: s.hospital.PageDefault, used: url.Values{}}
	for _, name := range slices.Sorted(maps.Keys(form)) {
		text := form.Get(name)
		var err error
		switch {
		case name == "_count":
			if l.count, err = s.pageSize(text); err == nil && l.count == 0 {
				err = invalid("_count must be at least 1 here.")
			}
		case name == "_since":
			from, _, ok := span(text)
			if l.since = from; !ok {
				err = invalid("_since needs a FHIR instant.")
			}
		case name == "_type" && slices.Contains(extra, name):
			l.types = strings.Split(strings.Join(form[name], ","), ",")
			for _, typ := range l.types {
				if !s.offers(typ) {
					err = invalid("_type names a resource type that is not offered here.")
				}
			}
		case name == "_format" || name == "_pretty":
		default:
			text := fmt.Sprintf("The parameter %q is not supported for %s.", name, what)
			if strict {
				return l, notSupported(http.StatusBadRequest, "%s", text)
			}
			l.ignored = append(l.ignored, text+" It was ignored.")
			continue
		}
		if err != nil {
			return l, err
		}
		l.used[name] = form[name]
	}
	return l, nil
}

// admits reports whether the limits let the version through.
func (l limits) admits(v *version) bool {
	return !v.lastUpdated.Before(l.since) && (l.types == nil || slices.Contains(l.types, v.typ))
}
