package sample

import (
	"fmt"
	"time"

	"anamnesis/app"
	"anamnesis/app/chart"
	"anamnesis/app/record"
)

// Now is the time at which the sample is looked at.
var Now = time.Date(2026, 11, 20, 9, 12, 0, 0, time.UTC)

const (
	riverside = "Riverside"
	anna      = "St. Anna"
	district  = "District"
)

// People are the rows of the patient list.
func People() []app.PersonRow {
	return []app.PersonRow{
		{ID: "p1", Name: "IVANOVA Maria", BirthDate: "1954-03-02", Sex: "female", Sources: []string{riverside, anna}, Resources: 3214},
		{ID: "p2", Name: "IVANOVA Maria", BirthDate: "1961-07-19", Sex: "female", Sources: []string{anna}, Resources: 88, Review: 1},
		{ID: "p3", Name: "DIMITROV Georgi", BirthDate: "1948-11-30", Sex: "male", Sources: []string{riverside, anna, district}, Resources: 941},
		{ID: "p4", Name: "O'Brien-Featherstonehaugh Alexandrina", BirthDate: "1990-01", Sex: "other", Sources: []string{riverside}, Resources: 12},
		{ID: "p5", Name: "ПЕТРОВА Елена", BirthDate: "2026-10-03", Sex: "female", Sources: []string{anna}, Resources: 30},
		{ID: "p6", Name: "NGUYEN Van Anh", BirthDate: "1939-05-05", Sex: "male", Sources: []string{district}, Resources: 402, Deceased: true},
	}
}

// Sources are the rows of the source list.
func Sources() []app.SourceRow {
	return []app.SourceRow{
		{Name: riverside, Kind: "endpoint", URL: "http://127.0.0.1:4001/fhir", FHIRVersion: "4.0", State: "current", AsOf: "2026-11-20T09:10:00Z", Patients: 4, Resources: 3520},
		{Name: anna, Kind: "endpoint", URL: "http://127.0.0.1:4002/fhir", FHIRVersion: "4.0", State: "current", AsOf: "2026-11-20T09:12:00Z", Patients: 4, Resources: 960},
		{Name: district, Kind: "endpoint", URL: "http://127.0.0.1:4003/fhir", FHIRVersion: "3.0", State: "failed", AsOf: "2026-11-17T07:30:00Z", Patients: 2, Resources: 612},
	}
}

// builder collects entries of the sample.
type builder struct {
	c *chart.Chart
	n int
}

// Chart returns the chart of the first person.
func Chart() *chart.Chart {
	b := &builder{c: &chart.Chart{
		Person: chart.Person{ID: "p1", Name: "IVANOVA Maria", BirthDate: "1954-03-02", Sex: "female",
			Identifiers: []record.Identifier{
				{System: "urn:riverside:mrn", Value: "4711", Type: "MR"}, {System: "urn:anna:mrn", Value: "A-20931", Type: "MR"},
				{System: "urn:bg:egn", Value: "5403024712", Type: "NI"}},
			Links: []chart.Link{
				{Source: riverside, Patient: "r-4711", Score: 1, Decision: "same", Why: []string{"first record"}},
				{Source: anna, Patient: "a-20931", Score: 0.997, Decision: "same", Why: []string{"National number agrees.", "Birth date agrees."}},
				{Source: district, Patient: "d-77", Score: 0.981, Decision: "same", Why: []string{"same name and birth date", "same street"}}}},
		Sources: []chart.Source{
			{Name: riverside, FHIRVersion: "4.0", State: "current", AsOf: "2026-11-20T09:10:00Z", Types: types("2026-11-20T09:10:00Z", nil)},
			{Name: anna, FHIRVersion: "4.0", State: "current", AsOf: "2026-11-20T09:12:00Z", Types: types("2026-11-20T09:12:00Z", nil)},
			{Name: district, FHIRVersion: "3.0", State: "partial", AsOf: "2026-11-17T07:30:00Z",
				Types: types("2026-11-17T07:30:00Z", map[string]record.Completeness{"MedicationStatement": record.Failed, "Observation": record.Partial})}},
		Ledger: chart.Ledger{Received: 3214, Evidence: 2710, Supporting: 143, Administrative: 331, Retracted: 9, Unreadable: 21},
	}}
	b.allergies()
	b.problems()
	b.medications()
	b.results()
	b.rest()
	b.conflicts()
	b.overview()
	return b.c
}

func types(at string, other map[string]record.Completeness) []chart.TypeState {
	var out []chart.TypeState
	for i, t := range []string{"Patient", "AllergyIntolerance", "Condition", "MedicationRequest", "MedicationStatement", "Observation",
		"DiagnosticReport", "Encounter", "Procedure", "Immunization", "DocumentReference", "Flag"} {
		st := chart.TypeState{Type: t, State: record.Complete, Received: 7 * (i + 1), AsOf: at}
		if s, ok := other[t]; ok {
			st.State, st.Error = s, "The server answered with an error (500) four times. It is asked again with the next synchronisation."
		}
		out = append(out, st)
	}
	return out
}

func (b *builder) add(e chart.Entry, evs ...chart.Evidence) string {
	b.n++
	e.ID = fmt.Sprintf("e%03d", b.n)
	if e.Flags == nil {
		e.Flags = []chart.Flag{}
	}
	e.Evidence = evs
	e.When = record.Period{Start: record.ParseTime(e.Start), End: record.ParseTime(e.End)}
	b.c.Entries = append(b.c.Entries, e)
	return e.ID
}

func ev(source, typ, id, says, time string, codes ...record.Code) chart.Evidence {
	return chart.Evidence{Source: source, Type: typ, ID: id, Version: "1", Codes: codes, Time: time, Role: "shown",
		Value: chart.SourceValue{Text: says}, Steps: []string{"read as its source wrote it"}}
}

func (b *builder) overview() {
	c := b.c
	of := func(kind record.Kind, active bool) []chart.Row {
		var rows []chart.Row
		for _, e := range c.Entries {
			if e.Kind != kind || active && !e.Active {
				continue
			}
			r := chart.Row{Title: e.Title, Flags: e.Flags, Entries: []string{e.ID}, When: e.Start, Exempt: kind == record.KindAllergy || kind == record.KindMedication}
			switch {
			case e.Dose != "":
				r.Text = e.Dose + " " + e.Frequency
			case e.Value != nil:
				r.Text = e.Value.Text
			case len(e.Notes) > 0:
				r.Text = e.Notes[0]
			}
			rows = append(rows, r)
		}
		return rows
	}
	var conflicts []chart.Row
	for _, x := range c.Conflicts {
		conflicts = append(conflicts, chart.Row{Title: x.Why, Text: x.Tier, Flags: []chart.Flag{chart.FlagConflict}, Entries: x.Entries})
	}
	latest := map[string]bool{}
	var results, vitals []chart.Row
	for _, r := range append(of(record.KindResult, false), of(record.KindVital, false)...) {
		e := b.entry(r.Entries[0])
		if latest[e.Analyte] {
			continue
		}
		latest[e.Analyte] = true
		if e.Kind == record.KindResult {
			results = append(results, r)
		} else {
			vitals = append(vitals, r)
		}
	}
	c.Overview = []chart.Group{
		{Group: "identity", Title: "Patient", Entries: 1, Rows: []chart.Row{{Title: "IVANOVA Maria", Text: "1954-03-02 female"}}},
		{Group: "allergies", Title: "Allergies", Rows: of(record.KindAllergy, true), Entries: 4},
		{Group: "alerts", Title: "Alerts", Rows: []chart.Row{{Title: "Anticoagulant: warfarin", Text: "Riverside", Entries: []string{b.c.Entries[12].ID}}}, Entries: 1},
		{Group: "conflicts", Title: "Conflicts", Rows: conflicts, Entries: len(conflicts)},
		{Group: "problems", Title: "Active problems", Rows: of(record.KindProblem, true), Entries: 19},
		{Group: "medications", Title: "Active medications", Rows: of(record.KindMedication, true), Entries: 11},
		{Group: "new", Title: "New since 3 Nov 2026", Entries: 14, Rows: []chart.Row{
			{Title: "Retracted: Potassium 6.9 mmol/L", Text: "entered in error, haemolysed", Flags: []chart.Flag{chart.FlagRetracted}, When: "2026-11-18T07:40:00+02:00"},
			{Title: "Carvedilol raised", Text: "3.125 mg -> 6.25 mg", Flags: []chart.Flag{chart.FlagNew}, When: "2026-11-12", Entries: []string{"e010"}},
			{Title: "Discharge summary, cardiology", Text: "", Flags: []chart.Flag{chart.FlagNew}, When: "2026-11-11"}}},
		{Group: "results", Title: "Results", Rows: results, Entries: 412},
		{Group: "vitals", Title: "Weight, vital signs, kidney function", Rows: vitals, Entries: 260},
		{Group: "encounters", Title: "Encounters", Rows: of(record.KindEncounter, false), Entries: 131},
		{Group: "completeness", Title: "How complete", Rows: []chart.Row{
			{Title: riverside, Text: "complete, asked today 09:10", When: "2026-11-20T09:10:00Z"},
			{Title: anna, Text: "complete, asked today 09:12", When: "2026-11-20T09:12:00Z"},
			{Title: district, Text: "10 of 12 types; failing since Tuesday", When: "2026-11-17T07:30:00Z"}}},
	}
}

func (b *builder) entry(id string) *chart.Entry {
	for i := range b.c.Entries {
		if b.c.Entries[i].ID == id {
			return &b.c.Entries[i]
		}
	}
	return nil
}
