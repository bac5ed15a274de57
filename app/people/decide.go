package people

import (
	"cmp"
	"slices"
	"strings"

	"anamnesis/app/record"
)

// decide applies the clinicians' decisions.
func (l *linker) decide(decisions []record.Decision) {
	l.decided, l.undone = map[[2]int32]*record.Decision{}, map[int32]bool{}
	sorted := slices.Clone(decisions)
	slices.SortStableFunc(sorted, func(x, y record.Decision) int {
		if c := x.At.Compare(y.At); c != 0 {
			return c
		}
		return strings.Compare(x.ID, y.ID)
	})
	for i := range sorted {
		d := &sorted[i]
		if d.Kind != "join" && d.Kind != "split" {
			continue
		}
		var at []int32
		for _, f := range d.Facts {
			if n, ok := l.at[f]; ok {
				at = append(at, n)
			}
		}
		for x := range at {
			for y := x + 1; y < len(at); y++ {
				k := pairOf(at[x], at[y])
				switch {
				case at[x] == at[y] || d.Kind == "split" && x > 0:
				case d.Undone:
					if d.Kind == "join" {
						l.undone[k[0]], l.undone[k[1]] = true, true
					}
				default:
					l.decided[k] = d
				}
			}
		}
	}
	keys := make([][2]int32, 0, len(l.decided))
	for k := range l.decided {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y [2]int32) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	for _, k := range keys {
		d := l.decided[k]
		if d.Kind == "split" {
			l.graph.apart[k] = true
			if l.stale(d) {
				if p := l.compare(k); p.Decision != Different {
					p.demote(whyChanged)
					l.extra = append(l.extra, p)
				}
			}
		}
	}
	for _, k := range keys {
		d := l.decided[k]
		if d.Kind != "join" {
			continue
		}
		if l.graph.between(k[0], k[1]) >= asNever {
			p := l.compare(k)
			p.demote(whyRefused)
			l.extra = append(l.extra, p)
			continue
		}
		// A decision outranks every rule but the contradiction of identity.
		l.graph.known[k] = asSame
		if l.graph.barred(k[0], k[1], asNever) || l.splits(k) {
			p := l.compare(k)
			p.demote(whyRival)
			l.extra = append(l.extra, p)
			continue
		}
		l.graph.join(k[0], k[1])
		l.joins = append(l.joins, k)
		if l.stale(d) {
			p := l.compare(k)
			p.demote(whyChanged)
			l.extra = append(l.extra, p)
		}
	}
}

// splits reports whether joining the two would join records that a decision keeps apart.
func (l *linker) splits(k [2]int32) bool {
	for _, x := range l.graph.members[l.graph.root(k[0])] {
		for _, y := range l.graph.members[l.graph.root(k[1])] {
			if l.graph.apart[pairOf(x, y)] {
				return true
			}
		}
	}
	return false
}

// stale reports whether a record has changed since it was decided upon.
func (l *linker) stale(d *record.Decision) bool {
	for i, f := range d.Facts {
		if i < len(d.Version) && d.Version[i] != "" && l.version[f] != "" && l.version[f] != d.Version[i] {
			return true
		}
	}
	return false
}
