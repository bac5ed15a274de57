package engine

import (
	"context"
	"errors"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/endpoint"
	"anamnesis/sync/stream"
)

const (
	idsAtOnce  = 50 // ids in one search
	linkDepth  = 4  // how far references of references are followed: PractitionerRole, Organization, its parent ...
	maxSupport = 5000
)

// reference names a resource on one server.
type reference struct{ typ, id string }

// references are what a patient's resources name outside the compartment and was not read yet: Practitioner,
// Organization, Medication, Location ... They are saved as places before the page that names them, so that none is
// forgotten at a stop.
type references struct {
	g     *gathering
	mu    sync.Mutex
	open  map[string]map[string]bool // type -> ids
	asked map[string]bool            // types that were asked for by id
	got   map[string]map[string]bool // what came, asked for by its id or along with others
}

func newReferences(g *gathering) *references {
	f := &references{g: g, open: map[string]map[string]bool{}, asked: map[string]bool{}, got: map[string]map[string]bool{}}
	for typ, c := range g.cursors {
		if !f.follows(typ) {
			continue
		}
		u, err := url.Parse(c.Next)
		if err != nil {
			continue
		}
		for _, id := range strings.Split(u.Query().Get("_id"), ",") {
			if id != "" {
				g.srv.firstTime(reference{typ, id})
				put(f.open, typ, id)
			}
		}
	}
	return f
}

func put(m map[string]map[string]bool, typ, id string) {
	if m[typ] == nil {
		m[typ] = map[string]bool{}
	}
	m[typ][id] = true
}

// never are not followed: other patients, who are not asked for, and what holds no record.
var never = []string{"Patient", "Person", "Group", "Binary", "Bundle", "Parameters", "OperationOutcome", "AuditEvent"}

// follows reports whether resources of a type are read because something names them: those outside the compartment, and
// those that cannot be searched for by patient.
func (f *references) follows(typ string) bool {
	o, offered := f.g.offers.Types[typ]
	if !offered || slices.Contains(never, typ) || !o.Read && !o.Search {
		return false
	}
	return !planned[typ] || !o.Search
}

// note takes down what resources name, before they are saved. New names are saved as a place at once, so that none is
// forgotten when the program stops in between.
func (f *references) note(ctx context.Context, resources []record.Resource) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	along := map[reference]bool{}
	for i := range resources {
		along[reference{resources[i].Ref.Type, resources[i].Ref.ID}] = true
	}
	changed := map[string]bool{}
	for i := range resources {
		for j := range resources[i].Facts {
			for _, ref := range resources[i].Facts[j].Refs {
				if ref.Source != f.g.source.Name || strings.ContainsAny(ref.ID, "#,") || !f.follows(ref.Type) || along[reference{ref.Type, ref.ID}] {
					continue
				}
				if f.g.srv.firstTime(reference{ref.Type, ref.ID}) {
					put(f.open, ref.Type, ref.ID)
					changed[ref.Type] = true
				}
			}
		}
	}
	for _, typ := range slices.Sorted(maps.Keys(changed)) {
		if err := f.g.save(ctx, record.Page{Cursor: f.cursor(typ)}); err != nil {
			return err
		}
	}
	return nil
}

// arrived notes what was saved.
func (f *references) arrived(resources []record.Resource) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i := range resources {
		if own := resources[i].Ref; f.follows(own.Type) {
			f.g.srv.firstTime(reference{own.Type, own.ID})
			put(f.got, own.Type, own.ID)
			delete(f.open[own.Type], own.ID)
		}
	}
}

// known passes over what the cache has already, for a round that was broken off.
func (f *references) known(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for typ := range f.g.offers.Types {
		if !f.follows(typ) {
			continue
		}
		ids, err := f.g.e.cfg.Saver.IDs(ctx, f.g.source.Name, "", typ)
		if err != nil {
			return err
		}
		for _, id := range ids {
			f.g.srv.firstTime(reference{typ, id})
		}
	}
	return nil
}

// cursor is the place of a type: the ids that are still to be read.
func (f *references) cursor(typ string) *record.Cursor {
	c := &record.Cursor{Source: f.g.source.Name, Patient: f.g.patient, Type: typ}
	if ids := f.open[typ]; len(ids) > 0 {
		c.Next = f.g.client.URL(typ, url.Values{"_id": {strings.Join(slices.Sorted(maps.Keys(ids)), ",")}})
		c.Since = f.g.serverTime(f.g.e.cfg.Now())
	}
	return c
}

// pending returns what is to be read, medications first: a prescription cannot be read without them.
func (f *references) pending() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var typs []string
	for typ, ids := range f.open {
		if len(ids) > 0 {
			typs = append(typs, typ)
		}
	}
	slices.SortFunc(typs, func(a, b string) int {
		if (a == "Medication") != (b == "Medication") {
			if a == "Medication" {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	return typs
}

// resolve reads what was named, and what that names in turn.
func (g *gathering) resolve(ctx context.Context) error {
	failed := map[string]bool{}
	for range linkDepth {
		typs := slices.DeleteFunc(g.refs.pending(), func(t string) bool { return failed[t] })
		if len(typs) == 0 || g.isDown() {
			return ctx.Err()
		}
		for _, typ := range typs {
			err := g.refs.read(ctx, typ)
			var saving *saveError
			switch {
			case err == nil:
				continue
			case errors.As(err, &saving):
				return saving.err
			case ctx.Err() != nil:
				return ctx.Err()
			}
			failed[typ] = true
			g.refs.giveUp(typ)
			if err := g.failed(ctx, typ, len(g.refs.got[typ]) > 0, err); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

func (g *gathering) isDown() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.down != nil
}

// giveUp lets the next gathering try again.
func (f *references) giveUp(typ string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var refs []reference
	for id := range f.open[typ] {
		refs = append(refs, reference{typ, id})
	}
	f.g.srv.again(refs)
}

// read reads what is open of one type, some at a time.
func (f *references) read(ctx context.Context, typ string) error {
	missing := 0
	for n := 0; n < maxSupport; n += idsAtOnce {
		f.mu.Lock()
		ids := slices.Sorted(maps.Keys(f.open[typ]))
		f.asked[typ] = f.asked[typ] || len(ids) > 0
		f.mu.Unlock()
		if len(ids) == 0 {
			break
		}
		ids = ids[:min(len(ids), idsAtOnce)]
		resources, err := f.fetch(ctx, typ, ids)
		if err != nil {
			return err
		}
		missing += len(ids) - len(resources)
		if err := f.note(ctx, resources); err != nil {
			return err
		}
		f.mu.Lock()
		for _, id := range ids { // also those that the server does not have
			delete(f.open[typ], id)
		}
		for i := range resources {
			put(f.got, typ, resources[i].Ref.ID)
		}
		st := f.state(typ)
		if missing > 0 {
			st.Error = f.g.source.Name + " names some resources of this type that it does not have."
		}
		page := record.Page{Resources: resources, Cursor: f.cursor(typ), States: []record.TypeState{st}}
		err = f.g.save(ctx, page)
		f.mu.Unlock()
		if err != nil {
			return err
		}
		f.g.tell.add(typ, len(resources))
	}
	return nil
}

// state is that of a type of which all that was named has come.
func (f *references) state(typ string) record.TypeState {
	st := f.g.state(typ, record.Complete, nil)
	st.Received = max(st.Received, len(f.got[typ]))
	return st
}

// settle saves the states of the types that only came along with others.
func (f *references) settle(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	var states []record.TypeState
	for _, typ := range slices.Sorted(maps.Keys(f.got)) {
		if !f.asked[typ] {
			states = append(states, f.state(typ))
		}
	}
	if len(states) == 0 {
		return nil
	}
	return f.g.save(ctx, record.Page{States: states})
}

// fetch reads resources by their ids: by one search where the server takes it, and one by one what that did not bring.
func (f *references) fetch(ctx context.Context, typ string, ids []string) ([]record.Resource, error) {
	left := map[string]bool{}
	for _, id := range ids {
		left[id] = true
	}
	var items []item
	offer := f.g.offers.Types[typ]
	if offer.Search && len(ids) > 1 && offer.Takes("_id") {
		q := url.Values{"_id": {strings.Join(ids, ",")}, "_count": {pageSize}}
		_, err := f.g.client.Search(ctx, f.g.client.URL(typ, q), func(e stream.Entry) error {
			if e.Type == typ && left[e.ID] {
				delete(left, e.ID)
				items = append(items, item{raw: e.Raw})
			}
			return nil
		})
		if err != nil && !endpoint.IsKind(err, endpoint.NotSupported, endpoint.Missing) {
			return nil, err
		}
	}
	if !offer.Read && len(items) == 0 && len(left) > 0 && !offer.Search {
		return nil, &app.Error{Message: f.g.source.Name + " does not let this type be read."}
	}
	for _, id := range ids {
		if !left[id] {
			continue
		}
		raw, err := f.g.client.Read(ctx, typ, id)
		switch {
		case err == nil:
			items = append(items, item{raw: raw})
		case !endpoint.IsKind(err, endpoint.Missing, endpoint.Gone, endpoint.NotSupported):
			return nil, err
		}
	}
	resources, err := f.g.e.convert(ctx, f.g.reader, items)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(resources, func(r record.Resource) bool { return r.Ref.Type != typ }), nil
}
