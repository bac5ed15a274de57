package sealed

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
)

// KeySize is the length of every key here, in bytes.
const KeySize = 32

// A Key is never printed: neither by fmt nor in a log nor in JSON.
type Key [KeySize]byte

const unprinted = "(a key)"

// Format prints that it is a key.
func (Key) Format(f fmt.State, _ rune) { io.WriteString(f, unprinted) }

// MarshalText says that it is a key.
func (Key) MarshalText() ([]byte, error) { return []byte(unprinted), nil }

// A DataKey is the vault's one random secret, out of which its other keys are derived. It exists in memory between unlock
// and lock, and in the key file wrapped.
type DataKey struct{ secret Key }

// Format prints that it is a key.
func (DataKey) Format(f fmt.State, _ rune) { io.WriteString(f, unprinted) }

func newDataKey() *DataKey {
	k := new(DataKey)
	rand.Read(k.secret[:]) // never fails: crypto/rand ends the program instead
	return k
}

// Keys are the keys that the rest of the program uses. None tells anything about another or about the data key.
type Keys struct {
	Database  Key // for Register
	Resources Key // HMAC-SHA-256 of resources and facts
	Audit     Key // HMAC-SHA-256 of the head of the audit log
}

// Keys derives them, with HKDF-SHA-256.
func (k *DataKey) Keys() *Keys {
	return &Keys{
		Database:  k.derive("anamnesis 1 database"),
		Resources: k.derive("anamnesis 1 resources"),
		Audit:     k.derive("anamnesis 1 audit"),
	}
}

func (k *DataKey) derive(purpose string) Key {
	key, err := hkdf.Key(sha256.New, k.secret[:], nil, purpose, KeySize)
	if err != nil {
		panic("sealed: HKDF refuses 32 bytes: " + err.Error()) // only above 255 times the hash
	}
	return Key(key)
}

// Wipe overwrites the key.
func (k *DataKey) Wipe() { clear(k.secret[:]) }

// Wipe overwrites the keys.
func (k *Keys) Wipe() { *k = Keys{} }
