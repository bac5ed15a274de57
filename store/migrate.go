package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	"anamnesis/app"
)

// A migration brings a file from the version before to the version that is its place in the list, in one transaction with
// its record (PRAGMA user_version). It is never edited once it has been released.
type migration struct {
	sql  string
	fill func(ctx context.Context, tx *sql.Tx, s seals) error // what SQL cannot do; nil for nothing
}

var migrations = []migration{
	{sql: schema1},
	{sql: schema2, fill: sealAll},
}

// schemaVersion returns the version of the file, 0 for a new one.
func schemaVersion(ctx context.Context, q interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}) (v int, err error) {
	return v, q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&v)
}

// migrate brings the file to the present schema. A file of an older one is first copied beside itself, through the same
// file system, and the copy is removed when all is done.
func migrate(ctx context.Context, db *sql.DB, path string, s seals) error {
	have, err := schemaVersion(ctx, db)
	if err != nil {
		return unreadable(err)
	}
	if have > len(migrations) {
		return &app.Error{Message: fmt.Sprintf("This vault was written by a newer Anamnesis (its schema is %d, this program knows %d). "+
			"Nothing was changed. Install the newer program to open it.", have, len(migrations))}
	}
	if have == len(migrations) {
		return nil
	}
	if have > 0 {
		copied := fmt.Sprintf("%s.schema%d", path, have)
		if err := copyTo(ctx, db, copied); err != nil {
			return migrateError(have, have+1, err)
		}
		defer func() {
			if err == nil {
				_ = os.Remove(copied) // what stays is found and replaced by the next migration
			}
		}()
	}
	for v := have; v < len(migrations); v++ {
		if err = inTx(ctx, db, func(tx *sql.Tx) error { return step(ctx, tx, v, s) }); err != nil {
			return migrateError(v, v+1, err)
		}
	}
	return nil
}

// step carries out the migration after version v, unless another process did.
func step(ctx context.Context, tx *sql.Tx, v int, s seals) error {
	if now, err := schemaVersion(ctx, tx); err != nil || now > v {
		return err
	}
	m := migrations[v]
	if _, err := tx.ExecContext(ctx, m.sql); err != nil {
		return err
	}
	if m.fill != nil {
		if err := m.fill(ctx, tx, s); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", v+1))
	return err
}

// copyTo writes a compact copy of the whole database, through the same virtual file system, to a new file.
func copyTo(ctx context.Context, db *sql.DB, path string) error {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return err
	}
	return os.Chmod(path, 0o600)
}

func migrateError(from, to int, err error) error {
	return &app.Error{Message: fmt.Sprintf("The vault could not be brought from schema %d to %d; it was left as it was. "+
		"Check that the disk has room and that the folder can be written to.", from, to), Err: err}
}
