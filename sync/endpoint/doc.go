// Package endpoint speaks to one FHIR server over HTTP: what it offers, searches page by page, reads, counts, history.
//
// It promises:
//   - It goes only to the server that it was made for: a link or redirect to another origin is refused, and plain http
//     goes only to this machine unless the source explicitly permits it.
//   - Answers are streamed and bounded: bytes, depth, redirects, silence.
//   - 408, 429, 5xx and broken connections are asked again, at growing distances or when the server says, until the
//     context ends or the attempts are used up.
//   - Its errors are sentences with a kind; no URL, identifier or text of the server stands in them or in a log.
//
// It keeps no state about patients and saves nothing.
package endpoint
