package chart

import (
	"sort"
	"strings"

	"anamnesis/app/record"
)

// clash is a conflict in the making, with the groups and facts that it stands on.
type clash struct {
	Conflict
	groups []*group
	facts  map[record.Ref]bool
}

// tiers say how urgent each kind of conflict is, where a case does not say more.
var tiers = map[string]string{
	ConflictDrugAllergy: TierAct, ConflictAllergyNone: TierAct, ConflictAllergyStatus: TierAct, ConflictDose: TierAct,
	ConflictFrequency: TierAct, ConflictBloodGroup: TierAct, ConflictAfterDeath: TierAct, ConflictDeceased: TierAct,
	ConflictStatus: TierCheck, ConflictDuplicate: TierCheck, ConflictResultValue: TierCheck, ConflictUnit: TierCheck,
	ConflictImmunization: TierCheck, ConflictProblem: TierCheck, ConflictBirthDate: TierCheck, ConflictBeforeBirth: TierCheck,
	ConflictSex: TierTidy,
}

// kindOfConflictOrder is the order of conflicts of one tier.
var kindOfConflictOrder = func() map[string]int {
	m := map[string]int{}
	for i, k := range []string{ConflictAfterDeath, ConflictDeceased, ConflictDrugAllergy, ConflictAllergyNone, ConflictAllergyStatus,
		ConflictFrequency, ConflictDose, ConflictBloodGroup, ConflictUnit, ConflictStatus, ConflictDuplicate, ConflictResultValue,
		ConflictImmunization, ConflictProblem, ConflictBirthDate, ConflictBeforeBirth, ConflictSex} {
		m[k] = i
	}
	return m
}()

var tierOrder = map[string]int{TierAct: 0, TierCheck: 1, TierTidy: 2}

// conflicts returns what cannot all be true: the open ones first, the most urgent first. A decided one stays in the list.
func (b *builder) conflicts() []Conflict {
	var all []*clash
	all = append(all, b.contradictions()...)
	all = append(all, b.noneAgainstAllergy()...)
	all = append(all, b.drugAllergies()...)
	all = append(all, b.duplicates()...)
	all = append(all, b.doubtfulUnits()...)
	all = append(all, b.identityConflicts()...)
	all = append(all, b.bloodGroups()...)
	all = append(all, b.outsideLife()...)
	for _, c := range all {
		b.finish(c)
	}
	sort.SliceStable(all, func(i, j int) bool {
		x, y := all[i], all[j]
		for _, c := range []int{
			yes(x.Decided != "") - yes(y.Decided != ""),
			tierOrder[x.Tier] - tierOrder[y.Tier],
			kindOfConflictOrder[x.Kind] - kindOfConflictOrder[y.Kind],
			strings.Compare(strings.Join(x.Entries, " "), strings.Join(y.Entries, " ")),
		} {
			if c != 0 {
				return c < 0
			}
		}
		return x.Why < y.Why
	})
	out := make([]Conflict, 0, len(all))
	for _, c := range all {
		out = append(out, c.Conflict)
	}
	b.clashes = all
	return out
}

// flagged is the number of entries up to which a conflict flags each of them: a record of which half lies after a death is
// one question, not thousands.
const flagged = 50

// finish fills what every conflict has and flags its entries: a decided one no longer flags a conflict.
func (b *builder) finish(c *clash) {
	if c.Tier == "" {
		c.Tier = tiers[c.Kind]
	}
	c.Entries = []string{}
	restricted := false
	if c.facts == nil {
		c.facts = map[record.Ref]bool{}
	}
	sort.SliceStable(c.groups, func(i, j int) bool { return c.groups[i].items[0].n < c.groups[j].items[0].n })
	for _, g := range c.groups {
		c.Entries = append(c.Entries, g.entry.ID)
		restricted = restricted || b.hidden(g)
		for _, it := range g.items {
			c.facts[it.Ref] = true
		}
	}
	b.answered(&c.Conflict, c.facts)
	for _, g := range c.groups {
		if len(c.groups) > flagged {
			break
		}
		if c.Decided != "" {
			g.entry.add(FlagDecided)
		} else {
			g.entry.add(FlagConflict)
		}
	}
	if restricted {
		c.Why = restrictedWhy[c.Kind]
		if c.Why == "" {
			c.Why = "Two statements contradict each other."
		}
		c.Why += " A restricted entry is involved; open it with a reason to see it."
		for i := range c.Sides {
			if g := b.byEntry[c.Sides[i].Entry]; g != nil && b.hidden(g) {
				c.Sides[i].Says = restrictedTitle
			}
		}
	}
}

// restrictedWhy says what a conflict is about without what its entries say.
var restrictedWhy = map[string]string{
	ConflictDrugAllergy: "Possible allergy to an active drug.", ConflictAllergyNone: "An allergy is listed and denied.",
	ConflictDose: "One drug is listed in two doses.", ConflictFrequency: "One drug is listed in two frequencies.",
	ConflictStatus: "One drug is active here and stopped there.", ConflictDuplicate: "Two active courses hold one ingredient.",
	ConflictResultValue: "One specimen has two values.", ConflictUnit: "A value is implausible in its unit.",
	ConflictProblem: "A problem is active here and over there.", ConflictImmunization: "A vaccine is given here and not given there.",
	ConflictAfterDeath: "Something is dated after the death that a source states.", ConflictBeforeBirth: "Something is dated before the birth.",
}

// contradictions turns what the comparison found contrary into conflicts: facts that stand in different entries.
func (b *builder) contradictions() []*clash {
	type edge struct{ x, y *group }
	byKind := map[string][]edge{}
	why := map[*group]string{}
	for _, c := range b.contrary {
		x, y := c.x, c.y
		if x.group == y.group || x.retracted || y.retracted || x.superseded != nil || y.superseded != nil {
			continue
		}
		byKind[c.kind] = append(byKind[c.kind], edge{x.group, y.group})
		why[x.group], why[y.group] = c.why, c.why
	}
	var out []*clash
	for _, kind := range sortedKeys(byKind) {
		at := map[*group]int{}
		var groups []*group
		place := func(g *group) int {
			if i, ok := at[g]; ok {
				return i
			}
			at[g] = len(groups)
			groups = append(groups, g)
			return at[g]
		}
		edges := make([][2]int, 0, len(byKind[kind]))
		for _, e := range byKind[kind] {
			edges = append(edges, [2]int{place(e.x), place(e.y)})
		}
		near := make([][]int, len(groups))
		for _, e := range edges {
			near[e[0]], near[e[1]] = append(near[e[0]], e[1]), append(near[e[1]], e[0])
		}
		for _, set := range components(len(groups), near, nil) {
			c := &clash{Conflict: Conflict{Kind: kind}}
			for _, i := range set {
				c.groups = append(c.groups, groups[i])
			}
			sort.SliceStable(c.groups, func(i, j int) bool { return c.groups[i].items[0].n < c.groups[j].items[0].n })
			for _, g := range c.groups {
				c.Sides = append(c.Sides, b.side(g))
			}
			c.Why = b.contrarySentence(c)
			c.Tier = b.contraryTier(c)
			out = append(out, c)
		}
	}
	return out
}

// side says what one entry states, in its source's words.
func (b *builder) side(g *group) Side {
	return Side{Source: b.sourcesOf(g), Says: b.says(g), Entry: g.entry.ID}
}

// sourcesOf names the sources of an entry that still state it.
func (b *builder) sourcesOf(g *group) string {
	var out []string
	seen := map[string]bool{}
	for _, it := range g.items {
		if s := it.Ref.Source; !seen[s] && (!it.retracted || g.shown.retracted) {
			seen[s] = true
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

// says is what an entry states in one line: title, value, status, date.
func (b *builder) says(g *group) string {
	e, it := g.entry, g.shown
	s := e.Title
	switch g.kind {
	case record.KindMedication:
		if x := strings.TrimSpace(e.Dose + " " + e.Frequency); x != "" {
			s += ": " + x
		}
		s += ", " + medicationState(g)
	case record.KindProblem, record.KindAllergy:
		switch {
		case it.Verification == "refuted":
			s += ", refuted"
		case it.Status != "":
			s += ", " + it.Status
		}
	case record.KindImmunization, record.KindProcedure:
		s += map[bool]string{true: ", not done", false: ", done"}[it.Negated]
	default:
		if e.Value != nil {
			s += ": " + e.Value.Text
		}
	}
	if d := dateOf(it); d != "" {
		s += ", " + d
	}
	return s
}

func medicationState(g *group) string {
	switch {
	case g.shown.Negated:
		return "not taken"
	case g.shown.Proposed:
		return "proposed"
	}
	return orWord(g.entry.Status, "status not stated")
}

// dateOf is the date that names a fact: its clinical start, else when it was recorded.
func dateOf(it *item) string {
	if !it.start.IsZero() {
		return it.start.Date()
	}
	if !it.Recorded.IsZero() {
		return "recorded " + it.Recorded.Date()
	}
	return ""
}

// contrarySentence says a contradiction as a clinician would.
func (b *builder) contrarySentence(c *clash) string {
	first := c.groups[0].entry.Title
	if c.Kind == ConflictDose || c.Kind == ConflictFrequency || c.Kind == ConflictStatus {
		first = b.drugWords(c.groups)
	}
	var sides []string
	for _, s := range c.Sides {
		g := b.byEntry[s.Entry]
		var says string
		switch c.Kind {
		case ConflictDose:
			says = g.entry.Dose
		case ConflictFrequency:
			says = g.entry.Frequency
			if strings.HasPrefix(says, "(") { // the sum of a week says nothing without its doses
				says = g.entry.Dose + " " + says
			}
		case ConflictStatus:
			says = medicationState(g)
		case ConflictResultValue:
			says = "no value"
			if g.entry.Value != nil {
				says = g.entry.Value.Text
			}
		case ConflictProblem, ConflictAllergyStatus:
			says = orWord(g.shown.Status, "listed")
			if g.shown.Negated {
				says = "refuted"
			}
		case ConflictImmunization:
			says = map[bool]string{true: "not given", false: "given"}[g.shown.Negated]
		default:
			says = s.Says
		}
		sides = append(sides, saying(s.Source)+orWord(says, "nothing"))
	}
	lead := map[string]string{
		ConflictDose: first + ": the doses differ.", ConflictFrequency: first + ": the frequencies differ.",
		ConflictStatus:      first + ": taken or not?",
		ConflictResultValue: first + " of " + c.groups[0].shown.start.Date() + ": one specimen, two values.",
		ConflictProblem:     first + ": still a problem or not?", ConflictAllergyStatus: first + ": still an allergy or not?",
		ConflictImmunization: first + " of " + c.groups[0].shown.start.Date() + ": given or not?",
	}[c.Kind]
	return lead + " " + strings.Join(sides, "; ") + "."
}

// saying is "A says " or "A and B say ".
func saying(sources string) string {
	if strings.Contains(sources, ", ") {
		return allOf(sources) + " say "
	}
	return sources + " says "
}

// listing is "A lists " or "A and B list ".
func listing(sources string) string {
	if strings.Contains(sources, ", ") {
		return allOf(sources) + " list "
	}
	return sources + " lists "
}

// allOf writes a list of sources in a sentence: "A, B and C".
func allOf(sources string) string { return joinWords(strings.Split(sources, ", ")) }

func joinWords(list []string) string {
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
	return strings.Join(list, "")
}

// contraryTier raises a differing result to "act" where one side is critical.
func (b *builder) contraryTier(c *clash) string {
	if c.Kind == ConflictResultValue {
		for _, g := range c.groups {
			if g.entry.has(FlagCritical) {
				return TierAct
			}
		}
	}
	return tiers[c.Kind]
}
