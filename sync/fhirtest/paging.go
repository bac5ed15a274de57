package fhirtest

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// OnePage ignores _count and gives everything in one answer, however large.
func OnePage() Effect {
	return Effect{"one page", stagePaging, func(s *Server, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a, whole, ok := s.collect(next, r)
			if ok {
				whole.relink("self", func(string) string { return address(r) })
				a.setBundle(whole)
			}
			a.send(w)
		})
	}}
}

// OffsetPaging pages by offset over an order that is not the same for each page, as databases give it where rows are
// equal by their sort: rows between the pages are lost, and as many of the beginning come again at the end. The total stays
// right. It does so where _sort is one of those given ("" is a search without _sort); when none is given, in every
// search that is not sorted by _lastUpdated. Its fault must strike [Page] as well as [Search].
func OffsetPaging(sorts ...string) Effect {
	return Effect{"offset paging", stagePaging, func(s *Server, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			form := r.URL.Query()
			if !isSearch(r.URL.Path) || form.Has(cursorParam) || isCount(form) || !unstable(form.Get("_sort"), sorts) {
				next.ServeHTTP(w, r)
				return
			}
			offset, _ := strconv.Atoi(form.Get(offsetParam)) // 0 for the first page
			offset = max(0, offset)
			count := s.pageSize(form.Get("_count"))
			form.Del(offsetParam)
			a, whole, ok := s.collect(next, reask(r, r.URL.Path, form))
			if ok {
				whole.relink("self", func(string) string { return address(r) })
				a.setBundle(shifted(whole, offset, count, func(offset int) string {
					form.Set(offsetParam, strconv.Itoa(offset))
					return address(reask(r, r.URL.Path, form))
				}))
			}
			a.send(w)
		})
	}}
}

func isSearch(path string) bool {
	last := path[strings.LastIndex(path, "/")+1:]
	return !strings.HasPrefix(last, "$") && !strings.HasPrefix(last, "_") && last != "metadata"
}

func unstable(sort string, sorts []string) bool {
	if len(sorts) == 0 {
		return strings.TrimPrefix(sort, "-") != "_lastUpdated"
	}
	return slices.Contains(sorts, sort)
}

// shifted cuts the page at the offset out of a list that begins one row later for each page.
func shifted(whole bundle, offset, count int, next func(offset int) string) bundle {
	var matches, others [][]byte
	for _, e := range whole.Entry {
		if mode(e) == "match" {
			matches = append(matches, e)
		} else {
			others = append(others, e)
		}
	}
	b := bundle{ResourceType: whole.ResourceType, Type: whole.Type, Total: whole.Total, Link: whole.Link}
	for i := offset; i < min(offset+count, len(matches)); i++ {
		b.Entry = append(b.Entry, matches[(i+offset/count)%len(matches)])
	}
	if offset == 0 {
		for _, e := range others {
			b.Entry = append(b.Entry, e)
		}
	}
	if offset+count < len(matches) {
		b.Link = append(b.Link, link{"next", next(offset + count)})
	}
	return b
}

// collect gathers all pages of the request into one; ok is false when an answer was no page, which is then a.
func (s *Server) collect(next http.Handler, r *http.Request) (a *reply, whole bundle, ok bool) {
	form := r.URL.Query()
	form.Set("_count", strconv.Itoa(s.Honest.Hospital().PageMax))
	a = ask(next, reask(r, r.URL.Path, form))
	whole, ok = a.bundle()
	for place := whole.next(); ok && place != ""; {
		follow := r.Clone(r.Context())
		if parsed, err := url.Parse(place); err == nil {
			follow.URL = parsed
		}
		a = ask(next, follow)
		var b bundle
		b, ok = a.bundle()
		whole.Entry = append(whole.Entry, b.Entry...)
		place = b.next()
	}
	whole.unlink("next")
	return a, whole, ok
}

// pageSize is what the honest server would take _count for.
func (s *Server) pageSize(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return s.Honest.Hospital().PageDefault
	}
	return min(n, s.Honest.Hospital().PageMax)
}
