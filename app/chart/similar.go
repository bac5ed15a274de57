package chart

import (
	"hash/fnv"
	"sort"
	"strings"

	"anamnesis/app/record"
)

// Documents of nearly the same text (a letter retyped, a note copied forward) are linked, not joined: what is new in one
// of them must not be lost. Texts are compared by their runs of words; the least runs of each text choose which texts are
// compared at all, so that many notes do not cost all pairs.
const (
	runWords    = 4   // words in a run
	signature   = 8   // least runs by which texts meet
	shortest    = 24  // words of a text that is compared
	nearlySame  = 0.8 // part of the runs that two texts share
	mostSimilar = 64  // texts of one run from which it is boilerplate
)

// linkSimilar names, on each document, the others of nearly the same text.
func (b *builder) linkSimilar() {
	type text struct {
		g    *group
		runs map[uint64]bool
	}
	var texts []text
	byRun := map[uint64][]int{}
	for _, g := range b.groups {
		if g.kind != record.KindDocument || g.shown.retracted || b.hidden(g) { // a link would tell what a restricted one says
			continue
		}
		runs := runsOf(documentText(g.shown.Document))
		if len(runs) == 0 {
			continue
		}
		for _, r := range leastRuns(runs) {
			byRun[r] = append(byRun[r], len(texts))
		}
		texts = append(texts, text{g, runs})
	}
	done := map[uint64]bool{}
	for _, set := range byRun {
		if len(set) > mostSimilar {
			continue
		}
		for i, x := range set {
			for _, y := range set[i+1:] {
				if p := pairOf(x, y); !done[p] && share(texts[x].runs, texts[y].runs) >= nearlySame {
					a, c := texts[x].g.entry, texts[y].g.entry
					a.Similar, c.Similar = append(a.Similar, c.ID), append(c.Similar, a.ID)
				}
				done[pairOf(x, y)] = true
			}
		}
	}
	for _, t := range texts {
		sort.Strings(t.g.entry.Similar)
	}
}

// documentText is what a document says, as far as it is at hand.
func documentText(d *record.Document) string {
	if d == nil {
		return ""
	}
	parts := []string{d.Conclusion}
	for _, a := range d.Attachments {
		parts = append(parts, a.Text)
	}
	for _, s := range d.Sections {
		parts = append(parts, s.Text)
	}
	return strings.Join(parts, " ")
}

func runsOf(s string) map[uint64]bool {
	words := strings.Fields(normalText(s))
	if len(words) < shortest {
		return nil
	}
	out := make(map[uint64]bool, len(words))
	for i := 0; i+runWords <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+runWords] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		out[h.Sum64()] = true
	}
	return out
}

func leastRuns(runs map[uint64]bool) []uint64 {
	all := make([]uint64, 0, len(runs))
	for r := range runs {
		all = append(all, r)
	}
	sort.Slice(all, func(i, j int) bool { return all[i] < all[j] })
	return all[:min(signature, len(all))]
}

// share is the part of the runs of both texts that they have in common.
func share(x, y map[uint64]bool) float64 {
	n := 0
	for r := range x {
		if y[r] {
			n++
		}
	}
	return float64(n) / float64(len(x)+len(y)-n)
}
