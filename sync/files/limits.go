package files

import (
	"errors"
	"io"

	"anamnesis/sync/stream"
)

// Limits bound what is unpacked. The zero value of a field means its default.
type Limits struct {
	Files  int           // files in one archive; default 200,000
	Bytes  int64         // unpacked bytes of one archive; default 16 GiB
	Ratio  int64         // unpacked to packed; default 200
	Free   int64         // unpacked bytes of one file for which the ratio does not count; default 64 MiB
	Memory int64         // files up to this size are read at once, larger ones as a stream; default 48 MiB
	Text   stream.Limits // of one file
}

func (l Limits) filled() Limits {
	if l.Files <= 0 {
		l.Files = 200_000
	}
	if l.Bytes <= 0 {
		l.Bytes = 16 << 30
	}
	if l.Ratio <= 0 {
		l.Ratio = 200
	}
	if l.Free <= 0 {
		l.Free = 64 << 20
	}
	if l.Memory <= 0 {
		l.Memory = 48 << 20
	}
	if l.Text.Total <= 0 {
		l.Text.Total = 4 << 30
	}
	return l
}

// errBomb says that a file unpacks to more than is plausible.
var errBomb = errors.New("unpacks to far more than it holds")

// counted counts what is read.
type counted struct {
	r io.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// guard fails when what is unpacked grows out of proportion to what it was unpacked from.
type guard struct {
	r      io.Reader
	packed func() int64
	limits Limits
	n      int64
	budget *int64 // bytes left for the whole archive
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	g.n += int64(n)
	*g.budget -= int64(n)
	if *g.budget < 0 || g.n > g.limits.Free && g.n/max(g.packed(), 1) > g.limits.Ratio {
		return 0, errBomb
	}
	return n, err
}
