package chart

import (
	"testing"

	"anamnesis/app/record"
)

// What several sources list of one thing is one conflict with a drug; an answer to it says nothing about an allergy that a
// source lists later.
func TestDrugAllergyOfSeveralSourcesIsOneConflict(t *testing.T) {
	in := inputs(
		order("A:MedicationRequest/1", "amoxicillin 500 MG Oral Capsule", start("2026-11-14"), take("1", "capsule", "3", "1", "d")),
		allergy("A:AllergyIntolerance/2", snomed("91936005", "Penicillin"), func(f *record.Fact) {
			f.Allergy.Reactions = []record.Reaction{{Manifestations: []record.Concept{{Text: "Anaphylaxis"}}, Severity: "severe"}}
		}),
		allergy("B:AllergyIntolerance/3", record.Concept{Text: "Пеницилин - шок"}))
	const both = "Possible allergy: amoxicillin 500 MG Oral Capsule is active at A, and A lists Penicillin (Anaphylaxis, severe) and B lists Пеницилин - шок; all belong to the penicillins."
	c := Build(in)
	if len(c.Conflicts) != 1 || c.Conflicts[0].Why != both || len(c.Conflicts[0].Sides) != 3 || len(c.Conflicts[0].Entries) != 3 {
		t.Fatalf("%+v", c.Conflicts)
	}
	in.Decisions = []record.Decision{{ID: "d", Kind: "dismiss", Conflict: ConflictDrugAllergy, Facts: []record.Ref{in.Facts[0].Ref, in.Facts[1].Ref}, Version: []string{"1", "1"},
		Note: "tolerated before", By: "Dr Kay", At: now}}
	const one = "Possible allergy: amoxicillin 500 MG Oral Capsule is active at A, and B lists Пеницилин - шок; both belong to the penicillins."
	if c = Build(in); len(c.Conflicts) != 2 || c.Conflicts[0].Why != one || c.Conflicts[0].Decided != "" || c.Conflicts[1].Decided == "" {
		t.Errorf("an answer about one allergy answers the other: %+v", c.Conflicts)
	}
}
