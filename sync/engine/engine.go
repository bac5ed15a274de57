package engine

import (
	"context"
	"log/slog"
	"net/http"
	"runtime"
	"sync"
	"time"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/endpoint"
)

// Saver is what the engine needs of the cache.
type Saver interface {
	// SavePage saves resources, states and the cursor in one transaction.
	SavePage(ctx context.Context, p record.Page) (record.Saved, error)
	// Cursors returns the places of what was not finished.
	Cursors(ctx context.Context, source, patient string) ([]record.Cursor, error)
	States(ctx context.Context, patients []record.Ref) ([]record.TypeState, error)
	// IDs returns the ids of one type whose subject is the patient ("": of no patient) and that are not deleted.
	IDs(ctx context.Context, source, patient, typ string) ([]string, error)
}

// Config makes an engine. Only Saver is needed.
type Config struct {
	Saver Saver
	HTTP  *http.Client     // its transport is used; nil: one with bounds
	Now   func() time.Time // nil: time.Now
	Log   *slog.Logger     // nil: none. It is given no patient data
	// Plain says which sources may be asked by http beyond this machine; nil: none.
	Plain func(record.Source) bool
	// Wait sleeps between attempts; nil: really.
	Wait func(context.Context, time.Duration) error
}

// Engine implements app.Gatherer. It is safe for concurrent use.
type Engine struct {
	cfg     Config
	mu      sync.Mutex
	servers map[record.Source]*server
	cores   chan struct{} // conversions at once
}

var _ app.Gatherer = (*Engine)(nil)

// New makes an engine; nothing is asked yet.
func New(cfg Config) *Engine {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.HTTP == nil {
		cfg.HTTP = &http.Client{Transport: endpoint.Transport()}
	}
	return &Engine{cfg: cfg, servers: map[record.Source]*server{}, cores: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)))}
}

// capabilityAge is how long a CapabilityStatement is believed.
const capabilityAge = 10 * time.Minute

// server is one endpoint while the program runs.
type server struct {
	client *endpoint.Client

	mu         sync.Mutex
	capability *endpoint.Capability
	read       time.Time
	fetched    map[reference]bool // supporting resources that were read since the program started

	hear      sync.Mutex
	listeners map[*teller]bool
}

// listen has a gathering told what the user may want to know while it waits, until on is false.
func (srv *server) listen(t *teller, on bool) {
	srv.hear.Lock()
	defer srv.hear.Unlock()
	if on {
		srv.listeners[t] = true
	} else {
		delete(srv.listeners, t)
	}
}

func (srv *server) tell(sentence string) {
	srv.hear.Lock()
	defer srv.hear.Unlock()
	for t := range srv.listeners {
		t.note("", sentence)
	}
}

func (e *Engine) server(s record.Source) (*server, error) {
	key := record.Source{Name: s.Name, URL: s.URL}
	e.mu.Lock()
	defer e.mu.Unlock()
	if srv := e.servers[key]; srv != nil {
		return srv, nil
	}
	srv := &server{fetched: map[reference]bool{}, listeners: map[*teller]bool{}}
	c, err := endpoint.New(endpoint.Config{Name: s.Name, Base: s.URL, HTTP: e.cfg.HTTP, Now: e.cfg.Now, Wait: e.cfg.Wait,
		Log: e.cfg.Log, Plain: e.cfg.Plain != nil && e.cfg.Plain(s), Notice: srv.tell})
	if err != nil {
		return nil, err
	}
	srv.client = c
	e.servers[key] = srv
	return srv, nil
}

// capabilities returns what the server says of itself. A server that does not describe itself is asked for what FHIR
// servers usually have; one that cannot be reached, or is none, is an error.
func (srv *server) capabilities(ctx context.Context, now time.Time) (*endpoint.Capability, error) {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	if srv.capability != nil && now.Sub(srv.read).Abs() < capabilityAge {
		return srv.capability, nil
	}
	c, err := srv.client.Capability(ctx)
	if endpoint.IsKind(err, endpoint.Refused, endpoint.NotSupported, endpoint.Bounds) {
		c, err = usual(), nil
	}
	if err != nil {
		return nil, err
	}
	srv.capability, srv.read = c, now
	return c, nil
}

// firstTime reports whether a supporting resource was not read yet, and notes that it is being read.
func (srv *server) firstTime(r reference) bool {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	if srv.fetched[r] {
		return false
	}
	srv.fetched[r] = true
	return true
}

// again forgets that a resource was read.
func (srv *server) again(refs []reference) {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	for _, r := range refs {
		delete(srv.fetched, r)
	}
}
