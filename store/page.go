package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"strconv"
	"time"

	"anamnesis/app"
	"anamnesis/app/record"
)

// SavePage saves what one answer brought, the completeness it proves and the place after it, in one transaction.
func (s *Store) SavePage(ctx context.Context, p record.Page) (record.Saved, error) {
	var saved record.Saved
	err := inTx(ctx, s.write, func(tx *sql.Tx) error {
		w, err := newPageWriter(ctx, tx, p.At, s.seals)
		if err != nil {
			return err
		}
		defer w.close()
		for i := range p.Resources {
			one, err := w.save(ctx, &p.Resources[i])
			if err != nil {
				return err
			}
			saved = saved.Add(one)
		}
		for _, t := range p.States {
			if _, err := tx.ExecContext(ctx, `INSERT INTO type_state (source, patient, type, state, received, as_of, error)
				VALUES (?,?,?,?,?,?,?) ON CONFLICT (source, patient, type) DO UPDATE SET
				state=excluded.state, received=excluded.received, as_of=excluded.as_of, error=excluded.error`,
				t.Source, t.Patient, t.Type, string(t.State), t.Received, unix(t.AsOf), t.Error); err != nil {
				return err
			}
		}
		return saveCursor(ctx, tx, p.Cursor)
	})
	if err != nil {
		return record.Saved{}, saveError(err)
	}
	return saved, nil
}

func saveCursor(ctx context.Context, tx *sql.Tx, c *record.Cursor) error {
	if c == nil {
		return nil
	}
	if c.Next == "" {
		_, err := tx.ExecContext(ctx, `DELETE FROM cursor WHERE source=? AND patient=? AND type=?`, c.Source, c.Patient, c.Type)
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO cursor (source, patient, type, next, seen, since) VALUES (?,?,?,?,?,?)`,
		c.Source, c.Patient, c.Type, c.Next, c.Seen, unix(c.Since))
	return err
}

// pageWriter holds the prepared statements of one transaction.
type pageWriter struct {
	at                                                     int64
	seals                                                  seals
	find, insert, update, keep, gone                       *sql.Stmt
	dropFacts, dropAbout, dropCoding, fact, about, codings *sql.Stmt
	all                                                    []*sql.Stmt
}

func newPageWriter(ctx context.Context, tx *sql.Tx, at time.Time, s seals) (*pageWriter, error) {
	w := &pageWriter{at: at.UnixMilli(), seals: s}
	for _, p := range []struct {
		stmt **sql.Stmt
		sql  string
	}{
		{&w.find, `SELECT key, ` + resourceColumns + ` FROM resource WHERE source=? AND type=? AND id=?`},
		{&w.insert, `INSERT INTO resource (source, type, id, patient, fhir_version, version, last_updated, account, subsetted, deleted, raw, mac, arrived)
			VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`},
		{&w.update, `UPDATE resource SET patient=?, fhir_version=?, version=?, last_updated=?, account=?, subsetted=?, deleted=?, raw=?, mac=?, arrived=? WHERE key=?`},
		{&w.keep, `INSERT INTO older (resource, version, last_updated, arrived, patient, raw, mac) SELECT key, version, last_updated, arrived, patient, raw, ? FROM resource WHERE key=?`},
		{&w.gone, `UPDATE resource SET deleted=?, mac=?, arrived=? WHERE key=?`},
		{&w.dropFacts, `DELETE FROM fact WHERE resource=?`},
		{&w.dropAbout, `DELETE FROM about WHERE resource=?`},
		{&w.dropCoding, `DELETE FROM coding WHERE resource=?`},
		{&w.fact, `INSERT INTO fact (resource, part, converter, body, mac) VALUES (?,?,?,?,?)`},
		{&w.about, `INSERT INTO about (resource, source, type, id) VALUES (?,?,?,?)`},
		{&w.codings, `INSERT INTO coding (resource, system_a, code_a, system_b, code_b) VALUES (?,?,?,?,?)`},
	} {
		stmt, err := tx.PrepareContext(ctx, p.sql)
		if err != nil {
			w.close()
			return nil, err
		}
		*p.stmt = stmt
		w.all = append(w.all, stmt)
	}
	return w, nil
}

func (w *pageWriter) close() {
	for _, s := range w.all {
		s.Close() // the transaction ends them in any case
	}
}

// held is what the cache has of a resource.
type held struct {
	key int64
	resourceRow
	damaged bool // what arrives next replaces it, whatever its version
}

func (w *pageWriter) held(ctx context.Context, ref record.Ref) (*held, error) {
	h := &held{}
	err := w.find.QueryRowContext(ctx, ref.Source, ref.Type, ref.ID).Scan(append([]any{&h.key}, h.targets()...)...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	h.damaged = !whole(h.mac, w.seals.resource(&h.resourceRow))
	return h, nil
}

func (w *pageWriter) save(ctx context.Context, r *record.Resource) (record.Saved, error) {
	saved := record.Saved{Received: 1}
	h, err := w.held(ctx, r.Ref)
	if err != nil {
		return saved, err
	}
	if r.Deleted {
		saved.Received = 0
		if h == nil || h.deleted {
			return saved, nil
		}
		saved.Deleted = 1
		return saved, w.setDeleted(ctx, h, true)
	}
	if len(r.Facts) == 0 {
		return saved, errors.New("a resource came without a fact")
	}
	main := &r.Facts[0]
	if main.Account == record.AccountUnreadable {
		saved.Unreadable = 1
	}
	row := resourceRow{ref: r.Ref, patient: patientOf(r), fhirVersion: r.FHIRVersion, version: r.Version,
		lastUpdated: r.LastUpdated.Text, account: string(main.Account), subsetted: main.Subsetted, raw: r.Raw}
	if row.raw == nil {
		row.raw = []byte{}
	}
	switch {
	case h == nil:
		saved.New = 1
		res, err := w.insert.ExecContext(ctx, r.Ref.Source, r.Ref.Type, r.Ref.ID, row.patient, row.fhirVersion, row.version,
			row.lastUpdated, row.account, row.subsetted, false, row.raw, w.seals.resource(&row), w.at)
		if err != nil {
			return saved, err
		}
		key, err := res.LastInsertId()
		if err != nil {
			return saved, err
		}
		return saved, w.saveFacts(ctx, key, row.ref, r.Facts)
	case h.damaged || supersedes(r, main.Subsetted, h):
		saved.Changed = 1
		return saved, w.replace(ctx, h, &row, r.Facts)
	}
	saved.Unchanged = 1
	if h.deleted { // it came back as it was
		return saved, w.setDeleted(ctx, h, false)
	}
	return saved, nil
}

// replace puts the row in place of what is held, which is kept as an older version unless it is damaged.
func (w *pageWriter) replace(ctx context.Context, h *held, row *resourceRow, facts []record.Fact) error {
	if !h.damaged {
		if _, err := w.keep.ExecContext(ctx, w.seals.older(h.ref, h.version, h.lastUpdated, h.raw), h.key); err != nil {
			return err
		}
	}
	row.ref = h.ref // the source's name as it was first written
	if _, err := w.update.ExecContext(ctx, row.patient, row.fhirVersion, row.version, row.lastUpdated, row.account,
		row.subsetted, false, row.raw, w.seals.resource(row), w.at, h.key); err != nil {
		return err
	}
	for _, drop := range []*sql.Stmt{w.dropFacts, w.dropAbout, w.dropCoding} {
		if _, err := drop.ExecContext(ctx, h.key); err != nil {
			return err
		}
	}
	return w.saveFacts(ctx, h.key, row.ref, facts)
}

// setDeleted says of a resource whether its source still has it. One that is damaged stays so.
func (w *pageWriter) setDeleted(ctx context.Context, h *held, deleted bool) error {
	mac := h.mac
	if h.deleted = deleted; !h.damaged {
		mac = w.seals.resource(&h.resourceRow)
	}
	_, err := w.gone.ExecContext(ctx, deleted, mac, w.at, h.key)
	return err
}

func (w *pageWriter) saveFacts(ctx context.Context, key int64, of record.Ref, facts []record.Fact) error {
	for i := range facts {
		body, err := encodeFact(facts[i])
		if err != nil {
			return err
		}
		if _, err := w.fact.ExecContext(ctx, key, i, facts[i].Converter, body, w.seals.fact(of, i, body)); err != nil {
			return err
		}
		for _, a := range facts[i].About {
			if _, err := w.about.ExecContext(ctx, key, a.Source, a.Type, a.ID); err != nil {
				return err
			}
		}
	}
	for _, p := range codePairs(facts[0].Code) {
		if _, err := w.codings.ExecContext(ctx, key, p.a.System, p.a.Code, p.b.System, p.b.Code); err != nil {
			return err
		}
	}
	return nil
}

// patientOf returns the patient column: the subject's id, a Patient's own id, or nothing.
func patientOf(r *record.Resource) sql.NullString {
	switch {
	case r.Ref.Type == "Patient":
		return sql.NullString{String: r.Ref.ID, Valid: true}
	case r.Facts[0].Subject.Type == "Patient":
		return sql.NullString{String: r.Facts[0].Subject.ID, Valid: true}
	}
	return sql.NullString{}
}

// supersedes reports whether the resource replaces what is held: never with an older version, never a subset for a
// whole. Versions compare by the server's own numbering, else by its lastUpdated, never by our clock.
func supersedes(r *record.Resource, subsetted bool, h *held) bool {
	if subsetted && !h.subsetted {
		return false
	}
	if bytes.Equal(r.Raw, h.raw) {
		return false
	}
	if h.subsetted && !subsetted {
		return true
	}
	was := record.ParseTime(h.lastUpdated)
	if !r.LastUpdated.IsZero() && !was.IsZero() && !r.LastUpdated.At.Equal(was.At) {
		return r.LastUpdated.At.After(was.At)
	}
	if r.Version != "" && h.version != "" {
		a, errA := strconv.ParseUint(r.Version, 10, 64)
		b, errB := strconv.ParseUint(h.version, 10, 64)
		if errA == nil && errB == nil {
			return a > b
		}
		if r.Version == h.version {
			return false
		}
	}
	return true
}

type codePair struct{ a, b record.Code }

// codePairs lists the pairs of codes of different systems in one concept, each in one order.
func codePairs(c record.Concept) []codePair {
	var out []codePair
	for i, a := range c.Codes {
		for _, b := range c.Codes[i+1:] {
			if a.System == "" || b.System == "" || a.Code == "" || b.Code == "" || a.System == b.System {
				continue
			}
			if a.System > b.System {
				out = append(out, codePair{b, a})
			} else {
				out = append(out, codePair{a, b})
			}
		}
	}
	return out
}

func saveError(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &app.Error{Message: "What arrived could not be saved in the vault. Check that the disk has room and that the folder can be " +
		"written to; what was saved before is safe, and the rest is asked for again.", Err: err}
}

func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

func fromUnix(sec int64) time.Time {
	if sec == 0 {
		return time.Time{}
	}
	return time.Unix(sec, 0).UTC()
}
