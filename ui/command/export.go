package command

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"anamnesis/app"
)

type exportCmd struct {
	Person            string `arg:"" help:"Whose record."`
	As                string `enum:"csv,bundle" default:"bundle" help:"${enum}."`
	Out               string `required:"" placeholder:"F" help:"Where to write it. It leaves the vault: the file is not protected."`
	IncludeRestricted bool   `help:"Take along what a source marks as restricted."`
}

func (c *exportCmd) Run(r *run) error {
	return r.vault(func(a *app.App) error {
		p, err := a.Person(r.ctx, c.Person)
		if err != nil {
			return err
		}
		err = writeFile(c.Out, func(w io.Writer) error {
			return a.Export(r.ctx, p.ID, c.As, app.ChartOptions{IncludeRestricted: c.IncludeRestricted}, w)
		})
		if err != nil {
			return err
		}
		return r.print(map[string]string{"out": c.Out}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "Wrote %s. It is outside the vault now, and not encrypted.\n", c.Out)
			return err
		})
	})
}

// writeFile writes a file whole or not at all, readable by its owner only.
func writeFile(out string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(out), ".anamnesis-*")
	if err != nil {
		return &app.Error{Message: "Nothing can be written there. Check that the folder of --out exists and may be written to.", Err: err}
	}
	defer os.Remove(f.Name()) // gone already where all went well
	b := bufio.NewWriter(f)
	if err := write(b); err != nil {
		f.Close()
		return err
	}
	if err := b.Flush(); err != nil {
		f.Close()
		return writeError(err)
	}
	if err := f.Close(); err != nil {
		return writeError(err)
	}
	if err := os.Rename(f.Name(), out); err != nil {
		return writeError(err)
	}
	return nil
}

func writeError(err error) error {
	return &app.Error{Message: "The file could not be written. Check that the disk has room and that --out names a file, not a folder.", Err: err}
}
