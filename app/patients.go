package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"anamnesis/app/people"
	"anamnesis/app/record"
)

// directory is the people of the cache with their Patient facts at hand.
type directory struct {
	people []record.Person
	facts  map[record.Ref]*record.Fact
	order  map[string]int // place of each source, by name

	indexed sync.Once
	index   *people.Index
}

// directory returns the people as they were last linked. It is kept until the next linking, so that a search costs no
// reading at each keystroke.
func (a *App) directory(ctx context.Context) (*directory, error) {
	a.listing.Lock()
	defer a.listing.Unlock()
	if a.listed != nil {
		return a.listed, nil
	}
	d, err := a.readDirectory(ctx)
	if err == nil {
		a.listed = d
	}
	return d, err
}

// forget makes the next search read the people anew.
func (a *App) forget() {
	a.listing.Lock()
	defer a.listing.Unlock()
	a.listed = nil
}

func (a *App) readDirectory(ctx context.Context) (*directory, error) {
	d := &directory{facts: map[record.Ref]*record.Fact{}, order: map[string]int{}}
	sources, err := a.Store.Sources(ctx)
	if err != nil {
		return nil, err
	}
	for i, s := range sources {
		d.order[s.Name] = i
	}
	if d.people, err = a.Store.People(ctx); err != nil {
		return nil, err
	}
	patients, err := a.Store.Patients(ctx)
	if err != nil {
		return nil, err
	}
	for i := range patients {
		d.facts[patients[i].Ref] = &patients[i]
	}
	return d, nil
}

// People lists the people in the cache by name.
func (a *App) People(ctx context.Context) ([]PersonRow, error) {
	d, err := a.directory(ctx)
	if err != nil {
		return nil, err
	}
	counts, err := a.Store.Counts(ctx)
	if err != nil {
		return nil, err
	}
	reviews, err := a.Store.Reviews(ctx)
	if err != nil {
		return nil, err
	}
	inReview := map[record.Ref]int{}
	for _, r := range reviews {
		inReview[r.A]++
		inReview[r.B]++
	}
	appointments, err := a.Store.Appointments(ctx)
	if err != nil {
		return nil, err
	}
	due := dueOn(a.Now(), appointments)
	rows := make([]PersonRow, 0, len(d.people))
	for _, p := range d.people {
		row := d.row(p)
		for _, l := range p.Links {
			row.Resources += counts[l.Patient]
			row.Review += inReview[l.Patient]
			if at := due[l.Patient]; !at.IsZero() && (row.Today == "" || at.Sort(record.ParseTime(row.Today)) < 0) {
				row.Today = at.Text
			}
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b PersonRow) int {
		return cmp.Or(strings.Compare(people.Fold(a.Name), people.Fold(b.Name)), strings.Compare(a.BirthDate, b.BirthDate), strings.Compare(a.ID, b.ID))
	})
	return rows, nil
}

// dueOn returns each patient's first appointment of the day of now, in the zone of now. One that is cancelled or was
// missed is none.
func dueOn(now time.Time, appointments []record.Fact) map[record.Ref]record.Time {
	out := map[record.Ref]record.Time{}
	day := now.Format(time.DateOnly)
	for i := range appointments {
		f := &appointments[i]
		at := f.When.Start
		if at.Precision < record.PrecisionDay || f.Negated || f.Account != record.AccountEvidence {
			continue
		}
		on := at.At
		if at.Zoned {
			on = on.In(now.Location())
		}
		if on.Format(time.DateOnly) != day {
			continue
		}
		if first, known := out[f.Subject]; !known || at.Sort(first) < 0 {
			out[f.Subject] = at
		}
	}
	return out
}

// row shows a person by the first of their records, in the order of the sources, that states each thing.
func (d *directory) row(p record.Person) PersonRow {
	row := PersonRow{ID: p.ID, Sources: []string{}}
	links := slices.Clone(p.Links)
	slices.SortStableFunc(links, func(a, b record.PersonLink) int { return d.order[a.Patient.Source] - d.order[b.Patient.Source] })
	for _, l := range links {
		if !slices.Contains(row.Sources, l.Patient.Source) {
			row.Sources = append(row.Sources, l.Patient.Source)
		}
		f := d.facts[l.Patient]
		if f == nil || f.Patient == nil {
			continue
		}
		if row.Name == "" && len(f.Patient.Names) > 0 {
			row.Name = DisplayName(f.Patient)
		}
		row.BirthDate = cmp.Or(row.BirthDate, f.Patient.BirthDate.Text)
		if row.Sex == "" && f.Patient.Gender != "unknown" {
			row.Sex = f.Patient.Gender
		}
		row.Deceased = row.Deceased || f.Patient.Deceased
	}
	row.Name = cmp.Or(row.Name, DisplayName(nil))
	return row
}

// Person finds the one person in the cache that the text means: an id, an identifier, or a name that only one has.
func (a *App) Person(ctx context.Context, text string) (record.Person, error) {
	d, err := a.directory(ctx)
	if err != nil {
		return record.Person{}, err
	}
	return d.find(text)
}

// notFound tells "nobody" from "several", which sync treats differently.
type notFound struct{ several []PersonRow }

func (notFound) Error() string { return "no one person is meant" }

func (d *directory) find(text string) (record.Person, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return record.Person{}, &Error{Usage: true, Message: "Say who is meant: an id that `anamnesis patients` printed, an identifier or a name."}
	}
	for _, p := range d.people {
		if p.ID == text {
			return p, nil
		}
	}
	for _, means := range []func(*record.Fact) bool{
		func(f *record.Fact) bool { return f.Ref.ID == text || f.Ref.String() == text },
		func(f *record.Fact) bool { return hasIdentifier(f, text) },
		func(f *record.Fact) bool { return isNamed(f, text, slices.Equal[[]string]) },
		func(f *record.Fact) bool { return isNamed(f, text, containsAll) },
	} {
		var hits []record.Person
		for _, p := range d.people {
			if slices.ContainsFunc(p.Links, func(l record.PersonLink) bool {
				f := d.facts[l.Patient]
				return f != nil && means(f)
			}) {
				hits = append(hits, p)
			}
		}
		switch len(hits) {
		case 0:
			continue
		case 1:
			return hits[0], nil
		}
		several := notFound{}
		for _, p := range hits {
			several.several = append(several.several, d.row(p))
		}
		return record.Person{}, &Error{Err: several, Message: fmt.Sprintf("%d people in the cache fit that. Name one by the id that `anamnesis patients` prints.", len(hits))}
	}
	return record.Person{}, &Error{Err: notFound{}, Message: "Nobody in the cache fits that. `anamnesis patients` lists who is there; `anamnesis find` also asks the sources."}
}

func hasIdentifier(f *record.Fact, text string) bool {
	return slices.ContainsFunc(f.Identifiers, func(i record.Identifier) bool {
		return i.Value != "" && (i.Value == text || i.System+"|"+i.Value == text)
	})
}

// isNamed compares the folded words of the text with those of each name, in any order.
func isNamed(f *record.Fact, text string, fits func(name, text []string) bool) bool {
	if f.Patient == nil {
		return false
	}
	want := words(text)
	return slices.ContainsFunc(f.Patient.Names, func(n record.Name) bool {
		return fits(words(strings.Join(n.Given, " ")+" "+n.Family), want) || (n.Text != "" && fits(words(n.Text), want))
	})
}

func words(s string) []string {
	w := strings.Fields(people.Fold(strings.NewReplacer(",", " ", ".", " ").Replace(s)))
	slices.Sort(w)
	return w
}

func containsAll(name, text []string) bool {
	return len(text) > 0 && !slices.ContainsFunc(text, func(w string) bool { return !slices.Contains(name, w) })
}
