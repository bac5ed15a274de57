package chart

import (
	"sort"
	"strings"

	"anamnesis/app/record"
)

// match is how two concepts stand to each other.
type match uint8

const (
	matchNone     match = iota // nothing shows that they mean the same
	matchYes                   // they mean the same
	matchMismatch              // two codes of one system: they do not mean the same
)

// The systems that classify rather than name: one code covers many things. A common code there proves nothing against
// two different codes in a system that names.
var classifications = map[string]bool{"icd10": true, record.SystemICD9CM: true, record.SystemATC: true}

// standardSystem returns a short form of a code system that means the same on every source. ICD-10 and its clinical
// modification give their shared codes one meaning.
func standardSystem(system string) (string, bool) {
	switch system {
	case record.SystemICD10, record.SystemICD10CM:
		return "icd10", true
	}
	for _, p := range []string{"http://loinc.org", "http://snomed.info/", "http://www.nlm.nih.gov/", "http://www.whocc.no/",
		"http://hl7.org/", "http://terminology.hl7.org/", "http://unitsofmeasure.org", "http://www.ama-assn.org/",
		"urn:oid:2.16.840.1.113883.6.", "https://www.gs1.org/", "http://fdasis.nlm.nih.gov"} {
		if strings.HasPrefix(system, p) {
			return system, true
		}
	}
	return system, false
}

// codeKey names a code over all sources, or within its source where the system is local.
func codeKey(c record.Code, source string) string {
	if c.Code == "" {
		return ""
	}
	if s, ok := standardSystem(c.System); ok {
		return s + "|" + c.Code
	}
	return "local:" + source + "|" + c.System + "|" + c.Code
}

// vocabulary compares concepts. It knows what the data taught about codes.
type vocabulary struct {
	class  map[string]string // a code's key -> the least key among its equivalents
	taught map[[2]string]int // a pair of keys, in order -> records that said so
}

// taughtBy is the number of independent records from which an equivalence joins.
const taughtBy = 3

// keys returns what two concepts must share one of to be compared at all.
func (v *vocabulary) keys(c record.Concept, source string) []string {
	seen := map[string]bool{}
	var out []string
	add := func(k string) {
		if k != "" && !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
	}
	for _, x := range c.Codes {
		k := codeKey(x, source)
		if to, ok := v.class[k]; ok {
			k = to
		}
		add(k)
		add(textKey(x.Display))
	}
	add(textKey(c.Text))
	return out
}

func textKey(s string) string {
	if s = normalText(s); s != "" {
		return "text:" + s
	}
	return ""
}

// compare says whether two concepts mean the same, and by what. learned is true when only the data taught it.
func (v *vocabulary) compare(x, y record.Concept, sx, sy string) (m match, why string, learned bool) {
	shared, fine, disjoint := v.common(x, y, sx, sy)
	switch {
	case shared != "" && (fine || !disjoint):
		return matchYes, "both code it " + shared, false
	case shared == "" && disjoint:
		return matchMismatch, "two codes of one system", false
	case disjoint:
		return matchNone, "", false
	}
	for _, a := range x.Codes {
		for _, c := range y.Codes {
			if n := v.taught[pairKey(codeKey(a, sx), codeKey(c, sy))]; n >= taughtBy {
				return matchYes, "records here code " + a.Code + " and " + c.Code + " together", true
			}
		}
	}
	if a := normalText(x.Words()); a != "" && a == normalText(y.Words()) {
		return matchYes, "both write it alike", false
	}
	return matchNone, "", false
}

// common looks for a code that both share, and for a system that both use with no code in common.
func (v *vocabulary) common(x, y record.Concept, sx, sy string) (shared string, fine, disjoint bool) {
	type use struct{ both, hit bool }
	systems := map[string]*use{}
	for _, a := range x.Codes {
		for _, c := range y.Codes {
			ka, kc := codeKey(a, sx), codeKey(c, sy)
			if ka == "" || kc == "" {
				continue
			}
			s, t := ka[:strings.LastIndexByte(ka, '|')], kc[:strings.LastIndexByte(kc, '|')]
			if s != t {
				continue
			}
			if systems[s] == nil {
				systems[s] = &use{}
			}
			if ka == kc {
				systems[s].hit = true
				if shared == "" || !classifications[s] && !fine {
					shared = a.Code
				}
				fine = fine || !classifications[s]
			}
		}
	}
	for s, u := range systems {
		if !u.hit && !classifications[s] || !u.hit && shared == "" {
			disjoint = true
		}
	}
	return shared, fine, disjoint
}

func pairKey(a, b string) [2]string {
	if a > b {
		a, b = b, a
	}
	return [2]string{a, b}
}

func sorted[T int | string](s []T) []T {
	sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
	return s
}
