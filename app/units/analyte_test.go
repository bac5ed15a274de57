package units

import (
	"math/big"
	"regexp"
	"strconv"
	"testing"

	"anamnesis/app/units/decimal"
	"anamnesis/app/units/ucum"
)

// atomicWeights are the IUPAC abridged standard atomic weights (2021), conventional values where an interval is given.
var atomicWeights = map[string]string{
	"H": "1.008", "Li": "6.94", "C": "12.011", "N": "14.007", "O": "15.999", "Na": "22.990", "Mg": "24.305", "P": "30.974",
	"S": "32.06", "Cl": "35.45", "K": "39.098", "Ca": "40.078", "Fe": "55.845", "Co": "58.933", "Cu": "63.546", "Zn": "65.38",
	"Se": "78.971", "I": "126.90", "Pb": "207.2",
}

func massOf(t *testing.T, formula string) *big.Rat {
	t.Helper()
	sum := new(big.Rat)
	left := formula
	for _, m := range regexp.MustCompile(`([A-Z][a-z]?)(\d*)`).FindAllStringSubmatch(formula, -1) {
		left = left[len(m[0]):]
		n := 1
		if m[2] != "" {
			n, _ = strconv.Atoi(m[2])
		}
		w, err := decimal.Parse(atomicWeights[m[1]])
		if err != nil {
			t.Fatalf("%s: no atomic weight of %s", formula, m[1])
		}
		sum.Add(sum, new(big.Rat).Mul(w.Rat(), big.NewRat(int64(n), 1)))
	}
	if left != "" {
		t.Fatalf("%s is not a formula", formula)
	}
	return sum
}

func TestAnalyteTable(t *testing.T) {
	if n := len(Analytes()); n < 130 {
		t.Errorf("%d analytes, want at least 130", n)
	}
	for _, a := range Analytes() {
		t.Run(a.ID, func(t *testing.T) {
			if a.Formula != "" && !near(massOf(t, a.Formula), rational(a.MolarMass), 20000) {
				t.Errorf("mass %s, the formula %s gives %s", a.MolarMass, a.Formula, massOf(t, a.Formula).FloatString(4))
			}
			if len(a.Codes()) == 0 {
				t.Error("no code")
			}
			for _, c := range a.Codes() {
				if !regexp.MustCompile(`^\d{1,6}-\d$`).MatchString(c.LOINC) || !checkDigit(c.LOINC) {
					t.Errorf("%s is not a LOINC code", c.LOINC)
				}
				if len(a.variants) > 0 && c.Variant == "" {
					t.Errorf("%s does not say its variant", c.LOINC)
				}
			}
			l := a.limits
			ordered(t, "possible", l.low, l.centralLow, l.centralHigh, l.high)
			ordered(t, "normal", l.centralLow, l.normalHigh, l.centralHigh)
			ordered(t, "normal", l.normalLow, l.normalHigh)
			for _, u := range a.Also {
				if _, err := Convert("1", u, a.SI, a, "", ""); err != nil {
					t.Errorf("%s is listed and does not convert: %v", u, err)
				}
			}
			if a.Source == "" {
				t.Error("no source of the figures")
			}
		})
	}
}

// TestFactors recomputes each printed factor from the definitions of the units and the molar mass of the formula, apart
// from the gate.
func TestFactors(t *testing.T) {
	avogadro := rational("6.02214076e23")
	for _, a := range Analytes() {
		conv, si := parsed(t, a.Conventional), parsed(t, a.SI)
		if conv.Special() || si.Special() || a.has("ngsp") {
			if a.Factor != "" {
				t.Errorf("%s: a factor where the rule is none", a.ID)
			}
			continue
		}
		want := new(big.Rat).Quo(conv.Factor(), si.Factor())
		massAbove, amountAbove := conv.Exponent("g") != 0 && si.Exponent("g") == 0, conv.Kind() != si.Kind()
		switch {
		case a.has("denominator"):
			m, _ := a.mass("")
			want.Mul(want, m).Quo(want, avogadro)
		case massAbove && amountAbove:
			variant := a.variant(AnalyteCode{}, conv)
			m, ok := a.mass(variant)
			if !ok {
				t.Errorf("%s: no mass", a.ID)
				continue
			}
			want.Mul(want, avogadro).Quo(want, m)
		case a.has("unit"):
			want.Mul(want, rational(a.rules["unit"])).Mul(want, avogadro)
		case a.Valence > 0 && amountAbove:
			want.Quo(want, big.NewRat(int64(a.Valence), 1))
		}
		if got := rational(a.Factor); got == nil || !near(want, got, 200) {
			t.Errorf("%s: factor %q, recomputed %s", a.ID, a.Factor, want.FloatString(8))
			continue
		}
		r, err := Convert("1", a.Conventional, a.SI, a, "", "")
		if err != nil {
			t.Errorf("%s: %v", a.ID, err)
			continue
		}
		exact, ok := new(big.Rat).SetString(r.Exact)
		if !ok || exact.Cmp(want) != 0 {
			t.Errorf("%s: the gate converts by %s, the definitions by %s", a.ID, r.Exact, want)
		}
	}
}

// near reports whether two numbers agree within one part in n.
func near(x, y *big.Rat, n int64) bool {
	d := new(big.Rat).Sub(x, y)
	d.Abs(d).Mul(d, big.NewRat(n, 1))
	return d.Cmp(new(big.Rat).Abs(x)) <= 0
}

func ordered(t *testing.T, what string, bounds ...*big.Rat) {
	t.Helper()
	var last *big.Rat
	for _, b := range bounds {
		if b == nil {
			continue
		}
		if last != nil && b.Cmp(last) < 0 {
			t.Errorf("%s: %s comes after %s", what, b.FloatString(4), last.FloatString(4))
		}
		last = b
	}
}

// checkDigit verifies LOINC's Luhn check digit.
func checkDigit(code string) bool {
	sum, double := 0, true
	for i := len(code) - 3; i >= 0; i-- {
		d := int(code[i] - '0')
		if double {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		double = !double
		sum += d
	}
	return byte('0'+(10-sum%10)%10) == code[len(code)-1]
}

func parsed(t *testing.T, code string) ucum.Unit {
	t.Helper()
	u, err := ucum.Parse(code)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
