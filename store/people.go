package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"anamnesis/app/record"
)

// People returns the people with their links, ordered by id.
func (s *Store) People(ctx context.Context) ([]record.Person, error) {
	var out []record.Person
	err := s.each(ctx, func(rows *sql.Rows) error {
		var id, why string
		l := record.PersonLink{Patient: record.Ref{Type: "Patient"}}
		if err := rows.Scan(&id, &l.Patient.Source, &l.Patient.ID, &l.Score, &l.Decision, &why); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(why), &l.Why); err != nil {
			return err
		}
		if n := len(out); n == 0 || out[n-1].ID != id {
			out = append(out, record.Person{ID: id})
		}
		p := &out[len(out)-1]
		p.Links = append(p.Links, l)
		return nil
	}, `SELECT person, source, patient, score, decision, why FROM person_link ORDER BY person, source, patient`)
	return out, err
}

// Reviews returns the pairs of records that await a decision.
func (s *Store) Reviews(ctx context.Context) ([]record.Review, error) {
	var out []record.Review
	err := s.each(ctx, func(rows *sql.Rows) error {
		r := record.Review{A: record.Ref{Type: "Patient"}, B: record.Ref{Type: "Patient"}}
		var why string
		if err := rows.Scan(&r.A.Source, &r.A.ID, &r.B.Source, &r.B.ID, &r.Score, &why); err != nil {
			return err
		}
		out = append(out, r)
		return json.Unmarshal([]byte(why), &out[len(out)-1].Why)
	}, `SELECT source_a, patient_a, source_b, patient_b, score, why FROM review ORDER BY 1, 2, 3, 4`)
	return out, err
}

// SavePeople replaces all people, their links and the pairs to review.
func (s *Store) SavePeople(ctx context.Context, people []record.Person, reviews []record.Review) error {
	err := inTx(ctx, s.write, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM person`); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM review`); err != nil {
			return err
		}
		for _, r := range reviews {
			why, err := json.Marshal(r.Why)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO review (source_a, patient_a, source_b, patient_b, score, why) VALUES (?,?,?,?,?,?)`,
				r.A.Source, r.A.ID, r.B.Source, r.B.ID, r.Score, string(why)); err != nil {
				return err
			}
		}
		for _, p := range people {
			if _, err := tx.ExecContext(ctx, `INSERT INTO person (id) VALUES (?)`, p.ID); err != nil {
				return err
			}
			for _, l := range p.Links {
				why, err := json.Marshal(l.Why)
				if err != nil {
					return err
				}
				if _, err := tx.ExecContext(ctx, `INSERT INTO person_link (person, source, patient, score, decision, why) VALUES (?,?,?,?,?,?)`,
					p.ID, l.Patient.Source, l.Patient.ID, l.Score, l.Decision, string(why)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return saveError(err)
	}
	return nil
}

// Decisions returns the clinicians' decisions, oldest first.
func (s *Store) Decisions(ctx context.Context) ([]record.Decision, error) {
	var out []record.Decision
	bodies, err := s.bodies(ctx, `SELECT body FROM decision ORDER BY at, id`)
	if err != nil {
		return nil, err
	}
	for _, b := range bodies {
		var d record.Decision
		if err := decMode.Unmarshal(b, &d); err != nil {
			return nil, readError(err)
		}
		out = append(out, d)
	}
	return out, nil
}

// SaveDecision adds a decision, or replaces the one of that id (when it is undone).
func (s *Store) SaveDecision(ctx context.Context, d record.Decision) error {
	body, err := encMode.Marshal(d)
	if err != nil {
		return saveError(err)
	}
	if _, err := s.write.ExecContext(ctx, `INSERT OR REPLACE INTO decision (id, at, body) VALUES (?,?,?)`, d.ID, d.At.UnixMilli(), body); err != nil {
		return saveError(err)
	}
	return nil
}

// Looked returns when the profile last opened the person; zero for never.
func (s *Store) Looked(ctx context.Context, person, profile string) (time.Time, error) {
	var at int64
	err := s.each(ctx, func(rows *sql.Rows) error { return rows.Scan(&at) },
		`SELECT at FROM looked WHERE person=? AND profile=?`, person, profile)
	return fromUnix(at), err
}

// SetLooked records that the profile opened the person.
func (s *Store) SetLooked(ctx context.Context, person, profile string, at time.Time) error {
	if _, err := s.write.ExecContext(ctx, `INSERT OR REPLACE INTO looked (person, profile, at) VALUES (?,?,?)`, person, profile, unix(at)); err != nil {
		return saveError(err)
	}
	return nil
}
