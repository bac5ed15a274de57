package fhirserve

import (
	"slices"
	"strings"
	"time"
)

// matches reports whether the resource matches the filter.
func (f filter) matches(v *version, isSTU3 bool) bool {
	if f.modifier == "missing" {
		return f.missing(v, isSTU3) == (f.values[0] == "true")
	}
	if f.param.kind == kindReference {
		return slices.ContainsFunc(v.refs[f.param.name], func(held string) bool {
			return slices.ContainsFunc(f.targets, func(target string) bool { return refersTo(held, target) })
		})
	}
	held := f.held(v, isSTU3)
	if f.modifier == "not" {
		return !slices.ContainsFunc(f.values, func(asked string) bool { return anyToken(held, asked) })
	}
	return slices.ContainsFunc(f.values, func(asked string) bool {
		switch f.param.kind {
		case kindToken:
			return anyToken(held, asked)
		case kindString:
			return anyString(held, f.modifier, unescape(asked))
		case kindDate:
			return anyDate(held, asked)
		case kindURI:
			return slices.ContainsFunc(held, func(h value) bool { return h.code == unescape(asked) })
		}
		return false
	})
}

// held returns what the resource holds for the filter; the two that every search may use need no reading.
func (f filter) held(v *version, isSTU3 bool) []value {
	switch f.param.name {
	case "_id":
		return []value{{code: v.id, implied: true}}
	case "_lastUpdated":
		return []value{{from: v.lastUpdated, until: v.lastUpdated.Add(time.Millisecond)}}
	}
	return v.values(f.param, isSTU3)
}

func (f filter) missing(v *version, isSTU3 bool) bool {
	if f.param.kind == kindReference {
		return len(v.refs[f.param.name]) == 0
	}
	return len(f.held(v, isSTU3)) == 0
}

// target reads the value of a reference, which is ID, Type/ID or an absolute URL: Type/id of what is on this server, the id
// alone when the type is not certain, else the URL.
func (f filter) target(asked, base string) string {
	asked = strings.TrimPrefix(unescape(asked), base+"/")
	typ := f.param.target
	if f.modifier != "" {
		typ = f.modifier
	}
	switch {
	case strings.Contains(asked, "/"):
		if f.modifier != "" && !strings.HasPrefix(asked, f.modifier+"/") {
			return typ + "/" + asked // matches nothing: the value contradicts the modifier
		}
		return asked
	case typ != "":
		return typ + "/" + asked
	}
	return asked
}

// refersTo compares the reference that a resource holds with a target that was asked for.
func refersTo(held, target string) bool {
	if strings.Contains(target, "/") {
		return held == target
	}
	_, id, _ := strings.Cut(held, "/")
	return id == target
}

// anyToken matches code, system|code, |code (no system) or system|. An element whose system is implied matches any that is
// named with its code.
func anyToken(held []value, asked string) bool {
	parts := splitEscaped(asked, '|')
	for i := range parts {
		parts[i] = unescape(parts[i])
	}
	return slices.ContainsFunc(held, func(h value) bool {
		if len(parts) == 1 {
			return h.code == parts[0]
		}
		system, code := parts[0], parts[1]
		if h.implied {
			return system != "" && h.code == code
		}
		return h.system == system && (code == "" || h.code == code)
	})
}

// anyString matches the beginning without regard to case and diacritics, or as the modifier says.
func anyString(held []value, modifier, asked string) bool {
	folded := fold(asked)
	return slices.ContainsFunc(held, func(h value) bool {
		switch modifier {
		case "exact":
			return h.text == asked
		case "contains":
			return strings.Contains(h.folded, folded)
		}
		return strings.HasPrefix(h.folded, folded)
	})
}

var datePrefixes = []string{"eq", "ne", "gt", "lt", "ge", "le", "sa", "eb"}

// readDate splits a date parameter into its prefix and the instants that it can mean.
func readDate(s string) (prefix string, from, until time.Time, ok bool) {
	prefix = "eq"
	if len(s) > 2 && slices.Contains(datePrefixes, s[:2]) {
		prefix, s = s[:2], s[2:]
	}
	from, until, ok = span(s)
	return prefix, from, until, ok
}

// anyDate compares ranges as FHIR says (R4, 3.1.1.4.3 and 3.1.1.4.5): the range of what was asked against the range of
// what is held.
func anyDate(held []value, asked string) bool {
	prefix, from, until, ok := readDate(asked)
	return ok && slices.ContainsFunc(held, func(h value) bool {
		within := !h.from.Before(from) && !h.until.After(until)
		above, below := h.until.After(until), h.from.Before(from)
		switch prefix {
		case "eq":
			return within
		case "ne":
			return !within
		case "gt":
			return above
		case "ge":
			return above || within
		case "lt":
			return below
		case "le":
			return below || within
		case "sa":
			return !h.from.Before(until)
		default: // eb
			return !h.until.After(from)
		}
	})
}
