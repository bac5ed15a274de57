package fhirserve

// person is what the types with a human name have in common.
var person = []param{
	str("name", "name"), str("family", "name.family"), str("given", "name.given"), str("phonetic", "name"),
	tok("gender", "gender"), tok("telecom", "telecom"), tok("phone", "telecom:phone"), tok("email", "telecom:email"),
	str("address", "address"), str("address-city", "address.city"), str("address-postalcode", "address.postalCode"),
	str("address-country", "address.country"), str("address-state", "address.state"), tok("active", "active"),
}

func withPerson(params ...param) []param { return append(params, person...) }

// administrative holds the other types: who, where, who pays, and the paper around care.
var administrative = map[string]definition{
	"Account": {"", "subject", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("owner", "owner"), tok("type", "type"), tok("status", "status"),
		str("name", "name"),
	}},
	"Appointment": {"", "actor", []param{
		ref("actor", "participant.actor"), to("Patient", "patient", "participant.actor"), ref("location", "participant.actor"),
		tok("status", "status"), date("date", "start"),
	}},
	"AppointmentResponse": {"", "actor", []param{
		ref("actor", "actor"), to("Patient", "patient", "actor"), ref("appointment", "appointment"), tok("part-status", "participantStatus"),
	}},
	"AuditEvent": {"", "patient", []param{
		to("Patient", "patient", "agent.who entity.what agent.reference entity.reference"), date("date", "recorded"), tok("type", "type"),
	}},
	"Basic": {"", "patient author", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("author", "author"), tok("code", "code"), date("created", "created"),
	}},
	"Binary": {},
	"ChargeItem": {"", "subject", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("context", "context"), tok("code", "code"),
	}},
	"Claim": {"", "patient payee", []param{
		to("Patient", "patient", "patient"), ref("payee", "payee.party"), ref("encounter", "item.encounter"), ref("provider", "provider"),
		ref("insurer", "insurer"), tok("use", "use"), r4(tok("status", "status")), date("created", "created"),
	}},
	"ClaimResponse": {"", "patient", []param{
		to("Patient", "patient", "patient"), ref("request", "request"), ref("insurer", "insurer"), tok("outcome", "outcome"),
		date("created", "created"),
	}},
	"Communication": {"", "subject sender recipient", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("sender", "sender"), ref("recipient", "recipient"),
		r4(ref("encounter", "encounter")), stu3(ref("context", "context")), tok("category", "category"), tok("status", "status"),
		date("sent", "sent"),
	}},
	"CommunicationRequest": {"", "subject sender recipient requester", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("sender", "sender"), ref("recipient", "recipient"),
		ref("requester", "requester requester.agent"), tok("status", "status"), date("authored", "authoredOn"),
	}},
	"Consent": {"", "patient", []param{
		to("Patient", "patient", "patient"), ref("organization", "organization"), tok("category", "category"), tok("status", "status"),
		r4(tok("scope", "scope")), date("date", "dateTime"), date("period", "provision.period period"),
	}},
	"Coverage": {"", "policy-holder subscriber beneficiary payor", []param{
		ref("policy-holder", "policyHolder"), ref("subscriber", "subscriber"), ref("beneficiary", "beneficiary"), ref("payor", "payor"),
		r4(to("Patient", "patient", "beneficiary")), tok("type", "type"), tok("status", "status"),
	}},
	"CoverageEligibilityRequest":  {"r4", "patient", []param{to("Patient", "patient", "patient"), date("created", "created")}},
	"CoverageEligibilityResponse": {"r4", "patient", []param{to("Patient", "patient", "patient"), date("created", "created")}},
	"Device": {"", "", []param{
		to("Patient", "patient", "patient"), ref("organization", "owner"), ref("location", "location"), tok("type", "type"),
		tok("status", "status"),
	}},
	"DeviceRequest": {"", "subject performer", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("performer", "performer"),
		ref("encounter", "encounter context"), ref("device", "codeReference"), tok("code", "codeCodeableConcept"), tok("status", "status"),
		tok("intent", "intent"), date("authored-on", "authoredOn"),
	}},
	"DocumentManifest": {"", "subject author recipient", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("author", "author"), ref("recipient", "recipient"),
		tok("type", "type"), tok("status", "status"), date("created", "created"),
	}},
	"DocumentReference": {"", "subject author", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("author", "author"), ref("encounter", "context.encounter"),
		ref("custodian", "custodian"), tok("type", "type"), r4(tok("category", "category")), stu3(tok("class", "class")),
		tok("status", "status"), r4(date("date", "date")), stu3(date("indexed", "indexed")), stu3(date("created", "created")),
		date("period", "context.period"),
	}},
	"EligibilityRequest":  {"stu3", "patient", []param{to("Patient", "patient", "patient"), date("created", "created")}},
	"EligibilityResponse": {"stu3", "", []param{ref("request", "request"), date("created", "created")}},
	"Endpoint":            {"", "", []param{ref("organization", "managingOrganization"), tok("status", "status")}},
	"EnrollmentRequest": {"", "subject", []param{
		ref("subject", "candidate subject"), to("Patient", "patient", "candidate subject"),
	}},
	"ExplanationOfBenefit": {"", "patient payee", []param{
		to("Patient", "patient", "patient"), ref("payee", "payee.party"), ref("encounter", "item.encounter"), ref("claim", "claim claimReference"),
		ref("coverage", "insurance.coverage"), ref("provider", "provider"), r4(tok("status", "status")), date("created", "created"),
	}},
	"Group": {"", "member", []param{
		ref("member", "member.entity"), tok("type", "type"), tok("code", "code"),
	}},
	"HealthcareService": {"", "", []param{
		ref("organization", "providedBy"), ref("location", "location"), str("name", "name"), tok("active", "active"),
	}},
	"Invoice": {"r4", "subject patient recipient", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("recipient", "recipient"), tok("status", "status"),
		date("date", "date"),
	}},
	"Location": {"", "", []param{
		str("name", "name alias"), str("address", "address"), ref("organization", "managingOrganization"), ref("partof", "partOf"),
		tok("type", "type"), tok("status", "status"),
	}},
	"MeasureReport": {"", "patient", []param{
		r4(ref("subject", "subject")), to("Patient", "patient", "subject patient"), tok("status", "status"), date("date", "date"),
	}},
	"Organization": {"", "", []param{
		str("name", "name alias"), str("address", "address"), ref("partof", "partOf"), tok("type", "type"), tok("active", "active"),
	}},
	"Patient": {"", "link", withPerson(
		date("birthdate", "birthDate"), date("death-date", "deceasedDateTime"), tok("deceased", "deceasedBoolean deceasedDateTime"),
		ref("link", "link.other"), ref("general-practitioner", "generalPractitioner"), ref("organization", "managingOrganization"),
		tok("language", "communication.language"),
	)},
	"Person": {"", "patient", withPerson(
		to("Patient", "patient", "link.target"), ref("link", "link.target"), date("birthdate", "birthDate"),
	)},
	"Practitioner": {"", "", withPerson(tok("communication", "communication"))},
	"PractitionerRole": {"", "", []param{
		ref("practitioner", "practitioner"), ref("organization", "organization"), ref("location", "location"), ref("service", "healthcareService"),
		tok("role", "code"), tok("specialty", "specialty"), tok("active", "active"), date("date", "period"),
	}},
	"Provenance": {"", "patient", []param{
		ref("target", "target"), to("Patient", "patient", "target"), ref("agent", "agent.who agent.whoReference"),
		ref("entity", "entity.what entity.whatReference"), date("recorded", "recorded"),
	}},
	"QuestionnaireResponse": {"", "subject author", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("author", "author"), ref("encounter", "encounter context"),
		ref("source", "source"), tok("status", "status"), date("authored", "authored"),
	}},
	"RelatedPerson": {"", "patient", withPerson(
		to("Patient", "patient", "patient"), date("birthdate", "birthDate"), tok("relationship", "relationship"),
	)},
	"RequestGroup": {"", "subject participant", []param{
		ref("subject", "subject"), to("Patient", "patient", "subject"), ref("participant", "action.participant"),
		ref("encounter", "encounter context"), tok("status", "status"), tok("intent", "intent"), date("authored", "authoredOn"),
	}},
	"ResearchSubject": {"", "individual", []param{
		ref("individual", "individual"), to("Patient", "patient", "individual"), tok("status", "status"), date("date", "period"),
	}},
	"Schedule": {"", "actor", []param{
		ref("actor", "actor"), tok("active", "active"), date("date", "planningHorizon"),
	}},
	"Substance": {"", "", []param{tok("code", "code"), tok("category", "category")}},
	"SupplyDelivery": {"", "patient", []param{
		to("Patient", "patient", "patient"), ref("receiver", "receiver"), ref("supplier", "supplier"), tok("status", "status"),
	}},
	"SupplyRequest": {"", "r4:subject stu3:requester", []param{
		r4(ref("subject", "deliverTo")), ref("requester", "requester requester.agent"), tok("status", "status"), date("date", "authoredOn"),
	}},
	"Task": {"", "", []param{
		ref("subject", "for"), to("Patient", "patient", "for"), ref("focus", "focus"), ref("encounter", "encounter context"),
		ref("owner", "owner"), tok("status", "status"), tok("code", "code"), date("authored-on", "authoredOn"),
	}},
}
