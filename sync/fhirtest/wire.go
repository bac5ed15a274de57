package fhirtest

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const fhirJSON = "application/fhir+json; charset=utf-8"

// Status answers with the status and an OperationOutcome. retryAfter is the Retry-After header, seconds or an HTTP date,
// "" for none.
func Status(status int, retryAfter string) Effect {
	return refusal(fmt.Sprintf("status %d", status), func(_ *Server, w http.ResponseWriter, _ *http.Request) {
		if retryAfter != "" {
			w.Header().Set("Retry-After", retryAfter)
		}
		w.Header().Set("Content-Type", fhirJSON)
		w.WriteHeader(status)
		_, _ = w.Write(outcome("error", issueCode(status), http.StatusText(status)))
	})
}

func issueCode(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "login"
	case http.StatusForbidden:
		return "forbidden"
	case http.StatusTooManyRequests:
		return "throttled"
	case http.StatusNotFound:
		return "not-found"
	case http.StatusGone:
		return "expired"
	case http.StatusRequestTimeout, http.StatusGatewayTimeout:
		return "timeout"
	}
	return "transient"
}

// Refuse answers 401 or 403; challenge is the WWW-Authenticate header, "" for none.
func Refuse(status int, challenge string) Effect {
	e := Status(status, "")
	return refusal(fmt.Sprintf("refused %d", status), func(s *Server, w http.ResponseWriter, r *http.Request) {
		if challenge != "" {
			w.Header().Set("WWW-Authenticate", challenge)
		}
		e.wrap(s, nil).ServeHTTP(w, r)
	})
}

// HTML answers status 200 with a proxy's page.
func HTML() Effect {
	return refusal("html", func(_ *Server, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Sign in to use this network.</body></html>\n")
	})
}

// OutcomeBody answers status 200 with an OperationOutcome that tells of an error.
func OutcomeBody() Effect {
	return refusal("outcome body", func(_ *Server, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", fhirJSON)
		_, _ = w.Write(outcome("error", "exception", "The search failed."))
	})
}

// EmptySearchset answers status 200 with an empty searchset, as a server does for what it does not understand.
func EmptySearchset() Effect {
	return refusal("empty searchset", func(_ *Server, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", fhirJSON)
		none := 0
		_, _ = w.Write(encode(bundle{ResourceType: "Bundle", Type: "searchset", Total: &none}))
	})
}

// Redirect answers 307 to the same path below another base URL.
func Redirect(base string) Effect {
	return refusal("redirect", func(s *Server, w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, base+strings.TrimPrefix(r.URL.RequestURI(), s.Honest.Path()), http.StatusTemporaryRedirect)
	})
}

// Drop closes the connection without an answer.
func Drop() Effect {
	return refusal("drop", func(*Server, http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
}

// Stall never answers: the client must give up.
func Stall() Effect {
	return refusal("stall", func(s *Server, _ http.ResponseWriter, r *http.Request) { s.stall(r) })
}

// stall waits for the client to leave or the server to stop.
func (s *Server) stall(r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-s.closing:
	}
	panic(http.ErrAbortHandler)
}

// Slow answers after the time.
func Slow(d time.Duration) Effect {
	return Effect{"slow", stageWire, func(s *Server, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			t := time.NewTimer(d)
			defer t.Stop()
			select {
			case <-t.C:
				next.ServeHTTP(w, r)
			case <-r.Context().Done():
			case <-s.closing:
			}
		})
	}}
}

// StallAfter sends so many bytes of the body and then nothing more.
func StallAfter(bytes int) Effect {
	return wire("stall after", func(s *Server, w http.ResponseWriter, r *http.Request, a *reply) {
		w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body[:min(bytes, len(a.body))])
		_ = http.NewResponseController(w).Flush()
		s.stall(r)
	})
}

// Truncate closes the connection after so many bytes of the body.
func Truncate(bytes int) Effect {
	return wire("truncate", func(_ *Server, w http.ResponseWriter, _ *http.Request, a *reply) {
		w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body[:min(bytes, len(a.body))])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	})
}

// Cut sends so many bytes as if they were all: the JSON is broken and HTTP does not show it.
func Cut(bytes int) Effect {
	return wire("cut", func(_ *Server, w http.ResponseWriter, _ *http.Request, a *reply) {
		a.body = a.body[:min(bytes, len(a.body))]
		a.send(w)
	})
}

// wire makes an effect that sends an answer of its own making; the headers are set.
func wire(name string, send func(s *Server, w http.ResponseWriter, r *http.Request, a *reply)) Effect {
	return Effect{name, stageWire, func(s *Server, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a := ask(next, r)
			for key, values := range a.header {
				w.Header()[key] = values
			}
			send(s, w, r, a)
		})
	}}
}

// WithoutHeaders drops headers of answers: ETag, Last-Modified, Date ...
func WithoutHeaders(names ...string) Effect {
	return Effect{"without headers", stageHeaders, func(_ *Server, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a := ask(next, r)
			for _, name := range names {
				a.header[http.CanonicalHeaderKey(name)] = nil // nil keeps net/http from adding its own
			}
			a.send(w)
		})
	}}
}

// WithoutGzip never compresses.
func WithoutGzip() Effect {
	return question("without gzip", func(_ *Server, r *http.Request) { r.Header.Del("Accept-Encoding") })
}
