package sealed

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// long scales what runs a tenth of its length unless ANAMNESIS_LONG=1.
func long(whole int) int {
	if os.Getenv("ANAMNESIS_LONG") == "1" {
		return whole
	}
	return whole / 10
}

const (
	writerEnv = "SEALED_TEST_WRITER" // the path that a child process writes to
	modeEnv   = "SEALED_TEST_MODE"
	perCommit = 20
)

// writer is the child: it commits transaction after transaction and says so, until it is killed.
func writer(path, mode string) error {
	vfs, _, err := Register(testKey("one"))
	if err != nil {
		return err
	}
	t := new(fatal)
	db := openDB(t, path, vfs, "journal_mode("+mode+")", "wal_autocheckpoint(20)", "cache_size(30)", "synchronous(NORMAL)")
	db.SetMaxOpenConns(1)
	run(t, db, "CREATE TABLE IF NOT EXISTS r(id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
	run(t, db, "CREATE INDEX IF NOT EXISTS r_body ON r(substr(body, 17, 8))")
	n := value[int](t, db, "SELECT count(*) FROM r")
	for {
		fill(t, db, n, n+perCommit, 1600)
		n += perCommit
		fmt.Println(n)
		switch n / perCommit % 8 {
		case 3: // frees pages and takes them again, larger than the cache
			run(t, db, "BEGIN; UPDATE r SET body = body || body WHERE id % 3 = 0; UPDATE r SET body = substr(body, 1, 1600); COMMIT")
		case 5:
			run(t, db, "PRAGMA wal_checkpoint(TRUNCATE)")
		case 7:
			run(t, db, "VACUUM")
		}
	}
}

// fatal is the testing.TB of the child: it ends it loudly.
type fatal struct{ testing.TB }

func (*fatal) Helper()        {}
func (*fatal) Cleanup(func()) {}
func (*fatal) Fatal(a ...any) { fmt.Fprintln(os.Stderr, a...); os.Exit(9) }
func (*fatal) Fatalf(f string, a ...any) {
	fmt.Fprintf(os.Stderr, f+"\n", a...)
	os.Exit(9)
}

// startWriter starts the child and returns what it says.
func startWriter(t *testing.T, path, mode string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), writerEnv+"="+path, modeEnv+"="+mode)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	return child, bufio.NewScanner(out)
}

// killWriter starts the child, kills it at a random moment, and returns how many rows it reported committed.
func killWriter(t *testing.T, path, mode string) int {
	t.Helper()
	child, lines := startWriter(t, path, mode)
	reported := 0
	for range rand.IntN(12) {
		if !lines.Scan() {
			break
		}
		reported, _ = strconv.Atoi(lines.Text())
	}
	time.Sleep(time.Duration(rand.IntN(4000)) * time.Microsecond)
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // what it still said
		reported, _ = strconv.Atoi(lines.Text())
	}
	if child.Wait(); child.ProcessState.ExitCode() == 9 {
		t.Fatal("the writer failed")
	}
	return reported
}

// Killed at any moment, the file opens again and holds every transaction that was reported committed, whole.
func TestKilled(t *testing.T) {
	for mode, kills := range map[string]int{"WAL": long(200), "DELETE": long(50), "PERSIST": long(50)} {
		t.Run(mode, func(t *testing.T) {
			vfs := register(t, "one")
			var dir, path string
			committed := 0
			for i := range kills {
				if i%8 == 0 { // kills add up on one file, which must not grow for ever
					dir, committed = t.TempDir(), 0
					path = filepath.Join(dir, "a.db")
				}
				if reported := killWriter(t, path, mode); reported > 0 {
					committed = reported
				}
				noPlaintext(t, dir)
				if _, err := os.Stat(path); err != nil {
					continue // killed before it was there
				}
				db := openDB(t, path, vfs, "journal_mode("+mode+")")
				db.SetMaxOpenConns(1)
				integrity(t, db)
				if value[int](t, db, "SELECT count(*) FROM sqlite_schema WHERE name = 'r'") == 0 {
					db.Close()
					continue
				}
				rows := value[int](t, db, "SELECT count(*) FROM r")
				if rows < committed || rows%perCommit != 0 {
					t.Fatalf("kill %d: %d rows, %d were reported committed", i, rows, committed)
				}
				checkRows(t, db, rows, 1600)
				if err := db.Close(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// Two processes share a sealed file as they share a plain one: one writes, the other reads whole transactions.
func TestTwoProcesses(t *testing.T) {
	vfs := register(t, "one")
	path := filepath.Join(t.TempDir(), "a.db")
	db := openDB(t, path, vfs, "journal_mode(WAL)")
	db.SetMaxOpenConns(1)
	run(t, db, schema)
	child, lines := startWriter(t, path, "WAL")
	for range 12 {
		if !lines.Scan() {
			t.Fatal("the writer stopped")
		}
		reported, _ := strconv.Atoi(lines.Text())
		rows := value[int](t, db, "SELECT count(*) FROM r")
		if rows < reported || rows%perCommit != 0 {
			t.Errorf("%d rows, %d were reported committed", rows, reported)
		}
		if bytes := value[int](t, db, "SELECT sum(length(body)) FROM r WHERE id < ?", reported); bytes != reported*1600 {
			t.Errorf("%d rows of %d bytes", reported, bytes)
		}
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
	}
	child.Wait()
	integrity(t, db)
}
