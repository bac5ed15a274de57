package fhirserve

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
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
	list := slices.DeleteFunc(s.everythingOf(patient), func(m ranked) bool { return !l.admits(m.v) })
	b := newBundle("searchset")
	total := len(list)
	b.Total = &total
	b.Link = append(b.Link, c.self(place, address, l.used))
	if place != nil {
		list = slices.DeleteFunc(list, func(m ranked) bool { return !place.before(m) })
	}
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

// everythingOf lists the Patient, its compartment by type, and what these refer to beyond it.
func (s *Server) everythingOf(patient string) []ranked {
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
