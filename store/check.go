package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"anamnesis/app"
	"anamnesis/app/record"
)

// Check looks at the vault whole and says what is wrong. A finding names resources by source, type and row number only.
// Where the file is damaged, what lies in the damaged part cannot be looked at.
func (s *Store) Check(ctx context.Context) ([]app.Finding, error) {
	var out []app.Finding
	for _, check := range []func(context.Context) ([]app.Finding, error){
		s.checkPages, s.checkChain, s.checkRows, s.checkOrphans,
	} {
		found, err := check(ctx)
		if err != nil && (ctx.Err() != nil || len(out) == 0 || out[0].Check != app.CheckFile) {
			return out, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// checkPages has SQLite prove its file. Its messages name tables and pages, no content.
func (s *Store) checkPages(ctx context.Context) ([]app.Finding, error) {
	var said []string
	err := s.each(ctx, func(rows *sql.Rows) error {
		var line string
		err := rows.Scan(&line)
		said = append(said, line)
		return err
	}, `PRAGMA integrity_check(20)`)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err == nil && len(said) == 1 && said[0] == "ok" {
		return nil, nil
	}
	f := app.Finding{Check: app.CheckFile, Count: max(len(said), 1), What: "The file of the cache is damaged.",
		Do: "Stop working with this vault, copy its folder elsewhere, and restore a backup: anamnesis restore --from F. Without one, gather the people again into a new vault."}
	if len(said) > 0 {
		f.What = "The file of the cache is damaged. SQLite says: " + strings.Join(said, "; ")
	}
	return []app.Finding{f}, nil
}

// checkChain proves the audit log from its first row to its last, and against the file beside it.
func (s *Store) checkChain(ctx context.Context) ([]app.Finding, error) {
	broken := func(at int64, what string) []app.Finding {
		return []app.Finding{{Check: app.CheckAudit, Rows: []int64{at}, Count: 1, What: what,
			Do: "Somebody or something changed the audit log. Keep a copy of the vault folder for whoever is responsible for data protection; `anamnesis audit` shows the rows."}}
	}
	h, err := s.head.read()
	if err != nil {
		return nil, folderError(err)
	}
	last := link{hash: chainStart}
	fits := h != nil && h.count == 0 && whole(h.mac, s.head.mac(0, chainStart))
	for l, err := range s.links(ctx) {
		if err != nil {
			return nil, err
		}
		switch {
		case l.Sequence != last.Sequence+1:
			return broken(last.Sequence+1, fmt.Sprintf("The audit log is broken at row %d: it is missing.", last.Sequence+1)), nil
		case !whole(l.previous, last.hash):
			return broken(l.Sequence, fmt.Sprintf("The audit log is broken at row %d: it does not follow from the row before.", l.Sequence)), nil
		case !whole(l.hash, l.sum()):
			return broken(l.Sequence, fmt.Sprintf("The audit log is broken at row %d: its content was changed.", l.Sequence)), nil
		}
		if h != nil && l.Sequence == h.count {
			fits = whole(h.mac, s.head.mac(h.count, l.hash))
		}
		last = l
	}
	switch {
	case fits, h == nil && last.Sequence == 0:
		return nil, nil
	case h == nil:
		return broken(last.Sequence, "The file beside the cache that says how long the audit log was is missing, so it cannot be told whether its end was cut off."), nil
	case h.count > last.Sequence:
		return broken(last.Sequence+1, fmt.Sprintf("The audit log was cut off after row %d: it once had %d rows.", last.Sequence, h.count)), nil
	}
	return broken(max(h.count, 0), "The audit log does not fit the file beside the cache that says how it ended: one of them was changed."), nil
}

// damage is what was found of one type of one source.
type damage struct{ source, typ string }

// maxRows is how many row numbers a finding lists.
const maxRows = 20

// findings turn row numbers by source and type into findings, in a fixed order.
type findings struct {
	order []damage
	rows  map[damage][]int64
	seen  map[int64]bool
}

func (f *findings) add(source, typ string, row int64) {
	if f.rows == nil {
		f.rows, f.seen = map[damage][]int64{}, map[int64]bool{}
	}
	if f.seen[row] {
		return
	}
	f.seen[row] = true
	d := damage{source, typ}
	if f.rows[d] == nil {
		f.order = append(f.order, d)
	}
	f.rows[d] = append(f.rows[d], row)
}

func (f *findings) list(check app.Check, what, do string) []app.Finding {
	var out []app.Finding
	for _, d := range f.order {
		rows := f.rows[d]
		out = append(out, app.Finding{Check: check, Source: d.source, Type: d.typ, Count: len(rows), Rows: rows[:min(len(rows), maxRows)], What: what, Do: do})
	}
	return out
}

const repairHint = "`anamnesis doctor --repair` has it gathered again by the next `anamnesis sync`; import files again."

// checkRows proves every resource, older version and fact by its code.
func (s *Store) checkRows(ctx context.Context) ([]app.Finding, error) {
	bad, err := s.damaged(ctx)
	if err != nil {
		return nil, err
	}
	return bad.list(app.CheckDamaged, "A resource in the vault is not what was saved. It is shown as unreadable.", repairHint), nil
}

// damaged finds the resources that are not what was saved: themselves, an older version of them, or a fact.
func (s *Store) damaged(ctx context.Context) (*findings, error) {
	bad := &findings{}
	err := s.each(ctx, func(rows *sql.Rows) error {
		var key int64
		var r resourceRow
		if err := rows.Scan(append([]any{&key}, r.targets()...)...); err != nil {
			return err
		}
		if !whole(r.mac, s.seals.resource(&r)) {
			bad.add(r.ref.Source, r.ref.Type, key)
		}
		return nil
	}, `SELECT key, `+resourceColumns+` FROM resource ORDER BY source, type, key`)
	if err != nil {
		return nil, err
	}
	err = s.each(ctx, func(rows *sql.Rows) error {
		var key int64
		var ref record.Ref
		var version, updated string
		var raw, mac []byte
		if err := rows.Scan(&key, &ref.Source, &ref.Type, &ref.ID, &version, &updated, &raw, &mac); err != nil {
			return err
		}
		if !whole(mac, s.seals.older(ref, version, updated, raw)) {
			bad.add(ref.Source, ref.Type, key)
		}
		return nil
	}, `SELECT r.key, r.source, r.type, r.id, o.version, o.last_updated, o.raw, o.mac FROM older o JOIN resource r ON r.key=o.resource
		ORDER BY r.source, r.type, r.key`)
	if err != nil {
		return nil, err
	}
	err = s.each(ctx, func(rows *sql.Rows) error {
		var key int64
		var k keptFact
		if err := rows.Scan(&key, &k.ref.Source, &k.ref.Type, &k.ref.ID, &k.part, &k.body, &k.mac); err != nil {
			return err
		}
		if !whole(k.mac, s.seals.fact(k.ref, k.part, k.body)) {
			bad.add(k.ref.Source, k.ref.Type, key)
		}
		return nil
	}, `SELECT r.key, r.source, r.type, r.id, f.part, f.body, f.mac FROM fact f JOIN resource r ON r.key=f.resource ORDER BY r.source, r.type, r.key`)
	return bad, err
}

// checkOrphans finds facts without their resource, resources without their fact, and other rows that point nowhere.
func (s *Store) checkOrphans(ctx context.Context) ([]app.Finding, error) {
	var out []app.Finding
	var lost []int64
	err := s.each(ctx, func(rows *sql.Rows) error {
		var key int64
		err := rows.Scan(&key)
		lost = append(lost, key)
		return err
	}, `SELECT DISTINCT resource FROM fact WHERE resource NOT IN (SELECT key FROM resource) ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	if len(lost) > 0 {
		out = append(out, app.Finding{Check: app.CheckOrphan, Count: len(lost), Rows: lost[:min(len(lost), maxRows)],
			What: "Facts are left of a resource that is not in the vault. They are shown nowhere.", Do: "`anamnesis doctor --repair` removes them."})
	}
	bare := &findings{}
	if err := s.each(ctx, func(rows *sql.Rows) error {
		var key int64
		var source, typ string
		err := rows.Scan(&key, &source, &typ)
		bare.add(source, typ, key)
		return err
	}, `SELECT key, source, type FROM resource WHERE NOT EXISTS (SELECT 1 FROM fact WHERE resource=key AND part=0) ORDER BY source, type, key`); err != nil {
		return nil, err
	}
	out = append(out, bare.list(app.CheckBare, "A resource in the vault has lost what was read from it, so no chart shows it.", repairHint)...)
	others := map[string]int{}
	var tables []string
	if err := s.each(ctx, func(rows *sql.Rows) error {
		var table, parent sql.NullString
		var row, fk sql.NullInt64
		if err := rows.Scan(&table, &row, &parent, &fk); err != nil || table.String == "fact" {
			return err
		}
		if others[table.String]++; others[table.String] == 1 {
			tables = append(tables, table.String)
		}
		return nil
	}, `PRAGMA foreign_key_check`); err != nil {
		return nil, err
	}
	for _, t := range tables {
		out = append(out, app.Finding{Check: app.CheckOrphan, Count: others[t], What: fmt.Sprintf("Rows of the table %q belong to something that is not in the vault.", t),
			Do: "`anamnesis doctor --repair` removes them."})
	}
	return out, nil
}

// EachResource calls do with every resource and its row number.
func (s *Store) EachResource(ctx context.Context, do func(ref record.Ref, row int64) error) error {
	return s.each(ctx, func(rows *sql.Rows) error {
		var ref record.Ref
		var row int64
		if err := rows.Scan(&row, &ref.Source, &ref.Type, &ref.ID); err != nil {
			return err
		}
		return do(ref, row)
	}, `SELECT key, source, type, id FROM resource ORDER BY key`)
}
