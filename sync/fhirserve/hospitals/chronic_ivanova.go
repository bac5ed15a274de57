package hospitals

import "time"

// ivanovaHistory is twenty years of a woman with type 2 diabetes, hypertension, heart failure, chronic kidney disease and
// atrial fibrillation on warfarin. She lives near Riverside and stays near St. Anna twice a year.
func (s *set) ivanovaHistory() {
	rv := &clinic{h: s.rv, patient: "rv-ivanova", prefix: "rv-ivanova", first: "2006-09-18", last: "2026-11-10", every: 84,
		vitals: []string{"pressure", "heart-rate", "respiratory-rate", "oxygen-saturation", "body-temperature", "body-weight", "bmi"},
		panels: map[string]int{"bmp": 1, "a1c": 1, "lipid": 4, "cbc": 2, "acr": 4, "tsh": 8, "liver": 4, "bnp": 2}, forward: 5,
		notes: true, billing: true, words: ivanovaWords}
	sa := &clinic{h: s.sa, patient: "sa-ivanova", prefix: "sa-ivanova", first: "2007-07-11", last: "2026-08-25", every: 182,
		vitals: []string{"pressure", "heart-rate", "body-weight"},
		panels: map[string]int{"bmp": 1, "a1c": 1, "lipid": 2, "cbc": 2}, notes: true, words: ivanovaWordsBG}
	inr := &clinic{h: s.rv, patient: "rv-ivanova", prefix: "rv-ivanova-ac", first: "2016-06-20", last: "2026-11-16", every: 29,
		panels: map[string]int{"inr": 1}}
	rv.to = sa
	p := profile{person: "ivanova", height: 63.4, busy: [][2]string{{"2019-02-10", "2019-02-21"}, {"2024-07-25", "2024-08-20"}, {"2026-11-12", "2026-11-15"}}, clinics: []*clinic{rv, sa, inr}, body: newBody("ivanova", false, "1954-03-02", ivanovaTrends)}

	s.rv.generate(s.rv.coverage("rv-ivanova", at("2019-03-01 00:00")))
	s.generate(p)
	s.ivanovaStays(p, rv, sa)
	s.treat("ivanova",
		treatment{c: rv, drug: "metformin-500", schedule: twiceDaily, since: "2006-09-18", until: "2012-05-08", dispense: true},
		treatment{c: rv, drug: "metformin-1000", schedule: twiceDaily, since: "2012-05-08", until: "2024-09-10", dispense: true},
		treatment{c: rv, drug: "lisinopril-10", schedule: daily, since: "2006-09-18", until: "2012-05-08", dispense: true},
		treatment{c: rv, drug: "lisinopril-20", schedule: daily, since: "2012-05-08", dispense: true},
		treatment{c: sa, drug: "lisinopril-20", schedule: daily, since: "2013-07-02"},
		treatment{c: rv, drug: "amlodipine-5", schedule: daily, since: "2012-05-08", until: "2019-02-20",
			note: "Stopped when heart failure with reduced ejection fraction was found."},
		treatment{c: rv, drug: "simvastatin-20", schedule: daily, since: "2008-03-04", until: "2012-05-08"},
		treatment{c: rv, drug: "atorvastatin-20", schedule: daily, since: "2012-05-08", dispense: true},
		treatment{c: sa, drug: "atorvastatin-20", schedule: daily, since: "2013-07-02"},
		treatment{c: rv, drug: "warfarin-3", schedule: daily, since: "2016-06-20", until: "2026-08-03", dispense: true, note: "Target INR 2.0-3.0"},
		treatment{c: rv, drug: "furosemide-40", schedule: daily, since: "2019-02-20", dispense: true},
		treatment{c: sa, drug: "furosemide-40", schedule: daily, since: "2019-07-09"},
		treatment{c: rv, drug: "spironolactone-25", schedule: daily, since: "2019-03-12", dispense: true},
		treatment{c: sa, drug: "spironolactone-25", schedule: daily, since: "2019-07-09"},
		treatment{c: rv, drug: "bisoprolol-5", schedule: daily, since: "2019-03-12", until: "2026-01-13", note: "Stopped for a heart rate of 44."},
		treatment{c: rv, drug: "empagliflozin-10", schedule: daily, since: "2021-04-13", dispense: true},
	)
}

// ivanovaTrends is her course in numbers, in Riverside's units.
var ivanovaTrends = []trend{
	{"glucose", 14, 62, []knot{{2006.7, 186}, {2007.3, 142}, {2012, 151}, {2013, 138}, {2021, 152}, {2022, 126}, {2027, 129}}},
	{"hba1c", 0.22, 5.4, []knot{{2006.7, 8.6}, {2007.3, 7.1}, {2012, 7.7}, {2013, 7.0}, {2021, 7.8}, {2022, 6.9}, {2027, 7.1}}},
	{"creatinine", 0.05, 0.5, []knot{{2006.7, 0.78}, {2012, 0.88}, {2016, 0.98}, {2019.1, 1.12}, {2019.3, 1.30}, {2022, 1.33}, {2024.6, 1.42}, {2025, 1.52}, {2027, 1.58}}},
	{"urea", 3, 8, []knot{{2006.7, 15}, {2016, 19}, {2019.1, 22}, {2019.3, 29}, {2024.6, 33}, {2027, 38}}},
	{"sodium", 1.6, 128, []knot{{2006.7, 140}, {2019, 139}, {2027, 137.5}}},
	{"potassium", 0.22, 3.2, []knot{{2006.7, 4.2}, {2019.1, 4.3}, {2019.5, 4.7}, {2027, 4.9}}},
	{"chloride", 1.8, 92, []knot{{2006.7, 103}, {2019, 102}, {2027, 100}}},
	{"calcium-total", 0.2, 8.0, []knot{{2006.7, 9.5}, {2027, 9.2}}},
	{"cholesterol-total", 9, 95, []knot{{2006.7, 244}, {2008.2, 239}, {2008.5, 196}, {2012.4, 192}, {2012.7, 168}, {2027, 152}}},
	{"hdl-cholesterol", 3, 28, []knot{{2006.7, 42}, {2027, 46}}},
	{"triglyceride", 22, 60, []knot{{2006.7, 212}, {2013, 168}, {2027, 141}}},
	{"leukocytes", 0.9, 3.4, []knot{{2006.7, 7.1}, {2027, 6.8}}},
	{"haemoglobin", 0.35, 8.6, []knot{{2006.7, 13.6}, {2016, 13.1}, {2020, 12.4}, {2024.8, 10.9}, {2025.5, 11.9}, {2027, 11.6}}},
	{"mcv", 1.6, 74, []knot{{2006.7, 90}, {2020, 89}, {2024.8, 80}, {2025.5, 87}, {2027, 88}}},
	{"platelets", 20, 120, []knot{{2006.7, 248}, {2027, 214}}},
	{"nt-probnp", 210, 60, []knot{{2018.9, 900}, {2019.2, 3100}, {2020, 1250}, {2024.5, 1500}, {2025, 2100}, {2027, 1750}}},
	{"inr", 0.38, 1.2, []knot{{2016.4, 1.9}, {2016.7, 2.4}, {2027, 2.5}}},
	{"urine-albumin-creatinine", 16, 4, []knot{{2006.7, 18}, {2012, 42}, {2019, 110}, {2021.3, 145}, {2023, 92}, {2027, 118}}},
	{"tsh", 0.4, 0.5, []knot{{2006.7, 2.1}, {2027, 2.6}}},
	{"alt", 5, 9, []knot{{2006.7, 34}, {2013, 27}, {2027, 21}}},
	{"bilirubin-total", 0.12, 0.2, []knot{{2006.7, 0.6}, {2019, 0.8}, {2027, 0.8}}},
	{"albumin", 0.18, 2.8, []knot{{2006.7, 4.3}, {2019, 4.0}, {2027, 3.8}}},
	{"systolic-pressure", 8, 96, []knot{{2006.7, 162}, {2007.5, 146}, {2012.3, 150}, {2013, 137}, {2019.1, 141}, {2019.5, 126}, {2027, 130}}},
	{"diastolic-pressure", 5, 52, []knot{{2006.7, 96}, {2013, 84}, {2019.5, 74}, {2027, 73}}},
	{"heart-rate", 6, 44, []knot{{2006.7, 76}, {2016.3, 78}, {2016.5, 88}, {2019.3, 72}, {2025.9, 62}, {2026.1, 86}, {2026.7, 84}, {2026.9, 74}}},
	{"respiratory-rate", 1, 11, []knot{{2006.7, 15}, {2018.9, 18}, {2019.5, 16}, {2027, 17}}},
	{"oxygen-saturation", 0.9, 88, []knot{{2006.7, 98}, {2018.9, 95}, {2019.5, 97}, {2027, 96}}},
	{"body-temperature", 0.3, 96.8, []knot{{2006.7, 98.1}, {2027, 97.9}}},
	{"body-weight", 2.2, 130, []knot{{2006.7, 187}, {2012, 192}, {2018.6, 190}, {2019.1, 199}, {2019.4, 181}, {2021.3, 183}, {2022, 176}, {2024.5, 172}, {2024.7, 178}, {2027, 168}}},
}

func ivanovaWords(t time.Time) string {
	switch y := decimalYear(t); {
	case y < 2008.2:
		return "Newly found type 2 diabetes and hypertension. Diet discussed, monitors glucose at home."
	case y < 2016.4:
		return "Diabetes and hypertension, walks daily, no chest pain, no hypoglycaemia."
	case y < 2019.1:
		return "Atrial fibrillation since June 2016, on warfarin through the anticoagulation clinic. No bleeding."
	case y < 2024.6:
		return "Heart failure with reduced ejection fraction, NYHA II. No orthopnoea, ankles dry. Warfarin continued."
	}
	return "Heart failure NYHA II-III, kidney disease stage 3, tired on stairs. No bleeding on warfarin. Lives with her daughter."
}

func ivanovaWordsBG(t time.Time) string {
	if decimalYear(t) < 2019.1 {
		return "Захарен диабет тип 2 и хипертония, без оплаквания. Лекува се и в САЩ."
	}
	return "Сърдечна недостатъчност, предсърдно мъждене, хронична бъбречна болест. Задух при изкачване на стълби, без отоци. Лекува се и в САЩ."
}

func (s *set) ivanovaStays(p profile, rv, sa *clinic) {
	s.admit(p, stay{c: rv, admitted: "2019-02-14 21:10", days: 6, title: "Inpatient: acute heart failure", reason: "heart-failure-acute",
		daily: map[string][]float64{"creatinine": {1.38, 1.45, 1.41, 1.36, 1.31, 1.29}, "urea": {34, 37, 36, 33, 31, 30},
			"potassium": {4.4, 4.0, 3.7, 3.6, 3.9, 4.1}, "sodium": {133, 134, 135, 136, 137, 137}, "nt-probnp": {6840, 6100, 4920, 4010, 3480, 3120}},
		vitals: map[string][]float64{"heart-rate": {112, 104, 96, 90, 86, 82}, "respiratory-rate": {26, 22, 20, 18, 17, 16},
			"oxygen-saturation": {89, 92, 94, 95, 96, 97}, "systolic-pressure": {152, 144, 138, 132, 128, 126}, "diastolic-pressure": {94, 88, 84, 80, 76, 74}},
		given: infusion{"C03CA01", "furosemide 40 mg intravenously", "40"}, summaryDoc: "Discharge summary",
		summary: "Admitted with orthopnoea and leg oedema over ten days. Echocardiography: ejection fraction 34 %. Diuresis of 9 kg with intravenous " +
			"furosemide. Amlodipine stopped. Discharged on furosemide 40 mg once daily, lisinopril 20 mg once daily, warfarin by INR. " +
			"Follow-up in three weeks to start spironolactone and a beta blocker."})
	s.admit(p, stay{c: sa, admitted: "2024-08-03 16:25", days: 8, title: "Хоспитализация: пневмония", reason: "pneumonia",
		daily: map[string][]float64{"creatinine": {1.86, 2.24, 2.41, 2.16, 1.92, 1.74, 1.62, 1.55}, "urea": {52, 60, 63, 58, 50, 45, 41, 38},
			"potassium": {5.2, 5.6, 5.4, 5.1, 4.9, 4.7, 4.6, 4.6}, "sodium": {131, 132, 134, 135, 136, 137, 137, 138},
			"crp": {186, 201, 164, 118, 76, 48, 31, 22}, "leukocytes": {15.8, 16.4, 13.9, 11.8, 10.2, 9.1, 8.4, 7.9}},
		vitals: map[string][]float64{"heart-rate": {108, 102, 96, 92, 88, 84, 80, 78}, "body-temperature": {102.6, 101.8, 100.9, 99.9, 99.1, 98.6, 98.4, 98.2},
			"oxygen-saturation": {89, 91, 92, 94, 95, 95, 96, 96}, "systolic-pressure": {104, 108, 114, 118, 122, 124, 126, 128},
			"diastolic-pressure": {58, 62, 66, 68, 70, 72, 72, 74}},
		given: infusion{"J01MA12", "Левофлоксацин 500 mg венозно", "500"}, summaryDoc: "Епикриза",
		summary: "Приета с фебрилитет, кашлица и задух. Рентгенография: инфилтрат вдясно в долния лоб. Остро бъбречно увреждане върху хронична " +
			"бъбречна болест, креатинин до 213 umol/L, при изписването 137 umol/L. Лекувана с левофлоксацин. Спиронолактон спрян временно, " +
			"възобновен при калий 4.6 mmol/L. Изписана с подобрение."})
}
