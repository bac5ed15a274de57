package app

import (
	"context"
	"slices"
	"time"

	"anamnesis/app/chart"
	"anamnesis/app/record"
)

// ChartOptions say how to show a chart.
type ChartOptions struct {
	Units             chart.UnitSystem
	IncludeRestricted bool
	// Looked records that the profile has now seen the person, so that "new" counts from here the next time.
	Looked bool
	// View and Reason say in the audit log from where and why the chart was opened; "" for what the application was given.
	View, Reason string

	exported bool // the log has it as an export
}

// Chart builds the chart of a person by id.
func (a *App) Chart(ctx context.Context, person string, opt ChartOptions) (*chart.Chart, error) {
	all, err := a.Store.People(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if p.ID == person {
			return a.chart(ctx, p, opt)
		}
	}
	return nil, &Error{Message: "That person is no longer in the cache. `anamnesis patients` lists who is there.", Err: notFound{}}
}

func (a *App) chart(ctx context.Context, p record.Person, opt ChartOptions) (*chart.Chart, error) {
	if err := a.opened(ctx, p.ID, opt); err != nil {
		return nil, err
	}
	in, err := a.inputs(ctx, p, opt)
	if err != nil {
		return nil, err
	}
	c := chart.Build(in)
	if opt.Looked {
		if err := a.Store.SetLooked(ctx, p.ID, a.Profile, a.Now()); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (a *App) inputs(ctx context.Context, p record.Person, opt ChartOptions) (chart.Inputs, error) {
	in := chart.Inputs{Person: p, AsOf: a.Now()}
	in.Preferences.Units, in.Preferences.IncludeRestricted = opt.Units, opt.IncludeRestricted
	var refs []record.Ref
	for _, l := range p.Links {
		refs = append(refs, l.Patient)
	}
	var err error
	if in.Facts, in.Deleted, err = a.Store.Facts(ctx, refs); err != nil {
		return in, err
	}
	if in.Arrived, err = a.Store.Arrived(ctx, refs); err != nil {
		return in, err
	}
	if in.Decisions, err = a.Store.Decisions(ctx); err != nil {
		return in, err
	}
	if in.LastLooked, err = a.lastLooked(ctx, p.ID, opt.Looked); err != nil {
		return in, err
	}
	if in.Equivalences, err = a.Store.Equivalences(ctx); err != nil {
		return in, err
	}
	sources, err := a.Store.Sources(ctx)
	if err != nil {
		return in, err
	}
	states, err := a.Store.States(ctx, append(refs, unlinked(p, sources)...))
	if err != nil {
		return in, err
	}
	for _, s := range sources {
		st := chart.SourceState{Source: s}
		for _, t := range states {
			if t.Source == s.Name {
				st.Types = append(st.Types, t)
			}
		}
		in.Sources = append(in.Sources, st)
	}
	return in, nil
}

// lastLooked returns since when a person's facts are new: since the profile opened the chart before this time. While it
// stays open, other units or a round of gathering do not make the new old.
func (a *App) lastLooked(ctx context.Context, person string, opened bool) (time.Time, error) {
	a.sitting.Lock()
	defer a.sitting.Unlock()
	if t, open := a.since[person]; open && !opened {
		return t, nil
	}
	t, err := a.Store.Looked(ctx, person, a.Profile)
	if err == nil && opened {
		a.since[person] = t
		if t.IsZero() { // the first time ever: what arrives from now on is new
			a.since[person] = a.Now()
		}
	}
	return t, err
}

// askedFor is the place where it is kept that a source was asked for a person and has none: a patient id that no FHIR
// server can have.
func askedFor(person string) string { return "?" + person }

// unlinked names that place on each source that has no record of the person.
func unlinked(p record.Person, sources []record.Source) []record.Ref {
	var out []record.Ref
	for _, s := range sources {
		if !slices.ContainsFunc(p.Links, func(l record.PersonLink) bool { return l.Patient.Source == s.Name }) {
			out = append(out, record.Ref{Source: s.Name, Type: "Patient", ID: askedFor(p.ID)})
		}
	}
	return out
}
