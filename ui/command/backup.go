package command

import (
	"fmt"
	"io"
	"os"

	"anamnesis/app"
)

type backupCmd struct {
	Out string `required:"" placeholder:"F" help:"Where to write it: another disk."`
}

func (c *backupCmd) Run(r *run) error {
	return r.vault(func(a *app.App) error {
		if err := writeFile(c.Out, func(w io.Writer) error { return a.Backup(r.ctx, w) }); err != nil {
			return err
		}
		return r.print(map[string]string{"out": c.Out}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "Wrote %s. `anamnesis restore --from %s` makes a vault of it again.\n", c.Out, c.Out)
			return err
		})
	})
}

type restoreCmd struct {
	From string `required:"" placeholder:"F" help:"What backup wrote."`
}

func (c *restoreCmd) Run(r *run) error {
	dir, err := r.folder()
	if err != nil {
		return err
	}
	f, err := os.Open(c.From)
	if err != nil {
		return &app.Error{Message: "The file of --from cannot be read. Check its path and that you may read it.", Err: err}
	}
	defer f.Close()
	if err := r.RestoreVault(r.ctx, dir, f); err != nil {
		return err
	}
	return r.print(map[string]string{"vault": dir}, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, "Restored. It opens with the passphrases that it had; `anamnesis doctor` proves it whole.")
		return err
	})
}
