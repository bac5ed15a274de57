package ucum

import "math/big"

// precision in bits: 60 decimal digits, and room for the rounding of the series below.
const precision = 256

func float(x *big.Rat) *big.Float { return new(big.Float).SetPrec(precision).SetRat(x) }

// rational returns f cut to 60 significant digits.
func rational(f *big.Float) *big.Rat {
	r, _ := new(big.Rat).SetString(f.Text('e', 59))
	return r
}

func fl(n int64) *big.Float { return new(big.Float).SetPrec(precision).SetInt64(n) }

func add(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(precision).Add(a, b) }
func sub(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(precision).Sub(a, b) }
func mul(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(precision).Mul(a, b) }
func quo(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(precision).Quo(a, b) }

// small reports whether a term no longer changes a sum.
func small(term, sum *big.Float) bool {
	return term.Sign() == 0 || sum.Sign() != 0 && term.MantExp(nil) < sum.MantExp(nil)-precision
}

// exp is the exponential series after halving the argument until it is below 2^-16.
func exp(x *big.Float) *big.Float {
	halvings := max(x.MantExp(nil)+16, 0)
	y := new(big.Float).SetPrec(precision+64).SetMantExp(x, -halvings)
	sum := new(big.Float).SetPrec(precision + 64).SetInt64(1)
	term := new(big.Float).SetPrec(precision + 64).SetInt64(1)
	for n := int64(1); ; n++ {
		term.Mul(term, y)
		term.Quo(term, fl(n))
		if small(term, sum) {
			break
		}
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	return new(big.Float).SetPrec(precision).Set(sum)
}

// ln writes x as m * 2^e with m in [0.75, 1.5) and sums the series of 2 atanh((m-1)/(m+1)).
func ln(x *big.Float) *big.Float {
	m := new(big.Float).SetPrec(precision)
	e := x.MantExp(m)
	m.SetPrec(precision)
	if m.Cmp(big.NewFloat(0.75)) < 0 {
		m.SetMantExp(m, 1)
		e--
	}
	r := atanh2(m)
	if e == 0 {
		return r
	}
	two := fl(2)
	ln2 := mul(two, atanhSeries(quo(fl(1), fl(3))))
	return add(r, mul(fl(int64(e)), ln2))
}

func atanh2(m *big.Float) *big.Float {
	return mul(fl(2), atanhSeries(quo(sub(m, fl(1)), add(m, fl(1)))))
}

func atanhSeries(z *big.Float) *big.Float { return oddSeries(z, mul(z, z)) }

// oddSeries sums z + z*s/3 + z*s^2/5 + ...: atanh(z) for s = z^2, atan(z) for s = -z^2.
func oddSeries(z, s *big.Float) *big.Float {
	sum, power := add(z, fl(0)), add(z, fl(0))
	for n := int64(3); ; n += 2 {
		power = mul(power, s)
		term := quo(power, fl(n))
		if small(term, sum) {
			return sum
		}
		sum = add(sum, term)
	}
}

// atan halves the angle until its tangent is below 1/8, then sums the series.
func atan(x *big.Float) *big.Float {
	halvings := 0
	for x.MantExp(nil) > -3 && x.Sign() != 0 {
		// tan(a/2) = tan a / (1 + sqrt(1 + tan^2 a))
		r := add(mul(x, x), fl(1))
		x = quo(x, add(r.Sqrt(r), fl(1)))
		halvings++
	}
	if x.Sign() == 0 {
		return x
	}
	s := oddSeries(x, new(big.Float).Neg(mul(x, x)))
	return new(big.Float).SetPrec(precision).SetMantExp(s, halvings)
}

// tan is the quotient of the two series; the argument lies between -1.57 and 1.57.
func tan(x *big.Float) *big.Float {
	square := mul(x, x)
	sin, cos := add(x, fl(0)), fl(1)
	sinTerm, cosTerm := add(x, fl(0)), fl(1)
	for n := int64(1); ; n += 2 {
		cosTerm = new(big.Float).Neg(quo(mul(cosTerm, square), fl(n*(n+1))))
		sinTerm = new(big.Float).Neg(quo(mul(sinTerm, square), fl((n+1)*(n+2))))
		if small(cosTerm, cos) && small(sinTerm, sin) {
			return quo(sin, cos)
		}
		cos, sin = add(cos, cosTerm), add(sin, sinTerm)
	}
}
