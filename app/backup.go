package app

import (
	"context"
	"io"
)

// Copier is what a backup needs of the cache.
type Copier interface {
	// Backup writes the whole vault as one file, as sealed as the vault is.
	Backup(ctx context.Context, w io.Writer) error
}

// Backup writes the whole vault as one file, as sealed as the vault is.
func (a *App) Backup(ctx context.Context, w io.Writer) error {
	if err := a.Record(ctx, AuditEvent{Action: AuditBackup}); err != nil {
		return err
	}
	return a.Store.Backup(ctx, w)
}
