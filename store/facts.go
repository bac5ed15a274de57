package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/app/terms"
)

// Patients returns the fact of every Patient that its source still holds.
func (s *Store) Patients(ctx context.Context) ([]record.Fact, error) { return s.ofType(ctx, "Patient") }

// Appointments returns the fact of every Appointment that its source still holds, whoever it is for.
func (s *Store) Appointments(ctx context.Context) ([]record.Fact, error) {
	return s.ofType(ctx, "Appointment")
}

func (s *Store) ofType(ctx context.Context, typ string) ([]record.Fact, error) {
	var kept []keptFact
	err := s.each(ctx, func(rows *sql.Rows) error {
		var k keptFact
		err := k.scan(rows)
		kept = append(kept, k)
		return err
	}, factColumns+`WHERE r.type=? AND r.deleted=0 AND r.account<>'unreadable' AND f.part=0 ORDER BY r.source, r.id`, typ)
	if err != nil {
		return nil, err
	}
	return s.decodeFacts(ctx, kept)
}

// Counts returns the number of resources in each patient's compartment.
func (s *Store) Counts(ctx context.Context) (map[record.Ref]int, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT source, patient, count(*) FROM resource WHERE patient IS NOT NULL GROUP BY source, patient`)
	if err != nil {
		return nil, readError(err)
	}
	defer rows.Close()
	out := map[record.Ref]int{}
	for rows.Next() {
		ref := record.Ref{Type: "Patient"}
		var n int
		if err := rows.Scan(&ref.Source, &ref.ID, &n); err != nil {
			return nil, readError(err)
		}
		out[ref] = n
	}
	return out, readError(rows.Err())
}

// Facts returns the facts of the patients' compartments, of what these reference outside any compartment, and of what is
// about them without a subject of its own (Provenance); and which of the resources their source deleted.
func (s *Store) Facts(ctx context.Context, patients []record.Ref) ([]record.Fact, []record.Ref, error) {
	var kept []keptFact
	var deleted []record.Ref
	seen := map[record.Ref]bool{}
	add := func(query string, args ...any) error {
		rows, err := s.read.QueryContext(ctx, query, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var k keptFact
			if err := k.scan(rows); err != nil {
				return err
			}
			if k.part == 0 {
				if seen[k.ref] {
					continue
				}
				seen[k.ref] = true
				if k.deleted {
					deleted = append(deleted, k.ref)
				}
			}
			kept = append(kept, k)
		}
		return rows.Err()
	}
	for _, p := range patients {
		if err := add(factColumns+`WHERE r.source=? AND r.patient=?`, p.Source, p.ID); err != nil {
			return nil, nil, readError(err)
		}
		if err := add(factColumns+`WHERE r.patient IS NULL AND r.key IN (SELECT a.resource FROM about a
			JOIN resource t ON t.source=a.source AND t.type=a.type AND t.id=a.id WHERE t.source=? AND t.patient=?)`,
			p.Source, p.ID); err != nil {
			return nil, nil, readError(err)
		}
	}
	facts, err := s.decodeFacts(ctx, kept)
	if err != nil {
		return nil, nil, err
	}
	for from := 0; from < len(facts); {
		next := missing(facts[from:], seen)
		from = len(facts)
		kept = kept[:0]
		for _, ref := range next {
			if err := add(factColumns+`WHERE r.source=? AND r.type=? AND r.id=? AND r.patient IS NULL`, ref.Source, ref.Type, ref.ID); err != nil {
				return nil, nil, readError(err)
			}
		}
		more, err := s.decodeFacts(ctx, kept)
		if err != nil {
			return nil, nil, err
		}
		facts = append(facts, more...)
	}
	return facts, deleted, nil
}

// missing lists, once each, what the facts reference and seen does not hold yet, and marks it asked for.
func missing(facts []record.Fact, seen map[record.Ref]bool) []record.Ref {
	asked := map[record.Ref]bool{}
	var out []record.Ref
	want := func(r record.Ref) {
		if r.IsZero() || r.Type == "Patient" || seen[r] || asked[r] {
			return
		}
		asked[r] = true
		out = append(out, r)
	}
	for i := range facts {
		f := &facts[i]
		want(f.Encounter)
		for _, r := range f.Refs {
			want(r)
		}
		for _, r := range f.Results {
			want(r)
		}
		if f.Medication != nil {
			want(f.Medication.Product)
		}
		if f.Observation != nil {
			want(f.Observation.SpecimenRef)
		}
	}
	return out
}

// Arrived says when the present version of each resource in the patients' compartments was saved.
func (s *Store) Arrived(ctx context.Context, patients []record.Ref) (map[record.Ref]time.Time, error) {
	out := map[record.Ref]time.Time{}
	for _, p := range patients {
		err := s.each(ctx, func(rows *sql.Rows) error {
			var ref record.Ref
			var ms int64
			if err := rows.Scan(&ref.Source, &ref.Type, &ref.ID, &ms); err != nil {
				return err
			}
			out[ref] = time.UnixMilli(ms).UTC()
			return nil
		}, `SELECT source, type, id, arrived FROM resource WHERE source=? AND patient=?`, p.Source, p.ID)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Raw returns a resource byte for byte as it was received, without facts.
func (s *Store) Raw(ctx context.Context, ref record.Ref) (record.Resource, error) {
	row := resourceRow{}
	err := s.read.QueryRowContext(ctx, `SELECT `+resourceColumns+` FROM resource WHERE source=? AND type=? AND id=?`,
		ref.Source, ref.Type, ref.ID).Scan(row.targets()...)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return record.Resource{Ref: ref}, &app.Error{Message: "That resource is not in the cache.", Err: err}
	case err != nil:
		return record.Resource{Ref: ref}, readError(err)
	case !whole(row.mac, s.seals.resource(&row)):
		return record.Resource{Ref: ref}, &app.Error{Message: "That resource is damaged in the vault: it is not what was saved. " +
			"`anamnesis doctor --repair` has it gathered again."}
	}
	return record.Resource{Ref: ref, FHIRVersion: row.fhirVersion, Version: row.version, LastUpdated: record.ParseTime(row.lastUpdated),
		Deleted: row.deleted, Raw: row.raw}, nil
}

// Equivalences returns the pairs of codes that at least three records hold for one thing.
func (s *Store) Equivalences(ctx context.Context) (terms.Equivalences, error) {
	var out terms.Equivalences
	err := s.each(ctx, func(rows *sql.Rows) error {
		var e terms.Equivalence
		if err := rows.Scan(&e.SystemA, &e.CodeA, &e.SystemB, &e.CodeB, &e.Records); err != nil {
			return err
		}
		out = append(out, e)
		return nil
	}, `SELECT system_a, code_a, system_b, code_b, count(DISTINCT resource) AS n FROM coding
		GROUP BY 1, 2, 3, 4 HAVING n >= 3 ORDER BY 1, 2, 3, 4`)
	return out, err
}

// each runs do on every row of a query.
func (s *Store) each(ctx context.Context, do func(*sql.Rows) error, query string, args ...any) error {
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return readError(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows); err != nil {
			return readError(err)
		}
	}
	return readError(rows.Err())
}

func (s *Store) bodies(ctx context.Context, query string, args ...any) ([][]byte, error) {
	var out [][]byte
	return out, s.each(ctx, func(rows *sql.Rows) error {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return err
		}
		out = append(out, b)
		return nil
	}, query, args...)
}

func readError(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return unreadable(err)
}
