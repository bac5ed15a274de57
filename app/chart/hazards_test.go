package chart

import (
	"slices"
	"strings"
	"testing"

	"anamnesis/app/record"
)

// The hazards that the chart controls; each test bears the number of its hazard.

func TestH1AnotherPersonsFactMakesNoEntry(t *testing.T) {
	other := lab("A:Observation/2", potassium, "7.7", "mmol/L", T1, interpreted("HH"))
	other.Subject.ID = "somebody-else"
	c := build(lab("A:Observation/1", potassium, "4.1", "mmol/L", T1), other)
	if len(c.Entries) != 1 || c.entryOf("A:Observation/2") != nil || len(c.seriesOf("potassium").Points) != 1 {
		t.Errorf("%d entries", len(c.Entries))
	}
	if c.Ledger.Supporting != 1 || !c.Ledger.Adds() {
		t.Errorf("ledger %+v", c.Ledger)
	}
}

func TestH3DosesAreExact(t *testing.T) {
	for _, c := range []struct{ number, unit, want string }{
		{"3.125", "mg", "3.125 mg"}, {"6.25", "mg", "6.25 mg"}, {"0.125", "mg", "0.125 mg"}, {"50", "ug", "50 mcg"}, {"5.0", "mg", "5 mg"},
	} {
		e := build(order("A:MedicationRequest/1", "digoxin", take(c.number, c.unit, "1", "1", "d"))).entryOf("A:MedicationRequest/1")
		if e.Dose != c.want {
			t.Errorf("%s %s is shown as %q", c.number, c.unit, e.Dose)
		}
	}
}

// A dose that is stated twice, as ordered and as calculated, is one dose; a bare number says that its unit is missing.
func TestH3OneDoseInTwoWordings(t *testing.T) {
	twice := func(f *record.Fact) {
		take("1", "tablet", "2", "1", "d")(f)
		take("850", "mg", "2", "1", "d")(f)
	}
	e := build(order("A:MedicationRequest/1", "metformin hydrochloride", twice)).entryOf("A:MedicationRequest/1")
	if e.Dose != "1 tablet (850 mg)" || e.Frequency != "twice daily" {
		t.Errorf("%q %q", e.Dose, e.Frequency)
	}
	e = build(order("A:MedicationRequest/1", "Lasix", take("1", "", "1", "1", "d"))).entryOf("A:MedicationRequest/1")
	if e.Dose != "1 (no unit stated)" {
		t.Errorf("%q", e.Dose)
	}
}

func TestH3NoDoseIsSaidAndNotInvented(t *testing.T) {
	c := build(order("A:MedicationRequest/1", "lisinopril 10 MG Oral Tablet"))
	e := c.entryOf("A:MedicationRequest/1")
	if e.Dose != "" || !strings.HasPrefix(c.group("medications").rowOf(e).Text, "dose not stated") {
		t.Errorf("dose %q, row %+v", e.Dose, c.group("medications").rowOf(e))
	}
}

func TestH4WeeklyIsSaidInWords(t *testing.T) {
	e := build(order("A:MedicationRequest/1", "methotrexate 2.5 MG Oral Tablet", take("15", "mg", "1", "1", "wk"))).entryOf("A:MedicationRequest/1")
	if e.Frequency != "once WEEKLY" {
		t.Errorf("%q", e.Frequency)
	}
}

func TestH5AWrongUnitIsNeverBelieved(t *testing.T) {
	for _, units := range []UnitSystem{UnitsSource, UnitsSI, UnitsConventional} {
		in := inputs(lab("A:Observation/1", glucoseMass, "5.5", "mg/dL", T2), lab("A:Observation/2", glucoseMass, "99", "mg/dL", T1),
			lab("A:Observation/3", glucoseMass, "90", "", T2))
		in.Preferences.Units = units
		c := Build(in)
		e := c.entryOf("A:Observation/1")
		if e.Value.Number != "5.5" || e.Value.Unit != "mg/dL" || !e.has(FlagUnitSuspect) {
			t.Errorf("%s: a doubtful value is shown as %+v %v", units, e.Value, e.Flags)
		}
		if bare := c.entryOf("A:Observation/3"); bare.Value.Text != "90" || !bare.has(FlagUnitUnread) {
			t.Errorf("%s: a value without a unit is shown as %+v %v", units, bare.Value, bare.Flags)
		}
		if n := len(c.seriesOf("glucose").Points); n != 1 {
			t.Errorf("%s: %d points", units, n)
		}
	}
}

func TestH5AValueThatOnlyItsNeighboursBetray(t *testing.T) {
	const weight = "29463-7"
	kg := func(n, number, when string) record.Fact { return lab("A:Observation/"+n, weight, number, "kg", when) }
	c := build(kg("1", "80", "2026-01-10"), kg("2", "178", "2026-03-10"), kg("3", "82", "2026-05-10"))
	wantKinds(t, c, ConflictUnit)
	if e := c.entryOf("A:Observation/2"); !e.has(FlagUnitSuspect) || e.Value.Number != "178" || len(c.seriesOf("body-weight").Points) != 2 {
		t.Errorf("%v %+v", e.Flags, e.Value)
	}
	// A true change is none: it does not fit the other unit, or it stays.
	wantKinds(t, build(kg("1", "80", "2026-01-10"), kg("2", "95", "2026-03-10"), kg("3", "82", "2026-05-10")))
	wantKinds(t, build(kg("1", "3.2", "2026-01-10"), kg("2", "7.0", "2026-06-10"), kg("3", "7.4", "2026-07-10")))
	// Its own reference range speaks for the unit.
	crp := func(n, number, when string) record.Fact {
		return lab("A:Observation/"+n, "1988-5", number, "mg/L", when, ranged("", "5"))
	}
	wantKinds(t, build(crp("1", "5", "2026-01-10"), crp("2", "50", "2026-01-20"), crp("3", "5", "2026-02-10")))
}

func TestH6NegationIsNeverLost(t *testing.T) {
	flu := record.Concept{Codes: []record.Code{{System: record.SystemCVX, Code: "150"}}, Text: "Influenza"}
	done := fact("A:Immunization/1", record.KindImmunization, code(flu), start("2025-10-14"), status("completed"), identifier("urn:event", "E-1"))
	not := fact("B:Immunization/2", record.KindImmunization, code(flu), start("2025-10-14"), status("not-done"), negated("status: not-done"), identifier("urn:event", "E-1"))
	c := build(done, not,
		order("A:MedicationRequest/3", "ibuprofen 200 MG Oral Tablet", negated("doNotPerform")),
		order("A:MedicationStatement/4", "sertraline 50 MG Oral Tablet", negated("status: not-taken")),
		problem("A:Condition/5", record.Concept{Text: "Rheumatoid arthritis"}, verified("refuted"), negated("verificationStatus: refuted")),
		order("A:MedicationRequest/6", "fluoxetine 20 MG Oral Capsule", func(f *record.Fact) {
			f.Warnings = []string{"MedicationRequest.modifierExtension: a modifier that this program does not know changes the meaning; look at the original"}
		}))
	if c.one("A:Immunization/1", "B:Immunization/2") {
		t.Error("given and not given are one entry, though one identifier ties them")
	}
	for _, n := range []string{"A:MedicationRequest/3", "A:MedicationStatement/4", "A:Condition/5", "A:MedicationRequest/6"} {
		e := c.entryOf(n)
		if e.Active || c.group("medications").rowOf(e) != nil && n != "A:MedicationRequest/6" || c.group("problems").rowOf(e) != nil {
			t.Errorf("%s is active", n)
		}
		if n != "A:MedicationRequest/6" && !e.has(FlagNegated) {
			t.Errorf("%s: %v", n, e.Flags)
		}
	}
	if r := c.group("medications").rowOf(c.entryOf("A:MedicationRequest/6")); r == nil || !strings.Contains(r.Text, "look at the original") {
		t.Errorf("an unknown modifier does not warn: %+v", r)
	}
}

func TestH7NoneOnlyWhenEverySourceAnsweredCompletely(t *testing.T) {
	base := func() Inputs {
		return inputs(problem("A:Condition/1", record.Concept{Text: "Gout"}), problem("B:Condition/2", record.Concept{Text: "Asthma"}))
	}
	set := func(in *Inputs, source int, s record.Completeness) {
		for i := range in.Sources[source].Types {
			if in.Sources[source].Types[i].Type == "AllergyIntolerance" {
				in.Sources[source].Types[i].State = s
			}
		}
	}
	in := base()
	if got := Build(in).group("allergies").Empty; !strings.HasPrefix(got, "None recorded") {
		t.Errorf("complete: %q", got)
	}
	for _, s := range []record.Completeness{record.Partial, record.Failed, record.Refused, record.NotAsked} {
		in := base()
		set(&in, 1, s)
		g := Build(in).group("allergies")
		if !strings.HasPrefix(g.Empty, "Not known: B ") || strings.Contains(g.Empty, "None") || len(g.Outstanding) != 1 {
			t.Errorf("%s: %q %v", s, g.Empty, g.Outstanding)
		}
	}
	in = base()
	in.Sources[1].Types = nil // nothing is known of what was asked
	if got := Build(in).group("allergies").Empty; !strings.HasPrefix(got, "Not known: B has not been asked") {
		t.Errorf("not asked: %q", got)
	}
	in = base()
	for i := range in.Sources {
		in.Sources[i].Source.Kind = record.SourceFiles
	}
	if got := Build(in).group("allergies").Empty; strings.Contains(got, "None") {
		t.Errorf("files alone: %q", got)
	}
	in = base()
	in.Sources[0].Source.Kind = record.SourceFiles
	if got := Build(in).group("allergies").Empty; !strings.HasPrefix(got, "None recorded") {
		t.Errorf("files beside an endpoint: %q", got)
	}
	in = base()
	in.Sources[1].Types = []record.TypeState{{Source: "B", Patient: "?", Type: "Patient", State: record.Complete, AsOf: in.AsOf}}
	if c := Build(in); !strings.HasPrefix(c.group("allergies").Empty, "None recorded") || !c.Sources[1].NotKnown {
		t.Errorf("asked, and knows no such person: %q", c.group("allergies").Empty)
	}
	in = base()
	in.Facts = append(in.Facts, fact("A:List/3", record.KindOther, code(loinc("48765-2", "Allergies")), func(f *record.Fact) {
		f.List = &record.List{EmptyReason: record.Concept{Codes: []record.Code{{Code: "withheld"}}}}
	}))
	if got := Build(in).group("allergies"); !strings.HasPrefix(got.Empty, "Not known: withheld by A") || len(got.Outstanding) == 0 {
		t.Errorf("withheld: %q", got.Empty)
	}
	// A source's own "no known allergies" is shown as its word, and says who is outstanding.
	in = base()
	in.Facts = append(in.Facts, allergy("A:AllergyIntolerance/4", record.Concept{Text: "No known allergies"}, denies("any")))
	set(&in, 1, record.Failed)
	c := Build(in)
	if r := c.group("allergies").rowOf(c.entryOf("A:AllergyIntolerance/4")); r == nil || !strings.Contains(r.Text, "stated by A") || !strings.Contains(r.Text, "not confirmed: B could not be read") {
		t.Errorf("%+v", r)
	}
}

func TestH8RetractionIsSeenAndNothingDerivesFromIt(t *testing.T) {
	in := inputs(lab("A:Observation/1", potassium, "6.9", "mmol/L", T2, status("entered-in-error"), version("2"), interpreted("HH")),
		lab("A:Observation/2", potassium, "4.1", "mmol/L", T1, interpreted("N")),
		problem("A:Condition/3", record.Concept{Text: "Gout"}), problem("A:Condition/4", record.Concept{Text: "Asthma"}, version("2")))
	in.LastLooked = now.AddDate(0, 0, -1)
	in.Arrived = arrived(in.Facts, map[string]bool{"A:Observation/2": true})
	c := Build(in)
	e := c.entryOf("A:Observation/1")
	if e.Value != nil || e.has(FlagCritical) || !e.has(FlagRetracted) || e.Status != "entered-in-error" {
		t.Errorf("%+v", e)
	}
	if s := c.seriesOf("potassium"); len(s.Points) != 1 || s.Points[0].Number != "4.1" {
		t.Errorf("%+v", s)
	}
	if r := c.group("results").rowOf(e); r != nil {
		t.Errorf("a retracted value is a result: %+v", r)
	}
	g := c.group("new")
	if len(g.Rows) < 3 || !strings.HasPrefix(g.Rows[0].Text, "RETRACTED") || !slices.Contains(g.Rows[0].Entries, e.ID) || !strings.HasPrefix(g.Rows[1].Text, "changed") {
		t.Errorf("retracted is not first, or changed not second: %+v", g.Rows)
	}
}

func TestH8DeletedCountsAsRetracted(t *testing.T) {
	in := inputs(lab("A:Observation/1", potassium, "6.9", "mmol/L", T1), lab("B:Observation/2", potassium, "6.9", "mmol/L", T1))
	in.Deleted = []record.Ref{{Source: "A", Type: "Observation", ID: "1"}}
	c := Build(in)
	if c.Ledger.Retracted != 1 || c.Ledger.Evidence != 1 {
		t.Errorf("ledger %+v", c.Ledger)
	}
	if e := c.entryOf("B:Observation/2"); e.Value == nil || e.Value.Number != "6.9" {
		t.Errorf("what one server deleted took independent evidence along: %+v", e)
	}
}

func TestH8IndependentEvidenceStays(t *testing.T) {
	asthma := snomed("195967001", "Asthma")
	c := build(problem("A:Condition/1", asthma, start("2016-01-03"), verified("entered-in-error")), problem("B:Condition/2", asthma, start("2016-01-03")))
	e := c.entryOf("B:Condition/2")
	if !e.Active || !e.has(FlagRetracted) || c.Ledger.Retracted != 1 {
		t.Errorf("active %v, %v, %+v", e.Active, e.Flags, c.Ledger)
	}
}

func TestH9WhatIsSaidOnlyInWordsHasARow(t *testing.T) {
	facts := []record.Fact{
		allergy("A:AllergyIntolerance/1", record.Concept{Text: "Adhesive tape: blisters"}),
		problem("A:Condition/2", record.Concept{Text: "Latex allergy"}),
		problem("A:Condition/3", record.Concept{Text: "Allergic rhinitis"}),
		fact("A:Flag/4", record.KindOther, text("Anaphylaxis to wasp venom"), status("active")),
		fact("A:DiagnosticReport/5", record.KindReport, text("Surgical pathology"), start(T1), func(f *record.Fact) {
			f.Document = &record.Document{Conclusion: "High-grade dysplasia."}
		}),
	}
	part := allergy("A:Composition/6", record.Concept{Text: "Bee sting: collapse"})
	part.Part = "section[1]"
	facts = append(facts, fact("A:Composition/6", record.KindDocument, text("Summary")), part)
	c := build(facts...)
	for _, e := range c.Entries {
		in := "allergies"
		switch {
		case strings.Contains(e.Title, "pathology"):
			in = "results"
		case e.Title == "Summary":
			continue
		case e.Title == "Allergic rhinitis":
			in = "problems"
		}
		r := c.group(in).rowOf(&e)
		if r == nil || len(r.Entries) != 1 || !r.Exempt && in != "problems" {
			t.Errorf("%q has no row of its own among the %s: %+v", e.Title, in, r)
		}
	}
	if r := c.group("results").rowOf(c.entryOf("A:DiagnosticReport/5")); r == nil || !strings.Contains(r.Text, "High-grade dysplasia") {
		t.Errorf("%+v", r)
	}
}

func TestH10ProposedIsNeverActive(t *testing.T) {
	for _, intent := range []string{"draft", "proposal", "plan", "option"} {
		c := build(order("A:MedicationRequest/1", "iron", proposed(intent), start("2026-11-01")))
		e := c.entryOf("A:MedicationRequest/1")
		r := c.group("medications").rowOf(e)
		if e.Active || !e.has(FlagProposed) || r == nil || r.Exempt || r.Title != "1 proposed, not active" {
			t.Errorf("%s: %+v, row %+v", intent, e, r)
		}
	}
}

func TestH11DrugsThatDifferStayApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"metoprolol tartrate 50 MG Oral Tablet", "metoprolol succinate 50 MG Oral Tablet"},
		{"metformin hydrochloride 500 MG Oral Tablet", "metformin hydrochloride 500 MG Extended Release Oral Tablet"},
		{"hydrocortisone 20 MG Oral Tablet", "hydrocortisone 10 MG/ML Topical Cream"},
		{"furosemide 40 MG Oral Tablet", "furosemide 10 MG/ML Injectable Solution"},
	} {
		for _, source := range []string{"A", "B"} {
			c := build(order("A:MedicationRequest/1", pair[0], start("2026-01-01")), order(source+":MedicationRequest/2", pair[1], start("2026-01-01")))
			if c.one("A:MedicationRequest/1", source+":MedicationRequest/2") {
				t.Errorf("%v are one entry", pair)
			}
		}
	}
}

func TestH12ClassAllergyIsFound(t *testing.T) {
	for _, c := range []struct{ allergy, drug string }{
		{"Penicillin", "amoxicillin 875 MG / clavulanate 125 MG Oral Tablet"}, {"Penicillin", "Аугментин 875 mg таблетки"},
		{"Пеницилин", "amoxicillin 500 MG Oral Capsule"}, {"Aspirin", "ibuprofen 200 MG Oral Tablet"},
		{"Sulfonamides", "sulfamethoxazole 800 MG / trimethoprim 160 MG Oral Tablet"}, {"lisinopril", "enalapril 5 MG Oral Tablet"},
		{"Morphine", "codeine 30 MG Oral Tablet"}, {"Erythromycin", "clarithromycin 500 MG Oral Tablet"}, {"Ciprofloxacin", "levofloxacin 500 MG Oral Tablet"},
	} {
		chart := build(allergy("A:AllergyIntolerance/1", record.Concept{Text: c.allergy}), order("B:MedicationRequest/2", c.drug, start("2026-11-01")))
		if !slices.Equal(chart.kinds(), []string{ConflictDrugAllergy}) || !strings.HasPrefix(chart.Conflicts[0].Why, "Possible allergy") || chart.Conflicts[0].Tier != TierAct {
			t.Errorf("%s against %s: %+v", c.allergy, c.drug, chart.Conflicts)
		}
	}
}

func TestH14TwoKneesAreTwo(t *testing.T) {
	replacement := snomed("609588000", "Total replacement of knee joint")
	for _, sides := range [][2]record.Concept{
		{snomed("7771000", "Left"), snomed("24028007", "Right")}, {{Text: "left knee"}, {Text: "right knee"}}, {{Text: "лява става"}, {Text: "дясна става"}},
	} {
		c := build(fact("A:Procedure/1", record.KindProcedure, code(replacement), start("2024-05-02"), site(sides[0]), identifier("urn:x", "K-1")),
			fact("B:Procedure/2", record.KindProcedure, code(replacement), start("2024-05-02"), site(sides[1])))
		if c.one("A:Procedure/1", "B:Procedure/2") {
			t.Errorf("%v are one", sides)
		}
	}
}

func TestH15CommentMethodAndReasonAreKept(t *testing.T) {
	c := build(lab("A:Observation/1", potassium, "6.9", "mmol/L", T1, status("cancelled"), note("Sample haemolysed; please repeat."), func(f *record.Fact) {
		f.Method = record.Concept{Text: "ISE"}
	}))
	e := c.entryOf("A:Observation/1")
	if e.Value != nil || c.seriesOf("potassium") != nil || !slices.Contains(e.Notes, "Sample haemolysed; please repeat.") || detail(e, "method") != "ISE" {
		t.Errorf("%+v", e)
	}
	// A comment of a copy that is not the one shown is not lost either.
	c = build(lab("A:Observation/1", potassium, "4.1", "mmol/L", T1), lab("B:Observation/2", potassium, "4.1", "mmol/L", T1, note("Slightly haemolysed.")))
	if e := c.entryOf("A:Observation/1"); !slices.Contains(e.Notes, "Slightly haemolysed.") {
		t.Errorf("%v", e.Notes)
	}
}

func TestH16ASubsetNeverOverwritesTheWhole(t *testing.T) {
	whole := order("A:MedicationRequest/1", "sertraline 50 MG Oral Tablet", onceDaily("50"), version("1"))
	part := order("A:MedicationRequest/1", "sertraline 50 MG Oral Tablet", version("2"), func(f *record.Fact) {
		f.Subsetted, f.LastUpdated = true, at("2026-11-01T00:00:00Z")
	})
	for _, facts := range [][]record.Fact{{whole, part}, {part, whole}} {
		c := build(facts...)
		if e := c.entryOf("A:MedicationRequest/1"); e.Dose != "50 mg" || len(c.Entries) != 1 || c.Ledger.Received != 1 {
			t.Errorf("%+v, ledger %+v", e, c.Ledger)
		}
	}
	copied := lab("B:Observation/2", glucoseMass, "99", "mg/dL", T1, origin("https://a.example/fhir/Observation/1"), func(f *record.Fact) {
		f.Subsetted, f.LastUpdated = true, at("2026-11-01T00:00:00Z")
	})
	if e := build(lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1), copied).entryOf("A:Observation/1"); e.Evidence[0].Role != roleShown {
		t.Errorf("a subset speaks for the entry: %+v", e.Evidence)
	}
}

func TestH17RestrictedIsHiddenAndStillChecked(t *testing.T) {
	art := order("A:MedicationRequest/1", "amoxicillin 500 MG Oral Capsule", start("2026-11-01"), label("R", "HIV"), take("500", "mg", "3", "1", "d"), note("secret note"))
	viral := lab("A:Observation/2", glucoseMass, "99", "mg/dL", T1, label("HIV"))
	panel := fact("A:DiagnosticReport/3", record.KindReport, text("Secret panel"), start(T1), refs(record.Ref{Source: "A", Type: "Observation", ID: "2"}))
	facts := []record.Fact{art, viral, panel, allergy("B:AllergyIntolerance/4", record.Concept{Text: "Penicillin"}), problem("A:Condition/5", record.Concept{Text: "Secret diagnosis"}, label("V"))}
	c := build(facts...)
	raw := bytesOf(t, c)
	for _, secret := range []string{"amoxicillin", "500 mg", "secret", "Secret", "99", "glucose", "HIV"} {
		if strings.Contains(raw, secret) {
			t.Errorf("%q can be read without opening", secret)
		}
	}
	for _, n := range []string{"A:MedicationRequest/1", "A:Observation/2", "A:DiagnosticReport/3", "A:Condition/5"} {
		if e := c.entryOf(n); e == nil || e.Title != restrictedTitle || !e.has(FlagRestricted) {
			t.Errorf("%s: %+v", n, e)
		}
	}
	wantKinds(t, c, ConflictDrugAllergy)
	if !strings.Contains(c.Conflicts[0].Why, "restricted entry is involved") {
		t.Errorf("%q", c.Conflicts[0].Why)
	}
	if g := c.group("medications"); len(g.Rows) != 1 || g.Rows[0].Title != restrictedTitle {
		t.Errorf("%+v", g)
	}
	in := inputs(facts...)
	in.Preferences.IncludeRestricted = true
	open := Build(in)
	if e := open.entryOf("A:MedicationRequest/1"); e.Dose != "500 mg" || e.Label != "R" || !e.has(FlagRestricted) || open.entryOf("A:Observation/2").Value == nil {
		t.Errorf("%+v", e)
	}
}

func TestH18TheFutureIsNeverTheLatest(t *testing.T) {
	c := build(lab("A:Observation/1", potassium, "4.1", "mmol/L", T1), lab("A:Observation/2", potassium, "6.9", "mmol/L", "2062-03-01T08:00:00Z", interpreted("HH")))
	if s := c.seriesOf("potassium"); len(s.Points) != 1 || s.Points[0].Number != "4.1" {
		t.Errorf("%+v", s)
	}
	if e := c.entryOf("A:Observation/2"); !e.has(FlagUncertainTime) {
		t.Errorf("%v", e.Flags)
	}
	in := inputs(lab("A:Observation/1", potassium, "4.1", "mmol/L", T1))
	in.Sources[0].Types[0].AsOf = now.AddDate(0, 0, -3)
	if s := Build(in).Sources[0]; s.State != "stale" {
		t.Errorf("three days old is %q", s.State)
	}
}

func TestH19ADismissedConflictStaysVisible(t *testing.T) {
	in := inputs(
		order("A:MedicationRequest/1", "carvedilol 3.125 MG Oral Tablet", start("2026-01-01"), twiceDaily("3.125")),
		order("B:MedicationRequest/2", "carvedilol 6.25 MG Oral Tablet", start("2026-01-01"), twiceDaily("6.25")))
	in.Decisions = []record.Decision{{ID: "d", Kind: "dismiss", Facts: []record.Ref{in.Facts[0].Ref, in.Facts[1].Ref}, Version: []string{"1", "1"},
		Note: "asked the patient", By: "Dr Kay", At: now}}
	c := Build(in)
	if len(c.Conflicts) != 1 {
		t.Fatalf("%d conflicts", len(c.Conflicts))
	}
	want := "Dr Kay, 2026-11-20 09:00: dismissed (asked the patient). Known on this computer only."
	if got := c.Conflicts[0].Decided; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if g := c.group("conflicts"); len(g.Rows) != 1 || g.Rows[0].Text != want {
		t.Errorf("%+v", g)
	}
}

func TestH20AnothersValueStaysOutOfTheSeries(t *testing.T) {
	fetal := lab("A:Observation/2", heartRate, "150", "/min", T2, func(f *record.Fact) { f.Focus = record.Ref{Source: "A", Type: "Unknown", ID: "fetus"} })
	c := build(lab("A:Observation/1", heartRate, "72", "/min", T1), fetal, lab("B:Observation/3", heartRate, "150", "/min", T2))
	if s := c.seriesOf("heart-rate"); len(s.Points) != 2 || c.one("A:Observation/2", "B:Observation/3") {
		t.Errorf("%+v", s)
	}
	if r := c.group("vitals").rowOf(c.entryOf("A:Observation/2")); r != nil {
		t.Errorf("%+v", r)
	}
	for _, x := range []struct {
		name string
		edit func(*record.Fact)
		want string // "" for the patient's own
	}{
		{"words", func(f *record.Fact) { f.Focus = record.Ref{Source: "A", Type: "Unknown", ID: "fetus"} }, "about another: fetus"},
		{"reference with words", func(f *record.Fact) {
			f.Focus, f.Details = record.Ref{Source: "A", Type: "Group", ID: "9"}, []record.Detail{{Label: "focus", Text: "second twin"}}
		}, "about another: second twin"},
		{"known", func(f *record.Fact) { f.Focus = record.Ref{Source: "A", Type: "Device", ID: "graft"} }, "about another: kidney graft"},
		{"unknown", func(f *record.Fact) { f.Focus = record.Ref{Source: "A", Type: "Patient", ID: "baby"} }, "about another: Patient/baby, not this patient"},
		{"the patient", func(f *record.Fact) { f.Focus = f.Subject }, ""},
	} {
		c := build(lab("A:Observation/1", heartRate, "72", "/min", T1), lab("A:Observation/2", heartRate, "150", "/min", T2, x.edit),
			fact("A:Device/graft", record.KindDevice, text("kidney graft")))
		own, e := c.entryOf("A:Observation/1"), c.entryOf("A:Observation/2")
		points := len(c.seriesOf("heart-rate").Points)
		if x.want == "" {
			if e.Title != own.Title || e.Analyte != own.Analyte || detail(e, "focus") != "" || points != 2 {
				t.Errorf("%s: %q, %q, %d points", x.name, e.Title, e.Analyte, points)
			}
			continue
		}
		if detail(e, "focus") != x.want || e.Title != own.Title+", "+x.want || e.Analyte != "" || points != 1 {
			t.Errorf("%s: %q, %q, %q, %d points", x.name, e.Title, detail(e, "focus"), e.Analyte, points)
		}
	}
}

func TestH21ASignificantChangeUnfolds(t *testing.T) {
	c := build(lab("A:Observation/1", creatinineMol, "60", "umol/L", "2026-11-10T08:00:00Z", ranged("45", "110")),
		lab("A:Observation/2", creatinineMol, "105", "umol/L", "2026-11-12T08:00:00Z", ranged("45", "110")),
		lab("A:Observation/3", potassium, "4.1", "mmol/L", "2026-11-10T08:00:00Z", ranged("3.5", "5.1")),
		lab("A:Observation/4", potassium, "4.2", "mmol/L", "2026-11-12T08:00:00Z", ranged("3.5", "5.1")))
	r := c.group("results").rowOf(c.entryOf("A:Observation/2"))
	if r == nil || r.Title == "" || !strings.Contains(r.Text, "changed from 60 umol/L to 105 umol/L in 2 days") {
		t.Errorf("%+v", r)
	}
	if r := c.group("results").rowOf(c.entryOf("A:Observation/4")); r == nil || r.Text != "2 normal results, 4.1 to 4.2, last 4.2 mmol/L" {
		t.Errorf("%+v", r)
	}
}

func TestH22BloodGroupIsNotForTransfusion(t *testing.T) {
	c := build(fact("A:Observation/1", record.KindResult, code(loinc("882-1", "ABO and Rh")), start(T1), func(f *record.Fact) {
		f.Observation = &record.Observation{Value: record.Value{Kind: record.ValueText, Text: "A+"}}
	}))
	e := c.entryOf("A:Observation/1")
	if r := c.group("identity").rowOf(e); r == nil || r.Text != "A+ (not for transfusion)" || detail(e, "use") != "Not for transfusion." {
		t.Errorf("%+v, %+v", r, e.Details)
	}
}
