package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"anamnesis/app"
)

// link is a row of the table audit.
type link struct {
	app.AuditRow
	at             int64
	previous, hash []byte
}

// sum is the hash of the row: over its content and the hash of the row before.
func (l *link) sum() []byte {
	return seals{}.over("audit").number(l.Sequence).number(l.at).text(l.Profile).text(string(l.Action)).text(l.Person).
		text(l.Source).text(l.View).text(l.Reason).text(l.Detail).bytes(l.previous).sum()
}

// chainStart is the hash before the first row.
var chainStart = make([]byte, sha256.Size)

// Audit appends a row to the audit log. The event names a person by id; the row names them by a random id of the log's.
func (s *Store) Audit(ctx context.Context, e app.AuditEvent) error {
	l := link{AuditRow: app.AuditRow{AuditEvent: e}, at: e.At.UnixMilli(), previous: chainStart}
	var sound bool
	err := inTx(ctx, s.write, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1`).Scan(&l.Sequence, &l.previous)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if sound, err = s.headFits(ctx, tx, l.Sequence); err != nil {
			return err
		}
		l.Sequence++
		if l.Person, err = auditID(ctx, tx, e.Person); err != nil {
			return err
		}
		l.hash = l.sum()
		_, err = tx.ExecContext(ctx, `INSERT INTO audit (sequence, at, profile, action, person, source, view, reason, detail, previous, hash)
			VALUES (?,?,?,?,?,?,?,?,?,?,?)`, l.Sequence, l.at, l.Profile, string(l.Action), l.Person, l.Source, l.View, l.Reason, l.Detail,
			l.previous, l.hash)
		return err
	})
	if err == nil && sound { // a head that tells of a fault stays, and keeps telling
		err = s.head.write(l.Sequence, l.hash)
	}
	if err != nil {
		return auditError(err)
	}
	return nil
}

// headFits reports whether the head's file fits the chain of that length. It may lag behind, for a process may end between
// the two writes, and it may be missing where there is no row yet.
func (s *Store) headFits(ctx context.Context, tx *sql.Tx, length int64) (bool, error) {
	h, err := s.head.read()
	if err != nil {
		return false, err
	}
	if h == nil {
		return length == 0, nil
	}
	hash := chainStart
	if h.count > 0 {
		err = tx.QueryRowContext(ctx, `SELECT hash FROM audit WHERE sequence=?`, h.count).Scan(&hash)
		if errors.Is(err, sql.ErrNoRows) {
			return false, nil
		}
	}
	return err == nil && whole(h.mac, s.head.mac(h.count, hash)), err
}

// auditID returns the log's id of a person, a new one where they have none yet; "" for nobody.
func auditID(ctx context.Context, tx *sql.Tx, person string) (id string, err error) {
	if person == "" {
		return "", nil
	}
	err = tx.QueryRowContext(ctx, `SELECT id FROM audit_person WHERE person=?`, person).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	id = rand.Text()
	_, err = tx.ExecContext(ctx, `INSERT INTO audit_person (person, id) VALUES (?,?)`, person, id)
	return id, err
}

// AuditLog returns the rows of the log, oldest first.
func (s *Store) AuditLog(ctx context.Context) iter.Seq2[app.AuditRow, error] {
	return func(yield func(app.AuditRow, error) bool) {
		for l, err := range s.links(ctx) {
			if !yield(l.AuditRow, err) {
				return
			}
		}
	}
}

func (s *Store) links(ctx context.Context) iter.Seq2[link, error] {
	return func(yield func(link, error) bool) {
		rows, err := s.read.QueryContext(ctx, `SELECT a.sequence, a.at, a.profile, a.action, a.person, a.source, a.view, a.reason, a.detail,
			a.previous, a.hash, coalesce((SELECT i.id FROM person i JOIN audit_person p ON p.person=i.id WHERE p.id=a.person), '') FROM audit a ORDER BY a.sequence`)
		if err != nil {
			yield(link{}, readError(err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var l link
			var action string
			if err := rows.Scan(&l.Sequence, &l.at, &l.Profile, &action, &l.Person, &l.Source, &l.View, &l.Reason, &l.Detail,
				&l.previous, &l.hash, &l.InCache); err != nil {
				yield(l, readError(err))
				return
			}
			l.Action, l.At, l.Hash = app.AuditAction(action), time.UnixMilli(l.at).UTC(), fmt.Sprintf("%x", l.hash)
			if !yield(l, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(link{}, readError(err))
		}
	}
}

func auditError(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &app.Error{Message: "That could not be written to the audit log, so it was not done. Check that the disk has room and that " +
		"the vault folder can be written to.", Err: err}
}
