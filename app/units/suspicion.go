package units

import (
	"math/big"

	"anamnesis/app/record"
	"anamnesis/app/units/decimal"
)

// Grade says how sure a suspicion of a wrong unit is.
type Grade string

// The grades. The zero value is no suspicion.
const (
	GradeNone    Grade = ""
	GradeLikely  Grade = "likely"
	GradeCertain Grade = "certain"
)

// Suspicion is a reason to doubt the stated unit. The value is never changed because of it, and not converted while it
// stands.
type Suspicion struct {
	Grade Grade
	Why   string // both readings, in words
	Other string // the UCUM unit in which the number would be ordinary, "" where there is none
}

// Clues are what else is known about a value. All may be empty.
type Clues struct {
	LOINC      string                  // the code: its property can contradict the unit
	Ranges     []record.ReferenceRange // the source's own
	Neighbours []Neighbour             // values of the same analyte and patient just before and after, themselves not in doubt
}

// Neighbour is another value of the series.
type Neighbour struct{ Number, UCUM string }

// Suspect asks whether a number was written under the wrong unit of its analyte, by the value itself and by the source's
// own reference ranges. See SuspectWith.
func Suspect(number, ucum string, a *Analyte, ranges []record.ReferenceRange) Suspicion {
	return SuspectWith(number, ucum, a, Clues{Ranges: ranges})
}

// SuspectWith asks whether a number was written under the wrong unit of its analyte.
//
// It is certain when the value is impossible as stated and possible in another unit of the analyte. It is likely when it
// lies well outside the central 98 % of patients as stated and inside in the other unit; or when the source's own reference
// range fits only the other unit; or when the step from a neighbouring value is the factor between the units within 20 %
// and more than a patient's values swing; or when the code's property contradicts the unit.
func SuspectWith(number, ucum string, a *Analyte, clues Clues) Suspicion {
	if a == nil || ucum == "" {
		return Suspicion{}
	}
	n, err := decimal.Parse(number)
	if err != nil {
		return Suspicion{}
	}
	if s := a.suspectCode(ucum, clues.LOINC); s.Grade != GradeNone {
		return a.worse(s, a.suspectValue(n, number, ucum, clues))
	}
	return a.suspectValue(n, number, ucum, clues)
}

func (a *Analyte) suspectValue(n decimal.Number, number, ucum string, clues Clues) Suspicion {
	stated, err := a.inSI(n, ucum)
	if err != nil {
		return Suspicion{}
	}
	var likely Suspicion
	for _, other := range a.units {
		swapped, err := a.inSI(n, other)
		if err != nil || swapped.Cmp(stated) == 0 {
			continue
		}
		if why := a.certainly(stated, swapped); why != "" {
			return Suspicion{GradeCertain, a.bothReadings(number, ucum, other, "impossible", why), other}
		}
		if likely.Grade == GradeNone {
			if why := a.likely(stated, swapped, ucum, other, clues); why != "" {
				likely = Suspicion{GradeLikely, why, other}
				if why == ordinary {
					likely.Why = a.bothReadings(number, ucum, other, "implausible", ordinary)
				} else {
					likely.Why = FormatNumber(number) + " " + UnitText(ucum) + " " + lowerName(a.Name) + ": " + why
				}
			}
		}
	}
	return likely
}

// bothReadings says the value in both units.
func (a *Analyte) bothReadings(number, stated, other, is, would string) string {
	n := FormatNumber(number)
	return n + " " + UnitText(stated) + " " + lowerName(a.Name) + ": " + is + "; " + n + " " + UnitText(other) + " would be " + would + "."
}

const ordinary = "ordinary"

// certainly says how usual the other reading is when the stated one is impossible and the other is not; "" otherwise.
func (a *Analyte) certainly(stated, swapped *big.Rat) string {
	switch {
	case a.plausible(stated) || !a.plausible(swapped):
		return ""
	case a.central(swapped):
		return ordinary
	}
	return "possible"
}

// likely says why the other reading is likelier, "" when it is not.
func (a *Analyte) likely(stated, swapped *big.Rat, code, other string, clues Clues) string {
	switch {
	case a.outside(stated) && a.central(swapped) && !a.stepSupports(clues.Neighbours, stated, swapped):
		return ordinary
	case a.rangeFits(clues.Ranges, code, other):
		return "its own reference range fits " + UnitText(other) + " and not " + UnitText(code) + "."
	case a.stepFits(clues.Neighbours, stated, swapped):
		return "the step from the value beside it is the factor to " + UnitText(other) + "."
	}
	return ""
}

func (a *Analyte) worse(s, t Suspicion) Suspicion {
	if t.Grade == GradeCertain {
		return t
	}
	return s
}

// inSI returns a number of a unit in the analyte's SI unit.
func (a *Analyte) inSI(n decimal.Number, code string) (*big.Rat, error) {
	r := routes.find(routeKey{from: code, to: a.SI, analyte: a})
	if r.err != nil {
		return nil, r.err
	}
	return r.exact(n)
}

func (a *Analyte) plausible(x *big.Rat) bool { return inside(x, a.limits.low, a.limits.high) }
func (a *Analyte) central(x *big.Rat) bool {
	return inside(x, a.limits.centralLow, a.limits.centralHigh)
}

// outside reports whether x lies outside the central range by more than a tenth: the range is itself an estimate, and every
// fiftieth right value lies beyond it.
func (a *Analyte) outside(x *big.Rat) bool {
	low, high := a.limits.centralLow, a.limits.centralHigh
	slack := big.NewRat(11, 10)
	return low != nil && x.Cmp(low) < 0 && (low.Sign() <= 0 || x.Cmp(new(big.Rat).Quo(low, slack)) < 0) ||
		high != nil && x.Cmp(high) > 0 && (high.Sign() <= 0 || x.Cmp(new(big.Rat).Mul(high, slack)) > 0)
}

// inside reports whether x lies between two bounds; nil excludes nothing.
func inside(x, low, high *big.Rat) bool {
	return (low == nil || x.Cmp(low) >= 0) && (high == nil || x.Cmp(high) <= 0)
}

// rangeFits reports whether a normal range of the source makes sense in the other unit and not in the stated one: its
// upper limit lies nearer to the usual one there, and within a third of the way between the two units.
func (a *Analyte) rangeFits(ranges []record.ReferenceRange, stated, other string) bool {
	usual := a.limits.normalHigh
	if usual == nil || usual.Sign() <= 0 {
		return false
	}
	for _, r := range ranges {
		high, err := decimal.Parse(r.High.Number)
		unit := r.High.UCUM
		if unit == "" {
			unit = stated
		}
		if err != nil || high.IsZero() || high.Neg || r.Type != "" && r.Type != "normal" || !sameUnit(unit, stated) {
			continue
		}
		s, errS := a.inSI(high, stated)
		o, errO := a.inSI(high, other)
		if errS != nil || errO != nil || s.Sign() <= 0 || o.Sign() <= 0 {
			continue
		}
		gap, offStated, offOther := apart(s, o), apart(s, usual), apart(o, usual)
		// offOther^3 <= gap: a third of the way, in ratios. Units less than half apart cannot be told by a range.
		if gap.Cmp(big.NewRat(3, 2)) >= 0 && offOther.Cmp(offStated) < 0 && cube(offOther).Cmp(gap) <= 0 {
			return true
		}
	}
	return false
}

// stepFits reports whether the value lies near a neighbour in the other unit, and further from it than a patient's values
// swing as stated.
func (a *Analyte) stepFits(neighbours []Neighbour, stated, swapped *big.Rat) bool {
	return a.anyNeighbour(neighbours, stated, swapped, func(asStated, asSwapped *big.Rat) bool {
		return asStated.Cmp(a.limits.swing) > 0 && asSwapped.Cmp(big.NewRat(6, 5)) <= 0
	})
}

// stepSupports reports whether a neighbour speaks for the stated unit: it lies within a patient's swing of the value as
// stated, and outside in the other unit.
func (a *Analyte) stepSupports(neighbours []Neighbour, stated, swapped *big.Rat) bool {
	return a.anyNeighbour(neighbours, stated, swapped, func(asStated, asSwapped *big.Rat) bool {
		return asStated.Cmp(big.NewRat(6, 5)) <= 0 || asStated.Cmp(a.limits.swing) <= 0 && asSwapped.Cmp(a.limits.swing) > 0
	})
}

// anyNeighbour asks about the ratios of the value to each neighbour, as stated and in the other unit.
func (a *Analyte) anyNeighbour(neighbours []Neighbour, stated, swapped *big.Rat, is func(asStated, asSwapped *big.Rat) bool) bool {
	if a.limits.swing == nil || stated.Sign() <= 0 || swapped.Sign() <= 0 {
		return false
	}
	for _, p := range neighbours {
		n, err := decimal.Parse(p.Number)
		if err != nil {
			continue
		}
		beside, err := a.inSI(n, p.UCUM)
		if err == nil && beside.Sign() > 0 && is(apart(stated, beside), apart(swapped, beside)) {
			return true
		}
	}
	return false
}

// apart is the ratio of two positive numbers, the larger above.
func apart(x, y *big.Rat) *big.Rat {
	if x.Cmp(y) < 0 {
		x, y = y, x
	}
	return new(big.Rat).Quo(x, y)
}

func cube(x *big.Rat) *big.Rat {
	y := new(big.Rat).Mul(x, x)
	return y.Mul(y, x)
}

// propertyKinds are the LOINC properties that bind a kind of unit. Others say nothing that could be contradicted.
var propertyKinds = map[string][]string{
	"MCnc": {"g.m-3"}, "SCnc": {"mol.m-3", "eq.m-3"}, "CCnc": {"mol.m-3.s-1"},
}

// suspectCode compares the code's property with the kind of the unit.
func (a *Analyte) suspectCode(code, loinc string) Suspicion {
	c, ok := analyteOfLOINC(loinc)
	if !ok || c.analyte != a {
		return Suspicion{}
	}
	kinds, bound := propertyKinds[c.code.Property]
	if !bound {
		return Suspicion{}
	}
	u := mustParse(code)
	for _, k := range kinds {
		if u.Kind() == k {
			return Suspicion{}
		}
	}
	return Suspicion{Grade: GradeLikely, Why: "The code " + loinc + " means " + propertyNames[c.code.Property] + ", and " + UnitText(code) + " is " + KindName(u) + "."}
}

var propertyNames = map[string]string{
	"MCnc": "a mass concentration", "SCnc": "a substance concentration", "CCnc": "a catalytic concentration",
}

// lowerName writes an analyte's name inside a sentence; a name that begins with an abbreviation keeps its capitals.
func lowerName(name string) string {
	if len(name) > 1 && name[1] >= 'a' && name[1] <= 'z' {
		return lowerFirst(name)
	}
	return name
}
