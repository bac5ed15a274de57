package engine

import (
	"context"
	"fmt"
	"maps"
	"net/url"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/endpoint"
	"anamnesis/sync/stream"
)

// maxReads bounds how many resources of one type are asked for one by one in a round.
const maxReads = 2000

// complete is the state of a type of which everything was received.
func (r *run) complete(n int) record.TypeState {
	s := r.g.state(r.step.typ, record.Complete, nil)
	s.Received = n
	return s
}

// final is the place after a finished round: the first request of the next one where that may ask for changes only.
func (r *run) final() *record.Cursor {
	c := &record.Cursor{Source: r.g.source.Name, Patient: r.g.patient, Type: r.step.typ}
	if r.step.danger || r.step.loose || r.started.IsZero() || !r.g.offers.Types[r.step.typ].Takes("_lastUpdated") {
		return c
	}
	q := url.Values{"_lastUpdated": {"ge" + r.started.Add(-overlap).UTC().Format(sinceLayout)}}
	for k, v := range r.query {
		q[k] = v
	}
	c.Next = r.g.client.URL(r.step.typ, q)
	return c
}

// agreed reports whether the last page proves that the list is whole and that nothing was deleted, without another
// question: the server's own total equals what it sent, and the cache holds nothing else.
func (r *run) agreed(ctx context.Context) bool {
	if r.resumed || r.since || r.warned || r.total != len(r.seen) || r.total == 0 && r.step.danger {
		return false // that there is no allergy is asked twice: a server may answer what it does not understand with nothing
	}
	ids, err := r.held(ctx)
	if err != nil {
		return false
	}
	return len(r.gone(ids)) == 0
}

// held are the ids of the type that the cache has of the patient.
func (r *run) held(ctx context.Context) ([]string, error) {
	return r.g.e.cfg.Saver.IDs(ctx, r.g.source.Name, r.g.patient, r.step.typ)
}

// gone are the ids that the cache has and the list had not.
func (r *run) gone(held []string) []string {
	var out []string
	for _, id := range held {
		if _, ok := r.seen[id]; !ok {
			out = append(out, id)
		}
	}
	return out
}

// finish proves a list that came to its end: it is compared with the server's count and with what the cache holds; what
// is missing is asked for again in another order, and what is too much is asked for by its id.
func (r *run) finish(ctx context.Context) error {
	if r.settled {
		return nil
	}
	count, counted, err := r.g.client.Count(ctx, r.countURL())
	if err != nil && (ctx.Err() != nil || endpoint.IsKind(err, endpoint.Unreachable, endpoint.Busy)) {
		return err
	}
	counted = counted && err == nil
	if err := r.removeGone(ctx, count, counted); err != nil {
		return err
	}
	n, err := r.distinct(ctx)
	if err != nil {
		return err
	}
	for _, other := range otherOrders {
		if !counted || n >= count {
			break
		}
		if err := r.again(ctx, other); err != nil {
			return err
		}
		if n, err = r.distinct(ctx); err != nil {
			return err
		}
	}
	st := r.complete(n)
	switch {
	case r.warned:
		st.State = record.Partial
		st.Error = r.g.source.Name + " says that it could not send everything of this type. The next synchronisation asks anew."
		return r.g.settle(ctx, st, &record.Cursor{Source: r.g.source.Name, Patient: r.g.patient, Type: r.step.typ})
	case counted && n < count:
		st.State = record.Partial
		st.Error = fmt.Sprintf("%s says that it has %d of this type and sent %d, also when it was asked again. The next synchronisation asks anew.", r.g.source.Name, count, n)
		return r.g.settle(ctx, st, &record.Cursor{Source: r.g.source.Name, Patient: r.g.patient, Type: r.step.typ})
	}
	return r.g.settle(ctx, st, r.final())
}

// settle saves the last state of a type and says what is missing.
func (g *gathering) settle(ctx context.Context, st record.TypeState, cur *record.Cursor) error {
	if err := g.save(ctx, record.Page{States: []record.TypeState{st}, Cursor: cur}); err != nil {
		return err
	}
	if st.State != record.Complete {
		g.problem(st.Type, st.Error)
	}
	return nil
}

// distinct is how many resources of the type are known to have come.
func (r *run) distinct(ctx context.Context) (int, error) {
	if !r.resumed && !r.since {
		return len(r.seen), nil
	}
	if r.step.loose {
		return r.earlier + len(r.seen), nil
	}
	ids, err := r.held(ctx)
	return len(ids), err
}

// otherOrders are ways to ask for a list that came short: rows are lost between pages that are sorted by what is not
// unique, and one server sends nothing when it is asked for as many as it can.
var otherOrders = []url.Values{{"_sort": {"_lastUpdated"}}, {"_sort": {"-_lastUpdated"}, "_count": {"20"}}}

// again asks for the whole list in another way.
func (r *run) again(ctx context.Context, other url.Values) error {
	q := cloned(r.query)
	maps.Copy(q, other)
	err := r.list(ctx, r.g.client.URL(r.step.typ, q))
	if endpoint.IsKind(err, endpoint.NotSupported) {
		return nil
	}
	return err
}

// removeGone finds what the server has no more. A list that lacks an id is no proof, so each is asked for by itself.
func (r *run) removeGone(ctx context.Context, count int, counted bool) error {
	if r.step.loose {
		return nil
	}
	held, err := r.held(ctx)
	if err != nil {
		return err
	}
	whole := !r.resumed && !r.since
	switch {
	case whole && len(r.gone(held)) == 0:
		return nil
	case !whole && counted && count >= len(held):
		return nil // nothing is too much: the changes are all in
	case !whole && len(held) == 0:
		return nil
	}
	missing := r.gone(held)
	if !whole {
		if missing, err = r.unlisted(ctx, held); err != nil {
			return err
		}
	}
	if len(missing) > maxReads {
		missing = missing[:maxReads]
		r.g.problem(r.step.typ, r.g.source.Name+" lacks very many records of this type that it had before. The next synchronisation checks the rest.")
	}
	return r.check(ctx, missing)
}

// unlisted asks the server for all ids of the type and returns those held that it does not list.
func (r *run) unlisted(ctx context.Context, held []string) ([]string, error) {
	listed := map[string]bool{}
	q := r.plain()
	q.Set("_elements", "id")
	q.Set("_count", pageSize)
	visited := map[string]bool{}
	for address := r.g.client.URL(r.step.typ, q); address != "" && !visited[address] && len(visited) < maxPages; {
		visited[address] = true
		page, err := r.g.client.Search(ctx, address, func(e stream.Entry) error {
			listed[e.ID] = listed[e.ID] || e.Type == r.step.typ
			return nil
		})
		if err != nil {
			return nil, err
		}
		address = page.Next
	}
	var out []string
	for _, id := range held {
		if !listed[id] {
			out = append(out, id)
		}
	}
	return out, nil
}

// check reads each resource by its id: gone ones are marked, those that are there after all are kept as they are now.
func (r *run) check(ctx context.Context, ids []string) error {
	var page record.Page
	for _, id := range ids {
		res, err := r.g.reread(ctx, r.step.typ, id)
		if err != nil {
			return err
		}
		if res == nil {
			continue
		}
		page.Resources = append(page.Resources, *res)
		if !res.Deleted && !r.g.foreign(*res) {
			r.seen[id] = 0
		}
	}
	if len(page.Resources) == 0 {
		return nil
	}
	return r.g.save(ctx, page)
}

// reread asks for one resource by its id: as it is now, or marked as deleted when the server says that it is gone; nil
// when the answer proves nothing.
func (g *gathering) reread(ctx context.Context, typ, id string) (*record.Resource, error) {
	ref := record.Ref{Source: g.source.Name, Type: typ, ID: id}
	raw, err := g.client.Read(ctx, typ, id)
	switch {
	case endpoint.IsKind(err, endpoint.Missing, endpoint.Gone):
		return &record.Resource{Ref: ref, Deleted: true}, nil
	case err != nil:
		return nil, err
	}
	res := read(g.reader, item{raw: raw})
	if res.Ref != ref {
		return nil, nil
	}
	return &res, nil
}

// problem adds what failed in part to the report.
func (g *gathering) problem(typ, sentence string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.report.Errors = append(g.report.Errors, app.SourceError{Type: typ, Message: sentence})
}
