package chart

import (
	"math/big"
	"strings"

	"anamnesis/app/record"
)

// valueOf returns what an Observation shows, in its source's unit. A panel shows its components; where there is no value
// the reason stands in its place. It is nil when nothing at all is said.
func valueOf(it *item) *Value {
	o := it.Observation
	if s := valueText(o.Value); s != "" {
		v := &Value{Text: s, Interpretation: interpretationText(o.Interpretations)}
		if q := o.Value.Quantity; o.Value.Kind == record.ValueQuantity {
			v.Comparator, v.Number, v.Unit = q.Comparator, q.Number, unitOf(q)
		}
		if r, ok := normalRange(o.Ranges); ok {
			v.Low, v.High = r.Low.Number, r.High.Number
		}
		return v
	}
	if len(o.Components) > 0 {
		return &Value{Text: panelText(o.Components), Interpretation: interpretationText(o.Interpretations)}
	}
	if s := o.AbsentReason.Words(); s != "" {
		return &Value{Text: "no value: " + s}
	}
	return nil
}

func unitOf(q record.Quantity) string {
	if q.Unit != "" {
		return q.Unit
	}
	return q.Code
}

// valueText returns a value[x] in its source's words.
func valueText(v record.Value) string {
	switch v.Kind {
	case record.ValueNone:
		return ""
	case record.ValueQuantity:
		return v.Quantity.Shown()
	case record.ValueConcept:
		return v.Concept.Words()
	case record.ValueRange:
		return v.Quantity.Shown() + " to " + v.Other.Shown()
	case record.ValueRatio:
		return v.Quantity.Shown() + " : " + v.Other.Shown()
	}
	return v.Text
}

// panelText writes blood pressure as clinicians do and any other panel as a list of its parts.
func panelText(parts []record.Component) string {
	var sys, dia string
	var out []string
	for _, c := range parts {
		s := valueText(c.Value)
		if s == "" {
			if s = c.AbsentReason.Words(); s == "" {
				continue
			}
		}
		switch c.Analyte {
		case "systolic-pressure":
			sys = c.Value.Quantity.Number
		case "diastolic-pressure":
			dia = s
		}
		out = append(out, c.Code.Words()+" "+s)
	}
	if sys != "" && dia != "" && len(out) == 2 {
		return sys + "/" + dia
	}
	return strings.Join(out, "; ")
}

// normalRange returns the one reference range that is a normal range and applies to everyone.
func normalRange(ranges []record.ReferenceRange) (record.ReferenceRange, bool) {
	for _, r := range ranges {
		if (r.Type == "" || r.Type == "normal") && len(r.AppliesTo) == 0 && r.AgeLow.IsZero() && r.AgeHigh.IsZero() &&
			(r.Low.Number != "" || r.High.Number != "") {
			return r, true
		}
	}
	return record.ReferenceRange{}, false
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

// resultFlags reads the source's interpretation, and where there is none its own reference range.
func resultFlags(v record.Value, interpretations []record.Concept, ranges []record.ReferenceRange) []Flag {
	said := false
	var out []Flag
	for _, c := range interpretations {
		for _, x := range c.Codes {
			said = true
			out = append(out, interpretationFlags[strings.ToUpper(x.Code)]...)
		}
	}
	if said || v.Kind != record.ValueQuantity {
		return out
	}
	r, ok := normalRange(ranges)
	if !ok {
		return out
	}
	n, ok := decimal(v.Quantity.Number)
	if !ok {
		return out
	}
	if lo, ok := decimal(r.Low.Number); ok && sameUnit(r.Low, v.Quantity) && n.Cmp(lo) < 0 {
		out = append(out, FlagAbnormalLow)
	}
	if hi, ok := decimal(r.High.Number); ok && sameUnit(r.High, v.Quantity) && n.Cmp(hi) > 0 {
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
