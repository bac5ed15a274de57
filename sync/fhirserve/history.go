package fhirserve

import "net/url"

// history answers _history of a resource (id not ""), of a type, or of the server (typ ""), newest first.
func (s *Server) history(c *call, typ, id string, form url.Values) (*bundle, error) {
	place, form, err := resume(form)
	if err != nil {
		return nil, err
	}
	l, err := s.parseLimits(form, c.strict, "_history")
	if err != nil {
		return nil, err
	}
	s.state.mu.RLock()
	defer s.state.mu.RUnlock()
	if id != "" && s.state.current(typ+"/"+id) == nil {
		return nil, notFound(typ, id)
	}
	address := c.base + "/_history"
	switch {
	case id != "":
		address = c.base + "/" + typ + "/" + id + "/_history"
	case typ != "":
		address = c.base + "/" + typ + "/_history"
	}
	b := newBundle("history")
	total, last, more := 0, 0, false
	for i := len(s.state.changes) - 1; i >= 0; i-- {
		v := s.state.changes[i]
		if (typ != "" && v.typ != typ) || (id != "" && v.id != id) || !l.admits(v) {
			continue
		}
		total++
		switch {
		case place != nil && i >= place.Seq:
		case len(b.Entry) < l.count:
			b.addVersion(c.base, v, s.state.items[v.ref][0] == v)
			last = i
		default:
			more = true
		}
	}
	b.Total = &total
	b.Link = append(b.Link, c.self(place, address, l.used))
	if more {
		next := &cursor{Query: l.used.Encode(), Seq: last}
		b.Link = append(b.Link, next.link(address))
	}
	return b, nil // a history Bundle has no room for an OperationOutcome: the self link says what was understood
}
