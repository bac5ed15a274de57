package stream

import (
	"bytes"
	"encoding/json"
	"io"
)

// Check reports whether raw is one JSON value within the limits: ErrHTML, ErrXML, ErrEmpty, ErrTooDeep, ErrTooLarge,
// ErrCutOff or a *SyntaxError.
func Check(raw []byte, l Limits) error {
	s := newScanner(bytes.NewReader(raw), l)
	b, err := s.start()
	if err != nil {
		return err
	}
	if _, err := s.value(b); err != nil {
		return err
	}
	if _, err := s.token(); err != io.EOF {
		return s.syntax()
	}
	if !json.Valid(bytes.TrimPrefix(raw, []byte{0xEF, 0xBB, 0xBF})) {
		return &SyntaxError{}
	}
	return nil
}
