package terms

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// NormalText writes a text so that two ways of writing the same words are equal: compatibility forms and diacritics are
// folded, case and punctuation go, blanks become one. The letters of a script are kept: Cyrillic stays Cyrillic.
func NormalText(s string) string {
	var b strings.Builder
	gap := false
	var before rune
	for _, r := range norm.NFKD.String(s) {
		if unicode.Is(unicode.Mn, r) {
			// й is и with a breve and a letter of its own: only what decorates a Latin or Greek letter goes.
			if !unicode.Is(unicode.Cyrillic, before) {
				continue
			}
			b.WriteRune(r)
			continue
		}
		before = r
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '%':
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’':
			// Crohn's is crohns
		default:
			gap = true
		}
	}
	return norm.NFC.String(b.String())
}
