package files

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"anamnesis/app"
	"anamnesis/sync/bulk"
	"anamnesis/sync/stream"
)

// Item is one resource.
type Item struct {
	Raw   []byte // byte for byte
	ID    string // the id that it goes by when that is not its own
	Scope *Scope // how its references are to be read
}

// Reader reads one set of files. It is used once, by one goroutine.
type Reader struct {
	limits   Limits
	problems []Problem
	names    names
	index    index
	files    int // read or refused
	xml      int
	Renamed  int // resources that have the id of another one with other content
}

// NewReader makes a reader.
func NewReader(l Limits) *Reader {
	return &Reader{limits: l.filled(), names: names{}, index: index{ids: map[string]Name{}}}
}

// Problems are the files that could not be read or not whole, in the order in which they were met.
func (r *Reader) Problems() []Problem { return r.problems }

// problem notes a file of which something could not be read.
func (r *Reader) problem(file, message string) {
	r.problems = append(r.problems, Problem{File: file, Message: "This file " + message, Lost: true})
}

// Read hands over every resource below the paths. The error is that of each, of ctx, or a sentence about the paths: one
// that is not there, or a set without any file that could hold FHIR.
func (r *Reader) Read(ctx context.Context, paths []string, each func(Item) error) error {
	err := r.walk(ctx, paths, func(d document) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.files++
		err := r.document(ctx, d, each)
		var from *eachError
		switch {
		case err == nil:
			return nil
		case errors.As(err, &from):
			return from.err
		case ctx.Err() != nil:
			return ctx.Err()
		}
		r.problem(d.name, sentence(err))
		r.problems[len(r.problems)-1].Lost = !errors.Is(err, errNotFHIR)
		return nil
	})
	if err != nil {
		return err
	}
	if r.xml > 0 {
		r.problems = append(r.problems, Problem{Lost: true,
			Message: fmt.Sprintf("%d XML file(s) were not read: Anamnesis reads FHIR as JSON. Export them as JSON.", r.xml)})
	}
	if r.files == 0 && len(r.problems) == 0 {
		return &app.Error{Message: "There is no FHIR file at the place that was named: no .json, .ndjson, .gz or .zip file. Check the path."}
	}
	return nil
}

// document reads one file.
func (r *Reader) document(ctx context.Context, d document, each func(Item) error) error {
	f, err := d.open()
	if err != nil {
		return err
	}
	defer f.Close()
	if d.lines {
		return r.lines(ctx, f, each)
	}
	head, err := io.ReadAll(io.LimitReader(f, r.limits.Memory+1))
	if err != nil {
		if len(head) == 0 {
			return err
		}
		return errors.Join(r.text(ctx, head, each), err)
	}
	if int64(len(head)) <= r.limits.Memory {
		return r.text(ctx, head, each)
	}
	return r.large(ctx, d, head, f, each)
}

// lines reads NDJSON. A line that is not JSON is handed over all the same: it is a resource that cannot be read.
func (r *Reader) lines(ctx context.Context, f io.Reader, each func(Item) error) error {
	n, long := 0, 0
	err := bulk.ReadLines(ctx, f, 0, func(l bulk.Line) error {
		if l.Err != nil {
			long++
			return nil
		}
		n++
		typ, id, err := stream.Identity(l.Raw)
		if n == 1 && typ == "" {
			if t := bytes.TrimSpace(l.Raw); err != nil && len(t) > 0 && t[0] == '<' {
				return stream.ErrHTML
			}
			return errNotFHIR
		}
		if typ == "Bundle" || typ == "Parameters" {
			return r.value(ctx, l.Raw, nil, each)
		}
		return r.give(r.name(stream.Entry{Raw: l.Raw, Type: typ, ID: id}, nil), each)
	})
	switch {
	case err != nil:
		return err
	case n == 0 && long == 0:
		return stream.ErrEmpty
	case long > 0:
		return stream.ErrTooLarge
	}
	return nil
}

func (r *Reader) give(it Item, each func(Item) error) error {
	if err := each(it); err != nil {
		return &eachError{err}
	}
	return nil
}

// text reads a file that is in memory: one value, an array of them, or one after the other.
func (r *Reader) text(ctx context.Context, raw []byte, each func(Item) error) error {
	raw = bytes.TrimPrefix(raw, []byte{0xEF, 0xBB, 0xBF})
	err := stream.Check(raw, r.limits.Text)
	if err == nil {
		return r.value(ctx, raw, nil, each)
	}
	var syntax *stream.SyntaxError
	if !errors.As(err, &syntax) && !errors.Is(err, stream.ErrCutOff) {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	for n := 0; ; n++ { // several values, as NDJSON under another name
		var v json.RawMessage
		err := dec.Decode(&v)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			if n > 0 {
				return errAfter
			}
			break
		}
		if err := r.value(ctx, v, nil, each); err != nil {
			return err
		}
	}
	saved, eachErr := r.salvage(ctx, raw, each)
	if eachErr != nil {
		return eachErr
	}
	var js *json.SyntaxError
	bad := &lineError{saved: saved}
	if errors.As(json.Unmarshal(raw, new(json.RawMessage)), &js) {
		bad.line = 1 + bytes.Count(raw[:min(int(js.Offset), len(raw))], []byte("\n"))
	}
	return bad
}

// salvage hands over the entries of a Bundle that stand before a mistake, and says how many.
func (r *Reader) salvage(ctx context.Context, raw []byte, each func(Item) error) (int, error) {
	if !bytes.Contains(raw, []byte(`"entry"`)) || !bytes.Contains(raw, []byte(`"Bundle"`)) {
		return 0, nil
	}
	n := 0
	open := func() (io.Reader, error) { return bytes.NewReader(raw), nil }
	err := r.bundle(ctx, open, nil, func(it Item) error {
		if json.Valid(it.Raw) {
			n++
			return each(it)
		}
		return nil
	})
	var from *eachError
	if errors.As(err, &from) {
		return n, err
	}
	return n, nil
}

// value reads one JSON value: a resource, or what holds resources.
func (r *Reader) value(ctx context.Context, raw []byte, in *Scope, each func(Item) error) error {
	if t := bytes.TrimSpace(raw); len(t) > 0 && t[0] == '[' {
		var list []json.RawMessage
		if json.Unmarshal(t, &list) != nil {
			return errNotFHIR
		}
		if len(list) == 0 {
			return stream.ErrEmpty
		}
		for _, v := range list {
			if err := r.value(ctx, v, in, each); err != nil {
				return err
			}
		}
		return nil
	}
	typ, id, err := stream.Identity(raw)
	switch {
	case err != nil || typ == "":
		return errNotFHIR
	case typ == "Bundle" && in.depth() < maxNesting:
		return r.bundle(ctx, func() (io.Reader, error) { return bytes.NewReader(raw), nil }, in, each)
	case typ == "Parameters" && in.depth() < maxNesting:
		if inner := resourcesIn(raw); len(inner) > 0 {
			for _, v := range inner {
				if err := r.value(ctx, v, in, each); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return r.give(r.name(stream.Entry{Raw: bytes.Clone(raw), Type: typ, ID: id}, in), each)
}
