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
	text, sound string
	stem        string // of the sound
	pets        []int  // lines of the table of nicknames
	digits      bool
	rows        []int32
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
	add := func(row int, text string, isDigits bool) {
		if text == "" {
			return
		}
		n, ok := at[text]
		if !ok {
			n = int32(len(x.words))
			at[text] = n
			t := term{text: text, digits: isDigits}
			if !isDigits {
				t.hear()
			}
			x.words = append(x.words, t)
			for _, g := range t.grams() {
				x.grams[g] = append(x.grams[g], n)
			}
		}
		t := &x.words[n]
		if len(t.rows) == 0 || t.rows[len(t.rows)-1] != int32(row) {
			t.rows = append(t.rows, int32(row))
		}
	}
	for i, r := range rows {
		var line []string
		for _, name := range r.Names {
			folded := Fold(name)
			line = append(line, folded)
			for w := range strings.FieldsSeq(folded) {
				add(i, w, false)
			}
			if long := fold(name, true); long != folded {
				for w := range strings.FieldsSeq(long) {
					add(i, w, false)
				}
			}
		}
		x.lines[i] = strings.Join(line, " ")
		add(i, digits(r.BirthDate), true)
		for _, id := range r.Identifiers {
			if v := strings.ToLower(bare(id)); v != digits(r.BirthDate) {
				add(i, v, true)
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

// grams returns the distinct trigrams of a word and of its sound, with marks for where a word begins.
func (t *term) grams() []uint32 {
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
	cut(t.sound, 5)
	slices.Sort(all)
	return slices.Compact(all)
}

// hear adds what a name sounds like.
func (t *term) hear() {
	t.sound = sound(t.text)
	t.stem, t.pets = stem(t.sound), petForms[t.sound]
}
