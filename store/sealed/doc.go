// Package sealed keeps the vault unreadable without its key: an encrypting SQLite virtual file system, and the key file
// whose profiles' passphrases unlock it.
//
// It promises:
//   - Everything that SQLite writes to a database, write-ahead log, rollback journal or temporary file of this file
//     system is encrypted with Adiantum, tweaked by the kind of file and the place in it. Lengths stay as they are.
//   - Only reading and writing are ours. Locking, shared memory, sync, truncation and deletion are the platform's own
//     functions, so that several connections and several processes share a vault as they share a plain database.
//   - A damaged page of the database, or of the log when it is read as a page, is an error and never wrong data: each page
//     ends in 16 zero bytes before encryption, which any change of the page scrambles.
//   - The data key is random. It is wrapped to one X25519 identity for each profile and to a recovery identity; a change of
//     passphrase or of profiles rewrites the key file, in one atomic step, and never the data.
//
// It never puts a key into a DSN, an error or a file name, never logs, and holds no patient data.
//
// What it does not do: hide how large the files are or which pages change between two copies of the disk, notice that an
// old copy of the whole vault was put back, or take a key back from someone who once held it.
//
// Sources: Crowley and Biggers, "Adiantum: length-preserving encryption for entry-level processors" (2018); "The SQLite OS
// Interface or VFS" and "WAL-mode File Format" of the SQLite documentation; age-encryption.org/v1; RFC 5869 (HKDF).
package sealed
