package files

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"

	"anamnesis/sync/stream"
)

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
