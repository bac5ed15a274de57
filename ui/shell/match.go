package shell

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"anamnesis/app/chart"
	"anamnesis/app/people"
	"anamnesis/app/record"
)

// entryHit is one title of the chart that fits a text, with its latest entry.
type entryHit struct {
	entry *chart.Entry
	count int
	score int
}

// searchEntries returns the titles that fit, the best first.
func (s *Shell) searchEntries(text string) []entryHit {
	byTitle := map[string]*entryHit{}
	var order []*entryHit
	for i := range s.st.env.Chart.Entries {
		e := &s.st.env.Chart.Entries[i]
		key := string(e.Kind) + "\x00" + e.Title
		h := byTitle[key]
		if h == nil {
			sc := score(e.Title, text)
			h = &entryHit{entry: e, score: sc}
			byTitle[key] = h
			if sc > 0 {
				order = append(order, h)
			}
		}
		h.count++
		if later(e, h.entry) {
			h.entry = e
		}
	}
	slices.SortStableFunc(order, func(a, b *entryHit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.count, a.count))
	})
	out := make([]entryHit, len(order))
	for i, h := range order {
		out[i] = *h
	}
	return out
}

func later(a, b *chart.Entry) bool {
	return record.ParseTime(a.Start).Sort(record.ParseTime(b.Start)) > 0
}

// score says how well a title fits a text: 0 not at all; words that begin with it before letters in order. Case,
// diacritics and script are folded.
func score(title, text string) int {
	t, q := people.Fold(title), people.Fold(text)
	if q == "" {
		return 0
	}
	switch {
	case strings.HasPrefix(t, q):
		return 1000
	case strings.Contains(t, " "+q):
		return 800
	case strings.Contains(t, q):
		return 600
	}
	words := strings.Fields(q)
	all := len(words) > 1
	for _, w := range words {
		all = all && strings.Contains(t, w)
	}
	if all {
		return 500
	}
	if len(q) < 3 {
		return 0
	}
	if m := fuzzy.Find(q, []string{t}); len(m) > 0 && m[0].Score > 0 {
		return 1 + min(m[0].Score, 400)
	}
	return 0
}

// viewOf returns the name of the view that lists a kind of entry.
func viewOf(k record.Kind) string {
	switch k {
	case record.KindResult, record.KindVital:
		return "results"
	case record.KindMedication:
		return "medications"
	case record.KindDocument, record.KindReport, record.KindImaging:
		return "documents"
	}
	return "problems"
}
