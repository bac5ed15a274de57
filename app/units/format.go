package units

import (
	"strings"

	"anamnesis/app/units/decimal"
)

// NoBreakSpace groups digits and joins a number to its unit.
const NoBreakSpace = "\u00a0"

// Compare compares two decimal texts exactly by value: -1, 0 or 1. A text that is not a decimal sorts before every
// decimal, and two such texts by their characters.
func Compare(a, b string) int {
	if c, ok := decimal.Compare(a, b); ok {
		return c
	}
	_, errA := decimal.Parse(a)
	_, errB := decimal.Parse(b)
	switch {
	case errA != nil && errB != nil:
		return strings.Compare(a, b)
	case errA != nil:
		return -1
	}
	return 1
}

// FormatNumber writes a decimal text for reading: its own digits with a point, grouped by a no-break space from 1,000 on.
// Trailing zeros stay: they say how precise the value is.
func FormatNumber(number string) string { return decimal.Group(decimal.Plain(number), NoBreakSpace) }

// unitTexts are units whose usual text is not their code.
var unitTexts = map[string]string{
	"Cel": "°C", "[degF]": "°F", "[lb_av]": "lb", "[oz_av]": "oz", "[in_i]": "in", "[ft_i]": "ft", "[pH]": "", "mm[Hg]": "mmHg",
	"cm[H2O]": "cmH2O", "[drp]": "drops", "a": "years", "mo": "months", "wk": "weeks", "d": "days", "h": "h", "1": "",
	"mL/min/{1.73_m2}": "mL/min/1.73 m²", "kg/m2": "kg/m²", "g/m2": "g/m²", "L/min/m2": "L/min/m²", "m2": "m²", "cm2": "cm²",
	"mg/m2": "mg/m²", "10*3.[arb'U]/L": "kU/L",
}

// UnitText writes a UCUM unit as it is usual on screen: mmol/L, umol/L, 10^9/L. Letters are never the micro sign, so that
// no font makes an m of it; symbols are never translated. Annotations that name what is counted stay as words.
func UnitText(ucum string) string {
	if s, ok := unitTexts[ucum]; ok {
		return s
	}
	var b strings.Builder
	rest := ucum
	var notes []string
	for rest != "" {
		i := strings.IndexAny(rest, "{[")
		if i < 0 {
			b.WriteString(rest)
			break
		}
		b.WriteString(rest[:i])
		end := strings.IndexAny(rest[i:], "}]")
		if end < 0 {
			b.WriteString(rest[i:])
			break
		}
		word := rest[i+1 : i+end]
		if rest[i] == '[' {
			b.WriteString(atomTexts.Replace(word))
		} else if w := noteText(word); w != "" {
			notes = append(notes, w)
		}
		rest = rest[i+end+1:]
	}
	s := symbols.Replace(b.String())
	s = strings.TrimPrefix(s, "1/")
	if strings.Contains(s, "l") {
		s = litre.Replace(s + " ")
		s = strings.TrimSuffix(s, " ")
	}
	if len(notes) > 0 {
		s = strings.TrimSpace(s + " " + strings.Join(notes, " "))
	}
	return s
}

var (
	symbols   = strings.NewReplacer("10*", "10^", "meq", "mEq", "ueq", "uEq", "mosm", "mOsm", "(24.h)", "24 h", "24.h", "24 h")
	litre     = strings.NewReplacer("dl ", "dL ", "ml ", "mL ", "/l ", "/L ", "ul ", "uL ", "fl ", "fL ")
	atomTexts = strings.NewReplacer("iU", "IU", "arb'U", "U", "lb_av", "lb", "in_i", "in", "_", " ")
)

// noteText writes an annotation as words. Those that only repeat what the analyte says are left out.
func noteText(note string) string {
	switch strings.ToLower(note) {
	case "beats", "beat", "breaths", "cells", "#", "creat", "inr", "ratio", "score", "index", "count", "nominal":
		return ""
	case "urea_n":
		return "(urea nitrogen)"
	case "urea":
		return "(urea)"
	}
	return "(" + strings.ReplaceAll(note, "_", " ") + ")"
}
