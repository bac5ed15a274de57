package files

import (
	"errors"
	"fmt"
	"io"

	"anamnesis/sync/stream"
)

// eachError carries an error of the receiver through the reading of a file.
type eachError struct{ err error }

func (e *eachError) Error() string { return "stopped" }

var (
	errNotFHIR = errors.New("not FHIR") // JSON that is no resource
	errAfter   = errors.New("more text after the resource")
)

// sentence says what is wrong with a file and what to do.
func sentence(err error) string {
	var syntax *stream.SyntaxError
	var line *lineError
	switch {
	case errors.Is(err, errBomb):
		return "unpacks to far more than is plausible and was not read further. Ask where it comes from."
	case errors.As(err, &line):
		return line.sentence()
	case errors.Is(err, errNotFHIR):
		return "is JSON, but not FHIR: it has no resourceType. Leave it out, or export it as FHIR."
	case errors.Is(err, errAfter):
		return "goes on after the end of its resource; what follows was not read. Export it again."
	case errors.Is(err, stream.ErrEmpty):
		return "is empty. Export it again."
	case errors.Is(err, stream.ErrHTML):
		return "is a web page, not FHIR. It may be what a server answered instead of the file: download it again."
	case errors.Is(err, stream.ErrXML):
		return "is XML. Anamnesis reads FHIR as JSON: export it as JSON."
	case errors.Is(err, stream.ErrCutOff), errors.Is(err, io.ErrUnexpectedEOF):
		return "ends in the middle; what stood before is in. Copy or export it again."
	case errors.Is(err, stream.ErrTooDeep):
		return "is nested deeper than is safe to read. Ask where it comes from."
	case errors.Is(err, stream.ErrTooLarge):
		return "is larger than is safe to read at once. Export it as NDJSON."
	case errors.As(err, &syntax):
		return "is not JSON throughout; what stood before the mistake is in. Export it again."
	}
	return "could not be read to its end: it may be damaged. Copy or export it again."
}

// lineError says in which line a text stops being JSON.
type lineError struct {
	line  int // 0 when it cannot be told
	saved int // resources that stood before
}

func (e *lineError) Error() string { return e.sentence() }

func (e *lineError) sentence() string {
	where := "breaks off or is not JSON"
	if e.line > 0 {
		where = fmt.Sprintf("is not JSON from line %d on", e.line)
	}
	if e.saved > 0 {
		return fmt.Sprintf("%s; the %d resource(s) before are in. Export it again.", where, e.saved)
	}
	return where + " and was not read. Export it again."
}
