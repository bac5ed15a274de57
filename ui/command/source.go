package command

import (
	"fmt"
	"io"
	"strconv"

	"anamnesis/app"
)

type sourceCmd struct {
	Add    sourceAddCmd    `cmd:"" help:"Add a FHIR server."`
	List   sourceListCmd   `cmd:"" help:"List the sources."`
	Test   sourceTestCmd   `cmd:"" help:"Ask a source whether it answers and what it offers."`
	Remove sourceRemoveCmd `cmd:"" help:"Forget a source and everything that came from it."`
}

type sourceAddCmd struct {
	Name string `arg:"" help:"What you call it."`
	URL  string `arg:"" name:"url" help:"Its FHIR base address."`
}

func (c *sourceAddCmd) Run(r *run) error {
	return r.vault(func(a *app.App) error {
		t, err := a.AddSource(r.ctx, c.Name, c.URL)
		if err != nil {
			return err
		}
		return r.print(t, func(w io.Writer) error {
			if err := printTest(w, t); err != nil {
				return err
			}
			_, err := fmt.Fprintln(w, "Added. `anamnesis find NAME` asks it for people, `anamnesis sync PERSON` gathers them.")
			return err
		})
	})
}

type sourceTestCmd struct {
	Name string `arg:""`
}

func (c *sourceTestCmd) Run(r *run) error {
	return r.vault(func(a *app.App) error {
		t, err := a.TestSource(r.ctx, c.Name)
		if err != nil {
			return err
		}
		return r.print(t, func(w io.Writer) error { return printTest(w, t) })
	})
}

func printTest(w io.Writer, t app.SourceTest) error {
	software := ""
	if t.Software != "" {
		software = " (" + t.Software + ")"
	}
	if _, err := fmt.Fprintf(w, "%s answers: FHIR %s%s, %s.\n", t.Name, t.FHIRVersion, software, count(t.Types, "resource type")); err != nil {
		return err
	}
	for _, n := range append(t.Security, t.Notes...) {
		if _, err := fmt.Fprintln(w, " -", n); err != nil {
			return err
		}
	}
	return nil
}

type sourceListCmd struct{}

func (sourceListCmd) Run(r *run) error {
	return r.vault(func(a *app.App) error {
		rows, err := a.SourceList(r.ctx)
		if err != nil {
			return err
		}
		return r.print(rows, func(w io.Writer) error {
			if len(rows) == 0 {
				_, err := fmt.Fprintln(w, "No source yet. Add one: anamnesis source add NAME https://..., or read files: anamnesis import --source NAME PATH")
				return err
			}
			var cells [][]string
			for _, s := range rows {
				cells = append(cells, []string{s.Name, s.Kind, s.FHIRVersion, s.State, s.AsOf, strconv.Itoa(s.Patients), strconv.Itoa(s.Resources), s.URL})
			}
			return table(w, []string{"NAME", "KIND", "FHIR", "STATE", "AS OF", "PATIENTS", "RESOURCES", "ADDRESS"}, cells)
		})
	})
}

type sourceRemoveCmd struct {
	Name string `arg:""`
}

func (c *sourceRemoveCmd) Run(r *run) error {
	return r.vault(func(a *app.App) error {
		if err := a.RemoveSource(r.ctx, c.Name); err != nil {
			return err
		}
		return r.print(map[string]string{"removed": c.Name}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s and everything that came from it are gone from the vault.\n", c.Name)
			return err
		})
	})
}
