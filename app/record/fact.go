package record

// ConverterVersion is stamped on every fact. It rises whenever the meaning of a stored fact changes, so that a person is
// read again from the raw bytes on opening.
const ConverterVersion = 1

// Account says which column of the ledger a resource falls into (promise 1 of the design).
type Account string

// The accounts. Evidence may still become retracted in the chart when another resource withdraws it.
const (
	AccountEvidence       Account = "evidence"       // evidence of an entry
	AccountSupporting     Account = "supporting"     // Practitioner, Organization, Medication, Specimen ...
	AccountAdministrative Account = "administrative" // Claim, ExplanationOfBenefit ...
	AccountRetracted      Account = "retracted"      // entered-in-error, deleted at its source
	AccountUnreadable     Account = "unreadable"     // kept raw, with the reason in Fact.Warnings
)

// Kind is the kind of chart entry that a fact is evidence of; the words are part of the JSON contract.
type Kind string

// The kinds of entry.
const (
	KindProblem      Kind = "problem"
	KindMedication   Kind = "medication"
	KindAllergy      Kind = "allergy"
	KindResult       Kind = "result"
	KindVital        Kind = "vital"
	KindImmunization Kind = "immunization"
	KindProcedure    Kind = "procedure"
	KindEncounter    Kind = "encounter"
	KindReport       Kind = "report"
	KindDocument     Kind = "document"
	KindImaging      Kind = "imaging"
	KindFamily       Kind = "family"
	KindSocial       Kind = "social"
	KindCarePlan     Kind = "care-plan"
	KindGoal         Kind = "goal"
	KindDevice       Kind = "device"
	KindOrder        Kind = "order"
	KindCoverage     Kind = "coverage"
	KindClaim        Kind = "claim"
	KindOther        Kind = "other"
)

// Fact is what one resource states (or one part of it: see Part). Every resource gives exactly one fact whose Part is
// empty; that one carries the resource's Account.
type Fact struct {
	Ref         Ref     `cbor:"1,keyasint"`
	Part        string  `cbor:"2,keyasint,omitempty"` // "" the resource; "contained#id"; "section[2]" of a Composition
	Converter   int     `cbor:"3,keyasint"`
	Version     string  `cbor:"4,keyasint,omitempty"` // meta.versionId
	LastUpdated Time    `cbor:"5,keyasint,omitempty"` // meta.lastUpdated, by the source's clock
	Account     Account `cbor:"6,keyasint"`
	Kind        Kind    `cbor:"7,keyasint,omitempty"` // "" for supporting, administrative and unreadable resources

	Subject Ref   `cbor:"8,keyasint,omitempty,omitzero"` // the Patient, on the same source; zero when there is none
	Focus   Ref   `cbor:"9,keyasint,omitempty,omitzero"` // Observation.focus: not about the patient (fetus, donor)
	About   []Ref `cbor:"10,keyasint,omitempty"`         // what a resource without subject is about (Provenance.target)
	Refs    []Ref `cbor:"11,keyasint,omitempty"`         // every other resource it references on its source, deduplicated

	Identifiers []Identifier `cbor:"12,keyasint,omitempty"`
	Profiles    []string     `cbor:"13,keyasint,omitempty"`
	Origin      string       `cbor:"14,keyasint,omitempty"` // meta.source: where a republished resource came from
	Security    []Code       `cbor:"15,keyasint,omitempty"` // meta.security
	Subsetted   bool         `cbor:"16,keyasint,omitempty"` // tagged SUBSETTED: never overwrites a whole one
	ContentHash string       `cbor:"17,keyasint,omitempty"` // SHA-256 (hex) of the content without meta, narrative and source-local ids

	Status       string `cbor:"18,keyasint,omitempty"` // the resource's own status, in FHIR's words
	Verification string `cbor:"19,keyasint,omitempty"` // Condition, AllergyIntolerance: confirmed, refuted ...
	Intent       string `cbor:"20,keyasint,omitempty"` // order, plan, proposal ...
	Negated      bool   `cbor:"21,keyasint,omitempty"` // not given, not taken, do not perform, refuted
	NegatedWhy   string `cbor:"22,keyasint,omitempty"` // the element that says so, in words
	Proposed     bool   `cbor:"23,keyasint,omitempty"` // draft, proposal, plan, option

	Code       Concept   `cbor:"24,keyasint,omitempty,omitzero"` // what it is about: code, medication, vaccine, type
	Categories []Concept `cbor:"25,keyasint,omitempty"`
	BodySites  []Concept `cbor:"26,keyasint,omitempty"` // body site and laterality
	Method     Concept   `cbor:"27,keyasint,omitempty,omitzero"`
	Severity   Concept   `cbor:"28,keyasint,omitempty,omitzero"`
	Reasons    []Concept `cbor:"29,keyasint,omitempty"`

	When     Period `cbor:"30,keyasint,omitempty,omitzero"` // clinical time: onset to abatement, effective, occurrence
	Recorded Time   `cbor:"31,keyasint,omitempty,omitzero"` // recorded, authored, asserted
	Issued   Time   `cbor:"32,keyasint,omitempty,omitzero"`
	WhenText string `cbor:"33,keyasint,omitempty"` // onsetString, "age 40", where no date can be had

	Encounter Ref `cbor:"34,keyasint,omitempty,omitzero"`

	Notes    []string `cbor:"35,keyasint,omitempty"`
	Text     string   `cbor:"36,keyasint,omitempty"` // narrative or conclusion as plain text, where the resource has no other words
	Details  []Detail `cbor:"37,keyasint,omitempty"` // labelled facts that have no field of their own, for lists and "why"
	Warnings []string `cbor:"38,keyasint,omitempty"` // what could not be read, without patient data: element paths and reasons

	Patient      *Patient      `cbor:"40,keyasint,omitempty"`
	Observation  *Observation  `cbor:"41,keyasint,omitempty"`
	Medication   *Medication   `cbor:"42,keyasint,omitempty"`
	Allergy      *Allergy      `cbor:"43,keyasint,omitempty"`
	Immunization *Immunization `cbor:"44,keyasint,omitempty"`
	Document     *Document     `cbor:"45,keyasint,omitempty"`
	List         *List         `cbor:"46,keyasint,omitempty"`
	Results      []Ref         `cbor:"47,keyasint,omitempty"` // DiagnosticReport.result, Observation.hasMember
	Conditions   []Concept     `cbor:"48,keyasint,omitempty"` // FamilyMemberHistory.condition.code: what the relative has
}

// Detail is one labelled line: Label is a FHIR element name ("performer", "class"), Text the source's words.
type Detail struct {
	Label string `cbor:"1,keyasint"`
	Text  string `cbor:"2,keyasint"`
}

// Observation is what an Observation states beyond the common fields.
type Observation struct {
	Analyte         string           `cbor:"1,keyasint,omitempty"` // id in the analyte table, "" when the code is not in it
	Value           Value            `cbor:"2,keyasint,omitempty,omitzero"`
	AbsentReason    Concept          `cbor:"3,keyasint,omitempty,omitzero"`
	Interpretations []Concept        `cbor:"4,keyasint,omitempty"`
	Ranges          []ReferenceRange `cbor:"5,keyasint,omitempty"`
	Components      []Component      `cbor:"6,keyasint,omitempty"`
	Specimen        Concept          `cbor:"7,keyasint,omitempty,omitzero"` // type of specimen where it is stated inside
	SpecimenRef     Ref              `cbor:"8,keyasint,omitempty,omitzero"`
	Triggered       string           `cbor:"9,keyasint,omitempty"` // replaces, derivedFrom: reserved words of the source
}

// Component is one part of a panel Observation (systolic and diastolic pressure).
type Component struct {
	Code            Concept          `cbor:"1,keyasint,omitempty,omitzero"`
	Analyte         string           `cbor:"2,keyasint,omitempty"`
	Value           Value            `cbor:"3,keyasint,omitempty,omitzero"`
	AbsentReason    Concept          `cbor:"4,keyasint,omitempty,omitzero"`
	Interpretations []Concept        `cbor:"5,keyasint,omitempty"`
	Ranges          []ReferenceRange `cbor:"6,keyasint,omitempty"`
}

// MedicationRole is where in the life of a course a medication fact stands.
type MedicationRole string

// The roles, by resource type. A Medication resource is RoleProduct.
const (
	RoleRequest        MedicationRole = "request"
	RoleStatement      MedicationRole = "statement"
	RoleDispense       MedicationRole = "dispense"
	RoleAdministration MedicationRole = "administration"
	RoleProduct        MedicationRole = "product"
)

// Medication is what a medication resource states. The product itself is Fact.Code, or the Medication resource that
// Product names (a contained one is copied into Fact.Code and here).
type Medication struct {
	Role        MedicationRole `cbor:"1,keyasint,omitempty"`
	Product     Ref            `cbor:"2,keyasint,omitempty,omitzero"`
	Form        Concept        `cbor:"3,keyasint,omitempty,omitzero"`
	Ingredients []Ingredient   `cbor:"4,keyasint,omitempty"`
	Dosages     []Dosage       `cbor:"5,keyasint,omitempty"`
	Quantity    Quantity       `cbor:"6,keyasint,omitempty,omitzero"` // dispensed or requested supply
	Supply      Quantity       `cbor:"7,keyasint,omitempty,omitzero"` // days supply
	StatusWhy   Concept        `cbor:"8,keyasint,omitempty,omitzero"`
	Prior       Ref            `cbor:"9,keyasint,omitempty,omitzero"`  // priorPrescription
	BasedOn     []Ref          `cbor:"10,keyasint,omitempty"`          // the request that a dispense or administration fulfils
	Group       Identifier     `cbor:"11,keyasint,omitempty,omitzero"` // groupIdentifier
}

// Ingredient is one ingredient of a product with its strength.
type Ingredient struct {
	Item        Concept  `cbor:"1,keyasint,omitempty,omitzero"`
	Numerator   Quantity `cbor:"2,keyasint,omitempty,omitzero"`
	Denominator Quantity `cbor:"3,keyasint,omitempty,omitzero"`
	Inactive    bool     `cbor:"4,keyasint,omitempty"`
}

// Dosage is one FHIR Dosage, unrounded and unscaled.
type Dosage struct {
	Sequence   int      `cbor:"1,keyasint,omitempty"`
	Text       string   `cbor:"2,keyasint,omitempty"` // the source's own sentence
	Patient    string   `cbor:"3,keyasint,omitempty"` // patientInstruction
	Dose       Quantity `cbor:"4,keyasint,omitempty,omitzero"`
	DoseHigh   Quantity `cbor:"5,keyasint,omitempty,omitzero"` // of a dose range
	Rate       Value    `cbor:"6,keyasint,omitempty,omitzero"`
	Timing     Timing   `cbor:"7,keyasint,omitempty,omitzero"`
	AsNeeded   bool     `cbor:"8,keyasint,omitempty"`
	AsNeededIf Concept  `cbor:"9,keyasint,omitempty,omitzero"`
	Route      Concept  `cbor:"10,keyasint,omitempty,omitzero"`
	Site       Concept  `cbor:"11,keyasint,omitempty,omitzero"`
	Method     Concept  `cbor:"12,keyasint,omitempty,omitzero"`
	MaxDose    string   `cbor:"13,keyasint,omitempty"` // maxDosePerPeriod in the source's words
}

// Timing is FHIR's Timing.repeat, with its code. Numbers are decimal texts.
type Timing struct {
	Code         Concept  `cbor:"1,keyasint,omitempty,omitzero"` // BID, QD, Q4H ... or text
	Frequency    string   `cbor:"2,keyasint,omitempty"`
	FrequencyMax string   `cbor:"3,keyasint,omitempty"`
	Period       string   `cbor:"4,keyasint,omitempty"`
	PeriodMax    string   `cbor:"5,keyasint,omitempty"`
	PeriodUnit   string   `cbor:"6,keyasint,omitempty"` // s min h d wk mo a
	DayOfWeek    []string `cbor:"7,keyasint,omitempty"` // mon tue ...
	TimeOfDay    []string `cbor:"8,keyasint,omitempty"`
	When         []string `cbor:"9,keyasint,omitempty"` // MORN, HS, AC ... (EventTiming)
	Bounds       Period   `cbor:"10,keyasint,omitempty,omitzero"`
	Duration     string   `cbor:"11,keyasint,omitempty"` // boundsDuration or duration in the source's words
	Count        string   `cbor:"12,keyasint,omitempty"`
	Events       []Time   `cbor:"13,keyasint,omitempty"`
}

// Allergy is what an AllergyIntolerance states; the substance is Fact.Code, or of a reaction where code is absent.
type Allergy struct {
	Type           string     `cbor:"1,keyasint,omitempty"` // allergy, intolerance
	Categories     []string   `cbor:"2,keyasint,omitempty"` // food, medication, environment, biologic
	Criticality    string     `cbor:"3,keyasint,omitempty"` // low, high, unable-to-assess
	Reactions      []Reaction `cbor:"4,keyasint,omitempty"`
	LastOccurrence Time       `cbor:"5,keyasint,omitempty,omitzero"`
	NoKnown        string     `cbor:"6,keyasint,omitempty"` // scope of "no known ...": any, medication, food, environment, latex; "no-information" says nothing
}

// Reaction is one AllergyIntolerance.reaction.
type Reaction struct {
	Substance      Concept   `cbor:"1,keyasint,omitempty,omitzero"`
	Manifestations []Concept `cbor:"2,keyasint,omitempty"`
	Severity       string    `cbor:"3,keyasint,omitempty"`
	Text           string    `cbor:"4,keyasint,omitempty"`
	Onset          Time      `cbor:"5,keyasint,omitempty,omitzero"`
}

// Immunization is what an Immunization states beyond code, status and time.
type Immunization struct {
	Lot          string   `cbor:"1,keyasint,omitempty"`
	Dose         string   `cbor:"2,keyasint,omitempty"` // protocolApplied.doseNumber
	Series       string   `cbor:"3,keyasint,omitempty"`
	DoseQuantity Quantity `cbor:"4,keyasint,omitempty,omitzero"`
	Route        Concept  `cbor:"5,keyasint,omitempty,omitzero"`
	Reported     bool     `cbor:"6,keyasint,omitempty"` // primarySource false: told, not seen
	Manufacturer string   `cbor:"7,keyasint,omitempty"`
}

// Document is what a DocumentReference, Composition, DiagnosticReport or Media holds to read.
type Document struct {
	Title       string       `cbor:"1,keyasint,omitempty"`
	Author      string       `cbor:"2,keyasint,omitempty"`
	Attachments []Attachment `cbor:"3,keyasint,omitempty"`
	Sections    []Section    `cbor:"4,keyasint,omitempty"`
	Conclusion  string       `cbor:"5,keyasint,omitempty"`
}

// Attachment names content; the bytes stay in the raw resource.
type Attachment struct {
	ContentType string `cbor:"1,keyasint,omitempty"`
	URL         string `cbor:"2,keyasint,omitempty"`
	Title       string `cbor:"3,keyasint,omitempty"`
	Size        int    `cbor:"4,keyasint,omitempty"`
	Hash        string `cbor:"5,keyasint,omitempty"` // SHA-256 (hex) of inline data, else the source's own hash
	Text        string `cbor:"6,keyasint,omitempty"` // decoded inline text/plain, bounded
}

// Section is one section of a Composition.
type Section struct {
	Title       string  `cbor:"1,keyasint,omitempty"`
	Code        Concept `cbor:"2,keyasint,omitempty,omitzero"`
	Text        string  `cbor:"3,keyasint,omitempty"` // narrative as plain text
	Entries     []Ref   `cbor:"4,keyasint,omitempty"`
	EmptyReason Concept `cbor:"5,keyasint,omitempty,omitzero"`
}

// List is what a List resource states.
type List struct {
	Mode        string  `cbor:"1,keyasint,omitempty"`
	Title       string  `cbor:"2,keyasint,omitempty"`
	Items       []Ref   `cbor:"3,keyasint,omitempty"`
	EmptyReason Concept `cbor:"4,keyasint,omitempty,omitzero"`
}
