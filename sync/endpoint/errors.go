package endpoint

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"syscall"

	"anamnesis/app"
	"anamnesis/sync/stream"
)

// Kind says what went wrong, so that the gathering knows what to do next.
type Kind string

// The kinds of failure.
const (
	Unreachable  Kind = "unreachable"   // no connection, or no answer
	Refused      Kind = "refused"       // 401, 403: not without a login, or not for this one
	Missing      Kind = "missing"       // 404: not here
	Gone         Kind = "gone"          // 410: it was here
	NotSupported Kind = "not-supported" // 400, 405, 406, 422, 501: it does not do this
	Busy         Kind = "busy"          // 408, 429, 5xx after all attempts
	NotFHIR      Kind = "not-fhir"      // a web page, XML, no JSON
	Broken       Kind = "broken"        // the answer broke off or is not whole
	Foreign      Kind = "foreign"       // a link or redirect to another address
	Bounds       Kind = "bounds"        // larger or deeper than the limits
)

// Error is a failed request. Its text is a sentence that a clinician may read.
type Error struct {
	Kind   Kind
	Status int // of HTTP, 0 when there was no answer
	said   app.Error
}

// Error returns the sentence.
func (e *Error) Error() string { return e.said.Message }

// Unwrap returns the sentence as the application's error, and through it the cause.
func (e *Error) Unwrap() error { return &e.said }

// IsKind reports whether err is a failure of one of the kinds.
func IsKind(err error, kinds ...Kind) bool {
	var e *Error
	if !errors.As(err, &e) {
		return false
	}
	for _, k := range kinds {
		if e.Kind == k {
			return true
		}
	}
	return false
}

func (c *Client) fail(kind Kind, status int, cause error, sentence string) *Error {
	return &Error{Kind: kind, Status: status, said: app.Error{Message: c.cfg.Name + " " + sentence, Err: cause}}
}

// transport puts a failed connection in words. The cause loses the *url.Error around it, which would print the URL.
func (c *Client) transport(err error) *Error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var record tls.RecordHeaderError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, errForeign):
		return c.fail(Foreign, 0, err, "sends to another address, which is not followed. Ask who runs the server for its own address, or change the source.")
	case errors.Is(err, errRedirects):
		return c.fail(Foreign, 0, err, "sends in circles from one address to the next. Check the address of the source.")
	case errors.Is(err, errStalled):
		return c.fail(Broken, 0, err, "stopped in the middle of an answer. It will be asked again with the next synchronisation.")
	case errors.As(err, &dns):
		return c.fail(Unreachable, 0, err, "could not be reached: its address is not known. Check the address of the source and the network.")
	case errors.As(err, &cert), errors.As(err, &unknown):
		return c.fail(Unreachable, 0, err, "could not be trusted: its certificate is not from an authority that this machine knows, or is for another name. Ask who runs the server.")
	case errors.As(err, &record):
		return c.fail(Unreachable, 0, err, "does not speak https at this address. Check the address of the source.")
	case errors.Is(err, syscall.ECONNREFUSED):
		return c.fail(Unreachable, 0, err, "could not be reached: nothing answers at its address. Check the address of the source, or try again when the server runs.")
	case errors.As(err, &timeout) && timeout.Timeout():
		return c.fail(Unreachable, 0, err, "did not answer in time. Try again later.")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return c.fail(Broken, 0, err, "broke off the connection. Try again later.")
	}
	return c.fail(Unreachable, 0, err, "could not be reached. Check the network and the address of the source.")
}

// body puts a body that could not be read in words.
func (c *Client) body(err error) error {
	var syntax *stream.SyntaxError
	switch {
	case errors.Is(err, stream.ErrHTML):
		return c.fail(NotFHIR, 200, err, "answered with a web page instead of FHIR: a proxy or a login page stands in between, or the address is that of a website. Check the address of the source.")
	case errors.Is(err, stream.ErrXML):
		return c.fail(NotFHIR, 200, err, "answers only in XML. Anamnesis reads FHIR as JSON; ask who runs the server to allow application/fhir+json.")
	case errors.Is(err, stream.ErrEmpty):
		return c.fail(NotFHIR, 200, err, "sent an empty answer. Check the address of the source.")
	case errors.Is(err, stream.ErrTooLarge), errors.Is(err, stream.ErrTooDeep):
		return c.fail(Bounds, 200, err, "sent an answer that is larger or deeper than is safe to read. Ask who runs the server to send smaller pages.")
	case errors.Is(err, stream.ErrCutOff), errors.As(err, &syntax):
		return c.fail(Broken, 200, err, "sent an answer that breaks off or is damaged. It will be asked for again with the next synchronisation.")
	}
	return c.transport(err)
}

// status puts an answer that is not 200 in words.
func (c *Client) status(status int, issues []stream.Issue) *Error {
	switch status {
	case http.StatusUnauthorized:
		return c.fail(Refused, status, nil, "lets nobody in without a login (401). Log in to the source.")
	case http.StatusForbidden:
		return c.fail(Refused, status, nil, "refuses this (403). Ask who runs the server to allow it for this program.")
	case http.StatusNotFound:
		return c.fail(Missing, status, nil, "does not have this (404). Check the address of the source.")
	case http.StatusGone:
		return c.fail(Gone, status, nil, "says that this is gone (410).")
	case http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return c.fail(Busy, status, nil, "is too busy to answer ("+http.StatusText(status)+"). Try again later.")
	}
	if status >= 500 && status != http.StatusNotImplemented {
		return c.fail(Busy, status, nil, "failed on its own side ("+http.StatusText(status)+"). Try again later, and tell who runs it if it stays so.")
	}
	if e := c.issues(status, issues); e != nil && e.Kind != Busy { // 4xx: asking the same again does not help
		return e
	}
	return c.fail(NotSupported, status, nil, "does not do this ("+http.StatusText(status)+"). The rest goes on.")
}

// issues reads the codes of an OperationOutcome (http://hl7.org/fhir/issue-type); nil when none is an error.
func (c *Client) issues(status int, issues []stream.Issue) *Error {
	for _, i := range issues {
		if i.Severity != "error" && i.Severity != "fatal" {
			continue
		}
		switch i.Code {
		case "login", "unknown", "expired":
			return c.fail(Refused, status, nil, "asks for a login. Log in to the source.")
		case "security", "forbidden", "suppressed":
			return c.fail(Refused, status, nil, "refuses this. Ask who runs the server to allow it for this program.")
		case "throttled", "timeout", "lock-error", "transient", "exception", "no-store", "incomplete":
			return c.fail(Busy, status, nil, "could not answer now. Try again later.")
		case "not-found":
			return c.fail(Missing, status, nil, "does not have this.")
		case "deleted":
			return c.fail(Gone, status, nil, "says that this is gone.")
		case "not-supported":
			return c.fail(NotSupported, status, nil, "does not do this. The rest goes on.")
		}
		return c.fail(NotSupported, status, nil, "answered with an error instead of records. Tell who runs the server.")
	}
	return nil
}

// retryable reports whether asking again may help.
func retryable(ctx context.Context, err error) bool {
	if ctx.Err() != nil {
		return false
	}
	var e *Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Kind {
	case Busy, Broken:
		return true
	case Unreachable:
		var dns *net.DNSError
		var cert *tls.CertificateVerificationError
		var record tls.RecordHeaderError
		return !errors.As(err, &cert) && !errors.As(err, &record) && !(errors.As(err, &dns) && dns.IsNotFound)
	}
	return false
}
