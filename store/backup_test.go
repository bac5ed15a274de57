package store

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/store/sealed"
)

// sealedVFS makes an encrypting file system with a key of the test's.
func sealedVFS(t *testing.T) string {
	t.Helper()
	name, unregister, err := sealed.Register(bytes.Repeat([]byte{7}, sealed.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(unregister)
	return name
}

func backup(t *testing.T, s *Store) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Backup(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBackupComesBackWhole(t *testing.T) {
	for _, vfs := range []string{"", "sealed"} {
		t.Run("vfs "+vfs, func(t *testing.T) {
			opt := Options{Dir: t.TempDir()}
			if vfs != "" {
				opt.VFS, opt.Keys = sealedVFS(t), &Keys{Resources: []byte("r"), Audit: []byte("a")}
			}
			s := reopen(t, opt)
			if err := s.AddSource(t.Context(), record.Source{Name: "A", Kind: record.SourceFiles, Added: t0}); err != nil {
				t.Fatal(err)
			}
			save(t, s, patient("1", "Ivanova"), resource("A", "Observation", "o", "1"))
			record5(t, s)
			b := backup(t, s)
			if got := bytes.Contains(b, []byte("Ivanova")); got != (vfs == "") {
				t.Errorf("the backup holds a name: %v", got)
			}
			for _, n := range names(t, opt.Dir) {
				if strings.HasSuffix(n, ".backup") {
					t.Errorf("%s was left behind", n)
				}
			}
			record5(t, s) // after the backup

			to := opt
			to.Dir = filepath.Join(t.TempDir(), "new")
			if err := Restore(t.Context(), to.Dir, bytes.NewReader(b)); err != nil {
				t.Fatal(err)
			}
			r := reopen(t, to)
			if fs, err := r.Check(t.Context()); err != nil || len(fs) != 0 {
				t.Errorf("%+v, %v", fs, err)
			}
			want, _, err := s.Facts(t.Context(), []record.Ref{{Source: "A", Type: "Patient", ID: "1"}})
			if err != nil || len(want) != 2 {
				t.Fatal(err, len(want))
			}
			got, _, err := r.Facts(t.Context(), []record.Ref{{Source: "A", Type: "Patient", ID: "1"}})
			if d := cmp.Diff(want, got); d != "" || err != nil {
				t.Error(err, d)
			}
			if n := len(rows(t, r)); n != 5 {
				t.Errorf("%d rows in the log", n)
			}
			if err := Restore(t.Context(), to.Dir, bytes.NewReader(b)); err == nil || !strings.Contains(err.Error(), "already a vault") {
				t.Errorf("over a vault: %v", err)
			}
		})
	}
}

func TestBadBackupIsRefusedWhole(t *testing.T) {
	s, _ := vault(t)
	whole := backup(t, s)
	entry := func(names ...string) []byte {
		var b bytes.Buffer
		w := tar.NewWriter(&b)
		for _, n := range names {
			if err := errors.Join(w.WriteHeader(&tar.Header{Name: n, Mode: 0o600, Size: 1}), second(w.Write([]byte("x")))); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	changed := bytes.Clone(whole)
	changed[len(changed)/2] ^= 1
	for name, b := range map[string][]byte{
		"empty": nil, "text": []byte(strings.Repeat("not a backup ", 100)), "half": whole[:len(whole)/2], "changed": changed,
		"without its end": whole[:len(whole)-4096], "a way out": entry("../evil", sumsName), "another file": entry("evil", sumsName),
		"twice": entry(FileName, FileName, sumsName), "other sums": entry(FileName, sumsName), "only sums": entry(sumsName),
	} {
		dir := filepath.Join(t.TempDir(), "v")
		err := Restore(t.Context(), dir, bytes.NewReader(b))
		var e *app.Error
		if !errors.As(err, &e) || !strings.Contains(e.Message, "Nothing was restored") {
			t.Errorf("%s: %v", name, err)
		}
		if left := names(t, dir); len(left) != 0 {
			t.Errorf("%s: left %v", name, left)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Restore(ctx, filepath.Join(t.TempDir(), "v"), bytes.NewReader(whole)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := s.Backup(t.Context(), failing{}); err == nil || !strings.Contains(err.Error(), "room") {
		t.Errorf("a full disk: %v", err)
	}
}

func second(_ int, err error) error { return err }

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// Key files go along where the vault says that it has them.
func TestBackupTakesTheKeyFilesAlong(t *testing.T) {
	dir := t.TempDir()
	s := reopen(t, Options{Dir: dir, KeyFiles: []string{"key.age", "absent"}})
	writeTestFile(t, filepath.Join(dir, "key.age"), "wrapped")
	writeTestFile(t, filepath.Join(dir, "other"), "not the vault's")
	b := backup(t, s)
	to := filepath.Join(t.TempDir(), "new")
	if err := Restore(t.Context(), to, bytes.NewReader(b), "key.age"); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{FileName, "key.age"}, names(t, to)); d != "" {
		t.Error(d)
	}
	if err := Restore(t.Context(), filepath.Join(t.TempDir(), "x"), bytes.NewReader(b)); err == nil {
		t.Error("a file that was not expected was restored")
	}
}
