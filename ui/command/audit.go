package command

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"anamnesis/app"
)

type auditCmd struct {
	As  string `enum:"list,auditevent" default:"list" help:"${enum}: auditevent is FHIR R4, one AuditEvent a line, to the file of --out."`
	Out string `placeholder:"F" help:"Where to write it. It leaves the vault: the file is not protected."`
}

func (c *auditCmd) Run(r *run) error {
	if (c.As == "auditevent") != (c.Out != "") {
		return &app.Error{Usage: true, Message: "--as auditevent and --out F belong together: anamnesis audit --as auditevent --out F.ndjson"}
	}
	return r.vault(func(a *app.App) error {
		if c.Out != "" {
			return c.export(r, a)
		}
		rows := []app.AuditRow{}
		for row, err := range a.AuditLog(r.ctx) {
			if err != nil {
				return err
			}
			rows = append(rows, row)
		}
		return r.print(rows, func(w io.Writer) error { return printAudit(w, rows) })
	})
}

func (c *auditCmd) export(r *run, a *app.App) error {
	rows := 0
	err := writeFile(c.Out, func(w io.Writer) (err error) {
		rows, err = a.ExportAudit(r.ctx, w)
		return err
	})
	if err != nil {
		return err
	}
	return r.print(map[string]any{"out": c.Out, "rows": rows}, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "Wrote %s of the audit log to %s. It is outside the vault now, and not encrypted.\n", count(rows, "row"), c.Out)
		return err
	})
}

func printAudit(w io.Writer, rows []app.AuditRow) error {
	var cells [][]string
	for _, row := range rows {
		who := row.InCache
		if row.Person != "" && who == "" {
			who = "(no longer there)"
		}
		cells = append(cells, []string{strconv.FormatInt(row.Sequence, 10), row.At.Format(time.RFC3339), row.Profile, string(row.Action),
			who, row.Source, row.View, row.Reason, row.Detail})
	}
	return table(w, []string{"ROW", "WHEN", "WHO", "ACTION", "PERSON", "SOURCE", "FROM", "REASON", "MORE"}, cells)
}
