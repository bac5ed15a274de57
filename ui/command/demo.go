package command

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"anamnesis/app"
	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/shell"
)

// demoPassphrase opens a vault that --keep left behind.
const demoPassphrase = "demo"

type demoCmd struct {
	NoWindow bool   `help:"Print the summary and exit."`
	Keep     string `placeholder:"DIR" help:"Leave the vault in this folder; its passphrase is: demo."`
}

// demoSummary is the document of `demo --json`.
type demoSummary struct {
	Sources []app.SourceReport `json:"sources"`
	People  []demoPerson       `json:"people"`
	Review  []demoReview       `json:"review"`
	Vault   string             `json:"vault,omitempty"` // where --keep left it
}

// demoPerson is one person with what was found out about them.
type demoPerson struct {
	app.PersonRow
	Links     []chart.Link     `json:"links"`
	Ledger    chart.Ledger     `json:"ledger"`
	Entries   int              `json:"entries"`
	Conflicts []chart.Conflict `json:"conflicts"`
}

// demoReview is a pair of records that may be one person and was not joined.
type demoReview struct {
	A     recordName `json:"a"`
	B     recordName `json:"b"`
	Score float64    `json:"score"`
	Why   []string   `json:"why"`
}

type recordName struct {
	Source  string `json:"source"`
	Patient string `json:"patient"`
}

func (c *demoCmd) Run(r *run) error {
	dir, throwaway, err := c.folder()
	if err != nil {
		return err
	}
	if throwaway {
		defer os.RemoveAll(dir)
	}
	demo, err := r.StartDemo(r.ctx)
	if err != nil {
		return err
	}
	defer demo.Stop()
	a, closeVault, err := r.OpenVault(r.ctx, VaultOptions{Dir: dir, Profile: r.Profile, Passphrase: demoPassphrase, Via: r.via, Reason: r.Reason, Log: r.log,
		Demo: true, Notice: r.notice})
	if err != nil {
		return err
	}
	return errors.Join(c.show(r, a, demo), closeVault())
}

// folder returns where the vault goes: DIR of --keep, made when it is not there, else a temporary folder.
func (c *demoCmd) folder() (dir string, throwaway bool, err error) {
	if c.Keep == "" {
		dir, err = os.MkdirTemp("", "anamnesis-demo-")
		if err != nil {
			return "", false, &app.Error{Message: "No temporary folder can be made for the demo. Free some space, or name a folder with --keep.", Err: err}
		}
		return dir, true, nil
	}
	held, err := os.ReadDir(c.Keep)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", false, &app.Error{Message: "The folder of --keep cannot be read. Name an empty or a new folder.", Err: err}
	}
	if len(held) > 0 {
		return "", false, &app.Error{Message: "The folder of --keep is not empty, and the demo must not be mixed with anything else. Name an empty or a new folder."}
	}
	return c.Keep, false, nil
}

func (c *demoCmd) show(r *run, a *app.App, demo Demo) error {
	fmt.Fprintf(r.Stderr, "Starting the demo: %s on this machine, synthetic people only.\n", count(len(demo.Sources), "hospital"))
	for _, s := range demo.Sources {
		if _, err := a.AddSource(r.ctx, s.Name, s.URL); err != nil {
			return err
		}
	}
	show, end := r.progress()
	reps, err := a.Sync(r.ctx, app.SyncRequest{All: true}, show)
	end()
	if err != nil {
		return err
	}
	sum, lead, err := c.summarise(r, a)
	if err != nil {
		return err
	}
	sum.Sources, sum.Vault = reps, c.Keep
	for i := range reps {
		r.partial = r.partial || reps[i].Partial
	}
	if err := r.print(sum, func(w io.Writer) error { return sum.text(w) }); err != nil || c.NoWindow {
		return err
	}
	err = r.OpenWindow(r.ctx, a, WindowOptions{Person: lead, Demo: true})
	var none *ErrNoWindow
	if errors.As(err, &none) {
		return c.pictures(r, a, lead, none)
	}
	return err
}

// summarise builds everyone's chart. The lead is the person with most to see: the most conflicts, then the most entries.
func (c *demoCmd) summarise(r *run, a *app.App) (demoSummary, string, error) {
	sum := demoSummary{People: []demoPerson{}, Review: []demoReview{}}
	rows, err := a.People(r.ctx)
	if err != nil {
		return sum, "", err
	}
	for _, row := range rows {
		ch, err := a.Chart(r.ctx, row.ID, app.ChartOptions{})
		if err != nil {
			return sum, "", err
		}
		sum.People = append(sum.People, demoPerson{PersonRow: row, Links: ch.Person.Links, Ledger: ch.Ledger, Entries: len(ch.Entries), Conflicts: ch.Conflicts})
	}
	reviews, err := a.Store.Reviews(r.ctx)
	if err != nil {
		return sum, "", err
	}
	name := func(ref record.Ref) recordName { return recordName{ref.Source, ref.ID} }
	for _, v := range reviews {
		sum.Review = append(sum.Review, demoReview{A: name(v.A), B: name(v.B), Score: v.Score, Why: v.Why})
	}
	if len(sum.People) == 0 {
		return sum, "", nil
	}
	lead := slices.MaxFunc(sum.People, func(a, b demoPerson) int {
		return cmp.Or(cmp.Compare(len(a.Conflicts), len(b.Conflicts)), cmp.Compare(a.Entries, b.Entries))
	})
	return sum, lead.ID, nil
}

func (s demoSummary) text(w io.Writer) error {
	if err := printReports(w, s.Sources); err != nil {
		return err
	}
	var cells [][]string
	for _, p := range s.People {
		cells = append(cells, []string{p.ID, p.Name, p.BirthDate, p.Sex, fmt.Sprint(p.Ledger.Received), fmt.Sprint(p.Entries), fmt.Sprint(len(p.Conflicts)), strings.Join(p.PersonRow.Sources, ", ")})
	}
	fmt.Fprintln(w)
	if err := table(w, []string{"ID", "NAME", "BORN", "SEX", "RESOURCES", "ENTRIES", "CONFLICTS", "SOURCES"}, cells); err != nil {
		return err
	}
	if n := len(s.Review); n > 0 {
		fmt.Fprintf(w, "\nFor a clinician to decide: %s that may be one person and were not joined.\n", count(n, "pair"))
		for _, v := range s.Review {
			fmt.Fprintf(w, "  %s %s and %s %s\n", v.A.Source, v.A.Patient, v.B.Source, v.B.Patient)
		}
	}
	if s.Vault != "" {
		fmt.Fprintf(w, "\nThe vault stays in %s. Look into it, for example: anamnesis --vault %s patients\n", s.Vault, s.Vault)
	}
	return nil
}

// pictures does the demo's job where there is no window: it draws the views into a folder.
func (c *demoCmd) pictures(r *run, a *app.App, lead string, none *ErrNoWindow) error {
	dir, err := os.MkdirTemp("", "anamnesis-pictures-")
	if err != nil {
		return &app.Error{Message: "No folder can be made for the pictures. Free some space in the temporary folder.", Err: err}
	}
	for _, theme := range []string{"light", "dark"} {
		for _, view := range shell.ViewNames() {
			out := filepath.Join(dir, view+"-"+theme+".png")
			if err := r.draw(a, shell.RenderOptions{Person: lead, View: view, Width: 1440, Height: 900, Theme: theme, Units: chart.UnitsSource}, out); err != nil {
				return err
			}
		}
	}
	fmt.Fprintf(r.Stderr, "%s The window's views were drawn instead: %s\n", none.Why, dir)
	return nil
}
