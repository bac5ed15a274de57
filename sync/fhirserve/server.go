package fhirserve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// Options of a server. The zero Options are good for use.
type Options struct {
	// Path under which the server answers, "/fhir" by default; "/" for the root.
	Path string
	// Now is the clock of the Date header and of edits, time.Now by default.
	Now func() time.Time
}

// Server serves one hospital. It is an http.Handler, and safe for concurrent use.
type Server struct {
	hospital Hospital
	stu3     bool
	path     string // without a slash at the end
	now      func() time.Time
	state    *state
	types    []string // those offered, sorted

	everythingLists everythingLists
}

// New makes a server of the dataset, with a state of its own.
func New(d *Dataset, opt Options) *Server {
	s := &Server{hospital: d.Hospital, stu3: d.Hospital.stu3(), path: "/fhir", now: time.Now, state: newState(d)}
	if opt.Path != "" {
		s.path = "/" + strings.Trim(opt.Path, "/")
		s.path = strings.TrimSuffix(s.path, "/")
	}
	if opt.Now != nil {
		s.now = opt.Now
	}
	s.types = d.Hospital.Types
	if len(s.types) == 0 {
		s.types = knownTypes(s.stu3)
	}
	s.types = slices.Clone(s.types)
	for typ := range s.state.types {
		s.types = append(s.types, typ)
	}
	slices.Sort(s.types)
	s.types = slices.Compact(s.types)
	return s
}

// Hospital returns what the server says of itself.
func (s *Server) Hospital() Hospital { return s.hospital }

// Path returns the path under which the server answers, "" for the root.
func (s *Server) Path() string { return s.path }

func (s *Server) offers(typ string) bool { return slices.Contains(s.types, typ) }

// The bounds of a connection. A request has no body but the form of a POST search.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 30 * time.Second
	writeTimeout  = 2 * time.Minute
	idleTimeout   = time.Minute
	maxHeader     = 64 << 10
	maxForm       = 64 << 10
	stopTimeout   = 5 * time.Second
)

// Start serves on a free port of 127.0.0.1 until stop is called or ctx ends. baseURL has no slash at its end. stop waits
// for requests that are being answered, and may be called more than once.
func (s *Server) Start(ctx context.Context) (baseURL string, stop func(), err error) {
	return Listen(ctx, s, s.path)
}

// Listen serves the handler on a free port of 127.0.0.1 as [Server.Start] does; the base URL ends in path.
func Listen(ctx context.Context, h http.Handler, path string) (baseURL string, stop func(), err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, fmt.Errorf("no port of 127.0.0.1 is free for the server: %w", err)
	}
	ctx, cancel := context.WithCancel(ctx)
	srv := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
	}
	var running sync.WaitGroup
	running.Add(2)
	go func() {
		defer running.Done()
		defer cancel()
		_ = srv.Serve(l) // returns when the server is shut down
	}()
	go func() {
		defer running.Done()
		<-ctx.Done()
		last, done := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
		defer done()
		if srv.Shutdown(last) != nil {
			_ = srv.Close()
		}
	}()
	stop = func() {
		cancel()
		running.Wait()
	}
	return "http://" + l.Addr().String() + path, stop, nil
}

// call is one request on its way.
type call struct {
	w      http.ResponseWriter
	r      *http.Request
	base   string // the server's base URL as the client wrote it
	strict bool
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := &call{w: w, r: r, base: "http://" + r.Host + s.path}
	if r.TLS != nil {
		c.base = "https" + strings.TrimPrefix(c.base, "http")
	}
	for _, p := range r.Header.Values("Prefer") {
		c.strict = c.strict || strings.Contains(strings.ReplaceAll(p, " ", ""), "handling=strict")
	}
	w.Header().Set("Date", s.now().UTC().Format(http.TimeFormat))
	if err := s.route(c); err != nil {
		var f *failure
		if !errors.As(err, &f) {
			f = fail(http.StatusInternalServerError, "exception", "The server failed.")
		}
		c.write(f.status, f.outcome())
	}
}

// route finds what the path asks for.
func (s *Server) route(c *call) error {
	rest, ok := strings.CutPrefix(c.r.URL.Path, s.path)
	if !ok || (rest != "" && rest[0] != '/') {
		return fail(http.StatusNotFound, "not-found", "There is no FHIR server at this path.")
	}
	if !acceptsJSON(c.r) {
		return notSupported(http.StatusNotAcceptable, "Only application/fhir+json can be had here.")
	}
	part := strings.Split(strings.Trim(rest, "/"), "/")
	post := c.r.Method == http.MethodPost && part[len(part)-1] == "_search"
	if !post && c.r.Method != http.MethodGet && c.r.Method != http.MethodHead {
		c.w.Header().Set("Allow", "GET, HEAD")
		return notSupported(http.StatusMethodNotAllowed, "This server only reads.")
	}
	form, err := c.form(post)
	if err != nil {
		return err
	}
	switch {
	case len(part) == 1 && part[0] == "metadata":
		c.write(http.StatusOK, s.capabilities(c.base))
		return nil
	case len(part) == 1 && part[0] == "_history":
		return c.bundle(s.history(c, "", "", form))
	case !s.offers(part[0]):
		return notSupported(http.StatusNotFound, "This server does not offer what the path asks for.")
	case len(part) == 1, len(part) == 2 && post:
		return c.bundle(s.search(c, part[0], "", form))
	case len(part) == 2 && part[1] == "_history":
		return c.bundle(s.history(c, part[0], "", form))
	case len(part) == 2 && isID(part[1]):
		return s.read(c, part[0], part[1], "")
	case len(part) == 3 && part[2] == "_history":
		return c.bundle(s.history(c, part[0], part[1], form))
	case len(part) == 4 && part[2] == "_history":
		return s.read(c, part[0], part[1], part[3])
	case len(part) == 3 && part[0] == "Patient" && part[2] == "$everything":
		return c.bundle(s.everything(c, part[1], form))
	case (len(part) == 3 || len(part) == 4 && post) && part[0] == "Patient" && s.offers(part[2]):
		return c.bundle(s.search(c, part[2], part[1], form))
	}
	return notSupported(http.StatusNotFound, "This server does not offer what the path asks for.")
}

// bundle writes what a search or history returned.
func (c *call) bundle(b *bundle, err error) error {
	if err != nil {
		return err
	}
	c.write(http.StatusOK, encode(b))
	return nil
}

func notFound(typ, id string) error {
	return fail(http.StatusNotFound, "not-found", "There is no %s with this id.", typ)
}

// mustLive refuses a resource that never was (404) or is deleted (410).
func (s *Server) mustLive(typ, id string) error {
	switch v := s.state.current(typ + "/" + id); {
	case v == nil:
		return notFound(typ, id)
	case v.deleted:
		return fail(http.StatusGone, "deleted", "This %s was deleted.", typ)
	}
	return nil
}

// read answers with one resource, or with the version of it when versionID is not "".
func (s *Server) read(c *call, typ, id, versionID string) error {
	v, err := s.version(typ, id, versionID)
	if v != nil {
		c.w.Header().Set("ETag", v.etag())
		c.w.Header().Set("Last-Modified", v.lastUpdated.UTC().Format(http.TimeFormat))
	}
	if err != nil {
		return err
	}
	if c.unchanged(v) {
		c.w.WriteHeader(http.StatusNotModified)
		return nil
	}
	c.write(http.StatusOK, v.raw)
	return nil
}

// version finds a version; for a deleted one it returns both the version and the failure.
func (s *Server) version(typ, id, versionID string) (*version, error) {
	s.state.mu.RLock()
	defer s.state.mu.RUnlock()
	v := s.state.current(typ + "/" + id)
	if versionID != "" {
		list := s.state.items[typ+"/"+id]
		at := slices.IndexFunc(list, func(v *version) bool { return v.versionID == versionID })
		if at < 0 {
			return nil, notFound(typ, id)
		}
		v = list[at]
	}
	switch {
	case v == nil:
		return nil, notFound(typ, id)
	case v.deleted:
		return v, fail(http.StatusGone, "deleted", "This %s was deleted.", typ)
	}
	return v, nil
}
