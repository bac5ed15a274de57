package units

import (
	"anamnesis/app/record"
	"anamnesis/app/units/ucum"
)

// snomedUnits are SNOMED CT concepts that sources put where a unit code belongs. Only those seen are listed.
var snomedUnits = map[string]string{
	"258813002": "mmol/L",
	"258814008": "umol/L",
}

// ReadQuantity reads the unit of a quantity and fills UCUM, Read and Step. The source's own fields are not changed. loincs
// are the codes of what was measured.
//
// The code and the text must not contradict each other: where they do, neither is believed.
func ReadQuantity(q record.Quantity, loincs []string) record.Quantity {
	var a *Analyte
	for _, l := range loincs {
		if c, ok := analyteOfLOINC(l); ok {
			a = c.analyte
			break
		}
	}
	r := readBoth(q, a)
	q.UCUM, q.Read, q.Step = r.UCUM, r.Status, r.Reason
	if q.Unit == "" && q.Code == "" && r.UCUM == "" {
		q.Read, q.Step = record.UnitNone, ""
	}
	return q
}

func readBoth(q record.Quantity, a *Analyte) Reading {
	code := q.Code
	if code != "" && q.System == record.SystemSNOMED {
		mapped, ok := snomedUnits[code]
		if !ok {
			code = ""
		} else if q.Unit == "" {
			return Reading{Status: record.UnitAlias, UCUM: mapped, Reason: "A SNOMED CT code stands where the unit code belongs."}
		} else {
			code = mapped
		}
	}
	if code == "" {
		return readFor(q.Unit, a)
	}
	byCode := readFor(code, a)
	if q.Unit == "" || q.Unit == code {
		return byCode
	}
	byText := readFor(q.Unit, a)
	switch {
	case byText.UCUM == "" && byText.Status == record.UnitUnknown, byText.offers(byCode.UCUM):
		return byCode
	case byCode.UCUM == "":
		if byCode.Status == record.UnitAmbiguous && !byCode.offers(byText.UCUM) {
			return contradiction(byCode, byText)
		}
		return byText
	case byText.UCUM == "", !agree(byCode.UCUM, byText.UCUM):
		return contradiction(byCode, byText)
	}
	return byCode
}

func contradiction(code, text Reading) Reading {
	return Reading{Status: record.UnitAmbiguous, Reason: "The unit's code and its text contradict each other; neither is taken.",
		candidates: []string{code.UCUM, text.UCUM}}
}

// offers reports whether an ambiguous reading has the code among its candidates.
func (r Reading) offers(code string) bool {
	if code == "" || r.UCUM != "" {
		return false
	}
	for _, c := range r.candidates {
		if agree(c, code) {
			return true
		}
	}
	return false
}

// agree reports whether two codes mean the same unit. A plain 1 agrees with any annotation, since neither has a size.
func agree(a, b string) bool {
	if a == b || sameUnit(a, b) {
		return true
	}
	x, errX := ucum.Parse(a)
	y, errY := ucum.Parse(b)
	return errX == nil && errY == nil && !x.Special() && !y.Special() && x.Kind() == y.Kind() && x.Factor().Cmp(y.Factor()) == 0
}
