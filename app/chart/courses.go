package chart

import (
	"math/big"
	"slices"
	"sort"
	"time"

	"anamnesis/app/record"
)

// course is what the facts of one drug on one source say together.
type course struct {
	items    []*item // those that stand
	inEffect []*item // the orders or statements that hold at its end: one, or several that complement each other
	from, to time.Time
	open     bool // no end is known and the source calls it active
	active   bool
	told     bool // an order or a statement says its status; dispenses alone say nothing of it
}

// span is from when to when a medication fact holds.
type span struct {
	from, to time.Time
	open     bool // active and without a stated end
	ended    bool // the end was stated
}

// spanOf reads the validity of a fact. A fact without a date has a zero span.
func spanOf(it *item) span {
	s := span{from: it.start.At, to: it.end.Until()}
	s.ended = !it.end.IsZero()
	if it.start.IsZero() {
		s.from = it.Recorded.At
	}
	if it.start.IsZero() && it.Recorded.IsZero() {
		s.from = it.end.At
	}
	if !s.ended {
		s.to = s.from
		if days, ok := supplyDays(it.Medication); ok {
			s.to = s.from.Add(time.Duration(days*24) * time.Hour)
		}
		s.open = medicationActive(it) && isOrder(it)
	}
	return s
}

// supplyDays is how long a dispensed or ordered supply lasts.
func supplyDays(m *record.Medication) (float64, bool) {
	if m == nil || m.Supply.Number == "" {
		return 0, false
	}
	n, ok := decimal(m.Supply.Number)
	if !ok {
		return 0, false
	}
	perUnit := map[string]int64{"d": 1, "wk": 7, "mo": 30, "a": 365}[m.Supply.UCUM]
	if perUnit == 0 {
		perUnit = map[string]int64{"": 1, "day": 1, "days": 1, "d": 1}[m.Supply.Unit]
	}
	days, _ := n.Mul(n, big.NewRat(perUnit, 1)).Float64()
	return days, perUnit > 0
}

// isOrder reports whether a fact says what is to be taken, not what was handed out or given.
func isOrder(it *item) bool {
	return it.Medication != nil && (it.Medication.Role == record.RoleRequest || it.Medication.Role == record.RoleStatement)
}

func medicationActive(it *item) bool {
	return (it.Status == "active" || it.Status == "on-hold" || it.Status == "in-progress" && !isOrder(it)) &&
		!it.Negated && !it.Proposed && !it.retracted && !it.future && !it.modified
}

// The gap between two orders of one drug on one source within which the later one continues the earlier: after a stated
// end, and where no end was stated (prescriptions are commonly renewed within a year).
const (
	gapAfterEnd   = 31 * 24 * time.Hour
	gapWithoutEnd = 400 * 24 * time.Hour
)

// regimens ties what one source says of one drug over time: a later order, a taper, a split dose and several strengths are
// one regimen; a dispense or an administration belongs to the order that it fulfils.
func (b *builder) regimens(items []*item) []tie {
	var out []tie
	at := map[record.Ref]*item{}
	for _, it := range items {
		at[it.Ref] = it
	}
	byDrug := map[string][]*item{}
	for _, it := range items {
		if it.Medication == nil || it.retracted {
			continue
		}
		for _, r := range append([]record.Ref{it.Medication.Prior}, it.Medication.BasedOn...) {
			if o := at[r]; o != nil && o != it && alikeIntent(o, it) && b.sameDrug(o, it).verdict != apart {
				out = append(out, tie{x: o, y: it, why: "it follows from that order"})
			}
		}
		if keys := b.drugKeys(it); len(keys) > 0 {
			byDrug[it.Ref.Source+"\x00"+keys[len(keys)-1]] = append(byDrug[it.Ref.Source+"\x00"+keys[len(keys)-1]], it)
		}
	}
	for _, k := range sortedKeys(byDrug) {
		out = append(out, b.chain(byDrug[k])...)
	}
	return out
}

func alikeIntent(x, y *item) bool {
	return x.Negated == y.Negated && x.Proposed == y.Proposed && !x.modified && !y.modified
}

// chain links the facts of one drug of one source that follow one another without a gap.
func (b *builder) chain(list []*item) []tie {
	sort.SliceStable(list, func(i, j int) bool {
		if c := spanOf(list[i]).from.Compare(spanOf(list[j]).from); c != 0 {
			return c < 0
		}
		return list[i].n < list[j].n
	})
	type running struct {
		last *item
		span span
	}
	var open []*running
	var out []tie
	for _, it := range list {
		s := spanOf(it)
		var mine *running
		for _, r := range open {
			if alikeIntent(r.last, it) && b.sameDrug(r.last, it).verdict == same && continues(r.span, s, r.last, it) {
				mine = r
				break
			}
		}
		if mine == nil {
			open = append(open, &running{it, s})
			continue
		}
		out = append(out, tie{x: mine.last, y: it, why: "one source's orders of one drug are one regimen"})
		if isOrder(it) || !isOrder(mine.last) {
			mine.last = it
		}
		mine.span.open = mine.span.open || s.open
		if s.to.After(mine.span.to) {
			mine.span.to, mine.span.ended = s.to, s.ended
		}
	}
	return out
}

// continues reports whether a later span goes on from an earlier one. What has no date continues only what is active, when
// it is active itself.
func continues(earlier, later span, x, y *item) bool {
	if earlier.from.IsZero() || later.from.IsZero() {
		return medicationActive(x) && medicationActive(y)
	}
	gap := gapWithoutEnd
	if earlier.ended {
		gap = gapAfterEnd
	}
	return earlier.open || !later.from.After(earlier.to.Add(gap))
}

// courseOfNode sums an event up, once.
func (b *builder) courseOfNode(n *node) *course {
	if n.course == nil {
		n.course = b.courseOf(n.current)
	}
	return n.course
}

// courseOf sums up an event's facts.
func (b *builder) courseOf(items []*item) *course {
	c := &course{}
	for _, it := range items {
		if it.retracted || it.superseded != nil || it.overruled {
			continue
		}
		c.items = append(c.items, it)
	}
	if len(c.items) == 0 {
		c.items = items
	}
	for _, it := range c.items {
		s := spanOf(it)
		if !s.from.IsZero() && (c.from.IsZero() || s.from.Before(c.from)) {
			c.from = s.from
		}
		if s.to.After(c.to) {
			c.to = s.to
		}
		c.open = c.open || s.open
		c.told = c.told || isOrder(it)
	}
	c.inEffect = inEffect(c.items)
	for _, it := range c.inEffect {
		c.active = c.active || medicationActive(it)
	}
	if !c.told {
		c.active = c.active || b.supplied(c)
	}
	return c
}

// supplied reports whether what was dispensed, without an order that is known, still lasts.
func (b *builder) supplied(c *course) bool {
	for _, it := range c.items {
		if it.Medication == nil || it.Medication.Role != record.RoleDispense || it.Status != "completed" || it.Negated || it.future {
			continue
		}
		if _, stated := supplyDays(it.Medication); stated && spanOf(it).to.After(b.in.AsOf) {
			return true
		}
	}
	return false
}

// inEffect returns the orders or statements that hold at the end of a course: the latest, and those that complement it (of
// one prescription group, or for other days or hours).
func inEffect(items []*item) []*item {
	list := pick(items, func(it *item) bool { return isOrder(it) && medicationActive(it) })
	if len(list) == 0 {
		list = pick(items, isOrder)
	}
	if len(list) == 0 {
		list = items
	}
	if dosed := pick(list, func(it *item) bool { return it.Medication != nil && len(it.Medication.Dosages) > 0 }); len(dosed) > 0 {
		list = dosed
	}
	latest := list[0]
	for _, it := range list[1:] {
		if c := orderedAt(it).Sort(orderedAt(latest)); c > 0 {
			latest = it
		}
	}
	return pick(list, func(it *item) bool {
		return it == latest || it.Ref.Source == latest.Ref.Source &&
			(orderedAt(it).Same(orderedAt(latest)) || sharesGroup(it, latest) || complements(it, latest))
	})
}

func pick(items []*item, want func(*item) bool) []*item {
	var out []*item
	for _, it := range items {
		if want(it) {
			out = append(out, it)
		}
	}
	return out
}

// orderedAt is when an order or statement was made.
func orderedAt(it *item) record.Time {
	if !it.Recorded.IsZero() {
		return it.Recorded
	}
	return it.start
}

func sharesGroup(x, y *item) bool {
	if x.Medication == nil || y.Medication == nil {
		return false
	}
	g, h := x.Medication.Group, y.Medication.Group
	return g.Value != "" && g == h
}

// complements reports whether two orders are for other days of the week or other hours of the day.
func complements(x, y *item) bool {
	if !medicationActive(x) || !medicationActive(y) || x.Medication == nil || y.Medication == nil {
		return false
	}
	for _, d := range x.Medication.Dosages {
		for _, e := range y.Medication.Dosages {
			s, t := d.Timing, e.Timing
			if !disjointWords(s.DayOfWeek, t.DayOfWeek) && !disjointWords(s.TimeOfDay, t.TimeOfDay) && !disjointWords(s.When, t.When) {
				return false
			}
		}
	}
	return len(x.Medication.Dosages) > 0 && len(y.Medication.Dosages) > 0
}

// restates reports whether two orders tell one regimen, of which one says more: the same doses as often, and no day, time,
// route, condition or limit in which both say something else.
func (b *builder) restates(x, y *item) bool {
	p, q := &course{inEffect: []*item{x}}, &course{inEffect: []*item{y}}
	if b.compareRegimens(p, q) != valuesEqual {
		return false
	}
	m, n := b.intakes(p), b.intakes(q)
	for i := range m {
		c, d := m[i].d, n[i].d
		s, t := c.Timing, d.Timing
		for _, w := range [][2][]string{{s.DayOfWeek, t.DayOfWeek}, {s.TimeOfDay, t.TimeOfDay}, {s.When, t.When}} {
			if len(w[0]) > 0 && len(w[1]) > 0 && !slices.Equal(w[0], w[1]) {
				return false
			}
		}
		if c.MaxDose != d.MaxDose || c.AsNeededIf.Words() != d.AsNeededIf.Words() ||
			b.words.compare(c.Route, d.Route, x.Ref.Source, y.Ref.Source).match == matchMismatch {
			return false
		}
	}
	return true
}

func disjointWords(x, y []string) bool {
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	for _, a := range x {
		for _, c := range y {
			if a == c {
				return false
			}
		}
	}
	return true
}
