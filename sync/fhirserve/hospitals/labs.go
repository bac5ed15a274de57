package hospitals

import "math/big"

// lab is one laboratory test or vital sign as both hospitals report it. Riverside writes conventional units and mass codes,
// St. Anna SI units and substance codes, besides a code of its own.
type lab struct {
	id     string // analyte id of the chart
	rv, sa labStyle
	local  string // St. Anna's own code
	molar  string // SI = conventional x this factor; decimal text or fraction p/q. "" for the same number, "F" for temperature
	vital  bool
}

type labStyle struct {
	loinc, text string
	unit, ucum  string
	decimals    int
	low, high   string // reference range in this unit; "" for none
}

// labs is the table. Molar factors: 10/M for mg/dL to mmol/L, 10000/M for mg/dL to umol/L, M in g/mol from the formula;
// urea nitrogen by 2 N. Ranges are ordinary adult ones of textbooks, not of one maker's assay.
var labs = []lab{
	{id: "glucose", local: "BIO-GLU", molar: "10/180.156",
		rv: labStyle{"2345-7", "Glucose", "mg/dL", "mg/dL", 0, "70", "99"},
		sa: labStyle{"14749-6", "Глюкоза", "mmol/L", "mmol/L", 1, "3.9", "5.5"}},
	{id: "creatinine", local: "BIO-CREA", molar: "10000/113.12",
		rv: labStyle{"2160-0", "Creatinine", "mg/dL", "mg/dL", 2, "0.50", "1.10"},
		sa: labStyle{"14682-9", "Креатинин", "umol/L", "umol/L", 0, "44", "97"}},
	{id: "urea", local: "BIO-UREA", molar: "10/28.014",
		rv: labStyle{"3094-0", "BUN", "mg/dL", "mg/dL", 0, "7", "20"},
		sa: labStyle{"22664-7", "Урея", "mmol/L", "mmol/L", 1, "2.5", "7.1"}},
	{id: "sodium", local: "BIO-NA",
		rv: labStyle{"2951-2", "Sodium", "mmol/L", "mmol/L", 0, "136", "145"},
		sa: labStyle{"2951-2", "Натрий", "mmol/L", "mmol/L", 0, "136", "145"}},
	{id: "potassium", local: "BIO-K",
		rv: labStyle{"2823-3", "Potassium", "mmol/L", "mmol/L", 1, "3.5", "5.1"},
		sa: labStyle{"2823-3", "Калий", "mmol/L", "mmol/L", 1, "3.5", "5.1"}},
	{id: "chloride", local: "BIO-CL",
		rv: labStyle{"2075-0", "Chloride", "mmol/L", "mmol/L", 0, "98", "107"},
		sa: labStyle{"2075-0", "Хлориди", "mmol/L", "mmol/L", 0, "98", "107"}},
	{id: "calcium-total", local: "BIO-CA", molar: "10/40.078",
		rv: labStyle{"17861-6", "Calcium", "mg/dL", "mg/dL", 1, "8.6", "10.2"},
		sa: labStyle{"2000-8", "Калций", "mmol/L", "mmol/L", 2, "2.15", "2.55"}},
	{id: "hba1c", local: "BIO-A1C",
		rv: labStyle{"4548-4", "Hemoglobin A1c", "%", "%", 1, "4.0", "5.6"},
		sa: labStyle{"4548-4", "HbA1c", "%", "%", 1, "4.0", "6.0"}},
	{id: "cholesterol-total", local: "BIO-CHOL", molar: "10/386.66",
		rv: labStyle{"2093-3", "Cholesterol", "mg/dL", "mg/dL", 0, "", "200"},
		sa: labStyle{"14647-2", "Общ холестерол", "mmol/L", "mmol/L", 2, "", "5.2"}},
	{id: "hdl-cholesterol", local: "BIO-HDL", molar: "10/386.66",
		rv: labStyle{"2085-9", "HDL Cholesterol", "mg/dL", "mg/dL", 0, "50", ""},
		sa: labStyle{"14646-4", "HDL холестерол", "mmol/L", "mmol/L", 2, "1.2", ""}},
	{id: "ldl-cholesterol-calculated", local: "BIO-LDL", molar: "10/386.66",
		rv: labStyle{"13457-7", "LDL Cholesterol (calc)", "mg/dL", "mg/dL", 0, "", "100"},
		sa: labStyle{"39469-2", "LDL холестерол", "mmol/L", "mmol/L", 2, "", "3.0"}},
	{id: "triglyceride", local: "BIO-TG", molar: "10/885.4",
		rv: labStyle{"2571-8", "Triglycerides", "mg/dL", "mg/dL", 0, "", "150"},
		sa: labStyle{"14927-8", "Триглицериди", "mmol/L", "mmol/L", 2, "", "1.7"}},
	{id: "haemoglobin", local: "HEM-HGB", molar: "10",
		rv: labStyle{"718-7", "Hemoglobin", "g/dL", "g/dL", 1, "12.0", "16.0"},
		sa: labStyle{"718-7", "Хемоглобин", "g/L", "g/L", 0, "120", "160"}},
	{id: "haematocrit", local: "HEM-HCT", molar: "0.01",
		rv: labStyle{"4544-3", "Hematocrit", "%", "%", 1, "36.0", "46.0"},
		sa: labStyle{"4544-3", "Хематокрит", "L/L", "L/L", 2, "0.36", "0.46"}},
	{id: "leukocytes", local: "HEM-WBC",
		rv: labStyle{"6690-2", "WBC", "10*3/uL", "10*3/uL", 1, "4.0", "10.5"},
		sa: labStyle{"6690-2", "Левкоцити", "10*9/L", "10*9/L", 1, "3.5", "10.5"}},
	{id: "platelets", local: "HEM-PLT",
		rv: labStyle{"777-3", "Platelets", "10*3/uL", "10*3/uL", 0, "150", "400"},
		sa: labStyle{"777-3", "Тромбоцити", "10*9/L", "10*9/L", 0, "140", "400"}},
	{id: "mcv", local: "HEM-MCV",
		rv: labStyle{"787-2", "MCV", "fL", "fL", 0, "80", "100"},
		sa: labStyle{"787-2", "MCV", "fL", "fL", 0, "80", "100"}},
	{id: "alt", local: "BIO-ALT",
		rv: labStyle{"1742-6", "ALT", "U/L", "U/L", 0, "", "35"},
		sa: labStyle{"1742-6", "АЛАТ", "U/L", "U/L", 0, "", "35"}},
	{id: "bilirubin-total", local: "BIO-TBIL", molar: "10000/584.66",
		rv: labStyle{"1975-2", "Bilirubin, total", "mg/dL", "mg/dL", 1, "0.2", "1.2"},
		sa: labStyle{"14631-6", "Общ билирубин", "umol/L", "umol/L", 1, "3.4", "20.5"}},
	{id: "albumin", local: "BIO-ALB", molar: "10",
		rv: labStyle{"1751-7", "Albumin", "g/dL", "g/dL", 1, "3.5", "5.0"},
		sa: labStyle{"1751-7", "Албумин", "g/L", "g/L", 0, "35", "50"}},
	{id: "urate", local: "BIO-UA", molar: "10000/168.112",
		rv: labStyle{"3084-1", "Uric acid", "mg/dL", "mg/dL", 1, "2.6", "6.0"},
		sa: labStyle{"14933-6", "Пикочна киселина", "umol/L", "umol/L", 0, "155", "357"}},
	{id: "crp", local: "BIO-CRP",
		rv: labStyle{"1988-5", "C-reactive protein", "mg/L", "mg/L", 1, "", "5.0"},
		sa: labStyle{"1988-5", "CRP", "mg/L", "mg/L", 1, "", "5.0"}},
	{id: "tsh", local: "HOR-TSH",
		rv: labStyle{"3016-3", "TSH", "u[IU]/mL", "u[IU]/mL", 2, "0.40", "4.50"},
		sa: labStyle{"3016-3", "TSH", "mIU/L", "m[IU]/L", 2, "0.40", "4.20"}},
	{id: "nt-probnp", local: "BIO-BNP",
		rv: labStyle{"33762-6", "NT-proBNP", "pg/mL", "pg/mL", 0, "", "300"},
		sa: labStyle{"33762-6", "NT-proBNP", "ng/L", "ng/L", 0, "", "300"}},
	{id: "inr", local: "COA-INR",
		rv: labStyle{"6301-6", "INR", "{INR}", "{INR}", 1, "0.9", "1.1"},
		sa: labStyle{"6301-6", "INR", "", "", 1, "0.9", "1.1"}},
	{id: "urine-albumin-creatinine", local: "URI-ACR", molar: "0.11312",
		rv: labStyle{"9318-7", "Albumin/Creatinine, urine", "mg/g", "mg/g", 0, "", "30"},
		sa: labStyle{"32294-1", "Албумин/креатинин в урина", "mg/mmol", "mg/mmol", 1, "", "3.0"}},
	{id: "ferritin", local: "BIO-FER",
		rv: labStyle{"2276-4", "Ferritin", "ng/mL", "ng/mL", 0, "15", "150"},
		sa: labStyle{"2276-4", "Феритин", "ug/L", "ug/L", 0, "15", "150"}},
	{id: "egfr-ckd-epi-2021",
		rv: labStyle{"98979-8", "eGFR (CKD-EPI 2021)", "mL/min/1.73m2", "mL/min/{1.73_m2}", 0, "60", ""}},
	{id: "egfr-ckd-epi-2009", local: "BIO-GFR",
		rv: labStyle{"62238-1", "eGFR (CKD-EPI)", "mL/min/1.73m2", "mL/min/{1.73_m2}", 0, "60", ""},
		sa: labStyle{"62238-1", "еГФР (CKD-EPI 2009)", "mL/min/1.73m2", "mL/min/{1.73_m2}", 0, "60", ""}},

	{id: "heart-rate", vital: true, local: "VIT-HR",
		rv: labStyle{"8867-4", "Heart rate", "/min", "/min", 0, "", ""},
		sa: labStyle{"8867-4", "Пулс", "уд/мин", "/min", 0, "", ""}},
	{id: "respiratory-rate", vital: true, local: "VIT-RR",
		rv: labStyle{"9279-1", "Respiratory rate", "/min", "/min", 0, "", ""},
		sa: labStyle{"9279-1", "Дихателна честота", "/мин", "/min", 0, "", ""}},
	{id: "oxygen-saturation", vital: true, local: "VIT-SPO2",
		rv: labStyle{"59408-5", "SpO2", "%", "%", 0, "", ""},
		sa: labStyle{"59408-5", "Сатурация", "%", "%", 0, "", ""}},
	{id: "body-temperature", vital: true, molar: "F", local: "VIT-T",
		rv: labStyle{"8310-5", "Temperature", "degF", "[degF]", 1, "", ""},
		sa: labStyle{"8310-5", "Температура", "Cel", "Cel", 1, "", ""}},
	{id: "body-weight", vital: true, molar: "0.45359237", local: "VIT-WT",
		rv: labStyle{"29463-7", "Weight", "lb", "[lb_av]", 1, "", ""},
		sa: labStyle{"29463-7", "Тегло", "kg", "kg", 1, "", ""}},
	{id: "body-height", vital: true, molar: "2.54", local: "VIT-HT",
		rv: labStyle{"8302-2", "Height", "in", "[in_i]", 1, "", ""},
		sa: labStyle{"8302-2", "Ръст", "cm", "cm", 0, "", ""}},
	{id: "bmi", vital: true, local: "VIT-BMI",
		rv: labStyle{"39156-5", "BMI", "kg/m2", "kg/m2", 1, "", ""},
		sa: labStyle{"39156-5", "ИТМ", "kg/m2", "kg/m2", 1, "", ""}},
}

// maleRanges replace the table's ranges, which are those of women, for a patient whom the hospital calls male:
// Riverside's low and high, St. Anna's low and high.
var maleRanges = map[string][4]string{
	"haemoglobin":     {"13.5", "17.5", "135", "175"},
	"haematocrit":     {"40.0", "52.0", "0.40", "0.52"},
	"creatinine":      {"0.70", "1.30", "62", "115"},
	"urate":           {"3.4", "7.0", "202", "416"},
	"hdl-cholesterol": {"40", "", "1.0", ""},
	"ferritin":        {"30", "400", "30", "400"},
	"alt":             {"", "45", "", "45"},
}

// forMale returns the test with the ranges of men.
func (l lab) forMale() lab {
	if r, ok := maleRanges[l.id]; ok {
		l.rv.low, l.rv.high, l.sa.low, l.sa.high = r[0], r[1], r[2], r[3]
	}
	return l
}

var labByID = func() map[string]lab {
	out := map[string]lab{}
	for _, l := range labs {
		out[l.id] = l
	}
	return out
}()

func mustLab(id string) lab {
	l, ok := labByID[id]
	if !ok {
		panic("hospitals: no lab " + id)
	}
	return l
}

// toSI converts a number that Riverside reported to the digits that St. Anna would report. ok is false where a conversion
// factor that differs by 0.1 % would round otherwise: such a pair says nothing certain and is not planted.
func (l lab) toSI(number string) (si string, ok bool) {
	x, good := new(big.Rat).SetString(number)
	if !good {
		panic("hospitals: bad number " + number)
	}
	switch l.molar {
	case "":
		return x.FloatString(l.sa.decimals), true
	case "F":
		x.Sub(x, big.NewRat(32, 1))
		return x.Mul(x, big.NewRat(5, 9)).FloatString(l.sa.decimals), true
	}
	x.Mul(x, factor(l.molar))
	si = x.FloatString(l.sa.decimals)
	for _, near := range []*big.Rat{big.NewRat(1001, 1000), big.NewRat(999, 1000)} {
		if new(big.Rat).Mul(x, near).FloatString(l.sa.decimals) != si {
			return si, len(l.molar) < 3 || l.molar == "0.01" // powers of ten and exact definitions are certain
		}
	}
	return si, true
}

func factor(s string) *big.Rat {
	for i := range s {
		if s[i] == '/' {
			return new(big.Rat).Quo(factor(s[:i]), factor(s[i+1:]))
		}
	}
	f, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("hospitals: bad factor " + s)
	}
	return f
}
