package people

import (
	"slices"
	"strings"
	"sync"
)

// Row is what somebody can be found by.
type Row struct {
	ID          string   // of the person, or whatever the caller wants back
	Names       []string // each as it is written, in any script and order
	BirthDate   string   // FHIR date
	Identifiers []string // values
}

// Hit is one row that was found.
type Hit struct {
	ID    string
	Row   int     // its place among the rows
	Score float64 // higher is better; 1 is everything typed, found exactly
}

// Index finds people by a part of a name, a name with typing errors or in another script, a birth date or an identifier.
// It is safe for concurrent use and never changes.
type Index struct {
	rows   []Row
	lines  []string           // of each row: its folded names, for the ranking
	words  []term             // every distinct word
	grams  map[uint32][]int32 // trigram of a word or of its sound -> words
	sorted []int32            // the words by their text
	spare  sync.Pool          // *scratch
}

// term is one distinct word of the rows.
type term struct {
	text   string
	sounds []string
	stem   string // of the first sound
	pets   []int  // lines of the table of nicknames
	digits bool
	rows   []int32
}

// candidates is the most rows that are ranked, and near the most words that one typed word is compared with.
const (
	candidates = 2000
	near       = 400
	postings   = 30_000 // the most rows or words that one typed word touches
)

// NewIndex reads the rows. It takes a few seconds for a million.
func NewIndex(rows []Row) *Index {
	x := &Index{rows: rows, lines: make([]string, len(rows)), grams: map[uint32][]int32{}}
	at := map[string]int32{}
	add := func(row int, t term) {
		if t.text == "" {
			return
		}
		key := t.text + " " + strings.Join(t.sounds, " ")
		n, ok := at[key]
		if !ok {
			n = int32(len(x.words))
			at[key] = n
			x.words = append(x.words, t)
			for _, g := range t.grams(t.sounds[:min(1, len(t.sounds))]) {
				x.grams[g] = append(x.grams[g], n)
			}
		}
		w := &x.words[n]
		if len(w.rows) == 0 || w.rows[len(w.rows)-1] != int32(row) {
			w.rows = append(w.rows, int32(row))
		}
	}
	for i, r := range rows {
		var line []string
		for _, name := range r.Names {
			line = append(line, Fold(name))
			for _, raw := range split(name) {
				for _, t := range hear(raw) {
					add(i, t)
				}
			}
		}
		x.lines[i] = strings.Join(line, " ")
		birth := digits(r.BirthDate)
		add(i, term{text: birth, digits: true})
		for _, id := range r.Identifiers {
			if v := strings.ToLower(bare(id)); v != birth {
				add(i, term{text: v, digits: true})
			}
		}
	}
	x.sorted = make([]int32, len(x.words))
	for i := range x.sorted {
		x.sorted[i] = int32(i)
	}
	slices.SortFunc(x.sorted, func(a, b int32) int { return strings.Compare(x.words[a].text, x.words[b].text) })
	x.spare.New = func() any {
		return &scratch{words: make([]uint8, len(x.words)), stamp: make([]int32, len(rows)), total: make([]float32, len(rows))}
	}
	return x
}

// grams returns the distinct trigrams of a word and of some of its sounds, with marks for where a word begins.
func (t *term) grams(sounds []string) []uint32 {
	var all []uint32
	cut := func(s string, kind byte) {
		if s == "" {
			return
		}
		all = append(all, uint32(kind)<<24|uint32(s[0]))
		if len(s) > 1 {
			all = append(all, uint32(kind)<<24|1<<23|uint32(s[0])<<8|uint32(s[1]))
		}
		for i := 0; i+3 <= len(s); i++ {
			all = append(all, uint32(kind+2)<<24|uint32(s[i])<<16|uint32(s[i+1])<<8|uint32(s[i+2]))
		}
	}
	cut(t.text, 1)
	for _, sound := range sounds {
		cut(sound, 5)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// hear returns a word as it is folded, and as it is folded with its diacritics written out where that is another.
func hear(raw string) []term {
	var all []term
	for i, folded := range []string{fold(raw, false), fold(raw, true)} {
		folded = strings.ReplaceAll(folded, " ", "")
		if folded == "" || i > 0 && folded == all[0].text {
			continue
		}
		t := term{text: folded, sounds: sounds(raw, folded)}
		t.stem, t.pets = stem(t.sounds[0]), petForms[t.sounds[0]]
		all = append(all, t)
	}
	return all
}
