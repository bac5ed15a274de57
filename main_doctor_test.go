package main

import (
	"database/sql"
	"path/filepath"
	"testing"

	"anamnesis/app"
	"anamnesis/store"
	"anamnesis/ui/command"
)

// What the doctor finds damaged comes back whole from its source, over HTTP: a resource of a patient, a fact of one, and
// a resource that only references reach.
func TestRepairGathersAgain(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	demo, err := startDemo(ctx)
	must(t, err)
	t.Cleanup(demo.Stop)
	gather := func(s app.SyncRequest, check func(*app.App)) {
		t.Helper()
		a, closeVault, err := openVault(ctx, command.VaultOptions{Dir: dir})
		must(t, err)
		defer func() { must(t, closeVault()) }()
		check(a)
		_, err = a.Sync(ctx, s, nil)
		must(t, err)
	}
	gather(app.SyncRequest{People: []string{"rv-ivanova"}}, func(a *app.App) {
		_, err := a.AddSource(ctx, demo.Sources[0].Name, demo.Sources[0].URL)
		must(t, err)
	})
	db, err := sql.Open("sqlite", filepath.Join(dir, store.FileName))
	must(t, err)
	for _, damage := range []string{
		`UPDATE resource SET raw=CAST(replace(raw, 'status', 'statuS') AS BLOB) WHERE key=(SELECT min(key) FROM resource WHERE type='Condition')`,
		`UPDATE fact SET body=x'a0' WHERE resource=(SELECT min(key) FROM resource WHERE type='Observation')`,
		`UPDATE fact SET body=x'a0' WHERE resource=(SELECT min(key) FROM resource WHERE type='Practitioner')`,
	} {
		r, err := db.Exec(damage)
		must(t, err)
		if n, err := r.RowsAffected(); n == 0 || err != nil {
			t.Fatalf("nothing was damaged: %s %v", damage, err)
		}
	}
	must(t, db.Close())
	gather(app.SyncRequest{}, func(a *app.App) {
		d, err := a.Doctor(ctx)
		must(t, err)
		if d.Healthy || len(d.Findings) != 3 {
			t.Errorf("%+v", d)
		}
		n, err := a.Repair(ctx)
		must(t, err)
		if n != 3 {
			t.Errorf("%d to be gathered again", n)
		}
	})
	gather(app.SyncRequest{}, func(a *app.App) {
		d, err := a.Doctor(ctx)
		must(t, err)
		if !d.Healthy {
			t.Errorf("%+v", d)
		}
	})
}
