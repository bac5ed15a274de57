package ucum

import (
	"math/big"
	"slices"
	"strings"
	"sync"

	"anamnesis/assets"
)

// The seven base dimensions of UCUM.
const (
	length = iota
	duration
	mass
	angle
	temperature
	charge
	luminosity
	dimensions
)

var baseNames = [dimensions]string{"m", "s", "g", "rad", "K", "C", "cd"}

// magnitude is rest x 10^ten; rest nil means 1. Powers of ten, which most units are, cost no big arithmetic.
type magnitude struct {
	rest *big.Rat
	ten  int
}

func (m magnitude) rat() *big.Rat {
	r := new(big.Rat)
	if m.ten >= 0 {
		r.SetInt(pow10(m.ten))
	} else {
		r.SetFrac(big.NewInt(1), pow10(-m.ten))
	}
	if m.rest != nil {
		r.Mul(r, m.rest)
	}
	return r
}

func (m magnitude) times(o magnitude, exponent int) magnitude {
	m.ten += o.ten * exponent
	if o.rest == nil {
		return m
	}
	f := o.rest
	if exponent != 1 {
		f = ratPow(o.rest, exponent)
	}
	if m.rest == nil {
		m.rest = f
	} else {
		m.rest = new(big.Rat).Mul(m.rest, f)
	}
	return m
}

// mark is a kind of thing counted that has no physical dimension: mol, eq, an arbitrary unit, a microscope field.
type mark struct {
	atom     *atom
	num, den int16
}

type atom struct {
	code, folded string
	quantity     string
	metric       bool
	arbitrary    bool
	special      *function // nil for a proportional unit
	number       string
	unit         string

	value Unit // what one of it is, resolved
}

type prefix struct {
	code  string
	value magnitude
}

// tables holds the atoms and prefixes by code, for one case variant.
type tables struct {
	atoms    map[string]*atom
	prefixes map[string]magnitude
}

var load = sync.OnceValue(func() (both [2]tables) {
	list, err := readAtoms()
	if err != nil {
		panic(err) // the table is part of the program and every row is tested
	}
	pre, err := readPrefixes()
	if err != nil {
		panic(err)
	}
	for i := range both {
		both[i] = tables{make(map[string]*atom, len(list)), make(map[string]magnitude, len(pre))}
	}
	for _, a := range list {
		both[0].atoms[a.code] = a
		if _, taken := both[1].atoms[a.folded]; !taken {
			both[1].atoms[a.folded] = a
		}
	}
	for _, p := range pre {
		both[0].prefixes[p[0].code], both[1].prefixes[p[1].code] = p[0].value, p[1].value
	}
	for _, a := range list {
		if err := a.resolve(&both[0], nil); err != nil {
			panic(err)
		}
	}
	return both
})

func readAtoms() ([]*atom, error) {
	t, err := assets.ReadTable(assets.Units, "units/atoms.tsv", "quantity", "code", "folded", "metric", "rule", "number", "unit")
	if err != nil {
		return nil, err
	}
	var list []*atom
	for i := range t.Len() {
		a := &atom{
			code: t.Cell(i, "code"), folded: strings.ToUpper(t.Cell(i, "folded")), quantity: t.Cell(i, "quantity"),
			metric: t.Cell(i, "metric") == "metric", number: t.Cell(i, "number"), unit: t.Cell(i, "unit"),
		}
		switch rule := t.Cell(i, "rule"); rule {
		case "base":
			d := slices.Index(baseNames[:], a.code)
			if d < 0 {
				return nil, tableError(t.At(i))
			}
			a.value = Unit{code: a.code, atoms: 1}
			a.value.num[d] = 1
		case "arbitrary":
			a.arbitrary = true
		case "times":
		default:
			f, ok := functions[rule]
			if !ok {
				return nil, tableError(t.At(i))
			}
			a.special = &f
		}
		list = append(list, a)
	}
	return list, nil
}

func readPrefixes() ([][2]prefix, error) {
	t, err := assets.ReadTable(assets.Units, "units/prefixes.tsv", "code", "folded", "factor")
	if err != nil {
		return nil, err
	}
	var list [][2]prefix
	for i := range t.Len() {
		m, ok := number(t.Cell(i, "factor"))
		if !ok {
			return nil, tableError(t.At(i))
		}
		list = append(list, [2]prefix{{t.Cell(i, "code"), m}, {t.Cell(i, "folded"), m}})
	}
	return list, nil
}

type tableError string

func (e tableError) Error() string { return "the table of units cannot be read at " + string(e) }

// number reads a decimal of the table as a magnitude.
func number(s string) (magnitude, bool) {
	r, ok := new(big.Rat).SetString(s)
	if !ok || r.Sign() <= 0 {
		return magnitude{}, false
	}
	m := magnitude{rest: r}
	ten := big.NewRat(10, 1)
	for m.rest.IsInt() && new(big.Int).Rem(m.rest.Num(), big.NewInt(10)).Sign() == 0 {
		m.rest.Quo(m.rest, ten)
		m.ten++
	}
	for !m.rest.IsInt() {
		den := m.rest.Denom()
		if new(big.Int).Rem(den, big.NewInt(2)).Sign() != 0 && new(big.Int).Rem(den, big.NewInt(5)).Sign() != 0 {
			break
		}
		m.rest.Mul(m.rest, ten)
		m.ten--
	}
	if m.rest.Cmp(big.NewRat(1, 1)) == 0 {
		m.rest = nil
	}
	return m, true
}

// resolve computes what one of the atom is, following its definition down to the base units.
func (a *atom) resolve(t *tables, path []*atom) error {
	if a.value.code != "" {
		return nil
	}
	if slices.Contains(path, a) {
		return tableError(a.code + ", which is defined by itself")
	}
	path = append(path, a)
	p := parser{tables: t, text: a.unit, define: func(o *atom) error { return o.resolve(t, path) }}
	v, err := p.parse()
	if err != nil {
		return tableError(a.code)
	}
	m, ok := number(a.number)
	if !ok {
		return tableError(a.code)
	}
	v.size = v.size.times(m, 1)
	v.code, v.atoms = a.code, 1
	v.special = a.special
	if a.special != nil {
		v.scale = magnitude{}
	}
	switch {
	case a.arbitrary && len(v.marks) == 0, a.code == "eq", a.code == "osm":
		v.marks = []mark{{atom: a, num: 1}}
	case len(v.marks) == 0 && v.num == [dimensions]int16{} && v.den == [dimensions]int16{} && countsThings(a.quantity):
		v.marks = []mark{{atom: a, num: 1}}
	}
	v.settle()
	a.value = v
	return nil
}

// countsThings reports whether a dimensionless atom counts things of a kind, so that a gate can keep the kinds apart,
// rather than being a plain number.
func countsThings(quantity string) bool {
	switch quantity {
	case "number", "fraction", "mass fraction", "level":
		return false
	}
	return true
}

func ratPow(x *big.Rat, n int) *big.Rat {
	num, den := x.Num(), x.Denom()
	if n < 0 {
		num, den, n = den, num, -n
	}
	e := big.NewInt(int64(n))
	return new(big.Rat).SetFrac(new(big.Int).Exp(num, e, nil), new(big.Int).Exp(den, e, nil))
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }
