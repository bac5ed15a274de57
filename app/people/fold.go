package people

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns a name in lower-case Latin letters without diacritics, its words parted by one space: "Йорданова-Кръстева"
// gives "yordanova krasteva". Cyrillic is written by the Bulgarian Transliteration Act of 2009 (the "streamlined system"),
// extended by the letters that other Cyrillic alphabets have; Greek by ELOT 743. Letters of other scripts stay.
func Fold(name string) string { return fold(name, false) }

// fold writes the diacritics of Latin letters out (š as sh, ü as ue) when expand is true, and else drops them.
func fold(name string, expand bool) string {
	if plain(name) {
		return name
	}
	var b strings.Builder
	b.Grow(len(name) + 4)
	space := false
	word := func(s string) {
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteString(s)
	}
	text := strings.ToLower(norm.NFC.String(name))
	for i, r := range text {
		if r == 'и' && iaEnds(text[i:]) { // София is Sofia: the act writes a final -ия as -ia
			word("i")
			continue
		}
		if r == 'я' && iaEnded(text, i) {
			word("a")
			continue
		}
		if s, ok := letters[r]; ok {
			word(s)
			continue
		}
		if expand {
			if s, ok := written[r]; ok {
				word(s)
				continue
			}
		}
		switch {
		case r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9'):
			word(string(r))
		case r == '\'' || r == '’' || r == '`' || r == 'ʹ' || r == 'ʺ' || r == '"':
			// O'Neil is one word
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			for _, d := range norm.NFD.String(string(r)) {
				if !unicode.Is(unicode.Mn, d) {
					word(string(d))
				}
			}
		case unicode.Is(unicode.Mn, r):
		default:
			space = true
		}
	}
	return b.String()
}

// plain reports whether folding changes nothing: the common case costs no allocation.
func plain(s string) bool {
	if s == "" {
		return true
	}
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == ' ' && last == ' ' || c != ' ' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
		last = c
	}
	return last != ' '
}

func iaEnds(rest string) bool {
	after, ok := strings.CutPrefix(rest, "ия")
	if !ok {
		return false
	}
	r, _ := utf8.DecodeRuneInString(after)
	return after == "" || !unicode.IsLetter(r)
}

func iaEnded(text string, at int) bool {
	return strings.HasSuffix(text[:at], "и") && iaEnds(text[at-len("и"):])
}

// letters are written this way whatever the spelling: Cyrillic, Greek, and Latin letters that Unicode does not decompose.
var letters = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "zh", 'з': "z", 'и': "i", 'й': "y", 'к': "k",
	'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "h",
	'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "sht", 'ъ': "a", 'ь': "y", 'ю': "yu", 'я': "ya",
	'ѝ': "i", 'ы': "y", 'э': "e", 'ё': "yo", 'є': "ye", 'і': "i", 'ї': "yi", 'ґ': "g", 'ў': "u",
	'ђ': "dj", 'ј': "y", 'љ': "ly", 'њ': "ny", 'ћ': "c", 'џ': "dzh", 'ѓ': "gy", 'ќ': "ky", 'ѕ': "dz",
	'α': "a", 'ά': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'έ': "e", 'ζ': "z", 'η': "i", 'ή': "i", 'θ': "th",
	'ι': "i", 'ί': "i", 'ϊ': "i", 'ΐ': "i", 'κ': "k", 'λ': "l", 'μ': "m", 'ν': "n", 'ξ': "x", 'ο': "o", 'ό': "o",
	'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t", 'υ': "y", 'ύ': "y", 'ϋ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps",
	'ω': "o", 'ώ': "o",
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ı': "i", 'ħ': "h", 'ŋ': "n",
}

// written are Latin letters whose diacritic is also written out: by ISO 9 and by the scientific transliteration of
// Cyrillic, and in German, Danish and Swedish.
var written = map[rune]string{
	'č': "ch", 'š': "sh", 'ž': "zh", 'ŝ': "sht", 'ć': "ch", 'ĉ': "ch", 'ŭ': "a", 'ǎ': "a", 'ă': "a", 'û': "yu", 'â': "ya",
	'ä': "ae", 'ö': "oe", 'ü': "ue", 'å': "aa", 'ø': "oe", 'đ': "dj", 'ş': "sh", 'ç': "ch", 'ń': "n", 'ñ': "ny",
}
