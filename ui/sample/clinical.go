package sample

import (
	"fmt"
	"math"
	"time"

	"anamnesis/app/chart"
	"anamnesis/app/record"
)

func (b *builder) allergies() {
	b.add(chart.Entry{Kind: record.KindAllergy, Title: "Penicillin", Status: "active", Active: true, Start: "1998", Notes: []string{"anaphylaxis, high criticality"},
		Flags: []chart.Flag{chart.FlagCritical, chart.FlagConflict}},
		ev(riverside, "AllergyIntolerance", "al-1", "Penicillin G, anaphylaxis", "1998", record.Code{System: record.SystemRxNorm, Code: "7980", Display: "penicillin G"}),
		ev(anna, "AllergyIntolerance", "al-9", "Пеницилин", "2004-05", record.Code{System: record.SystemSNOMED, Code: "764146007", Display: "Penicillin"}))
	b.add(chart.Entry{Kind: record.KindAllergy, Title: "Ibuprofen", Status: "active", Active: true, Start: "2011-06", Notes: []string{"bronchospasm"}},
		ev(riverside, "AllergyIntolerance", "al-2", "ibuprofen", "2011-06"))
	b.add(chart.Entry{Kind: record.KindAllergy, Title: "Birch pollen", Status: "active", Active: true, Start: "1979", Notes: []string{"rhinitis, low criticality"}},
		ev(anna, "AllergyIntolerance", "al-3", "Birch pollen", "1979"))
}

func (b *builder) problems() {
	for i, p := range []struct{ title, start, text, src string }{
		{"Heart failure with reduced ejection fraction", "2019-05-03", "NYHA II", riverside},
		{"Type 2 diabetes mellitus", "2008", "", riverside},
		{"Chronic kidney disease stage 3a", "2021-09", "", anna},
		{"Atrial fibrillation, paroxysmal", "2021-03-14", "", riverside},
		{"Essential hypertension", "2001", "", anna},
		{"Osteoarthritis of right knee", "2015-02", "", anna},
		{"Osteoarthritis of left knee", "2017-10", "", anna},
		{"Hypothyroidism", "2012-01-20", "", riverside},
		{"Rheumatoid arthritis", "2016-11-08", "seropositive", anna},
		{"Age-related cataract, left eye", "2024-06-01", "", district},
	} {
		e := chart.Entry{Kind: record.KindProblem, Title: p.title, Status: "active", Active: true, Start: p.start}
		if p.text != "" {
			e.Notes = []string{p.text}
		}
		evs := []chart.Evidence{ev(p.src, "Condition", fmt.Sprint("c-", i), p.title, p.start)}
		if i%3 == 1 {
			evs = append(evs, ev(anna, "Condition", fmt.Sprint("c2-", i), p.title, p.start))
		}
		b.add(e, evs...)
	}
	b.add(chart.Entry{Kind: record.KindProblem, Title: "Pneumonia", Status: "resolved", Start: "2018-01-11", End: "2018-02-02"},
		ev(riverside, "Condition", "c-90", "Pneumonia", "2018-01-11"))
}

func (b *builder) medications() {
	med := func(title, dose, freq, start string, flags []chart.Flag, sources ...string) string {
		e := chart.Entry{Kind: record.KindMedication, Title: title, Dose: dose, Frequency: freq, Start: start, Status: "active", Active: true, Flags: flags}
		var evs []chart.Evidence
		for i, s := range sources {
			evs = append(evs, ev(s, "MedicationRequest", fmt.Sprintf("m-%d-%d", b.n, i), title+" "+dose+" "+freq, start))
		}
		return b.add(e, evs...)
	}
	med("Carvedilol tablet", "3.125 mg", "twice daily", "2026-02-03", []chart.Flag{chart.FlagConflict}, riverside)
	med("Carvedilol tablet", "6.25 mg", "twice daily", "2026-11-12", []chart.Flag{chart.FlagConflict, chart.FlagNew}, anna)
	med("methotrexate tablet", "15 mg", "once WEEKLY on Monday", "2016-12-01", nil, anna, riverside)
	med("warfarin tablet", "1 mg + 3 mg + 5 mg", "once daily in the evening", "2021-03-20", nil, riverside)
	med("metFORMIN extended-release tablet", "1\u00a0000 mg", "twice daily with meals", "2009-02", nil, riverside, anna)
	med("levothyroxine tablet", "75 mcg", "once daily in the morning, 30 minutes before food", "2012-02-01", nil, riverside)
	med("insulin glargine 100 units/mL", "18 units", "once daily at bedtime", "2023-08-15", nil, anna)
	med("furosemide tablet", "half of a 40 mg tablet", "every other day", "2024-01-09", nil, district)
	med("folic acid tablet", "5 mg", "once WEEKLY on Tuesday", "2016-12-01", nil, anna)
	med("ibuprofen gel 5 %", "a thin layer", "up to 3 times daily as needed for knee pain", "2025-07-11", []chart.Flag{chart.FlagConflict}, district)
	med("amoxicillin + clavulanic acid", "875 mg + 125 mg", "twice daily for 7 days", "2026-11-17", []chart.Flag{chart.FlagConflict, chart.FlagNew}, district)
	b.add(chart.Entry{Kind: record.KindMedication, Title: "spironolactone tablet", Dose: "25 mg", Frequency: "once daily", Start: "2026-11-19", Status: "draft",
		Flags: []chart.Flag{chart.FlagProposed}}, ev(riverside, "MedicationRequest", "m-90", "spironolactone 25 mg", "2026-11-19"))
	b.add(chart.Entry{Kind: record.KindMedication, Title: "bisoprolol tablet", Dose: "5 mg", Frequency: "once daily", Start: "2012", End: "2019-05-10", Status: "stopped"},
		ev(anna, "MedicationStatement", "m-91", "bisoprolol 5 mg", "2012"))
}

// results makes years of values, in two units, from two sources.
func (b *builder) results() {
	for _, a := range []struct {
		id, title, unit, low, high string
		kind                       record.Kind
		base, swing, drift         float64
		digits, every              int
	}{
		{"glucose", "Glucose", "mmol/L", "3.9", "5.5", record.KindResult, 6.2, 1.4, 0.05, 1, 41},
		{"hba1c", "HbA1c", "mmol/mol", "20", "42", record.KindResult, 52, 4, 0.4, 0, 120},
		{"creatinine", "Creatinine", "umol/L", "45", "84", record.KindResult, 82, 9, 1.6, 0, 60},
		{"egfr-ckd-epi-2021", "eGFR (CKD-EPI 2021)", "mL/min/1.73m2", "60", "", record.KindResult, 68, 5, -1.2, 0, 60},
		{"potassium", "Potassium", "mmol/L", "3.5", "5.1", record.KindResult, 4.4, 0.5, 0, 1, 60},
		{"sodium", "Sodium", "mmol/L", "136", "145", record.KindResult, 139, 3, 0, 0, 60},
		{"haemoglobin", "Haemoglobin", "g/L", "120", "155", record.KindResult, 124, 7, -0.6, 0, 90},
		{"inr", "INR", "", "2.0", "3.0", record.KindResult, 2.5, 0.5, 0, 1, 28},
		{"ldl-cholesterol", "LDL cholesterol", "mmol/L", "", "2.6", record.KindResult, 2.9, 0.5, -0.04, 1, 180},
		{"tsh", "TSH", "mU/L", "0.4", "4.0", record.KindResult, 2.1, 1.1, 0, 2, 200},
		{"body-weight", "Body weight", "kg", "", "", record.KindVital, 79, 2, -0.3, 1, 50},
		{"systolic-pressure", "Systolic pressure", "mm[Hg]", "90", "140", record.KindVital, 138, 12, 0, 0, 35},
		{"diastolic-pressure", "Diastolic pressure", "mm[Hg]", "60", "90", record.KindVital, 82, 7, 0, 0, 35},
		{"heart-rate", "Heart rate", "/min", "50", "100", record.KindVital, 76, 12, 0, 0, 35},
	} {
		s := chart.Series{Analyte: a.id, Title: a.title, Unit: a.unit}
		var entries []chart.Entry
		var evs []chart.Evidence
		from := time.Date(2013, 2, 5, 7, 30, 0, 0, time.UTC)
		for i := 0; ; i++ {
			at := from.AddDate(0, 0, i*a.every+i*i%9)
			if at.After(Now.AddDate(0, 0, -2)) {
				break
			}
			x := float64(i)
			y := a.base + a.swing*(math.Sin(x*1.7)+math.Sin(x*0.61+2))*0.6 + a.drift*x*float64(a.every)/365
			num := fmt.Sprintf("%.*f", a.digits, y)
			src := []string{riverside, anna, riverside, riverside, anna}[i%5]
			flags := []chart.Flag{}
			var lo, hi float64
			_, errLo := fmt.Sscan(a.low, &lo)
			_, errHi := fmt.Sscan(a.high, &hi)
			switch {
			case errHi == nil && y > hi:
				flags = append(flags, chart.FlagAbnormalHigh)
			case errLo == nil && y < lo:
				flags = append(flags, chart.FlagAbnormalLow)
			}
			unit := map[string]string{"mm[Hg]": "mmHg", "umol/L": "µmol/L", "mL/min/1.73m2": "mL/min/1.73 m²"}[a.unit]
			if unit == "" {
				unit = a.unit
			}
			entries = append(entries, chart.Entry{Kind: a.kind, Title: a.title, Status: "final", Start: at.Format("2006-01-02T15:04:05Z"), Analyte: a.id, Flags: flags,
				Value: &chart.Value{Text: num + "\u00a0" + unit, Number: num, Unit: unit, Low: a.low, High: a.high}})
			e := ev(src, "Observation", fmt.Sprint(a.id, "-", i), num+" "+unit, at.Format("2006-01-02T15:04:05Z"), record.Code{System: record.SystemLOINC, Code: "2345-7", Display: a.title})
			if a.id == "glucose" && src == riverside {
				e.Value.Text = fmt.Sprintf("%.0f mg/dL", y*18.016)
				e.Steps = []string{"unit mg/dL read exactly as UCUM", "mass to substance by the molar mass of glucose, 180.156 g/mol", "shown to one decimal: not finer than the source's last step"}
			}
			evs = append(evs, e)
		}
		for i := len(entries) - 1; i >= 0; i-- { // the chart holds the newest first
			id := b.add(entries[i], evs[i])
			s.Points = append([]chart.Point{{Time: entries[i].Start, Number: entries[i].Value.Number, Entry: id, Source: evs[i].Source, Low: a.low, High: a.high, Flags: entries[i].Flags}}, s.Points...)
		}
		b.c.Series = append(b.c.Series, s)
	}
}

func (b *builder) rest() {
	for i, e := range []struct{ title, start, end, src string }{
		{"Cardiology, inpatient", "2026-11-06T14:20:00+02:00", "2026-11-11T11:00:00+02:00", anna},
		{"Family medicine visit", "2026-09-02T09:15:00-04:00", "2026-09-02T09:40:00-04:00", riverside},
		{"Emergency department", "2025-12-24T22:05:00-05:00", "2025-12-25T04:30:00-05:00", riverside},
		{"Orthopaedics, inpatient", "2022-03-01", "2022-03-09", anna},
		{"Family medicine visit", "2019-05-03T10:00:00-04:00", "2019-05-03T10:30:00-04:00", riverside},
	} {
		b.add(chart.Entry{Kind: record.KindEncounter, Title: e.title, Status: "finished", Start: e.start, End: e.end},
			ev(e.src, "Encounter", fmt.Sprint("enc-", i), e.title, e.start))
	}
	b.add(chart.Entry{Kind: record.KindProcedure, Title: "Total replacement of right knee", Status: "completed", Start: "2022-03-02"}, ev(anna, "Procedure", "pr-1", "Total knee replacement, right", "2022-03-02"))
	b.add(chart.Entry{Kind: record.KindProcedure, Title: "Colonoscopy", Status: "completed", Start: "2014"}, ev(riverside, "Procedure", "pr-2", "Colonoscopy", "2014"))
	b.add(chart.Entry{Kind: record.KindImmunization, Title: "Influenza, seasonal", Status: "completed", Start: "2026-10-15"}, ev(riverside, "Immunization", "im-1", "Influenza, seasonal", "2026-10-15"))
	b.add(chart.Entry{Kind: record.KindImmunization, Title: "Pneumococcal conjugate PCV20", Status: "not-done", Start: "2025-10-01", Flags: []chart.Flag{chart.FlagNegated}}, ev(anna, "Immunization", "im-2", "PCV20 refused", "2025-10-01"))
	b.add(chart.Entry{Kind: record.KindFamily, Title: "Mother: myocardial infarction at 61", Status: "completed"}, ev(riverside, "FamilyMemberHistory", "fh-1", "Mother: MI", ""))
	b.add(chart.Entry{Kind: record.KindSocial, Title: "Tobacco: former smoker", Start: "2019-05-03"}, ev(riverside, "Observation", "so-1", "Former smoker", "2019-05-03"))
	b.add(chart.Entry{Kind: record.KindDocument, Title: "Discharge summary, cardiology", Status: "current", Start: "2026-11-11", Notes: []string{"Admitted with decompensated heart failure. Carvedilol raised to 6.25 mg twice daily."}}, ev(anna, "DocumentReference", "do-1", "Епикриза", "2026-11-11"))
	b.add(chart.Entry{Kind: record.KindDocument, Title: "Referral letter", Status: "current", Start: "2026-09-02"}, ev(riverside, "DocumentReference", "do-2", "Referral letter", "2026-09-02"))
	b.add(chart.Entry{Kind: record.KindReport, Title: "Echocardiogram", Status: "final", Start: "2026-11-07", Notes: []string{"EF 38 %, moderate mitral regurgitation"}}, ev(anna, "DiagnosticReport", "re-1", "Echocardiogram", "2026-11-07"))
	b.add(chart.Entry{Kind: record.KindImaging, Title: "Chest X-ray, two views", Status: "available", Start: "2026-11-06"}, ev(anna, "ImagingStudy", "ims-1", "Chest X-ray", "2026-11-06"))
	b.add(chart.Entry{Kind: record.KindDevice, Title: "Right knee prosthesis", Status: "active", Start: "2022-03-02", Active: true}, ev(anna, "Device", "de-1", "Knee prosthesis", "2022-03-02"))
	b.add(chart.Entry{Kind: record.KindCarePlan, Title: "Heart failure self-management", Status: "active", Start: "2026-11-11", Active: true}, ev(anna, "CarePlan", "cp-1", "Self-management", "2026-11-11"))
}

func (b *builder) conflicts() {
	find := func(title, dose string) string {
		for _, e := range b.c.Entries {
			if e.Title == title && (dose == "" || e.Dose == dose) {
				return e.ID
			}
		}
		panic("sample: no entry " + title)
	}
	low, high := find("Carvedilol tablet", "3.125 mg"), find("Carvedilol tablet", "6.25 mg")
	pen, amox, ibu, gel := find("Penicillin", ""), find("amoxicillin + clavulanic acid", ""), find("Ibuprofen", ""), find("ibuprofen gel 5 %", "")
	b.c.Conflicts = []chart.Conflict{
		{Kind: chart.ConflictDose, Tier: "act", Entries: []string{low, high}, Why: "Carvedilol: Riverside says 3.125 mg twice daily, St. Anna says 6.25 mg twice daily, over the same time.",
			Sides: []chart.Side{{Source: riverside, Says: "3.125 mg twice daily since 3 Feb 2026", Entry: low}, {Source: anna, Says: "6.25 mg twice daily since 12 Nov 2026", Entry: high}}},
		{Kind: chart.ConflictDrugAllergy, Tier: "act", Entries: []string{amox, pen}, Why: "Possible: amoxicillin is a penicillin, and an allergy to penicillin with anaphylaxis is listed.",
			Sides: []chart.Side{{Source: district, Says: "amoxicillin + clavulanic acid active since 17 Nov 2026", Entry: amox}, {Source: riverside, Says: "penicillin: anaphylaxis", Entry: pen}}},
		{Kind: chart.ConflictDrugAllergy, Tier: "check", Entries: []string{gel, ibu}, Why: "Possible: ibuprofen is given as a gel, and an allergy to ibuprofen is listed.",
			Sides: []chart.Side{{Source: district, Says: "ibuprofen gel 5 % as needed", Entry: gel}, {Source: riverside, Says: "ibuprofen: bronchospasm", Entry: ibu}}},
		{Kind: chart.ConflictAllergyNone, Tier: "check", Entries: []string{pen}, Why: "District says no known drug allergies; Riverside and St. Anna list penicillin.",
			Sides: []chart.Side{{Source: district, Says: "No known drug allergies, recorded 17 Nov 2026"}, {Source: riverside, Says: "Penicillin: anaphylaxis", Entry: pen}}},
	}
}
