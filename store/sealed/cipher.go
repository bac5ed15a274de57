package sealed

import (
	"crypto/rand"
	"encoding/binary"

	"lukechampine.com/adiantum"
	"lukechampine.com/adiantum/hbsh"
)

// unitCipher encrypts the units of one open file. Adiantum keeps a scratch buffer, so that a unitCipher is not safe for
// concurrent use; SQLite uses an open file from one goroutine at a time, and each has its own.
type unitCipher struct {
	key      Key // Adiantum refers to it for as long as it is used
	adiantum *hbsh.HBSH
	tweak    [24]byte // the kind of file, the place (8 bytes), a salt for files that are never opened again
}

func newCipher(key *Key, k *kind) *unitCipher {
	c := &unitCipher{key: *key}
	c.adiantum = adiantum.New(c.key[:])
	c.tweak[0] = k.tweak
	if k.salted {
		rand.Read(c.tweak[9:]) // never fails: crypto/rand ends the program instead
	}
	return c
}

// seal encrypts the unit in place. It must be at least 16 bytes.
func (c *unitCipher) seal(unit []byte, place int64) {
	binary.LittleEndian.PutUint64(c.tweak[1:9], uint64(place))
	c.adiantum.Encrypt(unit, c.tweak[:])
}

// open decrypts the unit in place.
func (c *unitCipher) open(unit []byte, place int64) {
	binary.LittleEndian.PutUint64(c.tweak[1:9], uint64(place))
	c.adiantum.Decrypt(unit, c.tweak[:])
}

// wipe makes the cipher useless and overwrites our copy of the key.
func (c *unitCipher) wipe() {
	clear(c.key[:])
	c.adiantum = nil
}
