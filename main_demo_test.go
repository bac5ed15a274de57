package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"anamnesis/app"
	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/testdata"
)

// truth is testdata/hospitals/truth.json: what the planted cases of the demo hospitals mean.
type truth struct {
	AsOf   time.Time
	People []struct {
		Key, Name string
		Records   []truthRecord
		Link      string
		Why       string
	}
	Never []struct {
		A, B truthRecord
		Why  string
	}
	Joins, Apart, Conflicts, Quiet, Allergies, Medications, Hazards []truthCase

	Latest []struct {
		truthRef
		Person, Analyte, Number, Unit, Why string
	}
}

type truthRecord struct{ Source, Patient string }

type truthRef struct{ Source, Type, ID string }

// truthCase is one statement of the truth. Text belongs to an allergy, Dose and Frequency to a medication, Hazard to a
// hazard.
type truthCase struct {
	Person, Kind, Why, Text, Dose, Frequency, Hazard string
	Facts                                            []truthRef
}

var readTruth = sync.OnceValues(func() (truth, error) {
	var tr truth
	raw, err := testdata.Hospitals.ReadFile("hospitals/truth.json")
	if err == nil {
		err = json.Unmarshal(raw, &tr)
	}
	return tr, err
})

// view is a chart with its entries at hand.
type view struct {
	*chart.Chart
	entry map[string]*chart.Entry     // by id
	of    map[truthRef][]*chart.Entry // by the fact that is evidence of it
}

func newView(c *chart.Chart) *view {
	v := &view{Chart: c, entry: map[string]*chart.Entry{}, of: map[truthRef][]*chart.Entry{}}
	for i := range c.Entries {
		e := &c.Entries[i]
		v.entry[e.ID] = e
		for _, ev := range e.Evidence {
			ref := truthRef{ev.Source, ev.Type, ev.ID}
			if !slices.Contains(v.of[ref], e) {
				v.of[ref] = append(v.of[ref], e)
			}
		}
	}
	return v
}

// group returns a panel of the first screen.
func (v *view) group(name string) chart.Group {
	for _, g := range v.Overview {
		if g.Group == name {
			return g
		}
	}
	return chart.Group{}
}

// series returns the series of an analyte.
func (v *view) series(analyte string) chart.Series {
	for _, s := range v.Series {
		if s.Analyte == analyte {
			return s
		}
	}
	return chart.Series{}
}

// plotted reports whether an entry is a point of any series.
func (v *view) plotted(e *chart.Entry) bool {
	return slices.ContainsFunc(v.Series, func(s chart.Series) bool {
		return slices.ContainsFunc(s.Points, func(p chart.Point) bool { return p.Entry == e.ID })
	})
}

// demoRun is the demo, gathered whole over HTTP from the servers on loopback into a vault, and what it then shows.
type demoRun struct {
	truth   truth
	reports []app.SourceReport
	of      map[truthRecord]string // person id by patient record
	review  map[[2]truthRecord]bool
	facts   map[truthRef]record.Fact // of everyone, as they are stored

	// The charts by person id, and views of them: as they open, in the other units, and with what is restricted.
	charts                          map[string]*chart.Chart
	shown, si, conventional, opened map[string]*view
	exports                         map[string]string // as CSV, without what is restricted
}

var (
	demoOnce sync.Once
	demoKept *demoRun
)

// runDemo gathers the demo once for all tests. What it returns is not to be changed.
func runDemo(t *testing.T) *demoRun {
	t.Helper()
	demoOnce.Do(func() { demoKept = gatherDemo(t) })
	if demoKept == nil {
		t.Fatal("the demo could not be gathered")
	}
	return demoKept
}

func gatherDemo(t *testing.T) *demoRun {
	t.Helper()
	ctx := t.Context()
	w := newWorld(t, wholeHospitals)
	d := &demoRun{of: map[truthRecord]string{}, review: map[[2]truthRecord]bool{}, facts: map[truthRef]record.Fact{}, exports: map[string]string{},
		charts: map[string]*chart.Chart{}, shown: map[string]*view{}, si: map[string]*view{}, conventional: map[string]*view{}, opened: map[string]*view{}}
	var err error
	d.truth, err = readTruth()
	must(t, err)
	d.reports = w.sync()
	people, err := w.Store.People(ctx)
	must(t, err)
	for _, p := range people {
		var refs []record.Ref
		for _, l := range p.Links {
			refs = append(refs, l.Patient)
			d.of[truthRecord{l.Patient.Source, l.Patient.ID}] = p.ID
		}
		facts, _, err := w.Store.Facts(ctx, refs)
		must(t, err)
		for _, f := range facts {
			if f.Part == "" {
				d.facts[truthRef{f.Ref.Source, f.Ref.Type, f.Ref.ID}] = f
			}
		}
		for _, shown := range []struct {
			in  map[string]*view
			opt app.ChartOptions
		}{
			{d.shown, app.ChartOptions{}},
			{d.si, app.ChartOptions{Units: chart.UnitsSI}},
			{d.conventional, app.ChartOptions{Units: chart.UnitsConventional}},
			{d.opened, app.ChartOptions{IncludeRestricted: true}},
		} {
			c, err := w.Chart(ctx, p.ID, shown.opt)
			must(t, err)
			shown.in[p.ID] = newView(c)
		}
		d.charts[p.ID] = d.shown[p.ID].Chart
		var csv bytes.Buffer
		must(t, w.Export(ctx, p.ID, "csv", app.ChartOptions{}, &csv))
		d.exports[p.ID] = csv.String()
	}
	reviews, err := w.Store.Reviews(ctx)
	must(t, err)
	for _, r := range reviews {
		x, y := truthRecord{r.A.Source, r.A.ID}, truthRecord{r.B.Source, r.B.ID}
		d.review[[2]truthRecord{x, y}], d.review[[2]truthRecord{y, x}] = true, true
	}
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// records returns the patient records of a key of the truth.
func (d *demoRun) records(key string) []truthRecord {
	for _, p := range d.truth.People {
		if p.Key == key {
			return p.Records
		}
	}
	return nil
}

// chartsOf returns the charts in which a key of the truth lies: one when the records are linked, more when not.
func (d *demoRun) chartsOf(key string) []*view { return d.among(d.shown, key) }

func (d *demoRun) among(charts map[string]*view, key string) []*view {
	var out []*view
	for _, r := range d.records(key) {
		if c := charts[d.of[r]]; c != nil && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// entries returns the entries of a person of which a fact is evidence.
func (d *demoRun) entries(key string, f truthRef) []*chart.Entry {
	var out []*chart.Entry
	for _, c := range d.chartsOf(key) {
		out = append(out, c.of[f]...)
	}
	return out
}

// hazardsOf returns what the truth says of a hazard.
func (d *demoRun) hazardsOf(no string) (list []truthCase) {
	for _, k := range d.truth.Hazards {
		if k.Hazard == no {
			list = append(list, k)
		}
	}
	return list
}

// ids names facts, for the name of a test.
func ids(facts []truthRef) string {
	var list []string
	for _, f := range facts {
		list = append(list, f.ID)
	}
	return strings.Join(list, "+")
}

// keys returns the keys of people in the order of the truth.
func (t truth) keys() []string {
	var out []string
	for _, p := range t.People {
		out = append(out, p.Key)
	}
	return out
}

// entriesOf returns the ids of the entries of a chart that each fact is evidence of.
func entriesOf(c *chart.Chart) map[truthRef][]string {
	out := map[truthRef][]string{}
	for ref, list := range newView(c).of {
		for _, e := range list {
			out[ref] = append(out[ref], e.ID)
		}
	}
	return out
}

// conflicted reports whether the chart of a person has a conflict of the kind that involves every fact.
func (d *demoRun) conflicted(k truthCase) bool {
	var list []*view
	for _, r := range d.records(k.Person) {
		if c := d.charts[d.of[r]]; c != nil {
			list = append(list, newView(c))
		}
	}
	return len(conflictsAmong(list, k.Kind, k.Facts)) > 0
}

// eachEntry goes through the entries of each fact in each chart of the case's person.
func (d *demoRun) eachEntry(charts map[string]*view, k truthCase, f *found, do func(c *view, ref truthRef, e *chart.Entry)) {
	for _, ref := range k.Facts {
		if ref.Type == "Patient" {
			continue
		}
		n := 0
		for _, c := range d.among(charts, k.Person) {
			for _, e := range c.of[ref] {
				n++
				do(c, ref, e)
			}
		}
		if n == 0 {
			f.add("%s is evidence of no entry", ref.ID)
		}
	}
}

func has(e *chart.Entry, flag chart.Flag) bool { return slices.Contains(e.Flags, flag) }

// evidenceOf returns what an entry says of one of its facts.
func evidenceOf(e *chart.Entry, ref truthRef) chart.Evidence {
	for _, v := range e.Evidence {
		if (truthRef{v.Source, v.Type, v.ID}) == ref {
			return v
		}
	}
	return chart.Evidence{}
}

// says reports whether a detail of an entry holds the words.
func says(e *chart.Entry, words string) bool {
	return slices.ContainsFunc(e.Details, func(d chart.Detail) bool {
		return strings.Contains(strings.ToLower(d.Text), strings.ToLower(words))
	})
}

func detail(e *chart.Entry, label string) string {
	for _, d := range e.Details {
		if d.Label == label {
			return d.Text
		}
	}
	return ""
}
