package sealed

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// testFile is a key file with cheap passphrases.
func testFile(t testing.TB) KeyFile {
	return KeyFile{Path: filepath.Join(t.TempDir(), KeyFileName), WorkFactor: 10}
}

func create(t testing.TB) (k KeyFile, key *DataKey, recovery string) {
	t.Helper()
	k = testFile(t)
	key, _, recovery, err := k.Create("Dr. Demo", "correct horse")
	if err != nil {
		t.Fatal(err)
	}
	return k, key, recovery
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t testing.TB, err error, want Problem) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("%v, want: %v", err, want)
	}
}

// opens checks who opens the vault with what, and that it is the same key.
func opens(t testing.TB, k KeyFile, key *DataKey, who, passphrase string) Profile {
	t.Helper()
	got, p, err := k.Open(who, passphrase)
	ok(t, err)
	if *got != *key {
		t.Fatal("another key")
	}
	return p
}

func refuses(t testing.TB, k KeyFile, who, passphrase string, want Problem) {
	t.Helper()
	got, _, err := k.Open(who, passphrase)
	wants(t, err, want)
	if got != nil {
		t.Fatal("a key beside the error")
	}
}

func TestKeyFile(t *testing.T) {
	k, key, recovery := create(t)
	if !k.Exists() {
		t.Fatal("no file")
	}
	first := opens(t, k, key, "", "correct horse") // the only one need not be named
	opens(t, k, key, "dr. demo", "correct horse")
	opens(t, k, key, first.ID, "correct horse")
	refuses(t, k, "", "correct Horse", ErrWrongPassphrase)
	refuses(t, k, "", "", ErrWrongPassphrase)
	refuses(t, k, "Dr. Nobody", "correct horse", ErrNoProfile)
	_, _, _, err := k.Create("Dr. Other", "x")
	wants(t, err, ErrKeyFileExists)

	// A second clinician, whose name and passphrase one keyboard composes and another does not.
	second, err := k.AddProfile(key, " Zo\u00eb ", "caf\u00e9")
	ok(t, err)
	opens(t, k, key, "Zoe\u0308", "cafe\u0301")
	refuses(t, k, "", "correct horse", ErrWhichProfile)
	refuses(t, k, second.Name, "correct horse", ErrWrongPassphrase)
	_, err = k.AddProfile(key, "ZOË", "x")
	wants(t, err, ErrProfileExists)
	for _, name := range []string{"", " \t", "a\nb", strings.Repeat("x", 101)} {
		_, err = k.AddProfile(key, name, "x")
		wants(t, err, ErrBadName)
	}
	_, err = k.AddProfile(key, "Dr. Empty", "")
	wants(t, err, ErrEmptyPassphrase)
	got, err := k.Profiles()
	ok(t, err)
	if want := []Profile{first, {second.ID, "Zoë"}}; !slices.Equal(got, want) {
		t.Fatalf("profiles %v, want %v", got, want)
	}

	wants(t, k.ChangePassphrase("Zoë", "wrong", "new"), ErrWrongPassphrase)
	wants(t, k.ChangePassphrase("Zoë", "café", ""), ErrEmptyPassphrase)
	opens(t, k, key, "Zoë", "café")
	ok(t, k.ChangePassphrase("Zoë", "café", "new"))
	refuses(t, k, "Zoë", "café", ErrWrongPassphrase)
	opens(t, k, key, "Zoë", "new")

	ok(t, k.RemoveProfile(key, first.ID))
	refuses(t, k, "Dr. Demo", "correct horse", ErrNoProfile)
	wants(t, k.RemoveProfile(key, "Zoë"), ErrLastProfile)

	// Forgotten: the recovery key opens, as shown or as typed from paper, and gives the profile another passphrase.
	for _, typed := range []string{recovery, strings.ToLower(recovery[:20]) + " \n" + strings.ToLower(recovery[20:]) + "\n"} {
		got, err := k.OpenRecovery(typed)
		ok(t, err)
		if *got != *key {
			t.Fatal("another key")
		}
	}
	ok(t, k.ResetPassphrase(key, "Zoë", "found again"))
	refuses(t, k, "Zoë", "new", ErrWrongPassphrase)
	if p := opens(t, k, key, "Zoë", "found again"); p.ID != second.ID {
		t.Error("another id")
	}
	wants(t, k.ResetPassphrase(key, "Dr. Nobody", "x"), ErrNoProfile)

	next, err := k.NewRecovery(key)
	ok(t, err)
	for _, bad := range []string{recovery, "", "AGE-SECRET-KEY-1", recovery[:len(recovery)-1] + "Q"} {
		_, err = k.OpenRecovery(bad)
		wants(t, err, ErrWrongRecoveryKey)
		if bad != "" && strings.Contains(err.Error(), bad[min(len(bad), 16):]) && len(bad) > 16 {
			t.Error("the error quotes the key")
		}
	}
	_, err = k.OpenRecovery(next)
	ok(t, err)

	ok(t, k.Erase())
	refuses(t, k, "Zoë", "found again", ErrNoKeyFile)
	if left, err := os.ReadDir(filepath.Dir(k.Path)); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// What the key file holds is age's own format: the age program opens a vault whose Anamnesis is lost.
func TestKeyFileIsAge(t *testing.T) {
	k, key, _ := create(t)
	b, err := os.ReadFile(k.Path)
	ok(t, err)
	var file struct {
		Body struct {
			Key      string
			Profiles []struct{ Identity string }
		}
	}
	ok(t, json.Unmarshal(b, &file))
	decrypt := func(text string, id age.Identity) []byte {
		r, err := age.Decrypt(armor.NewReader(strings.NewReader(text)), id)
		ok(t, err)
		out, err := io.ReadAll(r)
		ok(t, err)
		return out
	}
	p, err := age.NewScryptIdentity("correct horse")
	ok(t, err)
	ids, err := age.ParseIdentities(bytes.NewReader(decrypt(file.Body.Profiles[0].Identity, p)))
	ok(t, err)
	if !bytes.Equal(decrypt(file.Body.Key, ids[0]), key.secret[:]) {
		t.Error("another key")
	}
	if bytes.Contains(b, key.secret[:]) {
		t.Error("the key stands in the file")
	}
	if info, err := os.Stat(k.Path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others can read the file: %v, %v", info.Mode(), err)
	}
}

// Any damaged byte is told from a wrong passphrase.
func TestKeyFileDamaged(t *testing.T) {
	k, key, _ := create(t)
	whole := readFile(t, k.Path)
	for range long(2000) {
		at := rand.IntN(len(whole))
		b := flip(whole, at)
		ok(t, os.WriteFile(k.Path, b, 0o600))
		got, _, err := k.Open("", "correct horse")
		if err == nil && *got == *key && bytes.EqualFold(b, whole) {
			continue // a capital letter in the name of a JSON field
		}
		if at == len(whole)-1 && err == nil && *got == *key {
			continue // another white space at the end
		}
		if !errors.Is(err, ErrKeyFileDamaged) && !errors.Is(err, ErrKeyFileNewer) {
			t.Fatalf("the byte at %d is %q: %v", at, b[at], err)
		}
	}
	for _, b := range [][]byte{nil, whole[:len(whole)/2], []byte("{}"), []byte("null"), []byte("[]"), bytes.Repeat([]byte(" "), keyFileLimit+1)} {
		ok(t, os.WriteFile(k.Path, b, 0o600))
		refuses(t, k, "", "correct horse", ErrKeyFileDamaged)
	}
	ok(t, os.WriteFile(k.Path, bytes.Replace(whole, []byte(`"version":1`), []byte(`"version":2`), 1), 0o600))
	refuses(t, k, "", "correct horse", ErrKeyFileNewer)
}

// forge writes a changed body with a right checksum, as someone without the key can.
func forge(t *testing.T, k KeyFile, change func(*body)) {
	t.Helper()
	s, err := k.read()
	ok(t, err)
	b := s.copy()
	change(b)
	raw, err := json.Marshal(b)
	ok(t, err)
	out, err := json.Marshal(envelope{Version: 1, Body: raw, MAC: strings.Repeat("00", 32), Sum: checksum(raw, make([]byte, 32))})
	ok(t, err)
	ok(t, os.WriteFile(k.Path, out, 0o600))
}

// Who has the file but not the key cannot slip in a recipient to whom the next change would wrap the key.
func TestKeyFileForged(t *testing.T) {
	mine, err := age.GenerateX25519Identity()
	ok(t, err)
	k, key, recovery := create(t)
	forge(t, k, func(b *body) { b.Recovery = mine.Recipient().String() })
	refuses(t, k, "", "correct horse", ErrKeyFileForeign)
	_, err = k.OpenRecovery(recovery)
	wants(t, err, ErrKeyFileForeign)
	_, err = k.AddProfile(key, "Dr. New", "x")
	wants(t, err, ErrKeyFileForeign)
	wants(t, k.ChangePassphrase("", "correct horse", "x"), ErrKeyFileForeign)

	k, _, _ = create(t)
	forge(t, k, func(b *body) {
		b.Profiles[0].Identity, err = sealIdentity(mine, "mine", 10)
		ok(t, err)
	})
	refuses(t, k, "", "mine", ErrKeyFileForeign)

	// A file that asks for 16 GiB of memory is not given them.
	k, _, _ = create(t)
	forge(t, k, func(b *body) {
		text, err := raiseWorkFactor(b.Profiles[0].Identity)
		ok(t, err)
		b.Profiles[0].Identity = text
	})
	refuses(t, k, "", "correct horse", ErrKeyFileDamaged)

	// The file of another vault does not answer to this one's key.
	other, _, _ := create(t)
	_, err = other.AddProfile(key, "Dr. New", "x")
	wants(t, err, ErrKeyFileForeign)
}

// raiseWorkFactor raises the work factor that an age file states.
func raiseWorkFactor(text string) (string, error) {
	raw, err := io.ReadAll(armor.NewReader(strings.NewReader(text)))
	if err != nil {
		return "", err
	}
	raw = bytes.Replace(raw, []byte(" 10\n"), []byte(" 24\n"), 1)
	var out bytes.Buffer
	w := armor.NewWriter(&out)
	if _, err := w.Write(raw); err != nil {
		return "", err
	}
	return out.String(), w.Close()
}

// A change that cannot be finished leaves the old file; what a killed one left behind is taken away by the next.
func TestKeyFileReplaced(t *testing.T) {
	k, key, _ := create(t)
	dir := filepath.Dir(k.Path)
	ok(t, os.WriteFile(k.Path+".new-123", []byte("half"), 0o600))
	_, err := k.AddProfile(key, "Dr. Second", "second")
	ok(t, err)
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Fatalf("%v, %v", left, err)
	}
	// Another process changes the file between reading and writing.
	s, err := k.checked(key)
	ok(t, err)
	ok(t, k.RemoveProfile(key, "Dr. Second"))
	wants(t, k.rewrap(s, s.copy(), key), ErrKeyFileChanged)
	opens(t, k, key, "", "correct horse")

	if os.Geteuid() == 0 {
		t.Log("the superuser may write to a read-only folder")
		return
	}
	ok(t, os.Chmod(dir, 0o500))
	defer os.Chmod(dir, 0o700)
	if _, err := k.AddProfile(key, "Dr. Third", "x"); !errors.Is(err, fs.ErrPermission) {
		t.Fatalf("written to a read-only folder: %v", err)
	}
	opens(t, k, key, "", "correct horse")
}
