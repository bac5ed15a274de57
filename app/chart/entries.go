package chart

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"

	"anamnesis/app/record"
	"anamnesis/app/units"
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

// Find returns the entry of an id, nil when there is none. An id that was given when other evidence came first still finds
// the entry in which that evidence now stands.
func (c *Chart) Find(id string) *Entry {
	for i := range c.Entries {
		if c.Entries[i].ID == id {
			return &c.Entries[i]
		}
	}
	for i := range c.Entries {
		for _, v := range c.Entries[i].Evidence {
			if EntryID(record.Ref{Source: v.Source, Type: v.Type, ID: v.ID}, "") == id {
				return &c.Entries[i]
			}
		}
	}
	return nil
}

// describe gives each group its entry.
func (b *builder) describe() {
	for _, g := range b.groups {
		if g.kind == record.KindMedication {
			g.shown = b.chooseOrder(g)
		} else {
			g.shown = b.choose(g)
		}
		it := g.shown
		e := &Entry{
			ID:     EntryID(g.items[0].Ref, g.items[0].Part),
			Kind:   g.kind,
			Title:  b.title(it),
			Status: it.Status,
			Start:  it.When.Start.Text,
			End:    it.When.End.Text,
			When:   record.Period{Start: it.start, End: it.end},
			Flags:  []Flag{},
		}
		if writtenKinds[g.kind] && it.start.IsZero() {
			at := it.Recorded
			if at.IsZero() {
				at = it.Issued
			}
			e.Start, e.When.Start = at.Text, at
		}
		g.entry = e
		if it.Observation != nil {
			e.Analyte = it.Observation.Analyte
			e.Value = b.valueOf(it)
		}
		if another := b.another(it); another != "" { // it shares no row with what is the patient's own
			e.Title, e.Analyte = e.Title+", "+another, ""
		}
		b.details(g)
		e.Active = b.active(g)
		if g.kind == record.KindMedication {
			b.describeMedication(g)
		}
		b.flag(g)
		b.byEntry[e.ID] = g
	}
}

// writtenKinds are the kinds whose time is when they were written, where nothing says when they happened.
var writtenKinds = map[record.Kind]bool{record.KindDocument: true, record.KindReport: true, record.KindOrder: true,
	record.KindCarePlan: true, record.KindGoal: true, record.KindImaging: true, record.KindOther: true, record.KindFamily: true}

// details gathers what has no field of its own: notes of every fact that stands, so that no comment is lost, and the
// labelled lines of the shown one.
func (b *builder) details(g *group) {
	e, it := g.entry, g.shown
	seen := map[string]bool{}
	for _, x := range g.items {
		if x.retracted && !it.retracted {
			continue
		}
		for _, n := range x.Notes {
			if !seen[n] {
				seen[n] = true
				e.Notes = append(e.Notes, n)
			}
		}
	}
	for _, x := range g.items {
		e.Notes = append(e.Notes, x.remarks...)
	}
	add := func(label, text string) {
		if text != "" {
			e.Details = append(e.Details, Detail{label, text})
		}
	}
	add("when", it.WhenText)
	add("not", it.NegatedWhy)
	if v := it.Verification; v != "" && v != "confirmed" {
		add("verification", v)
	}
	add("severity", it.Severity.Words())
	for _, s := range it.BodySites {
		add("bodySite", s.Words())
	}
	add("method", it.Method.Words())
	if o := it.Observation; o != nil {
		add("specimen", b.specimenOf(it).Words())
		add("dataAbsentReason", o.AbsentReason.Words())
		if bloodGroup(it.Code) {
			add("use", "Not for transfusion.")
		}
	}
	for _, r := range it.Reasons {
		add("reason", r.Words())
	}
	if a := worst(g.items, it).Allergy; a != nil {
		add("criticality", a.Criticality)
		for _, r := range a.Reactions {
			add("reaction", reactionText(r))
		}
	}
	if m := it.Immunization; m != nil {
		add("dose", m.Dose)
		add("series", m.Series)
		add("lot", m.Lot)
		add("manufacturer", m.Manufacturer)
	}
	add("focus", b.another(it))
	for _, d := range it.Details {
		if d.Label != "focus" || it.Focus.IsZero() {
			add(d.Label, d.Text)
		}
	}
	if d := it.Document; d != nil {
		add("author", d.Author)
		add("conclusion", d.Conclusion)
	}
	if it.modified {
		add("warning", "A modifier that this program does not know may turn its meaning round: look at the original.")
	} else if len(it.Warnings) > 0 {
		add("warning", "Part of the original could not be read: look at it.")
	}
}

// choose returns the fact that an entry shows: never a mean, one source's. Among those that stand: one in the shown unit
// first, then by revision, precision, the most recent, and the source order.
func (b *builder) choose(g *group) *item {
	best := g.items[0]
	for _, it := range g.items[1:] {
		if b.better(it, best) {
			best = it
		}
	}
	return best
}

func (b *builder) better(x, y *item) bool {
	for _, c := range []int{
		yes(!x.retracted) - yes(!y.retracted),
		yes(x.superseded == nil) - yes(y.superseded == nil),
		yes(x.preferred) - yes(y.preferred),
		yes(!x.Subsetted) - yes(!y.Subsetted),
		yes(b.inShownUnit(x)) - yes(b.inShownUnit(y)),
		revision(x) - revision(y),
		int(x.start.Precision) - int(y.start.Precision),
		revised(x).Sort(revised(y)),
	} {
		if c != 0 {
			return c > 0
		}
	}
	return x.n < y.n
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

// inShownUnit reports whether a fact states its value in the unit of its series.
func (b *builder) inShownUnit(it *item) bool {
	for _, r := range b.readingsOf(it) {
		if u := b.units[r.analyte]; u != "" && r.value.Quantity.UCUM == u {
			return true
		}
	}
	return false
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

// active reports whether an entry holds today. What is negated, proposed, retracted or in the future never does.
func (b *builder) active(g *group) bool {
	it := g.shown
	if it.retracted || it.modified || it.Negated || it.Proposed || it.Verification == "refuted" || it.future {
		return false
	}
	switch g.kind {
	case record.KindProblem:
		return activeCondition(it.Status) || it.Status == "" && it.end.IsZero()
	case record.KindAllergy:
		return allergyStands(it) && it.Allergy != nil && it.Allergy.NoKnown == ""
	case record.KindCarePlan, record.KindGoal, record.KindDevice, record.KindOrder, record.KindCoverage:
		return it.Status == "active" || it.Status == "on-hold"
	}
	return it.Ref.Type == "Flag" && it.Status == "active"
}

func activeCondition(status string) bool {
	return status == "active" || status == "recurrence" || status == "relapse"
}

// title returns the source's words for what the fact is about; an analyte's name where the source sends a bare code.
func (b *builder) title(it *item) string {
	c := b.codeOf(it)
	if s := c.Words(); s != "" && !bareCode(c, s) {
		return s
	}
	if it.Observation != nil {
		if a, ok := units.AnalyteByID(it.Observation.Analyte); ok {
			return a.Name
		}
	}
	if s := c.Words(); s != "" {
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

// bareCode reports whether the words of a concept are only its code.
func bareCode(c record.Concept, words string) bool {
	for _, x := range c.Codes {
		if x.Code == words {
			return true
		}
	}
	return false
}
