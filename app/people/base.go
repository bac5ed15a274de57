package people

import (
	"iter"
	"slices"

	"anamnesis/app/record"
)

// base is all records at hand, made comparable, with the weights that were learned from them.
type base struct {
	words    *vocabulary
	profiles []*profile // by ref
	weights  *weights
}

// newBase reads the facts: one Patient fact a record (parts of other resources are left out), sorted by ref, so that the
// order of arrival plays no part.
func newBase(patients []record.Fact) *base {
	b := &base{words: newVocabulary(), weights: defaultWeights()}
	facts := make([]*record.Fact, 0, len(patients))
	for i := range patients {
		if patients[i].Part == "" {
			facts = append(facts, &patients[i])
		}
	}
	slices.SortStableFunc(facts, func(x, y *record.Fact) int { return x.Ref.Compare(y.Ref) })
	facts = slices.CompactFunc(facts, func(x, y *record.Fact) bool { return x.Ref == y.Ref })
	linked := map[record.Ref]bool{}
	for _, f := range facts {
		p := b.words.read(f)
		for _, l := range p.links {
			linked[l.Other] = true
		}
		b.profiles = append(b.profiles, p)
	}
	for _, p := range b.profiles {
		p.target = linked[p.ref]
	}
	b.markShared()
	return b
}

// sharedFrom is how many people, told apart by birth date, make an identifier one of a household or a placeholder.
const sharedFrom = 3

// markShared finds identifiers that records of several people carry.
func (b *base) markShared() {
	type key struct{ system, value string }
	births := map[key][]date{}
	for _, p := range b.profiles {
		for _, id := range p.ids {
			k := key{id.system, id.value}
			if list := births[k]; p.birth.known() && len(list) < sharedFrom && !slices.Contains(list, p.birth) {
				births[k] = append(list, p.birth)
			}
		}
	}
	for _, p := range b.profiles {
		for i := range p.ids {
			list := births[key{p.ids[i].system, p.ids[i].value}]
			if len(list) < sharedFrom {
				continue
			}
			clash := 0
			for _, d := range list[1:] {
				if compareBirth(list[0], d) == birthOther {
					clash++
				}
			}
			p.ids[i].shared = clash >= 2
		}
	}
}

// candidates yields every pair of records that shares a block, by position, the smaller first.
func (b *base) candidates() iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		bl := newBlocks(b.profiles)
		for i := range b.profiles {
			more := true
			bl.after(i, func(j int) bool {
				more = yield(i, j)
				return more
			})
			if !more {
				return
			}
		}
	}
}

// Pairs compares the records with each other and yields every pair that was compared; a pair that shares nothing worth
// comparing is never compared. It holds only the pairs that are the same, which it yields last: whether they are depends
// on all others.
func Pairs(patients []record.Fact) iter.Seq[Pair] {
	return func(yield func(Pair) bool) {
		b := newBase(patients)
		g := newGraph(b)
		for i, j := range b.candidates() {
			p := b.weights.pair(b.words, b.profiles[i], b.profiles[j])
			if p.Decision == Same {
				g.add(i, j, p)
				continue
			}
			if !yield(p) {
				return
			}
		}
		g.settle()
		for _, e := range g.edges {
			if !yield(e.pair) {
				return
			}
		}
	}
}
