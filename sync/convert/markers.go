package convert

import (
	"strings"

	"anamnesis/sync/convert/jsontree"
)

// sign is in which versions an element is written so.
type sign int

// The signs: in STU3 only, since R4, before R5 (STU3 perhaps too), in R5 only.
const (
	onlySTU3 sign = iota
	sinceR4
	beforeR5
	onlyR5
	signs
)

// marker is an element that tells versions apart. is looks at its value; without it the element's presence is enough.
type marker struct {
	sign    sign
	element string
	is      func(*jsontree.Node) bool
}

func isText(n *jsontree.Node) bool   { return n.Kind == jsontree.String }
func isObject(n *jsontree.Node) bool { return n.Kind == jsontree.Object }
func isList(n *jsontree.Node) bool   { return n.Kind == jsontree.Array }

// has looks for a member in a group of elements, or in the first of a list of them.
func has(name string) func(*jsontree.Node) bool {
	return func(n *jsontree.Node) bool { return n.First().Get(name) != nil }
}

// versionMarkers are the telling elements of each type, after HL7's difference pages of R4 and R5.
var versionMarkers = map[string][]marker{
	"AllergyIntolerance": {{onlySTU3, "clinicalStatus", isText}, {onlySTU3, "verificationStatus", isText},
		{onlySTU3, "assertedDate", nil}, {sinceR4, "clinicalStatus", isObject}, {beforeR5, "recorder", nil},
		{beforeR5, "asserter", nil}, {beforeR5, "type", isText}, {onlyR5, "type", isObject}, {onlyR5, "participant", nil}},
	"Appointment": {{onlySTU3, "serviceCategory", isObject}, {onlySTU3, "reason", has("coding")}, {onlySTU3, "indication", nil},
		{beforeR5, "reasonCode", nil}, {onlyR5, "class", nil}, {onlyR5, "subject", nil}, {onlyR5, "reason", has("concept")}},
	"CarePlan": {{onlySTU3, "context", nil}, {onlySTU3, "definition", nil}, {onlySTU3, "author", isList}, {sinceR4, "encounter", nil},
		{beforeR5, "author", isObject}, {onlyR5, "custodian", nil}, {onlyR5, "addresses", has("concept")}},
	"CareTeam": {{onlySTU3, "context", nil}, {beforeR5, "encounter", nil}, {beforeR5, "reasonCode", nil}, {onlyR5, "reason", nil}},
	"Claim": {{onlySTU3, "organization", nil}, {onlySTU3, "employmentImpacted", nil}, {onlySTU3, "hospitalization", nil},
		{onlySTU3, "information", nil}, {sinceR4, "supportingInfo", nil}, {onlyR5, "diagnosisRelatedGroup", nil}},
	"Composition": {{onlySTU3, "class", nil}, {beforeR5, "confidentiality", isText}, {beforeR5, "identifier", isObject},
		{onlyR5, "identifier", isList}, {onlyR5, "subject", isList}},
	"Condition": {{onlySTU3, "clinicalStatus", isText}, {onlySTU3, "verificationStatus", isText}, {onlySTU3, "assertedDate", nil},
		{onlySTU3, "context", nil}, {onlySTU3, "abatementBoolean", nil}, {sinceR4, "clinicalStatus", isObject},
		{sinceR4, "recordedDate", nil}, {beforeR5, "recorder", nil}, {beforeR5, "asserter", nil}, {onlyR5, "participant", nil}},
	"Consent": {{onlySTU3, "except", nil}, {onlySTU3, "consentingParty", nil}, {beforeR5, "scope", nil},
		{beforeR5, "provision", isObject}, {onlyR5, "decision", nil}, {onlyR5, "provision", isList}},
	"Coverage": {{onlySTU3, "grouping", nil}, {onlySTU3, "sequence", nil}, {sinceR4, "class", nil}, {beforeR5, "payor", nil},
		{onlyR5, "kind", nil}, {onlyR5, "insurer", nil}},
	"Device": {{onlySTU3, "udi", nil}, {onlySTU3, "model", nil}, {sinceR4, "udiCarrier", nil}, {beforeR5, "deviceName", nil},
		{beforeR5, "type", isObject}, {onlyR5, "type", isList}, {onlyR5, "name", isList}, {onlyR5, "definition", has("concept")}},
	"DiagnosticReport": {{onlySTU3, "context", nil}, {onlySTU3, "image", nil}, {onlySTU3, "codedDiagnosis", nil},
		{onlySTU3, "category", isObject}, {onlySTU3, "performer", has("actor")}, {sinceR4, "encounter", nil},
		{sinceR4, "category", isList}, {sinceR4, "performer", has("reference")}, {beforeR5, "imagingStudy", nil},
		{onlyR5, "supportingInfo", nil}, {onlyR5, "study", nil}},
	"DocumentReference": {{onlySTU3, "indexed", nil}, {onlySTU3, "class", nil}, {onlySTU3, "created", nil},
		{sinceR4, "category", isList}, {beforeR5, "context", isObject}, {beforeR5, "masterIdentifier", nil},
		{beforeR5, "authenticator", nil}, {onlyR5, "context", isList}, {onlyR5, "attester", nil}, {onlyR5, "modality", nil}},
	"Encounter": {{onlySTU3, "reason", has("coding")}, {onlySTU3, "reason", has("text")}, {onlySTU3, "incomingReferral", nil},
		{onlySTU3, "diagnosis", has("role")}, {beforeR5, "reasonCode", nil}, {beforeR5, "class", isObject},
		{beforeR5, "hospitalization", nil}, {onlyR5, "class", isList}, {onlyR5, "actualPeriod", nil}, {onlyR5, "admission", nil}},
	"ExplanationOfBenefit": {{onlySTU3, "organization", nil}, {onlySTU3, "information", nil}, {onlySTU3, "outcome", isObject},
		{sinceR4, "outcome", isText}, {sinceR4, "supportingInfo", nil}},
	"FamilyMemberHistory": {{onlySTU3, "notDone", nil}, {onlySTU3, "gender", nil}, {sinceR4, "sex", nil},
		{beforeR5, "reasonCode", nil}, {onlyR5, "participant", nil}, {onlyR5, "reason", nil}},
	"Goal": {{onlySTU3, "status", nil}, {onlySTU3, "target", isObject}, {sinceR4, "lifecycleStatus", nil}, {beforeR5, "outcomeCode", nil},
		{beforeR5, "outcomeReference", nil}, {onlyR5, "outcome", nil}, {onlyR5, "continuous", nil}},
	"ImagingStudy": {{onlySTU3, "uid", nil}, {onlySTU3, "accession", nil}, {onlySTU3, "availability", nil}, {onlySTU3, "context", nil},
		{sinceR4, "status", nil}, {sinceR4, "encounter", nil}, {beforeR5, "procedureCode", nil}, {onlyR5, "procedure", nil}},
	"Immunization": {{onlySTU3, "notGiven", nil}, {onlySTU3, "date", nil}, {onlySTU3, "practitioner", nil},
		{onlySTU3, "vaccinationProtocol", nil}, {onlySTU3, "explanation", nil}, {sinceR4, "occurrenceDateTime", nil},
		{beforeR5, "recorded", nil}, {beforeR5, "reportOrigin", nil}, {beforeR5, "manufacturer", has("reference")},
		{beforeR5, "reasonCode", nil}, {onlyR5, "administeredProduct", nil}, {onlyR5, "informationSource", nil},
		{onlyR5, "reason", nil}, {onlyR5, "manufacturer", has("concept")}},
	"Medication": {{onlySTU3, "isBrand", nil}, {onlySTU3, "isOverTheCounter", nil}, {onlySTU3, "package", nil},
		{beforeR5, "form", nil}, {beforeR5, "ingredient", has("itemCodeableConcept")}, {onlyR5, "doseForm", nil},
		{onlyR5, "ingredient", has("item")}, {onlyR5, "totalVolume", nil}},
	"MedicationAdministration": {{onlySTU3, "notGiven", nil}, {onlySTU3, "prescription", nil}, {sinceR4, "request", nil},
		{onlyR5, "medication", nil}, {onlyR5, "occurenceDateTime", nil}, {onlyR5, "occurencePeriod", nil}},
	"MedicationDispense": {{onlySTU3, "notDone", nil}, {onlySTU3, "notDoneReasonCodeableConcept", nil}, {onlyR5, "medication", nil}},
	"MedicationRequest": {{onlySTU3, "context", nil}, {onlySTU3, "requester", has("agent")}, {onlySTU3, "definition", nil},
		{onlySTU3, "dosageInstruction", has("doseQuantity")}, {sinceR4, "encounter", nil}, {sinceR4, "requester", has("reference")},
		{sinceR4, "dosageInstruction", has("doseAndRate")}, {beforeR5, "medicationCodeableConcept", nil},
		{beforeR5, "medicationReference", nil}, {onlyR5, "medication", nil}},
	"MedicationStatement": {{onlySTU3, "taken", nil}, {onlySTU3, "reasonNotTaken", nil}, {onlySTU3, "dosage", has("doseQuantity")},
		{sinceR4, "dosage", has("doseAndRate")}, {onlyR5, "medication", nil}, {onlyR5, "adherence", nil}},
	"Observation": {{onlySTU3, "context", nil}, {onlySTU3, "related", nil}, {onlySTU3, "comment", isText},
		{onlySTU3, "interpretation", isObject}, {sinceR4, "encounter", nil}, {sinceR4, "interpretation", isList},
		{sinceR4, "hasMember", nil}, {onlyR5, "triggeredBy", nil}, {onlyR5, "bodyStructure", nil}},
	"Patient": {{onlySTU3, "animal", nil}},
	"Procedure": {{onlySTU3, "notDone", nil}, {onlySTU3, "context", nil}, {onlySTU3, "definition", nil},
		{onlySTU3, "performer", has("role")}, {sinceR4, "encounter", nil}, {beforeR5, "performedDateTime", nil},
		{beforeR5, "performedPeriod", nil}, {onlyR5, "occurrenceDateTime", nil}, {onlyR5, "occurrencePeriod", nil}},
	"Provenance": {{onlySTU3, "period", nil}, {onlySTU3, "agent", has("whoReference")}, {sinceR4, "agent", has("who")},
		{beforeR5, "reason", nil}, {onlyR5, "authorization", nil}},
	"ServiceRequest": {{beforeR5, "code", has("coding")}, {beforeR5, "code", has("text")}, {onlyR5, "code", has("concept")}},
}

// typeSigns are types that exist in some versions only. Procedure requests and the like of STU3, R5's new ones.
var typeSigns = map[sign]string{
	onlySTU3: `ProcedureRequest ReferralRequest Sequence DeviceComponent EligibilityRequest EligibilityResponse BodySite
		DataElement ExpansionProfile ImagingManifest ProcessRequest ProcessResponse ServiceDefinition`,
	sinceR4:  "ServiceRequest MolecularSequence BodyStructure CoverageEligibilityRequest CoverageEligibilityResponse",
	beforeR5: "DeviceUseStatement RequestGroup DocumentManifest Media CatalogEntry",
	onlyR5: `DeviceUsage InventoryItem InventoryReport GenomicStudy ImagingSelection Transport DeviceAssociation DeviceDispense
		BiologicallyDerivedProductDispense EncounterHistory FormularyItem NutritionIntake Permission RequestOrchestration
		Requirements ActorDefinition ConditionDefinition ArtifactAssessment`,
}

// markers returns which signs the resource bears.
func markers(n *jsontree.Node) [signs]bool {
	var found [signs]bool
	name := n.Get("resourceType").Str()
	for s, names := range typeSigns {
		for _, t := range strings.Fields(names) {
			found[s] = found[s] || t == name
		}
	}
	for _, m := range versionMarkers[name] {
		v := n.Get(m.element)
		if !v.IsNull() && (m.is == nil || m.is(v)) {
			found[m.sign] = true
		}
	}
	return found
}
