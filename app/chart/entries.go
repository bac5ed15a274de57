package chart

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"

	"anamnesis/app/record"
)

// kindOrder is the order of entries in a chart.
var kindOrder = orderOf(record.KindAllergy, record.KindProblem, record.KindMedication, record.KindResult, record.KindVital,
	record.KindImmunization, record.KindProcedure, record.KindEncounter, record.KindReport, record.KindDocument,
	record.KindImaging, record.KindFamily, record.KindSocial, record.KindCarePlan, record.KindGoal, record.KindDevice,
	record.KindOrder, record.KindOther, record.KindCoverage, record.KindClaim)

func orderOf(kinds ...record.Kind) map[record.Kind]int {
	m := map[record.Kind]int{}
	for i, k := range kinds {
		m[k] = i
	}
	return m
}

// EntryID returns the id of the entry whose first evidence is the resource (or the part of it). The first evidence is the
// earliest of the source that was added first, so that an entry keeps its id when new evidence joins it.
func EntryID(ref record.Ref, part string) string {
	h := sha256.New()
	for _, s := range []string{ref.Source, ref.Type, ref.ID, part} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return "e" + hex.EncodeToString(h.Sum(nil)[:8])
}

// describe gives each group its entry.
func (b *builder) describe() {
	for _, g := range b.groups {
		g.shown = b.choose(g)
		it := g.shown
		e := &Entry{
			ID:     EntryID(g.items[0].Ref, g.items[0].Part),
			Kind:   g.kind,
			Title:  title(it),
			Status: it.Status,
			Start:  it.When.Start.Text,
			End:    it.When.End.Text,
			When:   record.Period{Start: it.start, End: it.end},
			Flags:  []Flag{},
			Notes:  it.Notes,
		}
		if e.Start == "" && it.WhenText != "" {
			e.Details = append(e.Details, Detail{"when", it.WhenText})
		}
		for _, d := range it.Details {
			e.Details = append(e.Details, Detail{d.Label, d.Text})
		}
		if it.Observation != nil {
			e.Analyte = it.Observation.Analyte
			e.Value = valueOf(it)
		}
		g.entry = e
		e.Active = b.active(g)
		b.flag(g)
		for _, x := range g.items {
			e.Evidence = append(e.Evidence, b.evidence(g, x))
		}
		b.byEntry[e.ID] = g
	}
}

// choose returns the fact that an entry shows: one that is not retracted, by revision, then the most recent, then in the
// fixed order.
func (b *builder) choose(g *group) *item {
	best := g.items[0]
	for _, it := range g.items[1:] {
		if best.retracted && !it.retracted {
			best = it
		}
	}
	return best
}

// entries returns all entries, by kind and then newest first.
func (b *builder) entries() []Entry {
	out := make([]Entry, 0, len(b.groups))
	for _, g := range b.groups {
		out = append(out, *g.entry)
	}
	sort.SliceStable(out, func(i, j int) bool {
		x, y := &out[i], &out[j]
		if x.Kind != y.Kind {
			return kindOrder[x.Kind] < kindOrder[y.Kind]
		}
		if c := x.When.Start.Sort(y.When.Start); c != 0 {
			return c > 0
		}
		return x.ID < y.ID
	})
	return out
}

// active reports whether an entry holds today.
func (b *builder) active(g *group) bool {
	it := g.shown
	if it.retracted || it.Negated || it.Proposed || it.Verification == "refuted" || it.future {
		return false
	}
	switch g.kind {
	case record.KindProblem:
		return activeCondition(it.Status) || it.Status == "" && it.end.IsZero()
	case record.KindAllergy:
		return (it.Status == "" || it.Status == "active") && it.Allergy != nil && it.Allergy.NoKnown == ""
	case record.KindMedication, record.KindCarePlan, record.KindGoal, record.KindDevice, record.KindOrder, record.KindCoverage:
		return it.Status == "active" || it.Status == "on-hold"
	}
	return false
}

func activeCondition(status string) bool {
	return status == "active" || status == "recurrence" || status == "relapse"
}

// title returns the source's words for what the fact is about.
func title(it *item) string {
	if s := it.Code.Words(); s != "" {
		return s
	}
	if it.Document != nil && it.Document.Title != "" {
		return it.Document.Title
	}
	if it.List != nil && it.List.Title != "" {
		return it.List.Title
	}
	for _, c := range it.Categories {
		if s := c.Words(); s != "" {
			return s
		}
	}
	return it.Ref.Type + " without a name"
}
