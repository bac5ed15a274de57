package fhirserve

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// failure is an answer that is not what was asked for.
type failure struct {
	status int
	code   string // of the value set issue-type
	text   string
}

func (f *failure) Error() string { return f.text }

func fail(status int, code, format string, args ...any) *failure {
	return &failure{status, code, fmt.Sprintf(format, args...)}
}

func invalid(format string, args ...any) *failure {
	return fail(http.StatusBadRequest, "invalid", format, args...)
}

func notSupported(status int, format string, args ...any) *failure {
	return fail(status, "not-supported", format, args...)
}

type issue struct {
	Severity    string `json:"severity"`
	Code        string `json:"code"`
	Diagnostics string `json:"diagnostics,omitempty"`
}

// outcome is an OperationOutcome.
func outcome(issues ...issue) json.RawMessage {
	return encode(struct {
		ResourceType string  `json:"resourceType"`
		Issue        []issue `json:"issue"`
	}{"OperationOutcome", issues})
}

func (f *failure) outcome() json.RawMessage { return outcome(issue{"error", f.code, f.text}) }
