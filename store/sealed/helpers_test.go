package sealed

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"modernc.org/sqlite"
)

func TestMain(m *testing.M) {
	// Tests read a file that is open: POSIX locks would be lost.
	if _, err := sqlite.OFDLocking(true); err != nil && !errors.Is(err, sqlite.ErrOFDLockingUnavailable) {
		panic(err)
	}
	if path := os.Getenv(writerEnv); path != "" {
		writer(path, os.Getenv(modeEnv))
		os.Exit(9)
	}
	os.Exit(m.Run())
}

func testKey(name string) []byte {
	k := sha256.Sum256([]byte(name))
	return k[:]
}

func register(t testing.TB, name string) string {
	t.Helper()
	vfs, unregister, err := Register(testKey(name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(unregister)
	return vfs
}

// dsn is the store's, in brief.
func dsn(path, vfs string, pragmas ...string) string {
	q := url.Values{"_txlock": {"immediate"}}
	if vfs != "" {
		q.Set("vfs", vfs)
	}
	// The driver applies them in alphabetical order, so one that is given replaces the usual one.
	for _, usual := range []string{"busy_timeout(10000)", "temp_store(MEMORY)", "secure_delete(ON)"} {
		name, _, _ := strings.Cut(usual, "(")
		if !slices.ContainsFunc(pragmas, func(p string) bool { return strings.HasPrefix(p, name) }) {
			pragmas = append(slices.Clip(pragmas), usual)
		}
	}
	for _, p := range pragmas {
		q.Add("_pragma", p)
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: q.Encode()}).String()
}

func openDB(t testing.TB, path, vfs string, pragmas ...string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(path, vfs, pragmas...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func run(t testing.TB, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func value[T any](t testing.TB, db *sql.DB, query string, args ...any) (v T) {
	t.Helper()
	if err := db.QueryRow(query, args...).Scan(&v); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return v
}

// marker stands in every row, so that it would be found anywhere.
const marker = "Ivanova-Petrova"

func rowText(i, size int) string {
	return strings.Repeat(fmt.Sprintf("%s %08d ", marker, i), size/25+1)[:size]
}

func fill(t testing.TB, db *sql.DB, from, to, size int) {
	t.Helper()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	for i := from; i < to; i++ {
		if _, err := tx.Exec("INSERT INTO r(id, body) VALUES(?, ?)", i, rowText(i, size)); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

const schema = "CREATE TABLE r(id INTEGER PRIMARY KEY, body TEXT NOT NULL); CREATE INDEX r_body ON r(substr(body, 17, 8))"

func integrity(t testing.TB, db *sql.DB) {
	t.Helper()
	if got := value[string](t, db, "PRAGMA integrity_check"); got != "ok" {
		t.Fatalf("integrity check: %s", got)
	}
}

// checkRows reads every row back and compares it.
func checkRows(t testing.TB, db *sql.DB, want, size int) {
	t.Helper()
	rows, err := db.Query("SELECT id, body FROM r ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		var id int
		var b string
		if err := rows.Scan(&id, &b); err != nil {
			t.Fatal(err)
		}
		if b != rowText(id, size) {
			t.Fatalf("row %d is not what was written", id)
		}
	}
	if rows.Err() != nil || n != want {
		t.Fatalf("%d rows of %d, %v", n, want, rows.Err())
	}
}

// noPlaintext searches the files for what every row and the schema hold, and for SQLite's own beginnings.
func noPlaintext(t testing.TB, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{marker, marker[:8], "CREATE TABLE", "SQLite format 3", "\x37\x7f\x06\x82", "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"} {
			if bytes.Contains(b, []byte(s)) {
				t.Errorf("%s holds %q in clear", e.Name(), s)
			}
		}
	}
}
