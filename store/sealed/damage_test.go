package sealed

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// readAll reads every row through the table and through the index, and everything that integrity_check looks at. It
// fails the test when a row is not what was written; how many rows there are and what SQLite said is returned.
func readAll(t *testing.T, path, vfs string, size int, pragmas ...string) (n int, err error) {
	t.Helper()
	db := openDB(t, path, vfs, pragmas...)
	db.SetMaxOpenConns(1)
	defer db.Close()
	for _, q := range []string{"SELECT id, body FROM r", "SELECT id, body FROM r INDEXED BY r_body ORDER BY substr(body, 17, 8)"} {
		rows, qerr := db.Query(q)
		if qerr != nil {
			err = errors.Join(err, qerr)
			continue
		}
		n = 0
		for ; rows.Next(); n++ {
			var id int
			var b string
			if err := rows.Scan(&id, &b); err != nil {
				t.Fatal(err)
			}
			if b != rowText(id, size) {
				t.Fatalf("row %d is shown as it never was", id)
			}
		}
		err = errors.Join(err, rows.Err())
		rows.Close()
	}
	var said string
	if cerr := db.QueryRow("PRAGMA integrity_check").Scan(&said); cerr != nil {
		err = errors.Join(err, cerr)
	} else if said != "ok" {
		err = errors.Join(err, errors.New(said))
	}
	return n, err
}

func flip(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 1 << rand.IntN(8)
	return b
}

// One flipped bit anywhere in a closed database: an error that is explained, never a wrong row.
func TestFlippedDatabase(t *testing.T) {
	vfs := register(t, "one")
	path := filepath.Join(t.TempDir(), "a.db")
	db := openDB(t, path, vfs, "journal_mode(WAL)")
	run(t, db, schema)
	const rows, size = 40, 6000 // overflow pages too
	fill(t, db, 0, rows, size)
	run(t, db, "VACUUM")
	db.Close()
	whole := readFile(t, path)
	if n, err := readAll(t, path, vfs, size); n != rows || err != nil {
		t.Fatal(n, err)
	}
	for i := range long(2000) {
		at := rand.IntN(len(whole))
		if i%10 == 0 {
			at = rand.IntN(PageSize) // the first page, which tells how to read the rest
		}
		if err := os.WriteFile(path, flip(whole, at), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := readAll(t, path, vfs, size)
		if !errors.Is(Explain(err), ErrDamaged) {
			t.Fatalf("the byte at %d of %d is flipped: %v", at, len(whole), err)
		}
	}
}

// One flipped bit in the log that a kill left: the transactions before it are there and are right, or it is an error.
func TestFlippedLog(t *testing.T) {
	vfs := register(t, "one")
	path := filepath.Join(t.TempDir(), "a.db")
	db := openDB(t, path, vfs, "journal_mode(WAL)", "wal_autocheckpoint(0)")
	db.SetMaxOpenConns(1)
	run(t, db, schema)
	run(t, db, "PRAGMA wal_checkpoint(TRUNCATE)")
	for i := range 8 {
		fill(t, db, i*5, i*5+5, 1600)
	}
	database, log := readFile(t, path), readFile(t, path+"-wal")
	t.Run("found when it is recovered", func(t *testing.T) {
		for range long(1000) {
			at := rand.IntN(len(log))
			n, err := readAll(t, place(t, database, "-wal", flip(log, at)), vfs, 1600, "journal_mode(WAL)")
			if err != nil || n%5 != 0 || n == 40 {
				t.Fatalf("the byte at %d of %d is flipped: %d rows, %v", at, len(log), n, err)
			}
		}
	})
	t.Run("found when it is in use", func(t *testing.T) {
		found := 0
		for range long(1000) {
			at := rand.IntN(len(log))
			if err := writeAt(path+"-wal", flip(log, at)[at:at+1], at); err != nil {
				t.Fatal(err)
			}
			n, err := readAll(t, path, vfs, 1600) // by the index in shared memory, without recovery
			switch {
			case err != nil && !errors.Is(Explain(err), ErrDamaged):
				t.Fatalf("the byte at %d of %d is flipped: %v", at, len(log), err)
			case err != nil:
				found++
			case n != 40:
				t.Fatalf("the byte at %d of %d is flipped: %d rows", at, len(log), n)
			}
			if err := writeAt(path+"-wal", log[at:at+1], at); err != nil {
				t.Fatal(err)
			}
		}
		if found == 0 {
			t.Error("no flip hit a page that is read")
		}
	})
}

func writeAt(path string, b []byte, at int) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(b, int64(at))
	return errors.Join(err, f.Close())
}

// Pages that were moved, put in place of each other, zeroed or cut do not pass for right ones: it is the file system that
// says so, and not SQLite which stumbles over them.
func TestMovedPages(t *testing.T) {
	vfs := register(t, "one")
	path := filepath.Join(t.TempDir(), "a.db")
	db := openDB(t, path, vfs, "journal_mode(WAL)")
	run(t, db, schema)
	const rows, size = 60, 1600
	fill(t, db, 0, rows, size)
	run(t, db, "VACUUM")
	db.Close()
	whole := readFile(t, path)
	pages := len(whole) / PageSize
	page := func(b []byte, n int) []byte { return b[n*PageSize : (n+1)*PageSize] }
	for i := range long(400) {
		b := bytes.Clone(whole)
		one := 1 + rand.IntN(pages-1)
		other := 1 + (one+rand.IntN(pages-2))%(pages-1) // neither is the first
		switch i % 4 {
		case 0:
			copy(page(b, one), page(whole, other))
		case 1:
			copy(page(b, one), page(whole, other))
			copy(page(b, other), page(whole, one))
		case 2:
			clear(page(b, one))
		case 3: // in the last page, so that the number of pages is right
			b = b[:len(b)-1-rand.IntN(PageSize-1)]
		}
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := readAll(t, path, vfs, size)
		if e := new(sqlite.Error); !errors.As(err, &e) || e.Code() != sqlite3.SQLITE_IOERR_DATA {
			t.Fatalf("case %d, pages %d and %d of %d: %v", i%4, one, other, pages, err)
		}
	}
}

// The files that SQLite makes for a large statement or a temporary table, and deletes at once, are sealed too.
func TestTemporaryFilesAreSealed(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("reads deleted files through /proc")
	}
	db := openDB(t, filepath.Join(t.TempDir(), "a.db"), register(t, "one"), "journal_mode(WAL)", "temp_store(FILE)", "cache_size(5)")
	db.SetMaxOpenConns(1)
	run(t, db, schema)
	fill(t, db, 0, 300, 1600)
	run(t, db, "PRAGMA temp.cache_size = 5")
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	for _, q := range []string{"CREATE TEMP TABLE s AS SELECT * FROM r", "UPDATE s SET body = body || 'x'",
		"SAVEPOINT p", "UPDATE r SET body = body || 'x'"} {
		if _, err := tx.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	links, err := filepath.Glob("/proc/self/fd/*")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, link := range links {
		target, err := os.Readlink(link)
		if err != nil || !strings.HasSuffix(target, " (deleted)") {
			continue
		}
		b := readFile(t, link)
		if len(b) == 0 {
			continue
		}
		seen++
		if bytes.Contains(b, []byte(marker[:8])) || bytes.Contains(b, []byte("SQLite format")) {
			t.Errorf("a temporary file of %d bytes is in clear", len(b))
		}
	}
	if seen < 2 {
		t.Errorf("saw %d temporary files with content", seen)
	}
}
