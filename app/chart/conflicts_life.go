package chart

import (
	"strconv"
	"strings"
	"time"

	"anamnesis/app/record"
)

// livingKinds are the kinds of entry that happen to a living patient.
var livingKinds = map[record.Kind]bool{record.KindResult: true, record.KindVital: true, record.KindMedication: true,
	record.KindProcedure: true, record.KindEncounter: true, record.KindImmunization: true, record.KindProblem: true,
	record.KindImaging: true}

// afterDeathSlack is how long after a stated death a result may still be dated: what was taken before it, certified after.
const afterDeathSlack = 48 * time.Hour

// outsideLife finds what is dated after the death or before the birth that a source states: is this the right patient?
func (b *builder) outsideLife() []*clash {
	var born, died record.Time
	var bornBy, diedBy *item
	for _, it := range b.patientItems() {
		if t := it.Patient.BirthDate; !t.IsZero() && (bornBy == nil || t.At.Before(born.At)) {
			born, bornBy = t, it
		}
		if t := it.Patient.DeceasedAt; !t.IsZero() && (diedBy == nil || t.At.Before(died.At)) {
			died, diedBy = t, it
		}
	}
	var before, after []*group
	for _, g := range b.groups {
		it := g.shown
		if !livingKinds[g.kind] || it.retracted || it.Proposed || it.Negated || it.future || !it.Focus.IsZero() || it.start.IsZero() {
			continue
		}
		if bornBy != nil && it.start.Before(born) {
			before = append(before, g)
		}
		if diedBy != nil && it.start.At.After(died.Until().Add(afterDeathSlack)) {
			after = append(after, g)
		}
	}
	var out []*clash
	if len(after) > 0 {
		out = append(out, b.outside(ConflictAfterDeath, after, diedBy, "died "+died.Date(), "after the death of "+died.Date()))
	}
	if len(before) > 0 {
		out = append(out, b.outside(ConflictBeforeBirth, before, bornBy, "born "+born.Date(), "before the birth date "+born.Date()))
	}
	return out
}

func (b *builder) outside(kind string, groups []*group, by *item, says, where string) *clash {
	c := &clash{Conflict: Conflict{Kind: kind}, groups: groups, facts: map[record.Ref]bool{by.Ref: true}}
	c.Sides = append(c.Sides, Side{Source: by.Ref.Source, Says: says})
	count := map[string]int{}
	var order []string
	for _, g := range groups {
		s := b.sourcesOf(g)
		if count[s]++; count[s] == 1 {
			order = append(order, s)
			c.Sides = append(c.Sides, b.side(g))
		}
	}
	var parts []string
	for _, s := range order {
		n := strconv.Itoa(count[s]) + " entries"
		if count[s] == 1 {
			n = "one entry"
		}
		parts = append(parts, s+" has "+n)
	}
	c.Why = strings.Join(parts, " and ") + " dated " + where + " that " + by.Ref.Source + " states. Is this the right patient?"
	return c
}
