package units

import (
	"strings"
	"unicode"
)

// plain maps the characters that sources write for plain ones: the two micro signs, superscripts, signs of
// multiplication, and the Cyrillic letters of unit symbols, which are written as their Latin counterparts.
var plain = strings.NewReplacer(
	"µ", "u", "μ", "u", "㎍", "ug", "㎎", "mg", "㎏", "kg", "㎖", "mL", "㎗", "dL", "ℓ", "L",
	"⁻", "-", "−", "-", "–", "-", "‐", "-",
	"°C", "deg C", "° C", "deg C", "°С", "deg C", "° С", "deg C", "°F", "deg F", "° F", "deg F", "ºC", "deg C", "ºF", "deg F", "˚C", "deg C", "˚F", "deg F",
	"°", "degrees ", "º", "degrees ", "˚", "degrees ", "℃", "deg C", "℉", "deg F", "‰", "[ppth]",
	"×", "x", "✕", "x", "·", ".", "⋅", ".", "∙", ".", "∗", "*", "⁄", "/", "∕", "/",
	"²", "2", "³", "3", "₂", "2",
	"\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u200b", "", "\ufeff", "",
)

var superscripts = strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9", "⁻", "-")

// cyrillic maps whole words of units, longest first where one begins another; it is applied to lower case.
var cyrillic = strings.NewReplacer(
	"мкмол", "umol", "ммол", "mmol", "нмол", "nmol", "пмол", "pmol", "мол", "mol",
	"мкг", "ug", "нг", "ng", "пг", "pg", "мг", "mg", "кг", "kg",
	"мкл", "uL", "мл", "mL", "дл", "dL", "фл", "fL",
	"мм рт.ст.", "mm[Hg]", "мм рт. ст.", "mm[Hg]", "mm рт.ст.", "mm[Hg]", "mm рт. ст.", "mm[Hg]", "mmhg", "mm[Hg]",
	"мкед", "uU", "мед", "mU", "ме", "[IU]", "ед", "U", "мсек", "ms", "сек", "s",
	"мин", "min", "час", "h", "ден", "d", "мм", "mm", "см", "cm", "г", "g", "л", "L", "ч", "h", "м", "m", "х", "x", "е/", "U/",
)

// clean writes a unit text in plain characters. It keeps the case of Latin letters.
func clean(text string) string {
	s := strings.TrimSpace(text)
	if isASCII(s) {
		return withoutStop(strings.Join(strings.Fields(s), " "))
	}
	if s == "С" || s == "с" { // a Cyrillic letter that looks like a Latin one
		return "C"
	}
	// Capital Г and Т before a slash are giga and tera of a blood count, or a gram in capitals: as open as G and T are.
	for _, c := range [][2]string{{"Г", "G"}, {"Т", "T"}} {
		if rest, ok := strings.CutPrefix(s, c[0]); ok && (rest == "" || rest[0] == '/') {
			s = c[1] + rest
		}
	}
	if i := strings.IndexAny(s, "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"); i >= 2 && strings.HasSuffix(s[:i], "10") {
		end := strings.LastIndexAny(s, "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
		end += len(string([]rune(s[end:])[0]))
		s = s[:i] + "*" + superscripts.Replace(s[i:end]) + s[end:]
	}
	s = plain.Replace(superscripts.Replace(s))
	if !isASCII(s) {
		s = cyrillic.Replace(strings.Map(lowerCyrillic, s))
	}
	return withoutStop(strings.Join(strings.Fields(s), " "))
}

// lowerCyrillic lowers Cyrillic letters only: the case of Latin ones means something.
func lowerCyrillic(r rune) rune {
	if unicode.Is(unicode.Cyrillic, r) {
		return unicode.ToLower(r)
	}
	return r
}

// withoutStop takes a full stop at the end away: sec. is sec.
func withoutStop(s string) string {
	if len(s) > 1 {
		return strings.TrimSuffix(s, ".")
	}
	return s
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
