package command

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"anamnesis/app"
)

// gathered is the document of `sync --json` and `import --json`.
type gathered struct {
	Sources []app.SourceReport `json:"sources"`
}

type importCmd struct {
	Source      string   `required:"" placeholder:"NAME" help:"What to call the source of these files."`
	Paths       []string `arg:"" name:"path" help:"Files and folders."`
	FHIRVersion string   `name:"fhir-version" enum:"auto,3.0,4.0,4.3,5.0" default:"auto" help:"${enum}."`
}

func (c *importCmd) Run(r *run) error {
	return r.vault(func(a *app.App) error {
		show, end := r.progress()
		rep, err := a.Import(r.ctx, app.ImportRequest{Source: c.Source, Paths: c.Paths, ImportOptions: app.ImportOptions{FHIRVersion: c.FHIRVersion}}, show)
		end()
		if err != nil {
			return err
		}
		return r.printGathered([]app.SourceReport{rep})
	})
}

type syncCmd struct {
	People []string `arg:"" optional:"" name:"person" help:"Whom to gather; without one, everyone in the cache."`
	All    bool     `help:"Everyone whom the sources list."`
}

func (c *syncCmd) Run(r *run) error {
	if c.All && len(c.People) > 0 {
		return &app.Error{Usage: true, Message: "Name people or say --all, not both."}
	}
	return r.vault(func(a *app.App) error {
		show, end := r.progress()
		reps, err := a.Sync(r.ctx, app.SyncRequest{People: c.People, All: c.All}, show)
		end()
		if err != nil {
			return err
		}
		return r.printGathered(reps)
	})
}

func (r *run) printGathered(reps []app.SourceReport) error {
	for i := range reps {
		if reps[i].Errors == nil {
			reps[i].Errors = []app.SourceError{}
		}
		r.partial = r.partial || reps[i].Partial
	}
	return r.print(gathered{Sources: reps}, func(w io.Writer) error { return printReports(w, reps) })
}

func printReports(w io.Writer, reps []app.SourceReport) error {
	var cells [][]string
	for _, rep := range reps {
		cells = append(cells, []string{rep.Name, rep.Version, strconv.Itoa(rep.Received), strconv.Itoa(rep.New), strconv.Itoa(rep.Changed),
			strconv.Itoa(rep.Unchanged), strconv.Itoa(rep.Deleted), strconv.Itoa(rep.Unreadable)})
	}
	if err := table(w, []string{"SOURCE", "FHIR", "RECEIVED", "NEW", "CHANGED", "UNCHANGED", "DELETED", "UNREADABLE"}, cells); err != nil {
		return err
	}
	for _, rep := range reps {
		for _, e := range rep.Errors {
			where := rep.Name
			for _, part := range []string{e.Type, e.File} {
				if part != "" {
					where += ", " + part
				}
			}
			if _, err := fmt.Fprintf(w, "! %s: %s\n", where, e.Message); err != nil {
				return err
			}
		}
		if err := printWarnings(w, rep); err != nil {
			return err
		}
	}
	return nil
}

// maxWarnings is how many reasons are listed for people; --json has them all.
const maxWarnings = 10

func printWarnings(w io.Writer, rep app.SourceReport) error {
	reasons := slices.SortedFunc(maps.Keys(rep.Warnings), func(a, b string) int {
		if d := rep.Warnings[b] - rep.Warnings[a]; d != 0 {
			return d
		}
		if a < b {
			return -1
		}
		return 1
	})
	for i, reason := range reasons {
		if i == maxWarnings {
			_, err := fmt.Fprintf(w, "- %s: %s, listed by --json\n", rep.Name, count(len(reasons)-i, "more reason"))
			return err
		}
		if _, err := fmt.Fprintf(w, "- %s, %s: %s\n", rep.Name, count(rep.Warnings[reason], "resource"), reason); err != nil {
			return err
		}
	}
	return nil
}
