package sealed

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

var modes = []struct {
	name    string
	pragmas []string
}{
	{"wal", []string{"journal_mode(WAL)"}},
	{"wal, small cache", []string{"journal_mode(WAL)", "cache_size(10)"}},
	{"wal, autocheckpoint 8", []string{"journal_mode(WAL)", "wal_autocheckpoint(8)"}},
	{"delete", []string{"journal_mode(DELETE)"}},
	{"delete, small cache", []string{"journal_mode(DELETE)", "cache_size(10)"}},
	{"truncate", []string{"journal_mode(TRUNCATE)"}},
	{"persist", []string{"journal_mode(PERSIST)"}},
	{"auto-vacuum", []string{"auto_vacuum(FULL)", "journal_mode(DELETE)"}},
	{"temporary files on disk", []string{"journal_mode(WAL)", "temp_store(FILE)", "cache_size(10)"}},
	{"memory map asked for", []string{"journal_mode(DELETE)", "mmap_size(100000000)"}},
}

func TestModes(t *testing.T) {
	for _, m := range modes {
		t.Run(m.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "a.db")
			vfs := register(t, "one")
			db := openDB(t, path, vfs, m.pragmas...)
			db.SetMaxOpenConns(1)
			run(t, db, schema)
			if size := value[int](t, db, "PRAGMA page_size"); size != PageSize {
				t.Fatalf("page size %d", size)
			}
			fill(t, db, 0, 400, 1600)
			fill(t, db, 400, 430, 20000) // overflow pages
			// A transaction that is given up, larger than a small cache; a statement that fails midway.
			tx, err := db.Begin()
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range []string{"UPDATE r SET body = body || 'x'", "DELETE FROM r WHERE id % 2", "INSERT INTO r SELECT id + 1000, body FROM r"} {
				if _, err := tx.Exec(q); err != nil {
					t.Fatal(err)
				}
			}
			if err := tx.Rollback(); err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec("UPDATE r SET id = CASE WHEN id = 429 THEN 100000 ELSE id + 100000 END"); err == nil {
				t.Fatal("two rows took one id")
			}
			if n := value[int](t, db, "SELECT count(*) FROM (SELECT body FROM r ORDER BY substr(body, -9))"); n != 430 {
				t.Fatalf("sorted %d rows", n)
			}
			run(t, db, "DELETE FROM r WHERE id >= 400")
			run(t, db, "VACUUM")
			integrity(t, db)
			if auto := value[int](t, db, "PRAGMA auto_vacuum"); (auto == 1) != (m.name == "auto-vacuum") {
				t.Errorf("auto-vacuum is %d", auto)
			}
			fill(t, db, 400, 500, 1600)
			checkRows(t, db, 500, 1600)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			noPlaintext(t, dir)
			if s, err := os.Stat(path); err != nil || s.Size()%PageSize != 0 || s.Size() < 500*1600 {
				t.Fatalf("the file is %d bytes, %v", s.Size(), err)
			}
			again := openDB(t, path, vfs, m.pragmas...)
			integrity(t, again)
			checkRows(t, again, 500, 1600)
		})
	}
}

// While connections are open: the log holds whole frames, as long as they would be in clear, and nothing in clear.
func TestLogWhileOpen(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	db := openDB(t, path, register(t, "one"), "journal_mode(WAL)", "wal_autocheckpoint(0)")
	run(t, db, schema)
	fill(t, db, 0, 100, 1600)
	log, err := os.Stat(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	if frames := (log.Size() - walHeader) / (frameHeader + PageSize); frames < 40 ||
		log.Size() != walHeader+frames*(frameHeader+PageSize) {
		t.Errorf("the log is %d bytes: not whole frames, or too few", log.Size())
	}
	noPlaintext(t, dir)
	checkRows(t, db, 100, 1600)
}

func TestSeveralConnections(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	vfs := register(t, "one")
	pragmas := []string{"journal_mode(WAL)", "wal_autocheckpoint(50)", "cache_size(20)"}
	w := openDB(t, path, vfs, pragmas...)
	w.SetMaxOpenConns(1)
	run(t, w, schema)
	const rounds, perRound = 30, 20
	ctx, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	for range 4 {
		r := openDB(t, path, vfs, pragmas...)
		readers.Go(func() {
			for ctx.Err() == nil {
				var n, bytes int
				if err := r.QueryRow("SELECT count(*), coalesce(sum(length(body)), 0) FROM r").Scan(&n, &bytes); err != nil {
					t.Errorf("reading while writing: %v", err)
					return
				}
				if n%perRound != 0 || bytes != n*1600 {
					t.Errorf("read %d rows, %d bytes: half a transaction", n, bytes)
				}
			}
		})
	}
	// Connections that open while the first page is written.
	readers.Go(func() {
		for ctx.Err() == nil {
			r, err := sql.Open("sqlite", dsn(path, vfs, pragmas...))
			if err == nil {
				var n int
				err = errors.Join(r.QueryRow("SELECT count(*) FROM r").Scan(&n), r.Close())
			}
			if err != nil {
				t.Errorf("opening while writing: %v", err)
				return
			}
		}
	})
	for i := range rounds {
		fill(t, w, i*perRound, (i+1)*perRound, 1600)
		if i%10 == 9 {
			var busy, log, done int
			if err := w.QueryRow("PRAGMA wal_checkpoint(PASSIVE)").Scan(&busy, &log, &done); err != nil {
				t.Fatal(err)
			}
		}
	}
	stop()
	readers.Wait()
	integrity(t, w)
	checkRows(t, w, rounds*perRound, 1600)
}

func TestWrongKey(t *testing.T) {
	for _, rows := range []int{0, 400} {
		path := filepath.Join(t.TempDir(), "a.db")
		db := openDB(t, path, register(t, "one"), "journal_mode(WAL)")
		run(t, db, schema)
		fill(t, db, 0, rows, 1600)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, vfs := range []string{register(t, "two"), ""} {
			_, err := openDB(t, path, vfs, "journal_mode(WAL)").Exec("SELECT count(*) FROM r")
			if !errors.Is(Explain(err), ErrWrongKey) {
				t.Errorf("%d rows, file system %q: %v", rows, vfs, err)
			}
			_, err = openDB(t, path, vfs).Exec("INSERT INTO r(body) VALUES('x')")
			if err == nil {
				t.Errorf("%d rows, file system %q: written", rows, vfs)
			}
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Errorf("%d rows: a wrong key changed the file, %v", rows, err)
		}
	}
}

func TestRegister(t *testing.T) {
	for _, key := range [][]byte{nil, make([]byte, KeySize), testKey("short")[:31]} {
		if _, _, err := Register(key); err == nil {
			t.Errorf("registered with a key of %d bytes", len(key))
		}
	}
	key := testKey("one")
	vfs, unregister, err := Register(key)
	if err != nil {
		t.Fatal(err)
	}
	clear(key) // it was copied
	path := filepath.Join(t.TempDir(), "a.db")
	db := openDB(t, path, vfs, "journal_mode(WAL)")
	run(t, db, schema)
	fill(t, db, 0, 10, 100)
	unregister()
	unregister()
	checkRows(t, db, 10, 100) // an open connection reads on
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := openDB(t, path, vfs).Ping(); err == nil {
		t.Error("opened by a file system that is gone")
	}
	checkRows(t, openDB(t, path, register(t, "one")), 10, 100)
}

// What would make pages that cannot be checked is refused, and nothing is lost.
func TestRefused(t *testing.T) {
	dir := t.TempDir()
	vfs := register(t, "one")
	db := openDB(t, filepath.Join(dir, "a.db"), vfs, "journal_mode(DELETE)")
	db.SetMaxOpenConns(1)
	run(t, db, schema)
	fill(t, db, 0, 50, 1600)
	t.Run("another page size", func(t *testing.T) {
		run(t, db, "PRAGMA page_size = 8192")
		if _, err := db.Exec("VACUUM"); err != nil {
			t.Logf("refused: %v", err)
		}
		checkRows(t, db, 50, 1600)
		integrity(t, db)
		if size := value[int](t, db, "PRAGMA page_size"); size != PageSize {
			t.Errorf("page size %d", size)
		}
	})
	t.Run("a transaction over two files", func(t *testing.T) {
		run(t, db, "ATTACH ? AS b", dsn(filepath.Join(dir, "b.db"), vfs))
		run(t, db, "CREATE TABLE b.r(id INTEGER PRIMARY KEY, body TEXT)")
		tx, err := db.Begin()
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range []string{"INSERT INTO main.r(body) VALUES('x')", "INSERT INTO b.r(body) VALUES('x')"} {
			if _, err := tx.Exec(q); err != nil {
				t.Fatal(err)
			}
		}
		if err := tx.Commit(); err == nil {
			t.Error("committed")
		}
		tx.Rollback()
		checkRows(t, db, 50, 1600)
		if n := value[int](t, db, "SELECT count(*) FROM b.r"); n != 0 {
			t.Errorf("%d rows in the other file", n)
		}
	})
}

// VACUUM INTO makes a sealed copy: the way to a backup.
func TestVacuumInto(t *testing.T) {
	dir := t.TempDir()
	vfs := register(t, "one")
	db := openDB(t, filepath.Join(dir, "a.db"), vfs, "journal_mode(WAL)")
	run(t, db, schema)
	fill(t, db, 0, 300, 1600)
	copied := filepath.Join(dir, "copy.db")
	run(t, db, "VACUUM INTO ?", copied)
	noPlaintext(t, dir)
	checkRows(t, openDB(t, copied, vfs), 300, 1600)
}

// SQLite leaves out free pages when a file grows; they must be pages that open, not the platform's zeros.
func TestGapsAreSealed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	vfs := register(t, "one")
	db := openDB(t, path, vfs, "journal_mode(DELETE)", "secure_delete(OFF)")
	db.SetMaxOpenConns(1)
	run(t, db, "CREATE TABLE r(id INTEGER PRIMARY KEY, body TEXT); CREATE TABLE s(body TEXT)")
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		"WITH n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 300) INSERT INTO r SELECT i, hex(randomblob(700)) FROM n",
		"INSERT INTO s SELECT body FROM r LIMIT 5", "DELETE FROM r"} {
		if _, err := tx.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	db.Close()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	k := kindOf(0x100)
	c := newCipher((*Key)(testKey("one")), k)
	for start := 0; start < len(file); start += PageSize {
		page := bytes.Clone(file[start : start+PageSize])
		if c.open(page, int64(start)); !allZero(page[PageSize-Reserve:]) {
			t.Fatalf("the page at %d of %d does not open", start, len(file))
		}
	}
	if len(file) < 100*PageSize {
		t.Fatalf("%d bytes: no free pages to look at", len(file))
	}
}
