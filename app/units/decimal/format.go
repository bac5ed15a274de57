package decimal

import (
	"math/big"
	"strings"
)

// PlacesFor returns the number of decimal places of the largest power of ten that is not larger than step; step is
// positive. It is negative when that power is ten or more.
func PlacesFor(step *big.Rat) int {
	// The digits of numerator and denominator give the power to within one; the comparison settles it.
	p := len(step.Denom().String()) - len(step.Num().String())
	for Step(p).Cmp(step) > 0 {
		p++
	}
	for Step(p-1).Cmp(step) <= 0 {
		p--
	}
	return p
}

// Round writes x rounded to the places, half away from zero. Trailing zeros are kept: places says how precise it is. With
// negative places the digits before the point are rounded: Round(123, -1) is 120.
func Round(x *big.Rat, places int) string {
	num, den := new(big.Int).Abs(x.Num()), x.Denom()
	scaled := num
	divisor := new(big.Int).Set(den)
	if places >= 0 {
		scaled = new(big.Int).Mul(num, Pow10(places))
	} else {
		divisor.Mul(divisor, Pow10(-places))
	}
	q, r := new(big.Int).QuoRem(scaled, divisor, new(big.Int))
	if r.Lsh(r, 1).Cmp(divisor) >= 0 {
		q.Add(q, big.NewInt(1))
	}
	if places < 0 {
		q.Mul(q, Pow10(-places))
		places = 0
	}
	return write(x.Sign() < 0 && q.Sign() != 0, q.String(), places)
}

func write(neg bool, digits string, places int) string {
	if len(digits) <= places {
		digits = strings.Repeat("0", places-len(digits)+1) + digits
	}
	var b strings.Builder
	if neg {
		b.WriteByte('-')
	}
	b.WriteString(digits[:len(digits)-places])
	if places > 0 {
		b.WriteByte('.')
		b.WriteString(digits[len(digits)-places:])
	}
	return b.String()
}

// Exact writes x as a decimal when it ends, without trailing zeros, and as p/q when it does not.
func Exact(x *big.Rat) string {
	if places, ok := Ends(x); ok {
		return Round(x, places)
	}
	return x.String()
}

// Ends returns the number of decimal places that write x exactly, and whether there is such a number.
func Ends(x *big.Rat) (places int, ok bool) {
	den := new(big.Int).Set(x.Denom())
	twos := int(den.TrailingZeroBits())
	den.Rsh(den, uint(twos))
	fives := 0
	five, rest := big.NewInt(5), new(big.Int)
	for den.Cmp(five) >= 0 {
		q, r := new(big.Int).QuoRem(den, five, rest)
		if r.Sign() != 0 {
			return 0, false
		}
		den, fives = q, fives+1
	}
	if den.Cmp(big.NewInt(1)) != 0 {
		return 0, false
	}
	return max(twos, fives), true
}

// Group separates the digits before the point in threes from 1,000 on. A text that is not a decimal comes back unchanged.
func Group(text, separator string) string {
	if _, err := Parse(text); err != nil || strings.ContainsAny(text, "eE") {
		return text
	}
	whole, fraction, point := strings.Cut(text, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + separator + whole[i:]
	}
	if point {
		return sign + whole + "." + fraction
	}
	return sign + whole
}

// Plain writes a decimal text without an exponent and without changing its digits: 1e3 is 1000, 1.0e1 is 10.
func Plain(text string) string {
	if !strings.ContainsAny(text, "eE") {
		return text
	}
	n, err := Parse(text)
	if err != nil {
		return text
	}
	return Round(n.Rat(), max(n.Places, 0))
}
