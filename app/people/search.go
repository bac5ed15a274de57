package people

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
)

// scratch is the working memory of one search.
type scratch struct {
	words   []uint8
	touched []int32
	stamp   []int32 // of each row: the typed word that touched it last
	total   []float32
	found   []int32
	counts  []int
	turn    int32
}

// Search returns the rows that fit best what was typed, the best first, at most limit. Every typed word must be found in
// some form in a row that is returned while another row has them all; a typed date may stand in any usual order.
func (x *Index) Search(text string, limit int) []Hit {
	typed := queryWords(text)
	if len(typed) == 0 || limit <= 0 {
		return nil
	}
	s := x.spare.Get().(*scratch)
	defer x.spare.Put(s)
	s.found = s.found[:0]
	first := s.turn + 1
	for _, q := range typed {
		s.turn++
		for _, m := range x.matching(q, s) {
			for _, r := range x.words[m.word].rows {
				if s.stamp[r] == s.turn {
					continue
				}
				if s.stamp[r] < first {
					s.total[r] = 0
					s.found = append(s.found, r)
				}
				s.stamp[r] = s.turn
				s.total[r] += m.score
			}
		}
	}
	chosen := s.best(len(typed))
	hits := make([]Hit, len(chosen))
	for i, r := range chosen {
		hits[i] = Hit{ID: x.rows[r].ID, Row: int(r), Score: float64(s.total[r]) / float64(len(typed))}
	}
	x.rank(text, hits)
	if s.turn > 1<<30 {
		clear(s.stamp)
		s.turn = 0
	}
	return hits[:min(limit, len(hits))]
}

// best returns the rows with the highest totals, about as many as are ranked.
func (s *scratch) best(typed int) []int32 {
	if len(s.found) <= candidates {
		return s.found
	}
	const steps = 64 // a step of a total is finer than any difference between two ways to fit
	step := func(r int32) int { return min(int(s.total[r]*steps), len(s.counts)-1) }
	if n := typed*steps + 1; len(s.counts) < n {
		s.counts = make([]int, n)
	}
	clear(s.counts)
	for _, r := range s.found {
		s.counts[step(r)]++
	}
	least, sum := len(s.counts)-1, 0
	for least > 0 && sum+s.counts[least] < candidates {
		sum += s.counts[least]
		least--
	}
	chosen, room := s.found[:0], candidates-sum
	for _, r := range s.found {
		switch at := step(r); {
		case at > least:
			chosen = append(chosen, r)
		case at == least && room > 0:
			chosen = append(chosen, r)
			room--
		}
	}
	return chosen
}

// rank orders the hits: first by how well each typed word was found, then by sahilm/fuzzy over the folded names.
func (x *Index) rank(text string, hits []Hit) {
	lines := make([]string, len(hits))
	for i, h := range hits {
		lines[i] = x.lines[h.Row]
	}
	pattern := strings.ReplaceAll(Fold(text), " ", "")
	most := 1
	matches := fuzzy.FindNoSort(pattern, lines)
	for _, m := range matches {
		most = max(most, m.Score)
	}
	for _, m := range matches {
		hits[m.Index].Score += 0.02 * float64(max(0, m.Score)) / float64(most)
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(x.lines[a.Row]), len(x.lines[b.Row])),
			strings.Compare(x.lines[a.Row], x.lines[b.Row]), cmp.Compare(a.Row, b.Row))
	})
}

// match is one word of the index that fits a typed word.
type match struct {
	word  int32
	score float32
}

// matching returns the words that fit one typed word in any of its readings, the best first.
func (x *Index) matching(q []term, s *scratch) []match {
	var found []match
	for i := range q {
		for _, w := range x.closest(&q[i], s) {
			if score := fits(&q[i], &x.words[w]); score > 0 {
				found = append(found, match{w, score})
			}
		}
	}
	slices.SortFunc(found, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.word, b.word))
	})
	return found
}

// closest returns the words that share most trigrams with the typed one; short ones share its beginning.
func (x *Index) closest(t *term, s *scratch) []int32 {
	grams := t.grams(t.sounds)
	lists := make([][]int32, 0, len(grams))
	for _, g := range grams {
		kind := g >> 24
		single := (kind == 1 || kind == 5) && g&(1<<23) == 0
		if single && len(t.text) > 1 {
			continue // a first letter chooses only when it is all there is
		}
		if list := x.grams[g]; len(list) > 0 {
			lists = append(lists, list)
		}
	}
	slices.SortFunc(lists, func(a, b []int32) int { return cmp.Compare(len(a), len(b)) })
	s.touched = s.touched[:0]
	budget := postings
	for _, list := range lists {
		if budget -= len(list); budget < 0 && len(s.touched) > 0 {
			break
		}
		for _, w := range list {
			if s.words[w] == 0 {
				s.touched = append(s.touched, w)
			}
			s.words[w]++
		}
	}
	var counts [256]int
	for _, w := range s.touched {
		counts[s.words[w]]++
	}
	least, sum := 255, 0
	for least > 1 && sum+counts[least] <= near {
		sum += counts[least]
		least--
	}
	out, room := x.beginning(t.text), near-sum
	for _, w := range s.touched {
		n := int(s.words[w])
		s.words[w] = 0
		if n < least || n == least && room <= 0 || strings.HasPrefix(x.words[w].text, t.text) {
			continue
		}
		if n == least {
			room--
		}
		out = append(out, w)
	}
	return out
}

// beginning returns the words that begin with a text.
func (x *Index) beginning(text string) []int32 {
	from, _ := slices.BinarySearchFunc(x.sorted, text, func(w int32, s string) int { return strings.Compare(x.words[w].text, s) })
	to := from
	for to < len(x.sorted) && to-from < postings/10 && strings.HasPrefix(x.words[x.sorted[to]].text, text) {
		to++
	}
	return slices.Clone(x.sorted[from:to])
}

// fits says how well a word of the index fits a typed one: 1 exactly, 0 not at all. The typed one may be unfinished.
func fits(q, w *term) float32 {
	if q.digits != w.digits {
		return 0
	}
	switch {
	case q.text == w.text:
		return 1
	case q.digits && len(q.text) >= 3 && strings.HasPrefix(w.text, q.text):
		return 0.9
	case q.digits && len(q.text) >= 4 && strings.HasSuffix(w.text, q.text):
		return 0.85
	case q.digits:
		if len(q.text) >= 6 && edits(q.text, w.text, 1) <= 1 {
			return 0.7
		}
		return 0
	case meet(q.sounds, w.sounds):
		return 0.95
	case strings.HasPrefix(w.text, q.text):
		return 0.93 - 0.005*float32(min(len(w.text)-len(q.text), 10))
	case begins(q.sounds, w.sounds):
		return 0.86
	case len(q.text) >= 4 && q.stem == w.stem:
		return 0.9
	}
	if len(w.pets) > 0 {
		for _, n := range q.pets {
			if slices.Contains(w.pets, n) && (fullForms[n] == w.sounds[0] || fullForms[n] == q.sounds[0]) {
				return 0.75
			}
		}
	}
	best := float32(0)
	limit := max(1, slips(len(q.text)))
	if len(q.text) < 3 {
		return 0
	}
	if d := edits(q.text, w.text, limit); d <= limit {
		best = 0.9 - 0.1*float32(d)
	}
	if d := edits(q.sounds[0], w.sounds[0], limit); d <= limit {
		best = max(best, 0.87-0.1*float32(d))
	}
	if len(q.text) >= 4 && len(w.text) > len(q.text) { // unfinished, with a typing error
		for _, n := range []int{len(q.text), len(q.text) + 1} {
			if n <= len(w.text) && edits(q.text, w.text[:n], 1) <= 1 {
				best = max(best, 0.7)
			}
		}
	}
	if best == 0 && len(q.text) >= 3 && strings.Contains(w.text, q.text) {
		best = 0.5
	}
	return best
}

// begins reports whether a word begins with the typed one in some reading.
func begins(typed, word []string) bool {
	for _, q := range typed {
		for _, w := range word {
			if len(q) >= 3 && strings.HasPrefix(w, q) {
				return true
			}
		}
	}
	return false
}
