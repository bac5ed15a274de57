package terms

import (
	"strings"
	"sync"
	"unicode"

	"anamnesis/assets"
)

// TallMan writes the drug names within a text in tall man letters (predniSONE, prednisoLONE), so that names that look
// alike are told apart. Everything else in the text stays as it is.
func TallMan(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		i := strings.IndexFunc(text, unicode.IsLetter)
		if i < 0 {
			b.WriteString(text)
			break
		}
		b.WriteString(text[:i])
		text = text[i:]
		end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
		if end < 0 {
			end = len(text)
		}
		if tall, ok := tallNames()[strings.ToLower(text[:end])]; ok {
			b.WriteString(tall)
		} else {
			b.WriteString(text[:end])
		}
		text = text[end:]
	}
	return b.String()
}

var tallNames = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	rows("tall-man.tsv", []string{"name", "tall"}, func(t *assets.Table, i int) { m[t.Cell(i, "name")] = t.Cell(i, "tall") })
	return m
})
