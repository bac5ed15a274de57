package engine

import (
	"context"
	"errors"
	"hash/maphash"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/convert"
	"anamnesis/sync/endpoint"
)

// typesAtOnce is how many types of one patient are asked for side by side.
const typesAtOnce = 4

// gathering is one patient being gathered from one endpoint.
type gathering struct {
	e       *Engine
	source  record.Source
	srv     *server
	client  *endpoint.Client
	offers  *endpoint.Capability
	patient string
	same    map[string]bool // ids of Patient records that the server says are this one
	reader  convert.Reader
	cursors map[string]record.Cursor
	before  map[string]record.TypeState
	tell    *teller
	refs    *references

	seed   maphash.Seed
	recent map[string]uint64 // results that were brought before their list, by id: hash of the raw bytes

	round time.Time // when the round began, by our clock

	mu           sync.Mutex
	report       app.SourceReport
	unsearchable map[string]bool
	strikes      int   // types in a row of which no answer could be had
	down         error // the server cannot be reached: no further type is asked for
}

// maxStrikes is after how many types without an answer the server is left alone until the next synchronisation.
const maxStrikes = 3

// Gather brings one patient's compartment from one endpoint into the cache, resuming where it stopped. The error is nil
// when anything could be asked: what failed stands in the report and in the states.
func (e *Engine) Gather(ctx context.Context, s record.Source, patient string, progress func(app.Progress)) (app.SourceReport, error) {
	g := &gathering{e: e, seed: maphash.MakeSeed(), source: s, patient: patient, tell: newTeller(s.Name, e.cfg.Now, progress),
		report: app.SourceReport{Name: s.Name, Version: s.FHIRVersion, Errors: []app.SourceError{}, Warnings: map[string]int{}}}
	defer g.tell.done()
	err := g.run(ctx)
	if g.srv != nil {
		g.srv.listen(g.tell, false)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	slices.SortFunc(g.report.Errors, func(a, b app.SourceError) int { return order(a.Type) - order(b.Type) })
	if err != nil || len(g.report.Errors) > 0 {
		g.report.Partial = true
	}
	return g.report, err
}

// order is the place of a type in the plan.
func order(typ string) int {
	return slices.IndexFunc(plan, func(s step) bool { return s.typ == typ })
}

func (g *gathering) run(ctx context.Context) error {
	if err := g.prepare(ctx); err != nil {
		return err
	}
	if err := g.begin(ctx); err != nil {
		return err
	}
	steps, err := g.steps(ctx)
	if err != nil {
		return err
	}
	if err := g.readPatient(ctx); err != nil {
		return err
	}
	urgent := slices.IndexFunc(steps, func(s step) bool { return !s.danger })
	if urgent < 0 {
		urgent = len(steps)
	}
	if err := g.all(ctx, steps[:urgent]); err != nil {
		return err
	}
	if err := g.recentResults(ctx, steps); err != nil {
		return err
	}
	if err := g.resolve(ctx); err != nil {
		return err
	}
	if err := g.all(ctx, steps[urgent:]); err != nil {
		return err
	}
	if err := g.everything(ctx); err != nil {
		return err
	}
	if err := g.resolve(ctx); err != nil {
		return err
	}
	if err := g.refs.settle(ctx); err != nil {
		return err
	}
	return g.end(ctx)
}

// prepare finds out what the server offers and where the gathering stands.
func (g *gathering) prepare(ctx context.Context) (err error) {
	if g.srv, err = g.e.server(g.source); err != nil {
		return err
	}
	g.client = g.srv.client
	g.srv.listen(g.tell, true)
	cursors, err := g.e.cfg.Saver.Cursors(ctx, g.source.Name, g.patient)
	if err != nil {
		return err
	}
	g.cursors = map[string]record.Cursor{}
	for _, c := range cursors {
		g.cursors[c.Type] = c
	}
	states, err := g.e.cfg.Saver.States(ctx, []record.Ref{{Source: g.source.Name, Type: "Patient", ID: g.patient}})
	if err != nil {
		return err
	}
	g.before = map[string]record.TypeState{}
	for _, s := range states {
		if s.Source == g.source.Name && s.Patient == g.patient {
			g.before[s.Type] = s
		}
	}
	if g.offers, err = g.srv.capabilities(ctx, g.e.cfg.Now()); err != nil {
		return g.nothing(ctx, err)
	}
	version := g.offers.FHIRVersion
	if version == "" {
		version = g.source.FHIRVersion
	}
	if version == "" {
		version = "4.0"
	}
	g.report.Version = version
	g.reader = convert.Reader{Source: g.source.Name, FHIRVersion: version, BaseURL: g.client.Base()}
	g.same = map[string]bool{g.patient: true}
	g.unsearchable = map[string]bool{}
	g.refs = newReferences(g)
	return nil
}

// nothing records that nothing could be asked: what was complete is not so any more. It returns the cause.
func (g *gathering) nothing(ctx context.Context, cause error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	c := record.Failed
	if endpoint.IsKind(cause, endpoint.Refused) {
		c = record.Refused
	}
	states := []record.TypeState{g.state("Patient", c, cause)}
	for _, s := range plan {
		if _, asked := g.before[s.typ]; asked || s.danger && !s.minor {
			states = append(states, g.state(s.typ, c, cause))
		}
	}
	if err := g.save(ctx, record.Page{States: states}); err != nil {
		return errors.Join(cause, err)
	}
	return cause
}

// state makes a state of a type that keeps how many were received before.
func (g *gathering) state(typ string, c record.Completeness, cause error) record.TypeState {
	s := record.TypeState{Source: g.source.Name, Patient: g.patient, Type: typ, State: c, Received: g.before[typ].Received, AsOf: g.e.cfg.Now()}
	if cause != nil {
		s.Error = app.Sentence(cause)
	}
	return s
}

// steps lists what to ask for. What a clinician would look for and the server does not offer is saved as not asked.
func (g *gathering) steps(ctx context.Context) ([]step, error) {
	var steps []step
	var states []record.TypeState
	for _, s := range plan {
		if o, ok := g.offers.Types[s.typ]; ok && o.Search {
			if !g.done(s.typ) {
				steps = append(steps, s)
			}
			continue
		}
		if !s.minor && (!slices.Contains(versionOnly, s.typ) || g.offers.FHIRVersion == "4.0" && s.typ != "ProcedureRequest" && s.typ != "ReferralRequest" && s.typ != "DeviceUsage") {
			states = append(states, g.state(s.typ, record.NotAsked, &app.Error{Message: g.source.Name + " does not offer this type."}))
		}
	}
	if !slices.ContainsFunc(worth, func(t string) bool { return g.offers.Types[t].Search }) {
		for _, t := range worth {
			g.unsearchable[t] = true
		}
	}
	if len(states) == 0 {
		return steps, nil
	}
	return steps, g.save(ctx, record.Page{States: states})
}

// all asks for types side by side, in order. Only the end of ctx and a cache that cannot be written end it early.
func (g *gathering) all(ctx context.Context, steps []step) error {
	group, gctx := errgroup.WithContext(ctx)
	group.SetLimit(typesAtOnce)
	for _, s := range steps {
		if gctx.Err() != nil {
			break
		}
		group.Go(func() error { return g.one(gctx, s) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// one asks for one type and records what came of it.
func (g *gathering) one(ctx context.Context, s step) error {
	g.mu.Lock()
	down := g.down
	g.mu.Unlock()
	if down != nil {
		return g.save(ctx, record.Page{States: []record.TypeState{g.state(s.typ, record.Failed, down)}})
	}
	r := newRun(g, s)
	err := r.gather(ctx)
	var saving *saveError
	switch {
	case err == nil:
		g.mu.Lock()
		g.strikes = 0
		g.mu.Unlock()
		return nil
	case errors.As(err, &saving):
		return saving.err
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return g.failed(ctx, s.typ, r.saved > 0 || r.resumed, err)
}

// failed records what a type failed of.
func (g *gathering) failed(ctx context.Context, typ string, some bool, cause error) error {
	c := record.Failed
	switch {
	case some:
		c = record.Partial
	case endpoint.IsKind(cause, endpoint.Refused, endpoint.NotSupported, endpoint.Missing, endpoint.Gone):
		c = record.Refused
	}
	g.mu.Lock()
	g.unsearchable[typ] = endpoint.IsKind(cause, endpoint.NotSupported, endpoint.Missing)
	e := app.SourceError{Type: typ, Message: app.Sentence(cause)}
	if endpoint.IsKind(cause, endpoint.Unreachable, endpoint.Busy, endpoint.Broken) {
		g.strikes++
	}
	if g.down == nil && (g.strikes >= maxStrikes || endpoint.IsKind(cause, endpoint.Unreachable)) {
		g.down = cause
		e.Type = ""
	}
	if !slices.Contains(g.report.Errors, e) {
		g.report.Errors = append(g.report.Errors, e)
	}
	g.mu.Unlock()
	return g.save(ctx, record.Page{States: []record.TypeState{g.state(typ, c, cause)}})
}

// saveError is a cache that could not be written, which ends everything.
type saveError struct{ err error }

func (e *saveError) Error() string { return e.err.Error() }
func (e *saveError) Unwrap() error { return e.err }

// save saves a page and counts it.
func (g *gathering) save(ctx context.Context, p record.Page) error {
	p.Source, p.At = g.source.Name, g.e.cfg.Now()
	saved, err := g.e.cfg.Saver.SavePage(ctx, p)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return &saveError{err}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.report.Count(saved)
	warn(g.report.Warnings, p.Resources)
	return nil
}

// warn counts the warnings of resources.
func warn(into map[string]int, resources []record.Resource) {
	for _, r := range resources {
		if len(r.Facts) == 0 {
			continue
		}
		for _, w := range r.Facts[0].Warnings {
			into[w]++
		}
	}
}

// serverTime is the server's clock where it said so, else ours with a margin for one that is wrong.
func (g *gathering) serverTime(date time.Time) time.Time {
	if !date.IsZero() {
		return date.UTC()
	}
	return g.e.cfg.Now().UTC().Add(-24 * time.Hour)
}
