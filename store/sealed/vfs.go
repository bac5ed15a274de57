package sealed

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// A vfs is one registered file system: the platform's, with a key.
type vfs struct {
	own uintptr // our sqlite3_vfs, a changed copy of the platform's; in C memory, for good

	mu   sync.Mutex
	key  Key
	gone bool // unregistered
}

var (
	registered sync.Map // address of our sqlite3_vfs -> *vfs
	count      atomic.Int64

	methodsMu sync.Mutex
	methods   = map[uintptr]uintptr{} // the platform's sqlite3_io_methods -> ours, in C memory, for good
)

// base is the platform's sqlite3_vfs, and where behind its part of a sqlite3_file ours begins, in bytes.
var base = sync.OnceValues(func() (vfs, ours uintptr) {
	tls := libc.NewTLS()
	defer tls.Close()
	if vfs = sqlite3.Xsqlite3_vfs_find(tls, 0); vfs != 0 {
		ours = uintptr(at[sqlite3.Tsqlite3_vfs](vfs).FszOsFile+7) &^ 7
	}
	return vfs, ours
})

type openFunc = func(tls *libc.TLS, vfs, name, file uintptr, flags int32, outFlags uintptr) int32

// Register makes a file system that reads and writes sealed files with the key, over the platform's default one, and
// returns its name for the DSN (vfs=NAME). The name says nothing about the key, and the key is copied.
//
// unregister forgets the key: no file can be opened any more. Files that are open stay readable until they are closed,
// when their copy of the key is overwritten too, so close the connections first.
func Register(key []byte) (name string, unregister func(), err error) {
	if len(key) != KeySize || subtle.ConstantTimeCompare(key, make([]byte, KeySize)) == 1 {
		return "", nil, fmt.Errorf("sealed: the key is not %d random bytes", KeySize)
	}
	platform, ours := base()
	if platform == 0 {
		return "", nil, errors.New("sealed: SQLite has no file system here")
	}
	tls := libc.NewTLS()
	defer tls.Close()
	v := &vfs{key: Key(key)}
	name = fmt.Sprintf("sealed-%d", count.Add(1))
	zName, err := libc.CString(name)
	if err != nil {
		return "", nil, fmt.Errorf("sealed: %w", err)
	}
	v.own = libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(sqlite3.Tsqlite3_vfs{})))
	if v.own == 0 {
		return "", nil, errors.New("sealed: out of memory")
	}
	own := at[sqlite3.Tsqlite3_vfs](v.own)
	*own = *at[sqlite3.Tsqlite3_vfs](platform)
	own.FszOsFile = int32(ours + 8)
	own.FpNext, own.FzName, own.FxOpen = 0, zName, addressOf[openFunc](xOpen)
	registered.Store(v.own, v)
	if rc := sqlite3.Xsqlite3_vfs_register(tls, v.own, 0); rc != sqlite3.SQLITE_OK {
		return "", nil, fmt.Errorf("sealed: SQLite does not take the file system (%d)", rc)
	}
	return name, sync.OnceFunc(v.unregister), nil
}

// unregister leaves the few bytes of the sqlite3_vfs where they are: a connection that is still open refers to it.
func (v *vfs) unregister() {
	tls := libc.NewTLS()
	defer tls.Close()
	sqlite3.Xsqlite3_vfs_unregister(tls, v.own)
	registered.Delete(v.own)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.gone = true
	clear(v.key[:])
}

// cipher is nil when the key is forgotten.
func (v *vfs) cipher(k *kind) *unitCipher {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.gone {
		return nil
	}
	return newCipher(&v.key, k)
}

// xOpen lets the platform open the file, and puts our methods over the platform's.
func xOpen(tls *libc.TLS, pVFS, name, pFile uintptr, flags int32, outFlags uintptr) int32 {
	sqliteFile := at[sqlite3.Tsqlite3_file](pFile)
	sqliteFile.FpMethods = 0 // nothing to close
	found, ok := registered.Load(pVFS)
	k := kindOf(flags)
	if !ok || k == nil {
		return sqlite3.SQLITE_CANTOPEN
	}
	cipher := found.(*vfs).cipher(k)
	if cipher == nil {
		return sqlite3.SQLITE_CANTOPEN
	}
	platform, ours := base()
	openIt := function[openFunc](at[sqlite3.Tsqlite3_vfs](platform).FxOpen)
	if rc := openIt(tls, platform, name, pFile, flags, outFlags); rc != sqlite3.SQLITE_OK {
		return rc
	}
	own := methodsOver(tls, sqliteFile.FpMethods)
	f := newFile(tls, k, cipher, at[sqlite3.Tsqlite3_io_methods](sqliteFile.FpMethods))
	if own == 0 || f == nil {
		function[closeFunc](at[sqlite3.Tsqlite3_io_methods](sqliteFile.FpMethods).FxClose)(tls, pFile)
		sqliteFile.FpMethods = 0
		return sqlite3.SQLITE_NOMEM
	}
	*at[uintptr](pFile + ours) = files.add(f)
	sqliteFile.FpMethods = own
	return sqlite3.SQLITE_OK
}

// methodsOver is a copy of the platform's methods that reads, writes and closes by ours. Memory mapping is hidden
// (version 2 has none): it would show SQLite the sealed bytes.
func methodsOver(tls *libc.TLS, platform uintptr) uintptr {
	methodsMu.Lock()
	defer methodsMu.Unlock()
	if own := methods[platform]; own != 0 {
		return own
	}
	own := libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(sqlite3.Tsqlite3_io_methods{})))
	if own == 0 {
		return 0
	}
	m := at[sqlite3.Tsqlite3_io_methods](own)
	*m = *at[sqlite3.Tsqlite3_io_methods](platform)
	m.FiVersion = min(m.FiVersion, 2)
	m.FxFetch, m.FxUnfetch = 0, 0
	m.FxRead, m.FxWrite = addressOf[transferFunc](xRead), addressOf[transferFunc](xWrite)
	m.FxClose = addressOf[closeFunc](xClose)
	methods[platform] = own
	return own
}
