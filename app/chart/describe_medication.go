package chart

import (
	"sort"
	"strings"
	"time"

	"anamnesis/app/record"
	"anamnesis/app/units"
)

// describeMedication shows a course: the dose and frequency in effect, exactly as ordered, how they came to be, and how
// old the evidence is.
func (b *builder) describeMedication(g *group) {
	e, c := g.entry, g.course
	if c == nil {
		return
	}
	if t := b.commonTitle(c); t != "" {
		e.Title = t
	}
	b.shownSpan(g, c)
	e.Active = c.active
	e.Dose, e.Frequency = b.doseText(c)
	if s := b.schedule(b.intakes(c)); s != "" {
		e.Details = append(e.Details, Detail{"schedule", s})
	}
	if s := b.regimen(c); s != "" {
		e.Details = append(e.Details, Detail{"regimen", s})
	}
	if w := g.shown.Medication; w != nil && !w.StatusWhy.IsZero() {
		e.Details = append(e.Details, Detail{"statusReason", w.StatusWhy.Words()})
	}
	if !c.told && c.active {
		e.Details = append(e.Details, Detail{"evidence", "dispensed; no order is known"})
	}
	if last := lastEvidence(c, b.in.AsOf); c.active && !last.IsZero() && b.in.AsOf.Sub(last.At) > oldEvidence {
		e.Details = append(e.Details, Detail{"evidence", "active in " + b.sourcesOf(g) + ", last evidence " + last.Date()})
	}
}

// chooseOrder sums a course up and chooses the order whose words it shows.
func (b *builder) chooseOrder(g *group) *item {
	live := pick(g.items, func(it *item) bool { return !it.retracted && !it.overruled })
	if len(live) == 0 {
		return g.items[0]
	}
	g.course = b.courseOf(live)
	g.course.inEffect = inEffect(b.clearest(g.course.items))
	return b.bestOrder(g.course)
}

// oldEvidence is the age from which an active course says how old its last evidence is.
const oldEvidence = 365 * 24 * time.Hour

// bestOrder returns the fact whose words the course shows: of the orders in effect the clearest, then the latest.
func (b *builder) bestOrder(c *course) *item {
	best := c.inEffect[0]
	for _, it := range c.inEffect[1:] {
		for _, x := range []int{yes(it.preferred) - yes(best.preferred), b.clarity(it) - b.clarity(best), orderedAt(it).Sort(orderedAt(best))} {
			if x > 0 {
				best = it
			}
			if x != 0 {
				break
			}
		}
	}
	return best
}

// clarity says how much an order tells in a form that cannot be misread: a dose, a frequency, a strength in the name.
func (b *builder) clarity(it *item) int {
	n := yes(strings.ContainsAny(b.codeOf(it).Words(), "0123456789"))
	if it.Medication == nil || len(it.Medication.Dosages) == 0 {
		return n
	}
	d := it.Medication.Dosages[0]
	return n + 4*yes(!d.Dose.IsZero()) + 2*yes(perDay(d.Timing) != nil) + yes(amountOf(d.Dose, b.drugOf(it)).n != nil)
}

// clearest keeps, of a course that several sources tell, the facts of the source that tells it most clearly; of equally
// clear ones the latest.
func (b *builder) clearest(items []*item) []*item {
	bySource := map[string][]*item{}
	for _, it := range items {
		bySource[it.Ref.Source] = append(bySource[it.Ref.Source], it)
	}
	if len(bySource) == 1 {
		return items
	}
	var best []*item
	var bestOf *item
	for _, s := range sortedKeys(bySource) {
		list := inEffect(bySource[s])
		one := b.bestOrder(&course{inEffect: list})
		if bestOf == nil {
			best, bestOf = bySource[s], one
			continue
		}
		for _, x := range []int{yes(one.preferred) - yes(bestOf.preferred), yes(medicationActive(one)) - yes(medicationActive(bestOf)),
			b.clarity(one) - b.clarity(bestOf), orderedAt(one).Sort(orderedAt(bestOf)), bestOf.n - one.n} {
			if x > 0 {
				best, bestOf = bySource[s], one
			}
			if x != 0 {
				break
			}
		}
	}
	return best
}

// commonTitle names a course of several products by the words that their names share: one tablet's strength would mislead.
// It is "" for one product.
func (b *builder) commonTitle(c *course) string {
	var common []string
	titles := map[string]bool{}
	for i, it := range c.inEffect {
		words := strings.Fields(b.title(it))
		titles[strings.Join(words, " ")] = true
		if i == 0 {
			common = words
		}
		n := 0
		for n < min(len(common), len(words)) && common[n] == words[n] {
			n++
		}
		common = common[:n]
	}
	if len(titles) < 2 {
		return ""
	}
	if len(common) == 0 {
		return b.drugOf(c.inEffect[0]).names()
	}
	return strings.Join(common, " ")
}

// shownSpan sets the course's start and, where it is over, its end, in their sources' lexemes.
func (b *builder) shownSpan(g *group, c *course) {
	e := g.entry
	var start, end record.Time
	for _, it := range c.items {
		t := it.start
		if t.IsZero() {
			t = it.Recorded
		}
		if !t.IsZero() && (start.IsZero() || t.Sort(start) < 0) {
			start = t
		}
		if !it.end.IsZero() && it.end.Sort(end) > 0 {
			end = it.end
		}
	}
	e.Start, e.When.Start = start.Text, start
	e.End, e.When.End = "", record.Time{}
	if !c.open {
		e.End, e.When.End = end.Text, end
	}
}

// doseText writes the doses in effect and their frequencies. Doses are never rescaled, rounded or cut; where a source gives
// only a sentence, that sentence is the dose. Doses that go by the days of the week are one schedule, with the sum of a week
// in place of the frequency.
func (b *builder) doseText(c *course) (dose, frequency string) {
	list := b.intakes(c)
	if len(list) > 1 {
		if dose, week := weekSchedule(list); dose != "" {
			return dose, week
		}
	}
	var doses, frequencies []string
	for _, i := range list {
		d, f := i.dose(), units.FormatFrequency(i.d)
		if d == "" && i.d.Text != "" {
			d = i.d.Text
			if strings.Contains(b.words.text(d), b.words.text(f)) {
				f = "" // the sentence says it
			}
		}
		doses, frequencies = appendNew(doses, d), appendNew(frequencies, f)
	}
	return strings.Join(doses, "; "), strings.Join(frequencies, "; ")
}

// dose writes the dose of an intake, the same in other words in brackets: 1 tablet (850 mg).
func (i intake) dose() string {
	s := doseWords(i.d)
	for _, d := range i.also {
		s += " (" + doseWords(d) + ")"
	}
	return s
}

// doseWords writes a dose; a bare number says that its unit is missing, so that nobody supplies one.
func doseWords(d record.Dosage) string {
	s := units.FormatDose(d)
	if s != "" && !d.Dose.IsZero() && unitOf(d.Dose) == "" {
		s += " (no unit stated)"
	}
	return s
}

func appendNew(list []string, s string) []string {
	if s == "" {
		return list
	}
	for _, o := range list {
		if o == s {
			return list
		}
	}
	return append(list, s)
}

// step is a dose of a course, and from when it holds.
type step struct {
	dose, frequency string
	at              record.Time
}

// doseSteps tells the doses of a course in the order of their orders; orders that complement each other are one step, and one
// that repeats the dose is none.
func (b *builder) doseSteps(c *course) []step {
	orders := pick(c.items, func(it *item) bool { return isOrder(it) && len(it.Medication.Dosages) > 0 })
	sort.SliceStable(orders, func(i, j int) bool { return orderedAt(orders[i]).Sort(orderedAt(orders[j])) < 0 })
	var out []step
	for i := 0; i < len(orders); {
		set := []*item{orders[i]}
		for i++; i < len(orders) && (orderedAt(orders[i]).Same(orderedAt(set[0])) || sharesGroup(orders[i], set[0]) || complements(orders[i], set[0])); i++ {
			set = append(set, orders[i])
		}
		dose, frequency := b.doseText(&course{inEffect: set})
		if dose == "" || len(out) > 0 && dose == out[len(out)-1].dose {
			continue
		}
		out = append(out, step{dose, frequency, startedAt(set[0])})
	}
	return out
}

// regimen tells how the dose changed: "3.125 mg -> 6.25 mg on 2026-09-15".
func (b *builder) regimen(c *course) string {
	list := b.doseSteps(c)
	if len(list) < 2 {
		return ""
	}
	text := list[0].dose
	for _, s := range list[1:] {
		text += " -> " + s.dose
		switch d := s.at.Date(); {
		case d == "":
		case strings.Contains(s.dose, " on "): // days of the week
			text += ", from " + d
		default:
			text += " on " + d
		}
	}
	return text
}

// doseBefore tells the dose before the one that is shown, with its frequency where that is another. Where the last step is
// not what is shown, it tells the whole regimen.
func (b *builder) doseBefore(c *course, shown string) string {
	list := b.doseSteps(c)
	if len(list) < 2 || list[len(list)-1].dose != shown {
		return b.regimen(c)
	}
	was, now := list[len(list)-2], list[len(list)-1]
	text := "was " + was.dose
	if was.frequency != now.frequency {
		text = strings.TrimSpace(text + " " + was.frequency)
	}
	if d := now.at.Date(); d != "" {
		text += " until " + d
	}
	return text
}

// startedAt is when an order begins to hold: its own start where it lies after its writing, else its writing.
func startedAt(it *item) record.Time {
	if !it.start.IsZero() && it.start.Sort(it.Recorded) > 0 {
		return it.start
	}
	return orderedAt(it)
}

// lastEvidence is the newest date at which a source said something of the course.
func lastEvidence(c *course, now time.Time) record.Time {
	var last record.Time
	for _, it := range c.items {
		for _, t := range []record.Time{it.start, it.Recorded, it.end} {
			if !future(t, now) && t.Sort(last) > 0 {
				last = t
			}
		}
	}
	return last
}
