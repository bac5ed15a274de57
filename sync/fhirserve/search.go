package fhirserve

import (
	"net/url"
	"slices"
	"strings"
)

// search answers a search of one type, in a Patient's compartment when patient is not "".
func (s *Server) search(c *call, typ, patient string, form url.Values) (*bundle, error) {
	place, form, err := resume(form)
	if err != nil {
		return nil, err
	}
	q, err := s.parse(c, typ, patient, form)
	if err != nil {
		return nil, err
	}
	s.state.mu.RLock()
	defer s.state.mu.RUnlock()

	rows := s.matching(q)
	address := c.base + "/" + typ
	if patient != "" {
		address = c.base + "/Patient/" + patient + "/" + typ
	}
	b := newBundle("searchset")
	if q.total || q.countOnly {
		n := len(rows)
		b.Total = &n
	}
	b.Link = append(b.Link, c.self(place, address, q.used))
	if q.countOnly {
		return b, nil
	}
	rows = q.after(rows, place)
	page := rows[:min(q.count, len(rows))]
	if len(page) < len(rows) {
		last := page[len(page)-1]
		next := &cursor{Query: q.used.Encode(), Keys: last.keys, Seq: last.v.seq}
		b.Link = append(b.Link, next.link(address))
	}
	for _, r := range page {
		b.add(c.base, "match", r.v)
	}
	for _, v := range s.included(q, page) {
		b.add(c.base, "include", v)
	}
	if len(q.ignored) > 0 && place == nil {
		b.addOutcome(q.ignored)
	}
	return b, nil
}

// addOutcome tells the client what was ignored.
func (b *bundle) addOutcome(ignored []string) {
	var issues []issue
	for _, text := range ignored {
		issues = append(issues, issue{"warning", "not-supported", text})
	}
	b.Entry = append(b.Entry, entry{Resource: outcome(issues...), Search: &searchMode{"outcome"}})
}

// matching returns every match, sorted.
func (s *Server) matching(q *query) []row {
	var rows []row
	for _, v := range s.candidates(q) {
		if q.matches(v, s.stu3) {
			rows = append(rows, q.rowOf(v, s.stu3))
		}
	}
	if len(q.sort) > 0 {
		slices.SortFunc(rows, func(a, b row) int { return q.compare(a.keys, a.v.seq, b.keys, b.v.seq) })
	}
	return rows
}

func (q *query) matches(v *version, isSTU3 bool) bool {
	for _, f := range q.filters {
		if !f.matches(v, isSTU3) {
			return false
		}
	}
	return true
}

// candidates returns the resources among which all matches are, in the default order: the shortest list at hand.
func (s *Server) candidates(q *query) []*version {
	list := s.state.types[q.typ]
	if q.patient != "" {
		list = s.state.compartment[q.patient][q.typ]
	}
	for _, f := range q.filters {
		if len(f.values) != 1 || f.modifier == "missing" || f.modifier == "not" {
			continue
		}
		var shorter []*version
		switch {
		case f.param.kind == kindReference:
			if !strings.Contains(f.targets[0], "/") {
				continue
			}
			shorter = s.state.referrers[f.targets[0]][q.typ]
		case f.param.name == "_id" && q.patient == "":
			if v := s.state.live(q.typ + "/" + f.values[0]); v != nil {
				shorter = []*version{v}
			}
		default:
			continue
		}
		if len(shorter) < len(list) {
			list = shorter
		}
	}
	return list
}

// included returns what the page's _include and _revinclude add to it, each once, in the default order of its type.
func (s *Server) included(q *query, page []row) []*version {
	if len(q.include)+len(q.revinclude) == 0 {
		return nil
	}
	seen := map[string]bool{}
	var matched []*version
	for _, r := range page {
		seen[r.v.ref] = true
		matched = append(matched, r.v)
	}
	var found []*version
	fresh := func(list []*version) (added []*version) {
		for _, v := range list {
			if !seen[v.ref] {
				seen[v.ref] = true
				added = append(added, v)
			}
		}
		found = append(found, added...)
		return added
	}
	for from, first := matched, true; len(from) > 0; first = false {
		var reached []*version
		for _, v := range from {
			for _, inc := range q.include {
				if first || inc.iterate {
					reached = append(reached, fresh(s.follow(v, inc))...)
				}
			}
			for _, inc := range q.revinclude {
				if first || inc.iterate {
					reached = append(reached, fresh(s.followBack(v, inc))...)
				}
			}
		}
		from = reached
	}
	slices.SortFunc(found, byTypeAndSeq)
	return found
}

// follow returns what the resource refers to by the parameter.
func (s *Server) follow(v *version, inc include) (found []*version) {
	if v.typ != inc.typ {
		return nil
	}
	for name, refs := range v.refs {
		if inc.param != "*" && name != inc.param {
			continue
		}
		for _, target := range refs {
			to := s.state.live(target)
			if to != nil && (inc.target == "" || to.typ == inc.target) {
				found = append(found, to)
			}
		}
	}
	return found
}

// followBack returns the resources of the type that refer to v by the parameter.
func (s *Server) followBack(v *version, inc include) (found []*version) {
	if inc.target != "" && v.typ != inc.target {
		return nil
	}
	for _, from := range s.state.referrers[v.ref][inc.typ] {
		for name, refs := range from.refs {
			if (inc.param == "*" || name == inc.param) && slices.Contains(refs, v.ref) {
				found = append(found, from)
				break
			}
		}
	}
	return found
}
