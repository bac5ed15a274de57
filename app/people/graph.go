package people

import (
	"cmp"
	"slices"
)

// graph joins records into people, from the surest pair on, and lets no contradiction into a person.
type graph struct {
	base    *base
	edges   []edge // pairs that are the same, or bound to be
	parent  []int32
	members [][]int32 // of each root
	apart   map[[2]int32]bool
	known   map[[2]int32]ceiling // what was found between two records
}

type edge struct {
	a, b   int
	pair   Pair
	joined bool
}

func newGraph(b *base) *graph {
	g := &graph{base: b, parent: make([]int32, len(b.profiles)), members: make([][]int32, len(b.profiles)),
		apart: map[[2]int32]bool{}, known: map[[2]int32]ceiling{}}
	for i := range g.parent {
		g.parent[i] = int32(i)
		g.members[i] = []int32{int32(i)}
	}
	return g
}

func (g *graph) add(a, b int, p Pair) { g.edges = append(g.edges, edge{a: a, b: b, pair: p}) }

func (g *graph) root(i int32) int32 {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

// between returns what forbids two records to be one person, asSame when nothing does.
func (g *graph) between(a, b int32) ceiling {
	if a > b {
		a, b = b, a
	}
	k := [2]int32{a, b}
	if g.apart[k] {
		return asDifferent
	}
	if c, ok := g.known[k]; ok {
		return c
	}
	x := g.base.words.compare(g.base.profiles[a], g.base.profiles[b])
	c := judge(&x).ceiling
	g.known[k] = c
	return c
}

// barred reports whether joining the two people would bring a contradiction of at least that weight into one.
func (g *graph) barred(a, b int32, from ceiling) bool {
	for _, x := range g.members[g.root(a)] {
		for _, y := range g.members[g.root(b)] {
			if g.between(x, y) >= from {
				return true
			}
		}
	}
	return false
}

// join makes one person of two.
func (g *graph) join(a, b int32) {
	a, b = g.root(a), g.root(b)
	if a == b {
		return
	}
	if a > b {
		a, b = b, a
	}
	g.parent[b] = a
	g.members[a] = append(g.members[a], g.members[b]...)
	g.members[b] = nil
}

// tie is how many bits of evidence make one of two rivals the right one.
const tie = 6

// settle joins along the edges, the surest first. An edge whose joining would bring a contradiction in, or whose record
// fits another and contradictory record as well, becomes a review.
func (g *graph) settle() {
	slices.SortFunc(g.edges, func(x, y edge) int {
		if c := cmp.Compare(y.pair.odds, x.pair.odds); c != 0 {
			return c
		}
		if c := cmp.Compare(x.a, y.a); c != 0 {
			return c
		}
		return cmp.Compare(x.b, y.b)
	})
	g.rivals()
	for i := range g.edges {
		e := &g.edges[i]
		if e.pair.Decision != Same {
			continue
		}
		a, b := int32(e.a), int32(e.b)
		if g.root(a) == g.root(b) {
			e.joined = true
			continue
		}
		if g.barred(a, b, asDifferent) {
			e.pair.demote(whyRival)
			continue
		}
		g.join(a, b)
		e.joined = true
	}
}

// rivals turns into reviews the edges of a record to two records that contradict each other, when neither is clearly the
// surer: nobody can say which of the two it belongs to.
func (g *graph) rivals() {
	at := map[int][]int{}
	for i, e := range g.edges {
		at[e.a] = append(at[e.a], i)
		at[e.b] = append(at[e.b], i)
	}
	var weak []int
	for i := range g.edges {
		e := &g.edges[i]
		for _, ends := range [2][2]int{{e.a, e.b}, {e.b, e.a}} {
			for _, j := range at[ends[0]] {
				o := &g.edges[j]
				if i == j || o.pair.odds < e.pair.odds-tie {
					continue
				}
				other := o.a + o.b - ends[0]
				if g.between(int32(ends[1]), int32(other)) >= asDifferent {
					weak = append(weak, i)
				}
			}
		}
	}
	for _, i := range weak {
		g.edges[i].pair.demote(whyRival)
	}
}

// demote makes a review of a pair, with the reason in front.
func (p *Pair) demote(why reason) {
	p.Score, p.Decision = min(p.Score, 0.97), Review
	if s := sentences[why]; !slices.Contains(p.Why, s) {
		p.Why = slices.Insert(slices.Clone(p.Why), 0, s)
	}
}
