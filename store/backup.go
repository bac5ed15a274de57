package store

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"anamnesis/app"
)

// A backup is a tar archive of the vault's files, the cache as a compact copy made by SQLite through the vault's own file
// system, so that what is sealed stays sealed; and at the end sumsName, the SHA-256 of each as `sha256sum -c` reads it.
const sumsName = "SHA256SUMS"

// backupFiles are what a backup may hold: the cache, the head of its audit log, and the key files that the vault was opened
// with.
func (s *Store) backupFiles() []string { return append([]string{HeadName}, s.keyFiles...) }

// Backup writes the whole vault as one file. Others may work with the vault meanwhile.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	out := &archive{tar: tar.NewWriter(w)}
	// The head first: that it lags behind the log is normal, that it is ahead of it means that the log was cut.
	for _, name := range s.backupFiles() {
		if err := out.file(ctx, filepath.Join(filepath.Dir(s.path), name), name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return backupError(err)
		}
	}
	copied := s.path + ".backup"
	defer os.Remove(copied)
	if err := copyTo(ctx, s.write, copied); err != nil {
		return backupError(err)
	}
	if err := out.file(ctx, copied, FileName); err != nil {
		return backupError(err)
	}
	if err := out.close(); err != nil {
		return backupError(err)
	}
	return nil
}

// archive writes files and remembers their sums.
type archive struct {
	tar  *tar.Writer
	sums strings.Builder
}

func (a *archive) file(ctx context.Context, path, name string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := a.tar.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size(), ModTime: time.Unix(0, 0), Format: tar.FormatPAX}); err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(a.tar, sum), cancelled{ctx, f}); err != nil {
		return err
	}
	fmt.Fprintf(&a.sums, "%x  %s\n", sum.Sum(nil), name)
	return nil
}

func (a *archive) close() error {
	sums := a.sums.String()
	if err := a.tar.WriteHeader(&tar.Header{Name: sumsName, Mode: 0o600, Size: int64(len(sums)), ModTime: time.Unix(0, 0), Format: tar.FormatPAX}); err != nil {
		return err
	}
	if _, err := io.WriteString(a.tar, sums); err != nil {
		return err
	}
	return a.tar.Close()
}

// cancelled is a reader that ends with its context.
type cancelled struct {
	ctx context.Context
	io.Reader
}

func (c cancelled) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.Reader.Read(p)
}

// maxSmall bounds every file of a backup but the cache.
const maxSmall = 1 << 20

// Restore makes the vault folder of a backup. The folder must not hold a vault. keyFiles name the files beside the cache that
// a backup may bring. Either all of it is there afterwards, proven by its sums, or nothing.
func Restore(ctx context.Context, dir string, backup io.Reader, keyFiles ...string) error {
	if Exists(dir) {
		return &app.Error{Message: "There is already a vault in that folder, and it is not overwritten. Name another folder with --vault, or erase that vault first."}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return folderError(err)
	}
	if held, err := os.ReadDir(dir); err != nil || len(held) > 0 {
		return &app.Error{Message: "The vault folder is not empty. Name an empty or a new one with --vault.", Err: err}
	}
	work := filepath.Join(dir, ".restoring")
	if err := os.Mkdir(work, 0o700); err != nil {
		return folderError(err)
	}
	defer os.RemoveAll(work)
	found, err := unpack(ctx, backup, work, append([]string{FileName, HeadName}, keyFiles...))
	if err != nil {
		return restoreError(err)
	}
	// The cache last: without it the folder is no vault.
	slices.SortFunc(found, func(a, b string) int {
		if (a == FileName) != (b == FileName) {
			if a == FileName {
				return 1
			}
			return -1
		}
		return strings.Compare(a, b)
	})
	for _, name := range found {
		if err := os.Rename(filepath.Join(work, name), filepath.Join(dir, name)); err != nil {
			return folderError(err)
		}
	}
	return nil
}

// errNotBackup is a file that Backup did not write, or not whole.
var errNotBackup = errors.New("not a whole backup")

// unpack writes the files of a backup into a folder and proves them. Only the names given may be in it.
func unpack(ctx context.Context, backup io.Reader, dir string, may []string) (names []string, err error) {
	sums := map[string]string{}
	r := tar.NewReader(cancelled{ctx, backup})
	for {
		h, err := r.Next()
		if err == io.EOF {
			return nil, errNotBackup // before the sums
		}
		if err != nil {
			return nil, err
		}
		if h.Typeflag != tar.TypeReg || h.Name != FileName && h.Size > maxSmall {
			return nil, errNotBackup
		}
		if h.Name == sumsName {
			break
		}
		if !slices.Contains(may, h.Name) || sums[h.Name] != "" {
			return nil, errNotBackup
		}
		sum, err := writeSummed(filepath.Join(dir, h.Name), r)
		if err != nil {
			return nil, err
		}
		sums[h.Name], names = sum, append(names, h.Name)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	var want strings.Builder
	for _, n := range names {
		fmt.Fprintf(&want, "%s  %s\n", sums[n], n)
	}
	if string(b) != want.String() || !slices.Contains(names, FileName) {
		return nil, errNotBackup
	}
	return names, nil
}

func writeSummed(path string, r io.Reader) (string, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(f, sum), r); err != nil {
		return "", errors.Join(err, f.Close())
	}
	if err := f.Sync(); err != nil {
		return "", errors.Join(err, f.Close())
	}
	return hex.EncodeToString(sum.Sum(nil)), f.Close()
}

func backupError(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &app.Error{Message: "The backup could not be written. Check that there is room on both disks: the vault is copied beside itself first.", Err: err}
}

func restoreError(err error) error {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, errNotBackup), errors.Is(err, tar.ErrHeader), errors.Is(err, io.ErrUnexpectedEOF):
		return &app.Error{Message: "That file is not a whole Anamnesis backup: it is something else, cut off or damaged. Nothing was restored. Try another backup.", Err: err}
	}
	return &app.Error{Message: "The backup could not be restored. Check that the disk has room and that the folder of --vault can be written to. Nothing was restored.", Err: err}
}
