package chart

import (
	"sort"

	"anamnesis/app/record"
)

// The kinds of decision. The first fact of "split" leaves the others; the first of "right" is the right one.
const (
	decisionJoin     = "join"
	decisionSplit    = "split"
	decisionRight    = "right"
	decisionKeepBoth = "keep-both"
	decisionDismiss  = "dismiss"
	decisionNote     = "note"
)

// decided holds the decisions that stand, by what they do.
type decided struct {
	splits map[[2]*item]bool
	joins  map[[2]*item]record.Decision
	rights []record.Decision
	// answers are the decisions about conflicts, oldest first.
	answers []record.Decision
}

// decide sorts the decisions. One binds to the versions of the facts that were seen: where a fact has changed or is gone it
// no longer holds, and says so.
func (b *builder) decide() {
	b.decisions = decided{splits: map[[2]*item]bool{}, joins: map[[2]*item]record.Decision{}}
	list := append([]record.Decision{}, b.in.Decisions...)
	sort.SliceStable(list, func(i, j int) bool {
		if c := list[i].At.Compare(list[j].At); c != 0 {
			return c < 0
		}
		return list[i].ID < list[j].ID
	})
	for _, d := range list {
		items, mine := b.factsOf(d)
		if d.Undone || !mine {
			continue
		}
		if !b.holds(d) {
			for _, it := range items {
				it.decided = append(it.decided, "A decision no longer holds, because the record changed: "+decisionText(d))
			}
			continue
		}
		for _, it := range items {
			it.decided = append(it.decided, decisionText(d))
			it.bound = true
		}
		switch d.Kind {
		case decisionJoin, decisionRight:
			for i := 1; i < len(items); i++ {
				p := itemPair(items[0], items[i])
				b.decisions.joins[p] = d
				delete(b.decisions.splits, p)
			}
		case decisionSplit:
			for i := 1; i < len(items); i++ {
				p := itemPair(items[0], items[i])
				b.decisions.splits[p] = true
				delete(b.decisions.joins, p)
			}
		case decisionNote:
			if d.Note != "" && len(items) > 0 {
				items[0].remarks = append(items[0].remarks, decisionText(d))
			}
		}
		switch d.Kind {
		case decisionRight:
			b.decisions.rights = append(b.decisions.rights, d)
			b.decisions.answers = append(b.decisions.answers, d)
		case decisionKeepBoth, decisionDismiss:
			b.decisions.answers = append(b.decisions.answers, d)
		}
	}
}

// factsOf returns the facts that a decision names; mine is false when none is of this person.
func (b *builder) factsOf(d record.Decision) (items []*item, mine bool) {
	for _, r := range d.Facts {
		if it := b.byRef[r]; it != nil {
			items = append(items, it)
		}
	}
	return items, len(items) > 0
}

// holds reports whether every fact is there as it was when the decision was taken.
func (b *builder) holds(d record.Decision) bool {
	for i, r := range d.Facts {
		it := b.byRef[r]
		if it == nil || i < len(d.Version) && d.Version[i] != it.Version {
			return false
		}
	}
	return true
}

// decisionText says who decided what and when. A decision lives on this computer only: the sources do not know it.
func decisionText(d record.Decision) string {
	words := map[string]string{decisionJoin: "joined as one", decisionSplit: "split", decisionRight: "one is right",
		decisionKeepBoth: "both are kept", decisionDismiss: "dismissed", decisionNote: "note"}
	s := orWord(d.By, "Someone") + ", " + d.At.Format("2006-01-02 15:04") + ": " + orWord(words[d.Kind], d.Kind)
	if d.Note != "" {
		s += " (" + d.Note + ")"
	}
	return s + ". Known on this computer only."
}

func itemPair(x, y *item) [2]*item {
	if x.n > y.n {
		x, y = y, x
	}
	return [2]*item{x, y}
}

// split reports whether a clinician decided that two facts are not one entry.
func (b *builder) split(x, y *item) bool {
	return len(b.decisions.splits) > 0 && b.decisions.splits[itemPair(x, y)]
}

// force joins the sets of facts that a clinician joined, whatever the rules say, and lets the right one speak.
func (b *builder) force(sets [][]*item) [][]*item {
	if len(b.decisions.joins) == 0 {
		return sets
	}
	of := map[*item]int{}
	for i, set := range sets {
		for _, it := range set {
			of[it] = i
		}
	}
	near := make([][]int, len(sets))
	for p := range b.decisions.joins {
		i, okI := of[p[0]]
		j, okJ := of[p[1]]
		if okI && okJ && i != j {
			near[i], near[j] = append(near[i], j), append(near[j], i)
		}
	}
	for _, d := range b.decisions.rights {
		right := b.byRef[d.Facts[0]]
		i, ok := of[right]
		if !ok || right.retracted {
			continue
		}
		right.preferred = true
		for _, r := range d.Facts[1:] {
			if j, ok := of[b.byRef[r]]; ok && j != i {
				for _, it := range sets[j] {
					it.overruled = true
				}
			}
		}
	}
	var out [][]*item
	for _, c := range components(len(sets), near, nil) {
		var set []*item
		for _, i := range c {
			set = append(set, sets[i]...)
		}
		out = append(out, set)
	}
	return out
}

// answered marks a conflict that a clinician has answered. It stays in the list, with who and when.
func (b *builder) answered(c *Conflict, facts map[record.Ref]bool) {
	for _, d := range b.decisions.answers {
		if d.Conflict != "" && d.Conflict != c.Kind {
			continue
		}
		all := len(d.Facts) > 0
		for _, r := range d.Facts {
			all = all && facts[r]
		}
		if all {
			c.Decided = decisionText(d)
		}
	}
}
