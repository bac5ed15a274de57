package ucum

import (
	"errors"
	"math/big"
)

// ErrIncommensurable is returned for a conversion between units of different dimensions, or to or from an arbitrary unit.
var ErrIncommensurable = errors.New("these units do not measure the same kind of quantity")

// ErrMixed is returned for a special unit (Cel, [pH], dB ...) inside a product or with an exponent, which has no meaning
// to convert by.
var ErrMixed = errors.New("a unit with a scale of its own, such as a degree or a decibel, cannot be part of a product")

// ErrDomain is returned when a value has no counterpart: the logarithm of zero, a potency beyond all bounds.
var ErrDomain = errors.New("this value cannot be expressed in that unit")

// Affine is a conversion y = x * Factor + Offset.
type Affine struct{ Factor, Offset *big.Rat }

// Proportional returns the exact affine conversion between two units, and ok false when one of them is logarithmic or
// otherwise not affine; then use Convert.
func Proportional(from, to Unit) (a Affine, ok bool, err error) {
	if from.mixed || to.mixed {
		return Affine{}, false, ErrMixed
	}
	if !from.Commensurable(to) {
		return Affine{}, false, ErrIncommensurable
	}
	f, okF := from.affine()
	t, okT := to.affine()
	if !okF || !okT {
		return Affine{}, false, nil
	}
	// y = (x*f.Factor + f.Offset - t.Offset) / t.Factor
	return Affine{
		Factor: new(big.Rat).Quo(f.Factor, t.Factor),
		Offset: new(big.Rat).Quo(new(big.Rat).Sub(f.Offset, t.Offset), t.Factor),
	}, true, nil
}

// affine returns how to reach base units.
func (u Unit) affine() (Affine, bool) {
	if u.special == nil {
		return Affine{u.size.rat(), new(big.Rat)}, true
	}
	if u.special.offset == "" {
		return Affine{}, false
	}
	offset, _ := new(big.Rat).SetString(u.special.offset)
	size := u.size.rat()
	// base = (x*scale + offset) * size
	return Affine{new(big.Rat).Mul(u.scale.rat(), size), offset.Mul(offset, size)}, true
}

// Convert converts a value. exact is false when a logarithm, root or tangent had to be cut to 60 digits.
func Convert(x *big.Rat, from, to Unit) (y *big.Rat, exact bool, err error) {
	a, ok, err := Proportional(from, to)
	if err != nil {
		return nil, false, err
	}
	if ok {
		y = new(big.Rat).Mul(x, a.Factor)
		return y.Add(y, a.Offset), true, nil
	}
	base, exact, err := from.toBase(x)
	if err != nil {
		return nil, false, err
	}
	y, again, err := to.fromBase(base)
	return y, exact && again, err
}

func (u Unit) toBase(x *big.Rat) (*big.Rat, bool, error) {
	if a, ok := u.affine(); ok {
		y := new(big.Rat).Mul(x, a.Factor)
		return y.Add(y, a.Offset), true, nil
	}
	y, exact, err := u.special.inverse(new(big.Rat).Mul(x, u.scale.rat()))
	if err != nil {
		return nil, false, err
	}
	return y.Mul(y, u.size.rat()), exact, nil
}

func (u Unit) fromBase(x *big.Rat) (*big.Rat, bool, error) {
	if a, ok := u.affine(); ok {
		y := new(big.Rat).Sub(x, a.Offset)
		return y.Quo(y, a.Factor), true, nil
	}
	y, exact, err := u.special.apply(new(big.Rat).Quo(x, u.size.rat()))
	if err != nil {
		return nil, false, err
	}
	return y.Quo(y, u.scale.rat()), exact, nil
}

// Multiply returns the unit of a product, Divide that of a quotient. Their codes are in base units.
func Multiply(a, b Unit) Unit { return combine(a, b, 1) }

// Divide returns the unit of a quotient.
func Divide(a, b Unit) Unit { return combine(a, b, -1) }

func combine(a, b Unit, exponent int) Unit {
	u := Unit{atoms: a.atoms + b.atoms}
	u.times(a, 1)
	u.times(b, exponent)
	u.mixed = a.special != nil || b.special != nil || a.mixed || b.mixed
	u.settle()
	return u
}
