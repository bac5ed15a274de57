package chart

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"anamnesis/app/record"
	"anamnesis/app/units"
)

// The clock of the tests.
var now = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

// edit changes a fact in the making.
type edit func(*record.Fact)

func at(text string) record.Time { return record.ParseTime(text) }

// fact makes a fact: "A:Observation/1" is resource 1 of type Observation on source A.
func fact(name string, kind record.Kind, edits ...edit) record.Fact {
	source, local, _ := strings.Cut(name, ":")
	typ, id, _ := strings.Cut(local, "/")
	f := record.Fact{Ref: record.Ref{Source: source, Type: typ, ID: id}, Account: record.AccountEvidence, Kind: kind,
		Subject: record.Ref{Source: source, Type: "Patient", ID: "p"}, Version: "1", Status: "final"}
	for _, e := range edits {
		e(&f)
	}
	return f
}

func loinc(code, text string) record.Concept {
	return record.Concept{Codes: []record.Code{{System: record.SystemLOINC, Code: code}}, Text: text}
}

func snomed(code, text string) record.Concept {
	return record.Concept{Codes: []record.Code{{System: record.SystemSNOMED, Code: code}}, Text: text}
}

func code(c record.Concept) edit { return func(f *record.Fact) { f.Code = c } }
func text(s string) edit         { return code(record.Concept{Text: s}) }
func start(s string) edit        { return func(f *record.Fact) { f.When.Start = at(s) } }
func end(s string) edit          { return func(f *record.Fact) { f.When.End = at(s) } }
func recorded(s string) edit     { return func(f *record.Fact) { f.Recorded = at(s) } }
func status(s string) edit       { return func(f *record.Fact) { f.Status = s } }
func version(s string) edit      { return func(f *record.Fact) { f.Version = s } }
func hash(s string) edit         { return func(f *record.Fact) { f.ContentHash = s } }
func note(s string) edit         { return func(f *record.Fact) { f.Notes = append(f.Notes, s) } }
func origin(s string) edit       { return func(f *record.Fact) { f.Origin = s } }
func negated(why string) edit    { return func(f *record.Fact) { f.Negated, f.NegatedWhy = true, why } }
func proposed(intent string) edit {
	return func(f *record.Fact) { f.Proposed, f.Intent = true, intent }
}
func verified(s string) edit { return func(f *record.Fact) { f.Verification = s } }
func site(c record.Concept) edit {
	return func(f *record.Fact) { f.BodySites = append(f.BodySites, c) }
}
func refs(list ...record.Ref) edit { return func(f *record.Fact) { f.Results = list } }
func label(codes ...string) edit {
	return func(f *record.Fact) {
		for _, c := range codes {
			f.Security = append(f.Security, record.Code{Code: c})
		}
	}
}

func identifier(system, value string) edit {
	return func(f *record.Fact) {
		f.Identifiers = append(f.Identifiers, record.Identifier{System: system, Value: value})
	}
}

func quantity(number, unit string) record.Quantity {
	return units.ReadQuantity(record.Quantity{Number: number, Unit: unit}, nil)
}

// glucose, creatinine ... are the LOINC codes that the tests measure.
const (
	glucoseMass   = "2345-7"
	glucoseMolar  = "14749-6"
	creatinineMol = "14682-9"
	potassium     = "2823-3"
	temperature   = "8310-5"
	ureaNitrogen  = "3094-0"
	urea          = "22664-7"
	systolic      = "8480-6"
	diastolic     = "8462-4"
	pressurePanel = "85354-9"
	heartRate     = "8867-4"
)

// observed makes the value of an Observation, with its unit read as it would be on arrival.
func observed(loincCode, number, unit string) edit {
	return func(f *record.Fact) {
		f.Code = loinc(loincCode, "")
		o := &record.Observation{}
		if a, ok := units.AnalyteOf(f.Code.Codes); ok {
			o.Analyte = a.ID
		}
		comparator := ""
		if strings.HasPrefix(number, "<") || strings.HasPrefix(number, ">") {
			comparator, number = number[:1], number[1:]
		}
		o.Value = record.Value{Kind: record.ValueQuantity,
			Quantity: units.ReadQuantity(record.Quantity{Number: number, Comparator: comparator, Unit: unit}, []string{loincCode})}
		f.Observation = o
	}
}

// component adds a part of a panel.
func component(loincCode, number, unit string) edit {
	return func(f *record.Fact) {
		if f.Observation == nil {
			f.Observation = &record.Observation{}
		}
		single := record.Fact{}
		observed(loincCode, number, unit)(&single)
		f.Observation.Components = append(f.Observation.Components, record.Component{Code: single.Code,
			Analyte: single.Observation.Analyte, Value: single.Observation.Value})
	}
}

// interpreted adds an interpretation code; ranged a reference range in the unit of the value.
func interpreted(code string) edit {
	return func(f *record.Fact) {
		f.Observation.Interpretations = append(f.Observation.Interpretations, record.Concept{Codes: []record.Code{{Code: code}}})
	}
}

func ranged(low, high string) edit {
	return func(f *record.Fact) {
		q := f.Observation.Value.Quantity
		r := record.ReferenceRange{}
		if low != "" {
			r.Low = record.Quantity{Number: low, Unit: q.Unit, UCUM: q.UCUM}
		}
		if high != "" {
			r.High = record.Quantity{Number: high, Unit: q.Unit, UCUM: q.UCUM}
		}
		f.Observation.Ranges = append(f.Observation.Ranges, r)
	}
}

func lab(name, loincCode, number, unit, when string, edits ...edit) record.Fact {
	return fact(name, record.KindResult, append([]edit{observed(loincCode, number, unit), start(when)}, edits...)...)
}

// allergy makes an AllergyIntolerance; denies a "no known ..." statement.
func allergy(name string, c record.Concept, edits ...edit) record.Fact {
	return fact(name, record.KindAllergy, append([]edit{code(c), status("active"), func(f *record.Fact) { f.Allergy = &record.Allergy{} }}, edits...)...)
}

func category(c string) edit    { return func(f *record.Fact) { f.Allergy.Categories = []string{c} } }
func criticality(c string) edit { return func(f *record.Fact) { f.Allergy.Criticality = c } }
func denies(scope string) edit  { return func(f *record.Fact) { f.Allergy.NoKnown = scope } }

func problem(name string, c record.Concept, edits ...edit) record.Fact {
	return fact(name, record.KindProblem, append([]edit{code(c), status("active")}, edits...)...)
}

// order makes a MedicationRequest of a named product.
func order(name, product string, edits ...edit) record.Fact {
	return fact(name, record.KindMedication, append([]edit{text(product), status("active"), func(f *record.Fact) {
		f.Medication = &record.Medication{Role: record.RoleRequest}
		switch f.Ref.Type {
		case "MedicationStatement":
			f.Medication.Role = record.RoleStatement
		case "MedicationDispense":
			f.Medication.Role = record.RoleDispense
		case "MedicationAdministration":
			f.Medication.Role = record.RoleAdministration
		}
	}}, edits...)...)
}

// take adds a dosage: so much, so often in a period of so many units.
func take(number, unit string, frequency, period, periodUnit string, days ...string) edit {
	return func(f *record.Fact) {
		d := record.Dosage{Route: record.Concept{Text: "oral"},
			Timing: record.Timing{Frequency: frequency, Period: period, PeriodUnit: periodUnit, DayOfWeek: days}}
		if number != "" {
			d.Dose = quantity(number, unit)
		}
		f.Medication.Dosages = append(f.Medication.Dosages, d)
	}
}

func onceDaily(number string) edit  { return take(number, "mg", "1", "1", "d") }
func twiceDaily(number string) edit { return take(number, "mg", "2", "1", "d") }

// inputs links one patient "p" on each source of the facts. Sources are added in alphabetical order and have answered
// completely.
func inputs(facts ...record.Fact) Inputs {
	in := Inputs{Person: record.Person{ID: "person"}, Facts: facts, AsOf: now}
	var names []string
	for _, f := range facts {
		if !slices.Contains(names, f.Ref.Source) {
			names = append(names, f.Ref.Source)
		}
	}
	slices.Sort(names)
	for i, s := range names {
		in.Person.Links = append(in.Person.Links, record.PersonLink{Patient: record.Ref{Source: s, Type: "Patient", ID: "p"}})
		st := SourceState{Source: record.Source{Name: s, Kind: record.SourceEndpoint, URL: "https://" + strings.ToLower(s) + ".example/fhir",
			Added: now.AddDate(0, 0, i-100)}}
		for _, t := range []string{"AllergyIntolerance", "Condition", "Encounter", "MedicationRequest", "MedicationStatement", "Observation", "DiagnosticReport"} {
			st.Types = append(st.Types, record.TypeState{Source: s, Patient: "p", Type: t, State: record.Complete, AsOf: now.Add(-time.Hour)})
		}
		in.Sources = append(in.Sources, st)
	}
	return in
}

func build(facts ...record.Fact) *Chart { return Build(inputs(facts...)) }

// entryOf returns the entry that holds a fact, nil when none does.
func (c *Chart) entryOf(name string) *Entry {
	source, local, _ := strings.Cut(name, ":")
	typ, id, _ := strings.Cut(local, "/")
	for i := range c.Entries {
		for _, v := range c.Entries[i].Evidence {
			if v.Source == source && v.Type == typ && v.ID == id {
				return &c.Entries[i]
			}
		}
	}
	return nil
}

// arrived says that all facts came an hour ago, but for the old ones.
func arrived(facts []record.Fact, old map[string]bool) map[record.Ref]time.Time {
	out := map[record.Ref]time.Time{}
	for _, f := range facts {
		out[f.Ref] = now.Add(-time.Hour)
		if old[f.Ref.String()] {
			out[f.Ref] = now.AddDate(-1, 0, 0)
		}
	}
	return out
}

// one reports whether all facts stand in one entry.
func (c *Chart) one(names ...string) bool {
	first := c.entryOf(names[0])
	for _, n := range names[1:] {
		if c.entryOf(n) != first {
			return false
		}
	}
	return first != nil
}

// kinds returns the kinds of the open conflicts, in order.
func (c *Chart) kinds() []string {
	out := []string{}
	for _, x := range c.Conflicts {
		if x.Decided == "" {
			out = append(out, x.Kind)
		}
	}
	return out
}

func (c *Chart) group(id string) *Group {
	for i := range c.Overview {
		if c.Overview[i].Group == id {
			return &c.Overview[i]
		}
	}
	return nil
}

// rowOf returns the row of a group that names an entry.
func (g *Group) rowOf(e *Entry) *Row {
	for i := range g.Rows {
		if e != nil && slices.Contains(g.Rows[i].Entries, e.ID) {
			return &g.Rows[i]
		}
	}
	return nil
}

func (c *Chart) seriesOf(analyte string) *Series {
	for i := range c.Series {
		if c.Series[i].Analyte == analyte {
			return &c.Series[i]
		}
	}
	return nil
}

func bytesOf(t *testing.T, c *Chart) string {
	t.Helper()
	raw, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// wantKinds fails unless the open conflicts are of exactly these kinds.
func wantKinds(t *testing.T, c *Chart, kinds ...string) {
	t.Helper()
	got := c.kinds()
	slices.Sort(got)
	slices.Sort(kinds)
	if !slices.Equal(got, kinds) {
		t.Errorf("conflicts %v, want %v", got, kinds)
		for _, x := range c.Conflicts {
			t.Logf("%s: %s", x.Kind, x.Why)
		}
	}
}
