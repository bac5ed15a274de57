package sealed

import sqlite3 "modernc.org/sqlite/lib"

const (
	// PageSize is the page size of every sealed database, in bytes. The file system fixes it, because SQLite reads 100
	// bytes of a database before it knows the size of its pages.
	PageSize = 4096
	// Reserve is how many bytes at the end of each page SQLite leaves alone, and are zero before encryption.
	Reserve = 16

	walHeader   = 32  // WAL-mode File Format, section 1.1
	frameHeader = 24  // section 1.2
	sector      = 512 // what the pager pads journal headers to where overwriting is powersafe
)

// A kind says how a file is cut into units, each of which is encrypted as a whole. Where the units follow what SQLite
// writes, nothing has to be read before a write.
type kind struct {
	flag  int32 // SQLITE_OPEN_..., as SQLite opens it
	tweak byte
	unit  func(off int64) (start int64, size int) // the unit in which a byte lies
	pages bool                                    // pages end in zero bytes, and SQLite writes them whole
	// salted files are deleted when they are closed: the same content in two of them shall not look the same.
	salted bool
}

var kinds = []*kind{
	{flag: sqlite3.SQLITE_OPEN_MAIN_DB, tweak: 1, unit: pageUnit, pages: true},
	{flag: sqlite3.SQLITE_OPEN_WAL, tweak: 2, unit: logUnit, pages: true},
	{flag: sqlite3.SQLITE_OPEN_MAIN_JOURNAL, tweak: 3, unit: sectorUnit},
	{flag: sqlite3.SQLITE_OPEN_TEMP_DB, tweak: 4, unit: sectorUnit, salted: true},
	{flag: sqlite3.SQLITE_OPEN_TRANSIENT_DB, tweak: 5, unit: sectorUnit, salted: true},
	{flag: sqlite3.SQLITE_OPEN_TEMP_JOURNAL, tweak: 6, unit: sectorUnit, salted: true},
	{flag: sqlite3.SQLITE_OPEN_SUBJOURNAL, tweak: 7, unit: sectorUnit, salted: true},
}

// kindOf is nil for what is not kept sealed: the super-journal, by which a transaction over several files in rollback
// mode is made atomic. Its name is written at the very end of each journal, which whole sectors do not allow; such a
// transaction is refused. In WAL mode there is none.
func kindOf(flags int32) *kind {
	for _, k := range kinds {
		if flags&k.flag != 0 {
			return k
		}
	}
	return nil
}

func pageUnit(off int64) (int64, int) { return off - off%PageSize, PageSize }

func sectorUnit(off int64) (int64, int) { return off - off%sector, sector }

// logUnit: the header of the log; then, for each frame, its header and its page.
func logUnit(off int64) (int64, int) {
	if off < walHeader {
		return 0, walHeader
	}
	frame := off - (off-walHeader)%(frameHeader+PageSize)
	if off < frame+frameHeader {
		return frame, frameHeader
	}
	return frame + frameHeader, PageSize
}
