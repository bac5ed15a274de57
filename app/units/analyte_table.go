package units

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"

	"anamnesis/app/units/decimal"
	"anamnesis/app/units/ucum"
	"anamnesis/assets"
)

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

var analyteColumns = []string{"id", "name", "specimen", "method", "rule", "formula", "mass", "valence", "conventional", "si",
	"also", "factor", "places-conventional", "places-si", "low", "high", "central-low", "central-high", "normal-low",
	"normal-high", "swing", "change", "note", "source"}

func readAnalytes() (*analyteTables, error) {
	t, err := assets.ReadTable(assets.Units, "units/analytes.tsv", analyteColumns...)
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
	return out, out.readCodes()
}

func (out *analyteTables) readCodes() error {
	t, err := assets.ReadTable(assets.Units, "units/analyte-codes.tsv", "loinc", "analyte", "property", "variant")
	if err != nil {
		return err
	}
	for i := range t.Len() {
		a := out.byID[t.Cell(i, "analyte")]
		code := AnalyteCode{LOINC: t.Cell(i, "loinc"), Property: t.Cell(i, "property"), Variant: t.Cell(i, "variant")}
		if a == nil {
			return fmt.Errorf("%s: no such analyte", t.At(i))
		}
		if _, taken := out.byLOINC[code.LOINC]; taken {
			return fmt.Errorf("%s: the code stands twice", t.At(i))
		}
		a.codes = append(a.codes, code)
		if code.Variant != "" {
			a.variants[code.Variant] = true
		}
		out.byLOINC[code.LOINC] = coded{a, code}
	}
	return nil
}

func readAnalyte(t *assets.Table, i int) (*Analyte, error) {
	r := row{t: t, i: i}
	a := &Analyte{
		ID: r.text("id"), Name: r.text("name"), Specimen: r.text("specimen"), Method: r.text("method"),
		Conventional: r.text("conventional"), SI: r.text("si"), Also: t.List(i, "also"), Factor: r.decimal("factor"),
		DecimalsConventional: r.whole("places-conventional"), DecimalsSI: r.whole("places-si"),
		PlausibleLow: r.decimal("low"), PlausibleHigh: r.decimal("high"),
		CentralLow: r.decimal("central-low"), CentralHigh: r.decimal("central-high"),
		NormalLow: r.decimal("normal-low"), NormalHigh: r.decimal("normal-high"), Swing: r.decimal("swing"),
		Change: r.change("change"), Formula: r.text("formula"), MolarMass: r.decimal("mass"), Valence: r.whole("valence"),
		Note: r.text("note"), Source: r.text("source"),
		rules: map[string]string{}, kinds: map[string]bool{}, variants: map[string]bool{},
	}
	a.limits = limits{rational(a.PlausibleLow), rational(a.PlausibleHigh), rational(a.CentralLow), rational(a.CentralHigh),
		rational(a.NormalLow), rational(a.NormalHigh), rational(a.Swing)}
	for _, rule := range t.List(i, "rule") {
		name, argument, _ := strings.Cut(rule, " ")
		a.rules[name] = strings.TrimSpace(argument)
		if v, ok := strings.CutPrefix(name, "mass-"); ok {
			a.variants[v] = true
		}
	}
	if v, ok := a.rules["variant"]; ok {
		a.variants[v] = true
	}
	a.Uncertain = a.has("uncertain")
	for _, code := range append([]string{a.Conventional, a.SI}, a.Also...) {
		u, err := ucum.Parse(code)
		if err != nil {
			return nil, err
		}
		a.kinds[u.Kind()] = true
		if !slices.Contains(a.units, code) {
			a.units = append(a.units, code)
		}
		if code == a.SI {
			a.si = u
		}
	}
	a.ConventionalText, a.SIText = UnitText(a.Conventional), UnitText(a.SI)
	return a, r.err
}

// rational reads a decimal that was checked before; nil for none.
func rational(text string) *big.Rat {
	n, err := decimal.Parse(text)
	if err != nil {
		return nil
	}
	return n.Rat()
}

// row reads the cells of one row and keeps the first thing that is wrong with it.
type row struct {
	t   *assets.Table
	i   int
	err error
}

func (r *row) text(column string) string { return r.t.Cell(r.i, column) }

func (r *row) fail(column, what string) {
	if r.err == nil {
		r.err = fmt.Errorf("%s is not %s", column, what)
	}
}

func (r *row) decimal(column string) string {
	s := r.text(column)
	if _, err := decimal.Parse(s); s != "" && err != nil {
		r.fail(column, "a decimal")
	}
	return s
}

func (r *row) whole(column string) int {
	s := r.text(column)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		r.fail(column, "a whole number")
	}
	return n
}

// change reads "ratio 1.5" and "+26.5 in 48 h", either or both.
func (r *row) change(column string) (c Change) {
	for _, p := range r.t.List(r.i, column) {
		if ratio, ok := strings.CutPrefix(p, "ratio "); ok {
			c.Ratio = ratio
		} else {
			amount, within, timed := strings.Cut(strings.TrimPrefix(p, "+"), " in ")
			c.Absolute = amount
			if hours, ok := strings.CutSuffix(within, " h"); ok {
				c.Hours, _ = strconv.Atoi(hours)
			}
			if timed && c.Hours == 0 {
				r.fail(column, "a change within hours")
			}
		}
	}
	for _, s := range []string{c.Ratio, c.Absolute} {
		if _, err := decimal.Parse(s); s != "" && err != nil {
			r.fail(column, "a change")
		}
	}
	return c
}
