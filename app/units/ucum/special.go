package ucum

import "math/big"

// function is how a special unit is read: apply takes a quantity, in multiples of the unit's reference, to the number on
// the special scale; inverse goes back. Affine scales have an offset instead: reference = number + offset.
type function struct {
	name     string
	offset   string // decimal, for affine scales
	sameKind bool   // the scale measures the same kind of thing as its reference, for Unit.Kind
	apply    func(x *big.Rat) (y *big.Rat, exact bool, err error)
	inverse  func(y *big.Rat) (x *big.Rat, exact bool, err error)
}

// functions are the rules that the table of atoms names.
var functions = map[string]function{
	"celsius":       {name: "celsius", offset: "273.15", sameKind: true},
	"fahrenheit":    {name: "fahrenheit", offset: "459.67", sameKind: true},
	"reaumur":       {name: "reaumur", offset: "218.52", sameKind: true}, // 273.15 K in steps of 5/4 K
	"slope":         {name: "slope", apply: slope, inverse: unslope},
	"minus-log10":   logarithm("minus-log10", 10, -1),
	"ln":            {name: "ln", apply: naturalLog, inverse: naturalExp},
	"log10":         logarithm("log10", 10, 1),
	"2-log10":       logarithm("2-log10", 10, 2),
	"log2":          logarithm("log2", 2, 1),
	"potency-10":    logarithm("potency-10", 10, -1),
	"potency-100":   logarithm("potency-100", 100, -1),
	"potency-1000":  logarithm("potency-1000", 1000, -1),
	"potency-50000": logarithm("potency-50000", 50000, -1),
	"root":          {name: "root", apply: root, inverse: square},
}

// largest is the largest power that is computed: beyond it no quantity is meant.
const largest = 1000

// logarithm returns the scale y = times x log_base(x).
func logarithm(name string, base, times int64) function {
	b, k := big.NewRat(base, 1), big.NewRat(times, 1)
	return function{
		name: name,
		apply: func(x *big.Rat) (*big.Rat, bool, error) {
			if x.Sign() <= 0 {
				return nil, false, ErrDomain
			}
			if n, ok := wholeLog(x, b); ok {
				return new(big.Rat).Mul(big.NewRat(n, 1), k), true, nil
			}
			f := new(big.Float).SetPrec(precision).Quo(ln(float(x)), ln(float(b)))
			return new(big.Rat).Mul(rational(f), k), false, nil
		},
		inverse: func(y *big.Rat) (*big.Rat, bool, error) {
			e := new(big.Rat).Quo(y, k)
			if tooLarge(e) {
				return nil, false, ErrDomain
			}
			if e.IsInt() {
				return ratPow(b, int(e.Num().Int64())), true, nil
			}
			f := new(big.Float).SetPrec(precision).Mul(float(e), ln(float(b)))
			return rational(exp(f)), false, nil
		},
	}
}

// wholeLog returns n when x is base^n for a whole n.
func wholeLog(x, base *big.Rat) (int64, bool) {
	one := big.NewRat(1, 1)
	if x.Cmp(one) < 0 {
		n, ok := wholeLog(new(big.Rat).Inv(x), base)
		return -n, ok
	}
	if !x.IsInt() {
		return 0, false
	}
	v, b, r := new(big.Int).Set(x.Num()), base.Num(), new(big.Int)
	for n := int64(0); n <= largest; n++ {
		if v.IsInt64() && v.Int64() == 1 {
			return n, true
		}
		if v.QuoRem(v, b, r); r.Sign() != 0 {
			return 0, false
		}
	}
	return 0, false
}

func tooLarge(x *big.Rat) bool {
	return new(big.Rat).Abs(x).Cmp(big.NewRat(largest, 1)) > 0
}

func naturalLog(x *big.Rat) (*big.Rat, bool, error) {
	if x.Sign() <= 0 {
		return nil, false, ErrDomain
	}
	if x.Cmp(big.NewRat(1, 1)) == 0 {
		return new(big.Rat), true, nil
	}
	return rational(ln(float(x))), false, nil
}

func naturalExp(y *big.Rat) (*big.Rat, bool, error) {
	if tooLarge(y) {
		return nil, false, ErrDomain
	}
	if y.Sign() == 0 {
		return big.NewRat(1, 1), true, nil
	}
	return rational(exp(float(y))), false, nil
}

// slope is 100 times the tangent of an angle in radians, between -90 and 90 degrees.
func slope(x *big.Rat) (*big.Rat, bool, error) {
	if x.Sign() == 0 {
		return new(big.Rat), true, nil
	}
	if new(big.Rat).Abs(x).Cmp(big.NewRat(157, 100)) > 0 {
		return nil, false, ErrDomain
	}
	return new(big.Rat).Mul(rational(tan(float(x))), big.NewRat(100, 1)), false, nil
}

func unslope(y *big.Rat) (*big.Rat, bool, error) {
	if y.Sign() == 0 {
		return new(big.Rat), true, nil
	}
	return rational(atan(float(new(big.Rat).Quo(y, big.NewRat(100, 1))))), false, nil
}

func root(x *big.Rat) (*big.Rat, bool, error) {
	if x.Sign() < 0 {
		return nil, false, ErrDomain
	}
	num, den := new(big.Int).Sqrt(x.Num()), new(big.Int).Sqrt(x.Denom())
	if y := new(big.Rat).SetFrac(num, den); new(big.Rat).Mul(y, y).Cmp(x) == 0 {
		return y, true, nil
	}
	return rational(new(big.Float).SetPrec(precision).Sqrt(float(x))), false, nil
}

func square(y *big.Rat) (*big.Rat, bool, error) { return new(big.Rat).Mul(y, y), true, nil }
