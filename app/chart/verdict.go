package chart

// verdict is the outcome of comparing two facts. The order is their force: of several verdicts between two sets of facts
// the greatest holds.
type verdict uint8

const (
	unclear  verdict = iota // an axis is missing or too coarse: nothing follows
	same                    // positive evidence on every axis
	apart                   // positively two things
	contrary                // one thing, and both cannot be true: a conflict
)

// finding is a verdict with its reason, a clause that completes "joined because ..." or "not joined because ...".
type finding struct {
	verdict verdict
	why     string
	kind    string // of conflict, where it is not the rule's own
}

// agree sorts n things into sets that are one. edges are the pairs found the same; bad says whether two things must not be
// in one set; nil is never. What is tied to two things that must stay apart stands alone, and a chain of ties that still ends in such a
// pair joins nothing: that A is B and B is C proves nothing where A cannot be C.
func agree(n int, edges [][2]int, bad func(i, j int) bool) [][]int {
	near := make([][]int, n)
	for _, e := range edges {
		near[e[0]] = append(near[e[0]], e[1])
		near[e[1]] = append(near[e[1]], e[0])
	}
	alone := make([]bool, n)
	var out [][]int
	for _, set := range components(n, near, nil) {
		if bad == nil || !anyBad(set, bad) {
			out = append(out, set)
			continue
		}
		for _, i := range set {
			alone[i] = anyBad(near[i], bad)
		}
		member := map[int]bool{}
		for _, i := range set {
			if alone[i] {
				out = append(out, []int{i})
			} else {
				member[i] = true
			}
		}
		for _, rest := range components(n, near, member) {
			if !anyBad(rest, bad) {
				out = append(out, rest)
				continue
			}
			for _, i := range rest {
				out = append(out, []int{i})
			}
		}
	}
	return out
}

// components returns the connected sets of the things in member (all of them when it is nil), each in ascending order.
func components(n int, near [][]int, member map[int]bool) [][]int {
	seen := make([]bool, n)
	var out [][]int
	for i := range n {
		if seen[i] || member != nil && !member[i] {
			continue
		}
		set := []int{i}
		seen[i] = true
		for at := 0; at < len(set); at++ {
			for _, j := range near[set[at]] {
				if !seen[j] && (member == nil || member[j]) {
					seen[j] = true
					set = append(set, j)
				}
			}
		}
		out = append(out, sorted(set))
	}
	return out
}

func anyBad(set []int, bad func(i, j int) bool) bool {
	for a := range set {
		for b := a + 1; b < len(set); b++ {
			if set[a] != set[b] && bad(set[a], set[b]) {
				return true
			}
		}
	}
	return false
}
