package fhirserve

import (
	"bytes"
	"encoding/json"
	"net/http"
)

type link struct {
	Relation string `json:"relation"`
	URL      string `json:"url"`
}

type bundle struct {
	ResourceType string  `json:"resourceType"`
	Type         string  `json:"type"`
	Total        *int    `json:"total,omitempty"`
	Link         []link  `json:"link,omitempty"`
	Entry        []entry `json:"entry,omitempty"`
}

type entry struct {
	FullURL  string          `json:"fullUrl,omitempty"`
	Resource json.RawMessage `json:"resource,omitempty"`
	Search   *searchMode     `json:"search,omitempty"`
	Request  *request        `json:"request,omitempty"`
	Response *response       `json:"response,omitempty"`
}

type searchMode struct {
	Mode string `json:"mode"` // match, include, outcome
}

type request struct {
	Method string `json:"method"`
	URL    string `json:"url"`
}

type response struct {
	Status       string `json:"status"`
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"lastModified,omitempty"`
}

func newBundle(typ string) *bundle { return &bundle{ResourceType: "Bundle", Type: typ} }

func (b *bundle) add(base, mode string, v *version) {
	b.Entry = append(b.Entry, entry{FullURL: base + "/" + v.ref, Resource: v.raw, Search: &searchMode{mode}})
}

// addVersion adds an entry of a history.
func (b *bundle) addVersion(base string, v *version, first bool) {
	e := entry{
		FullURL: base + "/" + v.ref, Resource: v.raw,
		Request:  &request{http.MethodPut, v.ref},
		Response: &response{"200", v.etag(), formatInstant(v.lastUpdated)},
	}
	switch {
	case v.deleted:
		e.Request.Method, e.Response.Status = http.MethodDelete, "204"
	case first:
		e.Request.Method, e.Request.URL, e.Response.Status = http.MethodPost, v.typ, "201"
	}
	b.Entry = append(b.Entry, e)
}

// encode writes JSON and leaves the text of raw resources as it is.
func encode(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // only types of this package and JSON that was read before come here
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
