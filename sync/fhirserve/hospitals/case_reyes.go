package hospitals

import (
	"time"

	"anamnesis/app/record"
)

// restricted labels a resource as its source does: confidential, because of HIV.
func restricted(o object) object {
	meta := o.get("meta").(object)
	return o.with("meta", meta.with("security", list{coding(sysConfident, "R", "restricted"), coding(sysActCode, "HIV", "HIV/AIDS information sensitivity")}))
}

// reyes has results that not everybody may see.
func (s *set) reyes() {
	const rv, sa, file = "rv-reyes", "sa-reyes", "reyes"
	passport := typedIdentifier("PPN", "http://hl7.org/fhir/sid/passport-USA", "X90002044")
	a := s.rv.handmade(file, s.rv.patient(patient{id: rv, family: "Reyes", given: []string{"Daniel"}, gender: "male", birth: "1985-09-03", mrn: "6120",
		ids: list{passport, placeholderSSN}, phone: "+1-555-0100", line: "250 Harbor Street", city: "Riverside", post: "00018",
		extensions: usCore("2131-1", "Other Race", "M")}))
	b := s.sa.handmade(file, s.sa.patient(patient{id: sa, family: "Reyes", given: []string{"Daniel"}, gender: "male", birth: "1985-09-03",
		mrn: "СА-13377", ids: list{passport}, phone: "+1-555-0100"}))
	s.truth.person(file, "Daniel Reyes", "same", "One passport number, name, birth date, sex and phone.", a, b)

	when := at("2024-02-12 14:20")
	hiv := s.rv.handmade(file, restricted(obj("resourceType", "Observation", "id", "rv-reyes-hiv", "meta", s.rv.meta(when), "status", "final",
		"category", list{concept("", coding(sysCategory, "laboratory", "Laboratory"))},
		"code", concept("HIV 1+2 Ag/Ab", coding(record.SystemLOINC, "56888-1", "")), "subject", reference("Patient", rv), "effectiveDateTime", utc(when),
		"issued", utc(when.AddDate(0, 0, 1)), "valueCodeableConcept", concept("Reactive", coding(record.SystemSNOMED, "11214006", "Reactive")),
		"interpretation", list{concept("", coding(sysInterpret, "POS", "Positive"))})))
	dx := s.rv.handmade(file, restricted(s.rv.condition(diagnosis{id: "rv-reyes-hiv-dx", patient: rv, problem: mustProblem("hiv"), onset: "2024-02-12", recorded: at("2024-02-26 15:00")})))
	dolutegravir := drug{display: "dolutegravir 50 MG / lamivudine 300 MG Oral Tablet", atc: "J05AR25", bg: "Dolutegravir/lamivudine 50 mg/300 mg",
		ingredient: "dolutegravir / lamivudine", strength: "50 / 300", unit: "mg", form: "tablet", formBG: "филмирана таблетка", route: "oral"}
	art := s.rv.handmade(file, restricted(s.rv.request(course{id: "rv-reyes-art", patient: rv, drug: dolutegravir, dose: "1", unit: "tablet", schedule: daily,
		start: "2024-03-11", authored: at("2026-09-14 15:00")})))
	s.truth.medication(file, "1 tablet", "once daily", art)
	s.truth.hazard("H17", file, "Restricted by its source: hidden until opened with a reason, not exported by default, still used by the safety checks.", hiv, dx, art)
	sulfa := s.sa.handmade(file, s.sa.allergy(allergy{id: "sa-reyes-allergy-sulfa", patient: sa, category: "medication", criticality: "high",
		code: concept("Ко-тримоксазол", coding(record.SystemATC, "J01EE01", "sulfamethoxazole and trimethoprim")), recorded: at("2023-07-17 08:00"),
		reaction: reaction("271807003", "Обрив", "moderate")}))
	s.truth.allergy(file, "Ко-тримоксазол", sulfa)
	prophylaxis := drug{rxnorm: "198335", display: "sulfamethoxazole 800 MG / trimethoprim 160 MG Oral Tablet", ingredient: "sulfamethoxazole / trimethoprim",
		strength: "800 / 160", unit: "mg", form: "tablet", route: "oral"}
	given := s.rv.handmade(file, restricted(s.rv.request(course{id: "rv-reyes-cotrimoxazole", patient: rv, drug: prophylaxis, dose: "1", unit: "tablet", schedule: daily,
		start: "2026-09-14", authored: at("2026-09-14 15:05")})))
	s.truth.medication(file, "1 tablet", "once daily", given)
	s.truth.conflict(file, "drug-allergy", "Riverside gives co-trimoxazole in a restricted order; St. Anna lists it as an allergy. The check must not miss what it hides.", given, sulfa)

	c := &clinic{h: s.rv, patient: rv, prefix: rv, first: "2022-01-10", last: "2026-09-14", every: 120, vitals: []string{"pressure", "heart-rate", "body-weight"},
		panels: map[string]int{"cbc": 1, "liver": 1, "bmp": 1, "lipid": 3}, notes: true, billing: true, words: func(time.Time) string { return "Feels well, works full time." }}
	s.rv.generate(s.rv.coverage(rv, at("2022-01-01 00:00")))
	s.generate(profile{person: file, height: 71, clinics: []*clinic{c}, body: newBody(file, true, "1985-09-03", adult(true, 172))})
	s.sa.handmade(file, s.sa.visit("sa-reyes-er", sa, "EMER", "Спешен преглед: обрив след антибиотик", at("2023-07-17 07:30"), at("2023-07-17 09:10")))
}
