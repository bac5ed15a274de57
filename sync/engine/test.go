package engine

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/endpoint"
	"anamnesis/sync/stream"
)

// maxClockApart is how far two clocks may stand apart before it is said.
const maxClockApart = 5 * time.Minute

// Test asks an endpoint what it is, how it wants to be logged in to, and proves that it answers a search.
func (e *Engine) Test(ctx context.Context, s record.Source) (app.SourceTest, error) {
	t := app.SourceTest{Name: s.Name, URL: s.URL}
	srv, err := e.server(s)
	if err != nil {
		return t, err
	}
	c, err := srv.client.Capability(ctx)
	if err != nil {
		return t, err
	}
	t.FHIRVersion, t.Software, t.Security = c.FHIRVersion, c.Software, c.Security
	for _, o := range c.Types {
		if o.Read || o.Search {
			t.Types++
		}
	}
	conf, err := srv.client.Smart(ctx)
	switch {
	case err == nil:
		t.Security = append(t.Security, conf.Ways()...)
	case ctx.Err() != nil:
		return t, ctx.Err()
	default:
		t.Notes = append(t.Notes, "It does not say that it wants a login (no SMART configuration).")
	}
	switch c.FHIRVersion {
	case "3.0", "4.0":
	default:
		t.Notes = append(t.Notes, fmt.Sprintf("It speaks FHIR %s, which is kept and listed but not read yet.", c.FHIRVersion))
	}
	for _, typ := range []string{"AllergyIntolerance", "Condition", "Observation"} {
		if !c.Types[typ].Search {
			t.Notes = append(t.Notes, "It does not offer "+typ+".")
		}
	}
	page, err := srv.client.Search(ctx, srv.client.URL("Patient", url.Values{"_count": {"1"}}), func(stream.Entry) error { return nil })
	switch {
	case err == nil:
		t.Notes = append(t.Notes, "It answers a search for patients.")
		if apart := e.cfg.Now().Sub(page.Date); !page.Date.IsZero() && apart.Abs() > maxClockApart {
			t.Notes = append(t.Notes, fmt.Sprintf("Its clock and the one of this machine are %s apart. Set the wrong one.", apart.Abs().Round(time.Minute)))
		}
	case ctx.Err() != nil:
		return t, ctx.Err()
	case endpoint.IsKind(err, endpoint.Refused, endpoint.NotSupported):
		t.Notes = append(t.Notes, err.Error())
	default:
		return t, err
	}
	return t, nil
}
