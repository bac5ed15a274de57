package chart

import (
	"testing"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

const (
	T1 = "2026-03-01T08:00:00Z"
	T2 = "2026-03-01T14:00:00Z"
)

func concepts(codes ...record.Code) record.Concept { return record.Concept{Codes: codes} }

// Each row of the table of identities: which facts are one entry, and which are not.
func TestWhatIdentifiesWhat(t *testing.T) {
	knee := func(side string) edit { return site(record.Concept{Text: side + " knee"}) }
	asthma := snomed("195967001", "Asthma")
	pneumonia := snomed("233604007", "Pneumonia")
	replacement := snomed("609588000", "Total replacement of knee joint")
	flu := record.Concept{Codes: []record.Code{{System: record.SystemCVX, Code: "150"}}, Text: "Influenza"}
	class := func(c, org string) edit {
		return func(f *record.Fact) {
			f.Categories = []record.Concept{{Codes: []record.Code{{Code: c}}}}
			f.Details = append(f.Details, record.Detail{Label: "serviceProvider", Text: org})
		}
	}
	doc := func(title, author, hash string) edit {
		return func(f *record.Fact) {
			f.Document = &record.Document{Title: title, Author: author}
			if hash != "" {
				f.Document.Attachments = []record.Attachment{{Hash: hash}}
			}
		}
	}
	dose := func(n string) edit { return func(f *record.Fact) { f.Immunization = &record.Immunization{Dose: n} } }
	relative := func(c record.Concept) edit { return func(f *record.Fact) { f.Conditions = []record.Concept{c} } }
	local := record.Code{System: "http://a.example/codes", Code: "7"}

	for _, c := range []struct {
		name string
		same bool
		a, b record.Fact
	}{
		{"results: one minute, one value", true, lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1), lab("B:Observation/2", glucoseMass, "99", "mg/dL", T1)},
		{"results: two units of one value", true, lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1), lab("B:Observation/2", glucoseMolar, "5.5", "mmol/L", T1)},
		{"results: two zones, one instant", true, lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1), lab("B:Observation/2", glucoseMass, "99", "mg/dL", "2026-03-01T10:00:00+02:00")},
		{"results: one instant around midnight in two zones", true, lab("A:Observation/1", glucoseMass, "99", "mg/dL", "2026-03-01T23:30:00Z"), lab("B:Observation/2", glucoseMass, "99", "mg/dL", "2026-03-02T01:30:00+02:00")},
		{"results: morning and afternoon", false, lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1), lab("B:Observation/2", glucoseMass, "99", "mg/dL", T2)},
		{"results: two readings of one source", false, lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1), lab("A:Observation/2", glucoseMass, "99", "mg/dL", T1)},
		{"results: another value", false, lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1), lab("B:Observation/2", glucoseMass, "101", "mg/dL", T1)},
		{"results: a date and its only reading", true, lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1), lab("B:Observation/2", glucoseMass, "99", "mg/dL", "2026-03-01")},
		{"results: a month", false, lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1), lab("B:Observation/2", glucoseMass, "99", "mg/dL", "2026-03")},
		{"results: no unit", false, lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1), lab("B:Observation/2", glucoseMass, "99", "", T1)},
		{"results: a bound and a value", false, lab("A:Observation/1", glucoseMass, "<5", "mmol/L", T1), lab("B:Observation/2", glucoseMass, "4", "mmol/L", T1)},
		{"results: urea nitrogen and urea", true, lab("A:Observation/1", ureaNitrogen, "28", "mg/dL", T1), lab("B:Observation/2", urea, "10.0", "mmol/L", T1)},
		{"results: panel and its component", true, fact("A:Observation/1", record.KindVital, code(loinc(pressurePanel, "")), start(T1), component(systolic, "142", "mm[Hg]"), component(diastolic, "91", "mm[Hg]")),
			fact("B:Observation/2", record.KindVital, observed(systolic, "142", "mm[Hg]"), start(T1))},
		{"results: panels that differ in a component", false, fact("A:Observation/1", record.KindVital, start(T1), component(systolic, "142", "mm[Hg]"), component(diastolic, "91", "mm[Hg]")),
			fact("B:Observation/2", record.KindVital, start(T1), component(systolic, "142", "mm[Hg]"), component(diastolic, "81", "mm[Hg]"))},
		{"results: two arms", false, lab("A:Observation/1", systolic, "142", "mm[Hg]", T1, site(record.Concept{Text: "left arm"})), lab("B:Observation/2", systolic, "142", "mm[Hg]", T1, site(record.Concept{Text: "right arm"}))},

		{"problems: code and onset", true, problem("A:Condition/1", pneumonia, start("2026-01-03")), problem("B:Condition/2", pneumonia, start("2026-01-03"))},
		{"problems: a month and a day of it", true, problem("A:Condition/1", pneumonia, start("2026-01")), problem("B:Condition/2", pneumonia, start("2026-01-03"))},
		{"problems: another onset", false, problem("A:Condition/1", pneumonia, start("2026-01-03")), problem("B:Condition/2", pneumonia, start("2026-02-03"))},
		{"problems: no onset, and it can recur", false, problem("A:Condition/1", pneumonia, start("2026-01-03")), problem("B:Condition/2", pneumonia)},
		{"problems: no onset, and it does not end", true, problem("A:Condition/1", asthma, start("2016-01-03")), problem("B:Condition/2", asthma)},
		{"problems: ICD-10 and its clinical modification", true,
			problem("A:Condition/1", concepts(record.Code{System: record.SystemICD10CM, Code: "I10"}), start("2003")),
			problem("B:Condition/2", concepts(record.Code{System: record.SystemICD10, Code: "I10"}), start("2003-05-12"))},
		{"problems: one class, two finer codes", false,
			problem("A:Condition/1", concepts(record.Code{System: record.SystemICD10, Code: "J18.0"}, record.Code{System: record.SystemSNOMED, Code: "1"}), start("2026-01-03")),
			problem("B:Condition/2", concepts(record.Code{System: record.SystemICD10, Code: "J18.0"}, record.Code{System: record.SystemSNOMED, Code: "2"}), start("2026-01-03"))},
		{"problems: left and right", false, problem("A:Condition/1", snomed("239873007", "Osteoarthritis of knee"), start("2020"), knee("left")),
			problem("B:Condition/2", snomed("239873007", "Osteoarthritis of knee"), start("2020"), knee("right"))},
		{"problems: one side says which", false, problem("A:Condition/1", snomed("239873007", "Osteoarthritis of knee"), start("2020"), knee("left")),
			problem("B:Condition/2", snomed("239873007", "Osteoarthritis of knee"), start("2020"))},
		{"problems: only the words, equal", true, problem("A:Condition/1", record.Concept{Text: "Pneumonia, left."}, start("2026-01-03")), problem("B:Condition/2", record.Concept{Text: "pneumonia left"}, start("2026-01-03"))},
		{"problems: similar words", false, problem("A:Condition/1", record.Concept{Text: "Pneumonia"}, start("2026-01-03")), problem("B:Condition/2", record.Concept{Text: "Pneumonitis"}, start("2026-01-03"))},
		{"problems: a local code of another source", false, problem("A:Condition/1", concepts(local), start("2026-01-03")), problem("B:Condition/2", concepts(local), start("2026-01-03"))},

		{"allergies: one substance", true, allergy("A:AllergyIntolerance/1", snomed("91936005", "Penicillin")), allergy("B:AllergyIntolerance/2", snomed("91936005", "Allergy to penicillin"))},
		{"allergies: the substance stands in the reaction", true, allergy("A:AllergyIntolerance/1", snomed("227493005", "Cashew nuts")),
			allergy("B:AllergyIntolerance/2", record.Concept{}, func(f *record.Fact) {
				f.Allergy.Reactions = []record.Reaction{{Substance: snomed("227493005", "Cashews")}}
			})},
		{"allergies: other words", false, allergy("A:AllergyIntolerance/1", record.Concept{Text: "Penicillin"}), allergy("B:AllergyIntolerance/2", record.Concept{Text: "Penicillins"})},

		{"immunizations: vaccine and date", true, fact("A:Immunization/1", record.KindImmunization, code(flu), start("2025-10-14")), fact("B:Immunization/2", record.KindImmunization, code(flu), start("2025-10-14T09:00:00Z"))},
		{"immunizations: another year", false, fact("A:Immunization/1", record.KindImmunization, code(flu), start("2025-10-14")), fact("B:Immunization/2", record.KindImmunization, code(flu), start("2024-10-14"))},
		{"immunizations: a month alone", false, fact("A:Immunization/1", record.KindImmunization, code(flu), start("2025-10-14")), fact("B:Immunization/2", record.KindImmunization, code(flu), start("2025-10"))},
		{"immunizations: a month and the dose number", true, fact("A:Immunization/1", record.KindImmunization, code(flu), start("2025-10-14"), dose("2")), fact("B:Immunization/2", record.KindImmunization, code(flu), start("2025-10"), dose("2"))},
		{"immunizations: another dose", false, fact("A:Immunization/1", record.KindImmunization, code(flu), start("2025-10-14"), dose("1")), fact("B:Immunization/2", record.KindImmunization, code(flu), start("2025-10-14"), dose("2"))},

		{"procedures: code, side and time", true, fact("A:Procedure/1", record.KindProcedure, code(replacement), start("2024-05-02"), knee("left")), fact("B:Procedure/2", record.KindProcedure, code(replacement), start("2024-05-02"), knee("left"))},
		{"procedures: the other knee", false, fact("A:Procedure/1", record.KindProcedure, code(replacement), start("2024-05-02"), knee("left")), fact("B:Procedure/2", record.KindProcedure, code(replacement), start("2024-05-02"), knee("right"))},
		{"procedures: no date", false, fact("A:Procedure/1", record.KindProcedure, code(replacement), start("2024-05-02")), fact("B:Procedure/2", record.KindProcedure, code(replacement))},

		{"encounters: start, class, organisation", true, fact("A:Encounter/1", record.KindEncounter, start(T1), class("AMB", "Clinic")), fact("B:Encounter/2", record.KindEncounter, start(T1), class("AMB", "Clinic"))},
		{"encounters: no organisation", false, fact("A:Encounter/1", record.KindEncounter, start(T1), class("AMB", "")), fact("B:Encounter/2", record.KindEncounter, start(T1), class("AMB", ""))},
		{"encounters: another class", false, fact("A:Encounter/1", record.KindEncounter, start(T1), class("AMB", "Clinic")), fact("B:Encounter/2", record.KindEncounter, start(T1), class("IMP", "Clinic"))},
		{"encounters: identifier", true, fact("A:Encounter/1", record.KindEncounter, start(T1), identifier("urn:visit", "V-77")), fact("B:Encounter/2", record.KindEncounter, identifier("urn:visit", "V-77"))},

		{"documents: one attachment", true, fact("A:DocumentReference/1", record.KindDocument, doc("Letter", "", "aa")), fact("B:DocumentReference/2", record.KindDocument, doc("Писмо", "", "aa"))},
		{"documents: title, author and time", true, fact("A:DocumentReference/1", record.KindDocument, doc("Letter", "Dr Kay", ""), recorded(T1)), fact("B:DocumentReference/2", record.KindDocument, doc("Letter", "Dr Kay", ""), recorded(T1))},
		{"documents: another author", false, fact("A:DocumentReference/1", record.KindDocument, doc("Letter", "Dr Kay", ""), recorded(T1)), fact("B:DocumentReference/2", record.KindDocument, doc("Letter", "Dr Lee", ""), recorded(T1))},

		{"reports: code, time and attachment", true, fact("A:DiagnosticReport/1", record.KindReport, code(loinc("58410-2", "CBC")), start(T1), doc("", "", "bb")), fact("B:DiagnosticReport/2", record.KindReport, code(loinc("58410-2", "CBC")), start(T1), doc("", "", "bb"))},
		{"reports: nothing in common but code and time", false, fact("A:DiagnosticReport/1", record.KindReport, code(loinc("58410-2", "CBC")), start(T1)), fact("B:DiagnosticReport/2", record.KindReport, code(loinc("58410-2", "CBC")), start(T1))},

		{"family: relationship and condition", true, fact("A:FamilyMemberHistory/1", record.KindFamily, text("mother"), relative(snomed("254837009", "Breast cancer"))), fact("B:FamilyMemberHistory/2", record.KindFamily, text("Mother"), relative(snomed("254837009", "Рак на гърдата")))},
		{"family: another condition", false, fact("A:FamilyMemberHistory/1", record.KindFamily, text("mother"), relative(snomed("254837009", ""))), fact("B:FamilyMemberHistory/2", record.KindFamily, text("mother"), relative(snomed("73211009", "")))},

		{"others: identifier", true, fact("A:CarePlan/1", record.KindCarePlan, text("Plan"), identifier("urn:plan", "P-9")), fact("B:CarePlan/2", record.KindCarePlan, text("Plan"), identifier("urn:plan", "P-9"))},
		{"others: equal words only", false, fact("A:CarePlan/1", record.KindCarePlan, text("Plan")), fact("B:CarePlan/2", record.KindCarePlan, text("Plan"))},
	} {
		chart := build(c.a, c.b)
		if got := chart.one(c.a.Ref.String(), c.b.Ref.String()); got != c.same {
			t.Errorf("%s: one entry %v, want %v", c.name, got, c.same)
		}
		if chart.Ledger.Received != 2 || !chart.Ledger.Adds() {
			t.Errorf("%s: ledger %+v", c.name, chart.Ledger)
		}
	}
}

// Courses of one drug: what one source says over time is one regimen; two sources join on the same product and time.
func TestCourses(t *testing.T) {
	for _, c := range []struct {
		name string
		same bool
		a, b record.Fact
	}{
		{"ingredient, form and route", true, order("A:MedicationRequest/1", "carvedilol 6.25 MG Oral Tablet", start("2026-01-01"), twiceDaily("6.25")), order("B:MedicationRequest/2", "Карведилол 6.25 mg таблетки", start("2026-02-01"), twiceDaily("6.25"))},
		{"tartrate and succinate", false, order("A:MedicationRequest/1", "metoprolol tartrate 50 MG Oral Tablet", start("2026-01-01"), onceDaily("50")), order("B:MedicationRequest/2", "metoprolol succinate 50 MG Extended Release Oral Tablet", start("2026-01-01"), onceDaily("50"))},
		{"one side names no salt", false, order("A:MedicationRequest/1", "metoprolol tartrate 50 MG Oral Tablet", start("2026-01-01"), onceDaily("50")), order("B:MedicationRequest/2", "metoprolol 50 MG Oral Tablet", start("2026-01-01"), onceDaily("50"))},
		{"cream and tablet", false, order("A:MedicationRequest/1", "hydrocortisone 20 MG Oral Tablet", start("2026-01-01")), order("B:MedicationRequest/2", "hydrocortisone 1 % Topical Cream", start("2026-01-01"))},
		{"the daily amount split otherwise", true, order("A:MedicationRequest/1", "lisinopril 10 MG Oral Tablet", start("2026-01-01"), onceDaily("20")), order("B:MedicationRequest/2", "lisinopril 10 MG Oral Tablet", start("2026-01-01"), twiceDaily("10"))},
		{"tablets times strength", true, order("A:MedicationRequest/1", "lisinopril 10 MG Oral Tablet", start("2026-01-01"), onceDaily("20")), order("B:MedicationRequest/2", "lisinopril 10 MG Oral Tablet", start("2026-01-01"), take("2", "tablet", "1", "1", "d"))},
		{"past courses that do not overlap", false, order("A:MedicationRequest/1", "amoxicillin 500 MG Oral Capsule", start("2020-01-01"), end("2020-01-08"), status("completed")), order("B:MedicationRequest/2", "amoxicillin 500 MG Oral Capsule", start("2022-01-01"), end("2022-01-08"), status("completed"))},
		{"no name", false, order("A:MedicationRequest/1", "", start("2026-01-01")), order("B:MedicationRequest/2", "", start("2026-01-01"))},
		{"one source: a later order", true, order("A:MedicationRequest/1", "carvedilol 3.125 MG Oral Tablet", start("2026-01-01"), end("2026-03-01"), status("completed"), twiceDaily("3.125")), order("A:MedicationRequest/2", "carvedilol 6.25 MG Oral Tablet", start("2026-03-01"), twiceDaily("6.25"))},
		{"one source: two courses years apart", false, order("A:MedicationRequest/1", "amoxicillin 500 MG Oral Capsule", start("2020-01-01"), end("2020-01-08"), status("completed")), order("A:MedicationRequest/2", "amoxicillin 500 MG Oral Capsule", start("2022-01-01"), end("2022-01-08"), status("completed"))},
		{"one source: statement and order", true, order("A:MedicationRequest/1", "lisinopril 10 MG Oral Tablet", start("2026-01-01"), onceDaily("10")), order("A:MedicationStatement/2", "lisinopril 10 MG Oral Tablet", start("2026-02-01"), onceDaily("10"))},
		{"a proposal is not an order", false, order("A:MedicationRequest/1", "lisinopril 10 MG Oral Tablet", start("2026-01-01"), onceDaily("10")), order("A:MedicationRequest/2", "lisinopril 10 MG Oral Tablet", start("2026-01-01"), onceDaily("10"), proposed("proposal"))},
	} {
		if got := build(c.a, c.b).one(c.a.Ref.String(), c.b.Ref.String()); got != c.same {
			t.Errorf("%s: one entry %v, want %v", c.name, got, c.same)
		}
	}
}

func TestCourseIsTold(t *testing.T) {
	c := build(
		order("A:MedicationRequest/1", "carvedilol 3.125 MG Oral Tablet", start("2026-01-01"), recorded("2026-01-01"), end("2026-09-15"), status("completed"), twiceDaily("3.125")),
		order("A:MedicationRequest/2", "carvedilol 6.25 MG Oral Tablet", start("2026-09-15"), recorded("2026-09-15"), twiceDaily("6.25"), note("Raised: heart rate 84.")),
		order("A:MedicationDispense/3", "carvedilol 6.25 MG Oral Tablet", start("2026-09-16"), status("completed"), func(f *record.Fact) {
			f.Medication.BasedOn = []record.Ref{{Source: "A", Type: "MedicationRequest", ID: "2"}}
		}))
	e := c.entryOf("A:MedicationRequest/1")
	if !c.one("A:MedicationRequest/1", "A:MedicationRequest/2", "A:MedicationDispense/3") || !e.Active ||
		e.Dose != "6.25 mg" || e.Frequency != "twice daily" || e.Start != "2026-01-01" {
		t.Errorf("%+v", e)
	}
	if got := detail(e, "regimen"); got != "3.125 mg -> 6.25 mg on 2026-09-15" {
		t.Errorf("regimen %q", got)
	}
	if r := c.group("medications").rowOf(e); r == nil || r.Text != "6.25 mg twice daily; was 3.125 mg until 2026-09-15" {
		t.Errorf("row %+v", r)
	}
	if r := c.group("changes").rowOf(e); r == nil || r.When != "2026-09-15" || r.Text != "3.125 mg twice daily -> 6.25 mg twice daily: Raised: heart rate 84." {
		t.Errorf("change %+v", r)
	}
}

func detail(e *Entry, label string) string {
	for _, d := range e.Details {
		if d.Label == label {
			return d.Text
		}
	}
	return ""
}

func TestSeveralStrengthsAreOneRegimen(t *testing.T) {
	group := func(f *record.Fact) { f.Medication.Group = record.Identifier{System: "urn:group", Value: "w"} }
	c := build(
		order("A:MedicationRequest/1", "warfarin sodium 1 MG Oral Tablet", recorded("2026-08-03"), group, take("1", "mg", "4", "1", "wk", "tue", "thu", "sat", "sun")),
		order("A:MedicationRequest/3", "warfarin sodium 3 MG Oral Tablet", recorded("2026-08-03"), group, take("3", "mg", "4", "1", "wk", "tue", "thu", "sat", "sun")),
		order("A:MedicationRequest/5", "warfarin sodium 5 MG Oral Tablet", recorded("2026-08-03"), group, take("5", "mg", "3", "1", "wk", "mon", "wed", "fri")))
	e := c.entryOf("A:MedicationRequest/1")
	if !c.one("A:MedicationRequest/1", "A:MedicationRequest/3", "A:MedicationRequest/5") || e.Title != "warfarin sodium" ||
		e.Dose != "5 mg on Monday, Wednesday and Friday; 3 mg + 1 mg on Tuesday, Thursday, Saturday and Sunday" ||
		e.Frequency != "(WEEKLY total 31 mg)" || detail(e, "schedule") != "" {
		t.Errorf("%+v", e)
	}
	if r := c.group("medications").rowOf(e); r == nil || r.Text != e.Dose+" "+e.Frequency {
		t.Errorf("row %+v", r)
	}
	wantKinds(t, c)
	if r := c.group("alerts").rowOf(e); r == nil || r.Title != "Anticoagulant: warfarin sodium" {
		t.Errorf("an anticoagulant is no alert: %+v", c.group("alerts"))
	}
}

func TestOldEvidenceOfAnActiveCourseIsSaid(t *testing.T) {
	c := build(order("A:MedicationRequest/1", "lisinopril 10 MG Oral Tablet", start("2024-05-01"), recorded("2024-05-01"), onceDaily("10")))
	e := c.entryOf("A:MedicationRequest/1")
	if got := detail(e, "evidence"); !e.Active || got != "active in A, last evidence 2024-05-01" {
		t.Errorf("active %v, %q", e.Active, got)
	}
}

// Equivalences join only after three independent records, and never two codes of one system.
func TestLearnedEquivalence(t *testing.T) {
	a := problem("A:Condition/1", snomed("195967001", ""), start("2020-01-02"))
	b := problem("B:Condition/2", concepts(record.Code{System: record.SystemICD10, Code: "J45.0"}), start("2020-01-02"))
	for _, c := range []struct {
		records int
		joined  bool
	}{{2, false}, {3, true}} {
		in := inputs(a, b)
		in.Equivalences = terms.Equivalences{{SystemA: record.SystemSNOMED, CodeA: "195967001", SystemB: record.SystemICD10, CodeB: "J45.0", Records: c.records}}
		chart := Build(in)
		if got := chart.one("A:Condition/1", "B:Condition/2"); got != c.joined {
			t.Errorf("%d records: joined %v", c.records, got)
		}
		if e := chart.entryOf("A:Condition/1"); e.has(FlagLearnedCode) != c.joined {
			t.Errorf("%d records: flags %v", c.records, e.Flags)
		}
	}
}

// A~B and B~C, but A cannot be C: that is no entry of three.
func TestTransitivity(t *testing.T) {
	a := order("A:MedicationRequest/1", "carvedilol 3.125 MG Oral Tablet", start("2026-01-01"), twiceDaily("3.125"))
	b := order("B:MedicationRequest/2", "carvedilol 6.25 MG Oral Tablet", start("2026-01-01")) // no dose
	c := order("C:MedicationRequest/3", "carvedilol 6.25 MG Oral Tablet", start("2026-01-01"), twiceDaily("6.25"))
	chart := build(a, b, c)
	if chart.one("A:MedicationRequest/1", "C:MedicationRequest/3") {
		t.Error("two doses are one entry")
	}
	if chart.one("A:MedicationRequest/1", "B:MedicationRequest/2") || chart.one("B:MedicationRequest/2", "C:MedicationRequest/3") {
		t.Error("what could be either was joined with one of them")
	}
	d := problem("A:Condition/1", snomed("233604007", "Pneumonia"), start("2026"))
	e := problem("B:Condition/2", snomed("233604007", "Pneumonia"), start("2026-01-03"))
	f := problem("C:Condition/3", snomed("233604007", "Pneumonia"), start("2026-05-03"))
	if chart := build(d, e, f); len(chart.Entries) != 3 {
		t.Errorf("%d entries of a year and two days of it, want 3", len(chart.Entries))
	}
}

func TestSharedIdentifier(t *testing.T) {
	id := identifier("urn:accession", "L-4711")
	for _, c := range []struct {
		name    string
		entries int
		facts   []record.Fact
	}{
		{"an order that names one result each", 1, []record.Fact{lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1, id), fact("B:Observation/2", record.KindResult, id, code(record.Concept{Text: "Глюкоза"}))}},
		{"an accession on every result of a tube", 2, []record.Fact{lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1, id), lab("A:Observation/2", potassium, "4.1", "mmol/L", T1, id)}},
		{"a tolerance test under one accession", 2, []record.Fact{lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1, id), lab("A:Observation/2", glucoseMass, "140", "mg/dL", T2, id)}},
		{"a placeholder", 2, []record.Fact{lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1, identifier("urn:accession", "unknown")), lab("B:Observation/2", glucoseMass, "98", "mg/dL", T2, identifier("urn:accession", "unknown"))}},
		{"no system", 2, []record.Fact{lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1, identifier("", "L-4711")), lab("B:Observation/2", glucoseMass, "98", "mg/dL", T2, identifier("", "L-4711"))}},
	} {
		if got := len(build(c.facts...).Entries); got != c.entries {
			t.Errorf("%s: %d entries, want %d", c.name, got, c.entries)
		}
	}
}

func TestRepublished(t *testing.T) {
	uuid := "0f8fad5b-d9cb-469f-a165-70867728950e"
	for _, c := range []struct {
		name    string
		entries int
		facts   []record.Fact
	}{
		{"meta.source names the origin", 1, []record.Fact{problem("A:Condition/1", record.Concept{Text: "Gout"}), problem("B:Condition/2", record.Concept{Text: "Подагра"}, origin("https://a.example/fhir/Condition/1"))}},
		{"meta.source names it under another address", 1, []record.Fact{problem("A:Condition/1", record.Concept{Text: "Gout"}), problem("B:Condition/2", record.Concept{Text: "Gout"}, origin("https://elsewhere.example/Condition/1"))}},
		{"another thing of that id", 2, []record.Fact{problem("A:Condition/1", record.Concept{Text: "Gout"}), problem("B:Condition/2", record.Concept{Text: "Pneumonia"}, origin("https://elsewhere.example/Condition/1"))}},
		{"one id that no accident gives twice", 1, []record.Fact{problem("A:Condition/"+uuid, record.Concept{Text: "Gout"}), problem("B:Condition/"+uuid, record.Concept{Text: "Gout, foot"})}},
		{"short ids", 2, []record.Fact{problem("A:Condition/1", record.Concept{Text: "Gout"}), problem("B:Condition/1", record.Concept{Text: "Pneumonia"})}},
		{"equal content with a code", 1, []record.Fact{problem("A:Condition/1", record.Concept{Text: "Pneumonia"}, hash("h")), problem("B:Condition/2", record.Concept{Text: "Pneumonia"}, hash("h"))}},
		{"equal content without a code", 2, []record.Fact{fact("A:Condition/1", record.KindProblem, hash("h")), fact("B:Condition/2", record.KindProblem, hash("h"))}},
		{"equal content within one source", 2, []record.Fact{problem("A:Condition/1", record.Concept{Text: "Pneumonia"}, hash("h")), problem("A:Condition/2", record.Concept{Text: "Pneumonia"}, hash("h"))}},
		{"two equal readings and their two copies", 2, []record.Fact{lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1, hash("h")), lab("A:Observation/2", glucoseMass, "99", "mg/dL", T1, hash("h")),
			lab("B:Observation/x", glucoseMass, "99", "mg/dL", T1, hash("h")), lab("B:Observation/y", glucoseMass, "99", "mg/dL", T1, hash("h"))}},
		{"a Provenance names the origin", 1, []record.Fact{problem("A:Condition/1", record.Concept{Text: "Gout"}), problem("B:Condition/2", record.Concept{Text: "Подагра"}),
			fact("B:Provenance/3", "", func(f *record.Fact) {
				f.Account = record.AccountSupporting
				f.About = []record.Ref{{Source: "B", Type: "Condition", ID: "2"}}
				f.Refs = []record.Ref{{Source: "A", Type: "Condition", ID: "1"}}
			})}},
	} {
		chart := build(c.facts...)
		if got := len(chart.Entries); got != c.entries {
			t.Errorf("%s: %d entries, want %d", c.name, got, c.entries)
		}
	}
}
