package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"anamnesis/app"
	"anamnesis/store/sealed"
)

// FileName is the cache inside the vault folder.
const FileName = "anamnesis.db"

// Options say how to open a vault.
type Options struct {
	// Dir is the vault folder; it is made with mode 0700 when it is not there.
	Dir string
	// VFS names the SQLite virtual file system that the cache is read and written through; "" is the platform's own. It
	// is the seam for the encrypting one.
	VFS string
	// Keys are the secrets of the codes kept beside rows. Without them damage is found all the same, intent is not.
	Keys *Keys
	// KeyFiles name the files in Dir that open the vault; a backup takes them along.
	KeyFiles []string
}

// Store is an open cache. It is safe for concurrent use: writes go one at a time through one connection, reads through a
// pool of their own.
type Store struct {
	write *sql.DB
	read  *sql.DB
	path  string
	seals seals
	head  headFile

	keyFiles []string
}

// Exists reports whether the folder holds a vault.
func Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, FileName))
	return err == nil
}

// Open opens the cache in the vault folder, making both when they are not there, and brings its schema up to date.
func Open(ctx context.Context, opt Options) (*Store, error) {
	if err := os.MkdirAll(opt.Dir, 0o700); err != nil {
		return nil, folderError(err)
	}
	path := filepath.Join(opt.Dir, FileName)
	s := &Store{path: path, keyFiles: opt.KeyFiles, head: headFile{path: filepath.Join(opt.Dir, HeadName)}}
	if opt.Keys != nil {
		s.seals.key, s.head.key = bytes.Clone(opt.Keys.Resources), bytes.Clone(opt.Keys.Audit)
	}
	var err error
	if s.write, err = sql.Open("sqlite", dsn(path, opt.VFS, "rwc")); err != nil {
		return nil, unreadable(err)
	}
	s.write.SetMaxOpenConns(1)
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(err, s.write.Close())
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(folderError(err), s.write.Close())
	}
	if s.read, err = sql.Open("sqlite", dsn(path, opt.VFS, "ro")); err != nil {
		return nil, errors.Join(unreadable(err), s.write.Close())
	}
	s.read.SetMaxOpenConns(4)
	return s, nil
}

// prepare brings the schema up to date and compares the keys.
func (s *Store) prepare(ctx context.Context) error {
	if err := migrate(ctx, s.write, s.path, s.seals); err != nil {
		return err
	}
	return knowKey(ctx, s.write, s.seals)
}

// Close ends all connections and overwrites the keys; the last connection folds the write-ahead log into the file.
func (s *Store) Close() error {
	err := errors.Join(s.read.Close(), s.write.Close())
	clear(s.seals.key)
	clear(s.head.key)
	return err
}

// dsn names the file with its pragmas, so that every connection of a pool has them. synchronous=FULL because a page that
// was reported saved must survive a power cut; temp_store=MEMORY because nothing may be written beside the vault.
func dsn(path, vfs, mode string) string {
	q := url.Values{}
	q.Set("mode", mode)
	q.Set("_txlock", "immediate")
	if vfs != "" {
		q.Set("vfs", vfs)
	}
	for _, p := range []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)",
		"temp_store(MEMORY)", "secure_delete(ON)", "cache_size(-16000)"} {
		if mode == "ro" && p == "journal_mode(WAL)" {
			continue
		}
		q.Add("_pragma", p)
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: q.Encode()}).String()
}

func inTx(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func folderError(err error) error {
	msg := "The vault folder cannot be used. Name another one with --vault."
	if errors.Is(err, fs.ErrPermission) {
		msg = "The vault folder cannot be written to. Give yourself the right to write there, or name another one with --vault."
	}
	return &app.Error{Message: msg, Err: err}
}

func unreadable(err error) error {
	if known := sealed.Explain(err); errors.As(known, new(sealed.Problem)) {
		return &app.Error{Message: known.Error(), Err: known}
	}
	return &app.Error{Message: "The cache in the vault cannot be read: it is damaged, in use by a program that does not share it, " +
		"or not an Anamnesis vault. Nothing was changed.", Err: err}
}
