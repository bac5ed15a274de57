package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"anamnesis/app"
	"anamnesis/app/record"
)

// ErasePerson forgets a person: everything in their patients' compartments with its older versions, the resources that
// only they reference, decisions about any of it, who looked, and whom the audit log means. The log's rows stay.
func (s *Store) ErasePerson(ctx context.Context, p record.Person, only []record.Ref) error {
	decisions, err := s.decisionsAbout(ctx, p, only)
	if err != nil {
		return err
	}
	err = inTx(ctx, s.write, func(tx *sql.Tx) error {
		for _, l := range p.Links {
			for _, change := range []string{
				`DELETE FROM older WHERE patient=?2 AND resource IN (SELECT key FROM resource WHERE source=?1)`,
				`DELETE FROM resource WHERE source=?1 AND patient=?2`,
				`DELETE FROM cursor WHERE source=?1 AND patient=?2`,
				`DELETE FROM type_state WHERE source=?1 AND patient=?2`,
				`DELETE FROM review WHERE source_a=?1 AND patient_a=?2 OR source_b=?1 AND patient_b=?2`,
			} {
				if _, err := tx.ExecContext(ctx, change, l.Patient.Source, l.Patient.ID); err != nil {
					return err
				}
			}
		}
		for _, r := range only {
			if _, err := tx.ExecContext(ctx, `DELETE FROM resource WHERE source=? AND type=? AND id=?`, r.Source, r.Type, r.ID); err != nil {
				return err
			}
		}
		for _, id := range decisions {
			if _, err := tx.ExecContext(ctx, `DELETE FROM decision WHERE id=?`, id); err != nil {
				return err
			}
		}
		for _, change := range []string{
			`DELETE FROM type_state WHERE patient='?'||?`,
			`DELETE FROM person WHERE id=?`, // and its links
			`DELETE FROM looked WHERE person=?`,
			`DELETE FROM audit_person WHERE person=?`,
		} {
			if _, err := tx.ExecContext(ctx, change, p.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return eraseError(err)
	}
	return nil
}

// decisionsAbout lists the decisions that name anything of the person.
func (s *Store) decisionsAbout(ctx context.Context, p record.Person, only []record.Ref) ([]string, error) {
	var refs []record.Ref
	for _, l := range p.Links {
		refs = append(refs, l.Patient)
	}
	arrived, err := s.Arrived(ctx, refs)
	if err != nil {
		return nil, err
	}
	all, err := s.Decisions(ctx)
	var out []string
	for _, d := range all {
		if slices.ContainsFunc(d.Facts, func(r record.Ref) bool {
			_, held := arrived[r]
			return held || slices.Contains(refs, r) || slices.Contains(only, r)
		}) {
			out = append(out, d.ID)
		}
	}
	return out, err
}

// EraseSource forgets a source with everything that came from it and the decisions that name any of it.
func (s *Store) EraseSource(ctx context.Context, name string) error {
	all, err := s.Decisions(ctx)
	if err != nil {
		return err
	}
	if err := s.RemoveSource(ctx, name); err != nil {
		return err
	}
	err = inTx(ctx, s.write, func(tx *sql.Tx) error {
		for _, d := range all {
			if slices.ContainsFunc(d.Facts, func(r record.Ref) bool { return r.Source == name }) {
				if _, err := tx.ExecContext(ctx, `DELETE FROM decision WHERE id=?`, d.ID); err != nil {
					return err
				}
			}
		}
		for _, change := range []string{
			`DELETE FROM looked WHERE person NOT IN (SELECT id FROM person)`,
			`DELETE FROM audit_person WHERE person NOT IN (SELECT id FROM person)`,
		} {
			if _, err := tx.ExecContext(ctx, change); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return eraseError(err)
	}
	return nil
}

// scrubWait is how long the log may be in use by others before its scrubbing is given up.
const scrubWait = 5 * time.Second

// maxVacuum is the size up to which a cache is written anew, in bytes: SQLite holds the new one in memory, for nothing may
// be written beside the vault.
var maxVacuum int64 = 256 << 20

// Scrub leaves nothing of what was erased in the file or its log. What was deleted was overwritten with zeros at once
// (secure_delete); here the log is folded in and cut to nothing, and a cache that is not too large gives its room back.
func (s *Store) Scrub(ctx context.Context) error {
	var size int64
	if err := s.write.QueryRowContext(ctx, `SELECT page_count*page_size FROM pragma_page_count, pragma_page_size`).Scan(&size); err != nil {
		return eraseError(err)
	}
	if size <= maxVacuum {
		if _, err := s.write.ExecContext(ctx, `VACUUM`); err != nil {
			return eraseError(err)
		}
	}
	for until := time.Now().Add(scrubWait); ; {
		var busy, frames, done int
		if err := s.write.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &frames, &done); err != nil {
			return eraseError(err)
		}
		if busy == 0 {
			return nil
		}
		if time.Now().After(until) {
			return &app.Error{Message: "That was erased, but another window or command still reads the vault, so traces stay in its log until all have closed it. Close them and erase again."}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// EraseVault removes a closed vault: first whatever destroys its key, which makes the rest unreadable wherever copies of
// the blocks remain, then every file of it, then the folder when nothing else is in it.
func EraseVault(dir string, destroyKey func() error) error {
	if !Exists(dir) && destroyKey == nil {
		return &app.Error{Message: "There is no vault in that folder. Name the one that you mean with --vault."}
	}
	if destroyKey != nil {
		if err := destroyKey(); err != nil {
			return eraseError(err)
		}
	}
	files, err := vaultFiles(dir)
	if err != nil {
		return eraseError(err)
	}
	for _, f := range files {
		if err := os.Remove(f); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return eraseError(err)
		}
	}
	if left, err := os.ReadDir(dir); err == nil && len(left) == 0 {
		_ = os.Remove(dir) // the vault is gone whether its folder is or not
	}
	return nil
}

// vaultFiles lists what this package writes into a vault folder: the cache with its log, copies of either that a stopped
// migration or backup left, and the head of the audit log.
func vaultFiles(dir string) ([]string, error) {
	var out []string
	for _, pattern := range []string{FileName, FileName + "-*", FileName + ".*", HeadName, "." + HeadName + "-*"} {
		found, err := filepath.Glob(filepath.Join(escapeGlob(dir), pattern))
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

func escapeGlob(dir string) string {
	var b []rune
	for _, r := range dir {
		if (r == '*' || r == '?' || r == '[' || r == '\\') && r != filepath.Separator {
			b = append(b, '[', r, ']')
			continue
		}
		b = append(b, r)
	}
	return string(b)
}

func eraseError(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var e *app.Error
	if errors.As(err, &e) {
		return err
	}
	return &app.Error{Message: "It could not be erased whole. Check that no other program uses the vault and that the folder can be written to, and erase again.", Err: err}
}
