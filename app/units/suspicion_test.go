package units

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"anamnesis/app/record"
	"anamnesis/app/units/decimal"
)

func TestSuspect(t *testing.T) {
	interval := func(low, high, unit string) []record.ReferenceRange {
		return []record.ReferenceRange{{Low: record.Quantity{Number: low, UCUM: unit}, High: record.Quantity{Number: high, UCUM: unit}}}
	}
	for _, c := range []struct {
		number, unit, analyte string
		ranges                []record.ReferenceRange
		grade                 Grade
		other                 string
	}{
		{"90", "mmol/L", "glucose", nil, GradeLikely, "mg/dL"},
		{"5.5", "mg/dL", "glucose", nil, GradeCertain, "mmol/L"},
		{"400", "mmol/L", "glucose", nil, GradeCertain, "mg/dL"},
		{"5.5", "mmol/L", "glucose", nil, GradeNone, ""},
		{"99", "mg/dL", "glucose", nil, GradeNone, ""},
		{"30", "mg/dL", "glucose", nil, GradeNone, ""}, // low, and no ordinary value in mmol/L
		{"2.4", "mg/dL", "calcium-total", nil, GradeLikely, "mmol/L"},
		{"9.5", "mmol/L", "calcium-total", nil, GradeCertain, "mg/dL"},
		{"14", "g/L", "haemoglobin", nil, GradeLikely, "g/dL"},
		{"140", "g/dL", "haemoglobin", nil, GradeCertain, "g/L"},
		{"1.0", "umol/L", "creatinine", nil, GradeCertain, "mg/dL"},
		{"88", "mg/dL", "creatinine", nil, GradeCertain, "umol/L"},
		{"70", "[lb_av]", "body-weight", nil, GradeNone, ""}, // a child, or kg: either unit allows it
		{"0.42", "%", "haematocrit", nil, GradeCertain, "L/L"},
		{"37", "[degF]", "body-temperature", nil, GradeCertain, "Cel"},
		{"98.6", "Cel", "body-temperature", nil, GradeCertain, "[degF]"},
		{"4.2", "mmol/L", "potassium", nil, GradeNone, ""},
		{"20", "umol/L", "bilirubin-total", nil, GradeNone, ""},
		{"0.8", "umol/L", "bilirubin-total", nil, GradeLikely, "mg/dL"},
		{"2.1", "umol/L", "bilirubin-total", interval("0.3", "1.2", "umol/L"), GradeLikely, "mg/dL"},
		{"2.1", "umol/L", "bilirubin-total", interval("3", "21", "umol/L"), GradeNone, ""},
		{"0.8", "mg/dL", "bilirubin-total", interval("0.3", "1.2", "mg/dL"), GradeNone, ""},
		{"95", "mmol/L", "glucose", interval("70", "99", "mg/dL"), GradeLikely, "mg/dL"},
		{"48", "%", "hba1c", nil, GradeCertain, "mmol/mol"},
		{"6.5", "mmol/mol", "hba1c", nil, GradeCertain, "%"},
		{"20", "mg{urea_N}/dL", "urea", nil, GradeNone, ""},
		{"", "mmol/L", "glucose", nil, GradeNone, ""},
		{"5.5", "", "glucose", nil, GradeNone, ""},
		{"5.5", "mm[Hg]", "glucose", nil, GradeNone, ""},
	} {
		a, ok := AnalyteByID(c.analyte)
		if !ok {
			t.Fatal(c.analyte)
		}
		got := Suspect(c.number, c.unit, a, c.ranges)
		if got.Grade != c.grade || got.Other != c.other || (got.Why == "") != (c.grade == GradeNone) {
			t.Errorf("%s %s %s: %q %q (%s), want %q %q", c.number, c.unit, c.analyte, got.Grade, got.Other, got.Why, c.grade, c.other)
		}
	}
	a, _ := AnalyteByID("glucose")
	if got := Suspect("5.5", "mg/dL", a, nil).Why; got != "5.5 mg/dL glucose: impossible; 5.5 mmol/L would be ordinary." {
		t.Error(got)
	}
	if got := SuspectWith("5.5", "mmol/L", a, Clues{LOINC: "2345-7"}); got.Grade != GradeLikely {
		t.Errorf("a mass code with a substance unit: %v", got)
	}
	if got := SuspectWith("5.5", "mmol/L", a, Clues{LOINC: "14749-6"}); got.Grade != GradeNone {
		t.Errorf("a substance code with its unit: %v", got)
	}
	if got := SuspectWith("24", "mmol/L", a, Clues{Neighbours: []Neighbour{{"1.4", "mmol/L"}}}); got.Grade != GradeLikely {
		t.Errorf("a step of the factor: %v", got)
	}
	if got := SuspectWith("12", "mmol/L", a, Clues{Neighbours: []Neighbour{{"5.0", "mmol/L"}}}); got.Grade != GradeNone {
		t.Errorf("an ordinary step: %v", got)
	}
}

// swaps counts how often a swapped unit is seen, and how often a right one is doubted.
type swaps struct{ n, alone, ranged, beside, either, certain, doubtedAlone, doubted int }

// TestSwappedUnits simulates values written under the analyte's other unit. Values are drawn so that 98 % lie in the
// central range of the table, on a logarithmic scale; a neighbour differs from the value by 10 % (one standard deviation).
func TestSwappedUnits(t *testing.T) {
	draws := 40
	if os.Getenv("ANAMNESIS_LONG") != "" {
		draws = 2000
	}
	r := rand.New(rand.NewPCG(7, 8))
	var all swaps
	var lines []string
	for _, a := range Analytes() {
		if sameUnit(a.Conventional, a.SI) || a.limits.centralHigh == nil {
			continue
		}
		factor := routes.find(routeKey{from: a.Conventional, to: a.SI, analyte: a})
		if factor.err != nil || factor.scaled && factor.affine.Offset.Sign() == 0 && apart(factor.affine.Factor, big.NewRat(1, 1)).Cmp(big.NewRat(3, 2)) < 0 {
			continue // the two units give nearly the same number: meq/L and mmol/L
		}
		var s swaps
		for _, pair := range [][2]string{{a.Conventional, a.SI}, {a.SI, a.Conventional}} {
			for range draws {
				a.trySwap(t, r, pair[0], pair[1], &s)
			}
		}
		all.n += s.n
		all.alone, all.ranged, all.beside, all.either = all.alone+s.alone, all.ranged+s.ranged, all.beside+s.beside, all.either+s.either
		all.doubtedAlone, all.doubted, all.certain = all.doubtedAlone+s.doubtedAlone, all.doubted+s.doubted, all.certain+s.certain
		lines = append(lines, s.line(a.ID))
	}
	t.Log("swaps seen, in percent:  alone, with a range, with a neighbour, with either; certain; right ones doubted alone, with both\n" +
		strings.Join(lines, "\n") + "\n" + all.line("all"))
	if all.either*100 < all.n*95 {
		t.Errorf("%d of %d swaps seen with a range or a neighbour, want 95 %%", all.either, all.n)
	}
	if all.doubted*1000 > all.n*5 || all.doubtedAlone*1000 > all.n*5 {
		t.Errorf("%d of %d right values doubted, %d by themselves, want at most 0.5 %%", all.doubted, all.n, all.doubtedAlone)
	}
}

func (s swaps) line(name string) string {
	p := func(n int) float64 { return 100 * float64(n) / float64(s.n) }
	return fmt.Sprintf("%-32s %6.1f %6.1f %6.1f %6.1f  %6.1f  %6.2f %6.2f", name, p(s.alone), p(s.ranged), p(s.beside), p(s.either), p(s.certain), p(s.doubtedAlone), p(s.doubted))
}

// trySwap draws one value, writes it in its true unit, and asks about it under the other one and under its own.
func (a *Analyte) trySwap(t *testing.T, r *rand.Rand, unit, wrong string, s *swaps) {
	t.Helper()
	value := a.draw(r)
	number, ok := a.write(value, unit)
	beside, ok2 := a.write(value*math.Exp(0.1*r.NormFloat64()), a.SI)
	if !ok || !ok2 {
		return
	}
	neighbours := []Neighbour{{beside, a.SI}}
	labelled := func(label string) []record.ReferenceRange {
		if a.limits.normalHigh == nil {
			return nil
		}
		high, _ := a.limits.normalHigh.Float64()
		low := 0.0
		if a.limits.normalLow != nil {
			low, _ = a.limits.normalLow.Float64()
		}
		lowText, _ := a.write(low, unit)
		highText, _ := a.write(high*(0.85+0.3*r.Float64()), unit)
		return []record.ReferenceRange{{Low: record.Quantity{Number: lowText, UCUM: label}, High: record.Quantity{Number: highText, UCUM: label}}}
	}
	count := func(c Clues) int {
		if SuspectWith(number, wrong, a, c).Grade != GradeNone {
			return 1
		}
		return 0
	}
	s.n++
	s.alone += count(Clues{})
	s.ranged += count(Clues{Ranges: labelled(wrong)})
	s.beside += count(Clues{Neighbours: neighbours})
	s.either += count(Clues{Ranges: labelled(wrong), Neighbours: neighbours})
	if SuspectWith(number, wrong, a, Clues{}).Grade == GradeCertain {
		s.certain++
	}
	if SuspectWith(number, unit, a, Clues{}).Grade != GradeNone {
		s.doubtedAlone++
	}
	if SuspectWith(number, unit, a, Clues{Ranges: labelled(unit), Neighbours: neighbours}).Grade != GradeNone {
		s.doubted++
	}
}

// draw returns a value in the SI unit: lognormal with 1 % outside either end of the central range, linear where the range
// begins at or below zero.
func (a *Analyte) draw(r *rand.Rand) float64 {
	low, _ := a.limits.centralLow.Float64()
	high, _ := a.limits.centralHigh.Float64()
	const z = 2.3263 // 1 % of a normal distribution lies beyond
	for {
		var x float64
		if low > 0 && a.si.Special() == false {
			middle, sd := (math.Log(low)+math.Log(high))/2, (math.Log(high)-math.Log(low))/(2*z)
			x = math.Exp(middle + sd*r.NormFloat64())
		} else {
			x = (low+high)/2 + (high-low)/(2*z)*r.NormFloat64()
		}
		if a.plausible(new(big.Rat).SetFloat64(x)) {
			return x
		}
	}
}

// write returns a value of the SI unit as a laboratory prints it in a unit: three significant digits, or the usual places.
func (a *Analyte) write(x float64, unit string) (string, bool) {
	text := strconv.FormatFloat(x, 'g', 6, 64)
	n, err := decimal.Parse(text)
	if err != nil {
		return "", false
	}
	k := routes.find(routeKey{from: a.SI, to: unit, analyte: a})
	if k.err != nil {
		return "", false
	}
	y, err := k.exact(n)
	if err != nil {
		return "", false
	}
	f, _ := y.Float64()
	if f == 0 {
		return "0", true
	}
	places := max(2-int(math.Floor(math.Log10(math.Abs(f)))), 0)
	return decimal.Round(y, places), true
}
