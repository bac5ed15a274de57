package units

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"anamnesis/app/units/decimal"
)

func TestConvert(t *testing.T) {
	for _, c := range []struct{ number, from, to, loincFrom, loincTo, shown, exact string }{
		{"1.0", "mg/dL", "umol/L", "2160-0", "", "88", "62500/707"},
		{"88", "umol/L", "mg/dL", "14682-9", "", "1.00", ""},
		{"99", "mg/dL", "mmol/L", "2345-7", "", "5.50", "82500/15013"},
		{"5.5", "mmol/L", "mg/dL", "14749-6", "", "99", "99.0858"},
		{"3.125", "mg", "ug", "", "", "3125", "3125"},
		{"0.125", "mg", "ug", "", "", "125", "125"},
		{"1.00", "g", "mg", "", "", "1000", "1000"},
		{"98.6", "[degF]", "Cel", "8310-5", "", "37.00", "37"},
		{"37.0", "Cel", "[degF]", "8310-5", "", "98.6", "98.6"},
		{"6.5", "%", "mmol/mol", "4548-4", "", "48", "108700/2287"},
		{"48", "mmol/mol", "%", "59261-8", "", "6.54", "6.54304"},
		{"7.40", "[pH]", "nmol/L", "2744-1", "", "39.8", ""},
		{"20", "mg/dL", "mmol/L", "3094-0", "", "7.1", ""},
		{"42.9", "mg/dL", "mg/dL", "3091-6", "3094-0", "20.01", ""},
		{"7.1", "mmol/L", "mg/dL", "14937-7", "3094-0", "19.9", "19.88994"},
		{"9.5", "mg/dL", "mmol/L", "17861-6", "", "2.37", ""},
		{"4.8", "meq/L", "mmol/L", "17861-6", "2000-8", "2.40", "2.4"},
		{"140", "meq/L", "mmol/L", "2951-2", "", "140", "140"},
		{"14.0", "g/dL", "g/L", "718-7", "", "140", "140"},
		{"14.0", "g/dL", "mmol/L", "718-7", "59260-0", "8.69", ""},
		{"5.5", "10*3/uL", "10*9/L", "6690-2", "", "5.5", "5.5"},
		{"42", "%", "L/L", "4544-3", "", "0.42", "0.42"},
		{"0.42", "L/L", "%", "4544-3", "", "42", "42"},
		{"40", "U/L", "ukat/L", "1742-6", "", "0.67", "2/3"},
		{"30", "mg/g", "mg/mmol", "9318-7", "", "3.4", ""},
		{"10", "u[IU]/mL", "pmol/L", "20448-7", "", "60", "60"},
		{"290", "mosm/kg", "mmol/kg", "2692-2", "", "290", "290"},
		{"150", "[lb_av]", "kg", "29463-7", "", "68.0", "68.0388555"},
		{"70", "[in_i]", "cm", "8302-2", "", "178", "177.8"},
		{"120", "mm[Hg]", "kPa", "8480-6", "", "16.0", "15.99864"},
		{"1e3", "mg", "g", "", "", "1", "1"},
		{"-3.2", "mmol/L", "meq/L", "11555-0", "", "-3.2", "-3.2"},
		{"0", "mg/dL", "mmol/L", "2345-7", "", "0.00", "0"},
		{"500", "ng/mL", "mg/L", "48065-7", "", "0.500", "0.5"},
	} {
		got, err := Convert(c.number, c.from, c.to, nil, c.loincFrom, c.loincTo)
		if err != nil {
			t.Errorf("%s %s to %s: %v", c.number, c.from, c.to, err)
			continue
		}
		if got.Shown != c.shown {
			t.Errorf("%s %s is shown as %s %s, want %s (exact %s)", c.number, c.from, got.Shown, c.to, c.shown, got.Exact)
		}
		if want := exactText(c.exact); want != "" && got.Exact != want {
			t.Errorf("%s %s is exactly %s %s, want %s", c.number, c.from, got.Exact, c.to, want)
		}
	}
}

// exactText reduces a quotient of two decimals to the form that Convert writes.
func exactText(s string) string {
	above, below, ok := strings.Cut(s, "/")
	if !ok {
		return s
	}
	return decimal.Exact(new(big.Rat).Quo(rational(above), rational(below)))
}

// TestRefusals: pairs that a plain UCUM engine converts and that are not the same measurement, with a word of the reason.
func TestRefusals(t *testing.T) {
	byPlainUCUM := 0
	for _, c := range []struct{ from, to, loincFrom, loincTo, reason string }{
		// a mole and an equivalent are pure numbers to UCUM
		{"mmol/L", "meq/L", "", "", "different kinds"},
		{"meq/L", "mmol/L", "", "", "different kinds"},
		{"meq/L", "mmol/L", "14749-6", "", "not reported"},
		{"10*3/uL", "mmol/L", "", "", "different kinds"},
		{"10*3/uL", "mmol/L", "6690-2", "", "not reported"},
		{"nmol/L", "/uL", "", "", "different kinds"},
		{"mmol", "1", "", "", "different kinds"},
		{"mmol/L", "mosm/L", "", "", "different kinds"},
		{"mosm/kg", "mmol/kg", "", "", "different kinds"},
		{"U/L", "/min", "", "", "different kinds"},
		{"U/L", "mmol/L", "1742-6", "", "not reported"},
		{"kat/L", "mmol/L", "", "", "different kinds"},
		{"%", "mmol/mol", "", "", "different kinds"},
		{"mmol/mol", "%", "14749-6", "", "not reported"},
		{"%", "mg/g", "", "", "different kinds"},
		{"mg/g", "%", "9318-7", "", "not reported"},
		{"mg/g", "L/L", "", "", "different kinds"},
		{"%", "mmol/L", "4544-3", "", "not reported"},
		{"mmol/mol", "mg/g", "", "", "different kinds"},
		{"%", "1", "17856-6", "2345-7", "not of one measurand"},
		{"mg/mmol", "g", "", "", "different kinds"},
		{"/[HPF]", "/[LPF]", "", "", "different kinds"},
		{"/[HPF]", "1", "", "", "different kinds"},
		{"bit", "1", "", "", "different kinds"},
		{"[hnsf'U]", "1", "", "", "different kinds"},
		{"eq", "mol", "", "", "different kinds"},
		{"osm", "eq", "", "", "different kinds"},
		{"mmol/kg", "meq/g", "", "", "different kinds"},
		{"umol/min", "1/min", "", "", "different kinds"},
		{"mmol/L", "10*9/L", "2823-3", "", "not reported"},

		// one unit, two measurands
		{"mg/dL", "mg/dL", "17861-6", "17863-2", "not of one measurand"}, // total and ionised calcium
		{"mmol/L", "mmol/L", "2000-8", "1995-0", "not of one measurand"},
		{"mg/dL", "mg/dL", "2345-7", "2339-0", "not of one measurand"}, // plasma and whole blood glucose
		{"mg/dL", "mmol/L", "2345-7", "15074-8", "not of one measurand"},
		{"mmol/L", "mmol/L", "1963-8", "2028-9", "not of one measurand"}, // bicarbonate and total CO2
		{"ng/mL", "ng/L", "10839-9", "89579-7", "not of one measurand"},  // conventional and high-sensitivity troponin
		{"ng/mL", "ng/mL", "10839-9", "6598-7", "not of one measurand"},  // troponin I and T
		{"pg/mL", "pg/mL", "30934-4", "33762-6", "not of one measurand"}, // BNP and NT-proBNP
		{"mL/min/{1.73_m2}", "mL/min/{1.73_m2}", "33914-3", "62238-1", "not of one measurand"},
		{"mL/min/{1.73_m2}", "mL/min/{1.73_m2}", "62238-1", "98979-8", "not of one measurand"},
		{"mg/dL", "mg/dL", "13457-7", "18262-6", "not of one measurand"}, // LDL calculated and direct
		{"ng/mL", "ng/mL", "48065-7", "48066-5", "not of one measurand"}, // FEU and DDU
		{"ng{FEU}/mL", "ng{DDU}/mL", "48065-7", "", "different scales"},
		{"mg/dL", "mg/dL", "2160-0", "38483-4", "not of one measurand"},
		{"U/L", "U/L", "2532-0", "14804-9", "not of one measurand"}, // the two directions of LDH
		{"mg/dL", "mg/dL", "1975-2", "1968-7", "not of one measurand"},
		{"mg/L", "mg/L", "1988-5", "30522-7", "not of one measurand"},
		{"mm[Hg]", "mm[Hg]", "8480-6", "8462-4", "not of one measurand"},
		{"mg/dL", "nmol/L", "10835-7", "43583-4", "not of one measurand"}, // lipoprotein(a): the mass depends on the isoform
		{"kg", "kg", "29463-7", "99999-9", "not in the table"},

		// urea and urea nitrogen without a label
		{"mmol/L", "mg/dL", "14937-7", "", "more than one way"},
		{"mg{urea}/dL", "mg{FEU}/dL", "3091-6", "", "does not belong"},

		// no mass is right
		{"ng/mL", "pmol/L", "2276-4", "", "not reported"},  // ferritin
		{"mg/dL", "umol/L", "4542-7", "", "not reported"},  // haptoglobin
		{"mg/L", "nmol/L", "1988-5", "", "not reported"},   // CRP
		{"ug/L", "m[IU]/L", "2842-3", "", "not reported"},  // prolactin
		{"[IU]/L", "U/L", "1742-6", "", "not reported"},    // arbitrary and catalytic
		{"[IU]/mL", "ng/mL", "1834-1", "", "not reported"}, // AFP
		{"mm[Hg]", "mmol/L", "2345-7", "", "not reported"},
		{"mL/min/{1.73_m2}", "mL/min/m2", "62238-1", "", "not reported"},
	} {
		if parsed(t, c.from).Commensurable(parsed(t, c.to)) {
			byPlainUCUM++
		}
		_, err := Convert("1", c.from, c.to, nil, c.loincFrom, c.loincTo)
		var r *Refusal
		if !errors.As(err, &r) {
			t.Errorf("%s to %s (%s, %s): %v, want a refusal", c.from, c.to, c.loincFrom, c.loincTo, err)
		} else if !strings.Contains(r.Reason, c.reason) {
			t.Errorf("%s to %s (%s, %s): %q, want %q in it", c.from, c.to, c.loincFrom, c.loincTo, r.Reason, c.reason)
		}
	}
	if byPlainUCUM < 40 {
		t.Errorf("%d of the pairs would be converted by UCUM alone, want at least 40", byPlainUCUM)
	}
}

func TestInvalid(t *testing.T) {
	for _, c := range [][3]string{{"", "mg", "g"}, {"1,5", "mg", "g"}, {"x", "mg", "g"}, {"1", "", "g"}, {"1", "mg", "foo"}, {"1", "mg//", "g"}, {".5", "mg", "g"}, {"1.", "mg", "g"}, {"NaN", "mg", "g"}, {"1e99999", "mg", "g"}, {strings.Repeat("9", 500), "mg", "g"}} {
		_, err := Convert(c[0], c[1], c[2], nil, "", "")
		var i *Invalid
		if !errors.As(err, &i) {
			t.Errorf("%q: %v, want invalid", c, err)
		}
	}
}

// TestQuickAgrees: the conversion in machine words gives the texts of the rationals, digit by digit.
func TestQuickAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	tried, taken := 0, 0
	for _, a := range Analytes() {
		for _, pair := range [][2]string{{a.Conventional, a.SI}, {a.SI, a.Conventional}} {
			k := routes.find(routeKey{from: pair[0], to: pair[1], analyte: a})
			if k.err != nil || k.quick == nil {
				continue
			}
			for range 200 {
				n, err := decimal.Parse(randomDecimal(r))
				if err != nil {
					t.Fatal(err)
				}
				tried++
				got, ok := k.quick.apply(n)
				if !ok {
					continue
				}
				taken++
				if want := k.applyRational(n); got != want {
					t.Fatalf("%s %s to %s: %v, want %v", n.Rat(), pair[0], pair[1], got, want)
				}
			}
		}
	}
	t.Logf("%d of %d conversions in machine words", taken, tried)
	if taken*10 < tried*7 {
		t.Errorf("%d of %d conversions in machine words, want most", taken, tried)
	}
}

func randomDecimal(r *rand.Rand) string {
	s := strconv.FormatUint(r.Uint64()>>(r.IntN(60)), 10)
	if r.IntN(4) == 0 {
		s = "0"
	}
	if n := r.IntN(8); n > 0 {
		s += "."
		for range n {
			s += strconv.Itoa(r.IntN(10) * r.IntN(2))
		}
	}
	if r.IntN(5) == 0 {
		s = "-" + s
	}
	return s
}

// TestGateThereAndBack: what the gate converts comes back as the same rational.
func TestGateThereAndBack(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, a := range Analytes() {
		for _, u := range append([]string{a.Conventional}, a.Also...) {
			there, back := routes.find(routeKey{from: u, to: a.SI, analyte: a}), routes.find(routeKey{from: a.SI, to: u, analyte: a})
			if there.err != nil || back.err != nil {
				t.Errorf("%s: %v %v", a.ID, there.err, back.err)
				continue
			}
			if !there.scaled {
				continue
			}
			for range 20 {
				x := big.NewRat(r.Int64N(1e15), 1+r.Int64N(1e6))
				y := new(big.Rat).Add(new(big.Rat).Mul(x, there.affine.Factor), there.affine.Offset)
				z := new(big.Rat).Add(new(big.Rat).Mul(y, back.affine.Factor), back.affine.Offset)
				if z.Cmp(x) != 0 {
					t.Fatalf("%s: %s %s comes back as %s", a.ID, x, u, z)
				}
			}
		}
	}
}
