package fhirserve

import (
	"encoding/json"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"anamnesis/app/record"
)

// value is what a resource holds for one parameter: only the fields of the parameter's kind are set.
type value struct {
	system, code string    // token
	implied      bool      // token: the system is the one that the element is bound to, and not written
	text         string    // string: as it was written
	folded       string    // string: without case and diacritics
	from, until  time.Time // date: [from, until)
}

// The ends of a period that states none.
var (
	beginning = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	end       = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
)

// valuesOf reads all parameters of a resource but its references.
func valuesOf(typ string, isSTU3 bool, tree map[string]any) map[string][]value {
	index := map[string][]value{}
	for name, p := range paramsOf(typ, isSTU3) {
		for _, node := range find(tree, p.paths) {
			switch p.kind {
			case kindToken, kindURI:
				index[name] = append(index[name], tokens(node)...)
			case kindString:
				index[name] = append(index[name], strs(node)...)
			case kindDate:
				index[name] = append(index[name], dates(node)...)
			}
		}
	}
	return index
}

// find returns the nodes at any of the paths; lists are walked through.
func find(tree any, paths string) []any {
	var found []any
	for _, path := range strings.Fields(paths) {
		path, system, filtered := strings.Cut(path, ":")
		for _, node := range walk(tree, strings.Split(path, ".")) {
			if m, ok := node.(map[string]any); filtered && (!ok || m["system"] != system) {
				continue
			}
			found = append(found, node)
		}
	}
	return found
}

func walk(node any, path []string) []any {
	if list, ok := node.([]any); ok {
		var found []any
		for _, child := range list {
			found = append(found, walk(child, path)...)
		}
		return found
	}
	if len(path) == 0 {
		return []any{node}
	}
	m, ok := node.(map[string]any)
	if !ok || m[path[0]] == nil {
		return nil
	}
	return walk(m[path[0]], path[1:])
}

// tokens reads a code, boolean, Coding, CodeableConcept, Identifier or ContactPoint.
func tokens(node any) []value {
	switch n := node.(type) {
	case string:
		return []value{{code: n, implied: true}}
	case json.Number:
		return []value{{code: n.String(), implied: true}}
	case bool:
		if n {
			return []value{{code: "true", implied: true}}
		}
		return []value{{code: "false", implied: true}}
	case map[string]any:
		if coding, ok := n["coding"].([]any); ok {
			var list []value
			for _, c := range coding {
				list = append(list, tokens(c)...)
			}
			return list
		}
		system, _ := n["system"].(string)
		code, ok := n["code"].(string)
		if !ok {
			code, ok = n["value"].(string)
		}
		if ok {
			return []value{{system: system, code: code}}
		}
	}
	return nil
}

// The string elements of a HumanName and an Address.
var stringElements = []string{"text", "family", "given", "prefix", "suffix", "line", "city", "district", "state", "postalCode", "country"}

// strs reads a string, a HumanName or an Address.
func strs(node any) []value {
	switch n := node.(type) {
	case string:
		return []value{{text: n, folded: fold(n)}}
	case []any:
		var list []value
		for _, child := range n {
			list = append(list, strs(child)...)
		}
		return list
	case map[string]any:
		var list []value
		for _, key := range stringElements {
			if child, ok := n[key]; ok {
				list = append(list, strs(child)...)
			}
		}
		return list
	}
	return nil
}

var foldCase = cases.Fold()

// fold removes case and diacritics, in any script, and makes white space single. It transliterates nothing.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(foldCase.String(s)))
	return strings.Join(strings.Fields(s), " ")
}

// dates reads a date, dateTime, instant, Period or Timing.
func dates(node any) []value {
	switch n := node.(type) {
	case string:
		if from, until, ok := span(n); ok {
			return []value{{from: from, until: until}}
		}
	case map[string]any:
		if events := find(n, "event"); len(events) > 0 {
			var list []value
			for _, e := range events {
				list = append(list, dates(e)...)
			}
			return list
		}
		if bounds := find(n, "repeat.boundsPeriod"); len(bounds) > 0 {
			return dates(bounds[0])
		}
		return period(n)
	}
	return nil
}

func period(n map[string]any) []value {
	v := value{from: beginning, until: end}
	var stated bool
	if s, ok := n["start"].(string); ok {
		if from, _, ok := span(s); ok {
			v.from, stated = from, true
		}
	}
	if s, ok := n["end"].(string); ok {
		if _, until, ok := span(s); ok {
			v.until, stated = until, true
		}
	}
	if !stated {
		return nil
	}
	return []value{v}
}

// span returns the instants that a FHIR date or time can mean: [from, until). A time without a zone is read as UTC.
func span(s string) (from, until time.Time, ok bool) {
	t := record.ParseTime(s)
	if t.IsZero() {
		return from, until, false
	}
	from, until = t.At, t.Until()
	if !until.After(from) { // to the fraction: a millisecond, as the server's own times are
		until = from.Add(time.Millisecond)
	}
	return from, until, true
}
