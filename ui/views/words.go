package views

import (
	"regexp"
	"strings"
)

var isoDate = regexp.MustCompile(`(1[89]|20)\d\d-\d\d(-\d\d(T[0-9:.]+(Z|[+-]\d\d:\d\d)?)?)?`)

// Words returns a sentence with the FHIR dates in it as they are read: 14 Nov 2026. A date that is part of something
// longer, such as an identifier, stays.
func Words(s string) string {
	var b strings.Builder
	last := 0
	for _, at := range isoDate.FindAllStringIndex(s, -1) {
		if at[0] > 0 && sticks(s[at[0]-1]) || at[1] < len(s) && sticks(s[at[1]]) {
			continue
		}
		b.WriteString(s[last:at[0]])
		b.WriteString(Date(strings.TrimRight(s[at[0]:at[1]], ".")))
		last = at[1] - len(s[at[0]:at[1]]) + len(strings.TrimRight(s[at[0]:at[1]], "."))
	}
	return b.String() + s[last:]
}

func sticks(c byte) bool {
	return c == '-' || c == '/' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
