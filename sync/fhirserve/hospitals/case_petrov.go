package hospitals

import (
	"time"

	"anamnesis/app/record"
)

// petrov has his birth date with day and month swapped at Riverside, both knees replaced, and drugs that the hospitals
// disagree about.
func (s *set) petrov() {
	const rv, sa, file = "rv-petrov", "sa-petrov", "petrov"
	passport := typedIdentifier("PPN", sysPassport, "900100512")
	a := s.rv.handmade(file, s.rv.patient(patient{id: rv, family: "Petrov", given: []string{"Georgi"}, gender: "male",
		birth: "1948-12-07", mrn: "5120", ids: list{passport}, phone: "+1-555-0151", line: "4 Dock Street", city: "Riverside",
		post: "00018", extensions: usCore("2106-3", "White", "M")}))
	b := s.sa.handmade(file, s.sa.patient(patient{id: sa, family: "Петров", given: []string{"Георги", "Димитров"}, gender: "male",
		birth: "1948-07-12", mrn: "СА-10410", ids: list{typedIdentifier("NI", sysEGN, egn("1948-07-12", 952)), passport},
		phone: "+359 00 000 0151", line: "бул. Образец 21", city: "Варна", post: "9002"}))
	s.truth.person(file, "Georgi Petrov", "same",
		"One passport number, name and sex; 7 December and 12 July of one year are day and month swapped.", a, b)
	s.truth.conflict(file, "birth-date", "Riverside has 1948-12-07, St. Anna 1948-07-12: day and month are swapped in one of them.", a, b)
	s.truth.hazard("E10", file, "The birth date that is not shown must not be lost.", a, b)

	s.petrovKnees(rv, sa, file)
	s.petrovDrugs(rv, sa, file)
	s.petrovResults(rv, sa, file)
	s.petrovHistory(rv, sa, file)

	moved := s.sa.handmade(file, s.sa.allergy(allergy{id: "sa-petrov-allergy-diclofenac", patient: sa, category: "medication", criticality: "high",
		code: concept("Диклофенак", coding(record.SystemATC, "M01AB05", "diclofenac")), recorded: at("2026-10-19 07:20"),
		reaction: obj("manifestation", list{concept("Ангиоедем", coding(record.SystemSNOMED, "41291007", "Angioedema"))}, "severity", "severe")}))
	s.truth.allergy(file, "Диклофенак", moved)
	s.extra["moved.json"] = s.sa.allergy(allergy{id: "sa-petrov-allergy-diclofenac", patient: "sa-petrov-son", category: "medication", criticality: "high",
		code: concept("Диклофенак", coding(record.SystemATC, "M01AB05", "diclofenac")), recorded: at("2026-10-19 07:20"),
		reaction: obj("manifestation", list{concept("Ангиоедем", coding(record.SystemSNOMED, "41291007", "Angioedema"))}, "severity", "severe")}).
		with("meta", obj("versionId", "2", "lastUpdated", "2026-11-20T09:30:00+02:00"))
	s.truth.hazard("H13", file, "St. Anna filed this allergy under the father and later moves it to the son: subject becomes sa-petrov-son, "+
		"and the father's chart loses it in the same step. The moved version is moved.json, for a test or the demo to put.",
		moved, b, ref{stAnna, "Patient", "sa-petrov-son"})
}

func (s *set) petrovKnees(rv, sa, file string) {
	right := concept("Right knee", coding(record.SystemSNOMED, "6757004", "Right knee"))
	left := concept("Left knee", coding(record.SystemSNOMED, "82169009", "Left knee"))
	knee := func(h *hospital, id, patient, side, text string, site object, recorded string) ref {
		return h.handmade(file, h.procedure(intervention{id: id + "-knee-" + side, patient: patient, snomed: "609588000", text: text, site: site,
			performed: "2017-03-14", recorded: at(recorded)}))
	}
	x := knee(s.rv, "rv-petrov", rv, "right", "Total knee arthroplasty", right, "2017-03-14 18:00")
	y := knee(s.rv, "rv-petrov", rv, "left", "Total knee arthroplasty", left, "2017-03-14 18:05")
	z := knee(s.sa, "sa-petrov", sa, "right", "Тотално ендопротезиране на колянна става", right, "2018-06-19 07:40")
	s.truth.keepApart(file, "Both knees were replaced on one day: body site is an axis of identity.", x, y)
	s.truth.keepApart(file, "St. Anna knows of the right knee only.", y, z)
	s.truth.join(file, "procedure", "One operation code, one knee, one day.", x, z)
	s.truth.hazard("H14", file, "Two knees must not become one.", x, y)
	c := func(side string, site object) ref {
		return s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-petrov-arthrosis-" + side, patient: rv, problem: mustProblem("knee-arthrosis"),
			clinical: "resolved", onset: "2012", abated: "2017-03-14", recorded: at("2012-09-11 15:00"), site: site}))
	}
	s.truth.keepApart(file, "Arthrosis of the right and of the left knee are two problems.", c("right", right), c("left", left))
}

func (s *set) petrovDrugs(rv, sa, file string) {
	order := func(h *hospital, c course) ref { return h.handmade(file, h.request(c)) }
	tartrate := order(s.rv, course{id: "rv-petrov-metoprolol", patient: rv, drug: mustDrug("metoprolol-tartrate-50"),
		schedule: twiceDaily, start: "2026-05-04", authored: at("2026-05-04 16:00")})
	succinate := order(s.sa, course{id: "sa-petrov-metoprolol", patient: sa, drug: mustDrug("metoprolol-succinate-50"),
		schedule: daily, start: "2026-06-22", authored: at("2026-06-22 09:00")})
	s.truth.keepApart(file, "Metoprolol tartrate and succinate are not interchangeable: salt and release differ.", tartrate, succinate)
	s.truth.conflict(file, "duplicate-therapy", "Two active courses of metoprolol, one from each hospital.", tartrate, succinate)
	s.truth.hazard("H11", file, "Salt and release form are part of a drug's identity.", tartrate, succinate)
	s.truth.medication(file, "50 mg", "twice daily", tartrate)
	s.truth.medication(file, "50 mg", "once daily", succinate)

	everyDay := order(s.rv, course{id: "rv-petrov-digoxin", patient: rv, drug: mustDrug("digoxin-0.125"), schedule: daily, start: "2025-10-06",
		authored: at("2026-05-04 16:05")})
	everyOther := order(s.sa, course{id: "sa-petrov-digoxin", patient: sa, drug: mustDrug("digoxin-0.125"), start: "2026-06-22",
		schedule: schedule{1, 2, "d", nil, "every other day", "през ден"}, authored: at("2026-06-22 09:05")})
	s.truth.conflict(file, "medication-frequency", "Digoxin 0.125 mg every day at Riverside, every other day at St. Anna.", everyDay, everyOther)
	s.truth.medication(file, "0.125 mg", "once daily", everyDay)
	s.truth.medication(file, "0.125 mg", "every other day", everyOther)
	s.truth.hazard("H3", file, "0.125 mg is neither 125 mg nor 0.13 mg.", everyDay, everyOther)

	takes := order(s.rv, course{id: "rv-petrov-allopurinol", patient: rv, drug: mustDrug("allopurinol-100"), schedule: daily, start: "2021-03-09",
		authored: at("2026-05-04 16:10")})
	stopped := order(s.sa, course{id: "sa-petrov-allopurinol", patient: sa, drug: mustDrug("allopurinol-100"), schedule: daily, start: "2021-03-09",
		end: "2026-06-22", status: "stopped", authored: at("2026-06-22 09:10"), note: "Спрян поради обрив."})
	s.truth.conflict(file, "medication-status", "Allopurinol is active at Riverside; St. Anna stopped it for a rash in June.", takes, stopped)
	s.truth.medication(file, "100 mg", "once daily", takes)

	alone := order(s.rv, course{id: "rv-petrov-amlodipine", patient: rv, drug: mustDrug("amlodipine-5"), schedule: daily, start: "2019-02-04",
		authored: at("2026-05-04 16:15")})
	combined := order(s.sa, course{id: "sa-petrov-amlodipine-valsartan", patient: sa, drug: mustDrug("amlodipine-valsartan"), dose: "1", unit: "tablet",
		schedule: daily, start: "2026-06-22", authored: at("2026-06-22 09:15")})
	s.truth.conflict(file, "duplicate-therapy", "Amlodipine alone and amlodipine with valsartan: one ingredient twice.", alone, combined)
	s.truth.keepApart(file, "A combination is not one of its ingredients.", alone, combined)
	s.truth.medication(file, "5 mg", "once daily", alone)
	s.truth.medication(file, "1 tablet", "once daily", combined)
}

func (s *set) petrovResults(rv, sa, file string) {
	when := at("2026-06-22 06:10")
	kg := s.reading(file, s.sa, result{id: "sa-petrov-weight-0622", patient: sa, lab: mustLab("body-weight"), value: "80.0", at: when})
	lb := s.reading(file, s.rv, result{id: "rv-petrov-weight-0622", patient: rv, lab: mustLab("body-weight"), value: "176.4", at: when})
	s.truth.join(file, "vital", "80.0 kg is 176.37 lb, reported as 176.4: one weighing, passed on.", kg, lb)
	cel := s.reading(file, s.sa, result{id: "sa-petrov-temperature-0622", patient: sa, lab: mustLab("body-temperature"), value: "37.0", at: when})
	fah := s.reading(file, s.rv, result{id: "rv-petrov-temperature-0622", patient: rv, lab: mustLab("body-temperature"), value: "98.6", at: when})
	s.truth.join(file, "vital", "37.0 Cel is 98.6 degF exactly.", cel, fah)
	s.truth.hazard("E1", file, "Units are normalised before duplicates are sought.", cel, fah)

	mgdl := s.reading(file, s.rv, result{id: "rv-petrov-glucose-0622", patient: rv, lab: mustLab("glucose"), value: "104", at: when})
	mgml := s.sa.handmade(file, s.sa.observation(result{id: "sa-petrov-glucose-0622", patient: sa,
		lab: lab{id: "glucose", local: "POC-GLU", sa: labStyle{"2345-7", "Глюкоза", "mg/mL", "mg/mL", 2, "", ""}}, value: "1.04", at: when}))
	s.truth.join(file, "result", "1.04 mg/mL is 104 mg/dL.", mgdl, mgml)
	s.truth.hazard("E2", file, "mg/mL must be converted by 100, never relabelled as mg/dL.", mgml)

	ngsp := s.reading(file, s.rv, result{id: "rv-petrov-hba1c-0622", patient: rv, lab: mustLab("hba1c"), value: "6.5", at: when})
	ifcc := s.sa.handmade(file, s.sa.observation(result{id: "sa-petrov-hba1c-0622", patient: sa,
		lab: lab{id: "hba1c", local: "BIO-A1C-IFCC", sa: labStyle{"59261-8", "HbA1c (IFCC)", "mmol/mol", "mmol/mol", 0, "20", "42"}}, value: "48", at: when}))
	s.truth.join(file, "result", "6.5 % (NGSP) is 47.5, reported as 48 mmol/mol (IFCC): NGSP = 0.09148 x IFCC + 2.152.", ngsp, ifcc)

	x := s.rv.handmade(file, s.rv.observation(result{id: "rv-petrov-potassium-0504", patient: rv, lab: mustLab("potassium"), value: "4.4",
		at: at("2026-05-04 13:00"), accession: "BMP-260504-2218"}))
	y := s.sa.handmade(file, s.sa.observation(result{id: "sa-petrov-potassium-0504", patient: sa, lab: mustLab("potassium"), value: "5.4",
		at: at("2026-05-04 13:00"), accession: "BMP-260504-2218"}))
	s.truth.conflict(file, "result-value", "One accession and one minute, 4.4 at Riverside and 5.4 at St. Anna, both final.", x, y)
	s.truth.keepApart(file, "Two values of one specimen disagree; neither may swallow the other.", x, y)

	before := s.reading(file, s.sa, result{id: "sa-petrov-creatinine-0622", patient: sa, lab: mustLab("creatinine"), value: "60", at: when})
	after := s.reading(file, s.sa, result{id: "sa-petrov-creatinine-0624", patient: sa, lab: mustLab("creatinine"), value: "105", at: at("2026-06-24 05:30"),
		note: "След инфузия на диклофенак."})
	s.truth.keepApart(file, "60 and 105 umol/L are two readings.", before, after)
	s.truth.hazard("H21", file, "Creatinine 60 to 105 umol/L in two days is acute kidney injury (1.75 times): the row must unfold though 105 alone is in the reference range.",
		before, after)

	falls := s.rv.handmade(file, obj("resourceType", "Observation", "id", "rv-petrov-falls", "meta", s.rv.meta(at("2026-05-04 15:40")), "status", "final",
		"category", list{concept("", coding(sysCategory, "survey", "Survey"))}, "code", concept("Falls in the last year"),
		"subject", reference("Patient", rv), "effectiveDateTime", "2026-05-04T15:40:00Z", "valueInteger", 0))
	alone := s.rv.handmade(file, obj("resourceType", "Observation", "id", "rv-petrov-alone", "meta", s.rv.meta(at("2026-05-04 15:41")), "status", "final",
		"category", list{concept("", coding(sysCategory, "social-history", "Social History"))}, "code", concept("Lives alone"),
		"subject", reference("Patient", rv), "effectiveDateTime", "2026-05-04T15:41:00Z", "valueBoolean", false))
	s.truth.hazard("E4", file, "An integer 0 and a boolean false are values.", falls, alone)
}

func (s *set) petrovHistory(rvID, saID, file string) {
	vitals := []string{"pressure", "heart-rate", "body-weight"}
	rv := &clinic{h: s.rv, patient: rvID, prefix: rvID, first: "2014-02-11", last: "2026-11-02", every: 168, vitals: vitals,
		panels: map[string]int{"bmp": 1, "cbc": 3, "urate": 2}, forward: 6, notes: true, billing: true,
		words: func(time.Time) string { return "Atrial fibrillation on apixaban, gout, knees pain-free since 2017." }}
	sa := &clinic{h: s.sa, patient: saID, prefix: saID, first: "2018-06-19", last: "2025-12-01", every: 370, vitals: vitals,
		panels: map[string]int{"bmp": 1, "urate": 1}, notes: true, words: func(time.Time) string { return "Предсърдно мъждене, подагра." }}
	rv.to = sa
	s.rv.generate(s.rv.coverage(rvID, at("2014-01-01 00:00")))
	s.generate(profile{person: file, height: 68, clinics: []*clinic{rv, sa}, body: newBody(file, true, "1948-07-12", adult(true, 178,
		trend{"creatinine", 0.03, 0.5, []knot{{2014, 0.72}, {2027, 0.70}}}, trend{"urate", 0.5, 3, []knot{{2014, 8.6}, {2021.2, 8.4}, {2021.8, 6.1}, {2027, 5.9}}},
		trend{"systolic-pressure", 7, 100, []knot{{2014, 148}, {2019.3, 136}, {2027, 134}}}, trend{"heart-rate", 6, 50, []knot{{2014, 72}, {2019, 84}, {2027, 76}}}))})
	s.treat(file,
		treatment{c: rv, drug: "apixaban-5", schedule: twiceDaily, since: "2019-02-04", dispense: true},
		treatment{c: sa, drug: "apixaban-5", schedule: twiceDaily, since: "2019-06-17"})
	x := s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-petrov-gout", patient: rvID, problem: mustProblem("gout"), onset: "2013", recorded: at("2014-02-11 15:00")}))
	y := s.sa.handmade(file, s.sa.condition(diagnosis{id: "sa-petrov-gout", patient: saID, problem: mustProblem("gout"), onset: "2013", recorded: at("2018-06-19 08:00"), alsoSNOMED: true}))
	s.truth.join(file, "problem", "St. Anna codes gout in SNOMED CT too, with the same code and year.", x, y)
	s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-petrov-af", patient: rvID, problem: mustProblem("atrial-fibrillation"), onset: "2019-02-04", recorded: at("2019-02-04 16:00")}))
	s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-petrov-hypertension", patient: rvID, problem: mustProblem("hypertension"), onset: "2011", recorded: at("2014-02-11 15:05")}))
	s.sa.handmade(file, s.sa.condition(diagnosis{id: "sa-petrov-hypertension", patient: saID, problem: mustProblem("hypertension"), recorded: at("2018-06-19 08:05"), alsoSNOMED: true}))
	s.truth.join(file, "problem", "Hypertension is chronic, so the side without an onset joins.",
		ref{riverside, "Condition", "rv-petrov-hypertension"}, ref{stAnna, "Condition", "sa-petrov-hypertension"})
}
