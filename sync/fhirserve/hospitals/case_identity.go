package hospitals

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
}

// lookalikes are other people with the names of people above.
func (s *set) lookalikes() {
	namesake := s.sa.handmade("lookalikes", s.sa.patient(patient{id: "sa-ivanova-2", family: "Иванова", given: []string{"Мария"}, gender: "female",
		birth: "1961-03-02", mrn: "СА-14001", ids: list{typedIdentifier("NI", sysEGN, egn("1961-03-02", 961))}, phone: "+359 00 000 0201"}))
	s.truth.person("ivanova-2", "Maria Ivanova (1961)", "same", "Only at St. Anna.", namesake)
	for _, r := range []ref{{riverside, "Patient", "rv-ivanova"}, {stAnna, "Patient", "sa-ivanova"}} {
		s.truth.neverLink(namesake, r, "A namesake seven years younger, with another personal number.")
	}
	son := s.sa.handmade("lookalikes", s.sa.patient(patient{id: "sa-petrov-son", family: "Петров", given: []string{"Георги"}, gender: "male",
		birth: "1975-07-12", mrn: "СА-14002", ids: list{typedIdentifier("NI", sysEGN, egn("1975-07-12", 962))}, phone: "+359 00 000 0151",
		line: "бул. Образец 21", city: "Варна", post: "9002"}))
	s.truth.person("petrov-son", "Georgi Petrov (1975)", "same", "Only at St. Anna.", son)
	for _, r := range []ref{{riverside, "Patient", "rv-petrov"}, {stAnna, "Patient", "sa-petrov"}} {
		s.truth.neverLink(son, r, "Father and son of one name, at one address and phone; birth years 1948 and 1975.")
	}
}
