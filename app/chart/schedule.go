package chart

import (
	"math/big"
	"reflect"
	"sort"
	"strings"

	"anamnesis/app/record"
	"anamnesis/app/units"
)

// part is what is taken at one time of a schedule: the tablets of one prescription add up.
type part struct {
	intakes []intake
	timing  record.Timing
	rest    record.Dosage // the timing within a day
}

// schedule tells several doses of one course, each with its own time: "2.5 mg in the morning; 5 mg in the evening". It is ""
// for one dose, and for doses by the days of the week: see weekSchedule.
func (b *builder) schedule(list []intake) string {
	if len(list) < 2 {
		return ""
	}
	if dose, _ := weekSchedule(list); dose != "" {
		return ""
	}
	var dosages []record.Dosage
	var out []string
	plain := true
	for _, i := range list {
		dosages = append(dosages, i.d)
		plain = plain && i.it == list[0].it && len(i.also) == 0 && !i.d.Dose.IsZero() && unitOf(i.d.Dose) != ""
		out = appendNew(out, i.text())
	}
	if plain {
		return units.FormatRegimen(dosages) // in the order of their sequence numbers
	}
	return strings.Join(out, "; ")
}

// weekSchedule tells doses that go by the days of the week as a clinician writes them, and the sum of a week where it is
// exact: "5 mg on Monday, Wednesday and Friday; 3 mg + 1 mg on Tuesday, Thursday, Saturday and Sunday", "(WEEKLY total 31 mg)".
// The dose is "" where not every dose has its days.
func weekSchedule(list []intake) (dose, week string) {
	var parts []*part
	for _, i := range list {
		rest, ok := withinDay(i.d)
		if !ok || i.dose() == "" {
			return "", ""
		}
		var mine *part
		for _, p := range parts {
			if x := p.intakes[0]; x.it != i.it && sharesGroup(x.it, i.it) && reflect.DeepEqual(p.timing, i.d.Timing) && reflect.DeepEqual(p.rest, rest) {
				mine = p
			}
		}
		if mine == nil {
			mine = &part{timing: i.d.Timing, rest: rest}
			parts = append(parts, mine)
		}
		mine.intakes = append(mine.intakes, i)
	}
	sort.SliceStable(parts, func(i, j int) bool { return firstDay(parts[i].timing) < firstDay(parts[j].timing) })
	var out []string
	for _, p := range parts {
		var doses []string
		for _, i := range p.intakes {
			doses = append(doses, i.dose())
		}
		text := strings.Join(doses, " + ")
		if s := units.FormatFrequency(p.rest); s != "" && s != "once daily" {
			text += " " + s
		}
		out = appendNew(out, text+" "+daysWords(p.timing.DayOfWeek))
	}
	week = "(repeated WEEKLY)"
	if sum := total(list); !shareDays(parts) && sum.n != nil && sum.unit == "mg" {
		if n, ok := exactDecimal(sum.n.Mul(sum.n, big.NewRat(7, 1))); ok {
			week = "(WEEKLY total " + units.FormatDose(record.Dosage{Dose: record.Quantity{Number: n, UCUM: "mg"}}) + ")"
		}
	}
	return strings.Join(out, "; "), week
}

// shareDays reports whether two prescriptions are for one day: whether both are taken is then not said.
func shareDays(parts []*part) bool {
	for i, p := range parts {
		for _, q := range parts[i+1:] {
			if !disjointWords(p.timing.DayOfWeek, q.timing.DayOfWeek) {
				return true
			}
		}
	}
	return false
}

// withinDay returns a dosage without its dose and its days of the week; false where it has no days, or where it counts
// otherwise than once for each of them.
func withinDay(d record.Dosage) (record.Dosage, bool) {
	days := int64(len(d.Timing.DayOfWeek))
	if days == 0 || !d.DoseHigh.IsZero() || d.Sequence > 1 {
		return record.Dosage{}, false
	}
	t := d.Timing
	if t.PeriodUnit == "wk" {
		n, ok := decimal(orWord(t.Frequency, "1"))
		p, ok2 := decimal(orWord(t.Period, "1"))
		if !ok || !ok2 || t.FrequencyMax != "" || t.PeriodMax != "" || n.Cmp(big.NewRat(days, 1)) != 0 || p.Cmp(big.NewRat(1, 1)) != 0 {
			return record.Dosage{}, false
		}
		t.Frequency, t.Period, t.PeriodUnit = "", "", ""
	}
	t.DayOfWeek = nil
	return record.Dosage{Timing: t, AsNeeded: d.AsNeeded, AsNeededIf: d.AsNeededIf}, true
}

var weekDays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

func firstDay(t record.Timing) int {
	for i, w := range weekDays {
		for _, d := range t.DayOfWeek {
			if strings.EqualFold(d, w) {
				return i
			}
		}
	}
	return len(weekDays)
}

// daysWords writes "on Monday, Wednesday and Friday".
func daysWords(days []string) string {
	s := units.FormatFrequency(record.Dosage{Timing: record.Timing{DayOfWeek: days}})
	return s[max(strings.Index(s, "on "), 0):]
}

// exactDecimal writes a number without rounding it; false where it has no end.
func exactDecimal(n *big.Rat) (string, bool) {
	places, exact := n.FloatPrec()
	return n.FloatString(places), exact
}

func (i intake) text() string {
	if s := strings.TrimSpace(i.dose() + " " + units.FormatFrequency(i.d)); s != "" && !i.d.Dose.IsZero() {
		return s
	}
	return i.d.Text
}
