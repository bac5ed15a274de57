package files

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

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

func (r *Reader) problem(file, message string) {
	r.problems = append(r.problems, Problem{File: file, Message: "This file " + message})
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
		return nil
	})
	if err != nil {
		return err
	}
	if r.xml > 0 {
		r.problems = append(r.problems, Problem{Message: fmt.Sprintf("%d XML file(s) were not read: Anamnesis reads FHIR as JSON. Export them as JSON.", r.xml)})
	}
	if r.files == 0 && len(r.problems) == 0 {
		return &app.Error{Message: "There is no FHIR file at the place that was named: no .json, .ndjson, .gz or .zip file. Check the path."}
	}
	return nil
}

// eachError carries an error of the receiver through the reading of a file.
type eachError struct{ err error }

func (e *eachError) Error() string { return "stopped" }

var (
	errNotFHIR = errors.New("not FHIR") // JSON that is no resource
	errAfter   = errors.New("more text after the resource")
)

// sentence says what is wrong with a file and what to do.
func sentence(err error) string {
	var syntax *stream.SyntaxError
	var line *lineError
	switch {
	case errors.Is(err, errBomb):
		return "unpacks to far more than is plausible and was not read further. Ask where it comes from."
	case errors.As(err, &line):
		return line.sentence()
	case errors.Is(err, errNotFHIR):
		return "is JSON, but not FHIR: it has no resourceType. Leave it out, or export it as FHIR."
	case errors.Is(err, errAfter):
		return "goes on after the end of its resource; what follows was not read. Export it again."
	case errors.Is(err, stream.ErrEmpty):
		return "is empty. Export it again."
	case errors.Is(err, stream.ErrHTML):
		return "is a web page, not FHIR. It may be what a server answered instead of the file: download it again."
	case errors.Is(err, stream.ErrXML):
		return "is XML. Anamnesis reads FHIR as JSON: export it as JSON."
	case errors.Is(err, stream.ErrCutOff), errors.Is(err, io.ErrUnexpectedEOF):
		return "ends in the middle; what stood before is in. Copy or export it again."
	case errors.Is(err, stream.ErrTooDeep):
		return "is nested deeper than is safe to read. Ask where it comes from."
	case errors.Is(err, stream.ErrTooLarge):
		return "is larger than is safe to read at once. Export it as NDJSON."
	case errors.As(err, &syntax):
		return "is not JSON throughout; what stood before the mistake is in. Export it again."
	}
	return "could not be read to its end: it may be damaged. Copy or export it again."
}

// lineError says in which line a text stops being JSON.
type lineError struct {
	line  int // 0 when it cannot be told
	saved int // resources that stood before
}

func (e *lineError) Error() string { return e.sentence() }

func (e *lineError) sentence() string {
	where := "breaks off or is not JSON"
	if e.line > 0 {
		where = fmt.Sprintf("is not JSON from line %d on", e.line)
	}
	if e.saved > 0 {
		return fmt.Sprintf("%s; the %d resource(s) before are in. Export it again.", where, e.saved)
	}
	return where + " and was not read. Export it again."
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

// maxNesting bounds Bundles in Bundles.
const maxNesting = 8

// resourcesIn lists the resources in the parameters of a Parameters.
func resourcesIn(raw []byte) []json.RawMessage {
	type parameter struct {
		Resource json.RawMessage `json:"resource"`
		Part     json.RawMessage `json:"part"`
	}
	var out []json.RawMessage
	var list func(raw json.RawMessage, depth int)
	list = func(raw json.RawMessage, depth int) {
		var ps []parameter
		if depth > maxNesting || json.Unmarshal(raw, &ps) != nil {
			return
		}
		for _, p := range ps {
			if len(p.Resource) > 0 && p.Resource[0] == '{' {
				out = append(out, p.Resource)
			}
			if len(p.Part) > 0 {
				list(p.Part, depth+1)
			}
		}
	}
	var top struct {
		Parameter json.RawMessage `json:"parameter"`
	}
	if json.Unmarshal(raw, &top) == nil && len(top.Parameter) > 0 {
		list(top.Parameter, 0)
	}
	return out
}

// bundle reads the entries of a Bundle: first what they are called, then what they are.
func (r *Reader) bundle(ctx context.Context, open func() (io.Reader, error), in *Scope, each func(Item) error) error {
	scope := &Scope{parent: in, ids: map[string]Name{}, bases: map[string]bool{}}
	f, err := open()
	if err != nil {
		return err
	}
	var named []Item
	_, namingErr := stream.Bundle(f, r.limits.Text, func(e stream.Entry) error {
		if len(e.Raw) > 0 && e.Bad == nil && e.Type != "Bundle" && e.Type != "Parameters" {
			it := r.name(e, scope)
			named = append(named, Item{ID: it.ID})
			scope.learn(e, it.ID)
		}
		return ctx.Err()
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if f, err = open(); err != nil {
		return err
	}
	n := 0
	_, err = stream.Bundle(f, r.limits.Text, func(e stream.Entry) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case len(e.Raw) == 0:
			return nil
		case e.Bad != nil:
			return r.give(Item{Raw: e.Raw, Scope: scope}, each)
		case e.Type == "Bundle" || e.Type == "Parameters":
			return r.value(ctx, e.Raw, scope, each)
		}
		it := Item{Raw: e.Raw, Scope: scope}
		if n < len(named) {
			it.ID = named[n].ID
		}
		n++
		return r.give(it, each)
	})
	if err == nil {
		err = namingErr
	}
	return err
}

// large reads a file that is too large for the memory: a Bundle or NDJSON, as its beginning says.
func (r *Reader) large(ctx context.Context, d document, head []byte, rest io.Reader, each func(Item) error) error {
	start := head[:min(len(head), 1<<20)]
	if line, _, ok := bytes.Cut(start, []byte("\n")); ok {
		if typ, _, err := stream.Identity(line); err == nil && typ != "" {
			return r.lines(ctx, io.MultiReader(bytes.NewReader(head), rest), each)
		}
	}
	squeezed := strings.NewReplacer(" ", "", "\t", "", "\r", "", "\n", "").Replace(string(start))
	if !strings.Contains(squeezed, `"resourceType":"Bundle"`) && !strings.Contains(squeezed, `"entry":[{"fullUrl"`) &&
		!strings.Contains(squeezed, `"entry":[{"resource"`) {
		return stream.ErrTooLarge
	}
	var opened []io.Closer
	defer func() {
		for _, c := range opened {
			c.Close()
		}
	}()
	return r.bundle(ctx, func() (io.Reader, error) {
		f, err := d.open()
		if err == nil {
			opened = append(opened, f)
		}
		return f, err
	}, nil, each)
}
