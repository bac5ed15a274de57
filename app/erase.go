package app

import (
	"context"

	"anamnesis/app/record"
)

// Eraser is what forgetting needs of the cache.
type Eraser interface {
	// ErasePerson forgets everything about a person, and the resources of no patient that only they reference.
	ErasePerson(ctx context.Context, p record.Person, only []record.Ref) error
	// EraseSource forgets a source, everything that came from it and the decisions about any of it.
	EraseSource(ctx context.Context, name string) error
	// Scrub leaves no trace in the files of what was erased.
	Scrub(ctx context.Context) error
}

// ErasePerson forgets a person by id: their records from every source, what only they reference, the decisions about any
// of it, and whom the audit log means by them. The sources still have them, and a later synchronisation may bring them back.
func (a *App) ErasePerson(ctx context.Context, person string) error {
	people, err := a.Store.People(ctx)
	if err != nil {
		return err
	}
	var who record.Person
	for _, p := range people {
		if p.ID == person {
			who = p
		}
	}
	if who.ID == "" {
		return &Error{Message: "That person is no longer in the cache. `anamnesis patients` lists who is there.", Err: notFound{}}
	}
	only, err := a.onlyOf(ctx, who, people)
	if err != nil {
		return err
	}
	if err := a.Record(ctx, AuditEvent{Action: AuditErase, Person: who.ID, Detail: "a person"}); err != nil {
		return err
	}
	defer a.forget()
	if err := a.Store.ErasePerson(ctx, who, only); err != nil {
		return err
	}
	return a.Store.Scrub(ctx)
}

// onlyOf lists the resources outside any compartment that are in one person's record and in nobody else's.
func (a *App) onlyOf(ctx context.Context, who record.Person, people []record.Person) ([]record.Ref, error) {
	mine, err := a.outside(ctx, who)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		if p.ID == who.ID || len(mine) == 0 {
			continue
		}
		theirs, err := a.outside(ctx, p)
		if err != nil {
			return nil, err
		}
		for ref := range theirs {
			delete(mine, ref)
		}
	}
	var out []record.Ref
	for ref := range mine {
		out = append(out, ref)
	}
	return out, nil
}

// outside returns what a person's record references outside the patients' compartments.
func (a *App) outside(ctx context.Context, p record.Person) (map[record.Ref]bool, error) {
	var refs []record.Ref
	for _, l := range p.Links {
		refs = append(refs, l.Patient)
	}
	facts, _, err := a.Store.Facts(ctx, refs)
	if err != nil {
		return nil, err
	}
	inside, err := a.Store.Arrived(ctx, refs)
	if err != nil {
		return nil, err
	}
	out := map[record.Ref]bool{}
	for i := range facts {
		if _, in := inside[facts[i].Ref]; !in {
			out[facts[i].Ref] = true
		}
	}
	return out, nil
}

// EraseSource forgets a source and everything that came from it, and leaves no trace of it in the files.
func (a *App) EraseSource(ctx context.Context, name string) error {
	s, err := a.source(ctx, name)
	if err != nil {
		return err
	}
	if err := a.Record(ctx, AuditEvent{Action: AuditErase, Source: s.Name, Detail: "a source"}); err != nil {
		return err
	}
	if err := a.Store.EraseSource(ctx, s.Name); err != nil {
		return err
	}
	if err := a.Relink(ctx); err != nil {
		return err
	}
	return a.Store.Scrub(ctx)
}
