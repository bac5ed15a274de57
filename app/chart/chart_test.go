package chart

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"anamnesis/app/record"
)

func TestLedgerCountsEachResourceOnce(t *testing.T) {
	part := fact("A:DiagnosticReport/1", record.KindResult, text("contained"))
	part.Part = "contained#o"
	in := inputs(
		patient("A", record.Patient{}),
		fact("A:DiagnosticReport/1", record.KindReport), part,
		fact("A:Claim/2", record.KindClaim, func(f *record.Fact) { f.Account = record.AccountAdministrative }),
		fact("A:Practitioner/3", "", func(f *record.Fact) { f.Account = record.AccountSupporting }),
		fact("A:Observation/4", "", func(f *record.Fact) { f.Account = record.AccountUnreadable }),
		fact("A:Observation/5", record.KindResult, func(f *record.Fact) { f.Account = record.AccountRetracted }),
		fact("A:Claim/6", record.KindClaim, func(f *record.Fact) { f.Account = record.AccountAdministrative }),
		fact("A:Basic/7", ""))
	in.Deleted = []record.Ref{{Source: "A", Type: "Claim", ID: "6"}}
	c := Build(in)
	if want := (Ledger{Received: 8, Evidence: 3, Supporting: 1, Administrative: 1, Retracted: 2, Unreadable: 1}); c.Ledger != want || !c.Ledger.Adds() {
		t.Errorf("%+v, want %+v", c.Ledger, want)
	}
	for _, n := range []string{"A:DiagnosticReport/1", "A:Basic/7", "A:Observation/5"} {
		if c.entryOf(n) == nil {
			t.Errorf("%s is evidence of no entry", n)
		}
	}
}

// Values: as the source sent them, or converted, with the original beside and each step told.
func TestUnitsAndSteps(t *testing.T) {
	facts := []record.Fact{
		lab("A:Observation/1", glucoseMass, "99", "mg/dl", "2026-03-01T08:00:00Z", ranged("70", "99")),
		lab("B:Observation/2", glucoseMolar, "5.5", "mmol/L", "2026-03-01T08:00:00Z"),
		lab("B:Observation/3", glucoseMolar, "6.1", "mmol/L", "2026-03-02T08:00:00Z"),
		lab("A:Observation/4", glucoseMass, "<40", "mg/dL", "2026-02-01T08:00:00Z"),
	}
	for _, c := range []struct {
		units                  UnitSystem
		number, unit, low      string
		seriesUnit, seriesLast string
		first                  string
	}{
		{UnitsSource, "5.5", "mmol/L", "", "mmol/L", "6.1", "2.22"},
		{UnitsSI, "5.5", "mmol/L", "", "mmol/L", "6.1", "2.22"},
		{UnitsConventional, "99", "mg/dL", "70", "mg/dL", "110", "40"},
	} {
		in := inputs(facts...)
		in.Preferences.Units = c.units
		chart := Build(in)
		e := chart.entryOf("A:Observation/1")
		if e.Value.Number != c.number || e.Value.Unit != c.unit || e.Value.Low != c.low {
			t.Errorf("%s: %+v, want %s %s from %q", c.units, e.Value, c.number, c.unit, c.low)
		}
		s := chart.seriesOf("glucose")
		if s.Unit != c.seriesUnit || len(s.Points) != 3 || s.Points[2].Number != c.seriesLast || s.Points[0].Comparator != "<" || s.Points[0].Number != c.first {
			t.Errorf("%s: %+v", c.units, s)
		}
		if v := e.Evidence[0].Value; v.Number != "99" || v.Unit != "mg/dl" {
			t.Errorf("%s: the source's words are changed: %+v", c.units, v)
		}
		if !slices.ContainsFunc(e.Evidence[0].Steps, func(x string) bool { return strings.HasPrefix(x, "A wrote") && strings.Contains(x, "99 mg/dl") }) ||
			!slices.ContainsFunc(e.Evidence[0].Steps, func(x string) bool { return strings.Contains(x, "One entry with B's observation: same analyte") }) {
			t.Errorf("%s: %q", c.units, e.Evidence[0].Steps)
		}
	}
	in := inputs(facts[0])
	in.Preferences.Override = map[string]string{"glucose": "mmol/L"}
	e := Build(in).entryOf("A:Observation/1")
	if e.Value.Number != "5.50" || e.Value.Low != "3.89" || !slices.ContainsFunc(e.Evidence[0].Steps, func(x string) bool { return strings.HasPrefix(x, "Converted from 99 mg/dL to 5.50 mmol/L") }) {
		t.Errorf("%+v %q", e.Value, e.Evidence[0].Steps)
	}
}

// A value that cannot be brought into the unit of its series stays in its own, out of the series.
func TestWhatDoesNotConvertStaysOut(t *testing.T) {
	c := build(lab("A:Observation/1", creatinineMol, "88", "umol/L", "2026-03-02T08:00:00Z"), lab("A:Observation/2", creatinineMol, "5", "g", "2026-03-01T08:00:00Z"))
	if s := c.seriesOf("creatinine"); len(s.Points) != 1 || s.Unit != "umol/L" {
		t.Errorf("%+v", s)
	}
	if e := c.entryOf("A:Observation/2"); e.Value.Text != "5 g" {
		t.Errorf("%+v", e.Value)
	}
}

func TestAbnormalByTheSourcesOwnRange(t *testing.T) {
	male := func(f *record.Fact) {
		f.Observation.Ranges[0].AppliesTo = []record.Concept{{Codes: []record.Code{{Code: "male"}}}}
	}
	for _, c := range []struct {
		name  string
		f     record.Fact
		flags []Flag
	}{
		{"above", lab("A:Observation/1", potassium, "5.2", "mmol/L", T1, ranged("3.5", "5.1")), []Flag{FlagAbnormalHigh}},
		{"below", lab("A:Observation/1", potassium, "3.4", "mmol/L", T1, ranged("3.5", "5.1")), []Flag{FlagAbnormalLow}},
		{"on the limit", lab("A:Observation/1", potassium, "5.1", "mmol/L", T1, ranged("3.5", "5.1")), []Flag{}},
		{"the source's word goes before its range", lab("A:Observation/1", potassium, "5.2", "mmol/L", T1, ranged("3.5", "5.1"), interpreted("N")), []Flag{}},
		{"critical", lab("A:Observation/1", potassium, "6.9", "mmol/L", T1, interpreted("HH")), []Flag{FlagCritical, FlagAbnormalHigh}},
		{"a range for the other sex", lab("A:Observation/1", potassium, "5.2", "mmol/L", T1, ranged("3.5", "5.1"), male), []Flag{}},
	} {
		if got := build(patient("A", record.Patient{Gender: "female"}), c.f).entryOf("A:Observation/1").Flags; !slices.Equal(got, c.flags) {
			t.Errorf("%s: %v, want %v", c.name, got, c.flags)
		}
	}
}

func TestMidnightSourceSendsDates(t *testing.T) {
	c := build(lab("A:Observation/1", potassium, "4.1", "mmol/L", "2026-03-01T00:00:00+02:00"), lab("B:Observation/2", potassium, "4.1", "mmol/L", "2026-03-01T08:00:00Z"))
	if !c.one("A:Observation/1", "B:Observation/2") {
		t.Error("midnight was taken for a time")
	}
	c = build(lab("A:Observation/1", potassium, "4.1", "mmol/L", "2026-03-01T00:00:00+02:00"), lab("A:Observation/3", potassium, "4.4", "mmol/L", "2026-03-05T11:00:00+02:00"),
		lab("B:Observation/2", potassium, "4.1", "mmol/L", "2026-03-01T08:00:00Z"))
	if c.one("A:Observation/1", "B:Observation/2") {
		t.Error("a source that sends times has one at midnight, and it was taken for a date")
	}
}

// An entry keeps its id when evidence of a source that was added later joins it, or a later fact of its own source.
func TestIDsSurviveNewEvidence(t *testing.T) {
	old := []record.Fact{problem("M:Condition/1", snomed("195967001", "Asthma"), start("2016-01-03")),
		order("M:MedicationRequest/5", "lisinopril 10 MG Oral Tablet", start("2026-01-01"), recorded("2026-01-01"), onceDaily("10"))}
	before := inputs(old...)
	after := inputs(append(slices.Clone(old), problem("A:Condition/9", snomed("195967001", "Asthma"), start("2016-01-03")),
		order("M:MedicationRequest/2", "lisinopril 10 MG Oral Tablet", start("2026-02-01"), recorded("2026-02-01"), onceDaily("10")),
		order("A:MedicationRequest/1", "lisinopril 10 MG Oral Tablet", start("2025-02-01"), onceDaily("10")))...)
	for i := range after.Sources {
		if after.Sources[i].Source.Name == "M" {
			after.Sources[i].Source.Added = now.AddDate(-1, 0, 0)
		}
	}
	x, y := Build(before), Build(after)
	for _, n := range []string{"M:Condition/1", "M:MedicationRequest/5"} {
		if x.entryOf(n).ID != y.entryOf(n).ID {
			t.Errorf("%s: the entry's id changed with new evidence", n)
		}
	}
	if e := y.Find(EntryID(record.Ref{Source: "A", Type: "Condition", ID: "9"}, "")); e == nil || e != y.entryOf("M:Condition/1") || y.Find("e0") != nil {
		t.Errorf("an id of later evidence finds %+v", e)
	}
	if !y.one("M:Condition/1", "A:Condition/9") || !y.one("M:MedicationRequest/5", "A:MedicationRequest/1", "M:MedicationRequest/2") {
		t.Error("the new evidence did not join")
	}
}

// The first screen stays within its budget; every active allergy and medication is named; what is folded is counted.
func TestFirstScreenHoldsItsBudget(t *testing.T) {
	var facts []record.Fact
	for i := range 60 {
		facts = append(facts,
			problem(fmt.Sprintf("A:Condition/%d", i), record.Concept{Text: fmt.Sprintf("Problem %d", i)}, start("2020-01-02")),
			order(fmt.Sprintf("A:MedicationRequest/%d", i), fmt.Sprintf("drug%c%c 5 MG Oral Tablet", 'a'+i/26, 'a'+i%26), start("2026-10-01"), onceDaily("5")),
			allergy(fmt.Sprintf("A:AllergyIntolerance/%d", i), record.Concept{Text: fmt.Sprintf("Substance %d", i)}),
			fact(fmt.Sprintf("A:Flag/%d", i), record.KindOther, text(fmt.Sprintf("Alert %d", i)), status("active")),
			lab(fmt.Sprintf("B:Observation/%d", i), "x", "9", "mmol/L", T1, code(loinc(fmt.Sprintf("%d-0", 90000+i), fmt.Sprintf("Test %d", i))), interpreted("H")))
	}
	in := inputs(facts...)
	in.LastLooked = now.AddDate(0, -1, 0)
	in.Arrived = arrived(facts, nil)
	c := Build(in)
	plain := 0
	on := map[string]bool{}
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
	if plain > rowBudget {
		t.Errorf("%d rows, more than %d", plain, rowBudget)
	}
	for _, e := range c.Entries {
		if (e.Active || abnormal(&e)) && !on[e.ID] {
			t.Errorf("%s %q is neither on the first screen nor counted on it", e.Kind, e.Title)
		}
		if e.Active && (e.Kind == record.KindMedication || e.Kind == record.KindAllergy) {
			r := c.group(map[record.Kind]string{record.KindMedication: "medications", record.KindAllergy: "allergies"}[e.Kind]).rowOf(&e)
			if r == nil || r.Title != e.Title || !r.Exempt {
				t.Errorf("%q is not named: %+v", e.Title, r)
			}
		}
	}
	var order []string
	for _, g := range c.Overview {
		order = append(order, g.Group)
	}
	if want := []string{"identity", "allergies", "alerts", "conflicts", "problems", "medications", "changes", "new", "results", "vitals", "encounters", "completeness"}; !slices.Equal(order, want) {
		t.Errorf("%v, want %v", order, want)
	}
}

func TestConflictsAreAtMostFiveAndTheRestCounted(t *testing.T) {
	var facts []record.Fact
	for i := range 9 {
		when := fmt.Sprintf("2026-03-%02dT08:00:00Z", i+1)
		facts = append(facts, lab(fmt.Sprintf("A:Observation/%d", i), potassium, "4.1", "mmol/L", when), lab(fmt.Sprintf("B:Observation/%d", i), potassium, "4.6", "mmol/L", when))
	}
	c := build(facts...)
	if g := c.group("conflicts"); len(c.Conflicts) != 9 || len(g.Rows) != 6 || g.Rows[5].Title != "and 4 more" || g.Entries != 9 {
		t.Errorf("%d conflicts, %+v", len(c.Conflicts), g)
	}
}

func TestResultsFoldUnderTheirReportAndEncounter(t *testing.T) {
	enc := record.Ref{Source: "A", Type: "Encounter", ID: "e"}
	in := func(f *record.Fact) { f.Encounter = enc }
	c := build(fact("A:Encounter/e", record.KindEncounter, start(T1)),
		fact("A:DiagnosticReport/1", record.KindReport, start(T1), in, refs(record.Ref{Source: "A", Type: "Observation", ID: "2"})),
		lab("A:Observation/2", potassium, "4.1", "mmol/L", T1, in))
	report, encounter := c.entryOf("A:DiagnosticReport/1"), c.entryOf("A:Encounter/e")
	if c.entryOf("A:Observation/2").Parent != report.ID || report.Parent != encounter.ID || encounter.Parent != "" {
		t.Error("a result is not under its report, or the report not under its encounter")
	}
}

func TestReportsOfTheSameResultsAreOne(t *testing.T) {
	report := func(source string) []record.Fact {
		return []record.Fact{lab(source+":Observation/1", potassium, "4.1", "mmol/L", T1),
			fact(source+":DiagnosticReport/2", record.KindReport, code(loinc("24323-8", "CMP")), start(T1), refs(record.Ref{Source: source, Type: "Observation", ID: "1"}))}
	}
	if c := build(append(report("A"), report("B")...)...); !c.one("A:DiagnosticReport/2", "B:DiagnosticReport/2") || len(c.Entries) != 2 {
		t.Errorf("%d entries", len(c.Entries))
	}
}

// A letter that was retyped is linked with the letter, and both stay.
func TestNearlyEqualDocumentsAreLinkedNotJoined(t *testing.T) {
	letter := strings.Repeat("The patient was admitted with dyspnoea and treated with diuretics, oxygen and rest. ", 1)
	var words []string
	for i := range 60 {
		words = append(words, fmt.Sprintf("word%d", i))
	}
	letter += strings.Join(words, " ")
	doc := func(name, text string) record.Fact {
		return fact(name, record.KindDocument, recorded(T1), func(f *record.Fact) {
			f.Document = &record.Document{Title: name, Attachments: []record.Attachment{{Text: text, Hash: name}}}
		})
	}
	c := build(doc("A:DocumentReference/1", letter), doc("B:DocumentReference/2", letter+" Now on warfarin."), doc("B:DocumentReference/3", strings.ReplaceAll(letter, "word", "other")))
	one, two, three := c.entryOf("A:DocumentReference/1"), c.entryOf("B:DocumentReference/2"), c.entryOf("B:DocumentReference/3")
	if len(c.Entries) != 3 || !slices.Equal(one.Similar, []string{two.ID}) || !slices.Equal(two.Similar, []string{one.ID}) || three.Similar != nil {
		t.Errorf("%v %v %v", one.Similar, two.Similar, three.Similar)
	}
	secret := doc("B:DocumentReference/2", letter+" Now on warfarin.")
	label("R")(&secret)
	if c := build(doc("A:DocumentReference/1", letter), secret); c.entryOf("A:DocumentReference/1").Similar != nil || c.entryOf("B:DocumentReference/2").Similar != nil {
		t.Error("a link tells what a restricted document says")
	}
}
