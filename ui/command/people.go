package command

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"anamnesis/app"
)

type patientsCmd struct{}

func (patientsCmd) Run(r *run) error {
	return r.vault(func(a *app.App) error {
		rows, err := a.People(r.ctx)
		if err != nil {
			return err
		}
		return r.print(rows, func(w io.Writer) error {
			if len(rows) == 0 {
				_, err := fmt.Fprintln(w, "Nobody is in the cache yet. `anamnesis demo` shows how it looks; `anamnesis import` and `anamnesis sync` bring people in.")
				return err
			}
			return printPeople(w, rows)
		})
	})
}

func printPeople(w io.Writer, rows []app.PersonRow) error {
	var cells [][]string
	for _, p := range rows {
		note := ""
		if p.Review > 0 {
			note = "  (" + count(p.Review, "record") + " to review)"
		}
		cells = append(cells, []string{p.ID, p.Name, p.BirthDate, p.Sex, strconv.Itoa(p.Resources), strings.Join(p.Sources, ", ") + note})
	}
	return table(w, []string{"ID", "NAME", "BORN", "SEX", "RESOURCES", "SOURCES"}, cells)
}

type findCmd struct {
	Text []string `arg:"" help:"A name, an identifier or a birth date."`
}

func (c *findCmd) Run(r *run) error {
	return r.vault(func(a *app.App) error {
		found, err := a.Find(r.ctx, strings.Join(c.Text, " "))
		if err != nil {
			return err
		}
		r.partial = len(found.Errors) > 0
		return r.print(found, func(w io.Writer) error {
			for _, e := range found.Errors {
				fmt.Fprintln(r.Stderr, "!", e.Message)
			}
			if len(found.People) == 0 {
				_, err := fmt.Fprintln(w, "Nobody found. Check the spelling, or try an identifier or a birth date.")
				return err
			}
			var cells [][]string
			for _, p := range found.People {
				id := p.ID
				if !p.InCache {
					id = "(not gathered)"
				}
				var records []string
				for _, rec := range p.Records {
					records = append(records, rec.Source+" "+rec.Patient)
				}
				cells = append(cells, []string{id, p.Name, p.BirthDate, p.Sex, strings.Join(records, ", ")})
			}
			return table(w, []string{"ID", "NAME", "BORN", "SEX", "RECORDS"}, cells)
		})
	})
}
