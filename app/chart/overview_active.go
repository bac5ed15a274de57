package chart

import (
	"sort"
	"strconv"
	"strings"
	"time"

	"anamnesis/app/record"
)

// problemGroup lists active problems. Entries that say the same of other times share a row.
func (b *builder) problemGroup(c *Chart) Group {
	g := Group{Group: "problems", Title: "Active problems", Outstanding: b.outstanding(c, "problems")}
	list := b.where(func(x *group) bool { return x.kind == record.KindProblem && x.entry.Active && !b.allergyElsewhere(x) })
	newestFirst(list)
	at := map[string]int{}
	for _, x := range list {
		key := b.words.text(x.entry.Title)
		if i, ok := at[key]; ok && !b.hidden(x) {
			r := &g.Rows[i]
			r.Entries = append(r.Entries, x.entry.ID)
			r.Flags = mergeFlags(r.Flags, x.entry.Flags)
			r.Text = strconv.Itoa(len(r.Entries)) + " entries"
			if d := x.entry.When.Start.Date(); d != "" {
				r.When = d // the earliest
			}
			continue
		}
		if !b.hidden(x) {
			at[key] = len(g.Rows)
		}
		g.Rows = append(g.Rows, b.row(x, b.problemText(x)))
	}
	sort.SliceStable(g.Rows, func(i, j int) bool { return conflicted(g.Rows[i]) && !conflicted(g.Rows[j]) })
	g.Rows = capped(g.Rows, 9)
	if len(g.Rows) == 0 {
		g.Empty = b.empty(c, "problems", "No active problem recorded")
	}
	return g
}

func conflicted(r Row) bool { return (&Entry{Flags: r.Flags}).has(FlagConflict) }

func (b *builder) problemText(g *group) string {
	var parts []string
	if s := g.shown.Severity.Words(); s != "" {
		parts = append(parts, s)
	}
	if v := g.shown.Verification; v != "" && v != "confirmed" {
		parts = append(parts, v)
	}
	if s := b.sideOf(g.shown); s != "" && len(g.shown.BodySites) > 0 {
		parts = append(parts, g.shown.BodySites[0].Words())
	}
	return strings.Join(parts, ", ")
}

// medicationGroup names every active medication with its exact dose and frequency; what is only proposed is counted.
func (b *builder) medicationGroup(c *Chart) Group {
	g := Group{Group: "medications", Title: "Active medications", Outstanding: b.outstanding(c, "medications")}
	list := b.where(func(x *group) bool { return x.kind == record.KindMedication && x.entry.Active })
	sort.SliceStable(list, func(i, j int) bool { return b.words.text(list[i].entry.Title) < b.words.text(list[j].entry.Title) })
	for _, x := range list {
		r := b.row(x, b.medicationText(x))
		if b.hidden(x) {
			r.Text = ""
		}
		r.Exempt = true
		g.Rows = append(g.Rows, r)
	}
	var proposed, uncertain []Row
	for _, x := range b.groups {
		switch {
		case x.kind != record.KindMedication || x.entry.Active || x.shown.retracted:
		case x.shown.Proposed:
			proposed = append(proposed, b.row(x, ""))
		case x.shown.modified && x.shown.Status == "active":
			uncertain = append(uncertain, b.row(x, "a modifier may turn its meaning round; look at the original"))
		}
	}
	g.Rows = append(g.Rows, capped(uncertain, 2)...)
	if len(proposed) > 0 {
		r := more(proposed)
		r.Title, r.more = strconv.Itoa(len(proposed))+" proposed, not active", 0
		g.Rows = append(g.Rows, r)
	}
	if len(g.Rows) == 0 {
		g.Empty = b.empty(c, "medications", "No active medication recorded")
	}
	return g
}

// medicationText is dose and frequency, then the schedule, what was taken before and the age of the evidence, where there are
// any.
func (b *builder) medicationText(g *group) string {
	e := g.entry
	parts := []string{strings.TrimSpace(e.Dose + " " + e.Frequency)}
	if parts[0] == "" {
		parts[0] = "dose not stated"
	}
	if e.Status == "on-hold" {
		parts = append(parts, "ON HOLD")
	}
	for _, d := range e.Details {
		switch d.Label {
		case "schedule", "evidence":
			parts = append(parts, d.Text)
		case "regimen":
			parts = append(parts, b.doseBefore(g.course, e.Dose))
		}
	}
	return strings.Join(parts, "; ")
}

// recently is how far back the first screen tells what was started, changed or stopped.
const recently = 90 * 24 * time.Hour

// changeGroup tells which medications were started, changed or stopped lately, and why.
func (b *builder) changeGroup() Group {
	g := Group{Group: "changes", Title: "Started, changed or stopped in 90 days"}
	type change struct {
		row Row
		at  record.Time
	}
	var all []change
	for _, x := range b.groups {
		if x.kind != record.KindMedication || x.course == nil || !x.course.told || x.shown.Negated || x.shown.Proposed || x.shown.modified {
			continue
		}
		what, at, it := b.lately(x)
		if what == "" {
			continue
		}
		if w := whyChanged(it); w != "" && !b.hidden(x) {
			what += ": " + w
		}
		r := b.row(x, what)
		r.When = at.Date()
		if b.hidden(x) {
			r.Text = ""
		}
		all = append(all, change{r, at})
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].at.Sort(all[j].at) > 0 })
	for _, x := range all {
		g.Rows = append(g.Rows, x.row)
	}
	g.Rows = capped(g.Rows, 5)
	return g
}

// lately says what changed of a course within 90 days: when, and by which order.
func (b *builder) lately(g *group) (what string, at record.Time, it *item) {
	c := g.course
	within := func(t record.Time) bool {
		return !t.IsZero() && t.Precision >= record.PrecisionDay && !future(t, b.in.AsOf) && b.in.AsOf.Sub(t.At) <= recently
	}
	if !c.active {
		for _, x := range c.inEffect {
			if end := x.end; within(end) {
				return orWord(x.Status, "ended"), end, x
			}
		}
		return "", record.Time{}, nil
	}
	orders := pick(c.items, func(x *item) bool { return isOrder(x) && len(x.Medication.Dosages) > 0 })
	sort.SliceStable(orders, func(i, j int) bool { return startedAt(orders[i]).Sort(startedAt(orders[j])) < 0 })
	if len(orders) == 0 {
		return "", record.Time{}, nil
	}
	if first := startedAt(orders[0]); within(first) && within(g.entry.When.Start) {
		return "started", first, orders[0]
	}
	last := ""
	for i, x := range orders {
		dose, frequency := b.doseText(&course{inEffect: []*item{x}})
		now := strings.TrimSpace(dose + " " + frequency)
		if last != "" && now != last && within(startedAt(x)) && !sharesGroup(x, orders[0]) && !complements(x, orders[0]) &&
			!b.restates(orders[i-1], x) {
			what, at, it = last+" -> "+now, startedAt(x), x
		}
		last = now
	}
	return what, at, it
}

// whyChanged is the reason that the source gives: of the status, of the order, else its note.
func whyChanged(it *item) string {
	if it.Medication == nil {
		return ""
	}
	if s := it.Medication.StatusWhy.Words(); s != "" {
		return s
	}
	for _, r := range it.Reasons {
		if s := r.Words(); s != "" {
			return s
		}
	}
	if len(it.Notes) > 0 {
		return it.Notes[0]
	}
	return ""
}

// newGroup tells what arrived since this clinician last looked: retracted first, then changed, then new.
func (b *builder) newGroup() Group {
	g := Group{Group: "new", Title: "New since you last looked"}
	if b.in.LastLooked.IsZero() {
		g.Empty = "You have not opened this record before."
		return g
	}
	var retracted, changed, fresh []*group
	for _, x := range b.groups {
		if !x.entry.has(FlagNew) {
			continue
		}
		switch {
		case b.newlyRetracted(x):
			retracted = append(retracted, x)
		case b.changed(x):
			changed = append(changed, x)
		default:
			fresh = append(fresh, x)
		}
	}
	newestFirst(retracted)
	newestFirst(changed)
	for _, x := range retracted {
		g.Rows = append(g.Rows, b.row(x, "RETRACTED: "+upperFirst(b.retractedWhy(x))))
	}
	for _, x := range changed {
		text := "changed"
		if x.entry.Value != nil && !b.hidden(x) {
			text += ", now " + x.entry.Value.Text
		}
		g.Rows = append(g.Rows, b.row(x, text))
	}
	g.Rows = capped(g.Rows, 4)
	byKind := map[record.Kind][]Row{}
	for _, x := range fresh {
		byKind[x.kind] = append(byKind[x.kind], b.row(x, ""))
	}
	var kinds []record.Kind
	for k := range byKind {
		kinds = append(kinds, k)
	}
	sort.Slice(kinds, func(i, j int) bool { return kindOrder[kinds[i]] < kindOrder[kinds[j]] })
	var news []Row
	for _, k := range kinds {
		r := more(byKind[k])
		r.Title, r.Text = "New: "+strconv.Itoa(len(byKind[k]))+" "+string(k), ""
		if len(byKind[k]) <= 3 {
			var names []string
			for _, x := range byKind[k] {
				names = appendNew(names, x.Title)
			}
			r.Text = strings.Join(names, ", ")
		}
		r.more = 0
		news = append(news, r)
	}
	g.Rows = append(g.Rows, capped(news, 4)...)
	if len(g.Rows) == 0 {
		g.Empty = "Nothing new since " + b.in.LastLooked.Format("2006-01-02 15:04") + "."
	}
	return g
}

// newlyRetracted reports whether a retraction arrived since the clinician last looked.
func (b *builder) newlyRetracted(g *group) bool {
	for _, it := range g.items {
		if it.retracted && (it.withdrawn || b.in.Arrived[it.Ref].After(b.in.LastLooked)) {
			return true
		}
	}
	return false
}

func (b *builder) retractedWhy(g *group) string {
	for _, it := range g.items {
		if it.retracted && !it.withdrawn {
			return it.why
		}
	}
	for _, it := range g.items {
		if it.retracted {
			return it.why
		}
	}
	return ""
}

// changed reports whether the entry was there before: another of its facts is older, or the new one is a later version.
func (b *builder) changed(g *group) bool {
	for _, it := range g.items {
		at, known := b.in.Arrived[it.Ref]
		if !known || !at.After(b.in.LastLooked) {
			return true
		}
		if it.Version != "" && it.Version != "1" && it.Version != "0" {
			return true
		}
	}
	return false
}
