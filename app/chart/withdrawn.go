package chart

import "anamnesis/app/record"

// What a source says was entered in error is withdrawn everywhere it was passed on to: a copy ceases to be a value.
// Independent evidence stays. A resource that its source merely deleted takes nothing else along.

// withdrawCopies retracts the copies, tied to a fact that was entered in error, which still say the same as it.
func withdrawCopies(ties []tie) {
	for _, t := range ties {
		if !t.copy {
			continue
		}
		for _, p := range [2][2]*item{{t.x, t.y}, {t.y, t.x}} {
			if p[0].inError && !p[1].retracted && sameStatement(p[0].Fact, p[1].Fact) {
				withdraw(p[1], p[0])
			}
		}
	}
}

// withdrawSame retracts, within one entry, what says the same of the same instant as a result entered in error: one
// specimen was measured once. It spares a fact of a source that still states it elsewhere in the entry.
func withdrawSame(items []*item) {
	for _, r := range items {
		if !r.inError || r.Observation == nil || r.start.Precision < record.PrecisionMinute {
			continue
		}
		standing := false
		for _, it := range items {
			standing = standing || it.Ref.Source == r.Ref.Source && !it.retracted
		}
		for _, it := range items {
			if !standing && !it.retracted && it.Ref.Source != r.Ref.Source && compareTimes(r.start, it.start) == timeMinute {
				withdraw(it, r)
			}
		}
	}
}

func withdraw(it, origin *item) {
	it.retracted, it.withdrawn = true, true
	it.why = "withdrawn at its origin: " + origin.Ref.Source + " says that it was entered in error"
}

// sameStatement reports whether two facts say the same, but for their status.
func sameStatement(x, y *record.Fact) bool {
	if x.Code.Words() != y.Code.Words() && !sharesCode(x.Code, y.Code) {
		return false
	}
	if x.When.Start.Text != y.When.Start.Text && !x.When.Start.Same(y.When.Start) {
		return false
	}
	if x.Observation == nil || y.Observation == nil {
		return true
	}
	return valueText(x.Observation.Value) == valueText(y.Observation.Value)
}

func sharesCode(x, y record.Concept) bool {
	for _, c := range x.Codes {
		if c.Code != "" && y.Has(c.System, c.Code) {
			return true
		}
	}
	return false
}
