package people

import (
	"cmp"
	"slices"
	"strings"

	"anamnesis/app/record"
)

// Link sorts patient records into people and says which pairs a human being should look at.
//
// Every record belongs to exactly one person. A person keeps its id: of the people in existing, the one that most of the
// records came from; newID is asked for the others. What existing joined stays joined unless a contradiction or a decision
// parts it; where the evidence no longer suffices, the pair is offered for review. Decisions of the kinds "join" (all
// facts named are one person) and "split" (the first fact named is kept apart from each of the others) bind, except that
// a join never overrules a contradiction of birth date and sex. A decision on other versions than the present ones still
// binds, and is offered for review.
//
// The result does not depend on the order of patients, nor of existing, nor of decisions that do not contradict; where
// they do, the later one binds.
func Link(patients []record.Fact, existing []record.Person, decisions []record.Decision, newID func() string) (people []record.Person, review []record.Review) {
	b := newBase(patients)
	l := &linker{base: b, graph: newGraph(b), at: map[record.Ref]int32{}, version: map[record.Ref]string{}}
	for i, p := range b.profiles {
		l.at[p.ref] = int32(i)
	}
	for i := range patients {
		if patients[i].Part == "" {
			l.version[patients[i].Ref] = patients[i].Version
		}
	}
	for i, j := range b.candidates() {
		x := b.words.compare(b.profiles[i], b.profiles[j])
		if p := b.weights.decide(b.profiles[i], b.profiles[j], &x, true); p.Decision != Different {
			l.graph.add(i, j, p)
		}
	}
	l.decide(decisions)
	l.keep(existing)
	l.graph.settle()
	l.loosen()
	return l.people(existing, newID), l.reviews()
}

type linker struct {
	base    *base
	graph   *graph
	at      map[record.Ref]int32
	version map[record.Ref]string
	decided map[[2]int32]*record.Decision // the decision that binds a pair
	joins   [][2]int32                    // pairs joined by decision, in order
	undone  map[int32]bool                // records of a join that was undone
	kept    [][2]int32                    // pairs that only existing holds together
	extra   []Pair                        // further pairs to review
}

// pair returns the two positions, the smaller first.
func pairOf(a, b int32) [2]int32 {
	if a > b {
		a, b = b, a
	}
	return [2]int32{a, b}
}

func (l *linker) compare(k [2]int32) Pair {
	return l.base.weights.pair(l.base.words, l.base.profiles[k[0]], l.base.profiles[k[1]])
}

// keep holds together what existing people hold, the surest pairs first, where nothing contradicts.
func (l *linker) keep(existing []record.Person) {
	type held struct {
		k    [2]int32
		odds float64
	}
	var all []held
	for _, p := range existing {
		var at []int32
		free := false
		for _, link := range p.Links {
			if n, ok := l.at[link.Patient]; ok {
				at = append(at, n)
				free = free || l.undone[n]
			}
		}
		if free {
			continue // a clinician undid a join in it: only the evidence holds it together
		}
		for i := range at {
			for j := i + 1; j < len(at); j++ {
				if at[i] != at[j] {
					k := pairOf(at[i], at[j])
					all = append(all, held{k, l.compare(k).odds})
				}
			}
		}
	}
	slices.SortFunc(all, func(x, y held) int {
		return cmp.Or(cmp.Compare(y.odds, x.odds), cmp.Compare(x.k[0], y.k[0]), cmp.Compare(x.k[1], y.k[1]))
	})
	for _, h := range all {
		if l.graph.root(h.k[0]) == l.graph.root(h.k[1]) {
			continue
		}
		if !l.graph.barred(h.k[0], h.k[1], asDifferent) {
			l.graph.join(h.k[0], h.k[1])
			l.kept = append(l.kept, h.k)
		}
	}
}

// loosen offers for review what only an earlier linking holds together.
func (l *linker) loosen() {
	today := map[int32]int32{}
	var find func(int32) int32
	find = func(i int32) int32 {
		if p, ok := today[i]; ok && p != i {
			r := find(p)
			today[i] = r
			return r
		}
		return i
	}
	for _, e := range l.graph.edges {
		if e.joined {
			today[find(int32(e.a))] = find(int32(e.b))
		}
	}
	for _, k := range l.joins {
		today[find(k[0])] = find(k[1])
	}
	for _, k := range l.kept {
		if find(k[0]) == find(k[1]) {
			continue
		}
		today[find(k[0])] = find(k[1])
		p := l.compare(k)
		p.demote(whyKept)
		l.extra = append(l.extra, p)
	}
}

// people makes the people out of the groups, with the ids that they had.
func (l *linker) people(existing []record.Person, newID func() string) []record.Person {
	was := map[record.Ref]int{}
	for i, p := range existing {
		for _, link := range p.Links {
			was[link.Patient] = i
		}
	}
	type claim struct {
		root  int32
		old   int
		count int
	}
	var claims []claim
	var roots []int32
	for r, members := range l.graph.members {
		if members == nil {
			continue
		}
		slices.Sort(members)
		roots = append(roots, int32(r))
		counts := map[int]int{}
		for _, m := range members {
			if old, ok := was[l.base.profiles[m].ref]; ok {
				counts[old]++
			}
		}
		for old, n := range counts {
			claims = append(claims, claim{int32(r), old, n})
		}
	}
	slices.SortFunc(claims, func(x, y claim) int {
		return cmp.Or(cmp.Compare(y.count, x.count), strings.Compare(existing[x.old].ID, existing[y.old].ID), cmp.Compare(x.root, y.root))
	})
	ids, taken := map[int32]string{}, map[int]bool{}
	for _, c := range claims {
		if ids[c.root] == "" && !taken[c.old] {
			ids[c.root], taken[c.old] = existing[c.old].ID, true
		}
	}
	people := make([]record.Person, 0, len(roots))
	for _, r := range roots {
		id := ids[r]
		if id == "" {
			id = newID()
		}
		people = append(people, record.Person{ID: id, Links: l.links(l.graph.members[r])})
	}
	return people
}

// links gives each record of a person with the best of its comparisons with the others.
func (l *linker) links(members []int32) []record.PersonLink {
	links := make([]record.PersonLink, len(members))
	for i, m := range members {
		links[i] = record.PersonLink{Patient: l.base.profiles[m].ref, Score: 1, Decision: Same, Why: []string{sentences[whyOnly]}}
		if len(members) == 1 {
			continue
		}
		var best Pair
		for j, o := range members {
			if i == j {
				continue
			}
			k := pairOf(m, o)
			p := l.compare(k)
			if d := l.decided[k]; d != nil && d.Kind == "join" {
				p.Score, p.Why = 1, append([]string{sentences[whyJoined]}, p.Why...)
			}
			if best.Why == nil || p.Score > best.Score {
				best = p
			}
		}
		links[i].Score, links[i].Why = best.Score, best.Why
	}
	return links
}

// reviews returns the pairs to look at, the likeliest first: those between two people, that no decision has settled.
func (l *linker) reviews() []record.Review {
	best := map[[2]int32]Pair{}
	take := func(p Pair, always bool) {
		k := pairOf(l.at[p.A], l.at[p.B])
		if !always && (l.graph.root(k[0]) == l.graph.root(k[1]) || l.decided[k] != nil) {
			return
		}
		if old, ok := best[k]; !ok || p.Score > old.Score {
			best[k] = p
		}
	}
	for _, e := range l.graph.edges {
		take(e.pair, false)
	}
	for _, p := range l.extra {
		take(p, true)
	}
	list := make([]record.Review, 0, len(best))
	for _, p := range best {
		list = append(list, record.Review{A: p.A, B: p.B, Score: p.Score, Why: p.Why})
	}
	slices.SortFunc(list, func(x, y record.Review) int {
		return cmp.Or(cmp.Compare(y.Score, x.Score), x.A.Compare(y.A), x.B.Compare(y.B))
	})
	return list
}
