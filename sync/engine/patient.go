package engine

import (
	"context"
	"net/url"
	"slices"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/endpoint"
	"anamnesis/sync/stream"
)

// readPatient reads the Patient itself; without it nothing else is asked for.
func (g *gathering) readPatient(ctx context.Context) error {
	raw, err := g.client.Read(ctx, "Patient", g.patient)
	if endpoint.IsKind(err, endpoint.NotSupported) {
		raw, err = g.searchPatient(ctx, err)
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case endpoint.IsKind(err, endpoint.Missing, endpoint.Gone):
		return g.patientGone(ctx)
	case err != nil:
		return g.nothing(ctx, err)
	}
	res := read(g.reader, item{raw: raw})
	if res.Ref.Type != "Patient" || res.Ref.ID != g.patient {
		return g.nothing(ctx, &app.Error{Message: g.source.Name + " answered with another record than the patient it was asked for, which was not taken. Tell who runs the server."})
	}
	if f := res.Facts[0]; f.Patient != nil {
		for _, l := range f.Patient.Links {
			if l.Type == "replaces" && l.Other.Source == g.source.Name {
				g.same[l.Other.ID] = true
			}
		}
	}
	if err := g.refs.note(ctx, []record.Resource{res}); err != nil {
		return err
	}
	s := g.state("Patient", record.Complete, nil)
	s.Received = 1
	if err := g.save(ctx, record.Page{Resources: []record.Resource{res}, States: []record.TypeState{s}}); err != nil {
		return err
	}
	g.tell.add("Patient", 1)
	return nil
}

// searchPatient asks a server that does not let a Patient be read by its id for a search by it.
func (g *gathering) searchPatient(ctx context.Context, refusal error) (raw []byte, err error) {
	_, err = g.client.Search(ctx, g.client.URL("Patient", url.Values{"_id": {g.patient}}), func(e stream.Entry) error {
		if e.Type == "Patient" && e.ID == g.patient {
			raw = e.Raw
		}
		return nil
	})
	if err == nil && raw == nil {
		err = refusal
	}
	return raw, err
}

// patientGone records that the server has the patient no more. Each resource is asked for by its id: it may have been
// moved to another record.
func (g *gathering) patientGone(ctx context.Context) error {
	cause := &app.Error{Message: g.source.Name + " has no patient record under this id: it was removed there, or joined to another one. Search for the person again."}
	held := false
	for _, typ := range append([]string{"Patient"}, types(plan)...) {
		ids, err := g.e.cfg.Saver.IDs(ctx, g.source.Name, g.patient, typ)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			continue
		}
		held = true
		if err := g.gone(ctx, typ, ids); err != nil {
			return err
		}
	}
	if !held {
		return cause
	}
	if err := g.save(ctx, record.Page{States: []record.TypeState{g.state("Patient", record.Complete, cause)}}); err != nil {
		return err
	}
	return cause
}

// gone asks for each resource of a patient who is gone.
func (g *gathering) gone(ctx context.Context, typ string, ids []string) error {
	var page record.Page
	for _, id := range ids {
		res, err := g.reread(ctx, typ, id)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return g.failed(ctx, typ, true, err)
		}
		if res != nil {
			page.Resources = append(page.Resources, *res)
		}
	}
	if len(page.Resources) == 0 {
		return nil
	}
	return g.save(ctx, page)
}

func types(steps []step) []string {
	out := make([]string, len(steps))
	for i, s := range steps {
		out[i] = s.typ
	}
	return out
}

// recentType and recentCount are what is asked for before all else is.
const (
	recentType  = "Observation"
	recentCount = "100"
)

// recentResults brings the newest results of a patient who is gathered for the first time, so that the chart can be used
// before the history is here. What fails here is asked for again with the whole list.
func (g *gathering) recentResults(ctx context.Context, steps []step) error {
	i := slices.IndexFunc(steps, func(s step) bool { return s.typ == recentType })
	_, asked := g.before[recentType]
	_, begun := g.cursors[recentType]
	if i < 0 || asked || begun || g.isDown() {
		return ctx.Err()
	}
	r := newRun(g, steps[i])
	q := steps[i].queries(g.patient, g.offers.Types[recentType])[0]
	q.Set("_sort", "-date")
	q.Set("_count", recentCount)
	var entries []stream.Entry
	_, err := g.client.Search(ctx, g.client.URL(recentType, q), func(e stream.Entry) error {
		if len(e.Raw) > 0 && len(entries) < batchCount {
			entries = append(entries, e)
		}
		return nil
	})
	if err != nil || len(entries) == 0 {
		return ctx.Err()
	}
	resources, err := g.e.convert(ctx, g.reader, r.take(entries))
	if err != nil {
		return err
	}
	if resources, err = r.ours(resources); err != nil {
		return nil // the whole list says so again, and why
	}
	if err := g.refs.note(ctx, resources); err != nil {
		return err
	}
	if err := g.save(ctx, record.Page{Resources: resources, States: []record.TypeState{r.unfinished()}}); err != nil {
		return err
	}
	g.refs.arrived(resources)
	g.recent = r.seen
	g.tell.add(recentType, len(resources))
	return nil
}
