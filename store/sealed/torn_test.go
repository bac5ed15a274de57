package sealed

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// place writes files to a new folder, as a disk would hold them after the power was lost, and returns the database's path.
func place(t *testing.T, database []byte, suffix string, second []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.db")
	if err := errors.Join(os.WriteFile(path, database, 0o600), os.WriteFile(path+suffix, second, 0o600)); err != nil {
		t.Fatal(err)
	}
	return path
}

// tear replaces the end of b, from a place on, by nothing, zeros or noise.
func tear(b []byte, from int, how string) []byte {
	b = bytes.Clone(b)
	switch how {
	case "cut":
		return b[:from]
	case "zeros":
		clear(b[from:])
	case "noise":
		for i := range b[from:] {
			b[from+i] = byte(rand.Uint32())
		}
	}
	return b
}

// A log whose end is not what was written holds the transactions before that, and opens without an error.
func TestTornLog(t *testing.T) {
	vfs := register(t, "one")
	path := filepath.Join(t.TempDir(), "a.db")
	db := openDB(t, path, vfs, "journal_mode(WAL)", "wal_autocheckpoint(0)")
	db.SetMaxOpenConns(1)
	run(t, db, schema)
	run(t, db, "PRAGMA wal_checkpoint(TRUNCATE)")
	var ends []int // the length of the log after each transaction
	for i := range 8 {
		fill(t, db, i*5, i*5+5, 1600)
		ends = append(ends, len(readFile(t, path+"-wal")))
	}
	database, log := readFile(t, path), readFile(t, path+"-wal")
	for range long(300) {
		for _, how := range []string{"cut", "zeros", "noise"} {
			from := rand.IntN(len(log))
			want := 0
			for _, end := range ends {
				if end <= from {
					want += 5
				}
			}
			torn := openDB(t, place(t, database, "-wal", tear(log, from, how)), vfs, "journal_mode(WAL)")
			torn.SetMaxOpenConns(1)
			integrity(t, torn)
			checkRows(t, torn, want, 1600)
			fill(t, torn, want, want+5, 1600) // and it goes on
			checkRows(t, torn, want+5, 1600)
			torn.Close()
		}
	}
}

// mix tears the pages in which the two states of a database differ: the old one, the new one, half of each, zeros.
func mix(before, after []byte) []byte {
	out := bytes.Clone(after)
	for start := 0; start < len(after); start += PageSize {
		page := out[start : start+PageSize]
		var old []byte
		if start < len(before) {
			old = before[start : start+PageSize]
		} else {
			old = make([]byte, PageSize)
		}
		if bytes.Equal(page, old) {
			continue
		}
		switch rand.IntN(4) {
		case 0:
			copy(page, old)
		case 1:
			copy(page[:sector*(1+rand.IntN(7))], old)
		case 2:
			clear(page)
		}
	}
	return out
}

// Power lost while the log is folded into the database: whatever stands in the torn pages, the first one included, the
// log has it.
func TestTornCheckpoint(t *testing.T) {
	vfs := register(t, "one")
	path := filepath.Join(t.TempDir(), "a.db")
	db := openDB(t, path, vfs, "journal_mode(WAL)", "wal_autocheckpoint(0)")
	db.SetMaxOpenConns(1)
	run(t, db, schema)
	fill(t, db, 0, 60, 1600)
	run(t, db, "PRAGMA wal_checkpoint(TRUNCATE)")
	run(t, db, "DELETE FROM r WHERE id < 30")
	fill(t, db, 0, 30, 1600)
	fill(t, db, 60, 120, 1600)
	before, log := readFile(t, path), readFile(t, path+"-wal")
	run(t, db, "PRAGMA wal_checkpoint(PASSIVE)")
	after := readFile(t, path)
	if bytes.Equal(before[:PageSize], after[:PageSize]) {
		t.Fatal("the first page did not change: nothing is shown of it")
	}
	for range long(200) {
		torn := openDB(t, place(t, mix(before, after), "-wal", log), vfs, "journal_mode(WAL)")
		torn.SetMaxOpenConns(1)
		integrity(t, torn)
		checkRows(t, torn, 120, 1600)
		torn.Close()
	}
}

// Power lost while a transaction in rollback mode writes the database: the journal brings the old content back.
func TestTornRollback(t *testing.T) {
	vfs := register(t, "one")
	path := filepath.Join(t.TempDir(), "a.db")
	db := openDB(t, path, vfs, "journal_mode(DELETE)", "cache_size(5)", "synchronous(FULL)")
	db.SetMaxOpenConns(1)
	run(t, db, schema)
	fill(t, db, 0, 100, 1600)
	before := readFile(t, path)
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := tx.Exec("UPDATE r SET body = upper(body)"); err != nil { // does not fit the cache
		t.Fatal(err)
	}
	after, journal := readFile(t, path), readFile(t, path+"-journal")
	if bytes.Equal(before, after) {
		t.Fatal("nothing was written yet")
	}
	for range long(200) {
		torn := openDB(t, place(t, mix(before, after), "-journal", journal), vfs)
		torn.SetMaxOpenConns(1)
		integrity(t, torn)
		checkRows(t, torn, 100, 1600)
		torn.Close()
	}
}

// disk stands between a sealed file and the platform's, and is full, or broken, after some writes.
func disk(t *testing.T, flag int32, writes int, rc int32) (mend func()) {
	t.Helper()
	var undo []func()
	for _, f := range *files.files.Load() {
		if f == nil || f.kind.flag != flag {
			continue
		}
		real := f.write
		undo = append(undo, func() { f.write = real })
		f.write = func(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32 {
			if writes--; writes >= 0 {
				return real(tls, file, buf, n, off)
			}
			real(tls, file, buf, n/2, off) // a torn write
			return rc
		}
	}
	if len(undo) == 0 {
		t.Fatal("no such file is open")
	}
	return func() {
		for _, f := range undo {
			f()
		}
	}
}

// A disk that is full or fails at any write loses nothing that was committed, and the work goes on when it is mended.
func TestFullDisk(t *testing.T) {
	for _, rc := range []int32{sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE} {
		vfs := register(t, "one")
		path := filepath.Join(t.TempDir(), "a.db")
		db := openDB(t, path, vfs, "journal_mode(WAL)", "wal_autocheckpoint(0)", "cache_size(10)")
		db.SetMaxOpenConns(1)
		run(t, db, schema)
		fill(t, db, 0, 50, 1600)
		for writes := range 40 {
			mend := disk(t, sqlite3.SQLITE_OPEN_WAL, writes, rc)
			if _, err := db.Exec("UPDATE r SET body = upper(body)"); err == nil {
				t.Fatalf("committed on a disk that fails at write %d", writes)
			}
			checkRows(t, db, 50, 1600)
			mend()
			integrity(t, db)
			checkRows(t, db, 50, 1600)
		}
		run(t, db, "UPDATE r SET body = lower(body)")
		run(t, db, "DELETE FROM r")
		fill(t, db, 0, 50, 1600)
		for writes := range 20 {
			mend := disk(t, sqlite3.SQLITE_OPEN_MAIN_DB, writes, rc)
			if _, err := db.Exec("PRAGMA wal_checkpoint(FULL)"); err == nil {
				t.Fatalf("folded the log into a database that fails at write %d", writes)
			}
			mend()
			checkRows(t, db, 50, 1600)
		}
		run(t, db, "PRAGMA wal_checkpoint(TRUNCATE)")
		integrity(t, db)
		checkRows(t, db, 50, 1600)
		db.Close()
		checkRows(t, openDB(t, path, vfs), 50, 1600)
	}
}
