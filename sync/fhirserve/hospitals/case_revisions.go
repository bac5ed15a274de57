package hospitals

import (
	"encoding/base64"

	"anamnesis/app/record"
)

// ivanovaRevisions plants corrected, cancelled, retracted and republished results.
func (s *set) ivanovaRevisions(rv, sa, file string) {
	potassium := mustLab("potassium")
	when := at("2026-06-16 13:20")
	first := result{id: "rv-ivanova-potassium-0616", patient: rv, lab: potassium, value: "6.9", at: when, accession: "BMP-260616-7713", interpret: "HH"}
	s.rv.handmade(file, s.rv.observation(first))
	second := first
	second.value, second.status, second.interpret = "4.1", "corrected", ""
	second.note = "Corrected: the specimen was haemolysed. Previously reported as 6.9 mmol/L; repeated on a new tube."
	fixed := s.rv.observation(second)
	corrected := s.rv.handmade(file, fixed.with("meta", obj("versionId", "2", "lastUpdated", "2026-06-16T19:42:00.000Z"),
		"issued", "2026-06-16T19:40:00Z"))
	s.newest.value(file, "potassium", corrected, "4.1", "mmol/L", when)
	stale := s.sa.handmade(file, s.sa.observation(result{id: "sa-ivanova-potassium-0616", patient: sa, lab: potassium, value: "6.9", at: when,
		accession: "BMP-260616-7713", interpret: "HH"}))
	s.truth.join(file, "result", "One accession: Riverside's corrected 4.1 supersedes the 6.9 that had been forwarded before.", corrected, stale)
	s.truth.noConflict(file, "result-value", "A correction is a revision of one result, not two results that disagree.", corrected, stale)
	s.truth.hazard("H8", file, "Potassium 6.9 was corrected to 4.1: 6.9 is superseded evidence and never a value.", corrected, stale)
	s.truth.hazard("E3", file, "A forwarded final 6.9 must not outrank the corrected 4.1.", corrected, stale)

	tube := s.rv.handmade(file, obj("resourceType", "Specimen", "id", "rv-ivanova-tube-0915", "meta", s.rv.meta(at("2026-09-15 13:05")),
		"status", "unsatisfactory", "type", concept("Serum", coding(record.SystemSNOMED, "119364003", "Serum specimen")),
		"subject", reference("Patient", rv), "collection", obj("collectedDateTime", "2026-09-15T13:05:00Z"),
		"condition", list{concept("Hemolyzed", coding("http://terminology.hl7.org/CodeSystem/v2-0493", "HEM", "Hemolyzed"))}))
	cancelled := s.rv.handmade(file, s.rv.observation(result{id: "rv-ivanova-potassium-0915", patient: rv, lab: potassium, at: at("2026-09-15 13:05"),
		status: "cancelled", note: "Haemolysed specimen, not reported. Please send a new tube.", specimen: tube.id}).
		with("dataAbsentReason", concept("Haemolysed", coding(sysAbsent, "error", "Error"))))
	s.truth.hazard("H15", file, "A cancelled haemolysed potassium is no result; its reason must be seen.", cancelled)

	forwarded := s.rv.handmade(file, s.rv.observation(result{id: "rv-ivanova-crp-0331", patient: rv, lab: mustLab("crp"), value: "88.0",
		at: at("2026-03-31 13:15"), accession: "CRP-260331-1180", status: "entered-in-error", note: "Another patient's tube."}))
	copied := s.sa.handmade(file, s.sa.observation(result{id: "sa-ivanova-crp-0331", patient: sa, lab: mustLab("crp"), value: "88.0",
		at: at("2026-03-31 13:15"), accession: "CRP-260331-1180"}).with("meta", obj("versionId", "1",
		"lastUpdated", "2026-03-31T18:02:00+03:00", "source", "http://riverside.example/fhir/Observation/rv-ivanova-crp-0331")))
	s.truth.hazard("H8", file, "Riverside withdrew this result; St. Anna's copy, which names its origin, ceases to be a value too.", forwarded, copied)
	s.truth.hazard("E3", file, "Entered-in-error joined with its final copy must not come out as final.", forwarded, copied)
	s.newest.unclear(file, "crp")

	below := s.rv.handmade(file, s.rv.observation(result{id: "rv-ivanova-crp-0817", patient: rv, lab: mustLab("crp"), value: "5", comparator: "<",
		at: at("2026-08-17 13:30"), interpret: "N"}))
	four := s.sa.handmade(file, s.sa.observation(result{id: "sa-ivanova-crp-0817", patient: sa, lab: mustLab("crp"), value: "4.0", at: at("2026-08-17 13:30")}))
	s.truth.keepApart(file, "<5 is compatible with 4.0, which is not the same.", below, four)

	bare := s.rv.handmade(file, s.rv.observation(result{id: "rv-ivanova-glucose-bare", patient: rv, lab: mustLab("glucose"), value: "99",
		at: at("2026-09-15 13:05"), unit: &[2]string{"", ""}, interpret: "-"}))
	s.truth.keepApart(file, "Without a unit a value equals nothing.", bare, ref{riverside, "Observation", "rv-ivanova-glucose-0915"})
	s.truth.hazard("H5", file, "A glucose without a unit joins no series.", bare)

	ionised := s.rv.handmade(file, s.rv.observation(result{id: "rv-ivanova-calcium-ionised", patient: rv,
		lab: lab{id: "calcium-ionised", rv: labStyle{"1995-0", "Calcium, ionized", "mmol/L", "mmol/L", 2, "1.12", "1.32"}}, value: "1.21", at: at("2026-09-15 13:05")}))
	total := s.reading(file, s.rv, result{id: "rv-ivanova-calcium-0915", patient: rv, lab: mustLab("calcium-total"), value: "9.3", at: at("2026-09-15 13:05")})
	s.truth.keepApart(file, "Ionised and total calcium are two measurands.", ionised, total)
}

// ivanovaDocuments plants documents that were passed on, and findings that only text states.
func (s *set) ivanovaDocuments(rv, sa, file string) {
	letter := "Епикриза\nПриета на 03.08.2024 г. с пневмония вдясно. Остро бъбречно увреждане, отзвучало.\n" +
		"Да се контролира креатинин след две седмици. Карведилол не е приемала.\n"
	when := at("2024-08-11 18:30")
	original := s.sa.handmade(file, s.sa.document("sa-ivanova-letter-2024", sa, "", "18842-5", "Епикриза", letter, when))
	copied := s.rv.handmade(file, s.rv.document("rv-ivanova-outside-letter", rv, "", "18842-5", "Outside record: discharge letter (Bulgarian)", letter, at("2024-09-03 16:00")))
	retyped := s.rv.handmade(file, s.rv.document("rv-ivanova-outside-letter-2", rv, "", "18842-5", "Outside record: discharge letter, retyped",
		letter+"Retyped by the front desk.\n", at("2024-09-03 16:20")))
	s.truth.join(file, "document", "The same bytes at both hospitals: one letter, passed on.", original, copied)
	s.truth.keepApart(file, "Nearly the same text is linked, not joined.", original, retyped)
	s.truth.hazard("E9", file, "Documents are compared by content.", original, copied, retyped)

	pathology := s.rv.handmade(file, obj("resourceType", "DiagnosticReport", "id", "rv-ivanova-pathology", "meta", s.rv.meta(at("2025-01-22 17:00")),
		"status", "final", "category", list{concept("", coding("http://terminology.hl7.org/CodeSystem/v2-0074", "PAT", "Pathology"))},
		"code", concept("Surgical pathology", coding(record.SystemLOINC, "11526-1", "Pathology study")), "subject", reference("Patient", rv),
		"effectiveDateTime", "2025-01-15T15:30:00Z", "issued", "2025-01-22T17:00:00Z",
		"conclusion", "Sigmoid colon polyp, 14 mm: tubulovillous adenoma with high-grade dysplasia, margin not assessable. Repeat colonoscopy in six months.",
		"presentedForm", list{obj("contentType", "text/plain; charset=utf-8", "data", base64.StdEncoding.EncodeToString([]byte(
			"SURGICAL PATHOLOGY\nSigmoid colon, polypectomy: tubulovillous adenoma with high-grade dysplasia. Margin not assessable.\n")), "title", "Pathology report")}))
	s.truth.hazard("H9", file, "High-grade dysplasia is stated only as text: it needs a row of its own.", pathology)

	film := obj("resourceType", "DiagnosticReport", "id", "rv-ivanova-chest-film", "meta", s.rv.meta(at("2026-02-17 18:00")), "status", "final",
		"category", list{concept("", coding("http://terminology.hl7.org/CodeSystem/v2-0074", "RAD", "Radiology"))},
		"code", concept("XR Chest 2 Views", coding(record.SystemLOINC, "36643-5", "XR Chest 2 Views")), "subject", reference("Patient", rv),
		"effectiveDateTime", "2026-02-17T16:10:00Z", "issued", "2026-02-17T18:00:00Z",
		"conclusion", "Pacemaker lead in the right ventricle. Heart enlarged. No effusion, no congestion.")
	own := s.rv.handmade(file, film)
	passed := s.sa.handmade(file, film.with("id", "sa-ivanova-chest-film", "subject", reference("Patient", sa), "meta", obj("versionId", "1",
		"lastUpdated", "2026-03-10T08:30:00+02:00", "source", "http://riverside.example/fhir/DiagnosticReport/rv-ivanova-chest-film")))
	s.truth.join(file, "report", "The exchange republished Riverside's report unchanged: its origin is named and its content is equal.", own, passed)

	tape := s.rv.handmade(file, s.rv.allergy(allergy{id: "rv-ivanova-allergy-tape", patient: rv, code: concept("Adhesive tape: blisters"),
		criticality: "low", recorded: at("2019-02-15 10:00")}))
	s.truth.allergy(file, "Adhesive tape: blisters", tape)
	s.truth.hazard("H9", file, "An allergy without any code is still an allergy.", tape)
	inReaction := s.sa.handmade(file, s.sa.allergy(allergy{id: "sa-ivanova-allergy-contrast", patient: sa, category: "medication", criticality: "high",
		recorded: at("2024-08-05 10:10"), reaction: obj("substance", concept("Йод-съдържащ контраст"),
			"manifestation", list{concept("Уртикария", coding(record.SystemSNOMED, "126485001", "Urticaria"))}, "severity", "moderate")}))
	s.truth.allergy(file, "Йод-съдържащ контраст", inReaction)
	s.truth.hazard("E9", file, "The substance stands in the reaction, because code is absent.", inReaction)
	asCondition := s.rv.handmade(file, obj("resourceType", "Condition", "id", "rv-ivanova-latex", "meta", s.rv.meta(at("2019-02-16 09:00")),
		"clinicalStatus", concept("", coding(sysCondStatus, "active", "")), "verificationStatus", concept("", coding(sysCondVerify, "confirmed", "")),
		"code", concept("Latex allergy", coding(record.SystemSNOMED, "300916003", "Latex allergy"), coding(record.SystemICD10CM, "Z91.040", "Latex allergy status")),
		"subject", reference("Patient", rv), "recordedDate", "2019-02-16T09:00:00Z"))
	s.truth.allergy(file, "Latex allergy", asCondition)
	s.truth.hazard("H9", file, "An allergy that is stated as a problem must appear among the allergies.", asCondition)
}
