package engine_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"

	"anamnesis/app/record"
)

// memory is a cache that lives as long as a test. It keeps the contract of engine.Saver: a page is saved whole or not at
// all.
type memory struct {
	mu        sync.Mutex
	resources map[record.Ref]record.Resource
	states    map[[3]string]record.TypeState
	cursors   map[[3]string]record.Cursor
	pages     int
	sizes     []int
	// before is asked before each page; its error refuses the page.
	before func(page int, p record.Page) error
}

func newMemory() *memory {
	return &memory{resources: map[record.Ref]record.Resource{}, states: map[[3]string]record.TypeState{}, cursors: map[[3]string]record.Cursor{}}
}

func (m *memory) SavePage(ctx context.Context, p record.Page) (record.Saved, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return record.Saved{}, err
	}
	m.pages++
	if m.before != nil {
		if err := m.before(m.pages, p); err != nil {
			return record.Saved{}, err
		}
	}
	var s record.Saved
	m.sizes = append(m.sizes, len(p.Resources))
	for _, r := range p.Resources {
		was, known := m.resources[r.Ref]
		if r.Deleted {
			if known && !was.Deleted {
				was.Deleted = true
				m.resources[r.Ref] = was
				s.Deleted++
			}
			continue
		}
		if r.Ref.Source != p.Source || r.Ref.Type == "" || r.Ref.ID == "" || len(r.Facts) == 0 {
			return record.Saved{}, fmt.Errorf("a resource without a name: %v", r.Ref)
		}
		s.Received++
		if r.Facts[0].Account == record.AccountUnreadable {
			s.Unreadable++
		}
		switch {
		case !known:
			s.New++
		case bytes.Equal(was.Raw, r.Raw):
			s.Unchanged++
		default:
			s.Changed++
		}
		m.resources[r.Ref] = r
	}
	for _, t := range p.States {
		m.states[[3]string{t.Source, t.Patient, t.Type}] = t
	}
	if c := p.Cursor; c != nil {
		key := [3]string{c.Source, c.Patient, c.Type}
		if c.Next == "" {
			delete(m.cursors, key)
		} else {
			m.cursors[key] = *c
		}
	}
	return s, nil
}

func (m *memory) Cursors(_ context.Context, source, patient string) ([]record.Cursor, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []record.Cursor
	for _, c := range m.cursors {
		if c.Source == source && c.Patient == patient {
			out = append(out, c)
		}
	}
	return out, nil
}

func (m *memory) States(_ context.Context, patients []record.Ref) ([]record.TypeState, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []record.TypeState
	for _, s := range m.states {
		if slices.ContainsFunc(patients, func(p record.Ref) bool { return p.Source == s.Source && p.ID == s.Patient }) {
			out = append(out, s)
		}
	}
	return out, nil
}

func (m *memory) IDs(_ context.Context, source, patient, typ string) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []string
	for ref, r := range m.resources {
		of := r.Facts[0].Subject.ID
		if typ == "Patient" {
			of = ref.ID
		}
		if ref.Source == source && ref.Type == typ && of == patient && !r.Deleted {
			out = append(out, ref.ID)
		}
	}
	slices.Sort(out)
	return out, nil
}

// state returns what is known of a type.
func (m *memory) state(t *testing.T, patient, typ string) record.TypeState {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	for k, s := range m.states {
		if k[1] == patient && k[2] == typ {
			return s
		}
	}
	return record.TypeState{State: "nothing"}
}

// count returns how many resources of a type are held and not deleted; "" counts all.
func (m *memory) count(typ string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for ref, r := range m.resources {
		if (typ == "" || ref.Type == typ) && !r.Deleted {
			n++
		}
	}
	return n
}

func (m *memory) get(typ, id string) (record.Resource, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for ref, r := range m.resources {
		if ref.Type == typ && ref.ID == id {
			return r, true
		}
	}
	return record.Resource{}, false
}

func (m *memory) types() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	seen := map[string]bool{}
	for ref := range m.resources {
		seen[ref.Type] = true
	}
	return slices.Sorted(maps.Keys(seen))
}
