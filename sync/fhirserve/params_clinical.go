package fhirserve

// clinical holds the types which say something about a patient's health, with the parameters of R4 (4.0.1) and STU3
// (3.0.2). An element that only one of the two has does not occur in the other's data, so most rows serve both.
var clinical = map[string]definition{
	"AdverseEvent": {"", "subject", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("recorder", "recorder"), date("date", "date"),
		tok("category", "category"), r4(tok("event", "event")), stu3(tok("type", "type")), r4(tok("actuality", "actuality")),
	}},
	"AllergyIntolerance": {"", "patient recorder asserter", []param{
		to("Patient", "patient", "patient"), ref("recorder", "recorder"), ref("asserter", "asserter"),
		tok("code", "code reaction.substance"), tok("clinical-status", "clinicalStatus"),
		tok("verification-status", "verificationStatus"), tok("category", "category"), tok("criticality", "criticality"),
		tok("type", "type"), date("date", "recordedDate assertedDate"), date("onset", "reaction.onset"),
	}},
	"BodySite":      {"stu3", "patient", []param{to("Patient", "patient", "patient"), tok("code", "code")}},
	"BodyStructure": {"r4", "patient", []param{to("Patient", "patient", "patient"), tok("location", "location")}},
	"CarePlan": {"", "patient performer", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("performer", "activity.detail.performer"),
		to("Encounter", "encounter", "encounter context"), ref("care-team", "careTeam"), ref("condition", "addresses"),
		ref("goal", "goal"), tok("category", "category"), tok("status", "status"), tok("intent", "intent"), date("date", "period"),
	}},
	"CareTeam": {"", "patient participant", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("participant", "participant.member"),
		to("Encounter", "encounter", "encounter context"), tok("category", "category"), tok("status", "status"), date("date", "period"),
	}},
	"ClinicalImpression": {"", "subject", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), to("Encounter", "encounter", "encounter context"),
		tok("status", "status"), date("date", "date"),
	}},
	"Composition": {"", "subject author attester", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("author", "author"), ref("attester", "attester.party"),
		ref("encounter", "encounter"), ref("entry", "section.entry"), tok("type", "type"), r4(tok("category", "category")),
		stu3(tok("class", "class")), tok("status", "status"), date("date", "date"), str("title", "title"),
	}},
	"Condition": {"", "patient asserter", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("asserter", "asserter"),
		ref("encounter", "encounter context"), tok("code", "code"), tok("category", "category"),
		tok("clinical-status", "clinicalStatus"), tok("verification-status", "verificationStatus"), tok("severity", "severity"),
		tok("body-site", "bodySite"), date("onset-date", "onsetDateTime onsetPeriod"),
		date("abatement-date", "abatementDateTime abatementPeriod"), r4(date("recorded-date", "recordedDate")),
		stu3(date("asserted-date", "assertedDate")),
	}},
	"DetectedIssue": {"", "patient", []param{
		to("Patient", "patient", "patient"), ref("author", "author"), ref("implicated", "implicated"), r4(tok("code", "code")),
		stu3(tok("category", "category")), r4(date("identified", "identifiedDateTime identifiedPeriod")), stu3(date("date", "date")),
	}},
	"DeviceUseStatement": {"", "subject", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("device", "device"),
	}},
	"DiagnosticReport": {"", "subject", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("performer", "performer performer.actor"),
		ref("encounter", "encounter context"), ref("result", "result"), ref("specimen", "specimen"), ref("based-on", "basedOn"),
		tok("code", "code"), tok("category", "category"), tok("status", "status"), date("date", "effectiveDateTime effectivePeriod"),
		date("issued", "issued"),
	}},
	"Encounter": {"", "patient", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("participant", "participant.individual"),
		ref("service-provider", "serviceProvider"), ref("part-of", "partOf"), ref("location", "location.location"),
		ref("diagnosis", "diagnosis.condition"), ref("episode-of-care", "episodeOfCare episodeofcare"), tok("class", "class"),
		tok("type", "type"), tok("status", "status"), date("date", "period"),
	}},
	"EpisodeOfCare": {"", "patient", []param{
		to("Patient", "patient", "patient"), ref("organization", "managingOrganization"), tok("type", "type"), tok("status", "status"),
		date("date", "period"),
	}},
	"FamilyMemberHistory": {"", "patient", []param{
		to("Patient", "patient", "patient"), tok("code", "condition.code"), tok("relationship", "relationship"),
		tok("status", "status"), date("date", "date"),
	}},
	"Flag": {"", "patient", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("encounter", "encounter"), ref("author", "author"),
		date("date", "period"),
	}},
	"Goal": {"", "patient", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), tok("category", "category"),
		r4(tok("lifecycle-status", "lifecycleStatus")), stu3(tok("status", "status")), date("start-date", "startDate"),
		date("target-date", "target.dueDate"),
	}},
	"ImagingManifest": {"stu3", "patient author", []param{
		to("Patient", "patient", "patient"), ref("author", "author"), date("authoring-time", "authoringTime"),
	}},
	"ImagingStudy": {"", "patient", []param{
		r4(ref("subject", "subject")), to("Patient", "patient", "subject patient"), r4(ref("encounter", "encounter")),
		stu3(ref("context", "context")), tok("modality", "series.modality"), r4(tok("status", "status")), date("started", "started"),
	}},
	"Immunization": {"", "patient", []param{
		to("Patient", "patient", "patient"), ref("performer", "performer.actor"), ref("location", "location"),
		tok("vaccine-code", "vaccineCode"), tok("status", "status"), date("date", "occurrenceDateTime date"),
	}},
	"ImmunizationEvaluation":     {"r4", "patient", []param{to("Patient", "patient", "patient"), date("date", "date")}},
	"ImmunizationRecommendation": {"", "patient", []param{to("Patient", "patient", "patient"), date("date", "date")}},
	"List": {"", "subject source", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("source", "source"), ref("encounter", "encounter"),
		ref("item", "entry.item"), tok("code", "code"), tok("status", "status"), tok("empty-reason", "emptyReason"),
		str("title", "title"), date("date", "date"),
	}},
	"Media": {"", "subject", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), r4(ref("encounter", "encounter")), ref("operator", "operator"),
		r4(date("created", "createdDateTime createdPeriod")), stu3(date("date", "occurrenceDateTime occurrencePeriod")),
	}},
	"Medication": {"", "", []param{
		tok("code", "code"), ref("manufacturer", "manufacturer"), ref("ingredient", "ingredient.itemReference"),
		tok("ingredient-code", "ingredient.itemCodeableConcept"), tok("status", "status"),
	}},
	"MedicationAdministration": {"", "patient performer subject", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("performer", "performer.actor"), ref("context", "context"),
		ref("medication", "medicationReference"), r4(ref("request", "request")), stu3(ref("prescription", "prescription")),
		ref("device", "device"), tok("code", "medicationCodeableConcept"), tok("status", "status"),
		date("effective-time", "effectiveDateTime effectivePeriod"),
	}},
	"MedicationDispense": {"", "subject patient receiver", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("receiver", "receiver"), ref("context", "context"),
		ref("medication", "medicationReference"), ref("prescription", "authorizingPrescription"), ref("performer", "performer.actor"),
		tok("code", "medicationCodeableConcept"), tok("status", "status"), date("whenhandedover", "whenHandedOver"),
		date("whenprepared", "whenPrepared"),
	}},
	"MedicationRequest": {"", "subject", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), r4(ref("encounter", "encounter")), stu3(ref("context", "context")),
		ref("medication", "medicationReference"), ref("requester", "requester requester.agent"),
		tok("code", "medicationCodeableConcept"), tok("status", "status"), tok("intent", "intent"),
		date("authoredon", "authoredOn"), date("date", "dosageInstruction.timing"),
	}},
	"MedicationStatement": {"", "subject", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("context", "context"),
		ref("medication", "medicationReference"), ref("source", "informationSource"), ref("part-of", "partOf"),
		tok("code", "medicationCodeableConcept"), tok("status", "status"), tok("category", "category"),
		date("effective", "effectiveDateTime effectivePeriod"),
	}},
	"MolecularSequence": {"r4", "patient", []param{to("Patient", "patient", "patient"), tok("type", "type")}},
	"NutritionOrder": {"", "patient", []param{
		to("Patient", "patient", "patient"), ref("encounter", "encounter"), ref("provider", "orderer"), tok("status", "status"),
		date("datetime", "dateTime"),
	}},
	"Observation": {"", "subject performer", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("performer", "performer"),
		ref("encounter", "encounter context"), stu3(ref("context", "context")), ref("specimen", "specimen"), ref("device", "device"),
		ref("based-on", "basedOn"), r4(ref("focus", "focus")), r4(ref("has-member", "hasMember")), r4(ref("derived-from", "derivedFrom")),
		tok("code", "code"), tok("category", "category"), tok("status", "status"), tok("component-code", "component.code"),
		tok("combo-code", "code component.code"), tok("value-concept", "valueCodeableConcept"), tok("method", "method"),
		tok("data-absent-reason", "dataAbsentReason"),
		date("date", "effectiveDateTime effectivePeriod effectiveInstant effectiveTiming"),
	}},
	"Procedure": {"", "patient performer", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("performer", "performer.actor"),
		ref("encounter", "encounter context"), ref("part-of", "partOf"), ref("location", "location"), tok("code", "code"),
		tok("category", "category"), tok("status", "status"), date("date", "performedDateTime performedPeriod"),
	}},
	"ProcedureRequest": {"stu3", "subject performer", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("performer", "performer"), ref("encounter", "context"),
		ref("context", "context"), ref("requester", "requester.agent"), tok("code", "code"), tok("status", "status"),
		tok("intent", "intent"), date("authored", "authoredOn"), date("occurrence", "occurrenceDateTime occurrencePeriod occurrenceTiming"),
	}},
	"ReferralRequest": {"stu3", "patient requester", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("requester", "requester.agent"),
		ref("recipient", "recipient"), ref("encounter", "context"), ref("context", "context"), tok("type", "type"),
		tok("status", "status"), date("authored-on", "authoredOn"),
	}},
	"RiskAssessment": {"", "subject", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("encounter", "encounter context"), ref("condition", "condition"),
		ref("performer", "performer"), tok("method", "method"), date("date", "occurrenceDateTime occurrencePeriod"),
	}},
	"Sequence": {"stu3", "", []param{to("Patient", "patient", "patient"), tok("type", "type")}},
	"ServiceRequest": {"r4", "subject performer", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("performer", "performer"), ref("encounter", "encounter"),
		ref("requester", "requester"), ref("specimen", "specimen"), ref("based-on", "basedOn"), tok("code", "code"),
		tok("category", "category"), tok("status", "status"), tok("intent", "intent"), date("authored", "authoredOn"),
		date("occurrence", "occurrenceDateTime occurrencePeriod occurrenceTiming"),
	}},
	"Specimen": {"", "subject", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("parent", "parent"), ref("collector", "collection.collector"),
		tok("type", "type"), tok("status", "status"), date("collected", "collection.collectedDateTime collection.collectedPeriod"),
	}},
	"VisionPrescription": {"", "patient", []param{
		to("Patient", "patient", "patient"), ref("encounter", "encounter"), ref("prescriber", "prescriber"), tok("status", "status"),
		date("datewritten", "dateWritten"),
	}},
}
