package chart

import (
	"math/big"
	"strings"

	"anamnesis/app/record"
)

// applicable returns the normal reference range that applies to the patient's sex and age at the time. The range is the
// source's own; a range for other people is none.
func (b *builder) applicable(it *item, ranges []record.ReferenceRange) (record.ReferenceRange, bool) {
	general := -1
	for i, r := range ranges {
		if r.Type != "" && r.Type != "normal" || r.Low.Number == "" && r.High.Number == "" {
			continue
		}
		if len(r.AppliesTo) == 0 && r.AgeLow.IsZero() && r.AgeHigh.IsZero() {
			if general < 0 {
				general = i
			}
			continue
		}
		if b.appliesTo(it, r) {
			return r, true
		}
	}
	if general >= 0 {
		return ranges[general], true
	}
	return record.ReferenceRange{}, false
}

var sexCodes = map[string]string{"male": "male", "m": "male", "248153007": "male", "female": "female", "f": "female",
	"248152002": "female"}

func (b *builder) appliesTo(it *item, r record.ReferenceRange) bool {
	if !it.Focus.IsZero() { // another's sex and age are not known
		return false
	}
	for _, c := range r.AppliesTo {
		sex := sexCodes[strings.ToLower(c.Text)]
		for _, x := range c.Codes {
			if s := sexCodes[strings.ToLower(x.Code)]; s != "" {
				sex = s
			}
		}
		if sex == "" || sex != b.sex {
			return false
		}
	}
	if r.AgeLow.IsZero() && r.AgeHigh.IsZero() {
		return true
	}
	if b.born.IsZero() || it.start.IsZero() {
		return false
	}
	days := it.start.At.Sub(b.born.At).Hours() / 24
	if low, ok := ageInDays(r.AgeLow); ok && days < low {
		return false
	}
	if high, ok := ageInDays(r.AgeHigh); ok && days > high {
		return false
	}
	return true
}

func ageInDays(q record.Quantity) (float64, bool) {
	n, ok := decimal(q.Number)
	if !ok {
		return 0, false
	}
	perUnit := map[string]int64{"a": 365, "mo": 30, "wk": 7, "d": 1}[q.Code]
	if perUnit == 0 {
		perUnit = map[string]int64{"a": 365, "year": 365, "years": 365, "yr": 365, "mo": 30, "month": 30, "months": 30, "wk": 7, "week": 7,
			"weeks": 7, "d": 1, "day": 1, "days": 1}[strings.ToLower(q.Unit)]
	}
	if perUnit == 0 {
		return 0, false
	}
	days, _ := n.Mul(n, big.NewRat(perUnit, 1)).Float64()
	return days, true
}

func interpretationText(list []record.Concept) string {
	var out []string
	for _, c := range list {
		if s := c.Words(); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

// interpretationFlags maps the codes of HL7 v3 ObservationInterpretation (and v2 table 0078) to flags.
var interpretationFlags = map[string][]Flag{
	"H": {FlagAbnormalHigh}, "HU": {FlagAbnormalHigh}, ">": {FlagAbnormalHigh}, "HX": {FlagAbnormalHigh},
	"HH": {FlagAbnormalHigh, FlagCritical}, "L": {FlagAbnormalLow}, "LU": {FlagAbnormalLow}, "<": {FlagAbnormalLow},
	"LX": {FlagAbnormalLow}, "LL": {FlagAbnormalLow, FlagCritical}, "A": {FlagAbnormal}, "AA": {FlagAbnormal, FlagCritical},
	"POS": {FlagAbnormal}, "DET": {FlagAbnormal}, "R": {FlagAbnormal}, "RR": {FlagAbnormal}, "WR": {FlagAbnormal},
}

// resultFlags reads the source's interpretation, and where there is none its own reference range, with its exact value.
func (b *builder) resultFlags(it *item, r reading) []Flag {
	said := false
	var out []Flag
	for _, c := range r.interpretations {
		for _, x := range c.Codes {
			said = true
			out = append(out, interpretationFlags[strings.ToUpper(x.Code)]...)
		}
	}
	if said || r.value.Kind != record.ValueQuantity {
		return out
	}
	limits, ok := b.applicable(it, r.ranges)
	n, okN := decimal(r.value.Quantity.Number)
	if !ok || !okN {
		return out
	}
	if low, ok := decimal(limits.Low.Number); ok && sameUnit(limits.Low, r.value.Quantity) && n.Cmp(low) < 0 {
		out = append(out, FlagAbnormalLow)
	}
	if high, ok := decimal(limits.High.Number); ok && sameUnit(limits.High, r.value.Quantity) && n.Cmp(high) > 0 {
		out = append(out, FlagAbnormalHigh)
	}
	return out
}

// sameUnit reports whether a limit is in the unit of its value; a limit without a unit is.
func sameUnit(limit, value record.Quantity) bool {
	return unitOf(limit) == "" || limit.UCUM != "" && limit.UCUM == value.UCUM || unitOf(limit) == unitOf(value)
}

func decimal(s string) (*big.Rat, bool) {
	if s == "" {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}
