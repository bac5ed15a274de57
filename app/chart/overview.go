package chart

import (
	"fmt"
	"sort"
	"strings"

	"anamnesis/app/record"
)

// The budget of the first screen: rows that are not exempt. Active allergies and medications and text-only pathology are.
const rowBudget = 40

// overview is the first screen, in the order in which a clinician asks: who; what is dangerous; what is active; what
// changed; what is abnormal; the last measurements; the last encounter; and how complete the picture is.
func (b *builder) overview(c *Chart) []Group {
	groups := []Group{
		b.identityGroup(c),
		b.allergyGroup(c),
		b.alertGroup(),
		b.conflictGroup(c),
		b.problemGroup(c),
		b.medicationGroup(c),
		b.changeGroup(),
		b.newGroup(),
		b.resultGroup(c),
		b.vitalGroup(c),
		b.encounterGroup(c),
		b.completenessGroup(c),
	}
	fit(groups, rowBudget)
	for i := range groups {
		g := &groups[i]
		if g.Entries = count(g.Rows); g.Group == "conflicts" {
			g.Entries = len(c.Conflicts)
		}
		for j := range g.Rows {
			r := &g.Rows[j]
			r.Flags = b.rowFlags(r.Flags)
			if r.Entries == nil {
				r.Entries = []string{}
			}
		}
		if g.Rows == nil {
			g.Rows = []Row{}
		}
	}
	return groups
}

// shownFlags are the flags that the first screen shows; the others wait in "why".
var shownFlags = map[Flag]bool{FlagConflict: true, FlagAbnormal: true, FlagAbnormalHigh: true, FlagAbnormalLow: true, FlagCritical: true,
	FlagRetracted: true, FlagUnitSuspect: true, FlagNew: true, FlagRestricted: true, FlagDecided: true}

func (b *builder) rowFlags(flags []Flag) []Flag {
	out := []Flag{}
	for _, f := range flags {
		if shownFlags[f] {
			out = append(out, f)
		}
	}
	return out
}

// count returns how many entries the rows stand for.
func count(rows []Row) int {
	seen := map[string]bool{}
	for _, r := range rows {
		for _, id := range r.Entries {
			seen[id] = true
		}
	}
	return len(seen)
}

// giveWay is how many rows each panel keeps when the screen is full, its counting row included: first comfortably, and
// where that is not enough, at least. The panel that is furthest above gives a row first.
var giveWay = []map[string]int{
	{"results": 8, "new": 4, "changes": 3, "problems": 7, "alerts": 4, "vitals": 5, "encounters": 3, "completeness": 3},
	{"results": 5, "new": 2, "changes": 2, "problems": 5, "alerts": 3, "vitals": 4, "encounters": 2, "completeness": 2},
}

// fit folds rows into one that counts them until the budget holds. Nothing is lost: the counting row names their entries.
func fit(groups []Group, budget int) {
	for _, keep := range giveWay {
		for used(groups) > budget {
			best, most := -1, 0
			for i, g := range groups {
				if n, ok := keep[g.Group]; ok && plainRows(g)-n > most {
					best, most = i, plainRows(g)-n
				}
			}
			if best < 0 || !foldOne(&groups[best], keep[groups[best].Group]) {
				break
			}
		}
	}
}

func plainRows(g Group) int {
	n := 0
	for _, r := range g.Rows {
		n += yes(!r.Exempt)
	}
	return n
}

func used(groups []Group) int {
	n := 0
	for _, g := range groups {
		n += plainRows(g)
	}
	return n
}

// foldOne takes one row of a panel into the row that counts the rest.
func foldOne(g *Group, keep int) bool {
	var plain []int
	for i, r := range g.Rows {
		if !r.Exempt {
			plain = append(plain, i)
		}
	}
	if len(plain) <= max(keep, 1) {
		return false
	}
	last := plain[len(plain)-1]
	if g.Rows[last].more == 0 {
		g.Rows[last] = more([]Row{g.Rows[last]})
	}
	from := plain[len(plain)-2]
	g.Rows[last] = more([]Row{g.Rows[from], g.Rows[last]})
	g.Rows = append(g.Rows[:from], g.Rows[from+1:]...)
	return true
}

// more is the row that counts others: it carries their entries and flags.
func more(rows []Row) Row {
	out := Row{}
	var names []string
	for _, r := range rows {
		n := max(r.more, 1)
		out.more += n
		out.Entries = append(out.Entries, r.Entries...)
		out.Flags = mergeFlags(out.Flags, r.Flags)
		if r.more == 0 {
			names = append(names, r.Title)
		} else if r.Text != "" {
			names = append(names, r.Text)
		}
	}
	out.Title = fmt.Sprintf("and %d more", out.more)
	out.Text = strings.Join(names, ", ")
	return out
}

// capped keeps the first rows of a panel and counts the rest in one.
func capped(rows []Row, most int) []Row {
	if len(rows) <= most {
		return rows
	}
	return append(append([]Row{}, rows[:most-1]...), more(rows[most-1:]))
}

// row is the line of one entry.
func (b *builder) row(g *group, text string) Row {
	e := g.entry
	r := Row{Title: e.Title, Text: text, Flags: e.Flags, Entries: []string{e.ID}, When: e.When.Start.Date()}
	if b.hidden(g) {
		r.Title, r.Text = restrictedTitle, ""
	}
	return r
}

// newestFirst sorts groups by their clinical start, the newest first; what is dated in the future comes last.
func newestFirst(list []*group) {
	sort.SliceStable(list, func(i, j int) bool {
		x, y := list[i], list[j]
		if x.shown.future != y.shown.future {
			return y.shown.future
		}
		return x.entry.When.Start.Sort(y.entry.When.Start) > 0
	})
}

// where selects groups.
func (b *builder) where(want func(*group) bool) []*group {
	var out []*group
	for _, g := range b.groups {
		if want(g) {
			out = append(out, g)
		}
	}
	return out
}

// panelTypes are the resource types on which a panel stands.
var panelTypes = map[string][]string{
	"allergies":   {"AllergyIntolerance"},
	"problems":    {"Condition"},
	"medications": {"MedicationRequest", "MedicationStatement"},
	"results":     {"Observation", "DiagnosticReport"},
	"vitals":      {"Observation"},
	"encounters":  {"Encounter"},
}

// outstanding names the sources that have not answered completely for a panel, with the reason.
func (b *builder) outstanding(c *Chart, panel string) []string {
	var out []string
	for _, s := range c.Sources {
		if s.NotKnown {
			continue // it answered: it has nothing of this person
		}
		state := record.Completeness("")
		for i, typ := range panelTypes[panel] {
			worst := record.Completeness("")
			for _, t := range s.Types {
				if t.Type == typ && (worst == "" || worst == record.Complete) {
					worst = t.State
				}
			}
			if worst == "" && i == 0 && !s.Files {
				worst = record.NotAsked
			}
			if worst != "" && worst != record.Complete && (state == "" || state == record.Complete) {
				state = worst
			}
		}
		if words := outstandingWords[state]; words != "" {
			out = append(out, s.Name+" "+words)
		}
	}
	return out
}

var outstandingWords = map[record.Completeness]string{record.Partial: "has answered only in part", record.Failed: "could not be read",
	record.Refused: "refused", record.NotAsked: "has not been asked"}

// empty says what it means that a panel has no row: none recorded, only where every source answered completely and not all
// of them are folders of files; otherwise who is outstanding.
func (b *builder) empty(c *Chart, panel, none string) string {
	if out := b.outstanding(c, panel); len(out) > 0 {
		return "Not known: " + strings.Join(out, "; ") + "."
	}
	if held := b.withheldBy(panel); len(held) > 0 {
		return "Not known: withheld by " + strings.Join(held, " and ") + "."
	}
	var names []string
	endpoint := false
	for _, s := range c.Sources {
		names = append(names, s.Name)
		endpoint = endpoint || !s.Files
	}
	switch {
	case len(names) == 0:
		return "Not known: no source was asked."
	case !endpoint:
		return "Not known: the files hold none, and files do not say that there are none."
	}
	return none + ": " + strings.Join(names, ", ") + " answered completely."
}

// withheldBy names the sources that say they withhold what a panel stands on, by a list or section that is empty for
// another reason than that nothing is known to exist.
func (b *builder) withheldBy(panel string) []string {
	if panel != "allergies" {
		return nil
	}
	var out []string
	for _, it := range b.items {
		if !it.retracted && !it.foreign && it.group != nil && withholds(it) {
			out = appendNew(out, it.Ref.Source)
		}
	}
	return out
}
