package people

import (
	"math/bits"
	"slices"
	"strings"
)

// word is one word of a name or an address, folded once.
type word struct {
	id      int32
	text    string
	forms   []string // text, and with diacritics written out
	sounds  []string // of each form
	stems   []string // of each sound
	pets    []int    // lines of the table of nicknames
	known   bool     // borne by many: in a list of names, or often in the records at hand
	initial bool     // one letter
}

// How two words of a name agree, from nothing to everything.
const (
	wordOther   uint8 = iota
	wordInitial       // one is the first letter of the other
	wordClose         // typing errors apart
	wordPet           // nickname
	wordSound         // the same after transliteration, or a woman's and a man's form
	wordSame
)

// vocabulary holds every word once and remembers how pairs of words agree. It is not safe for concurrent use.
type vocabulary struct {
	words   map[string]*word
	systems map[string]int32 // identifier systems, numbered
	seen    []seen           // by hash of the pair; a newer pair takes the place of an older
	shift   int              // of a hash, to its place in seen
}

type seen struct {
	key   uint64
	agree uint8
}

// newVocabulary returns a vocabulary for so many records.
func newVocabulary(records int) *vocabulary {
	n := min(max(bits.Len(uint(records))+2, 6), 18)
	return &vocabulary{words: map[string]*word{}, systems: map[string]int32{}, seen: make([]seen, 1<<n), shift: 64 - n}
}

// word returns the one word for a source's spelling; nil when nothing is left of it.
func (v *vocabulary) word(raw string) *word {
	text := fold(raw, false)
	text = strings.ReplaceAll(text, " ", "")
	if text == "" {
		return nil
	}
	long := text
	if !plain(raw) {
		long = strings.ReplaceAll(fold(raw, true), " ", "")
	}
	key := text
	if long != text {
		key += " " + long
	}
	if strings.ContainsFunc(raw, cyrillic) {
		key += " cyrillic" // the same letters, read in another way
	}
	if w, ok := v.words[key]; ok {
		return w
	}
	w := &word{id: int32(len(v.words) + 1), text: text, forms: []string{text}, initial: len(text) == 1}
	if long != text {
		w.forms = append(w.forms, long)
	}
	if strings.ContainsRune(raw, 'ъ') || strings.ContainsRune(raw, 'Ъ') { // an a by the act, a u in most older documents
		w.forms = append(w.forms, strings.ReplaceAll(Fold(strings.NewReplacer("ъ", "у", "Ъ", "у").Replace(raw)), " ", ""))
	}
	for _, f := range w.forms {
		for _, s := range sounds(raw, f) {
			if slices.Contains(w.sounds, s) {
				continue
			}
			w.sounds = append(w.sounds, s)
			w.stems = append(w.stems, stem(s))
			w.pets = append(w.pets, petForms[s]...)
			w.known = w.known || givenShares[stem(s)] > 0 || familyShares[stem(s)] > 0
			for _, n := range petForms[s] {
				w.known = w.known || fullForms[n] == s
			}
		}
	}
	v.words[key] = w
	return w
}

// agree says how two words of names agree. Inflected words (family names, patronymics) also agree over the forms for
// women and men; others over nicknames.
func (v *vocabulary) agree(a, b *word, inflected bool) uint8 {
	if a == b {
		return wordSame
	}
	if a.id > b.id {
		a, b = b, a
	}
	key := uint64(a.id)<<33 | uint64(b.id)<<1
	if inflected {
		key |= 1
	}
	slot := &v.seen[key*0x9e3779b97f4a7c15>>v.shift]
	if slot.key != key {
		slot.key, slot.agree = key, agree(a, b, inflected)
	}
	return slot.agree
}

func agree(a, b *word, inflected bool) uint8 {
	if a.text == b.text {
		return wordSame
	}
	if a.initial || b.initial {
		for _, x := range append(a.sounds, a.text) {
			for _, y := range append(b.sounds, b.text) {
				if x != "" && y != "" && x[0] == y[0] {
					return wordInitial
				}
			}
		}
		return wordOther
	}
	if meet(a.sounds, b.sounds) || inflected && meet(a.stems, b.stems) {
		return wordSound
	}
	if !inflected {
		for _, n := range a.pets {
			if slices.Contains(b.pets, n) && (pet(a, n) || pet(b, n)) {
				return wordPet
			}
		}
	}
	for _, x := range a.forms {
		for _, y := range b.forms {
			if alike(x, y) {
				return wordClose
			}
		}
	}
	left, right := a.sounds, b.sounds
	if inflected {
		left, right = a.stems, b.stems
	}
	for _, x := range left {
		for _, y := range right {
			if min(len(x), len(y)) >= 5 && edits(x, y, 1) <= 1 {
				return wordClose
			}
		}
	}
	return wordOther
}

// pet reports whether the word is the full name of the line: two pet forms of one name are two names until the full one
// is known.
func pet(w *word, line int) bool { return slices.Contains(w.sounds, fullForms[line]) }

func meet(a, b []string) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}

// alike reports whether two words may be one with typing errors.
func alike(a, b string) bool {
	limit := slips(max(len(a), len(b)))
	return limit > 0 && edits(a, b, limit) <= limit
}
