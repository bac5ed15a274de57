package sealed

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"
)

// The units of a file follow each other without a gap, and each byte finds its own.
func TestUnits(t *testing.T) {
	for _, k := range kinds {
		for off := int64(0); off < 5*PageSize; {
			start, size := k.unit(off)
			if start != off || size < 16 || size > PageSize {
				t.Fatalf("kind %d: at %d there is a unit of %d from %d", k.tweak, off, size, start)
			}
			for _, inside := range []int64{off + 1, off + int64(size)/2, off + int64(size) - 1} {
				if s, n := k.unit(inside); s != start || n != size {
					t.Fatalf("kind %d: the byte at %d is in a unit of %d from %d", k.tweak, inside, n, s)
				}
			}
			off += int64(size)
		}
	}
	if start, size := logUnit(walHeader + 3*(frameHeader+PageSize) + frameHeader + 7); start != 32+3*4120+24 || size != 4096 {
		t.Errorf("the fourth page of a log is %d bytes at %d", size, start)
	}
}

// The same content looks different under another key, in another kind of file, at another place, and in each temporary
// file; and the same under the same.
func TestTweak(t *testing.T) {
	seen := map[string]string{}
	for _, key := range []string{"one", "two"} {
		for _, k := range kinds {
			for _, place := range []int64{0, 512, 4096, 1 << 40} {
				for range 2 {
					c := newCipher((*Key)(testKey(key)), k)
					unit := bytes.Repeat([]byte{7}, 512)
					c.seal(unit, place)
					who := fmt.Sprint(key, k.tweak, place)
					other, there := seen[string(unit)]
					if there && (other != who || k.salted) {
						t.Errorf("kind %d at %d looks like another", k.tweak, place)
					}
					seen[string(unit)] = who
					if c.open(unit, place); !bytes.Equal(unit, bytes.Repeat([]byte{7}, 512)) {
						t.Errorf("kind %d at %d does not open", k.tweak, place)
					}
				}
			}
		}
	}
	if want := 2 * 4 * (3 + 2*4); len(seen) != want { // three kinds are kept, four are salted
		t.Errorf("%d different units, want %d", len(seen), want)
	}
}

// What a later version must still read: the encryption of a page, and the keys derived.
func TestFormatStays(t *testing.T) {
	key := &DataKey{secret: Key(testKey("format"))}
	keys := key.Keys()
	h := sha256.New()
	for _, k := range kinds[:3] {
		page := make([]byte, PageSize)
		newCipher(&keys.Database, k).seal(page, 3*PageSize)
		h.Write(page)
	}
	h.Write(keys.Resources[:])
	h.Write(keys.Audit[:])
	h.Write(key.sign([]byte("body")))
	const want = "540454b79a80dce034c06fa314bf7e88563dcc123d75eaa8bec8245c8463a7a2"
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		t.Errorf("got %s: vaults that exist cannot be read any more", got)
	}
}
