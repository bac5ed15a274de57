package sealed

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
	"golang.org/x/text/unicode/norm"
)

// maxWorkFactor bounds what a key file from elsewhere can make this machine compute: scrypt with 2^20 takes 1 GiB.
const maxWorkFactor = 20

// wrap encrypts a short secret to the recipients as an age file in text form.
func wrap(secret []byte, to ...age.Recipient) (string, error) {
	var out bytes.Buffer
	text := armor.NewWriter(&out)
	w, err := age.Encrypt(text, to...)
	if err != nil {
		return "", err
	}
	if _, err := w.Write(secret); err != nil {
		return "", err
	}
	if err := errors.Join(w.Close(), text.Close()); err != nil {
		return "", err
	}
	return out.String(), nil
}

// errNotFor says that an age file is whole and for someone else: a wrong passphrase, a wrong identity.
var errNotFor = errors.New("sealed: not for this identity")

// unwrap is errNotFor or another error; the latter means damage.
func unwrap(text string, id age.Identity) ([]byte, error) {
	r, err := age.Decrypt(armor.NewReader(strings.NewReader(text)), id)
	if no := new(age.NoIdentityMatchError); errors.As(err, &no) {
		return nil, errNotFor
	}
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, 4096))
}

// A passphrase is compared as it looks, not as the keyboard of one system composes it (RFC 8265, section 4.2).
func normal(passphrase string) string { return norm.NFC.String(passphrase) }

// sealIdentity puts an identity under a passphrase: what `age -p` makes, and `age -d` opens.
func sealIdentity(id *age.X25519Identity, passphrase string, workFactor int) (string, error) {
	if passphrase == "" {
		return "", ErrEmptyPassphrase
	}
	r, err := age.NewScryptRecipient(normal(passphrase))
	if err != nil {
		return "", err
	}
	if workFactor > 0 {
		r.SetWorkFactor(workFactor)
	}
	return wrap([]byte(id.String()+"\n"), r)
}

func openIdentity(sealed, passphrase string) (*age.X25519Identity, error) {
	if passphrase == "" {
		return nil, ErrWrongPassphrase
	}
	p, err := age.NewScryptIdentity(normal(passphrase))
	if err != nil {
		return nil, err
	}
	p.SetMaxWorkFactor(maxWorkFactor)
	text, err := unwrap(sealed, p)
	defer clear(text)
	if errors.Is(err, errNotFor) {
		return nil, ErrWrongPassphrase
	}
	if err != nil {
		return nil, damagedKeyFile(err)
	}
	id, err := age.ParseX25519Identity(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, damagedKeyFile(err)
	}
	return id, nil
}

// parseRecovery reads a recovery key as it was typed from paper: in groups, on several lines, in small letters.
func parseRecovery(typed string) (*age.X25519Identity, error) {
	id, err := age.ParseX25519Identity(strings.ToUpper(strings.Join(strings.Fields(typed), "")))
	if err != nil {
		return nil, ErrWrongRecoveryKey // the cause would quote the key
	}
	return id, nil
}
