package chart

import (
	"strings"

	"anamnesis/app/record"
)

// Problems are one when their codes are equivalent, they sit in one place of the body and their onsets are compatible. One
// side without an onset is enough only for problems that a table calls chronic.
var problemRule = rule{
	kinds:    []record.Kind{record.KindProblem},
	keys:     func(b *builder, it *item) []string { return b.words.keys(it.Code, it.Ref.Source) },
	likeness: (*builder).problemLikeness,
	weak:     (*builder).compareProblems,
	tied:     (*builder).compareTiedProblems,
	revise:   true,
	conflict: ConflictProblem,
}

// problemLikeness is all that tells two problems of one source apart.
func (b *builder) problemLikeness(it *item) string {
	parts := []string{it.Ref.Source, conceptText(it.Code), it.start.Text, it.Status, it.Verification, it.Recorded.Text, it.NegatedWhy}
	for _, s := range it.BodySites {
		parts = append(parts, conceptText(s))
	}
	return strings.Join(parts, "\x00")
}

// conceptText writes a concept whole, for comparing.
func conceptText(c record.Concept) string {
	parts := []string{c.Text}
	for _, x := range c.Codes {
		parts = append(parts, x.System, x.Code, x.Display)
	}
	return strings.Join(parts, "\x01")
}

func (b *builder) compareProblems(x, y *item) finding {
	c := b.words.compare(x.Code, y.Code, x.Ref.Source, y.Ref.Source)
	if c.match == matchMismatch {
		return finding{verdict: apart, why: c.why}
	}
	sites := b.compareSites(x, y)
	if sites == apart {
		return finding{verdict: apart, why: "another place of the body"}
	}
	if c.match != matchYes || sites != same {
		return finding{}
	}
	if c.learned {
		x.learned, y.learned = true, true
	}
	if x.Negated != y.Negated {
		if deniedLater(x, y) {
			return finding{verdict: contrary, why: "confirmed against refuted"}
		}
		return finding{verdict: apart, why: "refuted before it was found"}
	}
	switch near := compareTimes(x.start, y.start); {
	case near == timeApart:
		return finding{verdict: apart, why: "the onsets differ"}
	case x.start.IsZero() || y.start.IsZero():
		if !chronic(x.Code) && !chronic(y.Code) {
			return finding{}
		}
		c.why += "; the problem is chronic, so that a missing onset is no second one"
	case c.residual && !chronic(x.Code) && near != timeMinute && near != timeDay:
		return finding{} // "unspecified" and a coarse date are too little together
	default:
		c.why += "; the onsets agree"
	}
	if f := statusesOf(x, y); f.verdict == contrary {
		return f
	}
	return finding{verdict: same, why: c.why}
}

// deniedLater reports whether the denial among two facts stands against the other: it was not made before it.
func deniedLater(x, y *item) bool {
	no, yes := x, y
	if y.Negated {
		no, yes = y, x
	}
	return !statedAt(no).Before(statedAt(yes))
}

// statedAt is when a fact was asserted: when it was recorded, else its clinical time.
func statedAt(it *item) record.Time {
	if !it.Recorded.IsZero() {
		return it.Recorded
	}
	return it.start
}

func (b *builder) compareTiedProblems(x, y *item) finding {
	if x.retracted || y.retracted {
		return finding{verdict: same}
	}
	if x.Negated != y.Negated {
		return finding{verdict: contrary, why: "confirmed against refuted"}
	}
	return statusesOf(x, y)
}

// statusesOf compares clinical statuses. Within one source the later statement is the course of the illness, not a
// contradiction.
func statusesOf(x, y *item) finding {
	over := func(s string) bool { return s == "resolved" || s == "inactive" }
	if activeCondition(x.Status) && over(y.Status) || activeCondition(y.Status) && over(x.Status) {
		if x.Ref.Source == y.Ref.Source && revised(x).Sort(revised(y)) != 0 {
			return finding{verdict: same}
		}
		return finding{verdict: contrary, why: "active against " + map[bool]string{true: x.Status, false: y.Status}[over(x.Status)]}
	}
	return finding{verdict: same}
}

// revised is when a source last said something of a fact.
func revised(it *item) record.Time {
	for _, t := range []record.Time{it.Recorded, it.Issued, it.LastUpdated} {
		if !t.IsZero() {
			return t
		}
	}
	return record.Time{}
}
