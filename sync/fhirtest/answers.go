package fhirtest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// OutcomeEntry adds an entry to each page: an OperationOutcome of the severity (error, warning, information).
func OutcomeEntry(severity string) Effect {
	return onBundle("outcome entry", func(_ *Server, _ *http.Request, b *bundle) {
		b.Entry = append(b.Entry, encode(map[string]any{
			"resource": json.RawMessage(outcome(severity, "incomplete", "Some results could not be retrieved.")),
			"search":   map[string]string{"mode": "outcome"},
		}))
	})
}

// RelativeNext writes next links relative to the base URL: Observation?..., where FHIR asks for absolute ones.
func RelativeNext() Effect {
	return onBundle("relative next", func(s *Server, _ *http.Request, b *bundle) {
		b.relink("next", func(next string) string {
			_, rest, _ := strings.Cut(next, "://")
			return strings.TrimPrefix(rest[strings.Index(rest, "/"):], s.Honest.Path()+"/")
		})
	})
}

// ForeignNext lets next links point below another base URL. A second [Server] of the same dataset there honours them.
func ForeignNext(base string) Effect {
	return onBundle("foreign next", func(s *Server, _ *http.Request, b *bundle) {
		b.relink("next", func(next string) string {
			_, rest, _ := strings.Cut(next, "://")
			return base + strings.TrimPrefix(rest[strings.Index(rest, "/"):], s.Honest.Path())
		})
	})
}

// RepeatNext lets a page that has a next link name itself there, so that the pages never end.
func RepeatNext() Effect {
	return onBundle("repeat next", func(_ *Server, r *http.Request, b *bundle) {
		b.relink("next", func(string) string { return address(r) })
	})
}

// ExpiredCursors answers 410 to whoever follows a page link.
func ExpiredCursors() Effect {
	gone := Status(http.StatusGone, "")
	return Effect{"expired cursors", stageRefusal, func(s *Server, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := next
			if form := r.URL.Query(); form.Has(cursorParam) || form.Has(offsetParam) {
				h = gone.wrap(s, next)
			}
			h.ServeHTTP(w, r)
		})
	}}
}

// WithoutTotal leaves the total out unless the client asks for it (_total, _summary=count).
func WithoutTotal() Effect {
	return onBundle("without total", func(_ *Server, r *http.Request, b *bundle) {
		form := r.URL.Query()
		if !form.Has("_total") && !isCount(form) {
			b.Total = nil
		}
	})
}

// WrongTotal adds to the total of pages, and leaves _summary=count right.
func WrongTotal(by int) Effect { return shiftTotal("wrong total", by, false) }

// WrongCount adds to what _summary=count says, and leaves the total of pages right.
func WrongCount(by int) Effect { return shiftTotal("wrong count", by, true) }

func shiftTotal(name string, by int, count bool) Effect {
	return onBundle(name, func(_ *Server, r *http.Request, b *bundle) {
		if b.Total != nil && isCount(r.URL.Query()) == count {
			n := max(0, *b.Total+by)
			b.Total = &n
		}
	})
}

func isCount(form url.Values) bool {
	return form.Get("_summary") == "count" || form.Get("_count") == "0"
}

var fraction = regexp.MustCompile(`("lastUpdated":"[^".]*)\.[0-9]+`)

// WholeSeconds writes meta.lastUpdated in whole seconds, while the server goes on comparing finer times: what is asked
// for as later than a time that it wrote comes again.
func WholeSeconds() Effect {
	cut := answer("whole seconds", func(_ *Server, _ *http.Request, a *reply) {
		a.body = fraction.ReplaceAll(a.body, []byte("$1"))
	})
	again := question("whole seconds", func(_ *Server, r *http.Request) {
		form := r.URL.Query()
		for i, v := range form["_lastUpdated"] {
			if at, ok := strings.CutPrefix(v, "gt"); ok && !strings.Contains(at, ".") {
				form["_lastUpdated"][i] = "ge" + at
			}
		}
		r.URL.RawQuery = form.Encode()
	})
	return Effect{cut.name, cut.stage, func(s *Server, next http.Handler) http.Handler { return cut.wrap(s, again.wrap(s, next)) }}
}

// ShortDecimals rewrites numbers without the zeros at their end: 1.00 becomes 1, 185.0 becomes 185.
func ShortDecimals() Effect {
	return answer("short decimals", func(_ *Server, _ *http.Request, a *reply) { a.body = shorten(a.body) })
}

// shorten walks over JSON text: strings pass as they are, numbers lose zeros after the point.
func shorten(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		start := i
		switch c := text[i]; {
		case c == '"':
			for i++; i < len(text) && text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
			i = min(i+1, len(text))
			out = append(out, text[start:i]...)
		case c == '-' || (c >= '0' && c <= '9'):
			for i < len(text) && strings.IndexByte("+-.eE0123456789", text[i]) >= 0 {
				i++
			}
			out = append(out, shortNumber(string(text[start:i]))...)
		default:
			out = append(out, c)
			i++
		}
	}
	return out
}

func shortNumber(s string) string {
	if !strings.Contains(s, ".") || strings.ContainsAny(s, "eE") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// EmptyAtMax answers a page without entries, and without a next link, when _count is the server's maximum or more.
func EmptyAtMax() Effect {
	return onBundle("empty at max", func(s *Server, r *http.Request, b *bundle) {
		if atLeast(r.URL.Query().Get("_count"), s.Honest.Hospital().PageMax) {
			b.Entry = nil
			b.unlink("next")
		}
	})
}

// WithoutEntries empties a page but leaves its links and total.
func WithoutEntries() Effect {
	return onBundle("without entries", func(_ *Server, _ *http.Request, b *bundle) { b.Entry = nil })
}

// Duplicates gives the first entry of each page twice.
func Duplicates() Effect {
	return onBundle("duplicates", func(_ *Server, _ *http.Request, b *bundle) {
		if len(b.Entry) > 0 {
			b.Entry = slices.Insert(b.Entry, 0, b.Entry[0])
		}
	})
}

func atLeast(text string, least int) bool {
	n, err := strconv.Atoi(text)
	return err == nil && n >= least
}
