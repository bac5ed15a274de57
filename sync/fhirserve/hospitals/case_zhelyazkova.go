package hospitals

import (
	"time"

	"anamnesis/app/record"
)

// zhelyazkova is one woman whose name was put into Latin letters in an older way. Her allergies look contradictory and are
// not.
func (s *set) zhelyazkova() {
	const rv, sa, file = "rv-jeliazkova", "sa-zhelyazkova", "zhelyazkova"
	a := s.rv.handmade(file, s.rv.patient(patient{id: rv, family: "Jeliazkova", given: []string{"Julia"}, gender: "female",
		birth: "1979-11-30", mrn: "5871", phone: "+359 00 000 0190", line: "61 Orchard Road", city: "Riverside", post: "00018",
		extensions: usCore("2106-3", "White", "F")}))
	b := s.sa.handmade(file, s.sa.patient(patient{id: sa, family: "Желязкова", given: []string{"Юлия", "Стефанова"}, gender: "female",
		birth: "1979-11-30", mrn: "СА-11893", ids: list{typedIdentifier("NI", sysEGN, egn("1979-11-30", 959))}, phone: "+359 00 000 0190"}))
	s.truth.person(file, "Yulia Zhelyazkova", "same",
		"Jeliazkova and Желязкова are one name in an older romanisation; birth date, sex and phone agree.", a, b)

	s.zhelyazkovaBlood(rv, sa, file)
	pollen := s.rv.handmade(file, s.rv.allergy(allergy{id: "rv-jeliazkova-allergy-pollen", patient: rv, category: "environment", criticality: "low",
		code: concept("Grass pollen", coding(record.SystemSNOMED, "256277009", "Grass pollen")), onset: "1995", recorded: at("2014-05-12 14:00"),
		reaction: reaction("70076002", "Rhinitis", "mild")}))
	noDrug := s.sa.handmade(file, s.sa.allergy(allergy{id: "sa-zhelyazkova-no-drug-allergy", patient: sa, category: "medication", recorded: at("2025-09-01 07:30"),
		code: concept("Няма известни лекарствени алергии", coding(record.SystemSNOMED, "409137002", "No known drug allergy"))}))
	s.truth.noConflict(file, "allergy-none", "No known drug allergy says nothing about pollen.", pollen, noDrug)
	s.truth.allergy(file, "Grass pollen", pollen)
	earlier := s.sa.handmade(file, s.sa.allergy(allergy{id: "sa-zhelyazkova-none-2010", patient: sa, recorded: at("2010-03-15 08:00"),
		code: concept("Няма известни алергии", coding(record.SystemSNOMED, "716186003", "No known allergy"))}))
	s.truth.noConflict(file, "allergy-none", "No known allergy of 2010 is superseded by the pollen allergy recorded in 2014.", pollen, earlier)

	odd := s.sa.handmade(file, s.sa.observation(result{id: "sa-zhelyazkova-glucose-odd", patient: sa, lab: mustLab("glucose"), value: "90",
		at: at("2025-09-01 06:15"), interpret: "-"}))
	s.truth.conflict(file, "unit-implausible", "Glucose 90 mmol/L is hardly survivable; 90 mg/dL is ordinary.", odd)
	s.truth.hazard("H5", file, "Glucose 90 mmol/L: both readings are shown, none is believed.", odd)
	future := s.sa.handmade(file, s.sa.observation(result{id: "sa-zhelyazkova-tsh-future", patient: sa, lab: mustLab("tsh"), value: "9.80", at: at("2062-03-04 06:10")}))
	s.truth.hazard("H18", file, "2062 is a typing error for 2026: a date in the future is never the latest.", future)

	dose := func(h *hospital, id, patient string, t time.Time) ref {
		return h.handmade(file, h.request(course{id: id + "-levothyroxine", patient: patient, drug: mustDrug("levothyroxine-50"), unit: "ug", dose: "50",
			schedule: daily, start: "2016-04-11", authored: t}))
	}
	x, y := dose(s.rv, "rv-jeliazkova", rv, at("2026-06-15 14:00")), dose(s.sa, "sa-zhelyazkova", sa, at("2025-09-01 07:35"))
	s.truth.join(file, "medication", "Levothyroxine sodium tablets, 50 micrograms once daily, since one day: in the strength 0.05 mg here, 50 micrograms there.", x, y)
	s.truth.medication(file, "50 mcg", "once daily", x, y)
	s.truth.hazard("H3", file, "50 micrograms is written mcg, never with a micro sign, and is not 50 mg.", x, y)
	inhaler := s.rv.handmade(file, s.rv.request(course{id: "rv-jeliazkova-albuterol", patient: rv, drug: mustDrug("albuterol"), dose: "2", unit: "puff",
		schedule: schedule{1, 4, "h", nil, "every 4 hours as needed", ""}, start: "2016-01-18", authored: at("2026-06-15 14:05")}).
		with("dosageInstruction", list{obj("text", "2 puffs every 4 hours as needed for wheeze", "timing", obj("repeat", obj("frequency", 1, "period", 4, "periodUnit", "h")),
			"asNeededBoolean", true, "route", routes["inhaled"], "doseAndRate", list{obj("doseQuantity", quantity("2", "puff", ""))})}))
	s.truth.medication(file, "2 puffs", "every 4 hours as needed", inhaler)

	asthma := s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-jeliazkova-asthma", patient: rv, problem: mustProblem("asthma"), onset: "1996", recorded: at("2014-05-12 14:05")}))
	astma := s.sa.handmade(file, s.sa.condition(diagnosis{id: "sa-zhelyazkova-asthma", patient: sa, problem: mustProblem("asthma"), onset: "1996", recorded: at("2018-08-20 08:00"), alsoSNOMED: true}))
	s.truth.join(file, "problem", "One SNOMED CT code and one year.", asthma, astma)
	thyroid := s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-jeliazkova-hypothyroidism", patient: rv, problem: mustProblem("hypothyroidism"), onset: "2016-04-11", recorded: at("2016-04-11 14:05")}))
	maybe := s.sa.handmade(file, s.sa.condition(diagnosis{id: "sa-zhelyazkova-rheumatoid", patient: sa, problem: mustProblem("rheumatoid-arthritis"), clinical: "inactive", verification: "refuted",
		recorded: at("2025-09-01 07:40"), note: "Отхвърлен: отрицателни антитела."}))
	s.truth.hazard("H6", file, "A refuted diagnosis is never active.", maybe)
	s.truth.keepApart(file, "Two problems of one table class.", thyroid, asthma)

	vitals := []string{"pressure", "heart-rate", "oxygen-saturation", "body-weight"}
	here := &clinic{h: s.rv, patient: rv, prefix: rv, first: "2014-05-12", last: "2026-06-15", every: 330, vitals: vitals,
		panels: map[string]int{"tsh": 1, "cbc": 2, "bmp": 2}, notes: true, billing: true, forward: 3, words: func(time.Time) string { return "Asthma quiet, thyroxine taken fasting." }}
	there := &clinic{h: s.sa, patient: sa, prefix: sa, first: "2018-08-20", last: "2025-09-01", every: 360, vitals: vitals,
		panels: map[string]int{"tsh": 1, "bmp": 1}, notes: true, words: func(time.Time) string {
			return "Астма в ремисия, хипотиреоидизъм на заместване."
		}}
	here.to = there
	s.rv.generate(s.rv.coverage(rv, at("2014-01-01 00:00")))
	s.generate(profile{person: file, height: 64, clinics: []*clinic{here, there}, body: newBody(file, false, "1979-11-30", adult(false, 139,
		trend{"tsh", 0.5, 0.4, []knot{{2014, 4.6}, {2016.2, 8.9}, {2016.8, 2.6}, {2027, 2.4}}}))})
}

func (s *set) zhelyazkovaBlood(rv, sa, file string) {
	group := func(h *hospital, id, patient, snomed, text string, t time.Time) ref {
		return h.handmade(file, obj("resourceType", "Observation", "id", id, "meta", h.meta(t), "status", "final",
			"category", list{concept("", coding(sysCategory, "laboratory", "Laboratory"))},
			"code", concept("ABO+Rh", coding(record.SystemLOINC, "882-1", "")), "subject", reference("Patient", patient),
			"effectiveDateTime", h.instant(t), "valueCodeableConcept", concept(text, coding(record.SystemSNOMED, snomed, text))))
	}
	x := group(s.rv, "rv-jeliazkova-blood-group", rv, "278149003", "A Rh(D) positive", at("2014-05-12 13:40"))
	y := group(s.sa, "sa-zhelyazkova-blood-group", sa, "278147001", "O Rh(D) positive", at("2018-08-20 06:30"))
	s.truth.conflict(file, "blood-group", "A positive at Riverside, O positive at St. Anna: one of them belongs to somebody else.", x, y)
	s.truth.hazard("H22", file, `A blood group on this screen is "not for transfusion", least of all a disputed one.`, x, y)
}
