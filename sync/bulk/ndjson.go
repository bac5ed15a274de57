package bulk

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
)

// MaxLine bounds one line of NDJSON: a resource with its inline attachments.
const MaxLine = 64 << 20

// ErrLineTooLong says that a line was skipped because it is longer than the limit.
var ErrLineTooLong = errors.New("longer than the limit for one line")

// Line is one line that is not blank.
type Line struct {
	Number int    // from 1
	Raw    []byte // without the line break; it belongs to the receiver
	Err    error  // ErrLineTooLong: Raw is nil
}

// ReadLines hands over each line in order until the text ends, each fails or ctx is done. max bounds a line in bytes; 0
// is MaxLine.
func ReadLines(ctx context.Context, r io.Reader, max int, each func(Line) error) error {
	if max <= 0 {
		max = MaxLine
	}
	br := bufio.NewReaderSize(r, 64<<10)
	if p, _ := br.Peek(3); bytes.Equal(p, []byte{0xEF, 0xBB, 0xBF}) {
		_, _ = br.Discard(3)
	}
	for number := 1; ; number++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		raw, tooLong, err := readLine(br, max)
		if err != nil && err != io.EOF {
			return err
		}
		line := Line{Number: number, Raw: bytes.TrimSpace(raw)}
		if tooLong {
			line.Raw, line.Err = nil, ErrLineTooLong
		}
		if line.Err != nil || len(line.Raw) > 0 {
			if err := each(line); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

func readLine(br *bufio.Reader, max int) (line []byte, tooLong bool, err error) {
	for {
		part, err := br.ReadSlice('\n')
		if !tooLong {
			if len(line)+len(part) > max {
				line, tooLong = nil, true
			} else {
				line = append(line, part...)
			}
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		return line, tooLong, err
	}
}
