package endpoint

import (
	"context"
	"io"
	"net/url"
	"time"

	"anamnesis/sync/stream"
)

const fhirJSON = "application/fhir+json, application/json;q=0.9"

// Page is one answer of a search besides its entries.
type Page struct {
	Next    string    // absolute, on the same server; "" at the end
	Total   int       // -1 when the server did not say
	Entries int       // also those that are not resources
	Date    time.Time // the server's clock, zero when it did not say
	Warned  bool      // the server sent an OperationOutcome with an error among the entries
}

// URL returns the address of path below the base, with a query.
func (c *Client) URL(path string, query url.Values) string {
	u := *c.base
	u.Path += "/" + path
	u.RawQuery = query.Encode()
	return u.String()
}

// Own reports whether an address is one of this server, so that a place saved earlier may be asked again.
func (c *Client) Own(address string) bool {
	_, err := c.resolve(c.base, address)
	return err == nil
}

// Search asks one page and hands over its entries as they arrive; each owns what it is given. When an answer breaks off
// and is asked again, its entries are handed over again. An error of each ends the search and is returned as it is.
func (c *Client) Search(ctx context.Context, address string, each func(stream.Entry) error) (Page, error) {
	u, err := c.resolve(c.base, address)
	if err != nil {
		return Page{}, c.transport(err)
	}
	var page Page
	err = c.get(ctx, u, fhirJSON, func(a answer) error {
		page = Page{Total: -1, Date: a.date}
		head, err := stream.Bundle(a.body, c.cfg.Limits, func(e stream.Entry) error {
			if e.Type == "OperationOutcome" || e.Mode == "outcome" {
				page.Warned = page.Warned || c.issues(200, stream.Issues(e.Raw)) != nil
				return nil
			}
			if err := each(e); err != nil {
				return &stopError{err}
			}
			return nil
		})
		if err != nil {
			return err
		}
		switch head.ResourceType {
		case "Bundle":
		case "OperationOutcome":
			if e := c.issues(200, head.Issues); e != nil {
				return e
			}
			return c.fail(NotSupported, 200, nil, "answered with a message instead of records. Tell who runs the server.")
		default:
			return c.fail(NotFHIR, 200, nil, "answered with something that is not FHIR. Check the address of the source.")
		}
		page.Total, page.Entries = head.Total, head.Entries
		if head.Next != "" {
			next, err := c.resolve(a.url, head.Next)
			if err != nil {
				return c.fail(Foreign, 200, err, "continues its list at another address, which is not followed. Ask who runs the server to correct its links.")
			}
			page.Next = next.String()
		}
		return nil
	})
	return page, err
}

// Count asks how many resources a search finds. ok is false when the server does not say.
func (c *Client) Count(ctx context.Context, address string) (n int, ok bool, err error) {
	page, err := c.Search(ctx, address, func(stream.Entry) error { return nil })
	if err != nil {
		return 0, false, err
	}
	return page.Total, page.Total >= 0 && page.Entries == 0, nil // one that sends entries ignored what it was asked
}

// Read reads one resource, byte for byte.
func (c *Client) Read(ctx context.Context, typ, id string) ([]byte, error) {
	u := *c.base
	u.Path += "/" + typ + "/" + id
	return c.document(ctx, &u, fhirJSON)
}

// document reads one answer whole, within the limits of one resource.
func (c *Client) document(ctx context.Context, u *url.URL, accept string) ([]byte, error) {
	var raw []byte
	err := c.get(ctx, u, accept, func(a answer) error {
		limit := c.cfg.Limits.Value
		if limit <= 0 {
			limit = 64 << 20
		}
		var err error
		if raw, err = io.ReadAll(io.LimitReader(a.body, int64(limit)+1)); err != nil {
			return err
		}
		if len(raw) > limit {
			return stream.ErrTooLarge
		}
		return stream.Check(raw, c.cfg.Limits)
	})
	return raw, err
}
