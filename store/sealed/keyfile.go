package sealed

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// KeyFileName is the key file inside the vault folder.
const KeyFileName = "anamnesis.keys"

// What can be wrong with the key file.
const (
	ErrNoKeyFile Problem = "The vault has no key file, and without it nobody can open the cache. Put the key file back " +
		"from a backup of this vault."
	ErrKeyFileDamaged Problem = "The key file of the vault is damaged. Put it back from a backup of this vault; the cache " +
		"itself need not be restored."
	ErrKeyFileNewer Problem = "The key file was written by a newer version of Anamnesis. Open the vault with that version. " +
		"Nothing was changed."
	ErrKeyFileExists  Problem = "The vault has a key file already. A second one would lock everybody out, so nothing was changed."
	ErrKeyFileChanged Problem = "Another program changed the key file at the same time. Nothing was changed here: try again."
	ErrKeyFileForeign Problem = "The key file does not belong to the opened vault, or someone changed it without the key. " +
		"Nothing was changed. Put the key file back from a backup of this vault."
)

const (
	keyFileVersion = 1
	keyFileLimit   = 1 << 20 // bytes; a profile takes about 700
)

// A KeyFile is where the key file of a vault is. It is JSON in which the secrets are age files in text form:
//
//	version  1
//	body     key: the data key, for the identity of each profile and the recovery identity
//	         recovery: the recovery identity's recipient
//	         profiles: id, name, recipient, and the identity under the profile's passphrase
//	mac      HMAC-SHA-256 of body under a key derived from the data key: nobody without the key can add a recipient
//	sum      SHA-256 of body and mac: tells damage from a wrong passphrase
//
// One file, so that every change of it is one rename. The methods may be used from several goroutines. A change that
// another process made meanwhile is noticed and refused, unless both rename in the same instant: then one change is lost,
// and the file is whole all the same.
type KeyFile struct {
	Path string
	// WorkFactor is the logarithm to base 2 of scrypt's cost for new passphrases; 0 is age's own, 18: about a second.
	WorkFactor int
}

type envelope struct {
	Version int             `json:"version"`
	Body    json.RawMessage `json:"body"`
	MAC     string          `json:"mac"`
	Sum     string          `json:"sum"`
}

type body struct {
	Key      string    `json:"key"`
	Recovery string    `json:"recovery"`
	Profiles []profile `json:"profiles"`
}

type profile struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Recipient string `json:"recipient"`
	Identity  string `json:"identity"`
}

// A keyState is the key file as it was read, and what changing it needs to know of that.
type keyState struct {
	body
	raw []byte // body's bytes
	mac []byte
	sum string
}

func damagedKeyFile(cause error) error { return &explained{ErrKeyFileDamaged, cause} }

// Exists reports whether there is a key file.
func (k KeyFile) Exists() bool {
	_, err := os.Stat(k.Path)
	return err == nil
}

func (k KeyFile) read() (*keyState, error) {
	f, err := os.Open(k.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &explained{ErrNoKeyFile, err}
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, keyFileLimit+1))
	if err != nil {
		return nil, err
	}
	return parseKeyFile(b)
}

func parseKeyFile(b []byte) (*keyState, error) {
	if len(b) > keyFileLimit {
		return nil, damagedKeyFile(errors.New("too large"))
	}
	var e envelope
	if err := json.Unmarshal(b, &e); err != nil {
		return nil, damagedKeyFile(errors.New("not JSON")) // the cause could quote the file
	}
	if e.Version > keyFileVersion {
		return nil, ErrKeyFileNewer
	}
	s := &keyState{raw: e.Body, sum: e.Sum}
	var err error
	if s.mac, err = hex.DecodeString(e.MAC); err != nil || e.Version < 1 || e.Sum != checksum(e.Body, s.mac) {
		return nil, damagedKeyFile(errors.New("wrong checksum"))
	}
	if err := json.Unmarshal(e.Body, &s.body); err != nil {
		return nil, damagedKeyFile(errors.New("wrong body"))
	}
	return s, nil
}

func checksum(body, mac []byte) string {
	h := sha256.New()
	h.Write(body)
	h.Write(mac)
	return hex.EncodeToString(h.Sum(nil))
}

func (k *DataKey) sign(body []byte) []byte {
	key := k.derive("anamnesis 1 key file")
	defer clear(key[:])
	h := hmac.New(sha256.New, key[:])
	h.Write(body)
	return h.Sum(nil)
}

// checked reads the key file and makes sure that whoever wrote it had the key.
func (k KeyFile) checked(key *DataKey) (*keyState, error) {
	s, err := k.read()
	if err != nil {
		return nil, err
	}
	return s, s.check(key)
}

func (s *keyState) check(key *DataKey) error {
	if !hmac.Equal(s.mac, key.sign(s.raw)) {
		return ErrKeyFileForeign
	}
	return nil
}

var saving sync.Mutex

// save puts the new body in the file's place: there is the old file or the new one, whenever the power is lost. The file
// must still be as was was read; was is nil for the first.
func (k KeyFile) save(was *keyState, now *body, key *DataKey) error {
	raw, err := json.Marshal(now)
	if err != nil {
		return err
	}
	mac := key.sign(raw)
	b, err := json.Marshal(envelope{Version: keyFileVersion, Body: raw, MAC: hex.EncodeToString(mac), Sum: checksum(raw, mac)})
	if err != nil {
		return err
	}
	if len(b) > keyFileLimit {
		return ErrTooManyProfiles
	}
	saving.Lock()
	defer saving.Unlock()
	if was == nil {
		if k.Exists() {
			return ErrKeyFileExists
		}
	} else if is, err := k.read(); err != nil {
		return err
	} else if is.sum != was.sum {
		return ErrKeyFileChanged
	}
	return replace(k.Path, append(b, '\n'))
}

// unfinished are what replace was writing when it was killed: sealed as the key file itself.
func unfinished(path string) []string {
	dir := filepath.Dir(path)
	entries, _ := os.ReadDir(dir) // without a folder there are none
	var out []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), filepath.Base(path)+".new-") {
			out = append(out, filepath.Join(dir, e.Name()))
		}
	}
	return out
}

// replace writes a file beside the path, makes sure that it is on the disk, and renames it.
func replace(path string, b []byte) error {
	for _, old := range unfinished(path) {
		os.Remove(old)
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*") // mode 0600
	if err != nil {
		return err
	}
	next := f.Name()
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(next))
	}
	if err := os.Rename(next, path); err != nil {
		return err
	}
	if runtime.GOOS == "windows" {
		return nil // a folder cannot be synced there
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// Erase destroys the key file, and with it whatever the key sealed: first its content, then the file. What a disk or a
// backup keeps of earlier content is out of its reach.
func (k KeyFile) Erase() error {
	for _, path := range append([]string{k.Path}, unfinished(k.Path)...) {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		info, err := f.Stat()
		if err == nil {
			_, err = io.CopyN(f, rand.Reader, info.Size())
		}
		if err = errors.Join(err, f.Sync(), f.Close(), os.Remove(path)); err != nil {
			return err
		}
	}
	return nil
}
