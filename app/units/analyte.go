package units

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"sync"

	"anamnesis/app/record"
	"anamnesis/app/units/decimal"
	"anamnesis/app/units/ucum"
	"anamnesis/assets"
)

// Analyte is what a laboratory or a nurse measures, whatever property, method code or unit a source reports it in. Its
// numbers are decimal texts. Bounds and changes are in the SI unit.
type Analyte struct {
	ID       string
	Name     string // English, with the specimen where a name alone would mislead
	Specimen string
	Method   string // "" when the codes do not bind a method

	Conventional string   // usual unit of the US, UCUM
	SI           string   // usual SI unit, UCUM
	Also         []string // other units in which it is reported, UCUM

	ConventionalText string // how the units are written on screen
	SIText           string

	DecimalsConventional int // usual decimal places, by which a dropped zero is understood
	DecimalsSI           int

	PlausibleLow, PlausibleHigh string // what can be in a living patient
	CentralLow, CentralHigh     string // what the central 98 % of patients have

	Change Change // what counts as a change that a clinician must see

	Formula   string // of the molecule that the mass is counted as, "" where the mass is a convention
	MolarMass string // g/mol, "" where no conversion between mass and substance is right
	Valence   int    // mEq per mmol, 0 where equivalents are not used
	Uncertain bool   // the factor is a convention that not every laboratory shares
	Note      string
	Source    string // where the figures come from: see the heading of assets/units/analytes.tsv

	rules    map[string]string // rule -> argument
	codes    []AnalyteCode
	kinds    map[string]bool // kinds of property that it is reported in
	si, conv ucum.Unit
}

// AnalyteCode is one LOINC code of an analyte.
type AnalyteCode struct {
	LOINC    string
	Property string // LOINC property: MCnc, SCnc, CCnc, ACnc, NCnc ...
	Variant  string // which of several things the mass is counted as (urea, urea_N; FEU, DDU), "" for most
}

// Change is a change that a table calls significant. Either part may be empty.
type Change struct {
	Ratio    string // decimal: this many times more, or less, than before
	Absolute string // decimal, in the SI unit
	Hours    int    // the absolute change counts within this many hours, 0 for any time
}

// Codes returns the analyte's LOINC codes.
func (a *Analyte) Codes() []AnalyteCode { return a.codes }

type analyteTables struct {
	list    []*Analyte
	byID    map[string]*Analyte
	byLOINC map[string]coded
}

type coded struct {
	analyte *Analyte
	code    AnalyteCode
}

var analytes = sync.OnceValue(func() *analyteTables {
	t, err := readAnalytes()
	if err != nil {
		panic(err) // the table is part of the program and every row is tested
	}
	return t
})

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

func readAnalytes() (*analyteTables, error) {
	t, err := assets.ReadTable(assets.Units, "units/analytes.tsv", "id", "name", "specimen", "method", "rule", "formula",
		"mass", "valence", "conventional", "si", "also", "factor", "places-conventional", "places-si", "low", "high",
		"central-low", "central-high", "change", "note", "source")
	if err != nil {
		return nil, err
	}
	out := &analyteTables{byID: map[string]*Analyte{}, byLOINC: map[string]coded{}}
	for i := range t.Len() {
		a, err := readAnalyte(t, i)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.At(i), err)
		}
		if out.byID[a.ID] != nil {
			return nil, fmt.Errorf("%s: the analyte stands twice", t.At(i))
		}
		out.list = append(out.list, a)
		out.byID[a.ID] = a
	}
	c, err := assets.ReadTable(assets.Units, "units/analyte-codes.tsv", "loinc", "analyte", "property", "variant")
	if err != nil {
		return nil, err
	}
	for i := range c.Len() {
		a := out.byID[c.Cell(i, "analyte")]
		code := AnalyteCode{LOINC: c.Cell(i, "loinc"), Property: c.Cell(i, "property"), Variant: c.Cell(i, "variant")}
		if a == nil {
			return nil, fmt.Errorf("%s: no such analyte", c.At(i))
		}
		if _, taken := out.byLOINC[code.LOINC]; taken {
			return nil, fmt.Errorf("%s: the code stands twice", c.At(i))
		}
		a.codes = append(a.codes, code)
		out.byLOINC[code.LOINC] = coded{a, code}
	}
	return out, nil
}

func readAnalyte(t *assets.Table, i int) (*Analyte, error) {
	cell := func(c string) string { return t.Cell(i, c) }
	a := &Analyte{
		ID: cell("id"), Name: cell("name"), Specimen: cell("specimen"), Method: cell("method"),
		Conventional: cell("conventional"), SI: cell("si"), Also: t.List(i, "also"),
		PlausibleLow: cell("low"), PlausibleHigh: cell("high"), CentralLow: cell("central-low"), CentralHigh: cell("central-high"),
		Formula: cell("formula"), MolarMass: cell("mass"), Note: cell("note"), Source: cell("source"),
		rules: map[string]string{}, kinds: map[string]bool{},
	}
	for _, r := range t.List(i, "rule") {
		name, argument, _ := strings.Cut(r, " ")
		a.rules[name] = strings.TrimSpace(argument)
	}
	_, a.Uncertain = a.rules["uncertain"]
	var err error
	number := func(column string) int {
		s := cell(column)
		if s == "" {
			return 0
		}
		n, e := strconv.Atoi(s)
		if e != nil {
			err = fmt.Errorf("%s is not a whole number", column)
		}
		return n
	}
	a.Valence, a.DecimalsConventional, a.DecimalsSI = number("valence"), number("places-conventional"), number("places-si")
	if err == nil {
		a.Change, err = readChange(t.List(i, "change"))
	}
	if err != nil {
		return nil, err
	}
	if a.conv, err = ucum.Parse(a.Conventional); err != nil {
		return nil, err
	}
	if a.si, err = ucum.Parse(a.SI); err != nil {
		return nil, err
	}
	a.ConventionalText, a.SIText = UnitText(a.Conventional), UnitText(a.SI)
	for _, code := range append([]string{a.Conventional, a.SI}, a.Also...) {
		u, err := ucum.Parse(code)
		if err != nil {
			return nil, err
		}
		a.kinds[u.Kind()] = true
	}
	for _, s := range []string{a.PlausibleLow, a.PlausibleHigh, a.CentralLow, a.CentralHigh} {
		if s != "" {
			if _, err := decimal.Parse(s); err != nil {
				return nil, err
			}
		}
	}
	return a, nil
}

// readChange reads "ratio 1.5" and "+26.5 in 48 h".
func readChange(parts []string) (c Change, err error) {
	for _, p := range parts {
		if ratio, ok := strings.CutPrefix(p, "ratio "); ok {
			c.Ratio = ratio
			if _, err := decimal.Parse(ratio); err != nil {
				return c, err
			}
			continue
		}
		amount, within, _ := strings.Cut(strings.TrimPrefix(p, "+"), " in ")
		if _, err := decimal.Parse(amount); err != nil {
			return c, err
		}
		c.Absolute = amount
		if within == "" {
			continue
		}
		n, unit, _ := strings.Cut(within, " ")
		if c.Hours, err = strconv.Atoi(n); err != nil {
			return c, err
		}
		if unit == "d" {
			c.Hours *= 24
		}
	}
	return c, nil
}

// mass returns the molar mass in g/mol that a mass of the variant is counted by.
func (a *Analyte) mass(variant string) (*big.Rat, bool) {
	if v, ok := a.rules["mass-"+variant]; ok && variant != "" {
		n, err := decimal.Parse(v)
		return n.Rat(), err == nil
	}
	if a.MolarMass == "" {
		return nil, false
	}
	n, err := decimal.Parse(a.MolarMass)
	return n.Rat(), err == nil
}
