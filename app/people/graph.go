package people

import (
	"cmp"
	"slices"
)

// graph joins records into people, from the surest pair on, and lets no contradiction into a person.
type graph struct {
	base    *base
	edges   []edge // pairs that are the same or to be reviewed
	parent  []int32
	members [][]int32 // of each root
	apart   map[[2]int32]bool
	known   map[[2]int32]ceiling // what was found between two records
	erring  map[int32]bool       // records that an outvoted contradiction brought in
}

type edge struct {
	a, b   int
	pair   Pair
	joined bool
}

func newGraph(b *base) *graph {
	g := &graph{base: b, parent: make([]int32, len(b.profiles)), members: make([][]int32, len(b.profiles)),
		apart: map[[2]int32]bool{}, known: map[[2]int32]ceiling{},
		erring: map[int32]bool{}}
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
	rules := judge(&x, g.base.weights.faults)
	c := asSame
	switch {
	case rules.ceiling == asNever:
		c = asNever
	case rules.hard, rules.bars && !(rules.doubtful && !rules.kin && g.base.weights.odds(&x) >= doubtBits):
		c = asDifferent
	}
	g.known[k] = c
	return c
}

// barred reports whether joining the two people would bring a contradiction of at least that weight into one. A record
// that was taken in although something in it is wrong does not speak for its person.
func (g *graph) barred(a, b int32, from ceiling) bool {
	for _, x := range g.members[g.root(a)] {
		for _, y := range g.members[g.root(b)] {
			c := g.between(x, y)
			if c >= asNever || g.apart[pairOf(x, y)] || c >= from && !(x != a && g.erring[x] || y != b && g.erring[y]) {
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
		if x.pair.outvoted != y.pair.outvoted {
			if x.pair.outvoted {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(y.pair.odds, x.pair.odds), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	g.rivals()
	for i := range g.edges {
		e := &g.edges[i]
		a, b := int32(e.a), int32(e.b)
		if e.pair.Decision != Same {
			continue
		}
		if g.root(a) == g.root(b) {
			e.joined = true
			continue
		}
		if g.barred(a, b, asDifferent) {
			e.pair.demote(whyRival)
			continue
		}
		if e.pair.outvoted {
			for _, end := range [2]int32{a, b} {
				if len(g.members[g.root(end)]) == 1 {
					g.erring[end] = true
				}
			}
		}
		g.join(a, b)
		e.joined = true
	}
	for i := range g.edges {
		e := &g.edges[i]
		if e.pair.Decision == Review && g.root(int32(e.a)) == g.root(int32(e.b)) {
			e.pair.Score, e.pair.Decision = SameFrom, Same
			e.pair.Why = slices.Insert(slices.Clone(e.pair.Why), 0, sentences[whyThird])
		}
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
		if e.pair.Decision == Same && (g.rivalled(i, e.a, e.b, at[e.a]) || g.rivalled(i, e.b, e.a, at[e.b])) {
			weak = append(weak, i)
		}
	}
	for _, i := range weak {
		g.edges[i].pair.demote(whyRival)
	}
}

// rivalled reports whether another record fits the record at as well as the edge's other end does, and contradicts that.
// An edge that outvotes a contradiction (a twin with the other's number looks so) yields to every such rival, unless a
// third record confirms the record at in name, birth date and number together.
func (g *graph) rivalled(edge, at, end int, edges []int) bool {
	e := &g.edges[edge]
	if e.pair.outvoted {
		for _, j := range edges {
			if j != edge && g.edges[j].pair.firm {
				return false
			}
		}
	}
	for _, j := range edges {
		o := &g.edges[j]
		switch {
		case j == edge:
			continue
		case !e.pair.outvoted && (o.pair.outvoted || o.pair.Decision != Same || o.pair.odds < e.pair.odds-tie):
			continue
		}
		if g.between(int32(end), int32(o.a+o.b-at)) >= asDifferent {
			return true
		}
	}
	return false
}

// demote makes a review of a pair, with the reason in front.
func (p *Pair) demote(why reason) {
	p.Score, p.Decision = min(p.Score, 0.97), Review
	if s := sentences[why]; !slices.Contains(p.Why, s) {
		p.Why = slices.Insert(slices.Clone(p.Why), 0, s)
	}
}
