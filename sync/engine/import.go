package engine

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/convert"
	"anamnesis/sync/files"
)

const (
	sampleCount = 1000     // resources that the FHIR version is decided by
	sampleBytes = 16 << 20 // or as many bytes
)

// Import reads files as the source s. What cannot be read stands in the report, and the rest goes on.
func (e *Engine) Import(ctx context.Context, s record.Source, paths []string, opt app.ImportOptions, progress func(app.Progress)) (app.SourceReport, error) {
	im := &importing{e: e, source: s, version: opt.FHIRVersion, files: files.NewReader(files.Limits{}),
		tell: newTeller(s.Name, e.cfg.Now, progress), held: map[held]map[string]bool{},
		report: app.SourceReport{Name: s.Name, Errors: []app.SourceError{}, Warnings: map[string]int{}}}
	defer im.tell.done()
	if im.version == "auto" {
		im.version = ""
	}
	err := im.run(ctx, paths)
	for _, p := range im.files.Problems() {
		im.report.Errors = append(im.report.Errors, app.SourceError{File: p.File, Message: p.Message})
	}
	im.report.Version = im.version
	im.report.Partial = err != nil || len(im.report.Errors) > 0
	if im.files.Renamed > 0 {
		im.report.Warnings["the id of another resource with other content; both are kept"] = im.files.Renamed
	}
	if err == nil && im.report.Received == 0 {
		return im.report, nothingIn(im.report.Errors)
	}
	return im.report, err
}

// nothingIn is the error of an import that brought nothing.
func nothingIn(errs []app.SourceError) error {
	if len(errs) == 0 {
		return &app.Error{Message: "There is no FHIR resource in the files that were named. Check that they are the right ones."}
	}
	if len(errs) == 1 {
		return &app.Error{Message: errs[0].Message}
	}
	return &app.Error{Message: fmt.Sprintf("None of the files could be read. The first: %s", errs[0].Message)}
}

// held names one type of one patient.
type held struct{ patient, typ string }

// importing is one import.
type importing struct {
	e       *Engine
	source  record.Source
	version string // "" while it is not decided
	files   *files.Reader
	tell    *teller
	held    map[held]map[string]bool
	report  app.SourceReport
}

// run reads on one goroutine while another converts and saves what was read before.
func (im *importing) run(ctx context.Context, paths []string) error {
	readCtx, cancel := context.WithCancel(ctx)
	defer cancel()
	batches := make(chan []files.Item, 1)
	readErr := make(chan error, 1)
	go func() {
		defer close(batches)
		readErr <- im.read(readCtx, paths, batches)
	}()
	var err error
	for b := range batches {
		if err == nil {
			if err = im.keep(ctx, b); err != nil {
				cancel()
			}
		}
	}
	if e := <-readErr; err == nil {
		err = e
	}
	if err != nil && im.report.Received == 0 {
		return err
	}
	return errors.Join(err, im.states(context.WithoutCancel(ctx), im.incomplete(err)))
}

// incomplete says why what came of a patient may not be all that the files hold; "" when it is.
func (im *importing) incomplete(err error) string {
	if err != nil {
		return "The import was broken off. Import the files again."
	}
	if slices.ContainsFunc(im.files.Problems(), func(p files.Problem) bool { return p.Lost }) {
		return "Some of the imported files could not be read. The import named them."
	}
	return ""
}

// read makes batches of what the files hold. The first is large enough to decide the FHIR version by.
func (im *importing) read(ctx context.Context, paths []string, out chan<- []files.Item) error {
	var b []files.Item
	size := 0
	count, limit := batchCount, batchBytes
	if im.version == "" {
		count, limit = sampleCount, sampleBytes
	}
	send := func() error {
		select {
		case out <- b:
			b, size, count, limit = nil, 0, batchCount, batchBytes
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	err := im.files.Read(ctx, paths, func(it files.Item) error {
		b = append(b, it)
		if size += len(it.Raw); len(b) >= count || size >= limit {
			return send()
		}
		return nil
	})
	if len(b) > 0 && ctx.Err() == nil {
		if sendErr := send(); sendErr != nil {
			return sendErr
		}
	}
	return err
}

// keep converts and saves a batch, some hundred resources a transaction.
func (im *importing) keep(ctx context.Context, b []files.Item) error {
	if im.version == "" {
		raws := make([][]byte, len(b))
		for i := range b {
			raws[i] = b[i].Raw
		}
		var why string
		im.version, why = convert.DecideVersion(raws)
		im.e.cfg.Log.Info("FHIR version decided", "source", im.source.Name, "version", im.version, "why", why)
	}
	for len(b) > 0 {
		n := min(len(b), batchCount)
		resources, err := im.convert(ctx, b[:n])
		if err != nil {
			return err
		}
		b = b[n:]
		saved, err := im.e.cfg.Saver.SavePage(ctx, record.Page{Source: im.source.Name, At: im.e.cfg.Now(), Resources: resources})
		if err != nil {
			return err
		}
		im.report.Count(saved)
		warn(im.report.Warnings, resources)
		for i := range resources {
			im.note(&resources[i])
		}
		im.tell.add("", len(resources))
	}
	return nil
}

// convert reads items, those of one Bundle with its names.
func (im *importing) convert(ctx context.Context, b []files.Item) ([]record.Resource, error) {
	out := make([]record.Resource, 0, len(b))
	for len(b) > 0 {
		scope := b[0].Scope
		n := slices.IndexFunc(b, func(it files.Item) bool { return it.Scope != scope })
		if n < 0 {
			n = len(b)
		}
		items := make([]item, n)
		for i := range items {
			items[i] = item{raw: b[i].Raw, id: b[i].ID}
		}
		r := convert.Reader{Source: im.source.Name, FHIRVersion: im.version, Resolve: func(text string) (record.Ref, bool) {
			name, ok := im.files.Resolve(scope, text)
			return record.Ref{Source: im.source.Name, Type: name.Type, ID: name.ID}, ok
		}}
		resources, err := im.e.convert(ctx, r, items)
		if err != nil {
			return nil, err
		}
		out = append(out, resources...)
		b = b[n:]
	}
	return out, nil
}

// note counts a resource for its patient's completeness.
func (im *importing) note(r *record.Resource) {
	h := held{typ: r.Ref.Type}
	switch subject := r.Facts[0].Subject; {
	case r.Ref.Type == "Patient":
		h.patient = r.Ref.ID
	case subject.Type == "Patient":
		h.patient = subject.ID
	default:
		return
	}
	if im.held[h] == nil {
		im.held[h] = map[string]bool{}
	}
	im.held[h][r.Ref.ID] = true
}

// states saves what the files held of each patient: all that is in them was read, or why not.
func (im *importing) states(ctx context.Context, why string) error {
	state := record.Complete
	if why != "" {
		state = record.Partial
	}
	keys := slices.SortedFunc(maps.Keys(im.held), func(a, b held) int {
		return record.Ref{Type: a.patient, ID: a.typ}.Compare(record.Ref{Type: b.patient, ID: b.typ})
	})
	for part := range slices.Chunk(keys, batchCount) {
		var states []record.TypeState
		for _, h := range part {
			n := len(im.held[h])
			ids, err := im.e.cfg.Saver.IDs(ctx, im.source.Name, h.patient, h.typ)
			if err != nil {
				return err
			}
			states = append(states, record.TypeState{Source: im.source.Name, Patient: h.patient, Type: h.typ, State: state,
				Received: max(n, len(ids)), AsOf: im.e.cfg.Now(), Error: why})
		}
		if _, err := im.e.cfg.Saver.SavePage(ctx, record.Page{Source: im.source.Name, At: im.e.cfg.Now(), States: states}); err != nil {
			return err
		}
	}
	return nil
}
