package ucum

import "math/big"

// Side says which part of a unit is meant.
type Side int

// The sides of a unit's line. Both is the zero value.
const (
	Both Side = iota
	Above
	Below
)

// Recount returns the unit in which every what (the base unit g, or a counted atom such as eq, osm, [iU]) on the given
// side is counted as factor x as, an atom such as mol. It is how a mass becomes an amount of substance when the molar mass
// is known. ok is false when the unit does not hold what there.
func (u Unit) Recount(what, as string, factor *big.Rat, side Side) (r Unit, ok bool) {
	target, known := load()[0].atoms[as]
	if !known || factor.Sign() <= 0 || u.special != nil || u.mixed {
		return u, false
	}
	r = u
	r.marks = append([]mark(nil), u.marks...)
	size := new(big.Rat).Mul(factor, target.value.size.rat())
	take := func(num, den *int16) (above, below int16) {
		if side != Below {
			above, *num = *num, 0
		}
		if side != Above {
			below, *den = *den, 0
		}
		return above, below
	}
	var above, below int16
	if what == "g" {
		above, below = take(&r.num[mass], &r.den[mass])
	} else {
		for i := range r.marks {
			if r.marks[i].atom.code == what {
				size.Quo(size, r.marks[i].atom.value.size.rat())
				above, below = take(&r.marks[i].num, &r.marks[i].den)
			}
		}
	}
	if above == 0 && below == 0 {
		return u, false
	}
	r.size = r.size.times(magnitude{rest: size}, int(above-below))
	for _, m := range target.value.marks {
		r.addMark(m.atom, above, below)
	}
	r.marks = withoutEmpty(r.marks)
	return r, true
}

// Cancelled returns the unit with what stands both above and below the line taken away: L/L, mg/g and mmol/mol become
// plain numbers, as UCUM itself holds them to be.
func (u Unit) Cancelled() Unit {
	u.marks = append([]mark(nil), u.marks...)
	u.settle()
	return u
}

func withoutEmpty(marks []mark) []mark {
	out := marks[:0]
	for _, m := range marks {
		if m.num != 0 || m.den != 0 {
			out = append(out, m)
		}
	}
	return out
}
