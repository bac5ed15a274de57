package chart

import (
	"sort"

	"anamnesis/app/record"
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

// flag sets what the facts of a group say of themselves. Abnormal and unit flags come only from what is not retracted.
func (b *builder) flag(g *group) {
	e, live := g.entry, 0
	for _, it := range g.items {
		if it.restricted != "" {
			e.add(FlagRestricted)
		}
		if it.retracted {
			continue
		}
		live++
		if it.Negated {
			e.add(FlagNegated)
		}
		if it.Proposed {
			e.add(FlagProposed)
		}
	}
	it := g.shown
	if live == 0 {
		e.Status, e.Value, e.Active = "entered-in-error", nil, false
		e.add(FlagRetracted)
		return
	}
	if it.future || !it.start.IsZero() && it.start.Precision < record.PrecisionDay || it.start.IsZero() && datedKinds[g.kind] {
		e.add(FlagUncertainTime)
	}
	if o := it.Observation; o != nil {
		e.add(resultFlags(o.Value, o.Interpretations, o.Ranges)...)
		unread := o.Value.Kind == record.ValueQuantity && o.Value.Quantity.UCUM == ""
		for _, c := range o.Components {
			e.add(resultFlags(c.Value, c.Interpretations, c.Ranges)...)
			unread = unread || c.Value.Kind == record.ValueQuantity && c.Value.Quantity.UCUM == ""
		}
		if unread {
			e.add(FlagUnitUnread)
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

// restrictedLabels are the codes of meta.security that hide an entry until it is opened, with their strictness: HL7
// v3-Confidentiality restricted and very restricted, and the sensitivity policies of v3-ActCode.
var restrictedLabels = map[string]int{"V": 100, "R": 90, "HIV": 50, "PSY": 49, "PSYTHPN": 49, "MH": 49, "ETH": 48, "ETHUD": 48,
	"SUD": 48, "OPIOIDUD": 48, "ALC": 48, "DRGIS": 48, "SDV": 47, "DV": 47, "IPV": 47, "SEX": 46, "SEXUALITY": 46, "STD": 46,
	"GDIS": 46, "REPRODH": 45, "ABORTION": 45, "ABUSE": 45, "MST": 45, "VIO": 45, "SICKLE": 44, "TBOO": 44, "SENSITIVE": 44}

// strictest returns the strictest restricting label, "" when there is none.
func strictest(labels []record.Code) string {
	found := []string{}
	for _, c := range labels {
		if restrictedLabels[c.Code] > 0 {
			found = append(found, c.Code)
		}
	}
	sort.Slice(found, func(i, j int) bool {
		if x, y := restrictedLabels[found[i]], restrictedLabels[found[j]]; x != y {
			return x > y
		}
		return found[i] < found[j]
	})
	if len(found) == 0 {
		return ""
	}
	return found[0]
}
