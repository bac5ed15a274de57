package chart

import (
	"strings"

	"anamnesis/app/record"
	"anamnesis/app/units"
)

// valueOf returns what an Observation shows, in the preferred unit where the value can be brought there without doubt. A
// panel shows its components; where there is no value the reason stands in its place. It is nil when nothing is said, and
// for a cancelled result.
func (b *builder) valueOf(it *item) *Value {
	if cancelled(it) || it.retracted {
		return nil
	}
	o := it.Observation
	interpretation := interpretationText(o.Interpretations)
	readings := b.readingsOf(it)
	switch {
	case o.Value.Kind == record.ValueQuantity:
		v := b.shownQuantity(it, readings[0])
		v.Interpretation = interpretation
		return v
	case o.Value.Kind != record.ValueNone:
		return &Value{Text: valueText(o.Value), Interpretation: interpretation}
	case len(o.Components) > 0:
		return &Value{Text: b.panelText(it, readings), Interpretation: interpretation}
	case !o.AbsentReason.IsZero():
		return &Value{Text: "no value: " + o.AbsentReason.Words(), Interpretation: interpretation}
	}
	return nil
}

// shownQuantity brings a quantity and its reference range into the preferred unit. A doubtful value stays as it was sent.
func (b *builder) shownQuantity(it *item, r reading) *Value {
	q := r.value.Quantity
	v := &Value{Comparator: q.Comparator, Number: q.Number, Unit: unitOf(q)}
	if q.UCUM != "" {
		v.Unit = units.UnitText(q.UCUM)
	}
	limits, ranged := b.applicable(it, r.ranges)
	v.Low, v.High = limits.Low.Number, limits.High.Number
	if to := b.unitFor(r.analyte); to != "" && q.UCUM != "" && r.suspect.Grade == units.GradeNone {
		if c := convert(q, to, r); c.ok && (c.unit != q.UCUM || c.number != q.Number) {
			v.Number, v.Unit = c.number, units.UnitText(c.unit)
			v.Low, v.High = "", ""
			if ranged {
				v.Low, v.High = b.convertedLimit(limits.Low, q, to, r), b.convertedLimit(limits.High, q, to, r)
			}
		}
	}
	v.Text = quantityText(v.Comparator, v.Number, v.Unit)
	return v
}

// convertedLimit brings one end of a reference range along; a limit without a unit has its value's.
func (b *builder) convertedLimit(limit, value record.Quantity, to string, r reading) string {
	if limit.UCUM == "" && unitOf(limit) == "" {
		limit.UCUM = value.UCUM
	}
	if c := convert(limit, to, r); c.ok {
		return c.number
	}
	return ""
}

// quantityText writes a value for reading.
func quantityText(comparator, number, unit string) string {
	s := comparator + units.FormatNumber(number)
	if unit == "" || unit == "1" {
		return s
	}
	if unit == "%" {
		return s + " %"
	}
	return s + " " + unit
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
func (b *builder) panelText(it *item, readings []reading) string {
	var sys, dia *Value
	var out []string
	for _, r := range readings {
		var s string
		switch {
		case r.value.Kind == record.ValueQuantity:
			v := b.shownQuantity(it, r)
			s = v.Text
			switch r.analyte {
			case "systolic-pressure":
				sys = v
			case "diastolic-pressure":
				dia = v
			}
		case r.value.Kind != record.ValueNone:
			s = valueText(r.value)
		case !r.absent.IsZero():
			s = "no value: " + r.absent.Words()
		default:
			continue
		}
		out = append(out, r.code.Words()+" "+s)
	}
	if sys != nil && dia != nil && len(out) == 2 && sys.Unit == dia.Unit {
		return sys.Comparator + sys.Number + "/" + dia.Comparator + dia.Number + " " + dia.Unit
	}
	return strings.Join(out, "; ")
}

// rawText returns the whole value of an Observation in its source's words.
func rawText(o *record.Observation) string {
	if s := valueText(o.Value); s != "" {
		return s
	}
	var out []string
	for _, c := range o.Components {
		s := valueText(c.Value)
		if s == "" {
			s = c.AbsentReason.Words()
		}
		if s != "" {
			out = append(out, c.Code.Words()+" "+s)
		}
	}
	if len(out) == 0 && !o.AbsentReason.IsZero() {
		return "no value: " + o.AbsentReason.Words()
	}
	return strings.Join(out, "; ")
}

// suspicion asks whether the unit of a value is doubtful.
func suspicion(analyte string, value record.Value, ranges []record.ReferenceRange) units.Suspicion {
	q := value.Quantity
	if analyte == "" || q.UCUM == "" || q.Number == "" || q.Comparator != "" {
		return units.Suspicion{}
	}
	a, ok := units.AnalyteByID(analyte)
	if !ok {
		return units.Suspicion{}
	}
	return units.Suspect(q.Number, q.UCUM, a, ranges)
}
