package app

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"anamnesis/app/chart"
	"anamnesis/app/record"
)

// AddSource adds an endpoint after it has answered, and returns what it said of itself.
func (a *App) AddSource(ctx context.Context, name, address string) (SourceTest, error) {
	s, err := newEndpoint(name, address)
	if err != nil {
		return SourceTest{}, err
	}
	if _, err := a.source(ctx, name); err == nil {
		return SourceTest{}, &Error{Message: fmt.Sprintf("There is already a source named %q. Choose another name, or remove that one first.", name)}
	}
	if err := a.Record(ctx, AuditEvent{Action: AuditSourceAdd, Source: s.Name}); err != nil {
		return SourceTest{}, err
	}
	test, err := a.Gatherer.Test(ctx, s)
	if err != nil {
		return SourceTest{}, err
	}
	s.FHIRVersion, s.Added = test.FHIRVersion, a.Now()
	return test, a.Store.AddSource(ctx, s)
}

// TestSource asks a source that was added whether it answers.
func (a *App) TestSource(ctx context.Context, name string) (SourceTest, error) {
	s, err := a.source(ctx, name)
	if err != nil {
		return SourceTest{}, err
	}
	if s.Kind == record.SourceFiles {
		return SourceTest{}, &Error{Message: fmt.Sprintf("%q holds imported files, so there is no server to ask. Import them again to bring it up to date.", s.Name)}
	}
	if err := a.Record(ctx, AuditEvent{Action: AuditSourceTest, Source: s.Name}); err != nil {
		return SourceTest{}, err
	}
	return a.Gatherer.Test(ctx, s)
}

// RemoveSource forgets a source and everything that came from it, and links people anew.
func (a *App) RemoveSource(ctx context.Context, name string) error {
	s, err := a.source(ctx, name)
	if err != nil {
		return err
	}
	if err := a.Record(ctx, AuditEvent{Action: AuditSourceRemove, Source: s.Name}); err != nil {
		return err
	}
	if err := a.Store.RemoveSource(ctx, s.Name); err != nil {
		return err
	}
	return a.Relink(ctx)
}

// SourceList lists the sources with their age and what the cache holds of them.
func (a *App) SourceList(ctx context.Context) ([]SourceRow, error) {
	sources, err := a.Store.Sources(ctx)
	if err != nil {
		return nil, err
	}
	counts, err := a.Store.SourceCounts(ctx)
	if err != nil {
		return nil, err
	}
	patients, err := a.Store.Patients(ctx)
	if err != nil {
		return nil, err
	}
	rows := []SourceRow{}
	for _, s := range sources {
		row := SourceRow{Name: s.Name, Kind: string(s.Kind), URL: s.URL, FHIRVersion: s.FHIRVersion,
			Patients: counts[s.Name][0], Resources: counts[s.Name][1]}
		var refs []record.Ref
		for i := range patients {
			if patients[i].Ref.Source == s.Name {
				refs = append(refs, patients[i].Ref)
			}
		}
		states, err := a.Store.States(ctx, refs)
		if err != nil {
			return nil, err
		}
		var asOf time.Time
		row.State, asOf = sourceState(states, a.Now())
		if !asOf.IsZero() {
			row.AsOf = asOf.Format(time.RFC3339)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// sourceState sums up the states of types: the worst that holds, and the oldest time at which all had been asked.
func sourceState(states []record.TypeState, now time.Time) (state string, asOf time.Time) {
	if len(states) == 0 {
		return "never", time.Time{}
	}
	failed, short := 0, 0
	for _, t := range states {
		switch t.State {
		case record.Failed:
			failed++
		case record.Partial, record.Refused:
			short++
		}
		if !t.AsOf.IsZero() && (asOf.IsZero() || t.AsOf.Before(asOf)) {
			asOf = t.AsOf
		}
	}
	switch {
	case failed == len(states):
		return "failed", asOf
	case failed+short > 0:
		return "partial", asOf
	case now.Sub(asOf) > chart.StaleAfter:
		return "stale", asOf
	}
	return "current", asOf
}

// source returns the source of that name, without regard to case.
func (a *App) source(ctx context.Context, name string) (record.Source, error) {
	all, err := a.Store.Sources(ctx)
	if err != nil {
		return record.Source{}, err
	}
	i := slices.IndexFunc(all, func(s record.Source) bool { return strings.EqualFold(s.Name, name) })
	if i < 0 {
		return record.Source{}, &Error{Message: fmt.Sprintf("There is no source named %q. `anamnesis source list` shows those there are.", name)}
	}
	return all[i], nil
}

// newEndpoint checks what the user typed. Plain http is for this machine only: a record must not cross a network in the
// clear.
func newEndpoint(name, address string) (record.Source, error) {
	if strings.TrimSpace(name) == "" {
		return record.Source{}, &Error{Usage: true, Message: "The source needs a name, for example: anamnesis source add Riverside https://fhir.example.org/r4"}
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return record.Source{}, &Error{Usage: true, Message: "That is not the address of a FHIR server. It begins with https:// and ends where the types begin, for example https://fhir.example.org/r4"}
	}
	if u.Scheme == "http" && !loopback(u.Hostname()) {
		return record.Source{}, &Error{Usage: true, Message: "That address begins with http://, which would send records over the network unencrypted. Use the server's https:// address."}
	}
	if u.User != nil {
		return record.Source{}, &Error{Usage: true, Message: "Leave the user name and password out of the address; they would be stored in clear text."}
	}
	u.RawQuery, u.Fragment = "", ""
	return record.Source{Name: strings.TrimSpace(name), Kind: record.SourceEndpoint, URL: strings.TrimSuffix(u.String(), "/")}, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || (ip != nil && ip.IsLoopback())
}
