package stream

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// Limits bound what is read. The zero value of a field means its default.
type Limits struct {
	Total int64 // bytes of the whole text; default 512 MiB
	Value int   // bytes of one resource with its envelope; default 64 MiB
	Depth int   // nesting of objects and arrays; default 200
}

func (l Limits) filled() Limits {
	if l.Total <= 0 {
		l.Total = 512 << 20
	}
	if l.Value <= 0 {
		l.Value = 64 << 20
	}
	if l.Depth <= 0 {
		l.Depth = 200
	}
	return l
}

// What can be wrong with a text. None of them holds a part of it.
var (
	ErrTooLarge = errors.New("larger than the limit")
	ErrTooDeep  = errors.New("nested deeper than the limit")
	ErrHTML     = errors.New("a web page, not FHIR")
	ErrXML      = errors.New("XML, not JSON")
	ErrEmpty    = errors.New("empty")
	ErrCutOff   = errors.New("the text ends in the middle")
)

// SyntaxError says at which byte a text stops being JSON.
type SyntaxError struct{ Offset int64 }

func (e *SyntaxError) Error() string { return fmt.Sprintf("not JSON at byte %d", e.Offset) }

// scanner cuts JSON into values without reading what they mean. It finds the end of a value by its brackets; whether the
// value is JSON inside is for its reader to find out, so that one bad resource does not spoil its neighbours.
type scanner struct {
	r      *bufio.Reader
	limits Limits
	offset int64
	buf    []byte
}

func newScanner(r io.Reader, l Limits) *scanner {
	return &scanner{r: bufio.NewReaderSize(r, 64<<10), limits: l.filled()}
}

func (s *scanner) next() (byte, error) {
	b, err := s.r.ReadByte()
	if err != nil {
		return 0, err
	}
	s.offset++
	if s.offset > s.limits.Total {
		return 0, ErrTooLarge
	}
	return b, nil
}

func (s *scanner) back() {
	if s.r.UnreadByte() == nil {
		s.offset--
	}
}

func (s *scanner) syntax() error { return &SyntaxError{s.offset} }

// token returns the next byte that is not white space, and io.EOF at the end of the text.
func (s *scanner) token() (byte, error) {
	for {
		b, err := s.next()
		if err != nil {
			return 0, err
		}
		switch b {
		case ' ', '\t', '\r', '\n':
			continue
		}
		return b, nil
	}
}

// inside is token where the text may not end.
func (s *scanner) inside() (byte, error) {
	b, err := s.token()
	if err == io.EOF {
		err = ErrCutOff
	}
	return b, err
}

// start skips a byte order mark and says what kind of text this is by its first byte.
func (s *scanner) start() (byte, error) {
	if p, _ := s.r.Peek(3); len(p) == 3 && p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF {
		if _, err := s.r.Discard(3); err != nil {
			return 0, err
		}
		s.offset += 3
	}
	b, err := s.token()
	switch {
	case err == io.EOF:
		return 0, ErrEmpty
	case err != nil:
		return 0, err
	case b == '<':
		if p, _ := s.r.Peek(512); looksXML(p) {
			return 0, ErrXML
		}
		return 0, ErrHTML
	}
	return b, nil
}

// value copies the value that begins with b. The bytes are valid until the next call.
func (s *scanner) value(b byte) ([]byte, error) {
	s.buf = append(s.buf[:0], b)
	switch b {
	case '{', '[':
		return s.nested()
	case '"':
		err := s.text()
		return s.buf, err
	}
	for { // a number or a literal: up to the next delimiter
		b, err := s.next()
		if err == io.EOF {
			return s.buf, nil
		}
		if err != nil {
			return nil, err
		}
		switch b {
		case ',', '}', ']', ':', ' ', '\t', '\r', '\n':
			s.back()
			return s.buf, nil
		case '"', '{', '[':
			return nil, s.syntax()
		}
		if s.buf = append(s.buf, b); len(s.buf) > 4096 {
			return nil, s.syntax()
		}
	}
}

func (s *scanner) nested() ([]byte, error) {
	open := append(make([]byte, 0, 32), s.buf[0])
	for len(open) > 0 {
		b, err := s.next()
		if err == io.EOF {
			return nil, ErrCutOff
		}
		if err != nil {
			return nil, err
		}
		if s.buf = append(s.buf, b); len(s.buf) > s.limits.Value {
			return nil, ErrTooLarge
		}
		switch b {
		case '"':
			if err := s.text(); err != nil {
				return nil, err
			}
		case '{', '[':
			if open = append(open, b); len(open) > s.limits.Depth {
				return nil, ErrTooDeep
			}
		case '}', ']':
			if open[len(open)-1] != b-2 { // '{' and '}', '[' and ']' lie two apart
				return nil, s.syntax()
			}
			open = open[:len(open)-1]
		}
	}
	return s.buf, nil
}

// text copies the rest of a string, whose opening quote is in the buffer.
func (s *scanner) text() error {
	for escaped := false; ; {
		b, err := s.next()
		if err == io.EOF {
			return ErrCutOff
		}
		if err != nil {
			return err
		}
		if s.buf = append(s.buf, b); len(s.buf) > s.limits.Value {
			return ErrTooLarge
		}
		switch {
		case escaped:
			escaped = false
		case b == '\\':
			escaped = true
		case b == '"':
			return nil
		}
	}
}
