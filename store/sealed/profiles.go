package sealed

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"unicode"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"
)

// What can be wrong with what was asked of the key file.
const (
	ErrWrongPassphrase  Problem = "The passphrase is wrong. Try again, and mind capital letters and the language of the keyboard."
	ErrEmptyPassphrase  Problem = "A passphrase cannot be empty. Choose one of several words."
	ErrNoProfile        Problem = "The vault has no profile of that name. Choose one of those that it has."
	ErrWhichProfile     Problem = "The vault has several profiles. Say which one with --profile."
	ErrProfileExists    Problem = "The vault has a profile of that name already. Choose another name."
	ErrLastProfile      Problem = "This is the only profile, and without one the vault opens by the recovery key alone. Add another first."
	ErrBadName          Problem = "A profile needs a name of 1 to 100 letters. Choose another name."
	ErrTooManyProfiles  Problem = "The vault has more profiles than the key file can hold. Remove one first."
	ErrWrongRecoveryKey Problem = "This is not the recovery key of this vault, or it was typed wrong. It begins with " +
		"AGE-SECRET-KEY-1 and has 74 letters and digits."
)

// A Profile is a clinician who can open the vault.
type Profile struct {
	ID   string // random, for the audit log; stays when the name changes
	Name string
}

func (p profile) public() Profile { return Profile{p.ID, p.Name} }

// Profiles lists who can open the vault. It needs no passphrase.
func (k KeyFile) Profiles() ([]Profile, error) {
	s, err := k.read()
	if err != nil {
		return nil, err
	}
	var out []Profile
	for _, p := range s.Profiles {
		out = append(out, p.public())
	}
	return out, nil
}

// Create makes the key file of a new vault with its first profile. The recovery key is returned to be shown once; it is
// kept nowhere.
func (k KeyFile) Create(name, passphrase string) (key *DataKey, first Profile, recovery string, err error) {
	if k.Exists() {
		return nil, Profile{}, "", ErrKeyFileExists
	}
	p, err := k.newProfile(name, passphrase)
	if err != nil {
		return nil, Profile{}, "", err
	}
	rescue, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, Profile{}, "", err
	}
	key = newDataKey()
	b := &body{Recovery: rescue.Recipient().String(), Profiles: []profile{p}}
	if err := k.rewrap(nil, b, key); err != nil {
		key.Wipe()
		return nil, Profile{}, "", err
	}
	return key, p.public(), rescue.String(), nil
}

// Open unlocks the vault by a profile, named or by its id, and its passphrase. The only profile need not be named. Wipe
// the key when the vault is locked.
func (k KeyFile) Open(who, passphrase string) (*DataKey, Profile, error) {
	s, err := k.read()
	if err != nil {
		return nil, Profile{}, err
	}
	n, err := s.find(who)
	if err != nil {
		return nil, Profile{}, err
	}
	id, err := openIdentity(s.Profiles[n].Identity, passphrase)
	if err != nil {
		return nil, Profile{}, err
	}
	key, err := s.open(id, ErrKeyFileForeign)
	return key, s.Profiles[n].public(), err
}

// OpenRecovery unlocks the vault by the recovery key, as it was shown or as it was typed from paper.
func (k KeyFile) OpenRecovery(recovery string) (*DataKey, error) {
	s, err := k.read()
	if err != nil {
		return nil, err
	}
	id, err := parseRecovery(recovery)
	if err != nil {
		return nil, err
	}
	return s.open(id, ErrWrongRecoveryKey)
}

// open unwraps the data key; notFor is the error when it is not wrapped to the identity.
func (s *keyState) open(id age.Identity, notFor Problem) (*DataKey, error) {
	secret, err := unwrap(s.Key, id)
	defer clear(secret)
	if errors.Is(err, errNotFor) {
		return nil, notFor
	}
	if err == nil && len(secret) != KeySize {
		err = errors.New("the key has another length")
	}
	if err != nil {
		return nil, damagedKeyFile(err)
	}
	key := &DataKey{secret: Key(secret)}
	if err := s.check(key); err != nil {
		key.Wipe()
		return nil, err
	}
	return key, nil
}

// ChangePassphrase puts a profile's identity under another passphrase. An old copy of the key file still opens with the
// old one.
func (k KeyFile) ChangePassphrase(who, old, passphrase string) error {
	s, err := k.read()
	if err != nil {
		return err
	}
	n, err := s.find(who)
	if err != nil {
		return err
	}
	id, err := openIdentity(s.Profiles[n].Identity, old)
	if err != nil {
		return err
	}
	key, err := s.open(id, ErrKeyFileForeign)
	if err != nil {
		return err
	}
	defer key.Wipe()
	b := s.copy()
	if b.Profiles[n].Identity, err = sealIdentity(id, passphrase, k.WorkFactor); err != nil {
		return err
	}
	return k.save(s, b, key)
}

// ResetPassphrase gives a profile a new identity under a new passphrase, for one who forgot the old and opened the vault
// by the recovery key. The old passphrase opens nothing any more.
func (k KeyFile) ResetPassphrase(key *DataKey, who, passphrase string) error {
	return k.change(key, func(s *keyState, b *body) error {
		n, err := s.find(who)
		if err != nil {
			return err
		}
		p, err := k.newProfile(b.Profiles[n].Name, passphrase)
		p.ID = b.Profiles[n].ID
		b.Profiles[n] = p
		return err
	})
}

// AddProfile lets another clinician open the vault.
func (k KeyFile) AddProfile(key *DataKey, name, passphrase string) (Profile, error) {
	var p profile
	err := k.change(key, func(s *keyState, b *body) (err error) {
		if s.named(name) >= 0 {
			return ErrProfileExists
		}
		p, err = k.newProfile(name, passphrase)
		b.Profiles = append(b.Profiles, p)
		return err
	})
	return p.public(), err
}

// RemoveProfile keeps a clinician from opening the vault from now on. Whoever kept an old copy of the key file and of the
// cache can still open these two.
func (k KeyFile) RemoveProfile(key *DataKey, who string) error {
	return k.change(key, func(s *keyState, b *body) error {
		n, err := s.find(who)
		if err != nil {
			return err
		}
		if len(b.Profiles) == 1 {
			return ErrLastProfile
		}
		b.Profiles = slices.Delete(b.Profiles, n, n+1)
		return nil
	})
}

// NewRecovery replaces the recovery key: the old one opens nothing any more, and the new one is returned to be shown once.
func (k KeyFile) NewRecovery(key *DataKey) (string, error) {
	rescue, err := age.GenerateX25519Identity()
	if err != nil {
		return "", err
	}
	err = k.change(key, func(_ *keyState, b *body) error {
		b.Recovery = rescue.Recipient().String()
		return nil
	})
	if err != nil {
		return "", err
	}
	return rescue.String(), nil
}

// change edits a copy of the body and wraps the data key to whoever is in it then.
func (k KeyFile) change(key *DataKey, edit func(*keyState, *body) error) error {
	s, err := k.checked(key)
	if err != nil {
		return err
	}
	b := s.copy()
	if err := edit(s, b); err != nil {
		return err
	}
	return k.rewrap(s, b, key)
}

func (k KeyFile) rewrap(was *keyState, b *body, key *DataKey) error {
	var to []age.Recipient
	for _, p := range b.Profiles {
		r, err := age.ParseX25519Recipient(p.Recipient)
		if err != nil {
			return damagedKeyFile(err)
		}
		to = append(to, r)
	}
	rescue, err := age.ParseX25519Recipient(b.Recovery)
	if err != nil {
		return damagedKeyFile(err)
	}
	if b.Key, err = wrap(key.secret[:], append(to, rescue)...); err != nil {
		return err
	}
	return k.save(was, b, key)
}

func (s *keyState) copy() *body {
	b := s.body
	b.Profiles = slices.Clone(b.Profiles)
	return &b
}

func (k KeyFile) newProfile(name, passphrase string) (profile, error) {
	name = cleanName(name)
	if name == "" || len([]rune(name)) > 100 || strings.ContainsFunc(name, unicode.IsControl) {
		return profile{}, ErrBadName
	}
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return profile{}, err
	}
	sealed, err := sealIdentity(id, passphrase, k.WorkFactor)
	if err != nil {
		return profile{}, err
	}
	var number [8]byte
	rand.Read(number[:])
	return profile{ID: hex.EncodeToString(number[:]), Name: name, Recipient: id.Recipient().String(), Identity: sealed}, nil
}

func cleanName(name string) string { return norm.NFC.String(strings.TrimSpace(name)) }

// named is the place of the profile of that name, in capital or small letters, or -1.
func (s *keyState) named(name string) int {
	name = cleanName(name)
	return slices.IndexFunc(s.Profiles, func(p profile) bool { return strings.EqualFold(p.Name, name) })
}

func (s *keyState) find(who string) (int, error) {
	switch {
	case who == "" && len(s.Profiles) == 1:
		return 0, nil
	case who == "":
		return -1, ErrWhichProfile
	}
	if n := slices.IndexFunc(s.Profiles, func(p profile) bool { return p.ID == who }); n >= 0 {
		return n, nil
	}
	if n := s.named(who); n >= 0 {
		return n, nil
	}
	return -1, ErrNoProfile
}
