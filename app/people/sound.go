package people

import (
	"slices"
	"strings"
)

// sound reduces a folded name to how it may have been heard or transliterated, so that spellings in use for one name
// meet: Hristo, Christo and Khristo; Yordanov, Jordanov and Iordanov; Tsvetan and Cvetan; Petrov and Petroff; Muller and
// Mueller; Mariya, Marija and Maria. It is coarser than a spelling and finer than Soundex: vowels stay.
func sound(folded string) string {
	out := make([]byte, 0, len(folded))
	add := func(s string) {
		for i := 0; i < len(s); i++ {
			if n := len(out); n > 0 && out[n-1] == s[i] {
				continue // a double letter sounds as one
			}
			out = append(out, s[i])
		}
	}
	for i := 0; i < len(folded); {
		rest := folded[i:]
		if i == 0 && (strings.HasPrefix(rest, "chr") || strings.HasPrefix(rest, "chl")) {
			add("h")
			i += 2
			continue
		}
		if strings.HasPrefix(rest, "dj") { // Hadjiev, as Hadzhiev is more often written
			add("dZ")
			i += 2
			continue
		}
		if n := glides(rest); n > 0 {
			if i+n < len(folded) && vowel(folded[i+n]) {
				add("y")
			} else {
				add("i")
			}
			i += n
			continue
		}
		c := rest[0]
		next := byte(0)
		if len(rest) > 1 {
			next = rest[1]
		}
		if c == 'c' && (next == 'e' || next == 'i' || next == 'y' || next == 'v') {
			add("c")
			i++
			continue
		}
		if c == 'h' && i > 0 && vowel(folded[i-1]) && !vowel(next) && next != 'y' && next != 'i' {
			i++ // mute: John, Johann at its end
			continue
		}
		if c == 'g' && next == 'u' && len(rest) > 2 && (rest[2] == 'e' || rest[2] == 'i') {
			add("g") // Gueorgui, as French writes Georgi
			i += 2
			continue
		}
		hit := false
		for _, g := range clusters {
			if strings.HasPrefix(rest, g.written) {
				add(g.sound)
				i += len(g.written)
				hit = true
				break
			}
		}
		if !hit {
			if n := len(out); n == 0 || out[n-1] != c {
				out = append(out, c) // bytes of another script stay as they are
			}
			i++
		}
	}
	s := string(out)
	for _, e := range []string{"of", "ef"} { // Petroff, as French and German write Petrov
		if len(s) > 4 && strings.HasSuffix(s, e) {
			return s[:len(s)-1] + "v"
		}
	}
	return s
}

// clusters of letters that stand for one sound, longest first. Capitals are sounds without a letter of their own.
var clusters = []struct{ written, sound string }{
	{"shch", "St"}, {"tsch", "C"},
	{"dzh", "dZ"}, {"dsh", "dZ"}, {"sch", "S"}, {"tch", "C"},
	{"sh", "S"}, {"sz", "S"}, {"zh", "Z"}, {"ch", "C"}, {"cz", "C"}, {"kh", "h"}, {"gh", "g"}, {"ph", "f"}, {"th", "t"},
	{"ts", "c"}, {"tz", "c"}, {"ck", "k"}, {"qu", "kv"}, {"ou", "u"}, {"oo", "u"}, {"ee", "i"},
	{"ae", "a"}, {"oe", "o"}, {"ue", "u"}, {"aa", "a"},
	{"c", "k"}, {"q", "k"}, {"x", "ks"}, {"w", "v"},
}

// readings are further ways to read Latin letters, each by the one who may have written them. A word is read in each way
// that changes how it sounds: Jivko is Zhivko to a Frenchman, Schiwko to a German, Žívko by ISO 9 without its diacritics.
var readings = []*strings.Replacer{
	strings.NewReplacer("tch", "ch", "dj", "dzh", "ch", "sh", "j", "zh", "kh", "h"),                               // French
	strings.NewReplacer("tsch", "ch", "sch", "sh", "dsch", "dzh", "dsh", "dzh", "sh", "zh", "ch", "h", "z", "ts"), // German
	strings.NewReplacer("ch", "ch", "ck", "k", "c", "ts"),                                                         // ISO 9
	strings.NewReplacer("j", "dzh"),                                                                               // English
}

// sounds returns the distinct sounds of a folded name, the usual reading first. What was written in Cyrillic is read in one
// way: Зонев and Цонев are two names.
func sounds(raw, folded string) []string {
	all := []string{sound(folded)}
	if !strings.ContainsAny(folded, "jchz") || strings.ContainsFunc(raw, cyrillic) {
		return all
	}
	for _, r := range readings {
		if s := sound(r.Replace(folded)); !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

func cyrillic(r rune) bool { return r >= 0x400 && r <= 0x52f }

// glides returns how many of the letters i, y and j the text begins with.
func glides(s string) int {
	n := 0
	for n < len(s) && (s[n] == 'i' || s[n] == 'y' || s[n] == 'j') {
		n++
	}
	return n
}

func vowel(c byte) bool { return c == 'a' || c == 'e' || c == 'o' || c == 'u' }

// endings of a family name as a woman bears it, with the man's. They apply to sounds.
var endings = []struct{ woman, man string }{
	{"skaya", "ski"}, {"ckaya", "cki"}, {"ska", "ski"}, {"cka", "cki"}, {"ova", "ov"}, {"eva", "ev"}, {"ina", "in"},
}

// stem returns the sound of a family name or patronymic without the mark of sex: Ivanova and Ivanov are one name.
func stem(sound string) string {
	for _, e := range endings {
		if len(sound) > len(e.woman)+1 && strings.HasSuffix(sound, e.woman) {
			return sound[:len(sound)-len(e.woman)] + e.man
		}
	}
	return sound
}
