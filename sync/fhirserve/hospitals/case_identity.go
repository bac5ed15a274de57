package hospitals

import "time"

// dimitrovTwins are two boys of one birth date, family name, address and phone.
func (s *set) dimitrovTwins() {
	twin := func(h *hospital, id, family, given, mrn string, ids list, order int) ref {
		return h.handmade("dimitrov-twins", h.patient(patient{id: id, family: family, given: []string{given}, gender: "male",
			birth: "2009-05-14", mrn: mrn, ids: ids, phone: "+359 00 000 0177", line: "ул. Близнаци 2", city: "Варна", post: "9010",
			extra: obj("multipleBirthInteger", order)}))
	}
	teodor := twin(s.sa, "sa-dimitrov-teodor", "Димитров", "Теодор", "СА-20091", list{typedIdentifier("NI", sysEGN, egn("2009-05-14", 954))}, 1)
	todor := twin(s.sa, "sa-dimitrov-todor", "Димитров", "Тодор", "СА-20092", list{typedIdentifier("NI", sysEGN, egn("2009-05-14", 956))}, 2)
	visitor := twin(s.rv, "rv-dimitrov", "Dimitrov", "Teodor", "6203", nil, 1)
	s.truth.person("dimitrov-teodor", "Teodor Dimitrov", "same",
		"Name, birth date, sex, birth order, phone and address agree; his twin differs in name and birth order.", teodor, visitor)
	s.truth.person("dimitrov-todor", "Todor Dimitrov", "same", "The other twin is only at St. Anna.", todor)
	s.truth.neverLink(teodor, todor, "Twins: two personal numbers, two names, birth order 1 and 2.")
	s.truth.neverLink(todor, visitor, "Riverside's Teodor is twin 1; Todor is twin 2.")
	s.truth.hazard("H1", "dimitrov-teodor", "Twins share birth date, family name, sex, address and phone.", teodor, todor)
	for i, person := range []string{"dimitrov-teodor", "dimitrov-todor"} {
		s.child(person, "sa-"+person, "2009-05-14", i)
	}
	s.rv.handmade("dimitrov-twins", s.rv.visit("rv-dimitrov-er", "rv-dimitrov", "EMER", "Emergency visit: wrist sprain", at("2025-07-19 16:00"), at("2025-07-19 18:10")))
}

// lookalikes are other people with the names of people above.
func (s *set) lookalikes() {
	namesake := s.sa.handmade("lookalikes", s.sa.patient(patient{id: "sa-ivanova-2", family: "Иванова", given: []string{"Мария"}, gender: "female",
		birth: "1961-03-02", mrn: "СА-14001", ids: list{typedIdentifier("NI", sysEGN, egn("1961-03-02", 961))}, phone: "+359 00 000 0201"}))
	s.truth.person("ivanova-2", "Maria Ivanova (1961)", "same", "Only at St. Anna.", namesake)
	for _, r := range []ref{{riverside, "Patient", "rv-ivanova"}, {stAnna, "Patient", "sa-ivanova"}} {
		s.truth.neverLink(namesake, r, "A namesake seven years younger, with another personal number.")
	}
	s.truth.hazard("H2", "ivanova-2", "Two charts of one name: no frame may show a value of the one under the identity of the other.",
		namesake, ref{stAnna, "Patient", "sa-ivanova"})
	s.adultVisits("ivanova-2", "sa-ivanova-2", false, "1961-03-02", 148, "2016-09-05", 300)
	son := s.sa.handmade("lookalikes", s.sa.patient(patient{id: "sa-petrov-son", family: "Петров", given: []string{"Георги"}, gender: "male",
		birth: "1975-07-12", mrn: "СА-14002", ids: list{typedIdentifier("NI", sysEGN, egn("1975-07-12", 962))}, phone: "+359 00 000 0151",
		line: "бул. Образец 21", city: "Варна", post: "9002"}))
	s.truth.person("petrov-son", "Georgi Petrov (1975)", "same", "Only at St. Anna.", son)
	for _, r := range []ref{{riverside, "Patient", "rv-petrov"}, {stAnna, "Patient", "sa-petrov"}} {
		s.truth.neverLink(son, r, "Father and son of one name, at one address and phone; birth years 1948 and 1975.")
	}
	s.adultVisits("petrov-son", "sa-petrov-son", true, "1975-07-12", 181, "2017-02-13", 260)
}

// adultVisits gives a person ordinary visits at St. Anna.
func (s *set) adultVisits(person, patient string, male bool, birth string, pounds float64, first string, every int) {
	c := &clinic{h: s.sa, patient: patient, prefix: patient, first: first, last: "2026-10-30", every: every,
		vitals: []string{"pressure", "heart-rate", "body-weight"}, panels: map[string]int{"bmp": 2, "cbc": 1, "lipid": 2}, notes: true,
		words: func(time.Time) string {
			return "Профилактичен преглед, без оплаквания."
		}}
	s.generate(profile{person: person, clinics: []*clinic{c}, body: newBody(person, male, birth, adult(male, pounds))})
}

// child gives a child yearly visits and the vaccines of the Bulgarian calendar.
func (s *set) child(person, patient, birth string, order int) {
	born := at(birth + " 05:00")
	for _, v := range []struct {
		cvx, text, atc, bg string
		months             []int
	}{
		{"08", "Hepatitis B", "J07BC01", "Ваксина хепатит Б", []int{0, 1, 6}},
		{"20", "DTaP", "J07AJ52", "Ваксина дифтерия, тетанус, коклюш", []int{2, 3, 4, 16}},
		{"10", "IPV", "J07BF03", "Полиомиелитна ваксина", []int{2, 3, 4, 16}},
		{"03", "MMR", "J07BD52", "Ваксина морбили, паротит, рубеола", []int{13, 144}},
	} {
		for i, m := range v.months {
			date := born.AddDate(0, m, order) // a twin comes a day later: two children, two appointments
			s.sa.generate(s.sa.immunization(vaccination{id: patient + "-" + v.cvx + "-" + string(rune('1'+i)), patient: patient, cvx: v.cvx, text: v.text,
				atc: v.atc, bg: v.bg, date: day(date), dose: i + 1, recorded: date.Add(2 * time.Hour)}))
		}
	}
	growth := trend{"body-weight", 1.5, 5, []knot{{2009.4, 5.5}, {2010.4, 21}, {2014, 38}, {2019, 69}, {2023, 112}, {2027, 141}}}
	c := &clinic{h: s.sa, patient: patient, prefix: patient, first: "2010-06-0" + string(rune('1'+order)), last: "2026-09-30", every: 340,
		vitals: []string{"heart-rate", "body-temperature", "body-weight"}, panels: map[string]int{"cbc": 3}, notes: true,
		words: func(time.Time) string {
			return "Детска консултация, развитие според възрастта."
		}}
	s.generate(profile{person: person, clinics: []*clinic{c}, body: newBody(person, true, birth, adult(true, 100, growth,
		trend{"heart-rate", 6, 55, []knot{{2010, 124}, {2014, 98}, {2020, 84}, {2027, 70}}},
		trend{"haemoglobin", 0.3, 9, []knot{{2010, 11.9}, {2020, 13.4}, {2027, 14.6}}}))})
}
