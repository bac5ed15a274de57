package hospitals

import (
	"time"

	"anamnesis/app/record"
)

// marinova changed her surname, which Riverside does not know. She was pregnant in 2026; her daughter was born at St. Anna.
func (s *set) marinova() {
	const rv, sa, file = "rv-koleva", "sa-marinova", "marinova"
	a := s.rv.handmade(file, s.rv.patient(patient{id: rv, family: "Koleva", given: []string{"Elena"}, gender: "female",
		birth: "1988-06-21", mrn: "5533", phone: "+359 00 000 0188", line: "ул. Морска 3", city: "Варна", post: "9001",
		extensions: usCore("2106-3", "White", "F")}))
	b := s.sa.handmade(file, s.sa.patient(patient{id: sa, family: "Маринова", given: []string{"Елена"}, gender: "female",
		birth: "1988-06-21", mrn: "СА-11702", ids: list{typedIdentifier("NI", sysEGN, egn("1988-06-21", 957))},
		more:  list{obj("use", "maiden", "family", "Колева", "given", list{"Елена"})},
		phone: "+359 00 000 0188", line: "ул. Морска 3", city: "Варна", post: "9001"}))
	s.truth.person(file, "Elena Marinova", "same",
		"St. Anna lists the maiden name that Riverside uses; birth date, sex, phone and address agree.", a, b)

	s.marinovaPregnancy(rv, sa, file)
	s.baby()
	vitals := []string{"pressure", "heart-rate", "body-weight"}
	at2026 := trend{"body-weight", 0.8, 100, []knot{{2012, 128}, {2026.05, 131}, {2026.82, 158}, {2026.9, 143}}}
	home := &clinic{h: s.sa, patient: sa, prefix: sa, first: "2026-02-09", last: "2026-10-26", every: 28, vitals: vitals,
		panels: map[string]int{"cbc": 3, "ferritin": 3, "tsh": 6}, notes: true, words: func(time.Time) string {
			return "Бременност, без оплаквания. Детски сърдечни тонове чути."
		}}
	abroad := &clinic{h: s.rv, patient: rv, prefix: rv, first: "2012-09-03", last: "2019-05-20", every: 240, vitals: vitals,
		panels: map[string]int{"cbc": 1, "tsh": 2}, notes: true, billing: true, words: func(time.Time) string { return "Student health visit, well." }}
	s.rv.generate(s.rv.coverage(rv, at("2012-09-01 00:00")))
	s.generate(profile{person: file, height: 65, clinics: []*clinic{home, abroad}, body: newBody(file, false, "1988-06-21", adult(false, 128, at2026,
		trend{"haemoglobin", 0.25, 9, []knot{{2012, 13.2}, {2026, 12.9}, {2026.5, 11.2}, {2026.9, 11.0}}},
		trend{"ferritin", 5, 5, []knot{{2012, 48}, {2026, 40}, {2026.6, 14}, {2026.9, 19}}}))})
}

func (s *set) marinovaPregnancy(rv, sa, file string) {
	s.sa.handmade(file, s.sa.condition(diagnosis{id: "sa-marinova-pregnancy", patient: sa, problem: mustProblem("pregnancy"), clinical: "resolved",
		onset: "2026-01-24", abated: "2026-10-28", recorded: at("2026-02-09 07:30"), alsoSNOMED: true}))
	when := at("2026-09-21 07:20")
	mother := s.reading(file, s.sa, result{id: "sa-marinova-heart-rate-0921", patient: sa, lab: mustLab("heart-rate"), value: "84", at: when})
	fetal := obj("resourceType", "Observation", "id", "sa-marinova-fetal-0921", "meta", s.sa.meta(when), "status", "final",
		"category", list{concept("", coding(sysCategory, "vital-signs", "Vital Signs"))},
		"code", concept("Пулс", coding(record.SystemLOINC, "8867-4", "")), "subject", reference("Patient", sa),
		"focus", list{reference("Patient", "sa-baby")}, "effectiveDateTime", sofia(when), "valueQuantity", quantity("146", "уд/мин", "/min"))
	byReference := s.sa.handmade(file, fetal)
	later := at("2026-10-12 07:25")
	byName := s.sa.handmade(file, fetal.with("id", "sa-marinova-fetal-1012", "meta", s.sa.meta(later), "focus", list{obj("display", "Плод")},
		"effectiveDateTime", sofia(later), "valueQuantity", quantity("138", "уд/мин", "/min")))
	s.truth.keepApart(file, "146 is the fetus's heart rate, 84 the mother's.", byReference, mother)
	s.truth.hazard("H20", file, "Observation.focus: the fetus's heart rate, under the ordinary code, must stay out of the mother's series; "+
		"the second names its focus in words only.", byReference, byName)

	proposal := s.sa.handmade(file, s.sa.request(course{id: "sa-marinova-iron-proposal", patient: sa,
		drug: drug{display: "ferrous sulfate", atc: "B03AA07", bg: "Ferrous sulfate 325 mg таблетки", ingredient: "ferrous sulfate", strength: "325", unit: "mg",
			form: "tablet", formBG: "таблетка", route: "oral"}, schedule: daily, intent: "proposal", start: "2026-11-10", authored: at("2026-11-10 08:00")}))
	s.truth.hazard("H10", file, "A proposal is not an order.", proposal)
	for i, d := range []string{"1989-08-14", "2001-05-22"} {
		s.sa.handmade(file, s.sa.immunization(vaccination{id: "sa-marinova-mmr-" + string(rune('1'+i)), patient: sa, cvx: "03", text: "MMR", atc: "J07BD52",
			bg: "Ваксина морбили, паротит, рубеола", date: d, dose: i + 1, recorded: at("2026-02-09 07:40")}))
	}
	s.truth.keepApart(file, "First and second dose of one vaccine.", ref{stAnna, "Immunization", "sa-marinova-mmr-1"}, ref{stAnna, "Immunization", "sa-marinova-mmr-2"})
	s.rv.handmade(file, obj("resourceType", "Observation", "id", "rv-koleva-pregnancies", "meta", s.rv.meta(at("2019-05-20 14:00")), "status", "final",
		"category", list{concept("", coding(sysCategory, "social-history", "Social History"))},
		"code", concept("Pregnancies", coding(record.SystemLOINC, "11996-6", "")), "subject", reference("Patient", rv),
		"effectiveDateTime", "2019-05-20T14:00:00Z", "valueInteger", 0))
	s.truth.hazard("E4", file, "No pregnancies, an integer 0, is a value.", ref{riverside, "Observation", "rv-koleva-pregnancies"})
}

// baby is her newborn daughter, without a given name at St. Anna.
func (s *set) baby() {
	const sa, file = "sa-baby", "baby"
	a := s.sa.handmade(file, s.sa.patient(patient{id: sa, family: "Маринова", given: []string{"Бебе"}, gender: "female", birth: "2026-10-28",
		mrn: "СА-15020", ids: list{typedIdentifier("NI", sysEGN, egn("2026-10-28", 963))}, phone: "+359 00 000 0188", line: "ул. Морска 3", city: "Варна",
		post: "9001", extra: obj("multipleBirthBoolean", false)}))
	s.truth.person(file, "Baby Marinova", "same", "The newborn, under the placeholder given name of the maternity ward.", a)
	for _, m := range []ref{{stAnna, "Patient", "sa-marinova"}, {riverside, "Patient", "rv-koleva"}} {
		s.truth.neverLink(a, m, "Mother and newborn of one family name, address and phone.")
	}
	born := at("2026-10-28 03:40")
	s.reading(file, s.sa, result{id: "sa-baby-weight", patient: sa, lab: lab{id: "body-weight", vital: true, local: "VIT-WT",
		sa: labStyle{"29463-7", "Тегло", "kg", "kg", 3, "", ""}}, value: "3.210", at: born.Add(20 * time.Minute)})
	for i, v := range []string{"98.0", "162.0", "205.0", "171.0"} {
		s.reading(file, s.sa, result{id: "sa-baby-bilirubin-" + string(rune('1'+i)), patient: sa, lab: mustLab("bilirubin-total"), value: v,
			at: born.Add(time.Duration(26+24*i) * time.Hour), interpret: "-"})
	}
	s.sa.handmade(file, s.sa.condition(diagnosis{id: "sa-baby-jaundice", patient: sa, problem: mustProblem("neonatal-jaundice"), clinical: "resolved",
		onset: "2026-10-29", abated: "2026-11-04", recorded: at("2026-10-30 08:00"), alsoSNOMED: true}))
	s.sa.handmade(file, s.sa.visit("sa-baby-stay", sa, "IMP", "Раждане", born, born.AddDate(0, 0, 4)))
	s.sa.handmade(file, s.sa.immunization(vaccination{id: "sa-baby-hepb", patient: sa, cvx: "08", text: "Hepatitis B", atc: "J07BC01", bg: "Ваксина хепатит Б",
		date: "2026-10-28", dose: 1, recorded: at("2026-10-28 09:00")}))
	early := s.sa.handmade(file, s.sa.observation(result{id: "sa-baby-haemoglobin-antenatal", patient: sa, lab: mustLab("haemoglobin"), value: "112",
		at: at("2026-08-24 06:20")}))
	s.truth.conflict(file, "before-birth", "A haemoglobin dated two months before her birth: it is her mother's.", a, early)
	s.truth.hazard("H1", file, "A value from before the birth is another person's, filed in the wrong chart.", early)
}
