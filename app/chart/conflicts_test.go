package chart

import (
	"slices"
	"strings"
	"testing"

	"anamnesis/app/record"
)

func patient(source string, p record.Patient) record.Fact {
	return record.Fact{Ref: record.Ref{Source: source, Type: "Patient", ID: "p"}, Account: record.AccountEvidence, Version: "1", Patient: &p}
}

// Every line of the conflict list, and what looks like one and is none.
func TestConflicts(t *testing.T) {
	penicillin := snomed("91936005", "Penicillin")
	gout := snomed("90560007", "Gout")
	flu := record.Concept{Codes: []record.Code{{System: record.SystemCVX, Code: "150"}}, Text: "Influenza"}
	amoxicillin := order("B:MedicationRequest/1", "amoxicillin 500 MG Oral Capsule", start("2026-11-15"), take("500", "mg", "3", "1", "d"))
	bloodGroup := func(name, group string) record.Fact {
		return fact(name, record.KindResult, code(loinc("882-1", "ABO and Rh")), start(T1), func(f *record.Fact) {
			f.Observation = &record.Observation{Value: record.Value{Kind: record.ValueText, Text: group}}
		})
	}
	for _, c := range []struct {
		name  string
		kinds []string
		facts []record.Fact
	}{
		{"allergy against no known drug allergy", []string{ConflictAllergyNone}, []record.Fact{
			allergy("A:AllergyIntolerance/1", penicillin, category("medication"), recorded("2015-04-21")),
			allergy("B:AllergyIntolerance/2", record.Concept{Text: "NKDA"}, denies("medication"), recorded("2026-03-10"))}},
		{"no known drug allergy, and pollen", nil, []record.Fact{
			allergy("A:AllergyIntolerance/1", record.Concept{Text: "Pollen"}, category("environment"), recorded("2015-04-21")),
			allergy("B:AllergyIntolerance/2", record.Concept{Text: "NKDA"}, denies("medication"), recorded("2026-03-10"))}},
		{"no known allergy, recorded before one was found", nil, []record.Fact{
			allergy("A:AllergyIntolerance/1", penicillin, category("medication"), recorded("2015-04-21")),
			allergy("B:AllergyIntolerance/2", record.Concept{Text: "None"}, denies("any"), recorded("2010-03-10"))}},
		{"no information", nil, []record.Fact{
			allergy("A:AllergyIntolerance/1", penicillin, category("medication")),
			allergy("B:AllergyIntolerance/2", record.Concept{Text: "No information"}, denies("no-information"))}},
		{"a list that is empty because nothing is known", []string{ConflictAllergyNone}, []record.Fact{
			allergy("A:AllergyIntolerance/1", penicillin, category("medication")),
			fact("B:List/2", record.KindOther, code(loinc("48765-2", "Allergies")), func(f *record.Fact) {
				f.List = &record.List{EmptyReason: record.Concept{Codes: []record.Code{{Code: "nilknown"}}}}
			})}},
		{"a list that is withheld", nil, []record.Fact{
			allergy("A:AllergyIntolerance/1", penicillin, category("medication")),
			fact("B:List/2", record.KindOther, code(loinc("48765-2", "Allergies")), func(f *record.Fact) {
				f.List = &record.List{EmptyReason: record.Concept{Codes: []record.Code{{Code: "withheld"}}}}
			})}},
		{"an allergy that is refuted elsewhere", []string{ConflictAllergyStatus}, []record.Fact{
			allergy("A:AllergyIntolerance/1", penicillin), allergy("B:AllergyIntolerance/2", penicillin, verified("refuted"), negated("verificationStatus: refuted"))}},

		{"dose", []string{ConflictDose}, []record.Fact{
			order("A:MedicationRequest/1", "carvedilol 3.125 MG Oral Tablet", start("2026-01-01"), twiceDaily("3.125")),
			order("B:MedicationRequest/2", "carvedilol 6.25 MG Oral Tablet", start("2026-01-01"), twiceDaily("6.25"))}},
		{"dose, of periods that do not overlap", nil, []record.Fact{
			order("A:MedicationRequest/1", "carvedilol 3.125 MG Oral Tablet", start("2020-01-01"), end("2020-02-01"), status("completed"), twiceDaily("3.125")),
			order("B:MedicationRequest/2", "carvedilol 6.25 MG Oral Tablet", start("2026-01-01"), twiceDaily("6.25"))}},
		{"bare counts of tablets", nil, []record.Fact{
			order("A:MedicationRequest/1", "amlodipine / valsartan Oral Tablet", start("2026-01-01"), take("1", "tablet", "1", "1", "d")),
			order("B:MedicationRequest/2", "amlodipine / valsartan Oral Tablet", start("2026-01-01"), take("2", "tablet", "1", "1", "d"))}},
		{"mg and mcg of one dose", nil, []record.Fact{
			order("A:MedicationRequest/1", "levothyroxine sodium 0.05 MG Oral Tablet", start("2026-01-01"), onceDaily("0.05")),
			order("B:MedicationRequest/2", "levothyroxine sodium 50 micrograms tablets", start("2026-01-01"), take("50", "ug", "1", "1", "d"))}},
		{"frequency", []string{ConflictFrequency}, []record.Fact{
			order("A:MedicationRequest/1", "methotrexate 2.5 MG Oral Tablet", start("2026-01-01"), take("15", "mg", "1", "1", "wk")),
			order("B:MedicationRequest/2", "methotrexate 2.5 MG Oral Tablet", start("2026-01-01"), onceDaily("15"))}},
		{"one frequency in two wordings", nil, []record.Fact{
			order("A:MedicationRequest/1", "methotrexate 2.5 MG Oral Tablet", start("2026-01-01"), take("15", "mg", "1", "1", "wk")),
			order("B:MedicationRequest/2", "methotrexate 2.5 MG Oral Tablet", start("2026-01-01"), take("15", "mg", "1", "7", "d"))}},
		{"active against stopped", []string{ConflictStatus}, []record.Fact{
			order("A:MedicationRequest/1", "lisinopril 10 MG Oral Tablet", start("2026-01-01"), onceDaily("10")),
			order("B:MedicationRequest/2", "lisinopril 10 MG Oral Tablet", start("2026-01-01"), end("2026-06-01"), status("stopped"), onceDaily("10"))}},
		{"stopped, and ordered again since", nil, []record.Fact{
			order("A:MedicationRequest/1", "lisinopril 10 MG Oral Tablet", start("2019-01-01"), recorded("2026-05-01"), onceDaily("10")),
			order("B:MedicationRequest/2", "lisinopril 10 MG Oral Tablet", start("2020-01-01"), end("2020-06-01"), status("completed"), onceDaily("10"))}},
		{"active against not taken", []string{ConflictStatus}, []record.Fact{
			order("A:MedicationRequest/1", "lisinopril 10 MG Oral Tablet", start("2026-01-01"), onceDaily("10")),
			order("B:MedicationStatement/2", "lisinopril 10 MG Oral Tablet", start("2026-06-01"), status("not-taken"), negated("status: not-taken"), take("", "", "", "", ""))}},
		{"a dispense says nothing of the status", nil, []record.Fact{
			order("A:MedicationRequest/1", "lisinopril 10 MG Oral Tablet", start("2026-01-01"), onceDaily("10")),
			order("B:MedicationDispense/2", "lisinopril 10 MG Oral Tablet", start("2026-06-01"), status("completed"))}},

		{"one ingredient twice", []string{ConflictDuplicate}, []record.Fact{
			order("A:MedicationRequest/1", "metoprolol tartrate 50 MG Oral Tablet", start("2026-01-01"), twiceDaily("50")),
			order("B:MedicationRequest/2", "metoprolol succinate 50 MG Extended Release Oral Tablet", start("2026-01-01"), onceDaily("50"))}},
		{"one ingredient alone and in a combination", []string{ConflictDuplicate}, []record.Fact{
			order("A:MedicationRequest/1", "amlodipine 5 MG Oral Tablet", start("2026-01-01"), onceDaily("5")),
			order("B:MedicationRequest/2", "amlodipine 5 MG / valsartan 160 MG Oral Tablet", start("2026-01-01"), take("1", "tablet", "1", "1", "d"))}},
		{"on the skin and by mouth", nil, []record.Fact{
			order("A:MedicationRequest/1", "hydrocortisone 20 MG Oral Tablet", start("2026-01-01"), onceDaily("20")),
			order("B:MedicationRequest/2", "hydrocortisone 1 % Topical Cream", start("2026-01-01"))}},

		{"a drug and its class", []string{ConflictDrugAllergy}, []record.Fact{allergy("A:AllergyIntolerance/1", penicillin), amoxicillin}},
		{"a drug and an ingredient of a combination", []string{ConflictDrugAllergy}, []record.Fact{
			allergy("A:AllergyIntolerance/1", record.Concept{Text: "Trimethoprim"}), order("B:MedicationRequest/1", "co-trimoxazole 960 mg tablets", start("2026-11-15"), take("1", "tablet", "2", "1", "d"))}},
		{"a refuted allergy", nil, []record.Fact{allergy("A:AllergyIntolerance/1", penicillin, verified("refuted"), negated("verificationStatus: refuted")), amoxicillin}},
		{"a stopped drug", nil, []record.Fact{allergy("A:AllergyIntolerance/1", penicillin), order("B:MedicationRequest/1", "amoxicillin 500 MG Oral Capsule", start("2026-01-15"), status("stopped"))}},
		{"an allergy that is stated as a problem", []string{ConflictDrugAllergy}, []record.Fact{problem("A:Condition/1", record.Concept{Text: "Allergy to penicillin"}), amoxicillin}},

		{"one specimen, two values", []string{ConflictResultValue}, []record.Fact{lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1), lab("B:Observation/2", glucoseMolar, "7.1", "mmol/L", T1)}},
		{"a bound and a value under it", nil, []record.Fact{lab("A:Observation/1", glucoseMolar, "<5", "mmol/L", T1), lab("B:Observation/2", glucoseMolar, "4", "mmol/L", T1)}},
		{"positive against negative", []string{ConflictResultValue}, []record.Fact{
			fact("A:Observation/1", record.KindResult, code(loinc("94500-6", "SARS-CoV-2")), start(T1), func(f *record.Fact) {
				f.Observation = &record.Observation{Value: record.Value{Kind: record.ValueText, Text: "Positive"}}
			}),
			fact("B:Observation/2", record.KindResult, code(loinc("94500-6", "SARS-CoV-2")), start(T1), func(f *record.Fact) {
				f.Observation = &record.Observation{Value: record.Value{Kind: record.ValueText, Text: "Отрицателен"}}
			})}},
		{"impossible in its unit", []string{ConflictUnit}, []record.Fact{lab("A:Observation/1", glucoseMass, "5.5", "mg/dL", T1)}},

		{"a problem that is resolved elsewhere", []string{ConflictProblem}, []record.Fact{problem("A:Condition/1", gout, start("2024-11-05")), problem("B:Condition/2", gout, start("2024-11-05"), status("resolved"))}},
		{"a problem that one source resolved later", nil, []record.Fact{problem("A:Condition/1", gout, start("2024-11-05"), recorded("2024-11-05")), problem("A:Condition/2", gout, start("2024-11-05"), status("resolved"), recorded("2025-06-05"))}},
		{"a problem that is refuted elsewhere", []string{ConflictProblem}, []record.Fact{problem("A:Condition/1", gout, start("2024-11-05"), recorded("2024-11-05")), problem("B:Condition/2", gout, verified("refuted"), negated("verificationStatus: refuted"), recorded("2025-01-01"))}},
		{"a problem that was refuted before it was found", nil, []record.Fact{problem("A:Condition/1", gout, start("2024-11-05"), recorded("2024-11-05")), problem("B:Condition/2", gout, verified("refuted"), negated("verificationStatus: refuted"), recorded("2020-01-01"))}},
		{"given against not given", []string{ConflictImmunization}, []record.Fact{fact("A:Immunization/1", record.KindImmunization, code(flu), start("2025-10-14"), status("completed")), fact("B:Immunization/2", record.KindImmunization, code(flu), start("2025-10-14"), status("not-done"), negated("status: not-done"))}},

		{"birth date", []string{ConflictBirthDate}, []record.Fact{patient("A", record.Patient{BirthDate: at("1948-12-07")}), patient("B", record.Patient{BirthDate: at("1948-07-12")})}},
		{"birth date, less precise", nil, []record.Fact{patient("A", record.Patient{BirthDate: at("1948-12-07")}), patient("B", record.Patient{BirthDate: at("1948-12")})}},
		{"administrative gender", []string{ConflictSex}, []record.Fact{patient("A", record.Patient{Gender: "male"}), patient("B", record.Patient{Gender: "female"})}},
		{"birth sex and gender are two fields", nil, []record.Fact{patient("A", record.Patient{Gender: "male"}), patient("B", record.Patient{BirthSex: "F"})}},
		{"unknown gender", nil, []record.Fact{patient("A", record.Patient{Gender: "male"}), patient("B", record.Patient{Gender: "unknown"})}},
		{"blood group", []string{ConflictBloodGroup}, []record.Fact{bloodGroup("A:Observation/1", "A Rh positive"), bloodGroup("B:Observation/2", "O+")}},
		{"blood group in two wordings", nil, []record.Fact{bloodGroup("A:Observation/1", "A Rh(D) positive"), bloodGroup("B:Observation/2", "A+")}},
		{"dead here, alive there", []string{ConflictDeceased}, []record.Fact{patient("A", record.Patient{Deceased: true, DeceasedAt: at("2026-03-01")}), patient("B", record.Patient{Alive: true})}},
		{"dead here, silent there", nil, []record.Fact{patient("A", record.Patient{Deceased: true, DeceasedAt: at("2026-03-01")}), patient("B", record.Patient{})}},
		{"after death", []string{ConflictAfterDeath}, []record.Fact{patient("A", record.Patient{Deceased: true, DeceasedAt: at("2026-03-01")}), lab("B:Observation/1", potassium, "4.1", "mmol/L", "2026-08-01T08:00:00Z")}},
		{"on the day of death", nil, []record.Fact{patient("A", record.Patient{Deceased: true, DeceasedAt: at("2026-03-01")}), lab("B:Observation/1", potassium, "4.1", "mmol/L", "2026-03-01T08:00:00Z")}},
		{"before birth", []string{ConflictBeforeBirth}, []record.Fact{patient("A", record.Patient{BirthDate: at("2026-10-28")}), lab("B:Observation/1", potassium, "4.1", "mmol/L", "2026-03-01T08:00:00Z")}},
		{"of the fetus before birth", nil, []record.Fact{patient("A", record.Patient{BirthDate: at("2026-10-28")}), lab("B:Observation/1", heartRate, "140", "/min", "2026-03-01T08:00:00Z", func(f *record.Fact) { f.Focus = record.Ref{Source: "B", Type: "RelatedPerson", ID: "1"} })}},
	} {
		t.Run(c.name, func(t *testing.T) {
			chart := build(c.facts...)
			wantKinds(t, chart, c.kinds...)
			for _, x := range chart.Conflicts {
				if x.Why == "" || x.Tier == "" || len(x.Sides) == 0 {
					t.Errorf("a conflict without its reason, tier or sides: %+v", x)
				}
				if len(c.kinds) == 1 && !strings.HasSuffix(x.Why, ".") && !strings.HasSuffix(x.Why, "?") {
					t.Errorf("no sentence: %q", x.Why)
				}
			}
		})
	}
}

// Both sides of a conflict show; each is flagged, and neither is dropped or merged.
func TestConflictKeepsBothSides(t *testing.T) {
	c := build(
		order("A:MedicationRequest/1", "carvedilol 3.125 MG Oral Tablet", start("2026-01-01"), twiceDaily("3.125")),
		order("B:MedicationRequest/2", "carvedilol 6.25 MG Oral Tablet", start("2026-01-01"), twiceDaily("6.25")))
	for _, n := range []string{"A:MedicationRequest/1", "B:MedicationRequest/2"} {
		e := c.entryOf(n)
		if !e.Active || !e.has(FlagConflict) || !slices.Contains(c.Conflicts[0].Entries, e.ID) || c.group("medications").rowOf(e) == nil {
			t.Errorf("%s: %+v", n, e)
		}
	}
	want := "Carvedilol: the doses differ. A says 3.125 mg; B says 6.25 mg."
	if got := c.Conflicts[0].Why; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Of two statements of one allergy the highest criticality shows, whoever speaks for the entry.
func TestTheHighestCriticalityShows(t *testing.T) {
	c := build(allergy("A:AllergyIntolerance/1", snomed("91936005", "Penicillin"), criticality("low"), recorded("2026-01-01")),
		allergy("B:AllergyIntolerance/2", snomed("91936005", "Penicillin"), criticality("high"), recorded("2010-01-01")))
	e := c.entryOf("A:AllergyIntolerance/1")
	if r := c.group("allergies").rowOf(e); detail(e, "criticality") != "high" || r == nil || r.Text != "high criticality" {
		t.Errorf("%+v", e.Details)
	}
}

// Several contradictions of one kind over three sources are one conflict with three sides.
func TestThreeSides(t *testing.T) {
	c := build(lab("A:Observation/1", potassium, "4.1", "mmol/L", T1), lab("B:Observation/2", potassium, "4.2", "mmol/L", T1), lab("C:Observation/3", potassium, "4.3", "mmol/L", T1))
	if len(c.Conflicts) != 1 || len(c.Conflicts[0].Sides) != 3 || len(c.Conflicts[0].Entries) != 3 {
		t.Errorf("%+v", c.Conflicts)
	}
}
