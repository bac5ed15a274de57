package command

import (
	"fmt"
	"io"
	"strings"

	"anamnesis/app"
	"anamnesis/app/chart"
)

type chartCmd struct {
	Person            string `arg:"" help:"Whose chart."`
	Units             string `enum:"source,si,conventional" default:"source" help:"${enum}."`
	IncludeRestricted bool   `help:"Show what a source marks as restricted."`
}

func (c *chartCmd) Run(r *run) error {
	return r.vault(func(a *app.App) error {
		p, err := a.Person(r.ctx, c.Person)
		if err != nil {
			return err
		}
		ch, err := a.Chart(r.ctx, p.ID, app.ChartOptions{Units: chart.UnitSystem(c.Units), IncludeRestricted: c.IncludeRestricted, Looked: true})
		if err != nil {
			return err
		}
		return r.print(ch, func(w io.Writer) error { return printChart(w, ch) })
	})
}

// printChart writes the first screen as text.
func printChart(w io.Writer, c *chart.Chart) error {
	b := &strings.Builder{}
	fmt.Fprintf(b, "%s   born %s   %s   %s\n", c.Person.Name, orNotStated(c.Person.BirthDate), orNotStated(c.Person.Sex), c.Person.ID)
	for _, g := range c.Overview {
		fmt.Fprintf(b, "\n%s", strings.ToUpper(g.Title))
		if g.Entries > len(g.Rows) {
			fmt.Fprintf(b, " (%d)", g.Entries)
		}
		b.WriteByte('\n')
		if len(g.Rows) == 0 && g.Empty != "" {
			fmt.Fprintf(b, "  %s\n", g.Empty)
		}
		for _, row := range g.Rows {
			mark := " "
			if len(row.Flags) > 0 {
				mark = "!"
			}
			line := fmt.Sprintf(" %s %s", mark, row.Title)
			for _, part := range []string{row.Text, row.When} {
				if part != "" {
					line += "   " + part
				}
			}
			if len(row.Flags) > 0 {
				var flags []string
				for _, f := range row.Flags {
					flags = append(flags, string(f))
				}
				line += "   [" + strings.Join(flags, ", ") + "]"
			}
			b.WriteString(line + "\n")
		}
	}
	l := c.Ledger
	fmt.Fprintf(b, "\n%s received: %d evidence, %d supporting, %d administrative, %d retracted, %d unreadable\n",
		count(l.Received, "resource"), l.Evidence, l.Supporting, l.Administrative, l.Retracted, l.Unreadable)
	_, err := io.WriteString(w, b.String())
	return err
}

func orNotStated(s string) string {
	if s == "" {
		return "not stated"
	}
	return s
}
