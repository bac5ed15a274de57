package people

import (
	"cmp"
	"math"
	"slices"
)

// blockSize is the most records that share a key and are still compared all with all. A larger block is parted by birth
// month and by the sound of the name.
const blockSize = 40

// blocks finds, for each record, the records worth comparing: those that share at least one key. Each key leaves out
// something that may be wrong, so that one wrong field never hides a pair.
type blocks struct {
	first   []int32 // of each record, where its blocks begin in mine
	mine    []int32 // block numbers
	start   []int32 // of each block, where its members begin in members
	members []int32 // records, ascending
	stamp   []int32
	bits    []float32 // of each record, what it shares with the one at hand
	found   []int32
	worth   []float32 // by size of a block
	need    float32
}

type entry struct {
	key uint64
	rec int32
}

// newBlocks sorts the records into blocks; time grows as n log n.
func newBlocks(all []*profile) *blocks {
	var entries []entry
	for i, p := range all {
		keys := p.keys()
		slices.Sort(keys)
		for _, k := range slices.Compact(keys) {
			entries = append(entries, entry{k, int32(i)})
		}
	}
	b := &blocks{stamp: make([]int32, len(all)), bits: make([]float32, len(all)), start: []int32{0}}
	n := float64(max(len(all), 2))
	for s := range blockSize + window + 1 {
		b.worth = append(b.worth, float32(max(1, math.Log2(n/float64(max(s, 1))))))
	}
	b.need = float32(math.Log2(n) - 3)
	for i := range b.stamp {
		b.stamp[i] = -1
	}
	b.cut(entries, all, 0)

	counts := make([]int32, len(all)+1)
	for _, r := range b.members {
		counts[r+1]++
	}
	for i := range all {
		counts[i+1] += counts[i]
	}
	b.first = slices.Clone(counts)
	b.mine = make([]int32, len(b.members))
	for n := 0; n+1 < len(b.start); n++ {
		for _, r := range b.members[b.start[n]:b.start[n+1]] {
			b.mine[counts[r]] = int32(n)
			counts[r]++
		}
	}
	return b
}

// cut makes blocks of the entries that share a key; depth says how often they were parted already.
func (b *blocks) cut(entries []entry, all []*profile, depth int) {
	slices.SortFunc(entries, func(x, y entry) int {
		if c := cmp.Compare(x.key, y.key); c != 0 {
			return c
		}
		return cmp.Compare(x.rec, y.rec)
	})
	for i := 0; i < len(entries); {
		j := i + 1
		for j < len(entries) && entries[j].key == entries[i].key {
			j++
		}
		group := entries[i:j]
		i = j
		switch {
		case len(group) < 2:
		case len(group) <= blockSize:
			for _, e := range group {
				b.members = append(b.members, e.rec)
			}
			b.start = append(b.start, int32(len(b.members)))
		case depth < 2:
			var finer []entry
			for _, e := range group {
				for _, part := range all[e.rec].parts(depth) {
					finer = append(finer, entry{mix(e.key, part), e.rec})
				}
			}
			b.cut(finer, all, depth+1)
		default:
			// Still too many: neighbours in a sorted window.
			recs := make([]int32, len(group))
			for k, e := range group {
				recs[k] = e.rec
			}
			slices.SortFunc(recs, func(x, y int32) int {
				if c := cmp.Compare(all[x].sortKey(), all[y].sortKey()); c != 0 {
					return c
				}
				return cmp.Compare(x, y)
			})
			for k := 0; k < len(recs); k += window / 2 {
				near := slices.Clone(recs[k:min(k+window, len(recs))])
				slices.Sort(near)
				b.members = append(b.members, near...)
				b.start = append(b.start, int32(len(b.members)))
			}
		}
	}
}

const window = 16

// after calls yield with each record behind i that shares enough blocks with it, once each. Sharing a block of s among n
// records is worth log2(n/s) bits; a pair is compared when its blocks are worth what it takes to tell one record of n.
func (b *blocks) after(i int, yield func(j int) bool) {
	b.found = b.found[:0]
	for _, n := range b.mine[b.first[i]:b.first[i+1]] {
		members := b.members[b.start[n]:b.start[n+1]]
		worth := b.worth[len(members)]
		for _, r := range members {
			if int(r) <= i {
				continue
			}
			if b.stamp[r] != int32(i) {
				b.stamp[r], b.bits[r] = int32(i), 0
				b.found = append(b.found, r)
			}
			b.bits[r] += worth
		}
	}
	for _, r := range b.found {
		b.stamp[r] = -1
	}
	for _, r := range b.found {
		if b.bits[r] >= b.need && !yield(int(r)) {
			return
		}
	}
}

// hash is FNV-1a of the parts, with a bar between them.
func hash(parts ...string) uint64 {
	h := uint64(14695981039346656037)
	for _, p := range parts {
		for i := 0; i < len(p); i++ {
			h = (h ^ uint64(p[i])) * 1099511628211
		}
		h = (h ^ '|') * 1099511628211
	}
	return h
}

func mix(a, b uint64) uint64 {
	h := a ^ (b + 0x9e3779b97f4a7c15 + a<<6 + a>>2)
	h ^= h >> 33
	return h * 0xff51afd7ed558ccd
}

// keys returns the keys of the record's blocks.
func (p *profile) keys() []uint64 {
	var keys []uint64
	add := func(parts ...string) { keys = append(keys, hash(parts...)) }
	for _, id := range p.ids {
		if id.strength > recordLevel {
			add("id", id.system, id.value)
			if n := len(id.value); n >= 6 { // one half may hold the typing error
				add("front", id.system, id.value[:n/2+n%2])
				add("back", id.system, id.value[n/2:])
			}
		}
	}
	for _, l := range p.links {
		add("record", l.Other.Source, l.Other.ID)
	}
	if len(p.links) > 0 || p.target {
		add("record", p.ref.Source, p.ref.ID)
	}
	for _, t := range p.phones {
		add("phone", t[max(0, len(t)-7):])
	}
	for _, m := range p.mails {
		add("mail", m)
	}
	var full, day, year string
	if p.birth.known() {
		t := p.birth.text()
		year = string(t[:4])
		if p.birth.whole() {
			full = string(t[:])
			x, y := string(t[4:6]), string(t[6:])
			if x > y {
				x, y = y, x
			}
			day = x + y // the same when day and month changed places
		}
	}
	for i := range p.names {
		p.nameKeys(&p.names[i], full, day, year, add)
	}
	if full != "" {
		add("birth", full)
	}
	for i := range p.homes {
		h := &p.homes[i]
		for _, s := range h.street {
			if h.number != "" {
				add("street", h.number, s.sounds[0])
			}
			if h.post != "" {
				add("post", h.post, s.sounds[0])
			}
		}
		if h.number != "" && h.post != "" {
			add("door", h.number, h.post)
		}
		if h.post != "" && year != "" {
			add("postyear", h.post, year)
		}
		if h.joined != nil {
			if day != "" {
				add("streetday", h.joined.sounds[0], day)
			}
			if year != "" {
				add("streetyear", h.joined.sounds[0], year)
			}
		}
	}
	return keys
}

// nameKeys adds the keys of one name. Given and family names share keys, because they change places.
func (p *profile) nameKeys(n *fullName, full, day, year string, add func(...string)) {
	parts := append(append([]*word{}, n.given...), n.family...)
	if len(parts) > 4 {
		parts = parts[:4]
	}
	for i, a := range parts {
		for _, s := range a.stems {
			if len(s) < 2 {
				continue
			}
			if day != "" {
				add("nameday", s, day)
			}
			if year != "" {
				add("nameyear", s, year)
			}
			head := s[:min(3, len(s))]
			if full != "" {
				add("headmonth", head, full[:6])
			}
			for _, b := range parts[i+1:] {
				for _, t := range b.stems {
					if s > t {
						add("names", t, s)
					} else {
						add("names", s, t)
					}
				}
			}
			for k := range p.homes {
				if h := &p.homes[k]; h.post != "" {
					add("namepost", s, h.post)
				} else if h.city != nil {
					add("namecity", s, h.city.sounds[0])
				}
			}
		}
	}
}

// parts says how a large block is parted: first by birth month, then by name.
func (p *profile) parts(depth int) []uint64 {
	if depth == 0 {
		if !p.birth.whole() {
			return []uint64{1}
		}
		t := p.birth.text()
		return []uint64{hash("m", string(t[:6])), hash("d", string(t[:4]), string(t[6:]))}
	}
	var keys []uint64
	for i := range p.names {
		for _, w := range p.names[i].given[:min(1, len(p.names[i].given))] {
			keys = append(keys, hash("g", w.sounds[0]))
		}
		for _, w := range p.names[i].family[:min(1, len(p.names[i].family))] {
			keys = append(keys, hash("f", w.stems[0]))
		}
	}
	if len(keys) == 0 {
		return []uint64{2}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// sortKey orders the records of a block that nothing parts.
func (p *profile) sortKey() string {
	t := p.birth.text()
	if len(p.names) == 0 || len(p.names[0].family) == 0 {
		return string(t[:])
	}
	return p.names[0].family[0].stems[0] + string(t[:])
}
