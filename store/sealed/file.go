package sealed

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

type (
	transferFunc = func(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32
	sizeFunc     = func(tls *libc.TLS, file, size uintptr) int32
	closeFunc    = func(tls *libc.TLS, file uintptr) int32
)

// A file is what Go knows of an open file. SQLite uses it from one goroutine at a time.
type file struct {
	kind   *kind
	cipher *unitCipher
	// scratch is C memory for a unit and a file size: the platform's functions must not be given Go memory.
	scratch uintptr

	read, write transferFunc // the platform's
	size        sizeFunc
	close       closeFunc
}

const scratchSize = PageSize + 8

func newFile(tls *libc.TLS, k *kind, c *unitCipher, platform *sqlite3.Tsqlite3_io_methods) *file {
	scratch := libc.Xmalloc(tls, scratchSize)
	if scratch == 0 {
		return nil
	}
	return &file{
		kind: k, cipher: c, scratch: scratch,
		read:  function[transferFunc](platform.FxRead),
		write: function[transferFunc](platform.FxWrite),
		size:  function[sizeFunc](platform.FxFileSize),
		close: function[closeFunc](platform.FxClose),
	}
}

func fileOf(pFile uintptr) (*file, uintptr) {
	_, ours := base()
	n := *at[uintptr](pFile + ours)
	return files.get(n), n
}

func xClose(tls *libc.TLS, pFile uintptr) int32 {
	f, n := fileOf(pFile)
	files.remove(n)
	f.cipher.wipe()
	clear(bytesAt(f.scratch, scratchSize))
	libc.Xfree(tls, f.scratch)
	return f.close(tls, pFile)
}

func xRead(tls *libc.TLS, pFile, buf uintptr, n int32, off int64) int32 {
	f, _ := fileOf(pFile)
	if start, size := f.kind.unit(off); start == off && size == int(n) {
		return f.readUnit(tls, pFile, buf, start, size, f.kind.pages && size == PageSize)
	}
	return f.readParts(tls, pFile, bytesAt(buf, int(n)), off)
}

// readParts reads what does not follow the units: the header of a database before its page size is known, its change
// counter, an overflow page without its reserve; whole frames when a log is recovered; a rollback journal.
func (f *file) readParts(tls *libc.TLS, pFile uintptr, dst []byte, off int64) int32 {
	database := f.kind.flag == sqlite3.SQLITE_OPEN_MAIN_DB
	header := database && off == 0
	result := int32(sqlite3.SQLITE_OK)
	for done := 0; done < len(dst); {
		start, size := f.kind.unit(off + int64(done))
		// In a log, a frame that is read whole is read to recover: torn is normal there, and its checksum tells.
		rc := f.readUnit(tls, pFile, f.scratch, start, size, database)
		for try := 0; database && start == 0 && damaged(rc) && try < headerTries; try++ {
			// The header is read before any lock is taken: another connection may be writing the page.
			sleep(tls)
			rc = f.readUnit(tls, pFile, f.scratch, start, size, database)
		}
		if rc == sqlite3.SQLITE_IOERR_SHORT_READ {
			result = rc
		} else if rc != sqlite3.SQLITE_OK {
			return rc
		}
		done += copy(dst[done:], bytesAt(f.scratch, size)[off+int64(done)-start:])
	}
	if header && result == sqlite3.SQLITE_IOERR_SHORT_READ {
		announce(dst)
	}
	return result
}

// announce answers for an empty database how its pages shall be: nothing else sets the reserve from the first page on.
func announce(header []byte) {
	if len(header) > 20 {
		header[16], header[17], header[20] = PageSize>>8, PageSize&0xff, Reserve
	}
}

// readUnit reads one unit to dst, C memory of its size. Beyond the end of the file it is zeros, as SQLite wants it.
func (f *file) readUnit(tls *libc.TLS, pFile, dst uintptr, start int64, size int, check bool) int32 {
	rc := f.read(tls, pFile, dst, int32(size), start)
	unit := bytesAt(dst, size)
	switch {
	case rc == sqlite3.SQLITE_IOERR_SHORT_READ:
		whole := allZero(unit)
		clear(unit)
		if check && !whole {
			return sqlite3.SQLITE_IOERR_DATA // cut in the middle of a page
		}
		return rc
	case rc != sqlite3.SQLITE_OK, f.kind.holes && allZero(unit):
		return rc
	}
	f.cipher.open(unit, start)
	if check && !allZero(unit[size-Reserve:]) {
		clear(unit)
		if start == 0 && f.kind.flag == sqlite3.SQLITE_OPEN_MAIN_DB && !f.opensElsewhere(tls, pFile) {
			return sqlite3.SQLITE_NOTADB
		}
		return sqlite3.SQLITE_IOERR_DATA
	}
	return sqlite3.SQLITE_OK
}

// opensElsewhere tells a wrong key from a damaged first page: whether the key opens one of the next pages.
func (f *file) opensElsewhere(tls *libc.TLS, pFile uintptr) bool {
	page := bytesAt(f.scratch, PageSize)
	defer clear(page)
	for start := int64(PageSize); start <= 8*PageSize; start += PageSize {
		if f.read(tls, pFile, f.scratch, PageSize, start) != sqlite3.SQLITE_OK {
			return false
		}
		if f.cipher.open(page, start); allZero(page[PageSize-Reserve:]) {
			return true
		}
	}
	return false
}

func allZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

const headerTries = 20

func damaged(rc int32) bool {
	return rc == sqlite3.SQLITE_IOERR_DATA || rc == sqlite3.SQLITE_NOTADB
}

// sleep waits a millisecond.
func sleep(tls *libc.TLS) {
	platform, _ := base()
	function[func(*libc.TLS, uintptr, int32) int32](at[sqlite3.Tsqlite3_vfs](platform).FxSleep)(tls, platform, 1000)
}
