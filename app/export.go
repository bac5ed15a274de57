package app

import (
	"context"
	"fmt"
	"io"
	"slices"

	"anamnesis/app/chart"
	"anamnesis/app/export"
	"anamnesis/app/record"
)

// Export writes a person's record for other programs: as "csv" (the chart's entries) or "bundle" (the resources as
// received). What is restricted is left out unless opt includes it.
func (a *App) Export(ctx context.Context, person, as string, opt ChartOptions, w io.Writer) error {
	if err := a.Record(ctx, opt.event(AuditExport, person, as)); err != nil {
		return err
	}
	opt.Looked, opt.exported = false, true
	c, err := a.Chart(ctx, person, opt)
	if err != nil {
		return err
	}
	switch as {
	case "csv":
		return export.CSV(w, c, opt.IncludeRestricted)
	case "bundle":
		refs, err := a.exported(ctx, c, opt)
		if err != nil {
			return err
		}
		_, err = export.Bundle(w, refs, func(ref record.Ref) ([]byte, error) {
			r, err := a.Store.Raw(ctx, ref)
			return r.Raw, err
		})
		return err
	}
	return &Error{Usage: true, Message: fmt.Sprintf("A chart cannot be exported as %q. Choose csv or bundle.", as)}
}

// exported lists the resources that a Bundle of the chart holds: all that belong to the person, less what is restricted.
func (a *App) exported(ctx context.Context, c *chart.Chart, opt ChartOptions) ([]record.Ref, error) {
	var patients []record.Ref
	for _, l := range c.Person.Links {
		patients = append(patients, record.Ref{Source: l.Source, Type: "Patient", ID: l.Patient})
	}
	facts, deleted, err := a.Store.Facts(ctx, patients)
	if err != nil {
		return nil, err
	}
	skip := map[record.Ref]bool{}
	for _, ref := range deleted {
		skip[ref] = true
	}
	for _, e := range c.Entries {
		if !opt.IncludeRestricted && slices.Contains(e.Flags, chart.FlagRestricted) {
			for _, v := range e.Evidence {
				skip[record.Ref{Source: v.Source, Type: v.Type, ID: v.ID}] = true
			}
		}
	}
	var refs []record.Ref
	for i := range facts {
		if f := &facts[i]; f.Part == "" && !skip[f.Ref] {
			refs = append(refs, f.Ref)
		}
	}
	slices.SortFunc(refs, record.Ref.Compare)
	return refs, nil
}
