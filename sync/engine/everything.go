package engine

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/stream"
)

// worth are the types for whose sake a patient is asked for as a whole when the server cannot be searched for them.
var worth = []string{"AllergyIntolerance", "Condition", "MedicationRequest", "MedicationStatement", "Flag", "Immunization",
	"Observation", "DiagnosticReport", "Procedure", "Encounter"}

// everything asks for the patient as a whole ($everything) when the server cannot be searched for types that matter; what
// it forbids (401, 403) stays forbidden. Only those types are taken from the answer; what searches brought before proves
// whether the answer is whole.
func (g *gathering) everything(ctx context.Context) error {
	wanted := map[string]bool{}
	for _, typ := range worth {
		if g.unsearchable[typ] {
			wanted[typ] = true
		}
	}
	if len(wanted) == 0 || !g.offers.Everything || g.isDown() {
		return ctx.Err()
	}
	ev := &everything{g: g, wanted: wanted, seen: map[string]map[string]bool{}}
	err := ev.read(ctx)
	var saving *saveError
	switch {
	case errors.As(err, &saving):
		return saving.err
	case ctx.Err() != nil:
		return ctx.Err()
	case len(ev.seen) == 0:
		return nil // the refusals stand as they are
	}
	return ev.settle(ctx, err)
}

type everything struct {
	g      *gathering
	wanted map[string]bool
	seen   map[string]map[string]bool // type -> ids in the answer
	batch  []item
	bytes  int
}

func (ev *everything) read(ctx context.Context) error {
	visited := map[string]bool{}
	address := ev.g.client.URL("Patient/"+ev.g.patient+"/$everything", url.Values{"_count": {pageSize}})
	for address != "" {
		if visited[address] || len(visited) >= maxPages {
			return &app.Error{Message: ev.g.source.Name + " sends the patient as a whole without end."}
		}
		visited[address] = true
		page, err := ev.g.client.Search(ctx, address, func(e stream.Entry) error {
			if len(e.Raw) == 0 || e.ID == "" || ev.seen[e.Type][e.ID] {
				return nil
			}
			put(ev.seen, e.Type, e.ID)
			if !ev.wanted[e.Type] {
				return nil
			}
			ev.batch = append(ev.batch, item{raw: e.Raw})
			if ev.bytes += len(e.Raw); len(ev.batch) >= batchCount || ev.bytes >= batchBytes {
				return ev.keep(ctx)
			}
			return nil
		})
		if keepErr := ev.keep(ctx); keepErr != nil {
			return keepErr
		}
		if err != nil {
			return err
		}
		address = page.Next
	}
	return nil
}

// keep reads and saves what was taken.
func (ev *everything) keep(ctx context.Context) error {
	if len(ev.batch) == 0 {
		return nil
	}
	resources, err := ev.g.e.convert(ctx, ev.g.reader, ev.batch)
	if err != nil {
		return err
	}
	ev.batch, ev.bytes = nil, 0
	kept := resources[:0]
	for _, res := range resources {
		if !ev.g.foreign(res) {
			kept = append(kept, res)
		}
	}
	if err := ev.g.refs.note(ctx, kept); err != nil {
		return err
	}
	if err := ev.g.save(ctx, record.Page{Resources: kept}); err != nil {
		return err
	}
	ev.g.refs.arrived(kept)
	ev.g.tell.add("", len(kept))
	return nil
}

// settle says how complete the types are that only came so.
func (ev *everything) settle(ctx context.Context, cause error) error {
	if cause == nil {
		cause = ev.doubt(ctx)
	}
	for typ := range ev.wanted {
		if cause == nil {
			if err := ev.removeGone(ctx, typ); err != nil {
				return err
			}
		}
		st := ev.g.state(typ, record.Complete, nil)
		st.Received = len(ev.seen[typ])
		if cause != nil {
			st.State = record.Partial
			st.Error = fmt.Sprintf("%s cannot be searched for this type, and what it sends of the patient as a whole is not proven to be complete.", ev.g.source.Name)
		} else {
			ev.g.forgive(typ)
		}
		if err := ev.g.save(ctx, record.Page{States: []record.TypeState{st}}); err != nil {
			return err
		}
	}
	return nil
}

// removeGone asks for each resource that the cache has and a whole answer had not.
func (ev *everything) removeGone(ctx context.Context, typ string) error {
	held, err := ev.g.e.cfg.Saver.IDs(ctx, ev.g.source.Name, ev.g.patient, typ)
	if err != nil {
		return err
	}
	var missing []string
	for _, id := range held {
		if !ev.seen[typ][id] {
			missing = append(missing, id)
		}
	}
	return ev.g.gone(ctx, typ, missing)
}

// doubt compares the answer with what searches brought; nil when it is proven to be whole.
func (ev *everything) doubt(ctx context.Context) error {
	if !ev.seen["Patient"][ev.g.patient] {
		return errors.New("the patient is missing")
	}
	proofs := 0
	for _, s := range plan {
		if s.loose || ev.wanted[s.typ] {
			continue
		}
		ids, err := ev.g.e.cfg.Saver.IDs(ctx, ev.g.source.Name, ev.g.patient, s.typ)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if !ev.seen[s.typ][id] {
				return errors.New("what a search brought is missing")
			}
			proofs++
		}
	}
	if proofs == 0 {
		return errors.New("nothing to compare with")
	}
	return nil
}

// forgive takes back that a type was refused.
func (g *gathering) forgive(typ string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	kept := g.report.Errors[:0]
	for _, e := range g.report.Errors {
		if e.Type != typ {
			kept = append(kept, e)
		}
	}
	g.report.Errors = kept
}

// foreign reports whether a resource is about another patient and does not name this one at all.
func (g *gathering) foreign(res record.Resource) bool {
	f := res.Facts[0]
	if f.Subject.Type != "Patient" || g.same[f.Subject.ID] {
		return false
	}
	for _, ref := range f.Refs {
		if ref.Type == "Patient" && g.same[ref.ID] {
			return false
		}
	}
	return true
}
