package chart

import (
	"math/big"
	"reflect"
	"sort"
	"strings"

	"anamnesis/app/record"
	"anamnesis/app/units"
)

// Medications are one when the product is and their periods overlap. What one source says of a drug over time is one
// regimen; two sources that differ in dose, frequency or status are in conflict.
var medicationRule = rule{
	kinds:    []record.Kind{record.KindMedication},
	courses:  (*builder).regimens,
	keys:     func(b *builder, it *item) []string { return b.drugKeys(it) },
	events:   (*builder).compareCourses,
	tied:     func(b *builder, x, y *item) finding { return b.tiedMedications(x, y) },
	conflict: ConflictStatus,
}

// tiedMedications keeps what is said to be taken from what is said not to be, though one identifier ties them.
func (b *builder) tiedMedications(x, y *item) finding {
	if x.Proposed != y.Proposed {
		return finding{verdict: contrary, kind: noConflict}
	}
	if f := opposites(x, y, "taken against not taken"); f.verdict == contrary || x.Ref.Source == y.Ref.Source ||
		x.retracted || y.retracted || !medicationActive(x) || !medicationActive(y) {
		return f
	}
	p, q := b.courseOf([]*item{x}), b.courseOf([]*item{y})
	switch {
	case b.compareDoses(p, q) == valuesDiffer:
		return finding{verdict: contrary, kind: ConflictDose, why: "another dose"}
	case b.compareFrequencies(p, q) == valuesDiffer:
		return finding{verdict: contrary, kind: ConflictFrequency, why: "another frequency"}
	}
	return finding{verdict: same}
}

// compareCourses compares what two sources say of one drug.
func (b *builder) compareCourses(m, n *node) finding {
	x, y := b.courseOfNode(m), b.courseOfNode(n)
	p, q := x.inEffect[0], y.inEffect[0]
	drug := b.sameDrug(p, q)
	switch {
	case drug.verdict != same:
		return drug
	case p.Proposed != q.Proposed:
		return finding{verdict: apart, why: "a proposal is not an order"}
	case p.Ref.Source == q.Ref.Source:
		return finding{verdict: apart, why: "another course on the same source"}
	case !b.overlap(x, y):
		return finding{verdict: apart, why: "their periods do not overlap"}
	case p.Negated != q.Negated:
		if (x.active || y.active) && b.stoppedSince(x, y) {
			return finding{verdict: contrary, why: "taken against not taken"}
		}
		return finding{verdict: apart, why: "taken and not taken are not one"}
	case p.retracted || q.retracted:
		return finding{verdict: same, why: drug.why}
	case x.active != y.active && x.told && y.told:
		if !b.stoppedSince(x, y) {
			return finding{verdict: apart, why: "an earlier course, ordered again since"}
		}
		return finding{verdict: contrary, why: "active against stopped"}
	case !x.active || !y.active:
		if b.compareRegimens(x, y) == valuesDiffer {
			return finding{verdict: apart, why: "another dose of a past course"}
		}
		return finding{verdict: same, why: drug.why + "; the periods overlap"}
	}
	dose, frequency := b.compareDoses(x, y), b.compareFrequencies(x, y)
	if dose == valuesDiffer && frequency == valuesDiffer && b.compareTotals(x, y) == valuesEqual {
		return finding{verdict: same, why: drug.why + "; the periods overlap and the daily amount is the same"}
	}
	if dose == valuesDiffer && frequency == valuesDiffer {
		b.contradict(rule{conflict: ConflictFrequency}, p, q, "another frequency")
	}
	switch {
	case dose == valuesDiffer:
		return finding{verdict: contrary, kind: ConflictDose, why: "another dose"}
	case frequency == valuesDiffer:
		return finding{verdict: contrary, kind: ConflictFrequency, why: "another frequency"}
	}
	return finding{verdict: same, why: drug.why + "; the periods overlap"}
}

// stoppedSince reports whether the one of two courses that is over, or denied, was still spoken of when the active one was
// last ordered: what ended before that was ordered again, and contradicts nothing.
func (b *builder) stoppedSince(x, y *course) bool {
	over, active := x, y
	if x.active {
		over, active = y, x
	}
	last, ordered := lastEvidence(over, b.in.AsOf), record.Time{}
	for _, it := range active.inEffect {
		if t := orderedAt(it); t.Sort(ordered) > 0 {
			ordered = t
		}
	}
	return last.IsZero() || ordered.IsZero() || !last.Before(ordered)
}

// overlap reports whether two courses hold at one time. Two that are both active today do.
func (b *builder) overlap(x, y *course) bool {
	if x.active && y.active {
		return true
	}
	if x.from.IsZero() || y.from.IsZero() {
		return false
	}
	until := func(c *course) bool { return c.open }
	return (until(x) || !x.to.Before(y.from)) && (until(y) || !y.to.Before(x.from))
}

// intake is one dose with its frequency, as an order states it.
type intake struct {
	it       *item
	d        record.Dosage
	also     []record.Dosage // the same dose in other words: pieces beside their mass
	low, top amount
	perDay   *big.Rat // nil when not known
}

func (b *builder) intakes(c *course) []intake {
	var out []intake
	for _, it := range c.inEffect {
		if it.Medication == nil {
			continue
		}
		for i, d := range it.Medication.Dosages {
			if last := len(out) - 1; i > 0 && oneInstruction(it.Medication.Dosages[i-1], d) {
				out[last].also = append(out[last].also, d)
				if a := amountOf(d.Dose, b.drugOf(it)); out[last].low.n == nil {
					out[last].low, out[last].top = a, a
				}
				continue
			}
			one := intake{it: it, d: d, low: amountOf(d.Dose, b.drugOf(it)), perDay: perDay(d.Timing)}
			one.top = one.low
			if !d.DoseHigh.IsZero() {
				one.top = amountOf(d.DoseHigh, b.drugOf(it))
			}
			out = append(out, one)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		x, y := out[i], out[j]
		return x.it != y.it && x.low.n != nil && y.low.n != nil && x.low.unit == y.low.unit && x.low.n.Cmp(y.low.n) > 0
	})
	return out
}

// oneInstruction reports whether two dosages are one instruction that states its dose twice, as ordered and as calculated:
// they differ in nothing but the dose, and one of them counts pieces.
func oneInstruction(x, y record.Dosage) bool {
	if x.Dose.IsZero() || y.Dose.IsZero() || isPiece(x.Dose) == isPiece(y.Dose) || !x.DoseHigh.IsZero() || !y.DoseHigh.IsZero() {
		return false
	}
	x.Dose, x.Rate = y.Dose, y.Rate
	return reflect.DeepEqual(x, y)
}

// compareRegimens compares dose and frequency together.
func (b *builder) compareRegimens(x, y *course) equality {
	return max(b.compareDoses(x, y), b.compareFrequencies(x, y))
}

// compareDoses compares the doses in effect, one with one; several with several only as sets.
func (b *builder) compareDoses(x, y *course) equality {
	m, n := b.intakes(x), b.intakes(y)
	if len(m) == 0 || len(n) == 0 {
		return b.compareStrengths(x, y)
	}
	if len(m) != len(n) {
		return b.compareTotals(x, y)
	}
	result := valuesEqual
	for i := range m {
		result = max(result, compareAmounts(m[i].low, n[i].low), compareAmounts(m[i].top, n[i].top))
	}
	if result == valuesUnknown && len(m) == 1 && b.words.text(m[0].d.Text) != "" && b.words.text(m[0].d.Text) == b.words.text(n[0].d.Text) {
		return valuesEqual
	}
	return result
}

// compareStrengths keeps two products of different strength apart where no dose is stated: what is taken is not known.
func (b *builder) compareStrengths(x, y *course) equality {
	s, t := inMilligrams(b.drugOf(x.inEffect[0]).strength), inMilligrams(b.drugOf(y.inEffect[0]).strength)
	if compareAmounts(s, t) == valuesEqual {
		return valuesEqual
	}
	return valuesUnknown
}

func (b *builder) compareFrequencies(x, y *course) equality {
	m, n := b.intakes(x), b.intakes(y)
	if len(m) == 0 || len(n) == 0 || len(m) != len(n) {
		return valuesUnknown
	}
	result := valuesEqual
	for i := range m {
		switch p, q := m[i].perDay, n[i].perDay; {
		case p == nil || q == nil:
			result = max(result, valuesUnknown)
		case p.Cmp(q) != 0 || m[i].d.AsNeeded != n[i].d.AsNeeded:
			result = valuesDiffer
		}
	}
	return result
}

// compareTotals compares the amounts of a day.
func (b *builder) compareTotals(x, y *course) equality {
	return compareAmounts(total(b.intakes(x)), total(b.intakes(y)))
}

func total(list []intake) amount {
	sum := amount{n: new(big.Rat)}
	for _, i := range list {
		if i.low.n == nil || i.perDay == nil || sum.unit != "" && sum.unit != i.low.unit {
			return amount{}
		}
		sum.unit = i.low.unit
		sum.n.Add(sum.n, new(big.Rat).Mul(i.low.n, i.perDay))
	}
	if len(list) == 0 {
		return amount{}
	}
	return sum
}

// timingCodes are the doses a day of HL7's GTS abbreviations.
var timingCodes = map[string][2]int64{"QD": {1, 1}, "BID": {2, 1}, "TID": {3, 1}, "QID": {4, 1}, "QOD": {1, 2}, "AM": {1, 1},
	"PM": {1, 1}, "BED": {1, 1}, "WK": {1, 7}, "MO": {1, 30}, "Q1H": {24, 1}, "Q2H": {12, 1}, "Q3H": {8, 1}, "Q4H": {6, 1},
	"Q6H": {4, 1}, "Q8H": {3, 1}, "Q12H": {2, 1}}

// periodDays are the lengths of Timing.repeat.periodUnit in days; a month counts 30.
var periodDays = map[string]*big.Rat{"s": big.NewRat(1, 86400), "min": big.NewRat(1, 1440), "h": big.NewRat(1, 24),
	"d": big.NewRat(1, 1), "wk": big.NewRat(7, 1), "mo": big.NewRat(30, 1), "a": big.NewRat(365, 1)}

// perDay returns how many doses a day a timing means, nil when it does not say.
func perDay(t record.Timing) *big.Rat {
	times := func(n int) *big.Rat { return big.NewRat(int64(n), 1) }
	unit := periodDays[t.PeriodUnit]
	if t.FrequencyMax != "" || t.PeriodMax != "" {
		return nil
	}
	if unit != nil {
		n, ok := decimal(orWord(t.Frequency, "1"))
		p, ok2 := decimal(orWord(t.Period, "1"))
		if !ok || !ok2 || p.Sign() <= 0 {
			return nil
		}
		rate := n.Quo(n, p.Mul(p, unit))
		if len(t.DayOfWeek) > 0 && t.PeriodUnit == "d" {
			rate.Mul(rate, big.NewRat(int64(len(t.DayOfWeek)), 7))
		}
		return rate
	}
	for _, c := range t.Code.Codes {
		if r, ok := timingCodes[strings.ToUpper(c.Code)]; ok {
			return big.NewRat(r[0], r[1])
		}
	}
	switch {
	case len(t.DayOfWeek) > 0:
		return big.NewRat(int64(len(t.DayOfWeek)*max(1, len(t.TimeOfDay))), 7)
	case len(t.TimeOfDay) > 0:
		return times(len(t.TimeOfDay))
	case len(t.When) > 0:
		return times(len(t.When))
	}
	return nil
}

// dosageText writes what a medication fact says to take.
func dosageText(f *record.Fact) string {
	if f.Medication == nil {
		return ""
	}
	var out []string
	for _, d := range f.Medication.Dosages {
		s := strings.TrimSpace(doseWords(d) + " " + units.FormatFrequency(d))
		if s == "" || d.Dose.IsZero() && d.Text != "" {
			s = d.Text
		}
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}
