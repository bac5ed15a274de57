package hospitals

import "anamnesis/app/record"

// ivanovaContext writes what surrounds her illness: imaging, device, alerts, family, social history, plan, appointments.
func (s *set) ivanovaContext(rv, sa, file string) {
	when := at("2026-09-15 15:30")
	subject, subjectSA := reference("Patient", rv), reference("Patient", sa)
	echo := at("2019-02-15 16:00")
	ef := s.rv.handmade(file, obj("resourceType", "Observation", "id", "rv-ivanova-ef-2019", "meta", s.rv.meta(echo), "status", "final",
		"category", list{concept("", coding(sysCategory, "imaging", "Imaging"))},
		"code", concept("LV ejection fraction", coding(record.SystemLOINC, "10230-1", "")), "subject", subject,
		"effectiveDateTime", utc(echo), "valueQuantity", quantity("34", "%", "%")))
	study := s.rv.handmade(file, obj("resourceType", "ImagingStudy", "id", "rv-ivanova-echo-2019", "meta", s.rv.meta(echo),
		"identifier", list{identifier("urn:dicom:uid", "urn:oid:1.2.826.0.1.3680043.8.498.2019021516")}, "status", "available",
		"modality", list{coding("http://dicom.nema.org/resources/ontology/DCM", "US", "Ultrasound")}, "subject", subject, "started", utc(echo),
		"numberOfSeries", 3, "numberOfInstances", 61, "description", "Transthoracic echocardiogram"))
	s.rv.handmade(file, obj("resourceType", "DiagnosticReport", "id", "rv-ivanova-echo-report-2019", "meta", s.rv.meta(echo), "status", "final",
		"category", list{concept("", coding("http://terminology.hl7.org/CodeSystem/v2-0074", "CUS", "Cardiac Ultrasound"))},
		"code", concept("Echocardiogram"), "subject", subject, "effectiveDateTime", utc(echo), "issued", utc(echo.AddDate(0, 0, 1)),
		"result", list{ef.reference()}, "imagingStudy", list{study.reference()},
		"conclusion", "Dilated left ventricle, ejection fraction 34 %. Mild mitral regurgitation."))
	s.rv.handmade(file, obj("resourceType", "Flag", "id", "rv-ivanova-flag-anticoagulant", "meta", s.rv.meta(when), "status", "active",
		"category", list{concept("", coding("http://terminology.hl7.org/CodeSystem/flag-category", "clinical", "Clinical"))},
		"code", concept("On warfarin: bleeding risk"), "subject", subject, "period", period("2016-06-20", "")))
	s.rv.handmade(file, obj("resourceType", "Device", "id", "rv-ivanova-pacemaker", "meta", s.rv.meta(at("2026-01-20 18:00")), "status", "active",
		"manufacturer", "Example Cardio", "serialNumber", "EX-204417", "type", concept("Cardiac pacemaker", coding(record.SystemSNOMED, "14106009", "Cardiac pacemaker")),
		"patient", subject, "note", note("Implanted 2026-01-20 for slow atrial fibrillation. Not MR conditional.")))
	for _, p := range []struct {
		h    *hospital
		who  object
		id   string
		kin  string
		word string
		icd  object
	}{
		{s.rv, subject, "rv-ivanova-mother", "Mother", "Breast cancer", coding(record.SystemSNOMED, "254837009", "Malignant neoplasm of breast")},
		{s.sa, subjectSA, "sa-ivanova-mother", "Майка", "Рак на млечната жлеза", coding(record.SystemSNOMED, "254837009", "Malignant neoplasm of breast")},
	} {
		p.h.handmade(file, obj("resourceType", "FamilyMemberHistory", "id", p.id, "meta", p.h.meta(at("2016-07-04 09:10")), "status", "completed",
			"patient", p.who, "relationship", concept(p.kin, coding("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "MTH", "mother")),
			"condition", list{obj("code", concept(p.word, p.icd), "onsetAge", quantity("61", "years", "a"))}))
	}
	s.truth.join(file, "family", "One relationship and one condition code at both hospitals.",
		ref{riverside, "FamilyMemberHistory", "rv-ivanova-mother"}, ref{stAnna, "FamilyMemberHistory", "sa-ivanova-mother"})
	s.rv.handmade(file, obj("resourceType", "Observation", "id", "rv-ivanova-smoking", "meta", s.rv.meta(when), "status", "final",
		"category", list{concept("", coding(sysCategory, "social-history", "Social History"))},
		"code", concept("Tobacco smoking status", coding(record.SystemLOINC, "72166-2", "")), "subject", subject, "effectiveDateTime", utc(when),
		"valueCodeableConcept", concept("Former smoker", coding(record.SystemSNOMED, "8517006", "Ex-smoker"))))
	goal := s.rv.handmade(file, obj("resourceType", "Goal", "id", "rv-ivanova-goal", "meta", s.rv.meta(when), "lifecycleStatus", "active",
		"description", concept("Home weight below 170 lb"), "subject", subject, "startDate", "2026-09-15"))
	s.rv.handmade(file, obj("resourceType", "CarePlan", "id", "rv-ivanova-plan", "meta", s.rv.meta(when), "status", "active", "intent", "plan",
		"title", "Heart failure self-management", "description", "Weigh daily; call when 3 lb heavier in two days.", "subject", subject,
		"period", period("2026-09-15", ""), "goal", list{goal.reference()}))
	s.rv.handmade(file, obj("resourceType", "CareTeam", "id", "rv-ivanova-team", "meta", s.rv.meta(when), "status", "active", "name", "Heart failure clinic",
		"subject", subject, "participant", list{obj("role", list{concept("Cardiologist")}, "member", reference("Practitioner", "rv-doctor"))}))
	s.rv.handmade(file, obj("resourceType", "Appointment", "id", "rv-ivanova-appointment", "meta", s.rv.meta(when), "status", "booked",
		"description", "Heart failure clinic", "start", "2026-12-03T15:00:00Z", "end", "2026-12-03T15:30:00Z",
		"participant", list{obj("actor", subject, "status", "accepted")}))
	s.rv.handmade(file, obj("resourceType", "ServiceRequest", "id", "rv-ivanova-colonoscopy", "meta", s.rv.meta(at("2025-01-23 15:00")), "status", "active",
		"intent", "order", "code", concept("Colonoscopy", coding(record.SystemSNOMED, "73761001", "Colonoscopy")), "subject", subject,
		"authoredOn", "2025-01-23T15:00:00Z", "note", note("Repeat within six months; not done yet.")))
	s.rv.handmade(file, obj("resourceType", "Consent", "id", "rv-ivanova-dnr", "meta", s.rv.meta(when), "status", "active",
		"scope", concept("", coding("http://terminology.hl7.org/CodeSystem/consentscope", "adr", "Advance Care Directive")),
		"category", list{concept("Resuscitation status: full code")}, "patient", subject, "dateTime", "2026-09-15",
		"policyRule", concept("Hospital policy")))
	for _, d := range []struct{ id, code, action string }{
		{"rv-ivanova-list-allergies", "48765-2", "Allergies"},
	} {
		s.rv.handmade(file, obj("resourceType", "List", "id", d.id, "meta", s.rv.meta(when), "status", "current", "mode", "working", "title", d.action,
			"code", concept(d.action, coding(record.SystemLOINC, d.code, "")), "subject", subject, "date", utc(when),
			"entry", list{obj("item", reference("AllergyIntolerance", "rv-ivanova-allergy-penicillin")), obj("item", reference("AllergyIntolerance", "rv-ivanova-allergy-tape"))}))
	}
	for y := 2007; y <= 2024; y++ {
		date := at("2006-10-12 15:00").AddDate(y-2006, 0, y%9)
		cvx, text := "141", "Influenza, seasonal, injectable"
		if y >= 2015 {
			cvx, text = "150", "Influenza, injectable, quadrivalent, preservative free"
		}
		s.rv.generate(s.rv.immunization(vaccination{id: "rv-ivanova-flu-" + date.Format("2006"), patient: rv, cvx: cvx, text: text, date: day(date), recorded: date}))
	}
	x := s.rv.handmade(file, s.rv.immunization(vaccination{id: "rv-ivanova-ppsv23", patient: rv, cvx: "33", text: "Pneumococcal polysaccharide PPSV23",
		date: "2019-04-09", recorded: at("2019-04-09 15:00"), events: "PN-4471-01"}))
	y := s.sa.handmade(file, s.sa.immunization(vaccination{id: "sa-ivanova-ppsv23", patient: sa, cvx: "33", text: "Pneumococcal polysaccharide",
		atc: "J07AL01", bg: "Пневмококова полизахаридна ваксина", date: "2019-04-09", recorded: at("2019-07-09 08:00"), events: "PN-4471-01"}))
	s.truth.join(file, "immunization", "One vaccine (CVX 33), one date, one event number of the registry.", x, y)
}
