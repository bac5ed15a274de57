package sealed

import (
	"sync"
	"sync/atomic"
)

// table holds what Go knows of the open files, by the number that stands behind the platform's part of a sqlite3_file. It
// is read at each read and write and changed only as files open and close, so reading takes no lock: a change copies.
type table struct {
	mu    sync.Mutex
	files atomic.Pointer[[]*file]
}

var files table

func (t *table) get(n uintptr) *file { return (*t.files.Load())[n] }

// add returns the number of f.
func (t *table) add(f *file) uintptr {
	t.mu.Lock()
	defer t.mu.Unlock()
	files := t.copy()
	for n, other := range files {
		if other == nil {
			files[n] = f
			t.files.Store(&files)
			return uintptr(n)
		}
	}
	files = append(files, f)
	t.files.Store(&files)
	return uintptr(len(files) - 1)
}

func (t *table) remove(n uintptr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	files := t.copy()
	files[n] = nil
	t.files.Store(&files)
}

func (t *table) copy() []*file {
	old := t.files.Load()
	if old == nil {
		return nil
	}
	return append([]*file(nil), *old...)
}
