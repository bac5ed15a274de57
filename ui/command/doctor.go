package command

import (
	"fmt"
	"io"
	"strings"

	"anamnesis/app"
)

type doctorCmd struct {
	Repair bool `help:"Have what is damaged gathered again by the next sync, and remove what belongs to nothing."`
}

func (c *doctorCmd) Run(r *run) error {
	return r.vault(func(a *app.App) error {
		marked := 0
		if c.Repair {
			var err error
			if marked, err = a.Repair(r.ctx); err != nil {
				return err
			}
		}
		d, err := a.Doctor(r.ctx)
		if err != nil {
			return err
		}
		r.failed = !d.Healthy
		return r.print(d, func(w io.Writer) error {
			if c.Repair {
				fmt.Fprintf(w, "%s to be gathered again by the next `anamnesis sync`.\n", count(marked, "resource"))
			}
			return printDiagnosis(w, d)
		})
	})
}

func printDiagnosis(w io.Writer, d app.Diagnosis) error {
	var b strings.Builder
	for _, f := range d.Findings {
		mark := "-"
		if f.Wrong {
			mark = "!"
		}
		fmt.Fprintf(&b, "%s %s\n", mark, f.What)
		if f.Source != "" || f.Type != "" || f.Person != "" {
			fmt.Fprintf(&b, "    %s: %s\n", strings.TrimSpace(f.Source+" "+f.Type+" "+f.Person), count(f.Count, "resource"))
		}
		if len(f.Rows) > 0 {
			fmt.Fprintf(&b, "    row %s", strings.Trim(fmt.Sprint(f.Rows), "[]"))
			if f.Count > len(f.Rows) {
				fmt.Fprintf(&b, " and %d more", f.Count-len(f.Rows))
			}
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "    %s\n", f.Do)
	}
	if d.Healthy {
		fmt.Fprintf(&b, "The vault is whole: its file, its audit log, every resource, and the ledger of %s.\n", count(d.People, "person"))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
