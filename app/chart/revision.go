package chart

// revisions orders the statuses of results, reports and documents: of one event the higher supersedes the lower, whatever
// arrived last. A cancelled one is no result at all and ends them all.
var revisions = map[string]int{
	"registered": 1, "partial": 2, "preliminary": 3, "final": 5, "appended": 6, "amended": 7, "corrected": 7, "cancelled": 9,
	// DocumentReference
	"current": 5, "superseded": 1,
}

// revision returns the rank of a fact's status; what has none of these counts as final.
func revision(it *item) int {
	if r, ok := revisions[it.Status]; ok {
		return r
	}
	return 5
}

// cancelled reports whether a fact is no result.
func cancelled(it *item) bool { return it.Status == "cancelled" }

// markSuperseded finds the facts of one event that a later revision replaced. They stay in the evidence.
func markSuperseded(items []*item) {
	for _, it := range items {
		for _, o := range items {
			if it.superseded == nil && supersedes(o, it) {
				it.superseded = o
			}
		}
	}
}

// supersedes reports whether o replaces it: a higher revision, or within one source and revision a later one.
func supersedes(o, it *item) bool {
	if o == it || o.retracted || it.retracted {
		return false
	}
	if a, c := revision(o), revision(it); a != c {
		return a > c
	}
	return o.Ref.Source == it.Ref.Source && revised(o).Sort(revised(it)) > 0 && !revised(it).IsZero()
}
