package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anamnesis/app/record"
)

// oldVault makes a vault of what an earlier program wrote: testdata/schemaN.db.gz.
func oldVault(t *testing.T, name string) string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, FileName), b, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func reopen(t *testing.T, opt Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	es, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range es {
		out = append(out, e.Name())
	}
	return out
}

func TestEarlierSchemasAreMigrated(t *testing.T) {
	for _, keys := range []*Keys{nil, {Resources: []byte("resources"), Audit: []byte("audit")}} {
		dir := oldVault(t, "schema1.db.gz")
		s := reopen(t, Options{Dir: dir, Keys: keys})
		ctx := t.Context()
		var version int
		if err := s.read.QueryRow("PRAGMA user_version").Scan(&version); err != nil || version != len(migrations) {
			t.Errorf("schema %d, %v", version, err)
		}
		p := record.Ref{Source: "A", Type: "Patient", ID: "p"}
		facts, _, err := s.Facts(ctx, []record.Ref{p})
		if err != nil || len(facts) != 2 {
			t.Fatalf("%d facts, %v", len(facts), err)
		}
		for _, f := range facts {
			if f.Account == record.AccountUnreadable {
				t.Errorf("%s was found damaged", f.Ref.Type)
			}
		}
		r, err := s.Raw(ctx, record.Ref{Source: "A", Type: "Observation", ID: "o"})
		if err != nil || r.Version != "2" {
			t.Errorf("version %q, %v", r.Version, err)
		}
		people, err := s.People(ctx)
		if err != nil || len(people) != 1 || people[0].ID != "x" {
			t.Errorf("%v, %v", people, err)
		}
		if fs, err := s.Check(ctx); err != nil || len(fs) != 0 {
			t.Errorf("%+v, %v", fs, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		for _, n := range names(t, dir) {
			if strings.Contains(n, "schema") {
				t.Errorf("the copy %s was left behind", n)
			}
		}
	}
}

func TestFailedMigrationLeavesTheVaultAsItWas(t *testing.T) {
	dir := oldVault(t, "schema1.db.gz")
	broken := errors.New("no more")
	real := migrations
	defer func() { migrations = real }()
	migrations = []migration{real[0], {sql: schema2, fill: func(context.Context, *sql.Tx, seals) error { return broken }}}
	if _, err := Open(t.Context(), Options{Dir: dir}); !errors.Is(err, broken) || !strings.Contains(err.Error(), "left as it was") {
		t.Fatalf("opening says %v", err)
	}
	migrations = real
	s := reopen(t, Options{Dir: dir})
	if fs, err := s.Check(t.Context()); err != nil || len(fs) != 0 {
		t.Errorf("%+v, %v", fs, err)
	}
	if p, err := s.People(t.Context()); err != nil || len(p) != 1 {
		t.Errorf("%v, %v", p, err)
	}
}

func TestAnotherKeyIsRefused(t *testing.T) {
	dir := t.TempDir()
	one := &Keys{Resources: bytes.Repeat([]byte{1}, 32), Audit: bytes.Repeat([]byte{2}, 32)}
	s := reopen(t, Options{Dir: dir, Keys: one})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, keys := range []*Keys{nil, {Resources: bytes.Repeat([]byte{3}, 32)}} {
		if _, err := Open(t.Context(), Options{Dir: dir, Keys: keys}); err == nil || !strings.Contains(err.Error(), "another key") {
			t.Errorf("opening says %v", err)
		}
	}
	reopen(t, Options{Dir: dir, Keys: one})
}

func TestVaultWithoutKeyTakesTheFirst(t *testing.T) {
	s := open(t)
	dir := filepath.Dir(s.path)
	save(t, s, resource("A", "Observation", "o", "p"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = reopen(t, Options{Dir: dir, Keys: &Keys{Resources: []byte("key")}})
	if fs, err := s.Check(t.Context()); err != nil || len(fs) != 0 {
		t.Errorf("%+v, %v", fs, err)
	}
	if _, err := s.Raw(t.Context(), record.Ref{Source: "A", Type: "Observation", ID: "o"}); err != nil {
		t.Error(err)
	}
}
