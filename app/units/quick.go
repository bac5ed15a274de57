package units

import (
	"math/big"
	"math/bits"
	"strconv"

	"anamnesis/app/units/decimal"
)

// quick converts by a positive factor p/q in machine words. Whatever does not fit is left to the rationals, which give the
// same texts.
type quick struct {
	p, q       uint64 // the factor, reduced
	shownP     uint64 // p and q scaled so that c*shownP/shownQ are the digits shown
	shownQ     uint64
	places     int // of the largest power of ten not larger than the factor
	maxDecimal int // most decimal places of the input that are taken
}

// newQuick returns nil when the factor does not fit.
func newQuick(factor *big.Rat, places int) *quick {
	if factor.Sign() <= 0 || !factor.Num().IsUint64() || !factor.Denom().IsUint64() {
		return nil
	}
	k := &quick{p: factor.Num().Uint64(), q: factor.Denom().Uint64(), places: places, maxDecimal: 15}
	k.shownP, k.shownQ = k.p, k.q
	for range max(places, 0) {
		hi, lo := bits.Mul64(k.shownP, 10)
		if hi != 0 {
			return nil
		}
		k.shownP = lo
	}
	for range max(-places, 0) {
		hi, lo := bits.Mul64(k.shownQ, 10)
		if hi != 0 {
			return nil
		}
		k.shownQ = lo
	}
	return k
}

// apply converts n; ok is false when something does not fit.
func (k *quick) apply(n decimal.Number) (r Result, ok bool) {
	c, small := n.Small()
	if !small || n.Places < 0 || n.Places > k.maxDecimal {
		return Result{}, false
	}
	if r.Shown, ok = k.shown(c, n); !ok {
		return Result{}, false
	}
	r.Exact, ok = k.exact(c, n)
	return r, ok
}

func (k *quick) shown(c uint64, n decimal.Number) (string, bool) {
	hi, lo := bits.Mul64(c, k.shownP)
	if hi >= k.shownQ {
		return "", false
	}
	digits, rest := bits.Div64(hi, lo, k.shownQ)
	if rest >= k.shownQ-rest { // half away from zero
		digits++
	}
	places := k.places + n.Places
	for ; places < 0; places++ {
		hi, lo := bits.Mul64(digits, 10)
		if hi != 0 {
			return "", false
		}
		digits = lo
	}
	return writeDecimal(n.Neg && digits != 0, digits, places), true
}

func (k *quick) exact(c uint64, n decimal.Number) (string, bool) {
	if c == 0 {
		return "0", true
	}
	g := gcd(c, k.q)
	den := k.q / g
	hi, num := bits.Mul64(c/g, k.p)
	if hi != 0 {
		return "", false
	}
	twos, fives := bits.TrailingZeros64(den), 0
	smooth := den >> twos
	for smooth%5 == 0 {
		smooth, fives = smooth/5, fives+1
	}
	if smooth == 1 {
		return endingDecimal(n, num, twos, fives)
	}
	// num / (den x 10^places), with what num shares with the power of ten taken away
	t, f := n.Places, n.Places
	for t > 0 && num%2 == 0 {
		num, t = num/2, t-1
	}
	for f > 0 && num%5 == 0 {
		num, f = num/5, f-1
	}
	for ; f > 0; f-- {
		if hi, den = bits.Mul64(den, 5); hi != 0 {
			return "", false
		}
	}
	if bits.LeadingZeros64(den) < t {
		return "", false
	}
	den <<= t
	b := make([]byte, 0, 44)
	if n.Neg {
		b = append(b, '-')
	}
	b = strconv.AppendUint(b, num, 10)
	b = append(b, '/')
	return string(strconv.AppendUint(b, den, 10)), true
}

// endingDecimal writes num / (2^twos 5^fives 10^places) without trailing zeros.
func endingDecimal(n decimal.Number, num uint64, twos, fives int) (string, bool) {
	hi := uint64(0)
	for ; twos < fives; twos++ {
		if hi, num = bits.Mul64(num, 2); hi != 0 {
			return "", false
		}
	}
	for ; fives < twos; fives++ {
		if hi, num = bits.Mul64(num, 5); hi != 0 {
			return "", false
		}
	}
	places := n.Places + twos
	for places > 0 && num%10 == 0 {
		num, places = num/10, places-1
	}
	return writeDecimal(n.Neg, num, places), true
}

func writeDecimal(neg bool, digits uint64, places int) string {
	var buffer [64]byte
	text := strconv.AppendUint(buffer[:0], digits, 10)
	if places == 0 && !neg {
		return string(text)
	}
	b := make([]byte, 0, 64)
	if neg {
		b = append(b, '-')
	}
	whole := len(text) - places
	if whole <= 0 {
		b = append(b, '0', '.')
		for range -whole {
			b = append(b, '0')
		}
		return string(append(b, text...))
	}
	b = append(b, text[:whole]...)
	if places > 0 {
		b = append(b, '.')
		b = append(b, text[whole:]...)
	}
	return string(b)
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
