package sealed

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

func xWrite(tls *libc.TLS, pFile, buf uintptr, n int32, off int64) int32 {
	f, _ := fileOf(pFile)
	src := bytesAt(buf, int(n))
	start, size := f.kind.unit(off)
	whole := start == off && size == int(n)
	if f.kind.flag == sqlite3.SQLITE_OPEN_MAIN_DB {
		if !whole {
			return sqlite3.SQLITE_IOERR_WRITE // SQLite writes pages; another page size would come here
		}
		if rc := f.fillGap(tls, pFile, off); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	if whole {
		return f.writeUnit(tls, pFile, src, start)
	}
	return f.writeParts(tls, pFile, src, off)
}

// writeUnit seals a copy of the unit: SQLite goes on using what it gave.
func (f *file) writeUnit(tls *libc.TLS, pFile uintptr, src []byte, start int64) int32 {
	if f.kind.pages && len(src) == PageSize && !allZero(src[PageSize-Reserve:]) {
		return sqlite3.SQLITE_IOERR_WRITE // a page without our reserve could never be read again
	}
	copy(bytesAt(f.scratch, len(src)), src)
	return f.writeScratch(tls, pFile, start, len(src))
}

// writeParts reads, changes and writes the units which the bytes touch.
func (f *file) writeParts(tls *libc.TLS, pFile uintptr, src []byte, off int64) int32 {
	for done := 0; done < len(src); {
		start, size := f.kind.unit(off + int64(done))
		unit := bytesAt(f.scratch, size)
		from := int(off + int64(done) - start)
		if from > 0 || len(src)-done < size {
			rc := f.readUnit(tls, pFile, f.scratch, start, size, false)
			if rc != sqlite3.SQLITE_OK && rc != sqlite3.SQLITE_IOERR_SHORT_READ {
				return rc
			}
		}
		done += copy(unit[from:], src[done:])
		if rc := f.writeScratch(tls, pFile, start, size); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	return sqlite3.SQLITE_OK
}

func (f *file) writeScratch(tls *libc.TLS, pFile uintptr, start int64, size int) int32 {
	f.cipher.seal(bytesAt(f.scratch, size), start)
	return f.write(tls, pFile, f.scratch, int32(size), start)
}

// fillGap writes sealed empty pages between the end of the database and off. SQLite leaves out free pages when it makes a
// file longer; the platform would show them as zeros, and zeros are what damaged disks hold too.
func (f *file) fillGap(tls *libc.TLS, pFile uintptr, off int64) int32 {
	size := f.scratch + PageSize
	if rc := f.size(tls, pFile, size); rc != sqlite3.SQLITE_OK {
		return rc
	}
	for start := *at[int64](size) / PageSize * PageSize; start < off; start += PageSize {
		if start == lockPage {
			continue
		}
		clear(bytesAt(f.scratch, PageSize))
		if rc := f.writeScratch(tls, pFile, start, PageSize); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	return sqlite3.SQLITE_OK
}

// lockPage is the page at 1 GiB that SQLite never reads nor writes: some platforms lock bytes of it.
const lockPage = 0x40000000
