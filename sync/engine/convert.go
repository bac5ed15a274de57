package engine

import (
	"context"
	"sync"

	"anamnesis/app/record"
	"anamnesis/sync/convert"
)

// item is one resource to read. Its id replaces that of the raw bytes where it differs.
type item struct {
	raw []byte
	id  string // "" as in raw
}

// chunk is how many resources one core reads before it takes the next.
const chunk = 16

// convert reads resources on all cores that no other page uses, in their order.
func (e *Engine) convert(ctx context.Context, r convert.Reader, items []item) ([]record.Resource, error) {
	out := make([]record.Resource, len(items))
	var wg sync.WaitGroup
	var err error
	for from := 0; from < len(items); from += chunk {
		if err = ctx.Err(); err != nil {
			break
		}
		e.cores <- struct{}{} // held only while a core works, so it comes soon
		part := items[from:min(from+chunk, len(items))]
		to := out[from:]
		wg.Add(1)
		go func() {
			defer func() { <-e.cores; wg.Done() }()
			for i, it := range part {
				to[i] = read(r, it)
			}
		}()
	}
	wg.Wait()
	return out, err
}

// read reads one resource. Where it is known by another id than its own, the reader is shown that id and the raw bytes
// stay as they came.
func read(r convert.Reader, it item) record.Resource {
	if it.id == "" {
		return r.Read(it.raw)
	}
	res := r.Read(withID(it.raw, it.id))
	res.Raw = it.raw
	return res
}
