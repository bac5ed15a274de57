package engine

import (
	"strings"
	"unicode"
)

// latin is the Bulgarian Transliteration Act of 2009; the letters that Bulgarian lacks follow BGN/PCGN for Russian,
// Serbian and Ukrainian.
var latin = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "zh", 'з': "z", 'и': "i", 'й': "y", 'к': "k", 'л': "l",
	'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "h", 'ц': "ts", 'ч': "ch",
	'ш': "sh", 'щ': "sht", 'ъ': "a", 'ь': "y", 'ю': "yu", 'я': "ya",
	'ё': "yo", 'ы': "y", 'э': "e", 'є': "ye", 'і': "i", 'ї': "yi", 'ґ': "g", 'ђ': "dj", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'џ': "dz",
}

// cyrillic reads Latin letters as Bulgarian, the longest first.
var cyrillic = []struct{ from, to string }{
	{"sht", "щ"}, {"zh", "ж"}, {"ts", "ц"}, {"ch", "ч"}, {"sh", "ш"}, {"yu", "ю"}, {"ya", "я"}, {"yo", "йо"}, {"ph", "ф"}, {"kh", "х"},
	{"a", "а"}, {"b", "б"}, {"c", "ц"}, {"d", "д"}, {"e", "е"}, {"f", "ф"}, {"g", "г"}, {"h", "х"}, {"i", "и"}, {"j", "ж"}, {"k", "к"},
	{"l", "л"}, {"m", "м"}, {"n", "н"}, {"o", "о"}, {"p", "п"}, {"q", "к"}, {"r", "р"}, {"s", "с"}, {"t", "т"}, {"u", "у"}, {"v", "в"},
	{"w", "в"}, {"x", "кс"}, {"y", "й"}, {"z", "з"},
}

// scripts returns a name as it is and as the other script may write it. The way back from Latin is not unique: "a" may
// be а or ъ, and a final "ia" is ия.
func scripts(name string) []string {
	out := []string{name}
	add := func(s string) {
		for _, have := range out {
			if strings.EqualFold(have, s) {
				return
			}
		}
		out = append(out, s)
	}
	switch {
	case name == "":
	case strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }):
		add(join(strings.Fields(name), toLatin))
	case strings.ContainsFunc(name, func(r rune) bool { return r <= unicode.MaxASCII && unicode.IsLetter(r) }):
		words := strings.Fields(name)
		add(join(words, toCyrillic))
		add(join(words, func(w string) string { return hard(toCyrillic(w), true) }))
		add(join(words, func(w string) string { return hard(toCyrillic(w), false) }))
	}
	return out
}

func join(words []string, f func(string) string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = f(w)
	}
	return strings.Join(out, " ")
}

func toLatin(word string) string {
	var b strings.Builder
	for _, r := range word {
		l, ok := latin[unicode.ToLower(r)]
		switch {
		case !ok:
			b.WriteRune(r)
		case unicode.IsUpper(r) && l != "":
			b.WriteString(strings.ToUpper(l[:1]) + l[1:])
		default:
			b.WriteString(l)
		}
	}
	if out := b.String(); strings.HasSuffix(strings.ToLower(word), "ия") {
		return strings.TrimSuffix(out, "iya") + "ia"
	}
	return b.String()
}

func toCyrillic(word string) string {
	var b strings.Builder
	lower := strings.ToLower(word)
	for i := 0; i < len(lower); {
		n := 1
		to := lower[i : i+1]
		if rest := lower[i:]; rest == "ia" {
			to, n = "ия", 2
		} else {
			for _, c := range cyrillic {
				if strings.HasPrefix(rest, c.from) {
					to, n = c.to, len(c.from)
					break
				}
			}
		}
		if i == 0 {
			r := []rune(to)
			to = string(unicode.ToUpper(r[0])) + string(r[1:])
		}
		b.WriteString(to)
		i += n
	}
	return b.String()
}

// hard reads one а between consonants as ъ, as in Димитър (the last) and Първанов (the first).
func hard(word string, last bool) string {
	rs := []rune(word)
	at := -1
	for i := 1; i+1 < len(rs); i++ {
		if rs[i] == 'а' && !vowel(rs[i-1]) && !vowel(rs[i+1]) && (at < 0 || last) {
			at = i
		}
	}
	if at < 0 {
		return word
	}
	rs[at] = 'ъ'
	return string(rs)
}

func vowel(r rune) bool { return strings.ContainsRune("аеиоуъюяАЕИОУЪЮЯ", r) }
