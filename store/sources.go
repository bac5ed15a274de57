package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"anamnesis/app"
	"anamnesis/app/record"
)

// Sources lists the sources in the order in which they were added.
func (s *Store) Sources(ctx context.Context) ([]record.Source, error) {
	var out []record.Source
	err := s.each(ctx, func(rows *sql.Rows) error {
		var src record.Source
		var kind string
		var added int64
		if err := rows.Scan(&src.Name, &kind, &src.URL, &src.FHIRVersion, &added); err != nil {
			return err
		}
		src.Kind, src.Added = record.SourceKind(kind), time.UnixMilli(added).UTC()
		out = append(out, src)
		return nil
	}, `SELECT name, kind, url, fhir_version, added FROM source ORDER BY added, rowid`)
	return out, err
}

// AddSource adds a source, or changes the address and version of the one of that name.
func (s *Store) AddSource(ctx context.Context, src record.Source) error {
	_, err := s.write.ExecContext(ctx, `INSERT INTO source (name, kind, url, fhir_version, added) VALUES (?,?,?,?,?)
		ON CONFLICT (name) DO UPDATE SET kind=excluded.kind, url=excluded.url, fhir_version=excluded.fhir_version`,
		src.Name, string(src.Kind), src.URL, src.FHIRVersion, src.Added.UnixMilli())
	if err != nil {
		return saveError(err)
	}
	return nil
}

// RemoveSource forgets a source with everything that came from it.
func (s *Store) RemoveSource(ctx context.Context, name string) error {
	err := inTx(ctx, s.write, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, `DELETE FROM source WHERE name=?`, name)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			if err == nil {
				err = &app.Error{Message: fmt.Sprintf("There is no source named %q. `anamnesis source list` shows those there are.", name)}
			}
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM person_link WHERE source=?`, name); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM review WHERE source_a=?1 OR source_b=?1`, name); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM person WHERE id NOT IN (SELECT person FROM person_link)`)
		return err
	})
	return err
}

// SaveStates records completeness that no page proves: a source that was asked and does not know the person.
func (s *Store) SaveStates(ctx context.Context, states []record.TypeState) error {
	_, err := s.SavePage(ctx, record.Page{States: states})
	return err
}

// States returns what is known about the completeness of each type of the patients.
func (s *Store) States(ctx context.Context, patients []record.Ref) ([]record.TypeState, error) {
	var out []record.TypeState
	for _, p := range patients {
		err := s.each(ctx, func(rows *sql.Rows) error {
			t := record.TypeState{Source: p.Source, Patient: p.ID}
			var state string
			var asOf int64
			if err := rows.Scan(&t.Type, &state, &t.Received, &asOf, &t.Error); err != nil {
				return err
			}
			t.State, t.AsOf = record.Completeness(state), fromUnix(asOf)
			out = append(out, t)
			return nil
		}, `SELECT type, state, received, as_of, error FROM type_state WHERE source=? AND patient=? ORDER BY type`, p.Source, p.ID)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Cursors returns the unfinished gatherings of a patient on a source.
func (s *Store) Cursors(ctx context.Context, source, patient string) ([]record.Cursor, error) {
	var out []record.Cursor
	err := s.each(ctx, func(rows *sql.Rows) error {
		c := record.Cursor{Source: source, Patient: patient}
		var since int64
		if err := rows.Scan(&c.Type, &c.Next, &c.Seen, &since); err != nil {
			return err
		}
		c.Since = fromUnix(since)
		out = append(out, c)
		return nil
	}, `SELECT type, next, seen, since FROM cursor WHERE source=? AND patient=? ORDER BY type`, source, patient)
	return out, err
}

// IDs returns the ids of one type that the cache holds of a patient and that the source has not deleted. An empty patient
// asks for what belongs to no patient.
func (s *Store) IDs(ctx context.Context, source, patient, typ string) ([]string, error) {
	var out []string
	var of any
	if patient != "" {
		of = patient
	}
	err := s.each(ctx, func(rows *sql.Rows) error {
		var id string
		if err := rows.Scan(&id); err != nil {
			return err
		}
		out = append(out, id)
		return nil
	}, `SELECT id FROM resource WHERE source=? AND patient IS ? AND type=? AND deleted=0 ORDER BY id`, source, of, typ)
	return out, err
}

// SourceCounts returns how many patients and resources each source has in the cache.
func (s *Store) SourceCounts(ctx context.Context) (map[string][2]int, error) {
	out := map[string][2]int{}
	err := s.each(ctx, func(rows *sql.Rows) error {
		var name string
		var n [2]int
		if err := rows.Scan(&name, &n[0], &n[1]); err != nil {
			return err
		}
		out[name] = n
		return nil
	}, `SELECT source, sum(type='Patient'), count(*) FROM resource GROUP BY source`)
	return out, err
}
