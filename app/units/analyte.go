package units

import (
	"math/big"

	"anamnesis/app/record"
	"anamnesis/app/units/decimal"
	"anamnesis/app/units/ucum"
)

// Analyte is what a laboratory or a nurse measures, whatever property, method code or unit a source reports it in. Its
// numbers are decimal texts. Bounds, intervals and changes are in the SI unit; where they come from is in Source.
type Analyte struct {
	ID       string
	Name     string // English, with the specimen where a name alone would mislead
	Specimen string
	Method   string // "" when the codes bind no method

	Conventional string   // usual unit of the US, UCUM
	SI           string   // usual SI unit, UCUM
	Also         []string // other units in which it is reported, UCUM
	Factor       string   // SI = conventional x Factor, for review; "" where the rule is not a factor

	ConventionalText string // how the units are written on screen
	SIText           string

	DecimalsConventional int // usual decimal places, by which a dropped zero is understood
	DecimalsSI           int

	PlausibleLow, PlausibleHigh string // outside is impossible in a living patient
	CentralLow, CentralHigh     string // 98 % of the patients who are measured lie inside
	NormalLow, NormalHigh       string // a usual adult reference interval; only to recognise the unit of a source's own
	Swing                       string // the largest ratio between neighbouring values that is not remarkable

	Change Change // what counts as a change that a clinician must see

	Formula   string // of the molecule that a mass is counted as, "" where the mass is a convention
	MolarMass string // g/mol, "" where no conversion between mass and substance is right
	Valence   int    // mEq per mmol, 0 where equivalents are not used
	Uncertain bool   // the factor is a convention that not every laboratory shares
	Note      string
	Source    string // see the heading of assets/units/analytes.tsv

	rules    map[string]string // rule -> argument
	codes    []AnalyteCode
	variants map[string]bool
	kinds    map[string]bool // kinds of property that it is reported in
	units    []string        // in which it is reported, each once
	si       ucum.Unit
	limits   limits
}

// AnalyteCode is one LOINC code of an analyte.
type AnalyteCode struct {
	LOINC    string
	Property string // LOINC property: MCnc, SCnc, CCnc, ACnc, NCnc ...
	Variant  string // as which of several things a mass is counted (urea, urea_N; FEU, DDU), "" for most
}

// Change is a change that a table calls significant. Either part may be empty.
type Change struct {
	Ratio    string // decimal: this many times more, or less, than before
	Absolute string // decimal, in the SI unit
	Hours    int    // the absolute change counts within this many hours, 0 for any time
}

// limits are the bounds of an analyte as rationals; nil excludes nothing.
type limits struct {
	low, high, centralLow, centralHigh, normalLow, normalHigh, swing *big.Rat
}

// Codes returns the analyte's LOINC codes.
func (a *Analyte) Codes() []AnalyteCode { return a.codes }

// Analytes returns all analytes, in the order of the table.
func Analytes() []*Analyte { return analytes().list }

// AnalyteByID returns the analyte with the id.
func AnalyteByID(id string) (*Analyte, bool) {
	a, ok := analytes().byID[id]
	return a, ok
}

// AnalyteOf returns the analyte that LOINC codes name. Codes of other systems are passed over; ok is false when there is
// none, or when two codes name different analytes.
func AnalyteOf(codes []record.Code) (a *Analyte, ok bool) {
	for _, c := range codes {
		if c.System != record.SystemLOINC && c.System != "urn:oid:2.16.840.1.113883.6.1" {
			continue
		}
		found, known := analytes().byLOINC[c.Code]
		if !known {
			continue
		}
		if a != nil && a != found.analyte {
			return nil, false
		}
		a = found.analyte
	}
	return a, a != nil
}

// analyteOfLOINC returns the analyte of one LOINC code.
func analyteOfLOINC(loinc string) (coded, bool) {
	c, ok := analytes().byLOINC[loinc]
	return c, ok
}

// Significant reports whether a change between two values of the analyte, in its SI unit and hours apart, is one that the
// table calls significant. Values that are no decimals never are.
func (a *Analyte) Significant(before, after string, hours float64) bool {
	x, errX := decimal.Parse(before)
	y, errY := decimal.Parse(after)
	if errX != nil || errY != nil {
		return false
	}
	low, high := x.Rat(), y.Rat()
	if low.Cmp(high) > 0 {
		low, high = high, low
	}
	if n, err := decimal.Parse(a.Change.Absolute); err == nil && (a.Change.Hours == 0 || hours <= float64(a.Change.Hours)) {
		if new(big.Rat).Sub(high, low).Cmp(n.Rat()) >= 0 {
			return true
		}
	}
	if n, err := decimal.Parse(a.Change.Ratio); err == nil && low.Sign() > 0 {
		return new(big.Rat).Quo(high, low).Cmp(n.Rat()) >= 0
	}
	return false
}

func (a *Analyte) has(rule string) bool { _, ok := a.rules[rule]; return ok }

// mass returns the molar mass in g/mol that a mass of the variant is counted by.
func (a *Analyte) mass(variant string) (*big.Rat, bool) {
	text := a.MolarMass
	if v, ok := a.rules["mass-"+variant]; ok && variant != "" {
		text = v
	}
	n, err := decimal.Parse(text)
	return n.Rat(), err == nil
}
