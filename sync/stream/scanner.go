package stream

import (
	"bytes"
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
	r      io.Reader
	limits Limits
	offset int64
	store  []byte
	win    []byte // of store: what was read and not taken
	err    error  // of r, after win
	buf    []byte
}

func newScanner(r io.Reader, l Limits) *scanner {
	return &scanner{r: r, limits: l.filled(), store: make([]byte, 64<<10)}
}

// fill makes sure that something is in the window.
func (s *scanner) fill() error {
	for len(s.win) == 0 {
		if s.err != nil {
			return s.err
		}
		n, err := s.r.Read(s.store)
		s.win, s.err = s.store[:n], err
	}
	return nil
}

// take moves n bytes out of the window.
func (s *scanner) take(n int) error {
	s.win = s.win[n:]
	if s.offset += int64(n); s.offset > s.limits.Total {
		return ErrTooLarge
	}
	return nil
}

func (s *scanner) next() (byte, error) {
	if err := s.fill(); err != nil {
		return 0, err
	}
	b := s.win[0]
	return b, s.take(1)
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
	b, err := s.token()
	for _, mark := range []byte{0xEF, 0xBB, 0xBF} {
		if err != nil || b != mark {
			break
		}
		b, err = s.token()
	}
	switch {
	case err == io.EOF:
		return 0, ErrEmpty
	case err != nil:
		return 0, err
	case b == '<':
		rest, _ := io.ReadAll(io.LimitReader(io.MultiReader(bytes.NewReader(s.win), s.r), 512))
		if looksXML(rest) {
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
	case '{', '[', '"':
		return s.whole(b)
	}
	for { // a number or a literal: up to the next delimiter
		err := s.fill()
		if err == io.EOF {
			return s.buf, nil
		}
		if err != nil {
			return nil, err
		}
		switch b := s.win[0]; b {
		case ',', '}', ']', ':', ' ', '\t', '\r', '\n':
			return s.buf, nil
		case '"', '{', '[':
			return nil, s.syntax()
		default:
			s.buf = append(s.buf, b)
		}
		if err := s.take(1); err != nil {
			return nil, err
		}
		if len(s.buf) > 4096 {
			return nil, s.syntax()
		}
	}
}

// whole copies an object, an array or a string, whose first byte is in the buffer.
func (s *scanner) whole(first byte) ([]byte, error) {
	open := make([]byte, 0, 32)
	quoted, escaped := first == '"', false
	if !quoted {
		open = append(open, first)
	}
	for {
		if err := s.fill(); err == io.EOF {
			return nil, ErrCutOff
		} else if err != nil {
			return nil, err
		}
		n := 0
		for done := false; n < len(s.win) && !done; n++ {
			if quoted && !escaped { // most bytes stand in strings
				n += plain(s.win[n:])
				if n == len(s.win) {
					break
				}
			}
			b := s.win[n]
			switch {
			case escaped:
				escaped = false
			case quoted:
				if b == '"' {
					quoted = false
					done = len(open) == 0
				} else if b == '\\' {
					escaped = true
				}
			case b == '"':
				quoted = true
			case b == '{', b == '[':
				if open = append(open, b); len(open) > s.limits.Depth {
					return nil, ErrTooDeep
				}
			case b == '}', b == ']':
				if open[len(open)-1] != b-2 { // '{' and '}', '[' and ']' lie two apart
					return nil, s.syntax()
				}
				open = open[:len(open)-1]
				done = len(open) == 0
			}
		}
		s.buf = append(s.buf, s.win[:n]...)
		if len(s.buf) > s.limits.Value {
			return nil, ErrTooLarge
		}
		if err := s.take(n); err != nil {
			return nil, err
		}
		if len(open) == 0 && !quoted {
			return s.buf, nil
		}
	}
}
