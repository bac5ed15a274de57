package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"anamnesis/app/people"
	"anamnesis/app/record"
)

// findLimit is how many people are listed, and how many patients each source is asked for.
const findLimit = 50

// FindCached searches the people of the cache: it is quick enough for every keystroke.
func (a *App) FindCached(ctx context.Context, text string) (Found, error) {
	if err := a.typed(ctx, text); err != nil {
		return Found{}, err
	}
	d, err := a.directory(ctx)
	if err != nil {
		return Found{}, err
	}
	return Found{People: d.search(text)}, nil
}

// Find searches the cache and asks every source, and merges the answers into people.
func (a *App) Find(ctx context.Context, text string) (Found, error) {
	if err := a.Record(ctx, AuditEvent{Action: AuditSearch, Detail: "the cache and the sources"}); err != nil {
		return Found{}, err
	}
	groups, failed, err := a.findPeople(ctx, text)
	if err != nil {
		return Found{}, err
	}
	out := Found{People: []FoundPerson{}, Errors: failed}
	for _, g := range groups {
		out.People = append(out.People, g.FoundPerson)
	}
	return out, nil
}

// foundGroup is one found person with all their Patient facts.
type foundGroup struct {
	FoundPerson
	records []record.Fact
}

// findPeople searches the cache and the sources. Records that are not in the cache join a cached person, or each other,
// only where the linkage says that they are the same.
func (a *App) findPeople(ctx context.Context, text string) ([]foundGroup, []SourceError, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil, &Error{Usage: true, Message: "Say whom to find: a name, an identifier or a birth date."}
	}
	d, err := a.directory(ctx)
	if err != nil {
		return nil, nil, err
	}
	fresh, failed, err := a.askAll(ctx, text)
	if err != nil {
		return nil, nil, err
	}
	// Link what was found together with what is cached, in memory only.
	facts := map[record.Ref]*record.Fact{}
	var all []record.Fact
	for ref, f := range d.facts {
		facts[ref] = f
		all = append(all, *f)
	}
	for i := range fresh {
		if facts[fresh[i].Ref] == nil {
			facts[fresh[i].Ref] = &fresh[i]
			all = append(all, fresh[i])
		}
	}
	slices.SortFunc(all, func(a, b record.Fact) int { return a.Ref.Compare(b.Ref) })
	decisions, err := a.Store.Decisions(ctx)
	if err != nil {
		return nil, nil, err
	}
	cached := map[string]bool{}
	for _, p := range d.people {
		cached[p.ID] = true
	}
	linked, _ := people.Link(all, d.people, decisions, a.newID)
	merged := &directory{people: linked, facts: facts, order: d.order}
	hits := map[record.Ref]bool{}
	for i := range fresh {
		hits[fresh[i].Ref] = true
	}
	var out []foundGroup
	ranked := merged.search(text)
	for _, p := range linked { // a source may know better than our index: what it found is listed too
		if slices.ContainsFunc(p.Links, func(l record.PersonLink) bool { return hits[l.Patient] }) &&
			!slices.ContainsFunc(ranked, func(f FoundPerson) bool { return f.ID == p.ID }) {
			ranked = append(ranked, merged.foundPerson(p, 0))
		}
	}
	for _, f := range ranked {
		g := foundGroup{FoundPerson: f}
		for i, r := range f.Records {
			ref := record.Ref{Source: r.Source, Type: "Patient", ID: r.Patient}
			g.Records[i].InCache = d.facts[ref] != nil
			g.records = append(g.records, *facts[ref])
		}
		if g.InCache = cached[f.ID]; !g.InCache {
			g.ID = ""
		}
		out = append(out, g)
	}
	return out, failed, nil
}

// askAll asks every endpoint at once. A source that fails is named and does not stop the rest.
func (a *App) askAll(ctx context.Context, text string) ([]record.Fact, []SourceError, error) {
	sources, err := a.Store.Sources(ctx)
	if err != nil {
		return nil, nil, err
	}
	var mu sync.Mutex
	var facts []record.Fact
	var failed []SourceError
	var g errgroup.Group
	for _, s := range sources {
		if s.Kind != record.SourceEndpoint {
			continue
		}
		g.Go(func() error {
			found, err := a.Gatherer.Find(ctx, s, Query{Text: text, Limit: findLimit})
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failed = append(failed, SourceError{Message: s.Name + ": " + Sentence(err)})
			}
			facts = append(facts, found...)
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return nil, nil, err
	}
	slices.SortFunc(facts, func(a, b record.Fact) int { return a.Ref.Compare(b.Ref) })
	slices.SortFunc(failed, func(a, b SourceError) int { return cmp.Compare(a.Message, b.Message) })
	return facts, failed, nil
}

func (d *directory) foundPerson(p record.Person, score float64) FoundPerson {
	row := d.row(p)
	f := FoundPerson{ID: p.ID, Name: row.Name, BirthDate: row.BirthDate, Sex: row.Sex, Sources: row.Sources, InCache: true, Score: score,
		Records: []FoundRecord{}}
	for _, l := range p.Links {
		if d.facts[l.Patient] != nil {
			f.Records = append(f.Records, FoundRecord{Source: l.Patient.Source, Patient: l.Patient.ID, InCache: true})
		}
	}
	return f
}

// search ranks the directory's people by the text, the best first.
func (d *directory) search(text string) []FoundPerson {
	d.indexed.Do(func() { d.index = people.NewIndex(d.rows()) })
	out := []FoundPerson{}
	for _, h := range d.index.Search(text, findLimit) {
		out = append(out, d.foundPerson(d.people[h.Row], min(h.Score, 1)))
	}
	return out
}

// rows lists what each person can be found by, in the order of the people.
func (d *directory) rows() []people.Row {
	rows := make([]people.Row, 0, len(d.people))
	for _, p := range d.people {
		row := people.Row{ID: p.ID}
		for _, l := range p.Links {
			f := d.facts[l.Patient]
			if f == nil || f.Patient == nil {
				continue
			}
			for _, n := range f.Patient.Names {
				row.Names = append(row.Names, cmp.Or(strings.TrimSpace(strings.Join(n.Given, " ")+" "+n.Family), n.Text))
			}
			row.BirthDate = cmp.Or(row.BirthDate, f.Patient.BirthDate.Text)
			row.Identifiers = append(row.Identifiers, f.Ref.ID)
			for _, id := range f.Identifiers {
				row.Identifiers = append(row.Identifiers, id.Value)
			}
		}
		rows = append(rows, row)
	}
	return rows
}
