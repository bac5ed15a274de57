package hospitals

import "anamnesis/app/record"

// petrov has his birth date with day and month swapped at Riverside, both knees replaced, and two metoprolol salts.
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

	right := concept("Right knee", coding(record.SystemSNOMED, "6757004", "Right knee"))
	left := concept("Left knee", coding(record.SystemSNOMED, "82169009", "Left knee"))
	x := s.rv.handmade(file, s.rv.procedure(intervention{id: "rv-petrov-knee-right", patient: rv, snomed: "609588000",
		text: "Total knee arthroplasty", site: right, performed: "2017-03-14", recorded: at("2017-03-14 18:00")}))
	y := s.rv.handmade(file, s.rv.procedure(intervention{id: "rv-petrov-knee-left", patient: rv, snomed: "609588000",
		text: "Total knee arthroplasty", site: left, performed: "2017-03-14", recorded: at("2017-03-14 18:05")}))
	s.truth.keepApart(file, "Both knees were replaced on one day: body site is an axis of identity.", x, y)
	s.truth.hazard("H14", file, "Two knees must not become one.", x, y)

	tartrate := s.rv.handmade(file, s.rv.request(course{id: "rv-petrov-metoprolol", patient: rv, drug: mustDrug("metoprolol-tartrate-50"),
		schedule: twiceDaily, start: "2026-05-04", authored: at("2026-05-04 16:00")}))
	succinate := s.sa.handmade(file, s.sa.request(course{id: "sa-petrov-metoprolol", patient: sa, drug: mustDrug("metoprolol-succinate-50"),
		schedule: daily, start: "2026-06-22", authored: at("2026-06-22 09:00")}))
	s.truth.keepApart(file, "Metoprolol tartrate and succinate are not interchangeable: salt and release differ.", tartrate, succinate)
	s.truth.conflict(file, "duplicate-therapy", "Two active courses of metoprolol, one from each hospital.", tartrate, succinate)
	s.truth.hazard("H11", file, "Salt and release form are part of a drug's identity.", tartrate, succinate)
	s.truth.medication(file, "50 mg", "twice daily", tartrate)
	s.truth.medication(file, "50 mg", "once daily", succinate)
}

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

// marinova changed her surname: Riverside knows the maiden name only.
func (s *set) marinova() {
	a := s.rv.handmade("marinova", s.rv.patient(patient{id: "rv-koleva", family: "Koleva", given: []string{"Elena"}, gender: "female",
		birth: "1988-06-21", mrn: "5533", phone: "+359 00 000 0188", line: "ул. Морска 3", city: "Варна", post: "9001",
		extensions: usCore("2106-3", "White", "F")}))
	b := s.sa.handmade("marinova", s.sa.patient(patient{id: "sa-marinova", family: "Маринова", given: []string{"Елена"}, gender: "female",
		birth: "1988-06-21", mrn: "СА-11702", ids: list{typedIdentifier("NI", sysEGN, egn("1988-06-21", 957))},
		more:  list{obj("use", "maiden", "family", "Колева", "given", list{"Елена"})},
		phone: "+359 00 000 0188", line: "ул. Морска 3", city: "Варна", post: "9001"}))
	s.truth.person("marinova", "Elena Marinova", "same",
		"St. Anna lists the maiden name that Riverside uses; birth date, sex, phone and address agree.", a, b)
}

// zhelyazkova is one woman whose name was put into Latin letters in an older way.
func (s *set) zhelyazkova() {
	a := s.rv.handmade("zhelyazkova", s.rv.patient(patient{id: "rv-jeliazkova", family: "Jeliazkova", given: []string{"Julia"}, gender: "female",
		birth: "1979-11-30", mrn: "5871", phone: "+359 00 000 0190", extensions: usCore("2106-3", "White", "F")}))
	b := s.sa.handmade("zhelyazkova", s.sa.patient(patient{id: "sa-zhelyazkova", family: "Желязкова", given: []string{"Юлия"}, gender: "female",
		birth: "1979-11-30", mrn: "СА-11893", ids: list{typedIdentifier("NI", sysEGN, egn("1979-11-30", 959))}, phone: "+359 00 000 0190"}))
	s.truth.person("zhelyazkova", "Yulia Zhelyazkova", "same",
		"Jeliazkova and Желязкова are one name in an older romanisation; birth date, sex and phone agree.", a, b)
}

// hayes is dead at Riverside; St. Anna does not know it.
func (s *set) hayes() {
	passport := typedIdentifier("PPN", "http://hl7.org/fhir/sid/passport-USA", "X90001733")
	a := s.rv.handmade("hayes", s.rv.patient(patient{id: "rv-hayes", family: "Hayes", given: []string{"Robert", "James"}, gender: "male",
		birth: "1939-08-25", mrn: "3902", ids: list{passport}, phone: "+1-555-0133", line: "77 Hill Road", city: "Riverside", post: "00019",
		extensions: usCore("2106-3", "White", "M"), deceased: "2025-02-11T04:20:00Z"}))
	b := s.sa.handmade("hayes", s.sa.patient(patient{id: "sa-hayes", family: "Hayes", given: []string{"Bob"}, gender: "male",
		birth: "1939-08-25", mrn: "СА-13044", ids: list{passport}}))
	s.truth.person("hayes", "Robert Hayes", "same", "One passport number, birth date and sex; Bob is Robert.", a, b)
	late := s.sa.handmade("hayes", s.sa.observation(result{id: "sa-hayes-glucose-late", patient: "sa-hayes", lab: mustLab("glucose"),
		value: "6.1", at: at("2025-07-03 06:30")}))
	s.truth.conflict("hayes", "after-death", "A blood sample is dated five months after the death that Riverside records.", a, late)
}

// morgan's gender fields differ; each is compared only with itself.
func (s *set) morgan() {
	passport := typedIdentifier("PPN", "http://hl7.org/fhir/sid/passport-USA", "X90001808")
	a := s.rv.handmade("morgan", s.rv.patient(patient{id: "rv-morgan", family: "Morgan", given: []string{"Alex"}, gender: "male",
		birth: "1991-01-17", mrn: "6011", ids: list{passport}, phone: "+1-555-0160",
		extensions: append(usCore("2106-3", "White", "F"), extension("http://hl7.org/fhir/us/core/StructureDefinition/us-core-genderIdentity",
			"valueCodeableConcept", concept("Identifies as male", coding(record.SystemSNOMED, "446151000124109", "Identifies as male gender"))))}))
	b := s.sa.handmade("morgan", s.sa.patient(patient{id: "sa-morgan", family: "Morgan", given: []string{"Alex"}, gender: "female",
		birth: "1991-01-17", mrn: "СА-13120", ids: list{passport}, phone: "+1-555-0160"}))
	s.truth.person("morgan", "Alex Morgan", "same", "One passport number, name, birth date and phone; administrative gender differs.", a, b)
	s.truth.conflict("morgan", "sex",
		"Administrative gender is male at Riverside and female at St. Anna; birth sex and gender identity are other fields.", a, b)
}

// stoyanov takes methotrexate once a week.
func (s *set) stoyanov() {
	a := s.rv.handmade("stoyanov", s.rv.patient(patient{id: "rv-stoyanov", family: "Stoyanov", given: []string{"Nikolay"}, gender: "male",
		birth: "1962-02-08", mrn: "5644", phone: "+359 00 000 0195", extensions: usCore("2106-3", "White", "M")}))
	b := s.sa.handmade("stoyanov", s.sa.patient(patient{id: "sa-stoyanov", family: "Стоянов", given: []string{"Николай"}, gender: "male",
		birth: "1962-02-08", mrn: "СА-12077", ids: list{typedIdentifier("NI", sysEGN, egn("1962-02-08", 960))}, phone: "+359 00 000 0195"}))
	s.truth.person("stoyanov", "Nikolay Stoyanov", "same", "Name in two scripts, birth date, sex and phone agree.", a, b)
	mtx := s.rv.handmade("stoyanov", s.rv.request(course{id: "rv-stoyanov-methotrexate", patient: "rv-stoyanov", drug: mustDrug("methotrexate-2.5"),
		dose: "15", unit: "mg", schedule: weekly, start: "2024-01-15", authored: at("2026-08-24 15:00"),
		text: "15 mg (six 2.5 mg tablets) once WEEKLY on Monday"}))
	s.truth.medication("stoyanov", "15 mg", "once WEEKLY", mtx)
	s.truth.hazard("H4", "stoyanov", "Methotrexate read as daily is fatal: the week must be as large as the dose.", mtx)
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
