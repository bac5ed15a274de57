package chart

import (
	"sort"
	"strings"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

// match is how two concepts stand to each other.
type match uint8

const (
	matchNone     match = iota // nothing shows that they mean the same
	matchYes                   // they mean the same
	matchMismatch              // two codes of one system: they do not mean the same
)

// classifications are the systems that classify rather than name: one code covers many things, so that a common code
// proves nothing against two different codes of a system that names.
var classifications = map[string]bool{"icd10": true, record.SystemICD9CM: true, record.SystemATC: true}

// sharedKey names a code of a system that hospitals share. ICD-10 and its clinical modification give the codes that both
// have one meaning.
func sharedKey(c record.Code) (key string, ok bool) {
	s := terms.Canonical(c.System)
	if s == record.SystemICD10CM || s == record.SystemICD10 {
		s = "icd10"
	}
	return s + "|" + c.Code, c.Code != "" && terms.Shared(c.System)
}

// codeKey names a code over all sources, or within its source where the system is local. It is "" for no code.
func codeKey(c record.Code, source string) string {
	if c.Code == "" {
		return ""
	}
	k, ok := sharedKey(c)
	if !ok {
		return "local:" + source + "|" + k
	}
	return k
}

// keys returns what two concepts must share one of to be compared at all.
func (v *vocabulary) keys(c record.Concept, source string) []string {
	var out []string
	add := func(k string) {
		for _, o := range out {
			if o == k {
				return
			}
		}
		out = append(out, k)
	}
	for _, x := range c.Codes {
		if k := codeKey(x, source); k != "" {
			if to, ok := v.class[k]; ok {
				k = to
			}
			add(k)
		}
		if s := v.text(x.Display); s != "" {
			add("text:" + s)
		}
	}
	if s := v.text(c.Text); s != "" {
		add("text:" + s)
	}
	return out
}

// comparison is the outcome of comparing two concepts.
type comparison struct {
	match    match
	why      string
	learned  bool // only the data taught it
	residual bool // by a class that holds many different things ("other", "unspecified") alone
}

// compare says whether two concepts mean the same, and by what.
func (v *vocabulary) compare(x, y record.Concept, sx, sy string) comparison {
	shared, fine, disjoint := v.common(x, y, sx, sy)
	switch {
	case shared.Code != "" && (fine || !disjoint):
		return comparison{match: matchYes, why: "both are coded " + systemName(shared.System) + " " + shared.Code,
			residual: terms.Residual(shared) && v.text(x.Words()) != v.text(y.Words())}
	case shared.Code == "" && disjoint:
		return comparison{match: matchMismatch, why: "two codes of one system"}
	case disjoint:
		return comparison{}
	}
	if a := v.text(x.Words()); a != "" && a == v.text(y.Words()) {
		return comparison{match: matchYes, why: "both write the same words"}
	}
	if same, why := v.learned.Same(x, y, sx == sy); same {
		return comparison{match: matchYes, why: why, learned: true}
	}
	return comparison{}
}

// common looks for a code that both share, one of a system that names before one of a classification, and for a system that
// both use with no code in common.
func (v *vocabulary) common(x, y record.Concept, sx, sy string) (shared record.Code, fine, disjoint bool) {
	hit := map[string]bool{}
	for _, a := range x.Codes {
		ka := codeKey(a, sx)
		if ka == "" {
			continue
		}
		sys := ka[:strings.LastIndexByte(ka, '|')]
		for _, c := range y.Codes {
			kc := codeKey(c, sy)
			if kc == "" || kc[:strings.LastIndexByte(kc, '|')] != sys {
				continue
			}
			hit[sys] = hit[sys] || ka == kc
			if ka == kc && (shared.Code == "" || !fine && !classifications[sys]) {
				shared, fine = a, !classifications[sys]
			}
		}
	}
	for sys, same := range hit {
		if !same && (!classifications[sys] || shared.Code == "") {
			disjoint = true
		}
	}
	return shared, fine, disjoint
}

func sorted[T int | string](s []T) []T {
	sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
	return s
}
