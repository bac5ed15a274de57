package hospitals

import "anamnesis/app/record"

// ivanova is the main person: a chronic patient of both hospitals, and most of what two hospitals can disagree about.
func (s *set) ivanova() {
	const rv, sa, file = "rv-ivanova", "sa-ivanova", "ivanova"
	passport := typedIdentifier("PPN", sysPassport, "900100471")
	a := s.rv.handmade(file, s.rv.patient(patient{id: rv, family: "Ivanova", given: []string{"Maria", "Georgieva"}, gender: "female",
		birth: "1954-03-02", mrn: "4711", ids: list{passport}, phone: "+1-555-0142", line: "18 Mill Lane", city: "Riverside",
		post: "00018", extensions: usCore("2106-3", "White", "F")}))
	b := s.sa.handmade(file, s.sa.patient(patient{id: sa, family: "Иванова", given: []string{"Мария", "Георгиева"}, gender: "female",
		birth: "1954-03-02", mrn: "СА-10352", ids: list{typedIdentifier("NI", sysEGN, egn("1954-03-02", 951)), passport},
		phone: "+359 00 000 0142", line: "ул. Примерна 7", city: "Варна", post: "9000"}))
	s.truth.person(file, "Maria Ivanova", "same",
		"One passport number, one birth date and sex; the name is the same in Latin and in Cyrillic letters.", a, b)

	s.ivanovaAllergies(rv, sa, file)
	s.ivanovaMedications(rv, sa, file)
	s.ivanovaResults(rv, sa, file)
	s.ivanovaProblems(rv, sa, file)
	s.ivanovaRevisions(rv, sa, file)
	s.ivanovaDocuments(rv, sa, file)
	s.ivanovaContext(rv, sa, file)
}

func (s *set) ivanovaAllergies(rv, sa, file string) {
	penicillin := s.rv.handmade(file, s.rv.allergy(allergy{id: "rv-ivanova-allergy-penicillin", patient: rv,
		code:     concept("Penicillin", coding(record.SystemSNOMED, "91936005", "Allergy to penicillin")),
		category: "medication", criticality: "high", onset: "1998", recorded: at("2015-04-21 14:10"),
		reaction: reaction("39579001", "Anaphylaxis", "severe")}))
	none := s.sa.handmade(file, s.sa.allergy(allergy{id: "sa-ivanova-allergy-none", patient: sa,
		code:     concept("Няма известни лекарствени алергии", coding(record.SystemSNOMED, "409137002", "No known drug allergy")),
		category: "medication", recorded: at("2026-03-10 08:40")}))
	s.truth.allergy(file, "Penicillin", penicillin)
	s.truth.conflict(file, "allergy-none",
		"Riverside lists penicillin anaphylaxis; St. Anna wrote later that there is no known drug allergy, which denies it.",
		penicillin, none)
	s.truth.hazard("E5", file, `"No known drug allergy" must stay visible beside the allergy that it contradicts.`, penicillin, none)

	coamoxiclav := s.sa.handmade(file, s.sa.request(course{id: "sa-ivanova-coamoxiclav", patient: sa,
		drug: mustDrug("coamoxiclav-875"), dose: "1", unit: "tablet", schedule: twiceDaily, start: "2026-11-14", text: "1 таблетка два пъти дневно, 10 дни", authored: at("2026-11-14 09:20"),
		note: "Остър синузит"}))
	s.truth.medication(file, "1 tablet", "twice daily", coamoxiclav)
	s.truth.conflict(file, "drug-allergy", "Co-amoxiclav is a penicillin, and Riverside lists anaphylaxis to penicillin.",
		coamoxiclav, penicillin)
	s.truth.hazard("H12", file, "The allergy names the class and the drug a member of it: only a class table connects them.",
		coamoxiclav, penicillin)
}

func (s *set) ivanovaMedications(rv, sa, file string) {
	first := s.rv.handmade(file, s.rv.request(course{id: "rv-ivanova-carvedilol-1", patient: rv, drug: mustDrug("carvedilol-3.125"),
		schedule: twiceDaily, status: "completed", start: "2026-02-17", end: "2026-09-15", authored: at("2026-02-17 15:05")}))
	raised := s.rv.handmade(file, s.rv.request(course{id: "rv-ivanova-carvedilol-2", patient: rv, drug: mustDrug("carvedilol-6.25"),
		schedule: twiceDaily, start: "2026-09-15", authored: at("2026-09-15 15:20"), prior: "rv-ivanova-carvedilol-1",
		note: "Raised from 3.125 mg: resting heart rate 84, no dizziness."}))
	old := s.sa.handmade(file, s.sa.request(course{id: "sa-ivanova-carvedilol", patient: sa, drug: mustDrug("carvedilol-3.125"),
		schedule: twiceDaily, start: "2026-03-10", authored: at("2026-03-10 08:50")}))
	s.truth.join(file, "medication", "A later order of one source is one regimen: 3.125 mg, then 6.25 mg from 15 September.", first, raised)
	s.truth.medication(file, "6.25 mg", "twice daily", raised)
	s.truth.medication(file, "3.125 mg", "twice daily", old)
	s.truth.conflict(file, "medication-dose",
		"Riverside raised carvedilol to 6.25 mg in September; St. Anna still lists 3.125 mg as active.", raised, old)
	s.truth.hazard("H19", file, "Dismissed by one colleague, this conflict stays visible to the next, with who and when.", raised, old)
	s.truth.hazard("H3", file, "3.125 mg and 6.25 mg must be told apart at a glance: no rounding, no truncation, no comma.",
		first, raised, old)

	var parts []ref
	for _, w := range []struct {
		id, drug string
		days     []string
		words    string
	}{
		{"5", "warfarin-5", []string{"mon", "wed", "fri"}, "on Monday, Wednesday, Friday"},
		{"3", "warfarin-3", []string{"tue", "thu", "sat", "sun"}, "on Tuesday, Thursday, Saturday, Sunday"},
		{"1", "warfarin-1", []string{"tue", "thu", "sat", "sun"}, "on Tuesday, Thursday, Saturday, Sunday"},
	} {
		part := s.rv.handmade(file, s.rv.request(course{id: "rv-ivanova-warfarin-" + w.id, patient: rv, drug: mustDrug(w.drug),
			schedule: schedule{len(w.days), 1, "wk", w.days, w.words, ""}, start: "2026-08-03", authored: at("2026-08-03 14:30"),
			group: "warfarin-2026-08", note: "Target INR 2.0-3.0"}))
		parts = append(parts, part)
	}
	s.truth.join(file, "medication",
		"Three tablet strengths of one warfarin schedule (5 mg on three days, 3 mg + 1 mg on the other four) are one regimen.", parts...)
	s.truth.noConflict(file, "duplicate-therapy", "Three strengths of one prescription group are not warfarin three times.", parts...)
	s.truth.medication(file, "5 mg on Monday, Wednesday and Friday; 3 mg + 1 mg on Tuesday, Thursday, Saturday and Sunday",
		"(WEEKLY total 31 mg)", parts...)

	reduced, _ := s.orders(treatment{c: &clinic{h: s.rv, patient: rv, prefix: rv, last: "2026-11-10"}, drug: "metformin-500",
		schedule: twiceDaily, since: "2024-09-10", dispense: true, note: "Halved: eGFR below 45."})
	full, _ := s.orders(treatment{c: &clinic{h: s.sa, patient: sa, prefix: sa, last: "2026-11-10"}, drug: "metformin-1000",
		schedule: twiceDaily, since: "2013-07-02"})
	s.truth.medication(file, "500 mg", "twice daily", reduced)
	s.truth.medication(file, "1\u00a0000 mg", "twice daily", full)
	s.truth.conflict(file, "medication-dose",
		"Riverside halved metformin in September 2024 for falling kidney function; St. Anna still renews 1000 mg.", reduced, full)
}

func (s *set) ivanovaResults(rv, sa, file string) {
	when := at("2026-09-15 13:05")
	pair := func(id, rvValue, saValue, why string) (ref, ref) {
		l := mustLab(id)
		x := s.reading(file, s.rv, result{id: "rv-ivanova-" + id + "-0915", patient: rv, lab: l, value: rvValue, at: when})
		y := s.reading(file, s.sa, result{id: "sa-ivanova-" + id + "-0915", patient: sa, lab: l, value: saValue, at: when})
		s.truth.join(file, "result", why, x, y)
		return x, y
	}
	pair("glucose", "99", "5.5", "99 mg/dL is 5.495 mmol/L, which St. Anna reports as 5.5: one specimen, one minute, one value.")
	pair("creatinine", "1.31", "116", "1.31 mg/dL is 115.8 umol/L, reported as 116.")
	pair("urea", "28", "10.0", "28 mg/dL of urea nitrogen is 10.0 mmol/L of urea: two names and two units of one measurement.")
	pair("cholesterol-total", "158", "4.09", "158 mg/dL is 4.086 mmol/L, reported as 4.09.")

	evening := s.reading(file, s.rv, result{id: "rv-ivanova-glucose-0915-evening", patient: rv, lab: mustLab("glucose"),
		value: "99", at: at("2026-09-15 21:40")})
	s.truth.keepApart(file, "Two equal readings on one day, morning and evening, are two readings.",
		evening, ref{riverside, "Observation", "rv-ivanova-glucose-0915"})
	s.truth.hazard("E7", file, "Folding the equal evening value into the morning one would lose a reading.", evening,
		ref{riverside, "Observation", "rv-ivanova-glucose-0915"})
}

func (s *set) ivanovaProblems(rv, sa, file string) {
	for _, p := range []struct{ key, rvSince, saSince, why string }{
		{"hypertension", "2003-05-12", "2003", "I10 in ICD-10-CM and in ICD-10; a year is compatible with a day of that year, and the problem is chronic."},
		{"hyperlipidemia", "2012-05-08", "2012-05", "E78.5 in both; a month is compatible with a day of that month."},
		{"diabetes-2", "2006-09-18", "2006", "E11.9 in both classifications: type 2 diabetes since 2006."},
	} {
		x := s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-ivanova-" + p.key, patient: rv, problem: mustProblem(p.key), onset: p.rvSince,
			recorded: at("2015-04-21 14:30")}))
		y := s.sa.handmade(file, s.sa.condition(diagnosis{id: "sa-ivanova-" + p.key, patient: sa, problem: mustProblem(p.key), onset: p.saSince,
			recorded: at("2016-07-04 09:00"), alsoSNOMED: p.key == "hypertension"}))
		s.truth.join(file, "problem", p.why, x, y)
	}
	for _, p := range []struct{ key, since, sinceSA, why string }{
		{"atrial-fibrillation", "2016-06-20", "2016-06", "One SNOMED CT code; a month is compatible with a day of it, and the problem is chronic."},
		{"ckd-3", "2019-05-14", "2019", "One SNOMED CT code; a year is compatible with a day of it, and the problem is chronic."},
		{"heart-failure", "2019-02-14", "2019-07-09", ""},
	} {
		x := s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-ivanova-" + p.key, patient: rv, problem: mustProblem(p.key), onset: p.since,
			recorded: at("2019-05-14 15:00")}))
		y := s.sa.handmade(file, s.sa.condition(diagnosis{id: "sa-ivanova-" + p.key, patient: sa, problem: mustProblem(p.key), onset: p.sinceSA,
			recorded: at("2019-07-09 09:00"), alsoSNOMED: p.why != ""}))
		if p.why != "" {
			s.truth.join(file, "problem", p.why, x, y)
		}
	}
	x := s.rv.handmade(file, s.rv.condition(diagnosis{id: "rv-ivanova-anemia", patient: rv, problem: mustProblem("iron-deficiency-anemia"),
		onset: "2024-11-05", recorded: at("2024-11-05 15:00")}))
	y := s.sa.handmade(file, s.sa.condition(diagnosis{id: "sa-ivanova-anemia", patient: sa, problem: mustProblem("iron-deficiency-anemia"),
		clinical: "resolved", onset: "2024-11-05", abated: "2025-06-20", recorded: at("2025-06-20 09:30"), alsoSNOMED: true}))
	s.truth.conflict(file, "problem-status", "Iron deficiency anaemia is active at Riverside and resolved in June 2025 at St. Anna.", x, y)

	given := s.rv.handmade(file, s.rv.immunization(vaccination{id: "rv-ivanova-influenza-2025", patient: rv, cvx: "150",
		text: "Influenza, injectable, quadrivalent, preservative free", date: "2025-10-14", recorded: at("2025-10-14 15:10")}))
	not := s.sa.handmade(file, s.sa.immunization(vaccination{id: "sa-ivanova-influenza-2025", patient: sa, cvx: "150",
		text: "Influenza", atc: "J07BB02", bg: "Ваксина срещу грип", date: "2025-10-14", status: "not-done", reason: "Отказ от пациента",
		recorded: at("2025-10-14 08:10")}))
	s.truth.conflict(file, "immunization-status", "The influenza vaccine of one day is given at Riverside and not given at St. Anna.", given, not)
	s.truth.keepApart(file, "Given and not given are opposites and never one entry.", given, not)
	s.truth.hazard("H6", file, "A vaccine that was not given must not count as given.", not)
}
