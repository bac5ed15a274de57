package command

import (
	"fmt"
	"io"

	"anamnesis/app"
)

type eraseCmd struct {
	Person erasePersonCmd `cmd:"" help:"Forget one person: their records, and whom the audit log means by them."`
	Source eraseSourceCmd `cmd:"" help:"Forget a source and everything that came from it, without a trace in the files."`
	Vault  eraseVaultCmd  `cmd:"" help:"Destroy the vault, its key first. Needs no passphrase."`
}

// sure is what a command takes before it destroys something.
type sure struct {
	Yes bool `help:"Do it: there is no way back."`
}

func (s sure) check(what string) error {
	if s.Yes {
		return nil
	}
	return &app.Error{Usage: true, Message: what + " There is no way back. To do it, add --yes."}
}

type erasePersonCmd struct {
	Name string `arg:"" name:"person" help:"Who."`
	sure
}

func (c *erasePersonCmd) Run(r *run) error {
	if err := c.check("This would remove everything about that person from the vault."); err != nil {
		return err
	}
	return r.vault(func(a *app.App) error {
		p, err := a.Person(r.ctx, c.Name)
		if err != nil {
			return err
		}
		if err := a.ErasePerson(r.ctx, p.ID); err != nil {
			return err
		}
		return r.print(map[string]string{"erased": p.ID}, func(w io.Writer) error {
			_, err := fmt.Fprintln(w, "That person is gone from the vault. Their sources still have them, and backups that were made before.")
			return err
		})
	})
}

type eraseSourceCmd struct {
	Name string `arg:"" help:"Which."`
	sure
}

func (c *eraseSourceCmd) Run(r *run) error {
	if err := c.check("This would remove the source and everything that came from it from the vault."); err != nil {
		return err
	}
	return r.vault(func(a *app.App) error {
		if err := a.EraseSource(r.ctx, c.Name); err != nil {
			return err
		}
		return r.print(map[string]string{"erased": c.Name}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s and everything that came from it are gone from the vault.\n", c.Name)
			return err
		})
	})
}

type eraseVaultCmd struct{ sure }

func (c *eraseVaultCmd) Run(r *run) error {
	dir, err := r.folder()
	if err != nil {
		return err
	}
	if err := c.check("This would destroy the whole vault in " + dir + ": everybody's records, decisions and the audit log."); err != nil {
		return err
	}
	if err := r.EraseVault(dir); err != nil {
		return err
	}
	return r.print(map[string]string{"erased": dir}, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, "The vault is gone. Backups that were made of it are not.")
		return err
	})
}
