package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io/fs"
	"maps"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/sync/convert"
	"anamnesis/testdata"
)

// demoTruth is what truth.json says of whole charts: all that is active, the latest values, and what is no conflict.
type demoTruth struct {
	AsOf   time.Time
	People []struct {
		Key     string
		Records []truthRecord
	}
	Conflicts, Quiet []truthCase
	Latest           []struct {
		truthRef
		Person, Analyte, Number, Unit string
	}
	Allergies []struct {
		truthCase
		Text string
	}
	Medications []struct {
		truthCase
		Dose, Frequency string
	}
}

// demoCharts reads the demo hospitals without servers or a cache: what the chart is built from.
type demoCharts struct {
	truth   demoTruth
	sources []chart.SourceState
	facts   []record.Fact
}

func readDemo(t *testing.T) *demoCharts {
	t.Helper()
	d := &demoCharts{}
	raw, err := testdata.Hospitals.ReadFile("hospitals/truth.json")
	must(t, err)
	must(t, json.Unmarshal(raw, &d.truth))
	dirs, err := testdata.Hospitals.ReadDir("hospitals")
	must(t, err)
	for _, dir := range dirs {
		if dir.IsDir() {
			d.read(t, "hospitals/"+dir.Name())
		}
	}
	return d
}

func (d *demoCharts) read(t *testing.T, dir string) {
	t.Helper()
	var h struct{ Name, FhirVersion string }
	raw, err := testdata.Hospitals.ReadFile(dir + "/hospital.json")
	must(t, err)
	must(t, json.Unmarshal(raw, &h))
	version := h.FhirVersion
	if len(version) > 3 {
		version = version[:3]
	}
	st := chart.SourceState{Source: record.Source{Name: h.Name, Kind: record.SourceEndpoint, FHIRVersion: version,
		URL: "http://" + strings.ToLower(strings.Fields(h.Name)[0]) + ".example", Added: time.Date(2026, 1, 1+len(d.sources), 0, 0, 0, 0, time.UTC)}}
	for _, typ := range []string{"AllergyIntolerance", "Condition", "Encounter", "MedicationRequest", "Observation", "DiagnosticReport"} {
		st.Types = append(st.Types, record.TypeState{Source: h.Name, Type: typ, State: record.Complete, AsOf: d.truth.AsOf})
	}
	d.sources = append(d.sources, st)
	reader := convert.Reader{Source: h.Name, FHIRVersion: version}
	must(t, fs.WalkDir(testdata.Hospitals, dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(path, "hospital.json") {
			return err
		}
		raw, err := testdata.Hospitals.ReadFile(path)
		if err != nil {
			return err
		}
		list, err := resources(raw, strings.HasSuffix(path, ".gz"))
		for _, r := range list {
			d.facts = append(d.facts, reader.Read(r).Facts...)
		}
		return err
	}))
}

// resources splits a Bundle, or gzipped lines, into resources.
func resources(raw []byte, lines bool) ([]json.RawMessage, error) {
	var out []json.RawMessage
	if !lines {
		var bundle struct {
			Entry []struct{ Resource json.RawMessage }
		}
		err := json.Unmarshal(raw, &bundle)
		for _, e := range bundle.Entry {
			out = append(out, e.Resource)
		}
		return out, err
	}
	z, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	s := bufio.NewScanner(z)
	s.Buffer(nil, 1<<24)
	for s.Scan() {
		if len(s.Bytes()) > 0 {
			out = append(out, bytes.Clone(s.Bytes()))
		}
	}
	return out, s.Err()
}

// inputs are the inputs of one person's chart. Restricted entries are open: the truth names what they hold.
func (d *demoCharts) inputs(key string) chart.Inputs {
	in := chart.Inputs{Person: record.Person{ID: key}, Sources: slices.Clone(d.sources), AsOf: d.truth.AsOf}
	in.Preferences.IncludeRestricted = true
	mine := map[record.Ref]bool{}
	for _, p := range d.truth.People {
		for _, r := range p.Records {
			if p.Key == key {
				ref := record.Ref{Source: r.Source, Type: "Patient", ID: r.Patient}
				mine[ref] = true
				in.Person.Links = append(in.Person.Links, record.PersonLink{Patient: ref, Decision: "same"})
			}
		}
	}
	for _, f := range d.facts {
		if mine[f.Ref] || mine[f.Subject] || f.Subject.IsZero() && f.Patient == nil {
			in.Facts = append(in.Facts, f)
		}
	}
	return in
}

func TestDemoCharts(t *testing.T) {
	d := readDemo(t)
	t.Run("equal the truth", d.equalTheTruth)
	t.Run("hold their properties", d.holdTheirProperties)
}

// Each chart of the demo holds what the truth says is active, newest and dangerous, and invents next to nothing.
func (d *demoCharts) equalTheTruth(t *testing.T) {
	for _, p := range d.truth.People {
		c := chart.Build(d.inputs(p.Key))
		byID := map[string]chart.Entry{}
		for _, e := range c.Entries {
			byID[e.ID] = e
		}
		in := entriesOf(c)
		d.medications(t, p.Key, c, in, byID)
		d.latest(t, p.Key, c, byID)
		for _, a := range d.truth.Allergies {
			if a.Person == p.Key && !named(c, in[a.Facts[0]], a.Text) {
				t.Errorf("%s: %q is not named among the allergies", p.Key, a.Text)
			}
		}
		demo := &demoRun{charts: map[string]*chart.Chart{p.Key: c}, of: map[truthRecord]string{}}
		demo.truth.People = append(demo.truth.People, struct {
			Key, Name string
			Records   []truthRecord
			Link      string
			Why       string
		}{Key: p.Key, Records: p.Records})
		for _, r := range p.Records {
			demo.of[r] = p.Key
		}
		for _, k := range d.truth.Quiet {
			if k.Person == p.Key && demo.conflicted(k) {
				t.Errorf("%s: %s is reported, although %s", p.Key, k.Kind, k.Why)
			}
		}
		if none := d.unplanted(p.Key, c, in); len(none) > 2 {
			t.Errorf("%s: %d conflicts that nobody planted: %q", p.Key, len(none), none)
		}
	}
}

// medications compares all that is active, with dose and frequency, in both directions. Where the truth tells the same
// course once for each source, one of its tellings is shown.
func (d *demoCharts) medications(t *testing.T, key string, c *chart.Chart, in map[truthRef][]string, byID map[string]chart.Entry) {
	t.Helper()
	told := map[string][]string{}
	for _, m := range d.truth.Medications {
		if m.Person != key {
			continue
		}
		if len(in[m.Facts[0]]) != 1 {
			t.Errorf("%s: %v is evidence of %d entries", key, m.Facts[0], len(in[m.Facts[0]]))
			continue
		}
		id := in[m.Facts[0]][0]
		told[id] = append(told[id], m.Dose+" | "+m.Frequency)
	}
	for _, e := range c.Entries {
		got := e.Dose + " | " + e.Frequency
		switch {
		case e.Kind != record.KindMedication || !e.Active && told[e.ID] == nil:
		case !e.Active:
			t.Errorf("%s: %s is not active", key, e.Title)
		case !slices.Contains(told[e.ID], got):
			t.Errorf("%s: %s is shown as %q, want %q", key, e.Title, got, told[e.ID])
		}
	}
}

// latest compares the last point of each series with the fact that the truth says is the latest.
func (d *demoCharts) latest(t *testing.T, key string, c *chart.Chart, byID map[string]chart.Entry) {
	t.Helper()
	for _, l := range d.truth.Latest {
		if l.Person != key {
			continue
		}
		i := slices.IndexFunc(c.Series, func(s chart.Series) bool { return s.Analyte == l.Analyte })
		if i < 0 {
			t.Errorf("%s: %s has no series", key, l.Analyte)
			continue
		}
		last := c.Series[i].Points[len(c.Series[i].Points)-1]
		if !slices.ContainsFunc(byID[last.Entry].Evidence, func(v chart.Evidence) bool { return v.Source == l.Source && v.ID == l.ID && v.Value.Number == l.Number }) &&
			!slices.ContainsFunc(byID[last.Entry].Evidence, func(v chart.Evidence) bool { return v.Source == l.Source && v.ID == l.ID && v.Value.Number == "" }) {
			t.Errorf("%s: the latest %s is of %s, not %s %s of %s", key, l.Analyte, last.Time, l.Number, l.Unit, l.ID)
		}
	}
}

// named reports whether a row of the allergies names one of the entries by a text.
func named(c *chart.Chart, ids []string, text string) bool {
	for _, g := range c.Overview {
		for _, r := range g.Rows {
			if g.Group == "allergies" && strings.Contains(r.Title, text) && slices.ContainsFunc(r.Entries, func(id string) bool { return slices.Contains(ids, id) }) {
				return true
			}
		}
	}
	return false
}

// unplanted returns the conflicts of which no planted one of their kind shares a fact.
func (d *demoCharts) unplanted(key string, c *chart.Chart, in map[truthRef][]string) []string {
	var out []string
	for _, x := range c.Conflicts {
		if !slices.ContainsFunc(d.truth.Conflicts, func(k truthCase) bool {
			return k.Person == key && k.Kind == x.Kind && slices.ContainsFunc(k.Facts, func(f truthRef) bool {
				return f.Type == "Patient" || slices.ContainsFunc(in[f], func(id string) bool { return slices.Contains(x.Entries, id) })
			})
		}) {
			out = append(out, x.Kind+": "+x.Why)
		}
	}
	return out
}

// The ledger adds up; the order of arrival does not matter; a source under another name adds no entry; the first screen
// holds its budget and names or counts what is active.
func (d *demoCharts) holdTheirProperties(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for _, p := range d.truth.People {
		in := d.inputs(p.Key)
		c := chart.Build(in)
		want, err := json.Marshal(c)
		must(t, err)
		if !c.Ledger.Adds() || c.Ledger.Received == 0 {
			t.Errorf("%s: %+v", p.Key, c.Ledger)
		}
		r.Shuffle(len(in.Facts), func(i, j int) { in.Facts[i], in.Facts[j] = in.Facts[j], in.Facts[i] })
		r.Shuffle(len(in.Sources), func(i, j int) { in.Sources[i], in.Sources[j] = in.Sources[j], in.Sources[i] })
		got, err := json.Marshal(chart.Build(in))
		must(t, err)
		if !bytes.Equal(got, want) {
			t.Errorf("%s: another order of arrival gives another chart", p.Key)
		}
		if again := chart.Build(doubled(in)); len(again.Entries) != len(c.Entries) {
			t.Errorf("%s: the same records under other names turn %d entries into %d", p.Key, len(c.Entries), len(again.Entries))
		}
		firstScreen(t, p.Key, c)
	}
}

// doubled adds every source once more under another name.
func doubled(in chart.Inputs) chart.Inputs {
	out := in
	rename := func(r record.Ref) record.Ref {
		if !r.IsZero() {
			r.Source += " again"
		}
		return r
	}
	list := func(refs []record.Ref) []record.Ref {
		var out []record.Ref
		for _, r := range refs {
			out = append(out, rename(r))
		}
		return out
	}
	for _, f := range in.Facts {
		f.Ref, f.Subject, f.Encounter, f.Focus = rename(f.Ref), rename(f.Subject), rename(f.Encounter), rename(f.Focus)
		f.About, f.Refs, f.Results = list(f.About), list(f.Refs), list(f.Results)
		if f.Medication != nil {
			m := *f.Medication
			m.Product, m.Prior, m.BasedOn = rename(m.Product), rename(m.Prior), list(m.BasedOn)
			f.Medication = &m
		}
		if f.Observation != nil {
			o := *f.Observation
			o.SpecimenRef = rename(o.SpecimenRef)
			f.Observation = &o
		}
		out.Facts = append(out.Facts, f)
	}
	for _, l := range in.Person.Links {
		l.Patient = rename(l.Patient)
		out.Person.Links = append(out.Person.Links, l)
	}
	for i, s := range in.Sources {
		s.Source.Name += " again"
		s.Source.URL += "/again"
		s.Source.Added = s.Source.Added.AddDate(1, 0, i)
		out.Sources = append(out.Sources, s)
	}
	return out
}

// firstScreen holds the overview against its budget.
func firstScreen(t *testing.T, key string, c *chart.Chart) {
	t.Helper()
	plain, on := 0, map[string]bool{}
	for _, g := range c.Overview {
		for _, r := range g.Rows {
			if !r.Exempt {
				plain++
			}
			for _, id := range r.Entries {
				on[id] = true
			}
		}
	}
	if plain > 40 {
		t.Errorf("%s: %d rows on the first screen", key, plain)
	}
	missing := map[string]int{}
	for _, e := range c.Entries {
		active := e.Active && (e.Kind == record.KindProblem || e.Kind == record.KindMedication || e.Kind == record.KindAllergy)
		if (active || slices.Contains(e.Flags, chart.FlagConflict)) && !on[e.ID] {
			missing[e.Title]++
		}
	}
	if len(missing) > 0 {
		t.Errorf("%s: neither on the first screen nor counted there: %v", key, slices.Sorted(maps.Keys(missing)))
	}
}
