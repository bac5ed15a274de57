package fhirtest

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"anamnesis/sync/fhirserve"
)

// Fault is something that goes wrong, and when.
type Fault struct {
	When  Match
	After int // let so many matching requests through first
	Every int // then strike each such request only: 3 is the first, fourth, seventh ...; 0 and 1 are all
	Times int // strike so often at most; 0 is without end
	Do    Effect
}

// ordered is a fault with its counters.
type ordered struct {
	Fault
	seen, struck int
}

// strikes reports whether the fault strikes this matching request, and counts it.
func (o *ordered) strikes() bool {
	o.seen++
	at := o.seen - o.After - 1
	if at < 0 || (o.Every > 1 && at%o.Every != 0) || (o.Times > 0 && o.struck >= o.Times) {
		return false
	}
	o.struck++
	return true
}

// Server is an honest server with faults on the way to it.
type Server struct {
	Honest *fhirserve.Server // behind the faults: to Put and Delete, or to be asked directly
	URL    string            // base URL on loopback, without a slash at its end

	closing chan struct{} // closed when the server stops, so that nothing stalls beyond it

	mu     sync.Mutex
	faults []*ordered
	log    []*Request
}

// Start serves the dataset on loopback until the test ends.
func Start(t testing.TB, d *fhirserve.Dataset, opt fhirserve.Options) *Server {
	t.Helper()
	s := &Server{Honest: fhirserve.New(d, opt), closing: make(chan struct{})}
	base, stop, err := fhirserve.Listen(context.Background(), s, s.Honest.Path())
	if err != nil {
		t.Fatal(err)
	}
	s.URL = base
	t.Cleanup(func() {
		close(s.closing)
		stop()
	})
	return s
}

// Order adds faults to those in force.
func (s *Server) Order(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range faults {
		s.faults = append(s.faults, &ordered{Fault: f})
	}
}

// Clear takes all faults back.
func (s *Server) Clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// Requests returns the log: the requests in the order in which they arrived. Status and Bytes of one that is still being
// answered are 0.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Request, len(s.log))
	for i, r := range s.log {
		list[i] = *r
	}
	return list
}

// Count returns how many requests in the log match.
func (s *Server) Count(m Match) int {
	n := 0
	for _, r := range s.Requests() {
		if m.matches(&r) {
			n++
		}
	}
	return n
}

// Forget empties the log.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log = nil
}

// ServeHTTP logs the request and answers it through the faults that strike it.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	method := r.Method
	r = asGet(r)
	line := describe(method, strings.TrimPrefix(r.URL.Path, s.Honest.Path()), r.URL.Query(), r.Header)
	handler := s.through(s.strike(line))
	counting := &counter{ResponseWriter: w}
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		line.Status, line.Bytes = counting.status, counting.bytes
	}()
	handler.ServeHTTP(counting, r)
}

// strike logs the request and returns the effects that strike it.
func (s *Server) strike(line *Request) []Effect {
	s.mu.Lock()
	defer s.mu.Unlock()
	var effects []Effect
	for _, f := range s.faults {
		if f.When.matches(line) && f.strikes() {
			effects = append(effects, f.Do)
			line.Faults = append(line.Faults, f.Do.name)
		}
	}
	s.log = append(s.log, line)
	return effects
}

// through lays the effects around the honest server by stage and name, so that the order of ordering does not matter.
func (s *Server) through(effects []Effect) http.Handler {
	slices.SortStableFunc(effects, func(a, b Effect) int {
		return cmp.Or(cmp.Compare(a.stage, b.stage), cmp.Compare(a.name, b.name))
	})
	var handler http.Handler = s.Honest
	for _, e := range effects {
		handler = e.wrap(s, handler)
	}
	return handler
}

// asGet makes a POST search the GET that means the same, so that faults find its parameters in one place. What cannot be
// read is left to the honest server to refuse.
func asGet(r *http.Request) *http.Request {
	path, isSearch := strings.CutSuffix(r.URL.Path, "/_search")
	if r.Method != http.MethodPost || !isSearch || r.ParseForm() != nil {
		return r
	}
	return reask(r, path, r.Form)
}

// reask returns a GET of the same client with another path and other parameters.
func reask(r *http.Request, path string, form url.Values) *http.Request {
	c := r.Clone(r.Context())
	c.Method, c.Body, c.ContentLength = http.MethodGet, http.NoBody, 0
	c.Header.Del("Content-Type")
	c.URL.Path, c.URL.RawPath, c.URL.RawQuery = path, "", form.Encode()
	return c
}

// address is the URL that the client asked.
func address(r *http.Request) string { return "http://" + r.Host + r.URL.RequestURI() }

// counter notes what was sent.
type counter struct {
	http.ResponseWriter
	status, bytes int
}

func (c *counter) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (c *counter) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(p)
	c.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController flush.
func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }
