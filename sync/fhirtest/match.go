package fhirtest

import (
	"net/http"
	"net/url"
	"strings"
)

// Kind is what a request asks for. Kinds combine as bits.
type Kind uint

// The kinds of request. A request is of one kind only.
const (
	Metadata   Kind = 1 << iota // the CapabilityStatement
	Read                        // one resource, or a version of it
	Search                      // the first page of a search, in a compartment or not
	Count                       // a search that only asks how many match
	Page                        // a further page of anything
	Everything                  // the first page of Patient/ID/$everything
	History                     // the first page of a history
	Other                       // whatever else
)

// Match chooses requests. The zero Match chooses all.
type Match struct {
	Kind  Kind   // any of these, 0 for every kind
	Type  string // the resource type that is asked for, "" for every type
	Param string // the request has this parameter, "" for any
}

func (m Match) matches(r *Request) bool {
	return (m.Kind == 0 || m.Kind&r.Kind != 0) && (m.Type == "" || m.Type == r.Type) &&
		(m.Param == "" || r.Form.Has(m.Param))
}

// Request is one line of the log.
type Request struct {
	Method string
	Kind   Kind
	Type   string // resource type, "" when there is none
	URL    string // path and query, relative to the base URL
	Form   url.Values
	Header http.Header
	Status int // 0 when the connection was cut before an answer
	Bytes  int // of the body, as they were sent
	Faults []string
}

// The parameters that make a URL a page link: the honest server's and that of [OffsetPaging].
const (
	cursorParam = "_cursor"
	offsetParam = "_offset"
)

// describe says what a request asks for. The path is relative to the base URL.
func describe(method, path string, form url.Values, header http.Header) *Request {
	r := &Request{Method: method, URL: strings.TrimPrefix(path, "/"), Form: form, Header: header.Clone(), Kind: Other}
	part := strings.Split(strings.Trim(path, "/"), "/")
	last := part[len(part)-1]
	if part[0] != "" && part[0][0] >= 'A' && part[0][0] <= 'Z' {
		r.Type = part[0]
	}
	switch {
	case form.Has(cursorParam) || form.Has(offsetParam):
		r.Kind = Page
	case path == "/metadata":
		r.Kind = Metadata
	case last == "_history":
		r.Kind = History
	case last == "$everything":
		r.Kind = Everything
	case len(part) == 2 && r.Type != "", len(part) == 4 && part[2] == "_history":
		r.Kind = Read
	case (len(part) == 1 || len(part) == 3) && r.Type != "" && !strings.HasPrefix(last, "$"):
		r.Kind = Search
		if form.Get("_summary") == "count" || form.Get("_count") == "0" {
			r.Kind = Count
		}
	}
	if len(part) == 3 && r.Type == "Patient" && last[0] >= 'A' && last[0] <= 'Z' {
		r.Type = last // Patient/ID/Observation asks for observations
	}
	if query := form.Encode(); query != "" {
		r.URL += "?" + query
	}
	return r
}
