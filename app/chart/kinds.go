package chart

// The kinds of conflict; the words are part of the JSON contract.
const (
	ConflictAllergyNone  = "allergy-none"         // an allergy against "no known allergies" in its scope
	ConflictDose         = "medication-dose"      // one drug, two doses at one time
	ConflictFrequency    = "medication-frequency" // one drug, two frequencies at one time
	ConflictStatus       = "medication-status"    // one drug, active here and stopped there
	ConflictDuplicate    = "duplicate-therapy"    // two active courses of one ingredient
	ConflictDrugAllergy  = "drug-allergy"         // an active drug whose ingredient or class is a listed allergy: possible
	ConflictResultValue  = "result-value"         // one specimen, two values
	ConflictUnit         = "unit-implausible"     // a value implausible in its unit and plausible in the other
	ConflictProblem      = "problem-status"       // active against resolved or refuted
	ConflictImmunization = "immunization-status"  // done against not done
	ConflictBirthDate    = "birth-date"
	ConflictSex          = "sex" // administrative gender, birth sex or gender identity, each against itself only
	ConflictBloodGroup   = "blood-group"
	ConflictDeceased     = "deceased"
	ConflictAfterDeath   = "after-death"  // facts after the death that a source states
	ConflictBeforeBirth  = "before-birth" // facts before the birth date

	ConflictAllergyStatus = "allergy-status" // an allergy listed here and refuted, resolved or inactive there

	noConflict = "-" // two facts that are kept apart without a conflict
)

// The tiers of a conflict: what to do about it today.
const (
	TierAct   = "act"   // can hurt soon: decide before prescribing or treating
	TierCheck = "check" // ask the patient or the source
	TierTidy  = "tidy"  // the record contradicts itself, without danger at hand
)
