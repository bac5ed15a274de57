package hospitals

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// object is a JSON object that keeps the order of its members, so that a resource reads as a person would write it.
type object []member

type member struct {
	key   string
	value any
}

// list is a JSON array.
type list []any

// num is a JSON number in the digits given: 1.00 stays 1.00.
type num string

// obj makes an object from key, value, key, value ... Members without content (nil, "", an empty object or list) are left
// out; FHIR forbids them.
func obj(pairs ...any) object {
	if len(pairs)%2 != 0 {
		panic("hospitals: obj needs pairs")
	}
	out := make(object, 0, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		if !empty(pairs[i+1]) {
			out = append(out, member{pairs[i].(string), pairs[i+1]})
		}
	}
	return out
}

func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case num:
		return v == ""
	case object:
		return len(v) == 0
	case list:
		return len(v) == 0
	}
	return false
}

// get returns a member's value, or nil.
func (o object) get(key string) any {
	for _, m := range o {
		if m.key == key {
			return m.value
		}
	}
	return nil
}

// text returns a member that is a string, or "".
func (o object) text(key string) string {
	s, _ := o.get(key).(string)
	return s
}

// with returns a copy in which the members given are replaced, added, or removed where the new value is empty.
func (o object) with(pairs ...any) object {
	out := append(object(nil), o...)
next:
	for i := 0; i < len(pairs); i += 2 {
		key, value := pairs[i].(string), pairs[i+1]
		for j := range out {
			if out[j].key != key {
				continue
			}
			if empty(value) {
				out = append(out[:j:j], out[j+1:]...)
			} else {
				out[j].value = value
			}
			continue next
		}
		if !empty(value) {
			out = append(out, member{key, value})
		}
	}
	return out
}

// lineWidth is how long a line of readable JSON may grow before it is broken.
const lineWidth = 120

// readable writes v indented; what fits on one line stays on it.
func readable(v any) []byte {
	var b strings.Builder
	writeReadable(&b, v, 0)
	b.WriteByte('\n')
	return []byte(b.String())
}

// compact writes v on one line.
func compact(v any) string {
	var b strings.Builder
	writeCompact(&b, v, "")
	return b.String()
}

func writeReadable(b *strings.Builder, v any, depth int) {
	var one strings.Builder
	writeCompact(&one, v, " ")
	if utf8.RuneCountInString(one.String())+2*depth <= lineWidth {
		b.WriteString(one.String())
		return
	}
	pad := strings.Repeat("  ", depth+1)
	switch v := v.(type) {
	case object:
		b.WriteByte('{')
		for i, m := range v {
			separate(b, i, pad)
			b.WriteString(quote(m.key) + ": ")
			writeReadable(b, m.value, depth+1)
		}
		b.WriteString("\n" + pad[2:] + "}")
	case list:
		b.WriteByte('[')
		for i, x := range v {
			separate(b, i, pad)
			writeReadable(b, x, depth+1)
		}
		b.WriteString("\n" + pad[2:] + "]")
	default:
		b.WriteString(one.String())
	}
}

func separate(b *strings.Builder, i int, pad string) {
	if i > 0 {
		b.WriteByte(',')
	}
	b.WriteString("\n" + pad)
}

func writeCompact(b *strings.Builder, v any, space string) {
	switch v := v.(type) {
	case object:
		b.WriteByte('{')
		for i, m := range v {
			if i > 0 {
				b.WriteString("," + space)
			}
			b.WriteString(quote(m.key) + ":" + space)
			writeCompact(b, m.value, space)
		}
		b.WriteByte('}')
	case list:
		b.WriteByte('[')
		for i, x := range v {
			if i > 0 {
				b.WriteString("," + space)
			}
			writeCompact(b, x, space)
		}
		b.WriteByte(']')
	case string:
		b.WriteString(quote(v))
	case num:
		b.WriteString(string(v))
	case int:
		b.WriteString(strconv.Itoa(v))
	case bool:
		b.WriteString(strconv.FormatBool(v))
	default:
		panic(fmt.Sprintf("hospitals: no JSON for %T", v))
	}
}

// quote writes a JSON string; letters of any script stay themselves.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < 0x20:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
