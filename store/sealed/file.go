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

// headerSize is what SQLite reads of a database to learn its page size, before it takes any lock.
const headerSize = 100

// readParts reads what does not follow the units: the header and the change counter of a database, an overflow page
// without its reserve; whole frames when a log is recovered; a rollback journal.
func (f *file) readParts(tls *libc.TLS, pFile uintptr, dst []byte, off int64) int32 {
	database := f.kind.flag == sqlite3.SQLITE_OPEN_MAIN_DB
	if database && off == 0 && len(dst) == headerSize {
		announce(dst)
		return sqlite3.SQLITE_OK
	}
	result := int32(sqlite3.SQLITE_OK)
	for done := 0; done < len(dst); {
		start, size := f.kind.unit(off + int64(done))
		// In a log, a frame that is read whole is read to recover: torn is normal there, and its checksum tells.
		rc := f.readUnit(tls, pFile, f.scratch, start, size, database)
		if rc == sqlite3.SQLITE_IOERR_SHORT_READ {
			result = rc
		} else if rc != sqlite3.SQLITE_OK {
			return rc
		}
		done += copy(dst[done:], bytesAt(f.scratch, size)[off+int64(done)-start:])
	}
	return result
}

// announce tells SQLite how the pages are, which is the same in every sealed database; nothing else sets the reserve of a
// new one. The first page itself is not asked: it is read without a lock here, and when power was lost while it was
// written its content is in the log, which SQLite reads next.
func announce(header []byte) {
	clear(header)
	header[16], header[17], header[20] = PageSize>>8, PageSize&0xff, Reserve
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
	case rc != sqlite3.SQLITE_OK:
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
