package convert

import (
	"strings"

	"google.golang.org/protobuf/proto"

	"anamnesis/app/record"
)

// resourceType says what becomes of a resource type: its column in the ledger, the kind of its entries, and the converter
// that knows it; without one it is listed by the elements that its proto has.
type resourceType struct {
	account record.Account
	kind    record.Kind
	read    func(*conversion, proto.Message, *record.Fact)
}

// reads adapts a converter to the proto that it knows.
func reads[T proto.Message](f func(*conversion, T, *record.Fact)) func(*conversion, proto.Message, *record.Fact) {
	return func(c *conversion, m proto.Message, fact *record.Fact) {
		if x, ok := m.(T); ok {
			f(c, x, fact)
		}
	}
}

func evidence[T proto.Message](kind record.Kind, f func(*conversion, T, *record.Fact)) resourceType {
	return resourceType{record.AccountEvidence, kind, reads(f)}
}

func supporting[T proto.Message](f func(*conversion, T, *record.Fact)) resourceType {
	return resourceType{record.AccountSupporting, "", reads(f)}
}

func administrative[T proto.Message](f func(*conversion, T, *record.Fact)) resourceType {
	return resourceType{record.AccountAdministrative, "", reads(f)}
}

// types is what the program knows of each R4 type; typeOf answers for all of them.
var types map[string]resourceType

func init() {
	types = map[string]resourceType{
		"Patient":                  evidence("", (*conversion).patient),
		"AllergyIntolerance":       evidence(record.KindAllergy, (*conversion).allergy),
		"Condition":                evidence(record.KindProblem, (*conversion).condition),
		"Observation":              evidence(record.KindResult, (*conversion).observation),
		"DiagnosticReport":         evidence(record.KindReport, (*conversion).report),
		"MedicationRequest":        evidence(record.KindMedication, (*conversion).medicationRequest),
		"MedicationStatement":      evidence(record.KindMedication, (*conversion).medicationStatement),
		"MedicationDispense":       evidence(record.KindMedication, (*conversion).medicationDispense),
		"MedicationAdministration": evidence(record.KindMedication, (*conversion).medicationAdministration),
		"Immunization":             evidence(record.KindImmunization, (*conversion).immunization),
		"Procedure":                evidence(record.KindProcedure, (*conversion).procedure),
		"Encounter":                evidence(record.KindEncounter, (*conversion).encounter),
		"DocumentReference":        evidence(record.KindDocument, (*conversion).documentReference),
		"Media":                    evidence(record.KindDocument, (*conversion).media),
		"Composition":              evidence(record.KindDocument, (*conversion).composition),
		"ImagingStudy":             evidence(record.KindImaging, (*conversion).imagingStudy),
		"FamilyMemberHistory":      evidence(record.KindFamily, (*conversion).familyHistory),
		"CarePlan":                 evidence(record.KindCarePlan, (*conversion).carePlan),
		"CareTeam":                 evidence(record.KindOther, (*conversion).careTeam),
		"Goal":                     evidence(record.KindGoal, (*conversion).goal),
		"Device":                   evidence(record.KindDevice, (*conversion).device),
		"Coverage":                 evidence(record.KindCoverage, (*conversion).coverage),
		"ServiceRequest":           evidence(record.KindOrder, (*conversion).serviceRequest),
		"Flag":                     evidence(record.KindOther, (*conversion).flag),
		"Consent":                  evidence(record.KindOther, (*conversion).consent),
		"Appointment":              evidence(record.KindOther, (*conversion).appointment),
		"AdverseEvent":             evidence(record.KindOther, (*conversion).adverseEvent),
		"List":                     evidence(record.KindOther, (*conversion).list),
		"QuestionnaireResponse":    evidence(record.KindOther, (*conversion).questionnaireResponse),
		"Medication":               supporting((*conversion).medication),
		"Specimen":                 supporting((*conversion).specimenResource),
		"Practitioner":             supporting((*conversion).practitioner),
		"PractitionerRole":         supporting((*conversion).practitionerRole),
		"Organization":             supporting((*conversion).organization),
		"Location":                 supporting((*conversion).location),
		"Provenance":               supporting((*conversion).provenance),
		"Claim":                    administrative((*conversion).claim),
		"ExplanationOfBenefit":     administrative((*conversion).benefit),
	}
	for kind, names := range listedKinds {
		for _, name := range strings.Fields(names) {
			types[name] = resourceType{record.AccountEvidence, kind, nil}
		}
	}
	for account, names := range listedAccounts {
		for _, name := range strings.Fields(names) {
			types[name] = resourceType{account, "", nil}
		}
	}
}

// listedKinds are the kinds of types without a converter of their own; the rest is of kind other.
var listedKinds = map[record.Kind]string{
	record.KindDocument: "DocumentManifest",
	record.KindDevice:   "DeviceUseStatement",
	record.KindImaging:  "ImagingManifest",
	record.KindOrder:    "DeviceRequest NutritionOrder VisionPrescription SupplyRequest RequestGroup",
}

// listedAccounts are the types that are no evidence of anything about a patient.
var listedAccounts = map[record.Account]string{
	record.AccountSupporting: `RelatedPerson Person Group HealthcareService Endpoint OrganizationAffiliation Substance BodyStructure
		AuditEvent Binary Bundle Parameters OperationOutcome MessageHeader Subscription Linkage DeviceMetric
		BiologicallyDerivedProduct ResearchStudy Basic
		ActivityDefinition CapabilityStatement CatalogEntry ChargeItemDefinition CodeSystem CompartmentDefinition ConceptMap
		DeviceDefinition EffectEvidenceSynthesis EventDefinition Evidence EvidenceVariable ExampleScenario GraphDefinition
		ImplementationGuide Library Measure MedicationKnowledge MedicinalProduct MedicinalProductAuthorization
		MedicinalProductContraindication MedicinalProductIndication MedicinalProductIngredient MedicinalProductInteraction
		MedicinalProductManufactured MedicinalProductPackaged MedicinalProductPharmaceutical MedicinalProductUndesirableEffect
		MessageDefinition NamingSystem ObservationDefinition OperationDefinition PlanDefinition Questionnaire
		ResearchDefinition ResearchElementDefinition RiskEvidenceSynthesis SearchParameter SpecimenDefinition
		StructureDefinition StructureMap SubstanceNucleicAcid SubstancePolymer SubstanceProtein
		SubstanceReferenceInformation SubstanceSourceMaterial SubstanceSpecification TerminologyCapabilities TestReport
		TestScript ValueSet VerificationResult
		DataElement ServiceDefinition ExpansionProfile`,
	record.AccountAdministrative: `ClaimResponse Account Invoice ChargeItem PaymentNotice PaymentReconciliation
		CoverageEligibilityRequest CoverageEligibilityResponse EnrollmentRequest EnrollmentResponse InsurancePlan Contract
		Schedule Slot AppointmentResponse MeasureReport ProcessRequest ProcessResponse`,
}

// typeOf returns what becomes of a type that its source calls sent and R4 calls name.
func typeOf(sent, name string) resourceType {
	if t, ok := types[sent]; ok {
		return t
	}
	if t, ok := types[name]; ok {
		return t
	}
	return resourceType{record.AccountEvidence, record.KindOther, nil}
}
