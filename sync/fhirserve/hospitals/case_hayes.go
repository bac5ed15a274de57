package hospitals

import (
	"time"

	"anamnesis/app/record"
)

// hayes is dead at Riverside; St. Anna does not know it.
func (s *set) hayes() {
	const rv, sa, file = "rv-hayes", "sa-hayes", "hayes"
	passport := typedIdentifier("PPN", "http://hl7.org/fhir/sid/passport-USA", "X90001733")
	a := s.rv.handmade(file, s.rv.patient(patient{id: rv, family: "Hayes", given: []string{"Robert", "James"}, gender: "male",
		birth: "1939-08-25", mrn: "3902", ids: list{passport}, phone: "+1-555-0133", line: "77 Hill Road", city: "Riverside", post: "00019",
		extensions: usCore("2106-3", "White", "M"), deceased: "2025-02-11T04:20:00Z"}))
	b := s.sa.handmade(file, s.sa.patient(patient{id: sa, family: "Hayes", given: []string{"Bob"}, gender: "male",
		birth: "1939-08-25", mrn: "СА-13044", ids: list{passport}}))
	s.truth.person(file, "Robert Hayes", "same", "One passport number, birth date and sex; Bob is Robert.", a, b)
	late := s.sa.handmade(file, s.sa.observation(result{id: "sa-hayes-glucose-late", patient: sa, lab: mustLab("glucose"), value: "6.1", at: at("2025-07-03 06:30")}))
	s.truth.conflict(file, "after-death", "A blood sample is dated five months after the death that Riverside records.", a, late)
	s.truth.noConflict(file, "deceased", "St. Anna is silent about death, which contradicts nothing.", a, b)
	s.truth.hazard("H1", file, "A fact after death asks whether this is the right patient.", late)

	here := &clinic{h: s.rv, patient: rv, prefix: rv, first: "2018-01-16", last: "2025-01-21", every: 120, vitals: []string{"pressure", "heart-rate", "oxygen-saturation", "body-weight"},
		panels: map[string]int{"bmp": 1, "bnp": 2}, notes: true, billing: true, words: func(time.Time) string { return "Heart failure, lives alone, slower each visit." }}
	there := &clinic{h: s.sa, patient: sa, prefix: sa, first: "2022-06-14", last: "2024-06-20", every: 360, vitals: []string{"pressure", "heart-rate"},
		panels: map[string]int{"bmp": 1}, notes: true, words: func(time.Time) string {
			return "Сърдечна недостатъчност, на гости в България."
		}}
	s.rv.generate(s.rv.coverage(rv, at("2018-01-01 00:00")))
	s.generate(profile{person: file, height: 69, clinics: []*clinic{here, there}, body: newBody(file, true, "1939-08-25", adult(true, 164,
		trend{"creatinine", 0.06, 0.6, []knot{{2018, 1.2}, {2025.1, 1.9}}}, trend{"urea", 3, 9, []knot{{2018, 24}, {2025.1, 44}}},
		trend{"oxygen-saturation", 1, 84, []knot{{2018, 96}, {2025.1, 91}}}).and(trend{"nt-probnp", 400, 300, []knot{{2018, 1800}, {2025.1, 7400}}}))})
	s.newest.unclear(file, "glucose")
	s.treat(file, treatment{c: here, drug: "furosemide-40", schedule: twiceDaily, since: "2018-01-16", until: "2025-02-11", dispense: true})
	s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-hayes-heart-failure", patient: rv, problem: mustProblem("heart-failure"), onset: "2017-11", recorded: at("2018-01-16 15:00")}))
	s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-hayes-hypertension", patient: rv, problem: mustProblem("hypertension"), onset: "1998", recorded: at("2018-01-16 15:05")}))
}

// kamenova's death is dated at Riverside and denied at St. Anna.
func (s *set) kamenova() {
	const file = "kamenova"
	a := s.rv.handmade(file, s.rv.patient(patient{id: "rv-kamenova", family: "Kamenova", given: []string{"Stoyanka"}, gender: "female", birth: "1931-04-09",
		mrn: "4102", phone: "+359 00 000 0210", extensions: usCore("2106-3", "White", "F"), deceased: "2026-03-01"}))
	b := s.sa.handmade(file, s.sa.patient(patient{id: "sa-kamenova", family: "Каменова", given: []string{"Стоянка"}, gender: "female", birth: "1931-04-09",
		mrn: "СА-10007", ids: list{typedIdentifier("NI", sysEGN, egn("1931-04-09", 965))}, phone: "+359 00 000 0210", extra: obj("deceasedBoolean", false)}))
	s.truth.person(file, "Stoyanka Kamenova", "same", "Name in two scripts, birth date, sex and phone agree.", a, b)
	s.truth.conflict(file, "deceased", "Riverside records her death on 2026-03-01; St. Anna says outright that she is alive.", a, b)
	c := &clinic{h: s.sa, patient: "sa-kamenova", prefix: "sa-kamenova", first: "2021-01-18", last: "2026-02-02", every: 92, vitals: []string{"pressure", "heart-rate", "body-weight"},
		panels: map[string]int{"bmp": 1, "cbc": 2}, notes: true, words: func(time.Time) string { return "Обща слабост, придвижва се с помощ." }}
	s.generate(profile{person: file, clinics: []*clinic{c}, body: newBody(file, false, "1931-04-09", adult(false, 121,
		trend{"creatinine", 0.04, 0.5, []knot{{2021, 0.95}, {2027, 1.15}}}, trend{"haemoglobin", 0.3, 8, []knot{{2021, 12.2}, {2027, 11.4}}}))})
}

// morgan's gender fields differ; each is compared only with itself.
func (s *set) morgan() {
	const rv, sa, file = "rv-morgan", "sa-morgan", "morgan"
	passport := typedIdentifier("PPN", "http://hl7.org/fhir/sid/passport-USA", "X90001808")
	a := s.rv.handmade(file, s.rv.patient(patient{id: rv, family: "Morgan", given: []string{"Alex"}, gender: "male",
		birth: "1991-01-17", mrn: "6011", ids: list{passport}, phone: "+1-555-0160", line: "3 Canal View", city: "Riverside", post: "00018",
		extensions: append(usCore("2106-3", "White", "F"), extension("http://hl7.org/fhir/us/core/StructureDefinition/us-core-genderIdentity",
			"valueCodeableConcept", concept("Identifies as male", coding(record.SystemSNOMED, "446151000124109", "Identifies as male gender"))))}))
	b := s.sa.handmade(file, s.sa.patient(patient{id: sa, family: "Morgan", given: []string{"Alex"}, gender: "female",
		birth: "1991-01-17", mrn: "СА-13120", ids: list{passport}, phone: "+1-555-0160"}))
	s.truth.person(file, "Alex Morgan", "same", "One passport number, name, birth date and phone; administrative gender differs.", a, b)
	s.truth.conflict(file, "sex", "Administrative gender is male at Riverside and female at St. Anna; birth sex and gender identity are other fields.", a, b)
	c := &clinic{h: s.rv, patient: rv, prefix: rv, first: "2017-03-06", last: "2026-09-08", every: 182, vitals: []string{"pressure", "heart-rate", "body-weight"},
		panels: map[string]int{"cbc": 1, "lipid": 2, "liver": 2}, notes: true, billing: true, words: func(time.Time) string { return "Well. Cervical screening is due by organ inventory." }}
	s.rv.generate(s.rv.coverage(rv, at("2017-01-01 00:00")))
	s.generate(profile{person: file, height: 67, clinics: []*clinic{c}, body: newBody(file, false, "1991-01-17", adult(false, 151))})
	s.sa.handmade(file, s.sa.visit("sa-morgan-er", sa, "EMER", "Спешен преглед: изкълчване на глезен", at("2023-08-06 11:10"), at("2023-08-06 13:30")))
	dep := s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-morgan-depression", patient: rv, problem: mustProblem("depression"), onset: "2021", recorded: at("2021-03-08 15:00")}))
	s.treat(file, treatment{c: c, drug: "sertraline-50", schedule: daily, since: "2021-03-08", dispense: true})
	s.rv.handmade(file, s.rv.provenance("rv-morgan-depression-prov", []ref{dep}, at("2021-03-08 15:01")))
}
