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

// Member finds the value of a member of the outermost object: raw[from:to].
func Member(raw []byte, name string) (from, to int, ok bool) {
	s := newScanner(bytes.NewReader(raw), Limits{})
	b, err := s.start()
	if err != nil || b != '{' {
		return 0, 0, false
	}
	for {
		if b, err = s.inside(); err != nil {
			return 0, 0, false
		}
		if b == ',' {
			continue
		}
		key, err := s.key(b)
		if err != nil {
			return 0, 0, false
		}
		if b, err = s.inside(); err != nil {
			return 0, 0, false
		}
		at := int(s.offset) - 1
		if _, err = s.value(b); err != nil {
			return 0, 0, false
		}
		if key == name {
			return at, int(s.offset), true
		}
	}
}
