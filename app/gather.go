package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"anamnesis/app/people"
	"anamnesis/app/record"
)

// MaxAll is how many patients of one source `sync --all` gathers at most: a clinic's panel, not a hospital's archive.
const MaxAll = 1000

// SyncRequest says whom to gather.
type SyncRequest struct {
	People []string // as for [App.Person]; empty for everyone in the cache
	All    bool     // everyone whom the sources list
}

// Sync gathers people from every endpoint, one source beside the other, and links the records anew. A source that fails
// is reported and does not stop the rest.
func (a *App) Sync(ctx context.Context, req SyncRequest, progress func(Progress)) ([]SourceReport, error) {
	sources, err := a.endpoints(ctx)
	if err != nil {
		return nil, err
	}
	wanted, err := a.wanted(ctx, req)
	if err != nil {
		return nil, err
	}
	if err := a.recordSync(ctx, req, wanted); err != nil {
		return nil, err
	}
	progress = serial(progress)
	reports := make([]SourceReport, len(sources))
	g, gctx := errgroup.WithContext(ctx)
	for i, s := range sources {
		g.Go(func() error {
			reports[i] = a.syncSource(gctx, s, req, wanted, progress)
			return gctx.Err()
		})
	}
	err = g.Wait()
	if err := a.Relink(context.WithoutCancel(ctx)); err != nil { // what arrived is there, cancelled or not
		return reports, err
	}
	if err != nil || !req.All {
		return reports, err
	}
	return reports, a.noteUnknown(ctx, reports)
}

// noteUnknown records, for each source that listed everyone it has, who is not among them: it was asked and has none.
func (a *App) noteUnknown(ctx context.Context, reports []SourceReport) error {
	linked, err := a.Store.People(ctx)
	if err != nil {
		return err
	}
	var states []record.TypeState
	for _, r := range reports {
		if r.Partial {
			continue
		}
		for _, p := range linked {
			if !slices.ContainsFunc(p.Links, func(l record.PersonLink) bool { return l.Patient.Source == r.Name }) {
				states = append(states, a.knowsNone(r.Name, p.ID))
			}
		}
	}
	return a.Store.SaveStates(ctx, states)
}

// knowsNone is the state of a source that was asked for a person and has none.
func (a *App) knowsNone(source, person string) record.TypeState {
	return record.TypeState{Source: source, Patient: askedFor(person), Type: "Patient", State: record.Complete, AsOf: a.Now()}
}

// endpoints returns the sources that can be asked.
func (a *App) endpoints(ctx context.Context) ([]record.Source, error) {
	all, err := a.Store.Sources(ctx)
	if err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(all, func(s record.Source) bool { return s.Kind != record.SourceEndpoint })
	if len(out) == 0 {
		return nil, &Error{Message: "No FHIR server has been added yet. Add one with: anamnesis source add NAME https://..."}
	}
	return out, nil
}

// target is one person to gather: the records that are known, and what to ask other sources by.
type target struct {
	person  string // id, "" while not in the cache
	records []record.Fact
}

// wanted resolves the request to people; those who are not in the cache are sought on the sources.
func (a *App) wanted(ctx context.Context, req SyncRequest) ([]target, error) {
	if req.All {
		return nil, nil
	}
	d, err := a.directory(ctx)
	if err != nil {
		return nil, err
	}
	var out []target
	if len(req.People) == 0 {
		if len(d.people) == 0 {
			return nil, &Error{Message: "Nobody is in the cache yet. Name whom to gather (anamnesis find NAME shows who the sources have), or use --all."}
		}
		for _, p := range d.people {
			out = append(out, d.target(p))
		}
		return out, nil
	}
	for _, text := range req.People {
		p, err := d.find(text)
		var nobody notFound
		switch {
		case err == nil:
			out = append(out, d.target(p))
		case errors.As(err, &nobody) && len(nobody.several) == 0:
			t, err := a.seek(ctx, text)
			if err != nil {
				return nil, err
			}
			out = append(out, t)
		default:
			return nil, err
		}
	}
	return out, nil
}

func (d *directory) target(p record.Person) target {
	t := target{person: p.ID}
	for _, l := range p.Links {
		if f := d.facts[l.Patient]; f != nil {
			t.records = append(t.records, *f)
		}
	}
	return t
}

// seek finds the one person on the sources that the text means.
func (a *App) seek(ctx context.Context, text string) (target, error) {
	if t, err := a.seekRecord(ctx, text); err != nil || len(t.records) > 0 {
		return t, err
	}
	groups, failed, err := a.findPeople(ctx, text)
	if err != nil {
		return target{}, err
	}
	switch {
	case len(groups) == 1:
		return target{records: groups[0].records}, nil
	case len(groups) > 1:
		return target{}, &Error{Err: notFound{}, Message: fmt.Sprintf("%d people on the sources fit that. `anamnesis find` lists them; name one by an identifier.", len(groups))}
	case len(failed) > 0:
		return target{}, &Error{Err: notFound{}, Message: "Nobody in the cache fits that, and not every source could be asked: " + failed[0].Message}
	}
	return target{}, &Error{Err: notFound{}, Message: "Nobody in the cache or on the sources fits that. Check the spelling, or search by an identifier or a birth date."}
}

// seekRecord finds the one patient record that a text such as "Riverside:Patient/4711" names; none where it has not that
// form.
func (a *App) seekRecord(ctx context.Context, text string) (target, error) {
	name, id, ok := strings.Cut(text, ":Patient/")
	if !ok {
		return target{}, nil
	}
	s, err := a.source(ctx, name)
	if err != nil {
		return target{}, err
	}
	facts, err := a.Gatherer.Find(ctx, s, Query{ID: id})
	if err != nil {
		return target{}, err
	}
	for _, f := range facts {
		if f.Ref.ID == id {
			return target{records: []record.Fact{f}}, nil
		}
	}
	return target{}, &Error{Err: notFound{}, Message: s.Name + " has no such patient record any more. Search for the person again."}
}

// syncSource gathers from one source. Its errors stand in the report.
func (a *App) syncSource(ctx context.Context, s record.Source, req SyncRequest, wanted []target, progress func(Progress)) SourceReport {
	rep := SourceReport{Name: s.Name, Version: s.FHIRVersion, Errors: []SourceError{}}
	var ids []string
	if req.All {
		facts, err := a.Gatherer.Find(ctx, s, Query{Limit: MaxAll + 1})
		if err != nil {
			rep.fail("Patient", err)
			return rep
		}
		if len(facts) > MaxAll {
			rep.fail("Patient", &Error{Message: fmt.Sprintf("%s lists more than %d patients. Name those whom you need instead of --all.", s.Name, MaxAll)})
			return rep
		}
		for _, f := range facts {
			ids = append(ids, f.Ref.ID)
		}
	}
	for _, t := range wanted {
		found, err := a.on(ctx, s, t, &rep)
		if err != nil {
			rep.fail("Patient", err)
			continue
		}
		ids = append(ids, found...)
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		one, err := a.Gatherer.Gather(ctx, s, id, progress)
		rep.add(one)
		if err != nil {
			rep.fail("", err)
		}
		if ctx.Err() != nil {
			break
		}
	}
	progress(Progress{Source: s.Name, Received: rep.Received, Done: true})
	return rep
}

// on returns the ids that a person has on a source. Where none is known the source is asked; that it knows nobody is
// recorded, so that "asked and none found" is told from "not asked".
func (a *App) on(ctx context.Context, s record.Source, t target, rep *SourceReport) ([]string, error) {
	var ids []string
	for i := range t.records {
		if t.records[i].Ref.Source == s.Name {
			ids = append(ids, t.records[i].Ref.ID)
		}
	}
	if len(ids) > 0 {
		return ids, nil
	}
	seen := map[record.Ref]bool{}
	review := 0
	for i := range t.records {
		for _, q := range queries(&t.records[i]) {
			facts, err := a.Gatherer.Find(ctx, s, q)
			if err != nil {
				return ids, err
			}
			for _, f := range facts {
				if seen[f.Ref] {
					continue
				}
				seen[f.Ref] = true
				switch decide(t.records, f) {
				case people.Same:
					ids = append(ids, f.Ref.ID)
				case people.Review:
					review++
				}
			}
		}
	}
	if len(ids) == 0 && review > 0 {
		rep.Errors = append(rep.Errors, SourceError{Type: "Patient",
			Message: fmt.Sprintf("%s has %d record(s) that may be this person and that were not taken over. Compare them with `anamnesis find`, then gather the right one by its identifier.", s.Name, review)})
	}
	if len(ids) == 0 && t.person != "" {
		return nil, a.Store.SaveStates(ctx, []record.TypeState{a.knowsNone(s.Name, t.person)})
	}
	return ids, nil
}

// decide compares a candidate with each known record: any contradiction wins, then any agreement.
func decide(known []record.Fact, candidate record.Fact) string {
	best := people.Different
	for i := range known {
		switch p := people.Compare(known[i], candidate); p.Decision {
		case people.Same:
			best = people.Same
		case people.Review:
			if best != people.Same {
				best = people.Review
			}
		}
	}
	return best
}

// queries says how to ask for a known patient: by each identifier, then by each name with the birth date.
func queries(f *record.Fact) []Query {
	var out []Query
	for _, id := range f.Identifiers {
		if id.System != "" && id.Value != "" {
			out = append(out, Query{Identifier: id})
		}
	}
	if f.Patient == nil || f.Patient.BirthDate.IsZero() {
		return out
	}
	for _, n := range f.Patient.Names {
		if n.Family != "" {
			out = append(out, Query{Family: n.Family, BirthDate: f.Patient.BirthDate.Text})
		}
	}
	return append(out, Query{BirthDate: f.Patient.BirthDate.Text})
}

// ImportRequest says which files to read as which source.
type ImportRequest struct {
	Source string
	Paths  []string
	ImportOptions
}

// Import reads files as a source, which is made when it is not there, and links the records anew.
func (a *App) Import(ctx context.Context, req ImportRequest, progress func(Progress)) (SourceReport, error) {
	name := strings.TrimSpace(req.Source)
	if name == "" {
		return SourceReport{}, &Error{Usage: true, Message: "Say which source the files come from, for example: anamnesis import --source Riverside FILE"}
	}
	s, err := a.source(ctx, name)
	known := err == nil
	if known && s.Kind != record.SourceFiles {
		return SourceReport{}, &Error{Message: fmt.Sprintf("%q is a FHIR server. Choose another name for the files, so that what each one said stays apart.", s.Name)}
	}
	if err := a.Record(ctx, AuditEvent{Action: AuditImport, Source: name}); err != nil {
		return SourceReport{}, err
	}
	if !known {
		s = record.Source{Name: name, Kind: record.SourceFiles, Added: a.Now()}
		if err := a.Store.AddSource(ctx, s); err != nil {
			return SourceReport{}, err
		}
	}
	rep, err := a.Gatherer.Import(ctx, s, req.Paths, req.ImportOptions, serial(progress))
	if err != nil {
		if !known && rep.Received == 0 { // leave nothing behind of a source that brought nothing
			return rep, errors.Join(err, a.Store.RemoveSource(context.WithoutCancel(ctx), name))
		}
		return rep, err
	}
	if rep.Version != "" && rep.Version != s.FHIRVersion {
		s.FHIRVersion = rep.Version
		if err := a.Store.AddSource(ctx, s); err != nil {
			return rep, err
		}
	}
	return rep, a.Relink(context.WithoutCancel(ctx))
}

func (r *SourceReport) add(o SourceReport) {
	r.Count(record.Saved{Received: o.Received, New: o.New, Changed: o.Changed, Unchanged: o.Unchanged, Deleted: o.Deleted, Unreadable: o.Unreadable})
	for _, e := range o.Errors {
		if !slices.Contains(r.Errors, e) {
			r.Errors = append(r.Errors, e)
		}
	}
	for reason, n := range o.Warnings {
		if r.Warnings == nil {
			r.Warnings = map[string]int{}
		}
		r.Warnings[reason] += n
	}
	r.Partial = r.Partial || o.Partial
	if o.Version != "" {
		r.Version = o.Version
	}
}

func (r *SourceReport) fail(typ string, err error) {
	r.Partial = true
	e := SourceError{Type: typ, Message: Sentence(err)}
	if !slices.Contains(r.Errors, e) {
		r.Errors = append(r.Errors, e)
	}
}

// serial makes progress safe to call from several sources at once; nil is allowed.
func serial(progress func(Progress)) func(Progress) {
	if progress == nil {
		return func(Progress) {}
	}
	var mu sync.Mutex
	return func(p Progress) {
		mu.Lock()
		defer mu.Unlock()
		progress(p)
	}
}
