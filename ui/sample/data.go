package sample

import (
	"context"
	"encoding/json"
	"strings"

	"anamnesis/app"
	"anamnesis/app/chart"
)

// Data answers for the application with the sample.
type Data struct {
	// Wait, when set, is called before a chart is answered: a test decides when.
	Wait func(person string)
	// Fail, when set, is what every question is answered with.
	Fail error
	// Bare answers that nothing is here yet.
	Bare bool
	// Looked counts the charts that were asked for as seen.
	Looked int
	// Empty answers that no one is here yet, from the sample's sources.
	Empty bool
}

// People implements the window's data.
func (d *Data) People(context.Context) ([]app.PersonRow, error) {
	if d.Bare || d.Empty || d.Fail != nil {
		return nil, d.Fail
	}
	return People(), nil
}

// Chart answers with the sample for the first person, and with next to nothing for the others.
func (d *Data) Chart(ctx context.Context, person string, opt app.ChartOptions) (*chart.Chart, error) {
	if d.Wait != nil {
		d.Wait(person)
	}
	if d.Fail != nil {
		return nil, d.Fail
	}
	if opt.Looked {
		d.Looked++
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c := Chart()
	if person == "p1" {
		return c, nil
	}
	for _, p := range People() {
		if p.ID != person {
			continue
		}
		out := &chart.Chart{Person: chart.Person{ID: p.ID, Name: p.Name, BirthDate: p.BirthDate, Sex: p.Sex}, Sources: c.Sources}
		if p.Deceased {
			out.Person.Deceased = "2024-08-30"
		}
		for _, g := range c.Overview {
			out.Overview = append(out.Overview, chart.Group{Group: g.Group, Title: g.Title, Empty: "none recorded; District did not answer for this"})
		}
		return out, nil
	}
	return nil, &app.Error{Message: "That person is no longer in the cache."}
}

// FindCached implements the window's data.
func (d *Data) FindCached(_ context.Context, text string) (app.Found, error) {
	var f app.Found
	for _, p := range People() {
		if strings.Contains(strings.ToLower(p.Name), strings.ToLower(text)) {
			f.People = append(f.People, app.FoundPerson{ID: p.ID, Name: p.Name, BirthDate: p.BirthDate, Sex: p.Sex, Sources: p.Sources, InCache: true, Score: 1})
		}
	}
	return f, d.Fail
}

// Find implements the window's data.
func (d *Data) Find(ctx context.Context, text string) (app.Found, error) {
	f, err := d.FindCached(ctx, text)
	f.People = append(f.People, app.FoundPerson{Name: "IVANOVA Marina", BirthDate: "1954-03-20", Sex: "female", Sources: []string{district}, Score: 0.8,
		Records: []app.FoundRecord{{Source: district, Patient: "d-31"}}})
	return f, err
}

// SourceList implements the window's data.
func (d *Data) SourceList(context.Context) ([]app.SourceRow, error) {
	if d.Bare {
		return nil, nil
	}
	return Sources(), d.Fail
}

// Raw implements the window's data.
func (d *Data) Raw(_ context.Context, source, typ, id string) ([]byte, error) {
	raw, _ := json.Marshal(map[string]any{"resourceType": typ, "id": id, "meta": map[string]string{"versionId": "1", "source": source}})
	return raw, d.Fail
}

// AddSource implements the window's data: an address with a colon answers.
func (d *Data) AddSource(_ context.Context, name, address string) (app.SourceTest, error) {
	if !strings.Contains(address, "://") {
		return app.SourceTest{}, &app.Error{Message: "The address must begin with https://. Copy it from the hospital's IT department."}
	}
	d.Bare = false
	return app.SourceTest{Name: name, URL: address, FHIRVersion: "4.0", Types: 40}, d.Fail
}

// Sync implements the window's data.
func (d *Data) Sync(_ context.Context, _ app.SyncRequest, progress func(app.Progress)) ([]app.SourceReport, error) {
	for _, s := range Sources() {
		progress(app.Progress{Source: s.Name, Type: "Observation", Received: 1204, Expected: 3000})
		progress(app.Progress{Source: s.Name, Received: 3000, Done: true})
	}
	return nil, d.Fail
}
