package units

import (
	"math/big"

	"anamnesis/app/record"
	"anamnesis/app/units/decimal"
)

// Grade says how sure a suspicion of a wrong unit is.
type Grade string

// The grades. The zero value is no suspicion.
const (
	GradeNone    Grade = ""
	GradeLikely  Grade = "likely"
	GradeCertain Grade = "certain"
)

// Suspicion is a reason to doubt the stated unit. The value is never changed because of it, and not converted while it
// stands.
type Suspicion struct {
	Grade Grade
	Why   string // both readings, in words
	Other string // the UCUM unit in which the number would be ordinary
}

// Suspect asks whether a number was written under the wrong unit of its analyte. It is certain when the value is
// impossible as stated and possible in another unit of the analyte; it is likely when it lies outside the central 98 % of
// patients as stated and inside in the other unit, or when the source's own reference range fits only the other unit.
func Suspect(number, ucum string, a *Analyte, ranges []record.ReferenceRange) Suspicion {
	if a == nil || ucum == "" {
		return Suspicion{}
	}
	n, err := decimal.Parse(number)
	if err != nil {
		return Suspicion{}
	}
	stated, err := a.inSI(n, ucum)
	if err != nil {
		return Suspicion{}
	}
	for _, other := range a.otherUnits(ucum) {
		swapped, err := a.inSI(n, other)
		if err != nil || swapped.Cmp(stated) == 0 {
			continue
		}
		both := FormatNumber(number) + " " + UnitText(ucum) + " " + lowerName(a.Name)
		ordinary := FormatNumber(number) + " " + UnitText(other)
		switch {
		case !a.plausible(stated) && a.plausible(swapped):
			return Suspicion{GradeCertain, both + ": impossible; " + ordinary + " would be " + a.howUsual(swapped) + ".", other}
		case !a.central(stated) && a.central(swapped):
			return Suspicion{GradeLikely, both + ": implausible; " + ordinary + " would be ordinary.", other}
		case a.rangeFits(ranges, ucum, other):
			return Suspicion{GradeLikely, both + ": its own reference range fits " + UnitText(other) + " and not " + UnitText(ucum) + ".", other}
		}
	}
	return Suspicion{}
}

func (a *Analyte) howUsual(x *big.Rat) string {
	if a.central(x) {
		return "ordinary"
	}
	return "possible"
}

// otherUnits are the analyte's units of another size than the stated one.
func (a *Analyte) otherUnits(code string) []string {
	var out []string
	for _, u := range append([]string{a.Conventional, a.SI}, a.Also...) {
		if u != code && !sameUnit(u, code) {
			out = append(out, u)
		}
	}
	return out
}

// inSI returns a number of a unit in the analyte's SI unit.
func (a *Analyte) inSI(n decimal.Number, code string) (*big.Rat, error) {
	r := routes.find(routeKey{from: code, to: a.SI, analyte: a})
	if r.err != nil {
		return nil, r.err
	}
	return r.exact(n)
}

func (a *Analyte) plausible(x *big.Rat) bool { return inside(x, a.PlausibleLow, a.PlausibleHigh) }
func (a *Analyte) central(x *big.Rat) bool   { return inside(x, a.CentralLow, a.CentralHigh) }

// inside reports whether x lies between two decimal texts; an empty bound excludes nothing.
func inside(x *big.Rat, low, high string) bool {
	if low != "" {
		if n, err := decimal.Parse(low); err == nil && x.Cmp(n.Rat()) < 0 {
			return false
		}
	}
	if high != "" {
		if n, err := decimal.Parse(high); err == nil && x.Cmp(n.Rat()) > 0 {
			return false
		}
	}
	return true
}

// rangeFits reports whether a normal range of the source makes sense in the other unit and not in the stated one: its
// middle lies in the central range of patients.
func (a *Analyte) rangeFits(ranges []record.ReferenceRange, stated, other string) bool {
	for _, r := range ranges {
		low, errL := decimal.Parse(r.Low.Number)
		high, errH := decimal.Parse(r.High.Number)
		if errL != nil || errH != nil || r.Type != "" && r.Type != "normal" {
			continue
		}
		as := func(code string) bool {
			l, errL := a.inSI(low, code)
			h, errH := a.inSI(high, code)
			if errL != nil || errH != nil {
				return true
			}
			middle := new(big.Rat).Add(l, h)
			return a.central(middle.Quo(middle, big.NewRat(2, 1)))
		}
		unit := r.High.UCUM
		if unit == "" {
			unit = stated
		}
		if sameUnit(unit, stated) && !as(stated) && as(other) {
			return true
		}
	}
	return false
}

// lowerName writes an analyte's name inside a sentence; a name that begins with an abbreviation keeps its capitals.
func lowerName(name string) string {
	if len(name) > 1 && name[1] >= 'a' && name[1] <= 'z' {
		return lowerFirst(name)
	}
	return name
}
