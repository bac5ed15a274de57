package chart

import (
	"sort"

	"anamnesis/app/record"
)

// rule says how the facts of some kinds are compared.
type rule struct {
	kinds []record.Kind
	// courses gives ties within one source that make one course of several facts; identifiers and republication then tie
	// courses. It is nil where they tie facts.
	courses func(b *builder, items []*item) []tie
	// likeness names all that weak looks at: of facts that are alike only one is compared with others; may be nil.
	likeness func(b *builder, it *item) string
	// prepare is called with the events before they are compared; may be nil.
	prepare func(b *builder, nodes []*node)
	// keys are what two facts must share one of to be compared on weak evidence; nil when only ties join them.
	keys func(b *builder, it *item) []string
	// cross is true where only facts of different sources join on weak evidence.
	cross bool
	// weak compares two facts by what they say.
	weak func(b *builder, x, y *item) finding
	// events compares two events as a whole, in place of weak.
	events func(b *builder, m, n *node) finding
	// tied compares two facts that are one event: a contradiction, or the same. nil is always the same.
	tied func(b *builder, x, y *item) finding
	// revise is true where of one event the later revision supersedes the earlier.
	revise bool
	// conflict is the kind of conflict that a contrary finding is, "" when it is none of the listed ones.
	conflict string
}

// contradiction is two facts about one thing that cannot both be true.
type contradiction struct {
	kind string
	x, y *item
	why  string
}

// node is the facts of one event.
type node struct {
	items   []*item
	course  *course // of a medication, once it was asked for
	source  string  // of all that compares, "" when there are several
	current []*item // what compares: the newest revision, or the retracted ones where nothing else is left
}

// join is why a fact stands in one entry with another.
type join struct {
	with *item
	why  string
}

// rules are how each kind is compared, in the order in which they are joined: reports ask for the entries of their
// results, so that results come first.
func rules() []rule {
	return []rule{resultRule, problemRule, allergyRule, medicationRule, immunizationRule, procedureRule, encounterRule,
		reportRule, documentRule, familyRule, otherRule}
}

// join sorts the facts into groups: the facts of one group are one entry. Two facts of one event are joined first, then
// events that say the same.
func (b *builder) join() {
	byKind := map[record.Kind][]*item{}
	for _, it := range b.items {
		if k := kindOf(it); k != "" && !it.foreign {
			byKind[k] = append(byKind[k], it)
		}
	}
	for _, r := range rules() {
		var items []*item
		for _, k := range r.kinds {
			items = append(items, byKind[k]...)
		}
		byPlace(items)
		b.joinBy(r, items)
	}
	b.inOrder()
}

// joinBy sorts the facts of one rule into groups.
func (b *builder) joinBy(r rule, items []*item) {
	ties := b.ties(items)
	withdrawCopies(ties)
	m := &matching{b: b, rule: r, found: map[uint64]verdict{}}
	if r.courses == nil {
		m.nodes = b.eventsOf(r, items, ties)
	} else {
		m.nodes = b.eventsOf(r, items, r.courses(b, items))
		m.tie(ties)
	}
	var sets [][]*item
	for _, set := range agree(len(m.nodes), m.edges(), m.bad) {
		var items []*item
		for _, i := range set {
			items = append(items, m.nodes[i].items...)
		}
		sets = append(sets, items)
	}
	for _, set := range b.force(sets) {
		g := &group{items: set}
		byPlace(g.items)
		for _, it := range g.items {
			it.group = g
		}
		if r.revise && len(set) > 1 {
			markSuperseded(g.items)
			withdrawSame(g.items)
		}
		g.kind = kindOf(g.items[0])
		b.groups = append(b.groups, g)
	}
}

// eventsOf joins what is tied.
func (b *builder) eventsOf(r rule, items []*item, ties []tie) []*node {
	at := make(map[*item]int, len(items))
	for i, it := range items {
		at[it] = i
	}
	edges := make([][2]int, 0, len(ties))
	for _, t := range ties {
		edges = append(edges, [2]int{at[t.x], at[t.y]})
		t.remember()
		if r.tied != nil && r.courses == nil {
			if f := r.tied(b, t.x, t.y); f.verdict == contrary {
				b.note(r, t.x, t.y, f)
			}
		}
	}
	bad := func(i, j int) bool {
		return b.split(items[i], items[j]) || r.tied != nil && r.tied(b, items[i], items[j]).verdict == contrary
	}
	if r.courses != nil { // within one source a course contradicts itself in nothing: it changes
		bad = func(i, j int) bool { return b.split(items[i], items[j]) }
		if len(b.decisions.splits) == 0 {
			bad = nil
		}
	}
	var nodes []*node
	for _, set := range agree(len(items), edges, bad) {
		n := &node{}
		for _, i := range set {
			n.items = append(n.items, items[i])
		}
		if r.revise && len(set) > 1 {
			markSuperseded(n.items)
		}
		n.current = current(n.items)
		n.source = n.current[0].Ref.Source
		for _, it := range n.current {
			if it.Ref.Source != n.source {
				n.source = ""
			}
		}
		nodes = append(nodes, n)
	}
	return nodes
}

// remember notes the tie on both facts.
func (t tie) remember() {
	t.x.joined = append(t.x.joined, join{t.y, t.why})
	t.y.joined = append(t.y.joined, join{t.x, t.why})
}

// current returns the facts of an event that stand.
func current(items []*item) []*item {
	var out []*item
	for _, it := range items {
		if !it.retracted && it.superseded == nil {
			out = append(out, it)
		}
	}
	if len(out) == 0 {
		return items
	}
	return out
}

// note keeps why two facts were joined or contradict each other, and lets a clinician's split outrank the rule.
func (b *builder) note(r rule, x, y *item, f finding) verdict {
	switch {
	case b.split(x, y):
		return apart
	case x.modified || y.modified:
		return apart // what a modifier makes of it is not known
	case f.verdict == contrary && (x.retracted || y.retracted):
		return unclear
	case f.verdict == contrary:
		if f.kind != "" {
			r.conflict = f.kind
		}
		b.contradict(r, x, y, f.why)
	case f.verdict == same:
		x.joined = append(x.joined, join{y, f.why})
		y.joined = append(y.joined, join{x, f.why})
	}
	return f.verdict
}

func (b *builder) contradict(r rule, x, y *item, why string) {
	if r.conflict == "" || r.conflict == noConflict || x.retracted || y.retracted {
		return
	}
	if x.n > y.n {
		x, y = y, x
	}
	b.contrary = append(b.contrary, contradiction{r.conflict, x, y, why})
}

// kindOf returns the kind of entry that a fact is evidence of, "" when it makes none: what supports, what is unreadable
// and the identity.
func kindOf(it *item) record.Kind {
	switch {
	case it.Patient != nil:
		return ""
	case it.Account == record.AccountSupporting || it.Account == record.AccountUnreadable:
		return ""
	case it.Kind == "" && it.Account == record.AccountEvidence && it.Part == "":
		return record.KindOther
	}
	return it.Kind
}

// byPlace sorts facts by their fixed order.
func byPlace(items []*item) {
	sort.Slice(items, func(i, j int) bool { return items[i].n < items[j].n })
}

// inOrder sorts the groups by their first fact.
func (b *builder) inOrder() {
	sort.Slice(b.groups, func(i, j int) bool { return b.groups[i].items[0].n < b.groups[j].items[0].n })
}

// codeOf returns what a fact is about, by whatever element says it.
func (b *builder) codeOf(it *item) record.Concept {
	switch {
	case it.Allergy != nil:
		return substanceOf(it.Fact)
	case it.Medication != nil && it.Code.IsZero():
		if p := b.byRef[it.Medication.Product]; p != nil {
			return p.Code
		}
	}
	return it.Code
}
