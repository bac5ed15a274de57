package store

import (
	"context"
	"database/sql"
	"runtime"

	"golang.org/x/sync/errgroup"

	"anamnesis/app/record"
)

// keptFact is a row of the table fact with what it belongs to.
type keptFact struct {
	ref     record.Ref
	patient sql.NullString // of the resource
	part    int
	deleted bool // the resource, at its source
	body    []byte
	mac     []byte
}

const factColumns = `SELECT r.source, r.type, r.id, r.patient, f.part, r.deleted, f.body, f.mac FROM resource r JOIN fact f ON f.resource=r.key `

func (k *keptFact) scan(rows *sql.Rows) error {
	return rows.Scan(&k.ref.Source, &k.ref.Type, &k.ref.ID, &k.patient, &k.part, &k.deleted, &k.body, &k.mac)
}

// decodeFacts decodes on all cores, keeping the order. A resource of which any fact is not what was saved is given as one
// unreadable fact: nothing false is shown of it, and the ledger still counts it.
func (s *Store) decodeFacts(ctx context.Context, kept []keptFact) ([]record.Fact, error) {
	out := make([]record.Fact, len(kept))
	bad := make([]bool, len(kept))
	g, _ := errgroup.WithContext(ctx)
	n := runtime.GOMAXPROCS(0)
	for w := range n {
		g.Go(func() error {
			for i := w; i < len(kept); i += n {
				k := &kept[i]
				f, err := decodeFact(k.body)
				out[i], bad[i] = f, err != nil || !whole(k.mac, s.seals.fact(k.ref, k.part, k.body))
			}
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	damaged := map[record.Ref]bool{}
	for i := range kept {
		if bad[i] {
			damaged[kept[i].ref] = true
		}
	}
	if len(damaged) == 0 {
		return out, nil
	}
	whole := out[:0]
	for i := range kept {
		switch k := &kept[i]; {
		case !damaged[k.ref]:
			whole = append(whole, out[i])
		case k.part == 0:
			whole = append(whole, k.unreadable())
		}
	}
	return whole, nil
}

// damagedWhy stands among the warnings of a resource that is damaged in the vault.
const damagedWhy = "damaged in the vault: `anamnesis doctor --repair` has it gathered again"

func (k *keptFact) unreadable() record.Fact {
	f := record.Fact{Ref: k.ref, Converter: record.ConverterVersion, Account: record.AccountUnreadable, Warnings: []string{damagedWhy}}
	if k.patient.Valid {
		f.Subject = record.Ref{Source: k.ref.Source, Type: "Patient", ID: k.patient.String}
	}
	return f
}
