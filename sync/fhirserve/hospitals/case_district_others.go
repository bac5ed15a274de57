package hospitals

import "anamnesis/app/record"

func (s *set) districtOthers() {
	p := s.citizen("petrov", "di-petrov", "Петров", "Георги", "male", "1948-07-12", "Д-0420", egn("1948-07-12", 952))
	s.truth.addRecord("petrov", "District has the personal number of St. Anna.", p)
	stamp := at("2026-02-09 08:00")
	weight := func(id, value, unit, when string) ref {
		return s.di.handmade("petrov", obj("resourceType", "Observation", "id", id, "meta", s.di.meta(stamp), "status", "final",
			"category", list{concept("", coding("http://hl7.org/fhir/observation-category", "vital-signs", "Vital Signs"))},
			"code", concept("Тегло", coding(record.SystemLOINC, "29463-7", "")), "subject", reference("Patient", "di-petrov"), "effectiveDateTime", when,
			"valueQuantity", obj("value", num(value), "unit", unit)))
	}
	weight("di-petrov-weight", "81", "кг", "2026-02-09T00:00:00+02:00")
	odd := weight("di-petrov-weight-odd", "178", "kg", "2025-02-10T00:00:00+02:00")
	s.truth.conflict("petrov", "unit-implausible", "178 kg between 80 and 82 kg: 178 lb would be his weight.", odd)
	s.truth.hazard("H5", "petrov", "A weight in pounds under kg: a dose by weight would double.", odd)
	s.districtVisits(newBody("di-petrov", true, "1948-07-12", adult(true, 178)), "di-petrov", "2020-01-20", "2026-02-09", 190, []string{"creatinine", "potassium", "haemoglobin"})

	q := s.citizen("stoyanov", "di-stoyanov", "Стоянов", "Никола", "male", "1962-02", "Д-0455", egn("1962-02-08", 960))
	s.truth.addRecord("stoyanov", "District has his personal number, a short first name and a birth month.", q)
	mtx := s.di.handmade("stoyanov", s.districtStatement("di-stoyanov-methotrexate", "di-stoyanov", "Метотрексат 2.5 mg табл.", "L04AX03", "15", "mg",
		schedule{1, 1, "wk", nil, "", ""}, "y", "active", "2024", "6 табл. веднъж седмично, понеделник", at("2026-03-02 08:00")))
	s.truth.medication("stoyanov", "15 mg", "once WEEKLY", mtx)
	s.truth.conflict("stoyanov", "medication-frequency", "District has methotrexate once WEEKLY as Riverside; St. Anna has it daily.",
		mtx, ref{stAnna, "MedicationRequest", "sa-stoyanov-methotrexate"})
}

// districtFamily is the newborn, now with a name, and her mother under her married name; and one of the twins.
func (s *set) districtFamily() {
	mother := s.citizen("marinova", "di-marinova", "Маринова", "Елена", "female", "1988-06-21", "Д-0501", egn("1988-06-21", 957))
	s.truth.addRecord("marinova", "District has the personal number of St. Anna.", mother)
	baby := s.citizen("marinova", "di-baby", "Маринова", "София", "female", "2026-10-28", "Д-0502", egn("2026-10-28", 963))
	s.truth.addRecord("baby", "At District the newborn has a name and the same personal number.", baby)
	s.truth.neverLink(baby, mother, "Mother and newborn at District.")
	s.truth.neverLink(baby, ref{stAnna, "Patient", "sa-marinova"}, "Mother and newborn.")
	s.di.handmade("marinova", obj("resourceType", "Observation", "id", "di-baby-weight", "meta", s.di.meta(at("2026-11-12 08:00")), "status", "final",
		"category", list{concept("", coding("http://hl7.org/fhir/observation-category", "vital-signs", "Vital Signs"))},
		"code", concept("Тегло", coding(record.SystemLOINC, "29463-7", "")), "subject", reference("Patient", "di-baby"), "effectiveDateTime", "2026-11-12T00:00:00+02:00",
		"valueQuantity", obj("value", num("3480"), "unit", "гр.")))
	s.di.handmade("marinova", s.districtVaccine("di-baby-hepb", "di-baby", "J07BC01", "08", "Хепатит Б", "2026-10-28", false, at("2026-11-12 08:10")))
	s.truth.join("baby", "immunization", "CVX 08 on the day of birth, told to District from the ward.", ref{stAnna, "Immunization", "sa-baby-hepb"},
		ref{district, "Immunization", "di-baby-hepb"})
	feeding := s.di.handmade("marinova", obj("resourceType", "MedicationAdministration", "id", "di-baby-vitamin-k", "meta", s.di.meta(at("2026-11-12 08:20")),
		"status", "completed", "notGiven", true, "reasonNotGiven", list{concept("Отказ на родителя")}, "medicationCodeableConcept", concept("Витамин К1 (фитоменадион)", coding(record.SystemATC, "B02BA01", "")),
		"subject", reference("Patient", "di-baby"), "effectiveDateTime", "2026-11-12"))
	s.truth.hazard("H6", "baby", "Vitamin K was not given: STU3 notGiven under a completed status.", feeding)

	todor := s.citizen("dimitrov-todor", "di-dimitrov-todor", "Димитров", "Т.", "male", "2009-05-14", "Д-0530", egn("2009-05-14", 956))
	s.truth.addRecord("dimitrov-todor", "District writes an initial, and the personal number is Todor's.", todor)
	for _, r := range []ref{{stAnna, "Patient", "sa-dimitrov-teodor"}, {riverside, "Patient", "rv-dimitrov"}} {
		s.truth.neverLink(todor, r, "The initial T. fits both twins; the personal number is Todor's.")
	}
}

// districtStrangers are people who only look like others.
func (s *set) districtStrangers() {
	other := s.citizen("strangers", "di-ivanova-3", "Иванова", "Мария", "female", "1954-02-03", "Д-0601", egn("1954-02-03", 967))
	s.truth.person("ivanova-3", "Maria Ivanova (February 1954)", "same", "Only at District.", other)
	for _, r := range []ref{{riverside, "Patient", "rv-ivanova"}, {stAnna, "Patient", "sa-ivanova"}, {district, "Patient", "di-ivanova"}, {stAnna, "Patient", "sa-ivanova-2"}} {
		why := "3 February looks like 2 March with day and month swapped; the personal numbers differ."
		if r.id == "sa-ivanova-2" {
			why = "Namesakes of other birth years and personal numbers."
		}
		s.truth.neverLink(other, r, why)
	}
	s.truth.neverLink(ref{stAnna, "Patient", "sa-ivanova-2"}, ref{district, "Patient", "di-ivanova"}, "A namesake seven years younger, with another personal number.")
	s.truth.neverLink(ref{stAnna, "Patient", "sa-petrov-son"}, ref{district, "Patient", "di-petrov"}, "Father and son of one name.")
	s.districtVisits(newBody("di-ivanova-3", false, "1954-02-03", adult(false, 150)), "di-ivanova-3", "2018-05-14", "2026-04-20", 240, []string{"glucose", "cholesterol-total"})

	man := s.citizen("strangers", "di-unknown-1", "Неизвестен", "Мъж", "male", "1900-01-01", "Д-0900", "0000000000")
	woman := s.citizen("strangers", "di-unknown-2", "Неизвестен", "Пациент", "male", "1900-01-01", "Д-0901", "0000000000")
	s.truth.person("unknown-1", "Unknown man", "same", "Brought in without papers.", man)
	s.truth.person("unknown-2", "Unknown patient", "same", "Brought in without papers, another day.", woman)
	s.truth.neverLink(man, woman, "Placeholder name, birth date and personal number are no evidence of identity.")
	s.truth.hazard("H1", "unknown-1", "0000000000 and 1900-01-01 are what a clerk types when nothing is known.", man, woman)
}
