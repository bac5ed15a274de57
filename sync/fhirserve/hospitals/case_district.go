package hospitals

import (
	"time"

	"anamnesis/app/record"
)

// district writes what the third hospital knows of the people of the other two.
func (s *set) district() {
	when := at("2026-01-05 08:00")
	s.di.handmade("staff",
		obj("resourceType", "Organization", "id", "di-org", "meta", s.di.meta(when), "active", true, "name", "Районна болница"),
		obj("resourceType", "Practitioner", "id", "di-doctor", "meta", s.di.meta(when), "active", true, "name", list{obj("family", "Тодорова", "given", list{"Ваня"})}))
	s.districtIvanova()
	s.districtIvanovaDrugs()
	s.districtOthers()
	s.districtFamily()
	s.districtStrangers()
}

// citizen writes a patient with a personal number.
func (s *set) citizen(file, id, family, given, gender, birth, mrn, number string) ref {
	var ids list
	if number != "" {
		ids = list{obj("use", "official", "type", concept("ЕГН", coding("http://hl7.org/fhir/v2/0203", "NI", "")), "system", sysEGN, "value", number)}
	}
	return s.di.handmade(file, obj("resourceType", "Patient", "id", id, "meta", s.di.meta(at("2026-04-01 06:00")),
		"identifier", append(list{identifier(s.di.url+"/mrn", mrn)}, ids...), "active", true,
		"name", list{obj("family", family, "given", list{given})}, "gender", gender, "birthDate", birth))
}

func (s *set) districtIvanova() {
	const di, file = "di-ivanova", "ivanova"
	p := s.citizen(file, di, "Иванова", "Мария", "female", "1954-03-02", "Д-0417", egn("1954-03-02", 951))
	s.truth.addRecord(file, "District has the same personal number and birth date.", p)

	stamp := at("2026-04-14 07:30")
	glucose, creatinine, potassium := localTestOf("glucose"), localTestOf("creatinine"), localTestOf("potassium")
	bare := s.di.handmade(file, s.districtResult("di-ivanova-glucose-bare", di, glucose, true, "5.8", "", "2025-11-03T00:00:00+02:00", "", at("2025-11-03 07:30")))
	s.truth.hazard("H5", file, "A glucose of 5.8 without a unit is shown as written; it equals nothing and joins no series.", bare)
	swapped := s.di.handmade(file, s.districtResult("di-ivanova-glucose-mg", di, glucose, true, "5.5", "mg/dl", "2025-06-02T00:00:00+03:00", "", at("2025-06-02 07:30")))
	s.truth.conflict(file, "unit-implausible", "Glucose 5.5 mg/dL is not compatible with life; 5.5 mmol/L is ordinary.", swapped)

	x := s.reading(file, s.rv, result{id: "rv-ivanova-glucose-0414", patient: "rv-ivanova", lab: mustLab("glucose"), value: "112", at: at("2026-04-14 12:40"), accession: "DIST-26-0414"})
	shared := s.districtResult("di-ivanova-glucose-0414", di, glucose, true, "6.2", "ммол/л", districtTime(stamp), "Изпратено до Riverside", stamp)
	y := s.di.handmade(file, shared.with("identifier", list{identifier(accessions, "DIST-26-0414")}))
	s.truth.join(file, "result", "One accession; 112 mg/dL is 6.22 mmol/L, and District's midnight means the day.", x, y)

	month := s.di.handmade(file, s.districtResult("di-ivanova-creatinine-2019", di, creatinine, true, "115", "мкмол/л", "2019-05", "", at("2019-05-30 07:30")))
	dated := s.reading(file, s.rv, result{id: "rv-ivanova-creatinine-20190503", patient: "rv-ivanova", lab: mustLab("creatinine"), value: "1.30", at: at("2019-05-03 13:10")})
	s.truth.keepApart(file, "May 2019 is compatible with 3 May 2019, which is not equal; nothing else connects them.", month, dated)

	day1 := at("2025-03-18 12:55")
	early := s.reading(file, s.rv, result{id: "rv-ivanova-potassium-20250318", patient: "rv-ivanova", lab: mustLab("potassium"), value: "4.6", at: day1})
	late := s.reading(file, s.sa, result{id: "sa-ivanova-potassium-20250318", patient: "sa-ivanova", lab: mustLab("potassium"), value: "4.6", at: day1.Add(5 * time.Hour)})
	some := s.di.handmade(file, s.districtResult("di-ivanova-potassium-20250318", di, potassium, false, "4.6", "mmol/l", "2025-03-18T00:00:00+02:00", "", at("2025-03-18 15:00")))
	s.truth.keepApart(file, "Two readings five hours apart; District's day is compatible with both and must not bridge them.", early, late)
	s.truth.hazard("E7", file, "A date that is compatible with two readings must not merge the two.", early, some, late)

	s.di.handmade(file, s.districtCondition("di-ivanova-hypertension", di, "I10", "Хипертонична болест", "active", "2003", at("2012-02-06 08:00")))
	s.truth.join(file, "problem", "I10 since 2003 at all three hospitals.", ref{riverside, "Condition", "rv-ivanova-hypertension"},
		ref{stAnna, "Condition", "sa-ivanova-hypertension"}, ref{district, "Condition", "di-ivanova-hypertension"})
	s.di.handmade(file, s.districtCondition("di-ivanova-failure", di, "", "Сърд. недост.", "active", "", at("2019-08-05 08:00")))
	penicillin := s.di.handmade(file, s.districtAllergy("di-ivanova-allergy-penicillin", di, "Пеницилин - шок", "high", at("2012-02-06 08:05")))
	s.truth.allergy(file, "Пеницилин - шок", penicillin)
	s.truth.conflict(file, "allergy-none", "District wrote penicillin shock in 2012; St. Anna says in 2026 that no drug allergy is known.",
		penicillin, ref{stAnna, "AllergyIntolerance", "sa-ivanova-allergy-none"})
	s.truth.hazard("H9", file, "Penicillin shock stands only in Cyrillic text: a row of its own.", penicillin)
	histology := s.di.handmade(file, obj("resourceType", "DiagnosticReport", "id", "di-ivanova-histology", "meta", s.di.meta(at("2017-10-09 10:00")), "status", "final",
		"code", concept("Хистология"), "subject", reference("Patient", di), "effectiveDateTime", "2017-10",
		"conclusion", "Кожа, ляво рамо: базалноклетъчен карцином, ексцизия в здрави граници."))
	s.truth.hazard("H9", file, "A carcinoma that only a sentence states.", histology)
	s.di.handmade(file, s.districtNote("di-ivanova-note", di, "Бележка", "Приема Синтром? Да се уточни. Носи пейсмейкър от 2026 г.", stamp))

	body := newBody("di-ivanova", false, "1954-03-02", ivanovaTrends)
	s.districtVisits(body, di, "2010-02-15", "2026-03-20", 170, []string{"glucose", "creatinine", "urea", "potassium", "haemoglobin", "leukocytes"})
}

func (s *set) districtIvanovaDrugs() {
	const di, file = "di-ivanova", "ivanova"
	stamp := at("2026-10-05 07:40")
	comma := s.di.handmade(file, s.districtStatement("di-ivanova-carvedilol", di, "Карведилол табл.", "C07AG02", "6.25", "mg", twiceDaily, "y", "active", "2026-09",
		"6,25 мг 2 х дневно", stamp))
	s.truth.medication(file, "6.25 mg", "twice daily", comma)
	s.truth.hazard("H3", file, `The clerk's "6,25" must never come out as 625 or as 6.`, comma)
	s.truth.conflict(file, "medication-dose", "District agrees with Riverside on 6.25 mg; St. Anna still lists 3.125 mg.",
		comma, ref{stAnna, "MedicationRequest", "sa-ivanova-carvedilol"})
	refused := s.di.handmade(file, s.districtStatement("di-ivanova-spironolactone", di, "Спиронолактон 25 mg табл.", "C03DA01", "", "", daily, "n", "active", "2026-04", "", stamp))
	s.truth.keepApart(file, `STU3 "taken: n" under status active means not taken.`, refused, ref{riverside, "MedicationRequest", "rv-ivanova-spironolactone-25-20260312"})
	s.truth.conflict(file, "medication-status", "Spironolactone is ordered at Riverside and St. Anna; District heard that she does not take it.",
		refused, ref{riverside, "MedicationRequest", "rv-ivanova-spironolactone-25-20260312"})
	s.truth.hazard("H6", file, "Not taken in STU3 stands beside an active status.", refused)
	noTetanus := s.di.handmade(file, s.districtVaccine("di-ivanova-tetanus", di, "J07AM51", "", "Тетанус-дифтерия", "2024-05-20", true, at("2024-05-20 08:00")))
	notDone := s.di.handmade(file, obj("resourceType", "Procedure", "id", "di-ivanova-colonoscopy", "meta", s.di.meta(at("2025-08-11 09:00")), "status", "completed",
		"notDone", true, "notDoneReason", concept("Пациентката не се яви"), "code", concept("Колоноскопия", coding(record.SystemSNOMED, "73761001", "Colonoscopy")),
		"subject", reference("Patient", di), "performedDateTime", "2025-08-11"))
	s.truth.hazard("H6", file, "STU3 notGiven and notDone turn a completed status round: the repeat colonoscopy has not taken place.", noTetanus, notDone)
}
