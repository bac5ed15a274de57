package fhirtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
)

// stage says how far from the honest server an effect lies.
type stage int

const (
	stagePaging   stage = iota // cuts the pages otherwise
	stageQuestion              // changes what the server is asked
	stageAnswer                // changes the body of an answer
	stageRefusal               // answers in the server's stead
	stageHeaders               // drops headers of an answer
	stageWire                  // breaks what is sent
)

// Effect is what a fault does. The functions of this package make them.
type Effect struct {
	name  string
	stage stage
	wrap  func(s *Server, next http.Handler) http.Handler
}

// question makes an effect that changes the request; it may change r, which is a copy.
func question(name string, change func(s *Server, r *http.Request)) Effect {
	return Effect{name, stageQuestion, func(s *Server, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r = r.Clone(r.Context())
			change(s, r)
			next.ServeHTTP(w, r)
		})
	}}
}

// answer makes an effect that changes an answer of status 200.
func answer(name string, change func(s *Server, r *http.Request, a *reply)) Effect {
	return Effect{name, stageAnswer, func(s *Server, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a := ask(next, r)
			if a.status == http.StatusOK {
				change(s, r, a)
			}
			a.send(w)
		})
	}}
}

// refusal makes an effect that answers without asking the server.
func refusal(name string, handle func(s *Server, w http.ResponseWriter, r *http.Request)) Effect {
	return Effect{name, stageRefusal, func(s *Server, _ http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handle(s, w, r) })
	}}
}

// reply is an answer that can still be changed.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// ask has the handler answer into memory, uncompressed.
func ask(h http.Handler, r *http.Request) *reply {
	r = r.Clone(r.Context())
	r.Header.Del("Accept-Encoding")
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return &reply{rec.Code, rec.Header(), rec.Body.Bytes()}
}

func (a *reply) send(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	if a.status != http.StatusNotModified {
		w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // a client that is gone needs no answer
}

// bundle is a Bundle whose resources stay raw.
type bundle struct {
	ResourceType string            `json:"resourceType"`
	Type         string            `json:"type"`
	Total        *int              `json:"total,omitempty"`
	Link         []link            `json:"link,omitempty"`
	Entry        []json.RawMessage `json:"entry,omitempty"`
}

type link struct {
	Relation string `json:"relation"`
	URL      string `json:"url"`
}

// bundle reads the body; ok is false when it holds no Bundle.
func (a *reply) bundle() (b bundle, ok bool) {
	return b, json.Unmarshal(a.body, &b) == nil && b.ResourceType == "Bundle"
}

func (a *reply) setBundle(b bundle) { a.body = encode(b) }

// onBundle makes an answer effect that changes Bundles only.
func onBundle(name string, change func(s *Server, r *http.Request, b *bundle)) Effect {
	return answer(name, func(s *Server, r *http.Request, a *reply) {
		if b, ok := a.bundle(); ok {
			change(s, r, &b)
			a.setBundle(b)
		}
	})
}

// relink changes the URL of the link, where there is one.
func (b *bundle) relink(relation string, change func(string) string) {
	for i := range b.Link {
		if b.Link[i].Relation == relation {
			b.Link[i].URL = change(b.Link[i].URL)
		}
	}
}

// unlink removes the link.
func (b *bundle) unlink(relation string) {
	var kept []link
	for _, l := range b.Link {
		if l.Relation != relation {
			kept = append(kept, l)
		}
	}
	b.Link = kept
}

func (b bundle) next() string {
	for _, l := range b.Link {
		if l.Relation == "next" {
			return l.URL
		}
	}
	return ""
}

func mode(entry json.RawMessage) string {
	var e struct{ Search struct{ Mode string } }
	_ = json.Unmarshal(entry, &e) // it is part of a Bundle that was read
	return e.Search.Mode
}

// encode writes JSON and leaves raw parts as they are.
func encode(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // only types of this package come here
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

func outcome(severity, code, text string) []byte {
	return encode(map[string]any{
		"resourceType": "OperationOutcome",
		"issue":        []map[string]string{{"severity": severity, "code": code, "diagnostics": text}},
	})
}
