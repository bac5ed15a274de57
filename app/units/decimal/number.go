package decimal

import (
	"errors"
	"math/big"
	"strconv"
)

// Bounds on what is read, so that a hostile text costs nothing. FHIR asks for 18 digits.
const (
	maxDigits   = 400
	maxExponent = 400
)

// ErrSyntax is returned for a text that is not a decimal.
var ErrSyntax = errors.New("this is not a decimal number with a point")

// ErrRange is returned for a decimal with more digits or a larger exponent than is read.
var ErrRange = errors.New("this number has too many digits")

// Number is a decimal text, read: (-1)^Neg x coefficient x 10^-Places. Places is the number of decimal places that the
// text states; it is negative for a text such as 1e3.
type Number struct {
	Neg    bool
	Places int
	small  uint64
	big    *big.Int // the coefficient when it does not fit small
}

// Parse reads -?digits[.digits][(e|E)[+-]digits]. Leading zeros are allowed, a comma or blank is not.
func Parse(text string) (Number, error) {
	var n Number
	s := text
	if s != "" && s[0] == '-' {
		n.Neg, s = true, s[1:]
	}
	i, whole, fits := 0, 0, true
	dot := -1
	for ; i < len(s); i++ {
		c := s[i]
		if c == '.' && dot < 0 && whole > 0 {
			dot = i
			continue
		}
		if c < '0' || c > '9' {
			break
		}
		whole++
		if n.small > (1<<64-10)/10 {
			fits = false
		}
		if fits {
			n.small = n.small*10 + uint64(c-'0')
		}
		if dot >= 0 {
			n.Places++
		}
	}
	if whole == 0 || dot == i-1 && dot >= 0 {
		return Number{}, ErrSyntax
	}
	if whole > maxDigits {
		return Number{}, ErrRange
	}
	if !fits {
		digits := s[:i]
		if dot >= 0 {
			digits = s[:dot] + s[dot+1:i]
		}
		n.big, _ = new(big.Int).SetString(digits, 10)
		n.small = 0
	}
	if i == len(s) {
		return n, nil
	}
	e, err := exponent(s[i:])
	if err != nil {
		return Number{}, err
	}
	n.Places -= e
	return n, nil
}

func exponent(s string) (int, error) {
	if s[0] != 'e' && s[0] != 'E' {
		return 0, ErrSyntax
	}
	s = s[1:]
	digits := s
	if s != "" && (s[0] == '+' || s[0] == '-') {
		digits = s[1:]
	}
	if digits == "" {
		return 0, ErrSyntax
	}
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return 0, ErrSyntax
		}
	}
	e, err := strconv.Atoi(s)
	if err != nil || e > maxExponent || e < -maxExponent {
		return 0, ErrRange
	}
	return e, nil
}

// Small returns the coefficient when it fits a uint64.
func (n Number) Small() (uint64, bool) { return n.small, n.big == nil }

// IsZero reports whether the value is zero, whatever its places.
func (n Number) IsZero() bool { return n.big == nil && n.small == 0 }

// Coefficient returns the digits as an integer, without sign.
func (n Number) Coefficient() *big.Int {
	if n.big != nil {
		return new(big.Int).Set(n.big)
	}
	return new(big.Int).SetUint64(n.small)
}

// Rat returns the exact value.
func (n Number) Rat() *big.Rat {
	c := n.Coefficient()
	if n.Neg {
		c.Neg(c)
	}
	r := new(big.Rat)
	if n.Places <= 0 {
		return r.SetInt(c.Mul(c, Pow10(-n.Places)))
	}
	return r.SetFrac(c, Pow10(n.Places))
}

// Step returns the value of one unit in the last place that the text states: 0.1 for 1.0, 1000 for 1e3.
func (n Number) Step() *big.Rat { return Step(n.Places) }

// Step returns 10^-places.
func Step(places int) *big.Rat {
	if places <= 0 {
		return new(big.Rat).SetInt(Pow10(-places))
	}
	return new(big.Rat).SetFrac(big.NewInt(1), Pow10(places))
}

// Pow10 returns 10^n for n >= 0.
func Pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// Compare compares two decimal texts by value: -1, 0 or 1. ok is false when either is not a decimal.
func Compare(a, b string) (order int, ok bool) {
	x, errX := Parse(a)
	y, errY := Parse(b)
	if errX != nil || errY != nil {
		return 0, false
	}
	return x.Rat().Cmp(y.Rat()), true
}
