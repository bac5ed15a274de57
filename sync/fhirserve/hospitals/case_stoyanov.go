package hospitals

import (
	"time"

	"anamnesis/app/record"
)

// stoyanov has rheumatoid arthritis: methotrexate once a week, and every way in which an order can say no or not yet.
func (s *set) stoyanov() {
	const rv, sa, file = "rv-stoyanov", "sa-stoyanov", "stoyanov"
	a := s.rv.handmade(file, s.rv.patient(patient{id: rv, family: "Stoyanov", given: []string{"Nikolay"}, gender: "male",
		birth: "1962-02-08", mrn: "5644", phone: "+359 00 000 0195", line: "9 Chestnut Court", city: "Riverside", post: "00018",
		extensions: usCore("2106-3", "White", "M")}))
	b := s.sa.handmade(file, s.sa.patient(patient{id: sa, family: "Стоянов", given: []string{"Николай", "Петров"}, gender: "male",
		birth: "1962-02-08", mrn: "СА-12077", ids: list{typedIdentifier("NI", sysEGN, egn("1962-02-08", 960))}, phone: "+359 00 000 0195"}))
	s.truth.person(file, "Nikolay Stoyanov", "same", "Name in two scripts, birth date, sex and phone agree.", a, b)

	order := func(h *hospital, c course) ref { return h.handmade(file, h.request(c)) }
	mtx := order(s.rv, course{id: "rv-stoyanov-methotrexate", patient: rv, drug: mustDrug("methotrexate-2.5"), dose: "15", unit: "mg", schedule: weekly,
		start: "2024-01-15", authored: at("2026-08-24 15:00"), text: "15 mg (six 2.5 mg tablets) once WEEKLY on Monday"})
	wrong := order(s.sa, course{id: "sa-stoyanov-methotrexate", patient: sa, drug: mustDrug("methotrexate-2.5"), dose: "15", unit: "mg", schedule: daily,
		start: "2026-07-06", authored: at("2026-07-06 08:30")})
	s.truth.medication(file, "15 mg", "once WEEKLY, on Monday", mtx)
	s.truth.medication(file, "15 mg", "once daily", wrong)
	s.truth.conflict(file, "medication-frequency", "Methotrexate 15 mg once WEEKLY at Riverside; St. Anna copied it as once daily, which can kill.", mtx, wrong)
	s.truth.hazard("H4", file, "Weekly read as daily is fatal: the frequency must be as large as the dose, in words.", mtx, wrong)

	cream := order(s.rv, course{id: "rv-stoyanov-hydrocortisone", patient: rv, drug: mustDrug("hydrocortisone-cream"), dose: "1", unit: "application",
		schedule: twiceDaily, start: "2026-10-26", authored: at("2026-10-26 15:10"), text: "Thin layer to both elbows twice daily"})
	tablet := order(s.sa, course{id: "sa-stoyanov-hydrocortisone", patient: sa, drug: mustDrug("hydrocortisone-20"), schedule: daily, start: "2026-07-06",
		authored: at("2026-07-06 08:35")})
	s.truth.keepApart(file, "A cream and a tablet of one ingredient are two drugs: route and form differ.", cream, tablet)
	s.truth.hazard("H11", file, "Hydrocortisone on the skin is not hydrocortisone by mouth.", cream, tablet)
	s.truth.medication(file, "1 application", "twice daily", cream)
	s.truth.medication(file, "20 mg", "once daily", tablet)

	not := s.sa.handmade(file, s.sa.statement(course{id: "sa-stoyanov-sertraline", patient: sa, drug: mustDrug("sertraline-50"), status: "not-taken",
		start: "2026-03-02", authored: at("2026-07-06 08:40"), note: "Не го приема."}))
	never := order(s.rv, course{id: "rv-stoyanov-no-ibuprofen", patient: rv, drug: mustDrug("ibuprofen-200"), schedule: daily, negated: true,
		start: "2024-01-15", authored: at("2024-01-15 15:30"), text: "Do not give: methotrexate", note: "No NSAID while on methotrexate."})
	draft := order(s.rv, course{id: "rv-stoyanov-draft", patient: rv, drug: mustDrug("prednisone-5"), schedule: daily, status: "draft",
		start: "2026-11-23", authored: at("2026-11-18 16:00"), note: "If the flare continues."})
	plan := order(s.rv, course{id: "rv-stoyanov-plan", patient: rv, drug: mustDrug("prednisone-5"), dose: "10", unit: "mg", schedule: daily, intent: "plan",
		start: "2026-12-01", authored: at("2026-11-18 16:05")})
	s.truth.hazard("H6", file, "Not taken and do-not-perform are never active, and never joined with their opposite.", not, never)
	s.truth.hazard("H10", file, "A draft and a plan are proposed, not active.", draft, plan)
	takes := order(s.rv, course{id: "rv-stoyanov-ibuprofen-2019", patient: rv, drug: mustDrug("ibuprofen-200"), schedule: twiceDaily, status: "completed",
		start: "2019-05-06", end: "2019-05-20", authored: at("2019-05-06 15:00")})
	s.truth.keepApart(file, "Do not give ibuprofen, and an old course of ibuprofen, are opposites.", never, takes)

	delabelled := s.rv.handmade(file, s.rv.allergy(allergy{id: "rv-stoyanov-allergy-penicillin", patient: rv, clinical: "inactive", verification: "refuted",
		code: concept("Penicillin", coding(record.SystemSNOMED, "91936005", "Allergy to penicillin")), category: "medication", onset: "1970",
		recorded: at("2025-04-14 15:00"), note: "Oral amoxicillin challenge 2025-04-14 without reaction: label removed."}))
	amoxicillin := order(s.rv, course{id: "rv-stoyanov-amoxicillin", patient: rv, drug: mustDrug("amoxicillin-500"), start: "2026-11-16",
		schedule: schedule{3, 1, "d", nil, "3 times daily", "три пъти дневно"}, authored: at("2026-11-16 15:00")})
	s.truth.medication(file, "500 mg", "3 times daily", amoxicillin)
	s.truth.noConflict(file, "drug-allergy", "The penicillin allergy was refuted by a challenge; amoxicillin may be given.", amoxicillin, delabelled)
	s.truth.hazard("H6", file, "A refuted allergy leaves the alerts and stays listed.", delabelled)

	hb := s.sa.handmade(file, s.sa.observation(result{id: "sa-stoyanov-haemoglobin-odd", patient: sa, lab: mustLab("haemoglobin"), value: "14",
		at: at("2026-07-06 05:50"), interpret: "-"}))
	s.truth.conflict(file, "unit-implausible", "Haemoglobin 14 g/L is not compatible with life; 14 g/dL is ordinary.", hb)
	ca := s.rv.handmade(file, s.rv.observation(result{id: "rv-stoyanov-calcium-odd", patient: rv, lab: mustLab("calcium-total"), value: "2.4",
		at: at("2026-08-24 13:10"), interpret: "-"}))
	s.truth.conflict(file, "unit-implausible", "Calcium 2.4 mg/dL is not compatible with life; 2.4 mmol/L is ordinary.", ca)
	s.truth.hazard("H5", file, "A wrong unit is shown with both readings, never rewritten or converted.", hb, ca)
	s.stoyanovHistory(rv, sa, file)
}

func (s *set) stoyanovHistory(rvID, saID, file string) {
	rv := &clinic{h: s.rv, patient: rvID, prefix: rvID, first: "2019-02-18", last: "2026-10-26", every: 88, vitals: []string{"pressure", "heart-rate", "body-weight"},
		panels: map[string]int{"cbc": 1, "liver": 1, "bmp": 2, "crp": 1}, notes: true, billing: true,
		words: func(t time.Time) string {
			if t.Year() < 2024 {
				return "Rheumatoid arthritis of the hands, morning stiffness under an hour."
			}
			return "Rheumatoid arthritis, on methotrexate once weekly with folic acid. No cough, no mouth ulcers."
		}}
	s.rv.generate(s.rv.coverage(rvID, at("2019-01-01 00:00")))
	s.generate(profile{person: file, height: 70, clinics: []*clinic{rv}, body: newBody(file, true, "1962-02-08", adult(true, 184,
		trend{"alt", 5, 10, []knot{{2019, 24}, {2024, 25}, {2024.6, 38}, {2027, 33}}}, trend{"crp", 3, 0.6, []knot{{2019, 18}, {2024.1, 24}, {2024.8, 6}, {2027, 7}}}))})
	s.treat(file, treatment{c: rv, drug: "folic-acid-5", schedule: schedule{1, 1, "wk", []string{"tue"}, "once WEEKLY, on Tuesday", "веднъж СЕДМИЧНО"}, since: "2024-01-16"})
	x := s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-stoyanov-ra", patient: rvID, problem: mustProblem("rheumatoid-arthritis"), onset: "2018-11-05", recorded: at("2019-02-18 15:00")}))
	y := s.sa.handmade(file, s.sa.condition(diagnosis{id: "sa-stoyanov-ra", patient: saID, problem: mustProblem("rheumatoid-arthritis"), onset: "2018-11", recorded: at("2026-07-06 08:20"), alsoSNOMED: true}))
	s.truth.join(file, "problem", "The same SNOMED CT code; a month is compatible with a day of it, and the problem is chronic.", x, y)
	s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-stoyanov-hypertension", patient: rvID, problem: mustProblem("hypertension"), onset: "2020-06-01", recorded: at("2020-06-01 15:00")}))
	s.sa.handmade(file, s.sa.condition(diagnosis{id: "sa-stoyanov-hypertension", patient: saID, problem: mustProblem("hypertension"), onset: "2020", recorded: at("2026-07-06 08:22"), alsoSNOMED: true}))
	s.truth.join(file, "problem", "Hypertension since 2020 at both.", ref{riverside, "Condition", "rv-stoyanov-hypertension"}, ref{stAnna, "Condition", "sa-stoyanov-hypertension"})
}
