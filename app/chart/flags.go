package chart

import (
	"anamnesis/app/record"
	"anamnesis/app/units"
)

// flagOrder is the order in which flags are listed.
var flagOrder = []Flag{FlagRetracted, FlagConflict, FlagCritical, FlagAbnormalHigh, FlagAbnormalLow, FlagAbnormal,
	FlagUnitSuspect, FlagNegated, FlagProposed, FlagRestricted, FlagUnitUnread, FlagUncertainTime, FlagLearnedCode,
	FlagSuggestedCode, FlagDecided, FlagNew}

// add puts flags on an entry, each once, in the fixed order.
func (e *Entry) add(flags ...Flag) { e.Flags = mergeFlags(e.Flags, flags) }

func (e *Entry) has(f Flag) bool {
	for _, x := range e.Flags {
		if x == f {
			return true
		}
	}
	return false
}

func mergeFlags(a, b []Flag) []Flag {
	if len(b) == 0 {
		return a
	}
	have := map[Flag]bool{}
	for _, f := range append(append([]Flag{}, a...), b...) {
		have[f] = true
	}
	out := make([]Flag, 0, len(have))
	for _, f := range flagOrder {
		if have[f] {
			out = append(out, f)
		}
	}
	return out
}

// flag sets what the facts of a group say of themselves. Abnormal and unit flags come only from what stands.
func (b *builder) flag(g *group) {
	e, it := g.entry, g.shown
	for _, x := range g.items {
		if x.restricted != "" {
			e.add(FlagRestricted)
			if restrictedLabels[x.restricted] > restrictedLabels[e.Label] {
				e.Label = x.restricted
			}
		}
		if x.bound {
			e.add(FlagDecided)
		}
		if x.learned {
			e.add(FlagLearnedCode)
		}
		if x.retracted {
			e.add(FlagRetracted) // independent evidence may still stand beside it
		}
	}
	if it.retracted {
		e.Status, e.Value, e.Active = "entered-in-error", nil, false
		e.Dose, e.Frequency = "", ""
		return
	}
	if it.Negated {
		e.add(FlagNegated)
	}
	if it.Proposed {
		e.add(FlagProposed)
	}
	if it.future || !it.start.IsZero() && it.start.Precision < record.PrecisionDay || e.When.Start.IsZero() && datedKinds[g.kind] {
		e.add(FlagUncertainTime)
	}
	for _, x := range g.items {
		if x.Observation != nil && !x.retracted && x.superseded == nil && !x.overruled && !cancelled(x) {
			b.flagValues(e, x)
		}
	}
}

func (b *builder) flagValues(e *Entry, it *item) {
	if len(it.Observation.Components) > 0 {
		e.add(b.resultFlags(it, reading{interpretations: it.Observation.Interpretations})...)
	}
	for _, r := range b.readingsOf(it) {
		e.add(b.resultFlags(it, r)...)
		if r.value.Kind == record.ValueQuantity && r.value.Quantity.UCUM == "" {
			e.add(FlagUnitUnread)
		}
		if r.suspect.Grade != units.GradeNone {
			e.add(FlagUnitSuspect)
		}
	}
}

// datedKinds are the kinds of which a date is expected.
var datedKinds = map[record.Kind]bool{record.KindResult: true, record.KindVital: true, record.KindImmunization: true,
	record.KindProcedure: true, record.KindEncounter: true, record.KindReport: true}

// markNew flags the entries of which a fact arrived since this clinician last looked.
func (b *builder) markNew() {
	if b.in.LastLooked.IsZero() || b.in.Arrived == nil {
		return
	}
	for _, g := range b.groups {
		for _, it := range g.items {
			if b.in.Arrived[it.Ref].After(b.in.LastLooked) {
				g.entry.add(FlagNew)
				break
			}
		}
	}
}
