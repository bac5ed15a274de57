package units

import (
	"strings"
	"testing"
	"time"

	"anamnesis/app/record"
	"anamnesis/app/units/ucum"
	"anamnesis/assets"
)

func TestRead(t *testing.T) {
	const (
		exact, alias, context, ambiguous, unknown = record.UnitExact, record.UnitAlias, record.UnitContext, record.UnitAmbiguous, record.UnitUnknown

		glucose, leukocytes, temperature, alt, tsh, ca125, inr, weight, potassium, haemoglobin = "2345-7", "6690-2", "8310-5", "1742-6", "3016-3", "10334-1", "6301-6", "29463-7", "2823-3", "718-7"
	)
	for _, c := range []struct {
		text, loinc string
		status      record.UnitRead
		code        string
	}{
		// as UCUM writes
		{"mg/dL", "", exact, "mg/dL"}, {"mmol/L", "", exact, "mmol/L"}, {"10*3/uL", "", exact, "10*3/uL"}, {"mm[Hg]", "", exact, "mm[Hg]"},
		{"mg/dl", "", exact, "mg/dl"}, {"U/l", "", exact, "U/l"}, {"m[IU]/L", tsh, exact, "m[IU]/L"}, {"{beats}/min", "", exact, "{beats}/min"},
		{"mL/min/{1.73_m2}", "", exact, "mL/min/{1.73_m2}"}, {"K", temperature, context, "K"}, {"ng{FEU}/mL", "", exact, "ng{FEU}/mL"},

		// other letters for the same unit
		{"MG/DL", "", alias, "mg/dL"}, {"Mg/dL", "", alias, "mg/dL"}, {"MMOL/L", "", alias, "mmol/L"}, {"mcg/mL", "", alias, "ug/mL"},
		{"µg/L", "", alias, "ug/L"}, {"μmol/L", "", alias, "umol/L"}, {"micromol/l", "", alias, "umol/L"}, {"MMOL/l", "", alias, "mmol/L"},
		{"x10^9/L", "", alias, "10*9/L"}, {"x10*9/L", "", alias, "10*9/L"}, {"10^9/L", "", exact, "10^9/L"}, {"10⁹/L", "", alias, "10*9/L"}, {"10e9/L", "", alias, "10*9/L"},
		{"10E3/uL", "", alias, "10*3/uL"}, {"x10E3/uL", "", alias, "10*3/uL"}, {"× 10³/µL", "", alias, "10*3/uL"}, {"x10(9)/L", "", alias, "10*9/L"}, {"x1000/uL", "", alias, "10*3/uL"}, {"10x3/uL", "", alias, "10*3/uL"}, {"x10(3)/uL", "", alias, "10*3/uL"}, {"x109/L", "", alias, "10*9/L"}, {"x1012/L", "", alias, "10*12/L"}, {"x100/L", "", unknown, ""}, {"10*00/L", "", exact, "10*00/L"},
		{"K/uL", "", alias, "10*3/uL"}, {"k/ul", "", alias, "10*3/uL"}, {"K/mm3", "", alias, "10*3/uL"}, {"Thousand/uL", "", alias, "10*3/uL"},
		{"M/uL", "", alias, "10*6/uL"}, {"million/uL", "", alias, "10*6/uL"}, {"10*3/mm3", "", exact, "10*3/mm3"}, {"cells/uL", "", alias, "{cells}/uL"}, {"cells/mcL", "", alias, "{cells}/uL"}, {"/mm3", "", exact, "/mm3"}, {"#/mm3", "", alias, "{#}/mm3"},
		{"mEq/L", "", alias, "meq/L"}, {"MEQ/L", "", alias, "meq/L"}, {"mmHg", "", alias, "mm[Hg]"}, {"mm Hg", "", alias, "mm[Hg]"}, {"MMHG", "", alias, "mm[Hg]"}, {"mm hg", "", alias, "mm[Hg]"},
		{"lbs", "", alias, "[lb_av]"}, {"lb", "", alias, "[lb_av]"}, {"LB", "", alias, "[lb_av]"}, {"pounds", "", alias, "[lb_av]"}, {"in", "", alias, "[in_i]"}, {"inches", "", alias, "[in_i]"}, {"ft", "", alias, "[ft_i]"},
		{"°C", "", alias, "Cel"}, {"deg C", "", alias, "Cel"}, {"degrees C", "", alias, "Cel"}, {"Celsius", "", alias, "Cel"}, {"℃", "", alias, "Cel"}, {"°F", "", alias, "[degF]"}, {"degF", "", alias, "[degF]"},
		{"mL/min/1.73m2", "", alias, "mL/min/{1.73_m2}"}, {"mL/min/1.73 m²", "", alias, "mL/min/{1.73_m2}"}, {"ml/min/1,73m2", "", alias, "mL/min/{1.73_m2}"}, {"mL/min/1.73.m2", "", alias, "mL/min/{1.73_m2}"},
		{"IU/L", "", alias, "[IU]/L"}, {"mIU/L", "", alias, "m[IU]/L"}, {"uIU/mL", "", alias, "u[IU]/mL"}, {"mcIU/mL", "", alias, "u[IU]/mL"}, {"UI/mL", "", alias, "[IU]/mL"}, {"units/L", "", alias, "U/L"},
		{"gm/dL", "", alias, "g/dL"}, {"G/DL", "", alias, "g/dL"}, {"gm", "", alias, "g"}, {"grams", "", alias, "g"}, {"cc", "", alias, "mL"}, {"mcg", "", alias, "ug"},
		{"bpm", "", alias, "/min"}, {"beats/minute", "", alias, "{beats}/min"}, {"breaths per minute", "", alias, "{breaths}/min"}, {"per HPF", "", alias, "/[HPF]"}, {"/hpf", "", alias, "/[HPF]"},
		{"percent", "", alias, "%"}, {"mosm/kg", "", exact, "mosm/kg"}, {"mOsm/kg", "", alias, "mosm/kg"}, {"mOsmol/kg", "", alias, "mosm/kg"}, {"pH", "", alias, "[pH]"}, {"years", "", alias, "a"}, {"yrs", "", alias, "a"}, {"weeks", "", alias, "wk"}, {"sec", "", alias, "s"},
		{"mg/24h", "", alias, "mg/(24.h)"}, {"mmol/24 h", "", alias, "mmol/(24.h)"}, {"mg/g creat", "", alias, "mg/g{creat}"}, {"mg/mmol Cr", "", alias, "mg/mmol{creat}"}, {"ng/mlFEU", "", alias, "ng/mL{FEU}"}, {"CFU/mL", "", alias, "[CFU]/mL"}, {"nmol/L BCE", "", unknown, ""},
		{"L/min", "", exact, "L/min"}, {"liters/min", "", alias, "L/min"}, {"kg/m²", "", alias, "kg/m2"}, {"mM", "", alias, "mmol/L"}, {"uM", "", alias, "umol/L"}, {"cmH2O", "", alias, "cm[H2O]"}, {"/100 WBC", "", alias, "/100{WBC}"}, {"days", "", alias, "d"}, {"U/ML", "", alias, "U/mL"}, {"IU/ML", "", alias, "[IU]/mL"}, {"PG/ML", "", alias, "pg/mL"}, {"NG/ML", "", alias, "ng/mL"}, {"FL", "", alias, "fL"}, {"PG", "", alias, "pg"},

		{"mgs/dL", "", alias, "mg/dL"}, {"mg/dl.", "", alias, "mg/dl"}, {"thou/mm3", "", alias, "10*3/mm3"}, {"K/cmm", "", alias, "10*3/mm3"}, {"M/UL", "", alias, "10*6/uL"}, {"bil/L", "", alias, "10*9/L"}, {"Tsd/µl", "", alias, "10*3/uL"}, {"mm/Hr", "", alias, "mm/h"}, {"MM/HR", "", alias, "mm/h"}, {"kg/m^2", "", alias, "kg/m2"}, {"kg/(m^2)", "", alias, "kg/m2"}, {"mL/min/1.73m^2", "", alias, "mL/min/{1.73_m2}"}, {"ml/min/1.73sq.m", "", alias, "mL/min/{1.73_m2}"}, {"mL/min per 1.73 m2", "", alias, "mL/min/{1.73_m2}"}, {"mL/min/1.73 m(2)", "", alias, "mL/min/{1.73_m2}"}, {"mcg/mg creat", "", alias, "ug/mg{creat}"}, {"mOsm/kg H2O", "", alias, "mosm/kg{H2O}"}, {"mmol/mol Hb", "", alias, "mmol/mol{Hb}"}, {"IE/l", "", alias, "[IU]/L"}, {"mval/l", "", alias, "meq/L"}, {"sec.", "", alias, "s"}, {"kgs", "", alias, "kg"}, {"mg/100 mL", "", alias, "mg/(100.mL)"}, {"milliequivalents per liter", "", alias, "meq/L"}, {"Deg. C", "", alias, "Cel"}, {"deg.C", "", alias, "Cel"}, {"AU/mL", "", ambiguous, ""}, {"AU/mL", ca125, context, "[arb'U]/mL"}, {"N/A", "", unknown, ""}, {"None", "", unknown, ""}, {"-", "", unknown, ""},

		// Bulgarian
		{"Г/л", leukocytes, context, "10*9/L"}, {"Г/л", haemoglobin, context, "g/L"}, {"Г/л", "", ambiguous, ""}, {"Т/л", "", ambiguous, ""}, {"Т/л", "789-8", context, "10*12/L"}, {"г/л", leukocytes, alias, "g/L"}, {"мЕд/л", tsh, context, "m[IU]/L"}, {"мкЕд/мл", tsh, context, "u[IU]/mL"}, {"Е/л", "", alias, "U/L"}, {"°С", "", alias, "Cel"}, {"С", temperature, context, "Cel"}, {"мм рт. ст.", "", alias, "mm[Hg]"},
		{"ммол/л", "", alias, "mmol/L"}, {"мкмол/л", "", alias, "umol/L"}, {"г/л", "", alias, "g/L"}, {"мг/дл", "", alias, "mg/dL"}, {"х10^9/л", "", alias, "10*9/L"}, {"мм/ч", "", alias, "mm/h"}, {"Ед/л", "", alias, "U/L"}, {"МЕ/л", "", alias, "[IU]/L"}, {"мл/мин", "", alias, "mL/min"}, {"µмол/л", "", alias, "umol/L"}, {"кг", "", alias, "kg"}, {"мл/мин/1.73м2", "", alias, "mL/min/{1.73_m2}"}, {"мкг/л", "", alias, "ug/L"}, {"нмол/л", "", alias, "nmol/L"}, {"пмол/л", "", alias, "pmol/L"}, {"mmol/л", "", alias, "mmol/L"},

		// what the analyte decides
		{"C", temperature, context, "Cel"}, {"C", "", ambiguous, ""}, {"C", glucose, ambiguous, ""}, {"F", temperature, context, "[degF]"}, {"F", "", ambiguous, ""}, {"degrees", temperature, ambiguous, ""},
		{"G/L", leukocytes, context, "10*9/L"}, {"G/L", haemoglobin, context, "g/L"}, {"G/L", "", ambiguous, ""}, {"T/L", "789-8", context, "10*12/L"}, {"T/L", "", ambiguous, ""}, {"109/L", leukocytes, context, "10*9/L"}, {"109/L", "", ambiguous, ""},
		{"u/L", alt, context, "U/L"}, {"u/L", "", ambiguous, ""}, {"u/L", glucose, ambiguous, ""}, {"IU/L", alt, context, "U/L"}, {"mU/L", tsh, context, "m[IU]/L"}, {"mcU/mL", tsh, context, "u[IU]/mL"}, {"uU/mL", "20448-7", context, "u[IU]/mL"}, {"U/mL", ca125, context, "[arb'U]/mL"}, {"kU/L", ca125, context, "10*3.[arb'U]/L"}, {"kU/L", "19113-0", context, "k[IU]/L"},
		{"", inr, context, "{INR}"}, {"", glucose, unknown, ""}, {"", "", unknown, ""}, {"oz", weight, context, "[oz_av]"}, {"oz", "", ambiguous, ""}, {"MM", potassium, context, "mmol/L"},

		// what nobody can know
		{"xyz", "", unknown, ""}, {"see report", "", unknown, ""}, {"mg per dose of something", "", unknown, ""}, {"258813002", "", exact, "258813002"}, {"µ/L", "", ambiguous, ""}, {"mg//dL", "", unknown, ""}, {"mg/dL?", "", unknown, ""}, {"°", "", ambiguous, ""}, {"°", temperature, ambiguous, ""},
		{strings.Repeat("m", 200), "", unknown, ""},
	} {
		got := Read(c.text, c.loinc)
		if got.Status != c.status || got.UCUM != c.code {
			t.Errorf("%q with %q: %s %q (%s), want %s %q", c.text, c.loinc, got.Status, got.UCUM, got.Reason, c.status, c.code)
		}
		if got.Status != exact && got.Reason == "" {
			t.Errorf("%q: no reason", c.text)
		}
	}
}

// TestTraps holds what must never be read silently as the unit that its letters spell in UCUM.
func TestTraps(t *testing.T) {
	for text, wrong := range map[string]string{
		"K/uL": "kelvin", "C": "coulomb", "F": "farad", "G/L": "gauss", "u/L": "atomic mass unit", "lb": "apothecary's pound",
		"Mg/dL": "megagram", "MG/DL": "megagauss", "ft": "femtotonne", "Gm": "gigametre", "pH": "picohenry", "PG": "petagauss",
		"U/ML": "megalitre", "T/L": "tesla", "pt": "picotonne", "u": "atomic mass unit", "hs": "hectosecond", "H": "henry",
		"109/L": "a hundred and nine", "Pg": "petagram", "ML": "megalitre",
	} {
		r := Read(text, "")
		if r.UCUM == "" {
			continue
		}
		literal, err := ucum.Parse(text)
		if err != nil {
			continue
		}
		read, err := ucum.Parse(r.UCUM)
		if err != nil {
			t.Fatal(err)
		}
		if literal.Kind() == read.Kind() && literal.Factor() != nil && read.Factor() != nil && literal.Factor().Cmp(read.Factor()) == 0 {
			t.Errorf("%q is read as %s", text, wrong)
		}
	}
}

func TestReadQuantity(t *testing.T) {
	q := func(unit, system, code string) record.Quantity {
		return record.Quantity{Number: "1", Unit: unit, System: system, Code: code}
	}
	const u = record.SystemUCUM
	for _, c := range []struct {
		q     record.Quantity
		loinc string
		read  record.UnitRead
		code  string
	}{
		{q("mg/dL", u, "mg/dL"), "", record.UnitExact, "mg/dL"},
		{q("millimeters of mercury", u, "mm[Hg]"), "", record.UnitExact, "mm[Hg]"},
		{q("mmHg", u, "mmHg"), "", record.UnitAlias, "mm[Hg]"},
		{q("C", u, "Cel"), "", record.UnitExact, "Cel"},
		{q("C", u, "C"), "8310-5", record.UnitContext, "Cel"},
		{q("minutes", u, "/min"), "", record.UnitAmbiguous, ""},
		{q("minutes", u, "/min"), "9279-1", record.UnitAmbiguous, ""},
		{q("g/cm²", u, "g/cm-2"), "", record.UnitAmbiguous, ""},
		{q("mg/ml", u, "mg/dL"), "", record.UnitAmbiguous, ""},
		{q("L/min", "http://hl7.org/fhir/v2/0078", "LU"), "", record.UnitExact, "L/min"},
		{q("mmol/L", record.SystemSNOMED, "258813002"), "", record.UnitExact, "mmol/L"},
		{q("", record.SystemSNOMED, "258813002"), "", record.UnitAlias, "mmol/L"},
		{q("mg/dL", record.SystemSNOMED, "258813002"), "", record.UnitAmbiguous, ""},
		{q("", record.SystemSNOMED, "999"), "", record.UnitUnknown, ""},
		{q("years", u, "21612-7"), "", record.UnitAlias, "a"},
		{q("cL/s", "urn:iso:std:iso:11073:10101", "265201"), "", record.UnitExact, "cL/s"},
		{q("", "", ""), "2345-7", record.UnitNone, ""},
		{q("", "", ""), "6301-6", record.UnitContext, "{INR}"},
		{q("mg/dL", u, ""), "3094-0", record.UnitExact, "mg{urea_N}/dL"},
		{q("mg/dL", u, "mg/dL"), "3091-6", record.UnitExact, "mg{urea}/dL"},
		{q("mmol/L", u, "mmol/L"), "14937-7", record.UnitExact, "mmol/L"},
		{q("ng/mL", "", ""), "48065-7", record.UnitExact, "ng{FEU}/mL"},
		{q("ng/mL DDU", "", ""), "48066-5", record.UnitAlias, "ng/mL{DDU}"},
	} {
		got := ReadQuantity(c.q, []string{c.loinc})
		if got.Read != c.read || got.UCUM != c.code {
			t.Errorf("%q coded %q with %q: %s %q (%s), want %s %q", c.q.Unit, c.q.Code, c.loinc, got.Read, got.UCUM, got.Step, c.read, c.code)
		}
		if got.Unit != c.q.Unit || got.Code != c.q.Code || got.Number != c.q.Number {
			t.Errorf("%q: the source's words were changed", c.q.Unit)
		}
	}
}

func TestReadingTables(t *testing.T) {
	w, err := assets.ReadTable(assets.Units, "units/readings.tsv", "text", "case", "default", "candidates", "why")
	if err != nil {
		t.Fatal(err)
	}
	for i := range w.Len() {
		codes := w.List(i, "candidates")
		if d := w.Cell(i, "default"); d != "" {
			codes = append(codes, d)
		}
		if len(codes) == 0 {
			t.Errorf("%s: neither a default nor a candidate", w.At(i))
		}
		for _, c := range codes {
			if _, err := ucum.Parse(c); err != nil {
				t.Errorf("%s: %q: %v", w.At(i), c, err)
			}
		}
		if c := w.Cell(i, "case"); c != "any" && c != "exact" {
			t.Errorf("%s: case %q", w.At(i), c)
		}
		if text := w.Cell(i, "text"); clean(text) != text {
			t.Errorf("%s: %q is never met: it is cleaned to %q", w.At(i), text, clean(text))
		}
	}
	p, err := assets.ReadTable(assets.Units, "units/components.tsv", "text", "case", "ucum")
	if err != nil {
		t.Fatal(err)
	}
	for i := range p.Len() {
		if _, err := ucum.Parse(p.Cell(i, "ucum")); err != nil {
			t.Errorf("%s: %v", p.At(i), err)
		}
	}
}

// TestReadIsBounded reads long hostile texts: time must not grow with the square of their length.
func TestReadIsBounded(t *testing.T) {
	start := time.Now()
	for _, unit := range []string{"10*3{", "x10^9", "((", "{", "mg/", "10*9999999999", "⁹", "µ", "1/", "[", "м", "per "} {
		for n := 1; n < 5000; n *= 2 {
			Read(strings.Repeat(unit, n), "2345-7")
		}
	}
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("hostile texts took %v", d)
	}
}

func BenchmarkRead(b *testing.B) {
	Read("mg/dL", "2345-7")
	for _, text := range []string{"mg/dL", "MG/DL", "x10^9/L", "see the remark of the laboratory"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Read(text, "2345-7")
			}
		})
	}
}
