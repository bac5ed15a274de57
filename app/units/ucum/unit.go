package ucum

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// Unit is a UCUM code, read. Only Parse and ParseFolded make one.
type Unit struct {
	code        string
	size        magnitude // how many base units one of it is; for a special unit, its reference
	num, den    [dimensions]int16
	marks       []mark
	special     *function
	scale       magnitude // what a special unit's number is multiplied by before its function: a prefix or a factor
	atoms       int       // how many atoms were written
	annotations []string
	mixed       bool // a special unit inside a term: read, but without a meaning to convert by
}

// Code returns the code as it was written.
func (u Unit) Code() string { return u.code }

// Annotations returns the texts in curly braces, in order.
func (u Unit) Annotations() []string { return u.annotations }

// Special reports whether the unit is read through a function (Cel, [pH], dB) rather than by a factor.
func (u Unit) Special() bool { return u.special != nil }

// Factor returns how many base units (m, s, g, rad, K, C, cd) one of the unit is, nil for a special unit.
func (u Unit) Factor() *big.Rat {
	if u.special != nil || u.mixed {
		return nil
	}
	return u.size.rat()
}

// Exponent returns the net exponent of a base unit: m, s, g, rad, K, C or cd.
func (u Unit) Exponent(base string) int {
	d := slices.Index(baseNames[:], base)
	if d < 0 {
		return 0
	}
	return int(u.num[d] - u.den[d])
}

// Counts returns how often a dimensionless atom (mol, eq, osm, [iU] ...) stands above and below the line.
func (u Unit) Counts(code string) (above, below int) {
	for _, m := range u.marks {
		if m.atom.code == code {
			return int(m.num), int(m.den)
		}
	}
	return 0, 0
}

// Arbitrary reports whether the unit holds an arbitrary unit, which converts to nothing but itself.
func (u Unit) Arbitrary() bool {
	return slices.ContainsFunc(u.marks, func(m mark) bool { return m.atom.arbitrary })
}

// Commensurable reports whether UCUM itself allows a conversion between the two.
func (u Unit) Commensurable(o Unit) bool {
	for d := range dimensions {
		if u.num[d]-u.den[d] != o.num[d]-o.den[d] {
			return false
		}
	}
	return arbitraryCounts(u) == arbitraryCounts(o)
}

func arbitraryCounts(u Unit) string {
	var b strings.Builder
	for _, m := range u.marks {
		if net := m.num - m.den; m.atom.arbitrary && net != 0 {
			b.WriteString(m.atom.code)
			b.WriteString(strconv.Itoa(int(net)))
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// Kind returns a text that is equal for two units exactly when they state the same kind of property: dimensions and
// counted things. It tells apart what UCUM holds to be one number: mmol/mol, mg/g, L/L and %; 10*9/L, nmol/L and neq/L.
func (u Unit) Kind() string {
	var b strings.Builder
	write := func(name string, n int16) {
		if n == 0 {
			return
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(name)
		if n != 1 {
			b.WriteString(strconv.Itoa(int(n)))
		}
	}
	for _, m := range u.marks {
		if m.num == m.den {
			write(m.atom.code, m.num)
			write("/"+m.atom.code, m.den)
		} else {
			write(m.atom.code, m.num-m.den)
		}
	}
	for _, d := range kindOrder {
		name, net := baseNames[d], u.num[d]-u.den[d]
		if net == 0 && u.num[d] > 0 && (d == mass || d == length) {
			write(name, u.num[d])
			write("/"+name, u.den[d])
			continue
		}
		write(name, net)
	}
	if u.special != nil {
		// A temperature in Cel and in K is one kind; a level or a potency is a kind of its own beside its reference.
		if !u.special.sameKind {
			write("@"+u.special.name, 1)
		}
	}
	return b.String()
}

// kindOrder is the order in which Kind names the dimensions: what is measured before what it is measured in.
var kindOrder = [dimensions]int{mass, length, duration, angle, temperature, charge, luminosity}

// times multiplies by o to the power of exponent.
func (u *Unit) times(o Unit, exponent int) {
	u.size = u.size.times(o.size, exponent)
	for d := range dimensions {
		up, down := o.num[d], o.den[d]
		if exponent < 0 {
			up, down = down, up
		}
		n := int16(abs(exponent))
		u.num[d] += up * n
		u.den[d] += down * n
	}
	for _, m := range o.marks {
		up, down := m.num, m.den
		if exponent < 0 {
			up, down = down, up
		}
		n := int16(abs(exponent))
		u.addMark(m.atom, up*n, down*n)
	}
}

func (u *Unit) addMark(a *atom, num, den int16) {
	i, found := slices.BinarySearchFunc(u.marks, a.code, func(m mark, code string) int {
		return strings.Compare(m.atom.code, code)
	})
	if !found {
		u.marks = slices.Insert(u.marks, i, mark{atom: a})
	} else {
		u.marks = slices.Clone(u.marks)
	}
	u.marks[i].num += num
	u.marks[i].den += den
}

// settle makes an atom's exponents net: what cancels inside a definition was never written by the source.
func (u *Unit) settle() {
	for d := range dimensions {
		net := u.num[d] - u.den[d]
		u.num[d], u.den[d] = max(net, 0), max(-net, 0)
	}
	for i := range u.marks {
		net := u.marks[i].num - u.marks[i].den
		u.marks[i].num, u.marks[i].den = max(net, 0), max(-net, 0)
	}
	u.marks = slices.DeleteFunc(u.marks, func(m mark) bool { return m.num == 0 && m.den == 0 })
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
