package store

import (
	"context"
	"database/sql"

	"anamnesis/app"
	"anamnesis/app/record"
)

// Repair marks every damaged resource so that what arrives next replaces it, forgets how complete the patient's types were
// on that source so that everything is asked for anew, and removes rows that belong to nothing. It returns how many
// resources it marked. Nothing that can still be read is lost.
func (s *Store) Repair(ctx context.Context) (int, error) {
	bad, err := s.damaged(ctx)
	if err != nil {
		return 0, err
	}
	if err := s.each(ctx, func(rows *sql.Rows) error {
		var key int64
		var r record.Ref
		err := rows.Scan(&key, &r.Source, &r.Type)
		bad.add(r.Source, r.Type, key)
		return err
	}, `SELECT key, source, type FROM resource WHERE NOT EXISTS (SELECT 1 FROM fact WHERE resource=key AND part=0)`); err != nil {
		return 0, err
	}
	err = inTx(ctx, s.write, func(tx *sql.Tx) error {
		for key := range bad.seen {
			for _, change := range []string{
				`UPDATE resource SET mac=x'' WHERE key=?`,
				`DELETE FROM type_state WHERE (source, patient) IN (SELECT source, patient FROM resource WHERE key=?)`,
				`DELETE FROM cursor WHERE (source, patient) IN (SELECT source, patient FROM resource WHERE key=?)`,
			} {
				if _, err := tx.ExecContext(ctx, change, key); err != nil {
					return err
				}
			}
			if err := s.dropDamagedVersions(ctx, tx, key); err != nil {
				return err
			}
		}
		for _, change := range []string{
			`DELETE FROM fact WHERE resource NOT IN (SELECT key FROM resource)`,
			`DELETE FROM older WHERE resource NOT IN (SELECT key FROM resource)`,
			`DELETE FROM about WHERE resource NOT IN (SELECT key FROM resource)`,
			`DELETE FROM coding WHERE resource NOT IN (SELECT key FROM resource)`,
			`DELETE FROM cursor WHERE source NOT IN (SELECT name FROM source)`,
			`DELETE FROM type_state WHERE source NOT IN (SELECT name FROM source)`,
			`DELETE FROM person_link WHERE person NOT IN (SELECT id FROM person)`,
		} {
			if _, err := tx.ExecContext(ctx, change); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, saveError(err)
	}
	return len(bad.seen), nil
}

// dropDamagedVersions removes the older versions of a resource that are not what was saved.
func (s *Store) dropDamagedVersions(ctx context.Context, tx *sql.Tx, key int64) error {
	rows, err := tx.QueryContext(ctx, `SELECT o.rowid, r.source, r.type, r.id, o.version, o.last_updated, o.raw, o.mac
		FROM older o JOIN resource r ON r.key=o.resource WHERE r.key=?`, key)
	if err != nil {
		return err
	}
	defer rows.Close()
	var drop []int64
	for rows.Next() {
		var row int64
		var ref record.Ref
		var version, updated string
		var raw, mac []byte
		if err := rows.Scan(&row, &ref.Source, &ref.Type, &ref.ID, &version, &updated, &raw, &mac); err != nil {
			return err
		}
		if !whole(mac, s.seals.older(ref, version, updated, raw)) {
			drop = append(drop, row)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, row := range drop {
		if _, err := tx.ExecContext(ctx, `DELETE FROM older WHERE rowid=?`, row); err != nil {
			return err
		}
	}
	return nil
}

var _ app.Store = (*Store)(nil)
