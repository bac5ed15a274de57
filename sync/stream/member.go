package stream

import (
	"bytes"
	"encoding/json"
)

// skipString returns the place after the string that opens at i, -1 when it does not close.
func skipString(b []byte, i int) int {
	for i++; i < len(b); i++ {
		if i += plain(b[i:]); i >= len(b) {
			break
		}
		if b[i] == '"' {
			return i + 1
		}
		i++ // past what the backslash escapes
	}
	return -1
}

// plain returns how many bytes of a string come before its end or its next escape.
func plain(b []byte) int {
	n := bytes.IndexByte(b, '"')
	if n < 0 {
		n = len(b)
	}
	if e := bytes.IndexByte(b[:n], '\\'); e >= 0 {
		return e
	}
	return n
}

// skipValue returns the place after the value that begins at i, -1 when there is none. It looks at brackets only.
func skipValue(b []byte, i int) int {
	if i >= len(b) {
		return -1
	}
	switch b[i] {
	case '"':
		return skipString(b, i)
	case '{', '[':
	default:
		n := bytes.IndexAny(b[i:], ",}]: \t\r\n")
		if n == 0 {
			return -1
		}
		if n < 0 {
			return len(b)
		}
		return i + n
	}
	for open := 0; i < len(b); {
		switch b[i] {
		case '"':
			if i = skipString(b, i); i < 0 {
				return -1
			}
			continue
		case '{', '[':
			open++
		case '}', ']':
			if open--; open == 0 {
				return i + 1
			}
		}
		i++
	}
	return -1
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\r' || b[i] == '\t') {
		i++
	}
	return i
}

// members goes over the members of an object in memory; each is given the name as it is written and the place of the
// value. ok is false when this is no object.
func members(b []byte, each func(name []byte, from, to int)) (ok bool) {
	i := skipSpace(b, 0)
	if i >= len(b) || b[i] != '{' {
		return false
	}
	i = skipSpace(b, i+1)
	if i < len(b) && b[i] == '}' {
		return true
	}
	for i < len(b) && b[i] == '"' {
		end := skipString(b, i)
		if end < 0 {
			return false
		}
		name := b[i+1 : end-1]
		if i = skipSpace(b, end); i >= len(b) || b[i] != ':' {
			return false
		}
		i = skipSpace(b, i+1)
		if end = skipValue(b, i); end < 0 {
			return false
		}
		each(name, i, end)
		if i = skipSpace(b, end); i >= len(b) || b[i] != ',' {
			return i < len(b) && b[i] == '}'
		}
		i = skipSpace(b, i+1)
	}
	return false
}

// Member finds the value of a member of an object: raw[from:to].
func Member(raw []byte, name string) (from, to int, ok bool) {
	members(raw, func(n []byte, f, t int) {
		if string(n) == name {
			from, to, ok = f, t, true
		}
	})
	return from, to, ok
}

// Identity reads what names a resource, and nothing else of it: the rest need not be JSON.
func Identity(raw []byte) (typ, id string, err error) {
	bad := false
	ok := members(raw, func(name []byte, from, to int) {
		switch string(name) {
		case "resourceType":
			bad = json.Unmarshal(raw[from:to], &typ) != nil
		case "id":
			_ = json.Unmarshal(raw[from:to], &id) // what is no string is no id
		}
	})
	if !ok || bad {
		return "", "", &SyntaxError{}
	}
	return typ, id, nil
}

// readEntry takes an entry of a Bundle apart. What it returns is not shared with v.
func readEntry(v []byte) Entry {
	var e Entry
	ok := members(v, func(name []byte, from, to int) {
		part := v[from:to]
		switch string(name) {
		case "fullUrl":
			_ = json.Unmarshal(part, &e.FullURL)
		case "resource":
			if part[0] == '{' {
				e.Raw = bytes.Clone(part)
			}
		case "search":
			var s struct{ Mode string }
			_ = json.Unmarshal(part, &s)
			e.Mode = s.Mode
		case "request":
			var r struct{ Method, URL string }
			_ = json.Unmarshal(part, &r)
			e.Method, e.Request = r.Method, r.URL
		}
	})
	if !ok {
		return Entry{Raw: bytes.Clone(v), Bad: &SyntaxError{}}
	}
	if e.Raw != nil {
		e.Type, e.ID, e.Bad = Identity(e.Raw)
	}
	return e
}
