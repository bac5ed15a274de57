package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"anamnesis/app/chart"
	"anamnesis/app/record"
)

// Check is what the doctor looks at; the words are part of the JSON contract.
type Check string

// The checks.
const (
	CheckFile    Check = "file"         // SQLite's own proof of its file
	CheckAudit   Check = "audit"        // the chain of the audit log
	CheckDamaged Check = "damaged"      // resources and facts that are not what was saved
	CheckOrphan  Check = "orphan"       // facts without their resource
	CheckBare    Check = "bare"         // resources without their fact
	CheckLedger  Check = "ledger"       // charts whose account does not add up
	CheckNobody  Check = "of-no-person" // resources in no person's chart: worth knowing, nothing is wrong
)

// Finding is one thing that the doctor found. It names no patient.
type Finding struct {
	Check  Check   `json:"check"`
	Wrong  bool    `json:"wrong"` // false: worth knowing
	What   string  `json:"what"`  // a sentence
	Do     string  `json:"do"`    // what to do about it
	Source string  `json:"source,omitempty"`
	Type   string  `json:"type,omitempty"` // FHIR type
	Count  int     `json:"count"`
	Rows   []int64 `json:"rows,omitempty"`   // the first row numbers in the vault
	Person string  `json:"person,omitempty"` // Person.ID
}

// Diagnosis is what the doctor says of the vault.
type Diagnosis struct {
	Healthy  bool      `json:"healthy"`
	People   int       `json:"people"` // whose charts were built
	Findings []Finding `json:"findings"`
}

// Inspector is what the doctor needs of the cache.
type Inspector interface {
	// Check looks at the file, the audit log and every row. Whatever it finds is wrong.
	Check(ctx context.Context) ([]Finding, error)
	// Repair has what is damaged replaced by what arrives next, and returns how many resources that is.
	Repair(ctx context.Context) (int, error)
	// EachResource calls do with every resource in the cache and its row number.
	EachResource(ctx context.Context, do func(ref record.Ref, row int64) error) error
}

// Doctor examines the whole vault: the file, the audit log, every row, and the ledger of every person's chart.
func (a *App) Doctor(ctx context.Context) (Diagnosis, error) {
	d := Diagnosis{Findings: []Finding{}}
	found, err := a.Store.Check(ctx)
	if err != nil {
		return d, err
	}
	for _, f := range found {
		f.Wrong = true
		d.Findings = append(d.Findings, f)
	}
	if !slices.ContainsFunc(found, func(f Finding) bool { return f.Check == CheckFile }) { // what cannot be read cannot be charted
		if err := a.examinePeople(ctx, &d); err != nil {
			return d, err
		}
	}
	d.Healthy = !slices.ContainsFunc(d.Findings, func(f Finding) bool { return f.Wrong })
	return d, nil
}

// Repair has what is damaged gathered again by the next synchronisation.
func (a *App) Repair(ctx context.Context) (int, error) {
	if err := a.Record(ctx, AuditEvent{Action: AuditRepair}); err != nil {
		return 0, err
	}
	return a.Store.Repair(ctx)
}

// examinePeople builds every chart and holds its ledger against the rows of the cache.
func (a *App) examinePeople(ctx context.Context, d *Diagnosis) error {
	people, err := a.Store.People(ctx)
	if err != nil {
		return err
	}
	charted := map[record.Ref]bool{}
	for _, p := range people {
		in, err := a.inputs(ctx, p, ChartOptions{})
		if err != nil {
			return err
		}
		d.People++
		d.Findings = append(d.Findings, examineLedger(p.ID, in, chart.Build(in).Ledger)...)
		for i := range in.Facts {
			charted[in.Facts[i].Ref] = true
		}
		for ref := range in.Arrived { // in the ledger or not, it belongs to somebody
			charted[ref] = true
		}
	}
	type kind struct{ source, typ string }
	rows := map[kind][]int64{}
	err = a.Store.EachResource(ctx, func(ref record.Ref, row int64) error {
		if !charted[ref] {
			rows[kind{ref.Source, ref.Type}] = append(rows[kind{ref.Source, ref.Type}], row)
		}
		return nil
	})
	if err != nil {
		return err
	}
	var nobody []Finding
	for k, r := range rows {
		nobody = append(nobody, Finding{Check: CheckNobody, Source: k.source, Type: k.typ, Count: len(r), Rows: r[:min(len(r), 20)],
			What: "Resources belong to no person: none of the patients in the cache has or references them. No chart shows them.",
			Do:   "Nothing, where they are lists of places and staff. Otherwise gather the patient whose they are."})
	}
	slices.SortFunc(nobody, func(a, b Finding) int { return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Type, b.Type)) })
	d.Findings = append(d.Findings, nobody...)
	return nil
}

// examineLedger holds a person's ledger against what the cache has of them: the columns add up to what was received, every
// resource handed to the chart is counted, and every resource of the patients' compartments was handed to it.
func examineLedger(person string, in chart.Inputs, l chart.Ledger) []Finding {
	given := map[record.Ref]bool{}
	for i := range in.Facts {
		if f := &in.Facts[i]; f.Part == "" {
			given[f.Ref] = true
		}
	}
	missing := 0
	for ref := range in.Arrived {
		if !given[ref] {
			missing++
		}
	}
	what := ""
	switch {
	case missing > 0:
		what = fmt.Sprintf("The ledger of a person does not add up: %d of the resources that the vault holds of them are not counted in their chart.", missing)
	case !l.Adds():
		what = fmt.Sprintf("The ledger of a person does not add up: %d received, but its columns together are another number.", l.Received)
	case l.Received != len(given):
		what = fmt.Sprintf("The ledger of a person does not add up: %d resources went into the chart and it counts %d.", len(given), l.Received)
	default:
		return nil
	}
	return []Finding{{Check: CheckLedger, Wrong: true, Person: person, Count: max(missing, 1), What: what,
		Do: "Do not rely on that chart. `anamnesis doctor --repair` and then `anamnesis sync` gather again what is missing; when that does not help, report it."}}
}
