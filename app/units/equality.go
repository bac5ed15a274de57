package units

import (
	"math/big"
	"strings"

	"anamnesis/app/units/decimal"
	"anamnesis/app/units/ucum"
)

// Equality is how two values compare.
type Equality int

// The outcomes of SameValue. NotComparable is the zero value: without a unit a value equals nothing.
const (
	NotComparable Equality = iota
	Equal
	Compatible // one states a bound that the other satisfies: never the same
	Differs
)

// String returns the outcome in a word.
func (e Equality) String() string {
	return [...]string{"not comparable", "equal", "compatible", "differs"}[e]
}

// SameValue compares two decimal texts, each perhaps after a comparator (<5), in their UCUM units. In one unit they are
// equal when they are numerically equal. In two units the finer one, converted and rounded to the last place of the
// coarser one, must equal it; one step more is allowed where the analyte's factor is uncertain. Places that a server
// dropped are read as the analyte's usual ones.
func SameValue(numA, ucumA, numB, ucumB string, a *Analyte) Equality {
	if ucumA == "" || ucumB == "" {
		return NotComparable
	}
	x, okX := readBounded(numA)
	y, okY := readBounded(numB)
	if !okX || !okY {
		return NotComparable
	}
	if x.comparator != "" || y.comparator != "" {
		return compareBounds(x, ucumA, y, ucumB, a)
	}
	if ucumA == ucumB || sameUnit(ucumA, ucumB) && sameVariants(ucumA, ucumB, a) {
		if x.number.Rat().Cmp(y.number.Rat()) == 0 {
			return Equal
		}
		return Differs
	}
	return compareAcross(x.number, ucumA, y.number, ucumB, a)
}

// sameVariants reports whether two codes of one size are also counted as the same thing (FEU and DDU are not).
func sameVariants(a, b string, analyte *Analyte) bool {
	if analyte == nil || len(analyte.variants) == 0 {
		return true
	}
	return analyte.variant(AnalyteCode{}, mustParse(a)) == analyte.variant(AnalyteCode{}, mustParse(b))
}

func compareAcross(x decimal.Number, ucumX string, y decimal.Number, ucumY string, a *Analyte) Equality {
	r := routes.find(routeKey{from: ucumX, to: ucumY, analyte: a})
	if r.err != nil {
		return NotComparable
	}
	placesX, placesY := a.places(x, ucumX), a.places(y, ucumY)
	stepX, err := r.step(x, placesX)
	if err != nil {
		return NotComparable
	}
	// The finer of the two is converted; when both steps are the same, the first.
	if stepX.Cmp(decimal.Step(placesY)) > 0 {
		x, y, ucumX, ucumY, placesY = y, x, ucumY, ucumX, placesX
		if r = routes.find(routeKey{from: ucumX, to: ucumY, analyte: a}); r.err != nil {
			return NotComparable
		}
	}
	exact, err := r.exact(x)
	if err != nil {
		return NotComparable
	}
	rounded, err := decimal.Parse(decimal.Round(exact, placesY))
	if err != nil {
		return NotComparable
	}
	difference := new(big.Rat).Sub(rounded.Rat(), y.Rat())
	difference.Abs(difference)
	if difference.Sign() == 0 || a != nil && a.Uncertain && difference.Cmp(decimal.Step(placesY)) <= 0 {
		return Equal
	}
	return Differs
}

// places returns the decimal places of a number, at least the analyte's usual ones in that unit.
func (a *Analyte) places(n decimal.Number, code string) int {
	if a == nil {
		return n.Places
	}
	switch {
	case code == a.SI || sameUnit(code, a.SI):
		return max(n.Places, a.DecimalsSI)
	case code == a.Conventional || sameUnit(code, a.Conventional):
		return max(n.Places, a.DecimalsConventional)
	}
	return n.Places
}

// exact converts without rounding; a logarithmic scale is cut to 60 digits.
func (r *route) exact(n decimal.Number) (*big.Rat, error) {
	if r.scaled {
		y := new(big.Rat).Mul(n.Rat(), r.affine.Factor)
		return y.Add(y, r.affine.Offset), nil
	}
	y, _, err := ucum.Convert(n.Rat(), r.from, r.to)
	return y, err
}

// step returns the size of one step of n in the unit converted to.
func (r *route) step(n decimal.Number, places int) (*big.Rat, error) {
	one := decimal.Step(places)
	if r.scaled {
		y := new(big.Rat).Mul(one, r.affine.Factor)
		return y.Abs(y), nil
	}
	a, _, err := ucum.Convert(n.Rat(), r.from, r.to)
	if err != nil {
		return nil, err
	}
	b, _, err := ucum.Convert(one.Add(one, n.Rat()), r.from, r.to)
	if err != nil {
		return nil, err
	}
	return b.Abs(b.Sub(b, a)), nil
}

// bounded is a number with a comparator: <, <=, >= or >.
type bounded struct {
	comparator string
	number     decimal.Number
}

func readBounded(text string) (bounded, bool) {
	s := strings.TrimLeft(text, "<>=")
	n, err := decimal.Parse(strings.TrimSpace(s))
	return bounded{text[:len(text)-len(s)], n}, err == nil
}

// compareBounds reports Compatible when both statements can be true of one value, Differs when they cannot.
func compareBounds(x bounded, ucumX string, y bounded, ucumY string, a *Analyte) Equality {
	r := routes.find(routeKey{from: ucumX, to: ucumY, analyte: a})
	if r.err != nil {
		return NotComparable
	}
	v, err := r.exact(x.number)
	if err != nil {
		return NotComparable
	}
	c := v.Cmp(y.number.Rat())
	if x.above() && y.below() && (c > 0 || c == 0 && !(x.inclusive() && y.inclusive())) ||
		x.below() && y.above() && (c < 0 || c == 0 && !(x.inclusive() && y.inclusive())) {
		return Differs
	}
	return Compatible
}

// above reports whether the statement excludes smaller values, below whether it excludes larger ones. A plain number does
// both.
func (b bounded) above() bool     { return !strings.HasPrefix(b.comparator, "<") }
func (b bounded) below() bool     { return !strings.HasPrefix(b.comparator, ">") }
func (b bounded) inclusive() bool { return b.comparator == "" || strings.HasSuffix(b.comparator, "=") }
