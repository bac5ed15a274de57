package engine

import (
	"net/url"
	"slices"

	"anamnesis/sync/endpoint"
)

// step is one resource type of the Patient compartment and how to ask for a patient's.
type step struct {
	typ string
	// params are search parameters that name the patient, best first.
	params []string
	// danger: what can hurt when it is missing. It is listed whole in each round, so that what was moved, unmerged or
	// deleted is seen at once.
	danger bool
	// loose: the patient is not its subject, so the cache cannot say whose it is. It is listed whole in each round.
	loose bool
	// minor: a clinician does not miss it, so nothing is said when a server does not offer it.
	minor bool
}

var (
	byPatient = []string{"patient", "subject"}
	bySubject = []string{"subject", "patient"}
)

// plan is the Patient compartment of STU3, R4, R4B and R5 (CompartmentDefinition/patient of each), in the order in which
// a clinician needs it. Patient itself is read before.
var plan = []step{
	{typ: "AllergyIntolerance", params: byPatient, danger: true},
	{typ: "Condition", params: byPatient, danger: true},
	{typ: "MedicationRequest", params: byPatient, danger: true},
	{typ: "MedicationStatement", params: byPatient, danger: true},
	{typ: "Flag", params: byPatient, danger: true},
	{typ: "AdverseEvent", params: bySubject, danger: true, minor: true},
	{typ: "DetectedIssue", params: byPatient, danger: true, minor: true},

	{typ: "Encounter", params: byPatient},
	{typ: "DiagnosticReport", params: byPatient},
	{typ: "Observation", params: byPatient},
	{typ: "Immunization", params: byPatient},
	{typ: "MedicationAdministration", params: byPatient},
	{typ: "MedicationDispense", params: byPatient},
	{typ: "Procedure", params: byPatient},
	{typ: "DocumentReference", params: byPatient},
	{typ: "Composition", params: byPatient},
	{typ: "ImagingStudy", params: byPatient},
	{typ: "FamilyMemberHistory", params: byPatient},
	{typ: "CarePlan", params: byPatient},
	{typ: "CareTeam", params: byPatient},
	{typ: "Goal", params: byPatient},
	{typ: "ServiceRequest", params: byPatient},
	{typ: "ProcedureRequest", params: byPatient},
	{typ: "ReferralRequest", params: byPatient},
	{typ: "Specimen", params: byPatient},
	{typ: "Device", params: []string{"patient"}},
	{typ: "DeviceUseStatement", params: byPatient},
	{typ: "DeviceUsage", params: []string{"patient"}},
	{typ: "DeviceRequest", params: byPatient},
	{typ: "List", params: byPatient},
	{typ: "Consent", params: byPatient},
	{typ: "Appointment", params: []string{"patient", "actor"}, loose: true},
	{typ: "EpisodeOfCare", params: []string{"patient"}},
	{typ: "ClinicalImpression", params: byPatient},
	{typ: "RiskAssessment", params: byPatient},
	{typ: "QuestionnaireResponse", params: byPatient},
	{typ: "NutritionOrder", params: byPatient},
	{typ: "VisionPrescription", params: []string{"patient"}},
	{typ: "ImmunizationRecommendation", params: []string{"patient"}},
	{typ: "RelatedPerson", params: []string{"patient"}},
	{typ: "Provenance", params: []string{"patient"}, loose: true},
	{typ: "Media", params: byPatient, minor: true},
	{typ: "BodyStructure", params: []string{"patient"}, minor: true},
	{typ: "BodySite", params: []string{"patient"}, minor: true},
	{typ: "Communication", params: byPatient, minor: true},
	{typ: "CommunicationRequest", params: byPatient, minor: true},
	{typ: "Task", params: byPatient, minor: true},
	{typ: "RequestGroup", params: byPatient, minor: true},
	{typ: "RequestOrchestration", params: byPatient, minor: true},
	{typ: "NutritionIntake", params: byPatient, minor: true},
	{typ: "ImagingSelection", params: byPatient, minor: true},
	{typ: "GenomicStudy", params: byPatient, minor: true},
	{typ: "MolecularSequence", params: byPatient, minor: true},
	{typ: "Sequence", params: []string{"patient"}, minor: true},
	{typ: "ImagingManifest", params: []string{"patient"}, minor: true},
	{typ: "ImmunizationEvaluation", params: []string{"patient"}, minor: true},
	{typ: "BiologicallyDerivedProductDispense", params: []string{"patient"}, minor: true},
	{typ: "EncounterHistory", params: byPatient, minor: true},
	{typ: "DocumentManifest", params: byPatient, minor: true},
	{typ: "SupplyDelivery", params: []string{"patient"}, minor: true},
	{typ: "SupplyRequest", params: byPatient, minor: true},
	{typ: "ResearchSubject", params: []string{"individual", "patient", "subject"}, minor: true},
	{typ: "MeasureReport", params: byPatient, minor: true},
	{typ: "Basic", params: byPatient, minor: true},
	{typ: "Person", params: []string{"patient"}, loose: true, minor: true},
	{typ: "Group", params: []string{"member"}, loose: true, minor: true},
	{typ: "Schedule", params: []string{"actor"}, loose: true, minor: true},
	{typ: "AppointmentResponse", params: []string{"patient", "actor"}, loose: true, minor: true},
	{typ: "Coverage", params: []string{"patient", "beneficiary"}},
	{typ: "Account", params: byPatient, minor: true},
	{typ: "ChargeItem", params: byPatient, minor: true},
	{typ: "Claim", params: []string{"patient"}},
	{typ: "ClaimResponse", params: []string{"patient"}, minor: true},
	{typ: "ExplanationOfBenefit", params: []string{"patient"}},
	{typ: "CoverageEligibilityRequest", params: []string{"patient"}, minor: true},
	{typ: "CoverageEligibilityResponse", params: []string{"patient"}, minor: true},
	{typ: "EligibilityRequest", params: []string{"patient"}, minor: true},
	{typ: "EligibilityResponse", params: []string{"patient"}, minor: true},
	{typ: "EnrollmentRequest", params: byPatient, minor: true},
	{typ: "Invoice", params: byPatient, minor: true},
	{typ: "AuditEvent", params: []string{"patient"}, loose: true, minor: true},
}

// planned says which types are in the plan.
var planned = func() map[string]bool {
	m := map[string]bool{"Patient": true}
	for _, s := range plan {
		m[s.typ] = true
	}
	return m
}()

// versionOnly holds the clinical types that not every FHIR version has; a server is not said to lack them.
var versionOnly = []string{"ProcedureRequest", "ReferralRequest", "DeviceUsage", "ServiceRequest", "DeviceUseStatement", "MedicationStatement"}

// usual is what a server that does not describe itself is asked for: what all three versions have.
func usual() *endpoint.Capability {
	c := &endpoint.Capability{Types: map[string]endpoint.Offer{}}
	offer := endpoint.Offer{Read: true, Search: true}
	for _, s := range plan {
		if !s.minor && !slices.Contains(versionOnly, s.typ) {
			c.Types[s.typ] = offer
		}
	}
	for _, t := range []string{"Patient", "Practitioner", "PractitionerRole", "Organization", "Location", "Medication", "ServiceRequest", "MedicationStatement"} {
		c.Types[t] = offer
	}
	return c
}

// includes are asked for along with a type where the server offers them: what a line of the chart cannot be read without.
var includes = map[string]string{
	"MedicationRequest":        "MedicationRequest:medication",
	"MedicationStatement":      "MedicationStatement:medication",
	"MedicationDispense":       "MedicationDispense:medication",
	"MedicationAdministration": "MedicationAdministration:medication",
}

// pageSize is how many resources a page is asked to hold.
const pageSize = "250"

// queries returns the ways to ask for a patient's resources of a type, best first.
func (s step) queries(patient string, o endpoint.Offer) []url.Values {
	params := slices.Clone(s.params)
	if slices.ContainsFunc(params, o.Takes) {
		params = slices.DeleteFunc(params, func(p string) bool { return !o.Takes(p) })
	}
	var out []url.Values
	for _, p := range params {
		v := patient
		if p != "patient" {
			v = "Patient/" + patient
		}
		q := url.Values{p: {v}, "_count": {pageSize}}
		if i := includes[s.typ]; i != "" && slices.Contains(o.Includes, i) {
			q.Set("_include", i)
		}
		out = append(out, q)
	}
	return out
}
