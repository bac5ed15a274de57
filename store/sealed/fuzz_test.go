package sealed

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

func FuzzKeyFile(f *testing.F) {
	k, _, _ := create(f)
	b, err := os.ReadFile(k.Path)
	ok(f, err)
	f.Add(b)
	f.Add([]byte(`{"version":1,"body":{"profiles":[{}]},"mac":"","sum":""}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := parseKeyFile(b)
		if (s == nil) == (err == nil) {
			t.Fatal("neither a key file nor an error")
		}
		// The rest of the way, as if the checksum were right.
		var e envelope
		if json.Unmarshal(b, &e) != nil {
			return
		}
		s = &keyState{raw: e.Body}
		if json.Unmarshal(e.Body, &s.body) != nil {
			return
		}
		n, err := s.find("")
		if err != nil {
			return
		}
		if id, err := openIdentity(s.Profiles[n].Identity, "wrong"); id != nil || err == nil {
			t.Fatal("opened")
		}
	})
}

// Any bytes as the content of a database and of its log, as they are and sealed as pages: an error or an answer, never a
// crash.
func FuzzDatabase(f *testing.F) {
	vfs := register(f, "one")
	plain := filepath.Join(f.TempDir(), "plain.db")
	db := openDB(f, plain, "")
	run(f, db, "CREATE TABLE r(id INTEGER PRIMARY KEY, body TEXT)")
	db.Close()
	b, err := os.ReadFile(plain)
	ok(f, err)
	f.Add(b, []byte(nil))
	f.Add(bytes.Repeat([]byte{0}, 2*PageSize), bytes.Repeat([]byte{1}, 5000))
	f.Fuzz(func(t *testing.T, database, log []byte) {
		if len(database) > 16*PageSize || len(log) > 16*PageSize {
			return
		}
		pages := bytes.Clone(database)
		for len(pages)%PageSize != 0 {
			pages = append(pages, 0)
		}
		for start := 0; start < len(pages); start += PageSize {
			page := pages[start : start+PageSize]
			clear(page[PageSize-Reserve:])
			if start == 0 {
				announced := page[:headerSize]
				announced[16], announced[17], announced[20] = PageSize>>8, PageSize&0xff, Reserve
			}
			newCipher((*Key)(testKey("one")), kinds[0]).seal(page, int64(start))
		}
		for _, content := range [][]byte{database, pages} {
			path := filepath.Join(t.TempDir(), "a.db")
			ok(t, os.WriteFile(path, content, 0o600))
			ok(t, os.WriteFile(path+"-wal", log, 0o600))
			db := openDB(t, path, vfs)
			for _, q := range []string{"SELECT count(*) FROM r", "PRAGMA integrity_check", "INSERT INTO r(body) VALUES('x')"} {
				_, err := db.Exec(q)
				_ = Explain(err)
			}
			db.Close()
		}
	})
}
