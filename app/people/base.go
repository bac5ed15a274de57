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
	blocks   *blocks
}

// newBase reads the facts: one Patient fact a record (parts of other resources are left out), sorted by ref, so that the
// order of arrival plays no part.
func newBase(patients []record.Fact) *base {
	b := &base{words: newVocabulary(len(patients)), weights: defaultWeights()}
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
	b.markKnown()
	b.markShared()
	b.blocks = newBlocks(b.profiles)
	b.learnSystems()
	b.learn()
	return b
}

// knownFrom is how many records bear a given name that is a name, and no misspelling of another.
const knownFrom = 3

// markKnown takes the given names that several records bear for names.
func (b *base) markKnown() {
	borne := map[*word]int{}
	for _, p := range b.profiles {
		for i := range p.names {
			for _, w := range p.names[i].given {
				borne[w]++
			}
		}
	}
	for w, n := range borne {
		w.known = w.known || n >= knownFrom && !w.initial
	}
}

// sharedFrom is how many people make an identifier one of a household, or a placeholder.
const sharedFrom = 3

// markShared finds identifiers that records of several people carry: people whose birth date and name both differ.
func (b *base) markShared() {
	type key struct{ system, value string }
	holders := map[key][]*profile{}
	for _, p := range b.profiles {
		for _, id := range p.ids {
			k := key{id.system, id.value}
			list := holders[k]
			if len(list) < sharedFrom && !slices.ContainsFunc(list, func(o *profile) bool { return !b.strangers(p, o) }) {
				holders[k] = append(list, p)
			}
		}
	}
	for _, p := range b.profiles {
		for i := range p.ids {
			p.ids[i].shared = len(holders[key{p.ids[i].system, p.ids[i].value}]) >= sharedFrom
		}
	}
}

// strangers reports whether birth date and name show two people.
func (b *base) strangers(p, o *profile) bool {
	if compareBirth(p.birth, o.birth) != birthOther {
		return false
	}
	var x vector
	b.words.compareNames(p, o, &x)
	return x.level[fieldGiven] == nameOther || x.level[fieldFamily] == nameOther
}

// candidates yields every pair of records that shares a block, by position, the smaller first.
func (b *base) candidates() iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i := range b.profiles {
			more := true
			b.blocks.after(i, func(j int) bool {
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
// comparing is never compared. Pairs that are different are yielded as they come; the others, which depend on each other,
// last and the surest first.
func Pairs(patients []record.Fact) iter.Seq[Pair] {
	return func(yield func(Pair) bool) {
		b := newBase(patients)
		g := newGraph(b)
		for i, j := range b.candidates() {
			p := b.weights.pair(b.words, b.profiles[i], b.profiles[j])
			if p.Decision != Different {
				g.add(i, j, p)
			} else if !yield(p) {
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
