package chart

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"anamnesis/app/record"
)

// history makes a long record of one source: readings, panels, problems, courses, allergies, encounters, reports.
func history(source string, r *rand.Rand, n int) []record.Fact {
	var out []record.Fact
	day := func() string {
		return fmt.Sprintf("%d-%02d-%02d", 2015+r.Intn(11), 1+r.Intn(12), 1+r.Intn(28))
	}
	drugs := []string{"lisinopril 10 MG Oral Tablet", "metoprolol tartrate 50 MG Oral Tablet", "metoprolol succinate 50 MG Extended Release Oral Tablet", "warfarin sodium 5 MG Oral Tablet", ""}
	for i := range n {
		name := func(typ string) string { return fmt.Sprintf("%s:%s/%d", source, typ, i) }
		when := day() + fmt.Sprintf("T%02d:%02d:00Z", r.Intn(24), r.Intn(60))
		enc := func(f *record.Fact) {
			f.Encounter = record.Ref{Source: source, Type: "Encounter", ID: fmt.Sprint(r.Intn(n))}
		}
		same := hash(fmt.Sprintf("%d", i)) // what the same fact says wherever it is
		switch r.Intn(9) {
		case 0, 1, 2:
			out = append(out, lab(name("Observation"), glucoseMass, fmt.Sprint(80+r.Intn(40)), "mg/dL", when, enc, same))
		case 3:
			out = append(out, fact(name("Observation"), record.KindVital, start(day()), component(systolic, "120", "mm[Hg]"), component(diastolic, "80", "mm[Hg]"), enc, same))
		case 4:
			out = append(out, problem(name("Condition"), record.Concept{Text: fmt.Sprintf("Problem %d", r.Intn(5))}, start(day()), same))
		case 5:
			out = append(out, order(name("MedicationRequest"), drugs[r.Intn(len(drugs))], start(day()), onceDaily(fmt.Sprint(5+r.Intn(3))), same,
				status([]string{"active", "completed", "stopped"}[r.Intn(3)])))
		case 6:
			out = append(out, allergy(name("AllergyIntolerance"), record.Concept{Text: fmt.Sprintf("Substance %d", r.Intn(4))}, same))
		case 7:
			out = append(out, fact(name("Encounter"), record.KindEncounter, start(when), same))
		case 8:
			out = append(out, lab(name("Observation"), potassium, "4.1", "mmol/L", when, same,
				status([]string{"final", "preliminary", "entered-in-error", "cancelled", "amended"}[r.Intn(5)])))
		}
	}
	return out
}

// overlap gives a second source some of the facts of the first, in other units, with coarser dates and other statuses.
func overlap(facts []record.Fact, source string, r *rand.Rand) []record.Fact {
	var out []record.Fact
	for _, f := range facts {
		if r.Intn(3) > 0 {
			continue
		}
		f.Ref.Source, f.Subject.Source = source, source
		f.Ref.ID += "x"
		f.ContentHash += source
		switch r.Intn(4) {
		case 0:
			f.When.Start = at(f.When.Start.Date())
		case 1:
			f.Status = "entered-in-error"
		}
		out = append(out, f)
	}
	return out
}

func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	for seed := range int64(5) {
		r := rand.New(rand.NewSource(seed))
		facts := history("A", r, 150)
		facts = append(facts, overlap(facts, "B", r)...)
		facts = append(facts, overlap(facts, "C", r)...)
		in := inputs(facts...)
		in.LastLooked, in.Arrived = now.AddDate(0, 0, -1), arrived(facts, nil)
		want := bytesOf(t, Build(in))
		if strings.Contains(want, ":null") {
			t.Errorf("a list is null in the JSON: %s", want[strings.Index(want, ":null")-40:][:60])
		}
		for range 3 {
			shuffle := func(n int, swap func(i, j int)) { r.Shuffle(n, swap) }
			shuffle(len(in.Facts), func(i, j int) { in.Facts[i], in.Facts[j] = in.Facts[j], in.Facts[i] })
			shuffle(len(in.Sources), func(i, j int) { in.Sources[i], in.Sources[j] = in.Sources[j], in.Sources[i] })
			shuffle(len(in.Person.Links), func(i, j int) {
				in.Person.Links[i], in.Person.Links[j] = in.Person.Links[j], in.Person.Links[i]
			})
			for _, s := range in.Sources {
				shuffle(len(s.Types), func(i, j int) { s.Types[i], s.Types[j] = s.Types[j], s.Types[i] })
			}
			if got := bytesOf(t, Build(in)); got != want {
				t.Fatalf("seed %d: another order gives another chart: %s", seed, firstDifference(want, got))
			}
		}
	}
}

func firstDifference(a, b string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[max(0, i-120):min(len(a), i+120)] + "\n" + b[max(0, i-120):min(len(b), i+120)]
		}
	}
	return "one is longer"
}

func TestTheLedgerAddsUpAndEveryEvidenceIsInAnEntry(t *testing.T) {
	for seed := range int64(5) {
		r := rand.New(rand.NewSource(seed))
		facts := history("A", r, 200)
		facts = append(facts, overlap(facts, "B", r)...)
		c := build(facts...)
		if !c.Ledger.Adds() || c.Ledger.Received != len(facts) {
			t.Errorf("seed %d: %+v of %d", seed, c.Ledger, len(facts))
		}
		seen := map[string]int{}
		for _, e := range c.Entries {
			if len(e.Evidence) == 0 {
				t.Errorf("entry %s has no evidence", e.Title)
			}
			for _, v := range e.Evidence {
				seen[record.Ref{Source: v.Source, Type: v.Type, ID: v.ID}.String()]++
			}
		}
		for _, f := range facts {
			if seen[f.Ref.String()] != 1 {
				t.Errorf("%s is evidence %d times", f.Ref, seen[f.Ref.String()])
			}
		}
	}
}

// Joining a source to itself under another name adds no entry, with or without the hash of its content.
func TestASourceJoinedToItselfAddsNoEntry(t *testing.T) {
	for seed := range int64(5) {
		r := rand.New(rand.NewSource(seed))
		facts := history("A", r, 200)
		want := build(facts...)
		both := append([]record.Fact{}, facts...)
		for _, f := range facts {
			f.Ref.Source, f.Subject.Source, f.Encounter.Source = "B", "B", "B"
			both = append(both, f)
		}
		got := build(both...)
		if len(got.Entries) != len(want.Entries) {
			t.Errorf("seed %d: %d entries became %d", seed, len(want.Entries), len(got.Entries))
		}
		if len(got.Conflicts) != len(want.Conflicts) {
			t.Errorf("seed %d: %d conflicts became %d", seed, len(want.Conflicts), len(got.Conflicts))
		}
	}
}

// No value in a series or on an entry comes from what is retracted, cancelled or in the future, and no id stands twice.
func TestNothingDerivesFromWhatIsNoValue(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	facts := history("A", r, 300)
	c := build(append(facts, overlap(facts, "B", r)...)...)
	ids := map[string]*Entry{}
	for i := range c.Entries {
		e := &c.Entries[i]
		if ids[e.ID] != nil {
			t.Errorf("id %s stands twice", e.ID)
		}
		ids[e.ID] = e
		for _, v := range e.Evidence {
			if v.Role == roleShown && (v.Status == "entered-in-error" || v.Status == "cancelled") && e.Value != nil {
				t.Errorf("%s shows a value that is none", e.Title)
			}
		}
	}
	for _, s := range c.Series {
		last := ""
		for _, p := range s.Points {
			if e := ids[p.Entry]; e == nil || e.Status == "entered-in-error" || e.Status == "cancelled" {
				t.Errorf("a point of %s comes from %+v", s.Analyte, e)
			}
			if p.Time < last && len(p.Time) == len(last) {
				t.Errorf("%s is not in order of time", s.Analyte)
			}
			last = p.Time
		}
	}
	for _, x := range c.Conflicts {
		for _, id := range x.Entries {
			if ids[id] == nil {
				t.Errorf("a conflict names no entry: %s", id)
			}
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	r := rand.New(rand.NewSource(1))
	facts := history("A", r, 20000)
	in := inputs(append(facts, overlap(facts, "B", r)...)...)
	b.ReportMetric(float64(len(in.Facts)), "facts")
	for b.Loop() {
		Build(in)
	}
}

// Whatever a converter leaves out, Build gives a chart: kinds without their own part, without words, times or subject.
func TestBuildTakesBareFacts(t *testing.T) {
	types := map[record.Kind]string{record.KindMedication: "MedicationUsage", record.KindOther: "Flag"}
	for kind := range kindOrder {
		typ := types[kind]
		if typ == "" {
			typ = "Thing"
		}
		for _, s := range []string{"", "active", "final", "entered-in-error", "cancelled", "completed"} {
			var facts []record.Fact
			for _, n := range []string{"A:%s/1", "A:%s/2", "B:%s/1", "B:%s/3"} {
				bare := fact(fmt.Sprintf(n, typ), kind, status(s))
				worded := fact(fmt.Sprintf(n, typ)+"w", kind, status(s), text("Warfarin"), start(T1))
				worded.Subject = record.Ref{}
				facts = append(facts, bare, worded)
			}
			in := inputs(facts...)
			in.LastLooked, in.Arrived = now.AddDate(0, 0, -1), arrived(facts, nil)
			c := Build(in)
			if !c.Ledger.Adds() || c.Ledger.Received != len(facts) {
				t.Errorf("%s %q: %+v", kind, s, c.Ledger)
			}
		}
	}
	if c := Build(Inputs{}); len(c.Entries) != 0 || c.group("allergies").Empty != "Not known: no source was asked." {
		t.Errorf("nothing at all: %+v", c)
	}
}
