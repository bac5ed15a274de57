package sealed

import (
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// A Problem is a sentence for the clinician: what is wrong, and what to do. Compare with errors.Is.
type Problem string

// Error returns the sentence.
func (p Problem) Error() string { return string(p) }

// What can be wrong with a sealed database.
const (
	// ErrWrongKey: the first page does not open, and no other either.
	ErrWrongKey Problem = "The cache does not open with the key of this vault: the key file belongs to another vault, or " +
		"the cache is not an Anamnesis cache, or its beginning is damaged. Nothing was changed. Put the cache and the key " +
		"file of one backup back together."
	// ErrDamaged: a page is not what was written.
	ErrDamaged Problem = "The cache is damaged on the disk: a part of it is not what was written. Nothing false is shown. " +
		"Run doctor to see what is affected, or restore a backup."
)

// Explain makes of an error of the database driver that says ErrWrongKey or ErrDamaged one that is shown as such, and
// returns any other error as it is.
func Explain(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch {
	case e.Code() == sqlite3.SQLITE_NOTADB:
		return &explained{ErrWrongKey, err}
	case e.Code() == sqlite3.SQLITE_IOERR_DATA, e.Code()&0xff == sqlite3.SQLITE_CORRUPT:
		return &explained{ErrDamaged, err}
	}
	return err
}

// explained shows the problem and keeps the cause for the log.
type explained struct {
	Problem
	cause error
}

func (e *explained) Unwrap() []error { return []error{e.Problem, e.cause} }
