package engine

import (
	"context"
	"errors"
	"hash/maphash"
	"net/url"
	"strings"
	"time"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/endpoint"
	"anamnesis/sync/stream"
)

const (
	maxPages     = 20_000  // of one type in one round
	maxEmpty     = 3       // empty pages in a row that still name a next one
	batchCount   = 500     // resources saved at once
	batchBytes   = 8 << 20 // or as many bytes
	overlap      = 5 * time.Minute
	sinceLayout  = "2006-01-02T15:04:05Z"
	countSummary = "_summary=count"
)

// run is one type of one patient in one round.
type run struct {
	g    *gathering
	step step

	query   url.Values // what names the patient, without the time
	started time.Time  // server's clock when the round of this type began
	resumed bool       // earlier pages of this round were saved before
	earlier int        // how many they held
	since   bool       // only what changed since the last round was asked for
	seen    map[string]uint64
	total   int  // what the server said that there are, -1
	settled bool // the last state is saved
	warned  bool // the server said that something is missing
	saved   int
}

func newRun(g *gathering, s step) *run {
	return &run{g: g, step: s, seen: map[string]uint64{}, total: -1}
}

// errUnfiltered says that the server answers with other patients' resources.
var errUnfiltered = errors.New("not filtered by patient")

// gather asks for the type from where it stands to its end.
func (r *run) gather(ctx context.Context) error {
	queries := r.step.queries(r.g.patient, r.g.offers.Types[r.step.typ])
	cur, ok := r.g.cursors[r.step.typ]
	if ok && r.g.client.Own(cur.Next) {
		q := r.namedIn(cur.Next, queries)
		err := r.from(ctx, q, cur)
		if !r.expired(ctx, err) {
			return err
		}
		r.g.e.cfg.Log.Info("the place was lost, the type is asked for again", "source", r.g.source.Name, "type", r.step.typ)
		*r = *newRun(r.g, r.step)
	}
	var err error
	for _, q := range queries {
		r.query = q
		clear(r.seen) // what another question brought says nothing of this one
		if err = r.list(ctx, r.g.client.URL(r.step.typ, q)); err == nil {
			return r.finish(ctx)
		}
		if r.saved > 0 || !errors.Is(err, errUnfiltered) && !endpoint.IsKind(err, endpoint.NotSupported) {
			break
		}
	}
	if errors.Is(err, errUnfiltered) {
		return &app.Error{Message: r.g.source.Name + " answers with other patients' records when it is asked for this type, so it was not taken. Tell who runs the server.", Err: err}
	}
	return err
}

// from goes on at a saved place: the next page, the count at the end, or the first page of the next round.
func (r *run) from(ctx context.Context, q url.Values, cur record.Cursor) error {
	r.query = q
	switch {
	case cur.Since.IsZero():
		r.since = true
	default:
		r.resumed, r.started, r.earlier = true, cur.Since, cur.Seen
	}
	if !strings.HasSuffix(cur.Next, countSummary) {
		if err := r.list(ctx, cur.Next); err != nil {
			return err
		}
	}
	return r.finish(ctx)
}

// namedIn returns which of the queries an address was made of; a server's own next link tells nothing, then the best.
func (r *run) namedIn(address string, queries []url.Values) url.Values {
	if u, err := url.Parse(address); err == nil {
		asked := u.Query()
		for _, q := range queries {
			for _, p := range r.step.params {
				if q.Has(p) && asked.Has(p) {
					return q
				}
			}
		}
	}
	return queries[0]
}

// expired reports whether a saved place is not honoured any more.
func (r *run) expired(ctx context.Context, err error) bool {
	return ctx.Err() == nil && r.saved == 0 && (errors.Is(err, errUnfiltered) ||
		endpoint.IsKind(err, endpoint.Missing, endpoint.Gone, endpoint.NotSupported, endpoint.NotFHIR, endpoint.Foreign))
}

// batch is what is converted and saved at once.
type batch struct {
	entries []stream.Entry
	bytes   int
	next    string // the place after it
	whole   bool   // its page came to its end, and page says of it
	page    endpoint.Page
}

// last reports whether nothing comes after it.
func (b batch) last() bool { return b.whole && b.next == "" }

// list asks page after page from an address on. The next page is asked for while the last one is read and saved.
func (r *run) list(ctx context.Context, address string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	batches := make(chan batch, 1)
	asked := make(chan error, 1)
	go func() {
		defer close(batches)
		asked <- r.ask(ctx, address, batches)
	}()
	var err error
	for b := range batches {
		if err == nil {
			if err = r.keep(ctx, b); err != nil {
				cancel()
			}
		}
	}
	if askErr := <-asked; err == nil {
		err = askErr
	}
	return err
}

// ask sends what it receives to out, page by page.
func (r *run) ask(ctx context.Context, address string, out chan<- batch) error {
	visited := map[string]bool{}
	empty := 0
	for pages := 0; address != ""; pages++ {
		if visited[address] {
			return r.fail("sends the same page of this type again and again; what came before is kept. Tell who runs the server.")
		}
		if pages >= maxPages {
			return r.fail("has more pages of this type than can be right; what came so far is kept.")
		}
		visited[address] = true
		var b batch
		send := func() error {
			select {
			case out <- b:
				b = batch{}
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		page, err := r.g.client.Search(ctx, address, func(e stream.Entry) error {
			if len(e.Raw) == 0 {
				return nil
			}
			b.entries = append(b.entries, e)
			if b.bytes += len(e.Raw); len(b.entries) >= batchCount || b.bytes >= batchBytes {
				b.next = address // the page is not whole yet
				return send()
			}
			return nil
		})
		if err != nil {
			if len(b.entries) > 0 && ctx.Err() == nil { // what came of a broken page is kept, its place is not moved
				b.next = address
				if sendErr := send(); sendErr != nil {
					return sendErr
				}
			}
			return err
		}
		if page.Entries > 0 {
			empty = 0
		} else if empty++; empty > maxEmpty {
			return r.fail("sends one empty page after the other for this type. Tell who runs the server.")
		}
		b.next, b.whole, b.page = page.Next, true, page
		if err := send(); err != nil {
			return err
		}
		address = page.Next
	}
	return nil
}

func (r *run) fail(sentence string) error {
	return &app.Error{Message: r.g.source.Name + " " + sentence}
}

// take leaves out what came before: a page that broke off is sent again, and paging may repeat rows.
func (r *run) take(entries []stream.Entry) []item {
	items := make([]item, 0, len(entries))
	for _, e := range entries {
		if e.Type == r.step.typ && e.ID != "" {
			h := maphash.Bytes(r.g.seed, e.Raw)
			if was, ok := r.seen[e.ID]; ok && was == h {
				continue
			}
			r.seen[e.ID] = h
			if was, ok := r.g.recent[e.ID]; ok && was == h && r.step.typ == recentType {
				continue // it is saved
			}
		}
		items = append(items, item{raw: e.Raw})
	}
	return items
}

// keep reads a batch and saves it with its place.
func (r *run) keep(ctx context.Context, b batch) error {
	resources, err := r.g.e.convert(ctx, r.g.reader, r.take(b.entries))
	if err != nil {
		return err
	}
	if resources, err = r.ours(resources); err != nil {
		return err
	}
	if err := r.g.refs.note(ctx, resources); err != nil {
		return err
	}
	if b.whole {
		r.heard(b.page)
	}
	p := record.Page{Resources: resources, Cursor: r.place(b), States: []record.TypeState{r.unfinished()}}
	if b.last() && r.agreed(ctx) {
		p.Cursor, p.States = r.final(), []record.TypeState{r.complete(len(r.seen))}
		r.settled = true
	}
	if err := r.g.save(ctx, p); err != nil {
		return err
	}
	r.g.refs.arrived(resources)
	r.saved += len(resources)
	r.g.tell.add(r.step.typ, len(resources))
	return nil
}

// heard notes what a page said of the whole list.
func (r *run) heard(p endpoint.Page) {
	if r.started.IsZero() {
		r.started = r.g.serverTime(p.Date)
	}
	r.warned = r.warned || p.Warned
	if p.Total < 0 {
		return
	}
	if r.total < 0 {
		r.g.tell.expect(p.Total)
	}
	r.total = p.Total
}

// place is where the gathering stands after a batch; nil inside the first page, which a restart asks for anew.
func (r *run) place(b batch) *record.Cursor {
	if r.started.IsZero() {
		return nil
	}
	if b.last() {
		b.next = r.countURL()
	}
	return &record.Cursor{Source: r.g.source.Name, Patient: r.g.patient, Type: r.step.typ, Next: b.next,
		Seen: r.earlier + len(r.seen), Since: r.started}
}

// unfinished is the state of a type while its list has not come to its end.
func (r *run) unfinished() record.TypeState {
	s := r.g.state(r.step.typ, record.Partial, &app.Error{Message: r.g.source.Name + " has not sent everything yet. The next synchronisation goes on from here."})
	s.Received = max(s.Received, r.earlier+len(r.seen))
	return s
}

// countURL asks how many there are. As the place after the last page it says that only the proof is missing.
func (r *run) countURL() string {
	return r.g.client.URL(r.step.typ, r.plain()) + "&" + countSummary
}

// plain is the query without page size and included resources.
func (r *run) plain() url.Values {
	q := url.Values{}
	for k, v := range r.query {
		if k != "_count" && k != "_include" {
			q[k] = v
		}
	}
	return q
}

// ours leaves out the resources of other patients. A server that sends them did not understand the question.
func (r *run) ours(resources []record.Resource) ([]record.Resource, error) {
	kept := resources[:0]
	others := 0
	for _, res := range resources {
		if res.Ref.Type == r.step.typ && r.g.foreign(res) {
			others++
			delete(r.seen, res.Ref.ID)
			continue
		}
		kept = append(kept, res)
	}
	if others > 0 && !r.step.loose {
		return nil, errUnfiltered
	}
	return kept, nil
}
