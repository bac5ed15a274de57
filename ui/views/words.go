package views

import "regexp"

var isoDate = regexp.MustCompile(`\b(1[89]|20)\d\d-\d\d(-\d\d(T[0-9:.]+(Z|[+-]\d\d:\d\d)?)?)?\b`)

// Words returns a sentence with the FHIR dates in it as they are read: 14 Nov 2026.
func Words(s string) string { return isoDate.ReplaceAllStringFunc(s, Date) }
