package hospitals

import "anamnesis/app/record"

// placeholderSSN is what a registration desk types when it has no number: many people carry it.
var placeholderSSN = typedIdentifier("SS", "http://hl7.org/fhir/sid/us-ssn", "999-99-9999")

// chen has resources that lack what others match by: no date, no name, no list; and a modifier that nobody knows.
func (s *set) chen() {
	const rv, file = "rv-chen", "chen"
	a := s.rv.handmade(file, s.rv.patient(patient{id: rv, family: "Chen", given: []string{"Grace"}, gender: "female", birth: "1985-09-03", mrn: "6188",
		ids: list{placeholderSSN}, phone: "+1-555-0100", extensions: usCore("2028-9", "Asian", "F")}))
	s.truth.person(file, "Grace Chen", "same", "Only at Riverside.", a)
	for _, other := range []ref{{riverside, "Patient", "rv-reyes"}, {stAnna, "Patient", "sa-reyes"}} {
		s.truth.neverLink(a, other, "Birth date, placeholder number 999-99-9999 and the clinic's own phone are shared; name and sex are not.")
	}
	s.truth.hazard("H1", file, "A placeholder identifier and a shared phone number are no evidence of identity.", a, ref{riverside, "Patient", "rv-reyes"})

	dated := s.rv.handmade(file, s.rv.procedure(intervention{id: "rv-chen-appendectomy", patient: rv, snomed: "80146002", text: "Appendectomy", performed: "2011-07-08", recorded: at("2011-07-08 12:00")}))
	undated := s.rv.handmade(file, s.rv.procedure(intervention{id: "rv-chen-appendectomy-undated", patient: rv, snomed: "80146002", text: "Appendectomy", recorded: at("2024-01-09 12:00"), note: "Told by the patient."}))
	s.truth.keepApart(file, "A procedure without a date matches no date by itself.", dated, undated)
	s.truth.hazard("E6", file, "An undated record is not a wild card.", dated, undated)
	glucose := s.rv.observation(result{id: "rv-chen-glucose-undated", patient: rv, lab: mustLab("glucose"), value: "91", at: at("2024-01-09 13:00")})
	noTime := s.rv.handmade(file, glucose.with("effectiveDateTime", "", "issued", ""))
	timed := s.reading(file, s.rv, result{id: "rv-chen-glucose", patient: rv, lab: mustLab("glucose"), value: "91", at: at("2024-01-09 13:00")})
	s.truth.keepApart(file, "The same number without a time is not that reading.", noTime, timed)

	nameless := func(id, note string) ref {
		return s.rv.handmade(file, obj("resourceType", "MedicationStatement", "id", id, "meta", s.rv.meta(at("2024-01-09 13:30")), "status", "unknown",
			"medicationCodeableConcept", obj("extension", list{extension("http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode", "unknown")}),
			"subject", reference("Patient", rv), "dateAsserted", "2024-01-09T13:30:00Z", "note", list{obj("text", note)}))
	}
	x, y := nameless("rv-chen-unknown-1", "Small white tablet for the stomach."), nameless("rv-chen-unknown-2", "Herbal tea from her mother.")
	s.truth.keepApart(file, "Two drugs without a name are not one drug.", x, y)
	s.truth.hazard("E8", file, "An empty name is no key.", x, y)

	modified := s.rv.handmade(file, s.rv.request(course{id: "rv-chen-fluoxetine", patient: rv, drug: mustDrug("fluoxetine-20"), schedule: daily, start: "2025-02-03",
		authored: at("2025-02-03 14:00")}).with("modifierExtension", list{extension("http://riverside.example/StructureDefinition/order-suspended-by-protocol", "valueBoolean", true)}))
	s.truth.hazard("H6", file, "An unknown modifier may turn the meaning round: the order warns and is not active.", modified)

	withheld := s.rv.handmade(file, obj("resourceType", "List", "id", "rv-chen-allergies", "meta", s.rv.meta(at("2026-03-02 14:00")), "status", "current", "mode", "snapshot",
		"title", "Allergies", "code", concept("Allergies", coding(record.SystemLOINC, "48765-2", "")), "subject", reference("Patient", rv), "date", "2026-03-02T14:00:00Z",
		"emptyReason", concept("Withheld", coding("http://terminology.hl7.org/CodeSystem/list-empty-reason", "withheld", "Information Withheld"))))
	s.truth.hazard("H7", file, `A list that is empty because it is withheld says nothing: the chart must not say "none".`, withheld)
	subset := s.rv.request(course{id: "rv-chen-sertraline", patient: rv, drug: mustDrug("sertraline-50"), schedule: daily, start: "2026-03-02", authored: at("2026-03-02 14:05")})
	full := s.rv.handmade(file, subset)
	part := subset.with("meta", obj("versionId", "2", "lastUpdated", "2026-03-02T15:00:00.000Z", "tag",
		list{coding("http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "SUBSETTED", "Resource encoded in summary mode")}), "dosageInstruction", "")
	s.truth.medication(file, "50 mg", "once daily", full)
	s.truth.hazard("H16", file, "A copy tagged SUBSETTED, with a newer version and without the dosage, must never overwrite the whole resource. "+
		"It is stored in subsetted.json, for a test to deliver.", full)
	s.extra["subsetted.json"] = part
}

// kolev is one person or two: an initial, a frequent family name, and one birth date.
func (s *set) kolev() {
	a := s.rv.handmade("kolev", s.rv.patient(patient{id: "rv-kolev", family: "Kolev", given: []string{"I."}, gender: "male", birth: "1980-04-02", mrn: "6260",
		extensions: usCore("2106-3", "White", "M")}))
	b := s.sa.handmade("kolev", s.sa.patient(patient{id: "sa-kolev", family: "Колев", given: []string{"Иван"}, gender: "male", birth: "1980-04-02", mrn: "СА-13500"}))
	s.truth.person("kolev", "Ivan Kolev", "review", "An initial, a frequent family name, one birth date and sex, and nothing else: a clinician decides.", a, b)
}
