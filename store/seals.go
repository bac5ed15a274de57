package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"hash"

	"anamnesis/app"
	"anamnesis/app/record"
)

// Keys are the secrets under which rows are kept. They are not those of the encryption, which only the file system knows.
type Keys struct {
	Resources []byte // of resources and facts
	Audit     []byte // of the head of the audit log
}

// seals compute the code that is kept beside each row: HMAC-SHA-256 under a key, or the SHA-256 of the same bytes where
// the vault has no key, which finds damage and not intent.
type seals struct{ key []byte }

func (s seals) over(kind string) *coder {
	c := &coder{h: sha256.New()}
	if len(s.key) > 0 {
		c.h = hmac.New(sha256.New, s.key)
	}
	return c.text(kind)
}

// coder hashes fields so that no two lists of fields give the same bytes: each is preceded by its length.
type coder struct {
	h   hash.Hash
	len [8]byte
}

func (c *coder) bytes(b []byte) *coder {
	c.number(int64(len(b)))
	c.h.Write(b)
	return c
}

func (c *coder) text(s string) *coder { return c.bytes([]byte(s)) }

func (c *coder) number(n int64) *coder {
	binary.BigEndian.PutUint64(c.len[:], uint64(n))
	c.h.Write(c.len[:])
	return c
}

func (c *coder) ref(r record.Ref) *coder { return c.text(r.Source).text(r.Type).text(r.ID) }

func (c *coder) sum() []byte { return c.h.Sum(nil) }

// resourceRow is a row of the table resource, less what may change without the source's doing (when it arrived).
type resourceRow struct {
	ref                                        record.Ref
	patient                                    sql.NullString
	fhirVersion, version, lastUpdated, account string
	subsetted, deleted                         bool
	raw                                        []byte
	mac                                        []byte // as it is kept
}

const resourceColumns = `source, type, id, patient, fhir_version, version, last_updated, account, subsetted, deleted, raw, mac`

func (r *resourceRow) targets() []any {
	return []any{&r.ref.Source, &r.ref.Type, &r.ref.ID, &r.patient, &r.fhirVersion, &r.version, &r.lastUpdated, &r.account,
		&r.subsetted, &r.deleted, &r.raw, &r.mac}
}

func (s seals) resource(r *resourceRow) []byte {
	flags := int64(0)
	for i, f := range []bool{r.patient.Valid, r.subsetted, r.deleted} {
		if f {
			flags |= 1 << i
		}
	}
	return s.over("resource").ref(r.ref).text(r.patient.String).text(r.fhirVersion).text(r.version).text(r.lastUpdated).
		text(r.account).number(flags).bytes(r.raw).sum()
}

func (s seals) fact(of record.Ref, part int, body []byte) []byte {
	return s.over("fact").ref(of).number(int64(part)).bytes(body).sum()
}

func (s seals) older(of record.Ref, version, lastUpdated string, raw []byte) []byte {
	return s.over("older").ref(of).text(version).text(lastUpdated).bytes(raw).sum()
}

// check is the code by which a vault knows its key again.
func (s seals) check() []byte { return s.over("vault").sum() }

// whole reports whether a row's code fits it.
func whole(kept, now []byte) bool { return hmac.Equal(kept, now) }

// sealAll computes the code of every row.
func sealAll(ctx context.Context, tx *sql.Tx, s seals) error {
	if err := sealEach(ctx, tx, `SELECT key, `+resourceColumns+` FROM resource WHERE key > ? ORDER BY key LIMIT 200`,
		`UPDATE resource SET mac=? WHERE key=?`, func(rows *sql.Rows) (key int64, update []any, err error) {
			var r resourceRow
			err = rows.Scan(append([]any{&key}, r.targets()...)...)
			return key, []any{s.resource(&r), key}, err
		}); err != nil {
		return err
	}
	if err := sealEach(ctx, tx, `SELECT o.rowid, r.source, r.type, r.id, o.version, o.last_updated, o.raw FROM older o
		JOIN resource r ON r.key=o.resource WHERE o.rowid > ? ORDER BY o.rowid LIMIT 200`,
		`UPDATE older SET mac=? WHERE rowid=?`, func(rows *sql.Rows) (key int64, update []any, err error) {
			var ref record.Ref
			var version, updated string
			var raw []byte
			err = rows.Scan(&key, &ref.Source, &ref.Type, &ref.ID, &version, &updated, &raw)
			return key, []any{s.older(ref, version, updated, raw), key}, err
		}); err != nil {
		return err
	}
	// All facts of a resource share its key: the limit is of resources, so that none is cut between two batches.
	if err := sealEach(ctx, tx, `SELECT r.key, r.source, r.type, r.id, f.part, f.body FROM fact f JOIN resource r ON r.key=f.resource
		WHERE r.key IN (SELECT DISTINCT resource FROM fact WHERE resource > ? ORDER BY resource LIMIT 200) ORDER BY r.key`,
		`UPDATE fact SET mac=? WHERE resource=? AND part=?`, func(rows *sql.Rows) (key int64, update []any, err error) {
			var ref record.Ref
			var part int
			var body []byte
			err = rows.Scan(&key, &ref.Source, &ref.Type, &ref.ID, &part, &body)
			return key, []any{s.fact(ref, part, body), key, part}, err
		}); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO vault (name, value) VALUES ('key', ?)`, s.check())
	return err
}

// sealEach reads rows in batches, each beginning after the greatest key of the one before, and updates each.
func sealEach(ctx context.Context, tx *sql.Tx, query, change string, code func(*sql.Rows) (int64, []any, error)) error {
	stmt, err := tx.PrepareContext(ctx, change)
	if err != nil {
		return err
	}
	defer stmt.Close()
	batch := func(after int64) (last int64, updates [][]any, err error) {
		rows, err := tx.QueryContext(ctx, query, after)
		if err != nil {
			return 0, nil, err
		}
		defer rows.Close()
		for rows.Next() {
			key, update, err := code(rows)
			if err != nil {
				return 0, nil, err
			}
			last, updates = key, append(updates, update)
		}
		return last, updates, rows.Err()
	}
	for after := int64(-1); ; {
		last, updates, err := batch(after)
		if err != nil || len(updates) == 0 {
			return err
		}
		for _, u := range updates {
			if _, err := stmt.ExecContext(ctx, u...); err != nil {
				return err
			}
		}
		after = last
	}
}

// knowKey compares the key with the vault's. A vault that was kept without a key takes the first that it is given.
func knowKey(ctx context.Context, db *sql.DB, s seals) error {
	var kept []byte
	if err := db.QueryRowContext(ctx, `SELECT value FROM vault WHERE name='key'`).Scan(&kept); err != nil {
		return unreadable(err)
	}
	switch {
	case whole(kept, s.check()):
		return nil
	case whole(kept, seals{}.check()):
		if err := inTx(ctx, db, func(tx *sql.Tx) error { return sealAll(ctx, tx, s) }); err != nil {
			return saveError(err)
		}
		return nil
	}
	return &app.Error{Message: "The cache was written with another key than the one of this vault. Nothing was changed. " +
		"Put the cache and the key file of one backup back together."}
}
