package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/store"
	"anamnesis/sync/endpoint"
	"anamnesis/sync/engine"
	"anamnesis/sync/fhirserve"
	"anamnesis/sync/fhirtest"
	"anamnesis/testdata"
)

// The demo hospitals, each read once: whole, and only what is written by hand, which holds every planted case.
var (
	wholeHospitals    = sync.OnceValues(func() ([]*fhirserve.Dataset, error) { return readHospitals(true) })
	handmadeHospitals = sync.OnceValues(func() ([]*fhirserve.Dataset, error) { return readHospitals(false) })
)

func readHospitals(whole bool) ([]*fhirserve.Dataset, error) {
	var list []*fhirserve.Dataset
	for _, name := range demoHospitals {
		folder, err := fs.Sub(testdata.Hospitals, "hospitals/"+name)
		if err != nil {
			return nil, err
		}
		kept := fstest.MapFS{}
		err = fs.WalkDir(folder, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !whole && path.Ext(name) == ".gz" {
				return err
			}
			data, err := fs.ReadFile(folder, name)
			kept[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			return nil, err
		}
		data, err := fhirserve.Load(kept)
		if err != nil {
			return nil, err
		}
		list = append(list, data)
	}
	return list, nil
}

// world is a vault with the demo hospitals as its sources, served on loopback, at the instant of the truth.
type world struct {
	*app.App
	t       *testing.T
	servers map[string]*fhirtest.Server // by source

	mu    sync.Mutex
	ahead time.Duration // of the machine's clock
}

func newWorld(t *testing.T, hospitals func() ([]*fhirserve.Dataset, error)) *world {
	t.Helper()
	tr, err := readTruth()
	must(t, err)
	w := &world{t: t, servers: map[string]*fhirtest.Server{}, ahead: time.Until(tr.AsOf)}
	list, err := hospitals()
	must(t, err)
	transport := endpoint.Transport()
	client := &http.Client{Transport: transport}
	cache, err := store.Open(t.Context(), store.Options{Dir: t.TempDir()})
	must(t, err)
	t.Cleanup(func() { must(t, cache.Close()) })
	gatherer := engine.New(engine.Config{Saver: cache, HTTP: client, Now: w.now, Wait: atOnce})
	w.App = app.New(app.Config{Store: cache, Gatherer: gatherer, Now: w.now, Random: &counter{}})
	for _, data := range list {
		s := fhirtest.Start(t, data, fhirserve.Options{Now: w.now})
		s.Order(fhirtest.Fault{Do: fhirtest.IgnoreHeaders("Accept-Encoding")}) // on loopback, packing costs more than it saves
		w.servers[data.Hospital.Name] = s
		_, err := w.AddSource(t.Context(), data.Hospital.Name, s.URL)
		must(t, err)
	}
	t.Cleanup(transport.CloseIdleConnections) // before the servers stop, which wait for them
	return w
}

// counter stands for random bytes: the ids of people are then the same in every run, and no two are alike.
type counter struct{ n atomic.Uint32 }

func (c *counter) Read(p []byte) (int, error) {
	clear(p)
	for i, n := 0, c.n.Add(1); n > 0 && i < len(p); i, n = i+1, n/16 {
		p[i] = byte(n % 16)
	}
	return len(p), nil
}

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Now().Add(w.ahead).UTC()
}

// atOnce lets what a busy source asks for pass without waiting.
func atOnce(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// wait moves the clocks of the vault and of the hospitals on.
func (w *world) wait(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ahead += d
}

// sync gathers the people whose records are named, or everyone.
func (w *world) sync(records ...truthRecord) []app.SourceReport {
	w.t.Helper()
	req := app.SyncRequest{All: len(records) == 0}
	for _, r := range records {
		req.People = append(req.People, w.person(r))
	}
	reports, err := w.Sync(w.t.Context(), req, nil)
	must(w.t, err)
	return reports
}

// person returns the id of the person whose record it is.
func (w *world) person(r truthRecord) string {
	w.t.Helper()
	people, err := w.Store.People(w.t.Context())
	must(w.t, err)
	for _, p := range people {
		for _, l := range p.Links {
			if l.Patient == (record.Ref{Source: r.Source, Type: "Patient", ID: r.Patient}) {
				return p.ID
			}
		}
	}
	w.t.Fatalf("%s of %s is not in the cache", r.Patient, r.Source)
	return ""
}

func (w *world) chart(r truthRecord, opt app.ChartOptions) *view {
	w.t.Helper()
	c, err := w.Chart(w.t.Context(), w.person(r), opt)
	must(w.t, err)
	return newView(c)
}

// plantedWorld makes a world and gathers the records.
func plantedWorld(t *testing.T, records ...truthRecord) *world {
	t.Helper()
	w := newWorld(t, handmadeHospitals)
	w.gather(records...)
	return w
}

// gather brings records into the vault.
func (w *world) gather(records ...truthRecord) {
	w.t.Helper()
	for _, r := range records {
		if rep := w.tryGather(r); rep.Partial || len(rep.Errors) > 0 {
			w.t.Fatalf("%s: %+v", r.Source, rep.Errors)
		}
	}
}

func (w *world) tryGather(r truthRecord) app.SourceReport {
	w.t.Helper()
	sources, err := w.Store.Sources(w.t.Context())
	must(w.t, err)
	i := slices.IndexFunc(sources, func(s record.Source) bool { return s.Name == r.Source })
	rep, err := w.Gatherer.Gather(w.t.Context(), sources[i], r.Patient, nil)
	must(w.t, err)
	must(w.t, w.Relink(w.t.Context()))
	return rep
}

// edit has a source write a new version of a resource.
func (w *world) edit(ref truthRef, change func(map[string]any)) {
	w.t.Helper()
	raw, err := w.Raw(w.t.Context(), ref.Source, ref.Type, ref.ID)
	must(w.t, err)
	resource := map[string]any{}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	must(w.t, dec.Decode(&resource))
	change(resource)
	raw, err = json.Marshal(resource)
	must(w.t, err)
	w.put(ref.Source, raw)
}

func (w *world) put(source string, raw []byte) {
	w.t.Helper()
	_, err := w.servers[source].Honest.Put(raw)
	must(w.t, err)
}
