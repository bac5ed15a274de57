package convert

import (
	"strconv"

	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"

	"anamnesis/app/record"
)

// dosages reads dosage instructions, unrounded and unscaled. A dosage with several doseAndRate gives one for each; a
// calculated one is left out where an ordered one stands beside it, because the two are the same dose.
func (c *conversion) dosages(list []*dpb.Dosage) []record.Dosage {
	var out []record.Dosage
	for _, x := range list {
		if x == nil {
			continue
		}
		d := record.Dosage{Sequence: int(x.GetSequence().GetValue()), Text: x.GetText().GetValue(),
			Patient: x.GetPatientInstruction().GetValue(), Timing: c.timing(x.GetTiming()), Route: concept(x.GetRoute()),
			Site: concept(x.GetSite()), Method: concept(x.GetMethod()), MaxDose: maxDose(x)}
		if n := x.GetAsNeeded(); n.GetCodeableConcept() != nil {
			d.AsNeeded, d.AsNeededIf = true, concept(n.GetCodeableConcept())
		} else {
			d.AsNeeded = n.GetBoolean().GetValue()
		}
		if len(x.GetDoseAndRate()) == 0 {
			out = append(out, d)
		}
		for _, dr := range x.GetDoseAndRate() {
			if code(dr.GetType()) == "calculated" && hasOrdered(x.GetDoseAndRate()) {
				continue
			}
			one := d
			one.Dose, one.DoseHigh = dose(dr.GetDose())
			one.Rate = rate(dr.GetRate())
			out = append(out, one)
		}
	}
	return out
}

func hasOrdered(list []*dpb.Dosage_DoseAndRate) bool {
	for _, dr := range list {
		if code(dr.GetType()) == "ordered" {
			return true
		}
	}
	return false
}

func dose(x *dpb.Dosage_DoseAndRate_DoseX) (low, high record.Quantity) {
	if r := x.GetRange(); r != nil {
		return readDose(quantity(r.GetLow())), readDose(quantity(r.GetHigh()))
	}
	return readDose(quantity(x.GetQuantity())), record.Quantity{}
}

func rate(x *dpb.Dosage_DoseAndRate_RateX) record.Value {
	switch {
	case x.GetRatio() != nil:
		return ratio(x.GetRatio())
	case x.GetRange() != nil:
		return record.Value{Kind: record.ValueRange, Quantity: readDose(quantity(x.GetRange().GetLow())),
			Other: readDose(quantity(x.GetRange().GetHigh()))}
	case x.GetQuantity() != nil:
		return record.Value{Kind: record.ValueQuantity, Quantity: readDose(quantity(x.GetQuantity()))}
	}
	return record.Value{}
}

func ratio(x *dpb.Ratio) record.Value {
	return record.Value{Kind: record.ValueRatio, Quantity: readDose(quantity(x.GetNumerator())),
		Other: readDose(quantity(x.GetDenominator()))}
}

func ratioText(x *dpb.Ratio) string {
	if x == nil {
		return ""
	}
	s := quantity(x.GetNumerator()).Shown()
	if d := quantity(x.GetDenominator()).Shown(); d != "" {
		s += " per " + d
	}
	return s
}

func maxDose(x *dpb.Dosage) string {
	if s := ratioText(x.GetMaxDosePerPeriod()); s != "" {
		return s
	}
	if s := quantity(x.GetMaxDosePerAdministration()).Shown(); s != "" {
		return s + " per administration"
	}
	if s := quantity(x.GetMaxDosePerLifetime()).Shown(); s != "" {
		return s + " per lifetime"
	}
	return ""
}

func (c *conversion) timing(x *dpb.Timing) record.Timing {
	if x == nil {
		return record.Timing{}
	}
	r := x.GetRepeat()
	t := record.Timing{Code: concept(x.GetCode()), Period: r.GetPeriod().GetValue(), PeriodMax: r.GetPeriodMax().GetValue(),
		PeriodUnit: codeOf(r.GetPeriodUnit()), Frequency: positive(r.GetFrequency()),
		FrequencyMax: positive(r.GetFrequencyMax()), Count: positive(r.GetCount())}
	for _, e := range x.GetEvent() {
		t.Events = append(t.Events, c.dateTime(e))
	}
	for _, d := range r.GetDayOfWeek() {
		t.DayOfWeek = append(t.DayOfWeek, codeOf(d))
	}
	for _, d := range r.GetTimeOfDay() {
		t.TimeOfDay = append(t.TimeOfDay, c.clock(d))
	}
	for _, w := range r.GetWhen() {
		t.When = append(t.When, codeOf(w))
	}
	switch b := r.GetBounds(); {
	case b.GetPeriod() != nil:
		t.Bounds = c.period(b.GetPeriod())
	case b.GetDuration() != nil:
		t.Duration = quantity(b.GetDuration()).Shown()
	case b.GetRange() != nil:
		t.Duration = rangeText(quantity(b.GetRange().GetLow()), quantity(b.GetRange().GetHigh()))
	}
	if d := r.GetDuration().GetValue(); d != "" && t.Duration == "" {
		t.Duration = d + " " + codeOf(r.GetDurationUnit())
	}
	return t
}

func positive(x *dpb.PositiveInt) string {
	if x == nil || x.GetValue() == 0 {
		return ""
	}
	return strconv.FormatUint(uint64(x.GetValue()), 10)
}

// timingSpan returns from when to when a Timing says that something happens, and its code in words.
func (c *conversion) timingSpan(x *dpb.Timing) (record.Period, string) {
	t := c.timing(x)
	p := t.Bounds
	for _, e := range t.Events {
		if p.Start.IsZero() || e.Before(p.Start) {
			p.Start = e
		}
		if len(t.Events) > 1 && (p.End.IsZero() || p.End.Before(e)) {
			p.End = e
		}
	}
	return p, t.Code.Words()
}
