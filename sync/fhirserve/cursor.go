package fhirserve

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// cursorParam carries a cursor in a next link. It is the only parameter of such a link.
const cursorParam = "_cursor"

// cursor is the place of a next link: the question, and the row after which to go on. It names the row by its sort keys,
// not by its number, so that it stays valid through edits; and the client carries it, so that it never expires.
type cursor struct {
	Query string   `json:"q"`           // the parameters as they were understood
	Keys  []string `json:"k,omitempty"` // sort keys of the last row
	Seq   int      `json:"s"`           // its place in the default order, or in the history
	Type  string   `json:"t,omitempty"` // $everything: its type
	Rank  int      `json:"r,omitempty"` // $everything: patient, compartment, outside
}

// link returns the URL of the page after the cursor.
func (c *cursor) link(address string) link {
	return link{"next", address + "?" + cursorParam + "=" + base64.RawURLEncoding.EncodeToString(encode(c))}
}

// resume reads the cursor of a request; nil when it has none. Otherwise the parameters are those of the first page.
func resume(form url.Values) (*cursor, url.Values, error) {
	text := form.Get(cursorParam)
	if text == "" {
		return nil, form, nil
	}
	broken := invalid("The page link is broken. Search again.")
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil, nil, broken
	}
	c := &cursor{}
	if err := json.Unmarshal(raw, c); err != nil {
		return nil, nil, broken
	}
	first, err := url.ParseQuery(c.Query)
	if err != nil || len(form) > 1 {
		return nil, nil, fail(http.StatusBadRequest, "invalid", "The page link is broken. Search again.")
	}
	return c, first, nil
}

// row is a match with the keys by which it is sorted.
type row struct {
	v    *version
	keys []string
}

// rowOf makes the sort keys of a resource. A missing value has an empty key and comes last, up and down.
func (q *query) rowOf(v *version, isSTU3 bool) row {
	r := row{v: v}
	for _, k := range q.sort {
		key := ""
		switch held := (filter{param: k.param}).held(v, isSTU3); {
		case len(held) == 0:
		case k.param.kind == kindDate:
			key = formatInstant(held[0].from)
		default:
			key = held[0].code
		}
		r.keys = append(r.keys, key)
	}
	return r
}

// compare orders by the sort keys and then by the default order: no two rows are equal.
func (q *query) compare(aKeys []string, aSeq int, bKeys []string, bSeq int) int {
	for i, k := range q.sort {
		if i >= len(aKeys) || i >= len(bKeys) {
			break
		}
		a, b := aKeys[i], bKeys[i]
		switch {
		case a == b:
			continue
		case a == "":
			return 1
		case b == "":
			return -1
		case k.down:
			return strings.Compare(b, a)
		}
		return strings.Compare(a, b)
	}
	return aSeq - bSeq
}

// after returns the rows that follow the cursor; all when it is nil. The rows are sorted.
func (q *query) after(rows []row, c *cursor) []row {
	if c == nil {
		return rows
	}
	at, _ := slices.BinarySearchFunc(rows, c, func(r row, c *cursor) int {
		if q.compare(r.keys, r.v.seq, c.Keys, c.Seq) <= 0 {
			return -1
		}
		return 1
	})
	return rows[at:]
}
