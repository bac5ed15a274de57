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
// lies outside the central 98 % of patients as stated and inside in the other unit; or when the source's own reference
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
	for _, other := range a.otherUnits(ucum) {
		swapped, err := a.inSI(n, other)
		if err != nil || swapped.Cmp(stated) == 0 {
			continue
		}
		both := FormatNumber(number) + " " + UnitText(ucum) + " " + lowerName(a.Name)
		there := FormatNumber(number) + " " + UnitText(other)
		switch {
		case !a.plausible(stated) && a.plausible(swapped):
			return Suspicion{GradeCertain, both + ": impossible; " + there + " would be " + a.howUsual(swapped) + ".", other}
		case likely.Grade != GradeNone:
		case !a.central(stated) && a.central(swapped):
			likely = Suspicion{GradeLikely, both + ": implausible; " + there + " would be ordinary.", other}
		case a.rangeFits(clues.Ranges, ucum, other):
			likely = Suspicion{GradeLikely, both + ": its own reference range fits " + UnitText(other) + " and not " + UnitText(ucum) + ".", other}
		case a.stepFits(clues.Neighbours, stated, swapped):
			likely = Suspicion{GradeLikely, both + ": the step from the value beside it is the factor to " + UnitText(other) + ".", other}
		}
	}
	return likely
}

func (a *Analyte) worse(s, t Suspicion) Suspicion {
	if t.Grade == GradeCertain {
		return t
	}
	return s
}

func (a *Analyte) howUsual(x *big.Rat) string {
	if a.central(x) {
		return "ordinary"
	}
	return "possible"
}

// otherUnits are the analyte's units of another size than the stated one.
func (a *Analyte) otherUnits(code string) []string {
	var out []string
	for _, u := range append([]string{a.Conventional, a.SI}, a.Also...) {
		if u != code && !sameUnit(u, code) {
			out = append(out, u)
		}
	}
	return out
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
		// offOther^3 <= gap: a third of the way, in ratios
		if offOther.Cmp(offStated) < 0 && cube(offOther).Cmp(gap) <= 0 {
			return true
		}
	}
	return false
}

// stepFits reports whether the value lies near a neighbour in the other unit, and further from it than a patient's values
// swing as stated.
func (a *Analyte) stepFits(neighbours []Neighbour, stated, swapped *big.Rat) bool {
	if a.limits.swing == nil || stated.Sign() <= 0 || swapped.Sign() <= 0 {
		return false
	}
	for _, p := range neighbours {
		n, err := decimal.Parse(p.Number)
		if err != nil {
			continue
		}
		before, err := a.inSI(n, p.UCUM)
		if err != nil || before.Sign() <= 0 {
			continue
		}
		if apart(stated, before).Cmp(a.limits.swing) > 0 && apart(swapped, before).Cmp(big.NewRat(6, 5)) <= 0 {
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
