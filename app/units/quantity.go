package units

import (
	"strings"

	"anamnesis/app/record"
	"anamnesis/app/units/ucum"
)

// snomedUnits are SNOMED CT concepts that sources put where a unit code belongs. Only those seen are listed.
var snomedUnits = map[string]string{
	"258813002": "mmol/L",
	"258814008": "umol/L",
}

// ucumSystems are how sources name UCUM; a code without a system is tried as one.
var ucumSystems = map[string]bool{
	"": true, record.SystemUCUM: true, "https://unitsofmeasure.org": true, "http://unitsofmeasure.org/ucum.html": true,
	"urn:oid:2.16.840.1.113883.6.8": true, "http://www.unitsofmeasure.org": true, "http://hl7.org/fhir/ValueSet/ucum-units": true,
}

// ReadQuantity reads the unit of a quantity and fills UCUM, Read and Step. The source's own fields are not changed. loincs
// are the codes of what was measured.
//
// The code and the text must not contradict each other: where they do, neither is believed.
func ReadQuantity(q record.Quantity, loincs []string) record.Quantity {
	var c coded
	for _, l := range loincs {
		var ok bool
		if c, ok = analyteOfLOINC(l); ok {
			break
		}
	}
	r := c.counted(readBoth(q, c.analyte))
	q.UCUM, q.Read, q.Step = r.UCUM, r.Status, r.Reason
	if q.Unit == "" && q.Code == "" && r.UCUM == "" {
		q.Read, q.Step = record.UnitNone, ""
	}
	return q
}

// counted writes into the unit as what a mass is counted, where the analyte has several ways and the code says which: urea
// nitrogen in mg/dL is mg{urea_N}/dL from here on, so that it is never mistaken for urea.
func (c coded) counted(r Reading) Reading {
	if c.analyte == nil || c.code.Variant == "" || r.UCUM == "" {
		return r
	}
	u := mustParse(r.UCUM)
	if u.Exponent("g") == 0 || c.analyte.variant(AnalyteCode{}, u) != "" {
		return r
	}
	above, below, quotient := strings.Cut(r.UCUM, "/")
	code := above + "{" + c.code.Variant + "}"
	if quotient {
		code += "/" + below
	}
	if _, err := ucum.Parse(code); err != nil {
		return r
	}
	r.UCUM = code
	r.Reason = r.why("Counted as " + strings.ReplaceAll(c.code.Variant, "_", " ") + ", by its code.")
	return r
}

func readBoth(q record.Quantity, a *Analyte) Reading {
	code := q.Code
	if code != "" && !ucumSystems[strings.TrimRight(q.System, "/")] && q.System != record.SystemSNOMED {
		code = "" // a code of another system says nothing here; its text may
	}
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
