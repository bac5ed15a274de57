package units

import (
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"anamnesis/app/units/decimal"
)

// TestRandomConversions converts random values between random units, analytes and codes, most of which must be refused.
// Nothing may panic; what is shown is the exact value rounded.
func TestRandomConversions(t *testing.T) {
	n := 50_000
	if os.Getenv("ANAMNESIS_LONG") != "" {
		n = 10_000_000
	}
	r := rand.New(rand.NewPCG(9, 10))
	codes := []string{"mg/dL", "mmol/L", "g/L", "meq/L", "%", "mmol/mol", "10*9/L", "[IU]/L", "U/L", "ukat/L", "mm[Hg]", "kPa", "Cel", "[degF]", "[pH]", "dB", "mg/g", "L/L", "s", "foo", "", "{x}", "Cel/min", "10*3/uL", "mosm/kg", "%[slope]", "deg"}
	var loincs []string
	for _, a := range Analytes() {
		codes = append(codes, a.units...)
		loincs = append(loincs, a.codes[0].LOINC)
	}
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	outcomes := map[string]int{}
	for range n {
		a := Analytes()[r.IntN(len(Analytes()))]
		from, to, loinc := pick(codes), pick(codes), ""
		switch r.IntN(4) {
		case 0:
			a, loinc = nil, pick(loincs)
		case 1:
			a = nil
		case 2:
			from, to = pick(a.units), pick(a.units)
		}
		number := randomDecimal(r)
		got, err := Convert(number, from, to, a, loinc, "")
		switch err.(type) {
		case nil:
			outcomes["ok"]++
			if exact, ok := new(big.Rat).SetString(got.Exact); ok {
				shown := rational(got.Shown)
				if shown == nil || new(big.Rat).Abs(new(big.Rat).Sub(shown, exact)).Cmp(stepOf(got.Shown)) > 0 {
					t.Fatalf("%s %s is shown as %s %s and is %s", number, from, got.Shown, to, got.Exact)
				}
			}
		case *Refusal:
			outcomes["refused"]++
		case *Invalid:
			outcomes["invalid"]++
		default:
			t.Fatalf("%s %s to %s: %v", number, from, to, err)
		}
	}
	t.Log(outcomes)
	if outcomes["ok"] == 0 || outcomes["refused"] == 0 || outcomes["invalid"] == 0 {
		t.Error("not every outcome was met")
	}
}

// stepOf is the step of a shown value, ten times as large where zeros before the point may be no digits.
func stepOf(text string) *big.Rat {
	n, _ := decimal.Parse(text)
	if n.Places > 0 {
		return n.Step()
	}
	whole := strings.TrimRight(strings.TrimPrefix(text, "-"), "0")
	return new(big.Rat).SetInt(decimal.Pow10(len(strings.TrimPrefix(text, "-")) - len(whole) + 1))
}

func BenchmarkConvert(b *testing.B) {
	a, _ := AnalyteByID("glucose")
	if _, err := Convert("99", "mg/dL", "mmol/L", a, "2345-7", ""); err != nil {
		b.Fatal(err)
	}
	b.Run("cached", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Convert("99.5", "mg/dL", "mmol/L", a, "2345-7", ""); err != nil {
				b.Fatal(err)
			}
		}
	})
	// The floor: the same digits multiplied in float64 and written with the same number of places.
	b.Run("floor", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			x, err := strconv.ParseFloat("99.5", 64)
			if err != nil {
				b.Fatal(err)
			}
			_ = strconv.FormatFloat(x*0.0555074, 'f', 3, 64)
			_ = strconv.FormatFloat(x*0.0555074, 'g', -1, 64)
		}
	})
	b.Run("rational", func(b *testing.B) {
		k := routes.find(routeKey{from: "mg/dL", to: "mmol/L", analyte: a})
		b.ReportAllocs()
		for b.Loop() {
			n, _ := decimal.Parse("99.5")
			_ = k.applyRational(n)
		}
	})
}
