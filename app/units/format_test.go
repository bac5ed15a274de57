package units

import (
	"strings"
	"testing"

	"anamnesis/app/record"
)

func TestSameValue(t *testing.T) {
	for _, c := range []struct {
		a, unitA, b, unitB, analyte string
		want                        Equality
	}{
		{"99", "mg/dL", "5.5", "mmol/L", "glucose", Equal}, // 5.495
		{"5.5", "mmol/L", "99", "mg/dL", "glucose", Equal},
		{"100", "mg/dL", "5.5", "mmol/L", "glucose", Differs},
		{"98", "mg/dL", "5.5", "mmol/L", "glucose", Differs},
		{"1.0", "mg/dL", "88", "umol/L", "creatinine", Equal},
		{"1", "mg/dL", "88", "umol/L", "creatinine", Equal}, // the server dropped the zeros
		{"1.00", "mg/dL", "1", "mg/dL", "creatinine", Equal},
		{"1.0", "mg/dL", "90", "umol/L", "creatinine", Differs},
		{"37", "Cel", "98.6", "[degF]", "body-temperature", Equal},
		{"37.0", "Cel", "98.6", "[degF]", "body-temperature", Equal},
		{"37.1", "Cel", "98.6", "[degF]", "body-temperature", Differs},
		{"14.0", "g/dL", "140", "g/L", "haemoglobin", Equal},
		{"14", "g/dL", "140", "g/L", "haemoglobin", Equal},
		{"14.04", "g/dL", "140", "g/L", "haemoglobin", Equal},
		{"14.06", "g/dL", "140", "g/L", "haemoglobin", Differs},
		{"5.5", "10*3/uL", "5.5", "10*9/L", "leukocytes", Equal},
		{"5.5", "10*3/uL", "5.50", "10*9/L", "", Equal},
		{"140", "mmol/L", "140", "meq/L", "sodium", Equal},
		{"140", "mmol/L", "140", "meq/L", "", NotComparable},
		{"6.5", "%", "48", "mmol/mol", "hba1c", Equal},
		{"6.5", "%", "65", "mmol/mol", "hba1c", Differs},
		{"150", "mg/dL", "1.70", "mmol/L", "triglyceride", Equal}, // one step of an uncertain factor
		{"150", "mg/dL", "1.69", "mmol/L", "triglyceride", Equal},
		{"150", "mg/dL", "1.72", "mmol/L", "triglyceride", Differs},
		{"150", "[lb_av]", "68", "kg", "body-weight", Equal},
		{"20", "mg{urea_N}/dL", "7.1", "mmol/L", "urea", Equal},
		{"20", "mg{urea}/dL", "7.1", "mmol/L", "urea", Differs},
		{"20", "mg{urea}/dL", "20", "mg{urea_N}/dL", "urea", Differs},
		{"20", "mg/dL", "7.1", "mmol/L", "urea", NotComparable},
		{"0.5", "mg{FEU}/L", "500", "ng{FEU}/mL", "d-dimer-feu", Equal},
		{"5.5", "", "5.5", "mmol/L", "glucose", NotComparable},
		{"", "mmol/L", "5.5", "mmol/L", "glucose", NotComparable},
		{"5.5", "mmol/L", "5.5", "mm[Hg]", "glucose", NotComparable},
		{"<5", "mg/L", "4", "mg/L", "crp", Compatible},
		{"<5", "mg/L", "<5", "mg/L", "crp", Compatible},
		{"<5", "mg/L", "5", "mg/L", "crp", Differs},
		{"<=5", "mg/L", "5", "mg/L", "crp", Compatible},
		{"<5", "mg/L", "0.4", "mg/dL", "crp", Compatible},
		{"<5", "mg/L", "0.6", "mg/dL", "crp", Differs},
		{">60", "mL/min/{1.73_m2}", "75", "mL/min/{1.73_m2}", "egfr-ckd-epi-2021", Compatible},
		{">60", "mL/min/{1.73_m2}", "45", "mL/min/{1.73_m2}", "egfr-ckd-epi-2021", Differs},
	} {
		a, _ := AnalyteByID(c.analyte)
		if got := SameValue(c.a, c.unitA, c.b, c.unitB, a); got != c.want {
			t.Errorf("%s %s and %s %s: %v, want %v", c.a, c.unitA, c.b, c.unitB, got, c.want)
		}
		if got := SameValue(c.b, c.unitB, c.a, c.unitA, a); got != c.want {
			t.Errorf("%s %s and %s %s, the other way round: %v, want %v", c.b, c.unitB, c.a, c.unitA, got, c.want)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"1", "1.00", 0}, {"1.1", "1.09", 1}, {"-1", "0", -1}, {"1e3", "999.9", 1}, {"0.1", "0.10000000000000000000001", -1}, {"x", "1", -1}, {"1", "x", 1}, {"a", "b", -1}} {
		if got := Compare(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// TestNumbersH3 and the dose tests are the control of hazard H3: a dose is never truncated, rescaled, rounded or written
// with a comma for the point.
func TestNumbersH3(t *testing.T) {
	for text, want := range map[string]string{
		"1.00": "1.00", "0.125": "0.125", "1000": "1\u00a0000", "1234567.250": "1\u00a0234\u00a0567.250", "-12345": "-12\u00a0345", "999": "999",
		"1e3": "1\u00a0000", "1.50E1": "15.0", "abc": "abc", "": "", "3,125": "3,125",
	} {
		if got := FormatNumber(text); got != want {
			t.Errorf("%s is written %q, want %q", text, got, want)
		}
	}
}

func TestUnitText(t *testing.T) {
	for code, want := range map[string]string{
		"mmol/L": "mmol/L", "umol/L": "umol/L", "mg/dl": "mg/dL", "mm[Hg]": "mmHg", "Cel": "°C", "[degF]": "°F", "10*9/L": "10^9/L", "10^9/L": "10^9/L",
		"10*3/uL": "10^3/uL", "mL/min/{1.73_m2}": "mL/min/1.73 m²", "{beats}/min": "/min", "m[IU]/L": "mIU/L", "[lb_av]": "lb", "mg{urea_N}/dL": "mg/dL (urea nitrogen)",
		"ng{FEU}/mL": "ng/mL (FEU)", "[arb'U]/mL": "U/mL", "%": "%", "{INR}": "", "1": "", "U/l": "U/L", "[pH]": "", "kg/m2": "kg/m²", "/[HPF]": "/HPF", "10*3.[arb'U]/L": "kU/L", "meq/L": "mEq/L", "mg/(24.h)": "mg/24 h", "mosm/kg": "mOsm/kg", "mg/g{creat}": "mg/g",
	} {
		if got := UnitText(code); got != want {
			t.Errorf("%s is written %q, want %q", code, got, want)
		}
		if strings.ContainsAny(UnitText(code), "µμ") {
			t.Errorf("%s is written with a micro sign", code)
		}
	}
}

func dose(number, unit string) record.Dosage {
	return record.Dosage{Dose: ReadQuantity(record.Quantity{Number: number, Unit: unit}, nil)}
}

func TestDoseH3(t *testing.T) {
	for _, c := range []struct{ number, unit, want string }{
		{"3.125", "mg", "3.125 mg"}, {"6.25", "mg", "6.25 mg"}, {"5.0", "mg", "5 mg"}, {"5.00", "mg", "5 mg"}, {"0.50", "mg", "0.5 mg"}, {"0.125", "mg", "0.125 mg"},
		{"125", "ug", "125 mcg"}, {"125", "µg", "125 mcg"}, {"125", "mcg", "125 mcg"}, {"50", "ng", "50 nanograms"}, {"1000", "mg", "1\u00a0000 mg"}, {"25000", "IU", "25\u00a0000 units"},
		{"10", "U", "10 units"}, {"10", "u", "10 units"}, {"1", "U", "1 unit"}, {"10", "[iU]", "10 units"}, {"100", "units", "100 units"}, {"10", "mL", "10 mL"}, {"5", "ml", "5 mL"}, {"20", "meq", "20 mEq"}, {"40", "mmol", "40 mmol"},
		{"1", "tablet", "1 tablet"}, {"2", "tablets", "2 tablets"}, {"0.5", "tablet", "half a tablet"}, {"1.5", "TAB", "1 and a half tablets"}, {"0.25", "tab", "a quarter of a tablet"}, {"2.75", "tablets", "2 and three quarters tablets"}, {"0.5", "табл.", "half a tablet"}, {"1", "{tbl}", "1 tablet"},
		{"2", "puffs", "2 puffs"}, {"1", "capsule", "1 capsule"}, {"2", "капсули", "2 capsules"}, {"3", "капки", "3 drops"}, {"2", "[drp]", "2 drops"}, {"5", "mg/kg", "5 mg per kg"}, {"5", "mL/h", "5 mL per hour"}, {"15", "ug/kg/min", "15 mcg per kg per minute"},
		{"75", "мг", "75 mg"}, {"2", "sachets", "2 sachets"}, {"1", "xyz", "1 xyz"}, {"5", "", "5"}, {"", "mg", ""}, {"0.0", "mg", "0 mg"}, {"007", "mg", "7 mg"},
	} {
		got := FormatDose(dose(c.number, c.unit))
		if got != c.want {
			t.Errorf("%s %s is written %q, want %q", c.number, c.unit, got, c.want)
		}
		if strings.ContainsAny(got, "µμ/,") {
			t.Errorf("%q holds a micro sign, a slash or a comma", got)
		}
	}
}

func TestDoseStyles(t *testing.T) {
	for _, c := range []struct {
		style              DoseStyle
		number, unit, want string
	}{
		{DoseUS, "1000", "mg", "1,000 mg"}, {DoseUS, "125", "ug", "125 mcg"}, {DoseUK, "125", "ug", "125 micrograms"}, {DoseUK, "1000", "mg", "1\u00a0000 mg"},
		{DoseAU, "125", "ug", "125 microg"}, {DoseAU, "50", "ng", "50 nanog"}, {DoseUK, "50", "ng", "50 nanograms"}, {DoseUS, "12500", "U", "12,500 units"},
	} {
		if got := c.style.Dose(dose(c.number, c.unit)); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.number, c.unit, got, c.want)
		}
	}
}

func TestDoseRange(t *testing.T) {
	d := dose("1", "tablet")
	d.DoseHigh = record.Quantity{Number: "2", Unit: "tablet"}
	if got := FormatDose(d); got != "1 to 2 tablets" {
		t.Error(got)
	}
	d = dose("2.50", "mg")
	d.DoseHigh = ReadQuantity(record.Quantity{Number: "5.0", Unit: "mg"}, nil)
	if got := FormatDose(d); got != "2.5 to 5 mg" {
		t.Error(got)
	}
	d = record.Dosage{DoseHigh: ReadQuantity(record.Quantity{Number: "4", Unit: "g"}, nil)}
	if got := FormatDose(d); got != "up to 4 g" {
		t.Error(got)
	}
}

// TestFrequencyH4 is the control of hazard H4: weekly is never read as daily.
func TestFrequencyH4(t *testing.T) {
	timing := func(f, p, u string) record.Timing { return record.Timing{Frequency: f, Period: p, PeriodUnit: u} }
	coded := func(code string) record.Timing {
		return record.Timing{Code: record.Concept{Codes: []record.Code{{Code: code}}}}
	}
	text := func(s string) record.Timing { return record.Timing{Code: record.Concept{Text: s}} }
	for _, c := range []struct {
		timing record.Timing
		want   string
	}{
		{timing("1", "1", "wk"), "once WEEKLY"}, {timing("1", "7", "d"), "once every 7 DAYS"}, {timing("1", "1", "d"), "once daily"}, {timing("2", "1", "d"), "twice daily"}, {timing("3", "1", "d"), "3 times daily"},
		{timing("1", "1.0", "d"), "once daily"}, {timing("1.0", "1", "wk"), "once WEEKLY"}, {timing("1", "2", "d"), "every other day"}, {timing("1", "3", "d"), "once every 3 DAYS"}, {timing("2", "1", "wk"), "twice WEEKLY"}, {timing("1", "2", "wk"), "once every 2 WEEKS"},
		{timing("1", "1", "mo"), "once MONTHLY"}, {timing("1", "3", "mo"), "once every 3 MONTHS"}, {timing("1", "6", "mo"), "once every 6 MONTHS"}, {timing("1", "1", "a"), "once YEARLY"}, {timing("1", "6", "h"), "every 6 hours"}, {timing("", "8", "h"), "every 8 hours"}, {timing("1", "1", "h"), "every hour"}, {timing("1", "24", "h"), "every 24 hours"}, {timing("2", "24", "h"), "twice every 24 hours"},
		{record.Timing{Frequency: "1", Period: "4", PeriodMax: "6", PeriodUnit: "h"}, "every 4 to 6 hours"}, {record.Timing{Frequency: "1", FrequencyMax: "2", Period: "1", PeriodUnit: "d"}, "1 to 2 times daily"},
		{coded("QD"), "once daily"}, {coded("BID"), "twice daily"}, {coded("QOD"), "every other day"}, {coded("WK"), "once WEEKLY"}, {coded("Q4H"), "every 4 hours"}, {coded("HS"), "at bedtime"}, {text("q.d."), "once daily"}, {text("b.i.d."), "twice daily"}, {text("once a fortnight"), "once a fortnight"},
		{record.Timing{Frequency: "1", Period: "1", PeriodUnit: "wk", DayOfWeek: []string{"mon"}}, "once WEEKLY, on Monday"}, {record.Timing{DayOfWeek: []string{"fri"}}, "once WEEKLY, on Friday"}, {record.Timing{Frequency: "1", Period: "1", PeriodUnit: "d", DayOfWeek: []string{"mon"}}, "once WEEKLY, on Monday"},
		{record.Timing{DayOfWeek: []string{"mon", "wed", "fri"}}, "only on Monday, Wednesday and Friday"}, {record.Timing{Frequency: "1", Period: "1", PeriodUnit: "d", DayOfWeek: []string{"sat", "sun"}}, "once daily, only on Saturday and Sunday"}, {record.Timing{Frequency: "2", Period: "1", PeriodUnit: "wk", DayOfWeek: []string{"tue", "fri"}}, "twice WEEKLY, on Tuesday and Friday"},
		{record.Timing{DayOfWeek: []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}}, "once daily"},
		{record.Timing{Frequency: "1", Period: "1", PeriodUnit: "d", When: []string{"HS"}}, "once daily at bedtime"}, {record.Timing{When: []string{"MORN", "EVE"}}, "in the morning and in the evening"}, {record.Timing{Frequency: "2", Period: "1", PeriodUnit: "d", TimeOfDay: []string{"08:00:00", "20:00:00"}}, "twice daily at 08:00 and 20:00"}, {record.Timing{Frequency: "3", Period: "1", PeriodUnit: "d", When: []string{"AC"}}, "3 times daily before meals"},
		{record.Timing{}, ""}, {record.Timing{Count: "1", Frequency: "1"}, "once"}, {timing("1", "28", "d"), "once every 28 DAYS"}, {timing("1", "0.5", "d"), "once every 0.5 days"},
	} {
		got := FormatFrequency(record.Dosage{Timing: c.timing})
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.timing, got, c.want)
		}
		for _, word := range strings.Fields(got) {
			if word == "QD" || word == "QOD" || word == "HS" || strings.ContainsAny(word, "/") {
				t.Errorf("%q holds %s", got, word)
			}
		}
	}
	d := record.Dosage{Timing: timing("1", "6", "h"), AsNeeded: true, AsNeededIf: record.Concept{Text: "Pain"}}
	if got := FormatFrequency(d); got != "every 6 hours as needed for pain" {
		t.Error(got)
	}
	if got := FormatFrequency(record.Dosage{AsNeeded: true}); got != "as needed" {
		t.Error(got)
	}
}

func TestRegimen(t *testing.T) {
	on := func(number string, days ...string) record.Dosage {
		d := dose(number, "mg")
		d.Timing.DayOfWeek = days
		return d
	}
	for _, c := range []struct {
		ds   []record.Dosage
		want string
	}{
		{[]record.Dosage{on("5", "mon", "wed", "fri"), on("3", "tue", "thu", "sat", "sun")}, "5 mg on Monday, Wednesday and Friday; 3 mg on Tuesday, Thursday, Saturday and Sunday"},
		{[]record.Dosage{on("15", "mon")}, "15 mg once WEEKLY, on Monday"},
		{[]record.Dosage{
			{Sequence: 1, Dose: dose("3.125", "mg").Dose, Timing: record.Timing{Frequency: "2", Period: "1", PeriodUnit: "d"}},
			{Sequence: 2, Dose: dose("6.25", "mg").Dose, Timing: record.Timing{Frequency: "2", Period: "1", PeriodUnit: "d"}},
		}, "3.125 mg twice daily, then 6.25 mg twice daily"},
		{[]record.Dosage{
			{Dose: dose("2.5", "mg").Dose, Timing: record.Timing{When: []string{"MORN"}}},
			{Dose: dose("5", "mg").Dose, Timing: record.Timing{When: []string{"EVE"}}},
		}, "2.5 mg in the morning; 5 mg in the evening"},
		{[]record.Dosage{{Text: "as directed"}}, "as directed"},
		{nil, ""},
	} {
		if got := FormatRegimen(c.ds); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"mg/dL", "x10^9/L", "K/uL", "10*3{rbc}", "ммол/л", "°C", "⁹", "10⁹/L", "µg", "per HPF", "100 WBC", "{", "mg/24 h"} {
		f.Add(s, "2345-7")
	}
	f.Fuzz(func(t *testing.T, s, loinc string) {
		r := Read(s, loinc)
		if r.UCUM != "" {
			_ = parsed(t, r.UCUM)
		}
		_ = UnitText(s)
		_ = FormatDose(record.Dosage{Dose: ReadQuantity(record.Quantity{Number: s, Unit: s, Code: loinc}, []string{loinc})})
		_, _ = Convert("1.5", s, r.UCUM, nil, loinc, "")
		_ = SameValue(s, r.UCUM, "1", "mg", nil)
	})
}
