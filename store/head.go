package store

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// HeadName is the file beside the cache that holds how long the audit log was and a code over its last hash.
const HeadName = "audit.head"

// headFile stands outside the chain, so that a chain whose tail was cut off shows.
type headFile struct {
	path string
	key  []byte
}

// head is what the file says: the count and the code that it should have.
type head struct {
	count int64
	mac   []byte
}

const headFormat = "anamnesis audit head 1\n%d\n%x\n"

func (f headFile) mac(count int64, hash []byte) []byte {
	return seals{f.key}.over("audit head").number(count).bytes(hash).sum()
}

// read returns nil when there is no file.
func (f headFile) read() (*head, error) {
	b, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var h head
	var mac string
	if _, err := fmt.Sscanf(string(b), "anamnesis audit head 1\n%d\n%s\n", &h.count, &mac); err != nil {
		return &head{count: -1}, nil
	}
	if h.mac, err = hex.DecodeString(mac); err != nil || h.count < 0 {
		return &head{count: -1}, nil
	}
	return &h, nil
}

// write replaces the file whole.
func (f headFile) write(count int64, hash []byte) error {
	content := fmt.Appendf(nil, headFormat, count, f.mac(count, hash))
	if was, err := os.ReadFile(f.path); err == nil && bytes.Equal(was, content) {
		return nil
	}
	t, err := os.CreateTemp(filepath.Dir(f.path), "."+HeadName+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(t.Name()) // gone already where all went well
	if _, err := t.Write(content); err != nil {
		return errors.Join(err, t.Close())
	}
	if err := t.Sync(); err != nil {
		return errors.Join(err, t.Close())
	}
	if err := t.Close(); err != nil {
		return err
	}
	return os.Rename(t.Name(), f.path)
}
