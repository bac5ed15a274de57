package people

import (
	"math"
	"slices"
)

// tally counts, among the pairs that were compared, how often one field contradicts where all others agree.
type tally struct{ given, family, birth, number share }

type share struct{ all, wrong int }

func (s *share) add(wrong bool) {
	s.all++
	if wrong {
		s.wrong++
	}
}

// often reports whether the field is shown to be wrong often: in at least eight pairs and two in a hundred, of a hundred
// pairs or more. Confusions of twins, or of a parent and a child of one name, are rarer than that by far: about three
// births in two hundred are of twins, and a number would have to be exchanged besides.
func (s share) often() bool { return s.all >= 100 && s.wrong >= 8 && s.wrong*50 >= s.all }

// count adds one compared pair.
func (t *tally) count(x *vector) {
	f := find(x)
	if !f.household || f.sex == flagOther || x.multiple || x.suffix {
		return
	}
	if f.vouched && f.birth == birthSame && f.given != nameUnknown && (f.familyFits || f.family == nameUnknown) {
		t.given.add(f.givenClash)
	}
	if f.vouched && f.birth == birthSame && f.family != nameUnknown && f.givenFits {
		t.family.add(f.familyClash)
	}
	if f.vouched && f.givenFits && f.familyFits && f.birth != birthUnknown {
		t.birth.add(f.birthClash)
	}
	if f.id != idUnknown && f.givenFits && f.familyFits && f.birth == birthSame {
		t.number.add(f.numberClash)
	}
}

func (t *tally) faults() faults {
	return faults{given: t.given.often(), family: t.family.often(), birth: t.birth.often(), number: t.number.often()}
}

// How much is needed to learn, and how much what was known before counts, in pairs.
const (
	enoughRecords = 500
	enoughMatches = 100 // pairs that are one person, expected
	priorMatches  = 100 // the default m count as much as this many pairs
	priorPairs    = 2000
	learnRecords  = 20_000 // of more records a regular part is looked at
	rounds        = 30
)

// learn reads from the records at hand, without being told which are one person, how often each field agrees in pairs of
// one person and of two, how frequent each name is, and which fields are often wrong. Few records teach nothing, and the
// defaults hold.
func (b *base) learn() {
	w := b.weights
	n := len(b.profiles)
	if n < 2 {
		return
	}
	var t tally
	patterns := map[[fields]uint8]int{}
	step := 1 + n/learnRecords
	within := 0
	for i := 0; i < n; i += step {
		b.blocks.after(i, func(j int) bool {
			x := b.words.compare(b.profiles[i], b.profiles[j])
			t.count(&x)
			patterns[x.level]++
			if x.sameSource {
				within++
			}
			return true
		})
	}
	w.faults = t.faults()
	if n < enoughRecords {
		return
	}
	w.faults.names = true
	b.learnNames()
	b.learnChance()
	matches, all := w.maximize(patterns)
	if matches >= enoughMatches {
		records := float64(n) / float64(step)
		prior := math.Log2(matches / (records * float64(n) / 2))
		w.prior = min(max(w.prior, prior), prior+2, -16)
		if within*2 > all {
			w.tax = 0 // these sources do hold people twice
		}
	}
	w.settle()
}

// learnNames reads how frequent each name is.
func (b *base) learnNames() {
	given, family := map[int32]float64{}, map[int32]float64{}
	for _, p := range b.profiles {
		if len(p.names) == 0 {
			continue
		}
		if g := p.names[0].given; len(g) > 0 {
			given[g[0].id]++
		}
		if f := p.names[0].joined; f != nil {
			family[f.id]++
		}
	}
	n := float64(len(b.profiles))
	for id := range given {
		given[id] /= n
	}
	for id := range family {
		family[id] /= n
	}
	b.weights.given, b.weights.family = given, family
}

// learnChance compares records at random and reads how often they agree by chance: in a town of one postal code the
// postal code says nothing. Names and birth dates keep their defaults, because their frequency is known better.
func (b *base) learnChance() {
	counts := [fields][8]float64{}
	n := len(b.profiles)
	sum := [fields]float64{}
	seed := uint64(0x9e3779b97f4a7c15)
	for range 20_000 {
		seed ^= seed << 13
		seed ^= seed >> 7
		seed ^= seed << 17
		i, j := int(seed%uint64(n)), int(seed>>32%uint64(n))
		if i == j {
			continue
		}
		x := b.words.compare(b.profiles[i], b.profiles[j])
		for f, l := range x.level {
			if l > 0 {
				counts[f][l]++
				sum[f]++
			}
		}
	}
	w := b.weights
	for _, f := range []field{fieldMiddle, fieldSex, fieldStreet, fieldArea, fieldTelecom} {
		for l := range w.level[f] {
			if c := &w.level[f][l]; c.u > 0 && sum[f] > 0 {
				c.u = max((counts[f][l]+priorPairs*c.u)/(sum[f]+priorPairs), min(c.u, 1e-4))
			}
		}
	}
}

// maximize learns m by expectation and maximization over the patterns of the pairs that were compared (Dempster, Laird and
// Rubin, 1977; for linkage Winkler, 1988), and returns how many of them are of one person. The pairs share a block, so the
// chances of the others among them are estimated beside and then dropped.
func (w *weights) maximize(patterns map[[fields]uint8]int) (matches float64, all int) {
	keys := make([][fields]uint8, 0, len(patterns))
	for k, n := range patterns {
		keys = append(keys, k)
		all += n
	}
	slices.SortFunc(keys, func(a, b [fields]uint8) int { return slices.Compare(a[:], b[:]) })
	start := w.level
	m, u := [fields][8]float64{}, [fields][8]float64{}
	for f := range start {
		for l, c := range start[f] {
			m[f][l], u[f][l] = c.m, c.u
		}
	}
	share := 0.05
	var inM, inU [fields][8]float64
	for range rounds {
		inM, inU = [fields][8]float64{}, [fields][8]float64{}
		matches = 0
		for _, k := range keys {
			odds := share / (1 - share)
			for f, l := range k {
				if l > 0 && u[f][l] > 0 {
					odds *= m[f][l] / u[f][l]
				}
			}
			n := float64(patterns[k])
			p := odds / (1 + odds)
			if math.IsInf(odds, 1) {
				p = 1
			}
			matches += n * p
			for f, l := range k {
				inM[f][l] += n * p
				inU[f][l] += n * (1 - p)
			}
		}
		share = min(max(matches/float64(max(all, 1)), 1e-6), 0.999)
		for f := range start {
			sumM, sumU := 0.0, 0.0
			for l := 1; l < 8; l++ {
				sumM += inM[f][l]
				sumU += inU[f][l]
			}
			for l, c := range start[f] {
				if c.u > 0 {
					m[f][l] = (inM[f][l] + priorMatches*c.m) / (sumM + priorMatches)
					u[f][l] = (inU[f][l] + priorMatches*c.u) / (sumU + priorMatches)
				}
			}
		}
	}
	if matches < enoughMatches {
		return matches, all
	}
	w.faults.typos = mistyped(inM[fieldFamily], nameClose) >= careless &&
		max(mistyped(inM[fieldBirth], birthTypo), mistyped(inM[fieldID], idClose)) >= careless/2
	for f := range start {
		for l := range start[f] {
			if w.level[f][l].u > 0 {
				w.level[f][l].m = m[f][l]
			}
		}
	}
	return matches, all
}

// careless is the share of typing errors in family names, and half of it in birth dates or numbers, from which on records are
// taken for carelessly written. Twins and
// namesakes do not look like typing errors, so that they do not raise it.
const careless = 0.04

// mistyped returns the share of a level among the pairs of one person in which the field is known.
func mistyped(counts [8]float64, level uint8) float64 {
	sum := 0.0
	for _, n := range counts[1:] {
		sum += n
	}
	if sum == 0 {
		return 0
	}
	return counts[level] / sum
}
