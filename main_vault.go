package main

import (
	"context"
	"crypto/rand"
	"io"
	"os"
	"path/filepath"
	"time"

	"anamnesis/app"
	"anamnesis/store"
	"anamnesis/store/sealed"
	"anamnesis/sync/engine"
	"anamnesis/ui/command"
)

// demoWorkFactor is that of the demo's key file: its passphrase is printed in the help, so time spent on it protects
// nobody.
const demoWorkFactor = 10

// openVault wires the cache and the sources to the application. A vault with a key file is sealed and needs its
// passphrase; a new one is sealed when there is a passphrase to seal it with.
func openVault(ctx context.Context, opt command.VaultOptions) (*app.App, func() error, error) {
	key, err := vaultKey(opt)
	if err != nil {
		return nil, nil, err
	}
	at := store.Options{Dir: opt.Dir}
	release := func() {}
	if key != nil {
		keys := key.Keys()
		vfs, unregister, err := sealed.Register(keys.Database[:])
		if err != nil {
			return nil, nil, err
		}
		at.VFS, at.KeyFiles = vfs, []string{sealed.KeyFileName}
		at.Keys = &store.Keys{Resources: keys.Resources[:], Audit: keys.Audit[:]}
		release = func() {
			unregister()
			keys.Wipe()
			key.Wipe()
		}
	}
	cache, err := store.Open(ctx, at)
	if err != nil {
		release()
		return nil, nil, err
	}
	gatherer := engine.New(engine.Config{Saver: cache, Now: time.Now, Log: opt.Log})
	a := app.New(app.Config{Store: cache, Gatherer: gatherer, Now: time.Now, Random: rand.Reader, Log: opt.Log, Profile: opt.Profile,
		Via: opt.Via, Reason: opt.Reason})
	return a, func() error {
		defer release()
		return cache.Close()
	}, nil
}

// vaultKey unlocks the vault, or makes the key of a new one; nil for a vault that is not sealed.
func vaultKey(opt command.VaultOptions) (*sealed.DataKey, error) {
	file := keyFile(opt.Dir)
	if opt.Notice == nil {
		opt.Notice = func(string) {}
	}
	if opt.Demo {
		file.WorkFactor = demoWorkFactor
	}
	pass := opt.Passphrase
	switch {
	case file.Exists():
		if pass == "" && opt.Ask != nil {
			var err error
			if pass, err = opt.Ask("Passphrase of the vault: "); err != nil {
				return nil, err
			}
		}
		if pass == "" {
			return nil, &app.Error{Message: "This vault is sealed. Give its passphrase in the first line of a file: --passphrase-file F"}
		}
		key, _, err := file.Open(opt.Profile, pass)
		return key, err
	case store.Exists(opt.Dir):
		return nil, nil
	}
	if pass == "" && opt.Ask != nil {
		var err error
		if pass, err = newPassphrase(opt.Ask); err != nil {
			return nil, err
		}
	}
	if pass == "" {
		opt.Notice("The new vault is not encrypted, because no passphrase was given. To have it sealed, begin again with --passphrase-file F.")
		return nil, nil
	}
	if err := os.MkdirAll(opt.Dir, 0o700); err != nil {
		return nil, &app.Error{Message: "The vault folder cannot be made. Name another one with --vault.", Err: err}
	}
	key, _, recovery, err := file.Create(opt.Profile, pass)
	if err == nil && !opt.Demo {
		opt.Notice("The new vault is sealed. Write this recovery key down and keep it away from the computer; it opens the vault when the " +
			"passphrase is lost, and it is shown only now:\n\n    " + recovery + "\n")
	}
	return key, err
}

// newPassphrase asks twice.
func newPassphrase(ask func(string) (string, error)) (string, error) {
	first, err := ask("Passphrase for the new vault: ")
	if err != nil {
		return "", err
	}
	if first == "" {
		return "", &app.Error{Message: "A passphrase is needed to seal the vault. Nothing was made; begin again."}
	}
	again, err := ask("The same again: ")
	if err != nil {
		return "", err
	}
	if first != again {
		return "", &app.Error{Message: "The two passphrases differ. Nothing was made; begin again."}
	}
	return first, nil
}

func keyFile(dir string) sealed.KeyFile {
	return sealed.KeyFile{Path: filepath.Join(dir, sealed.KeyFileName)}
}

// eraseVault destroys a closed vault: its key first.
func eraseVault(dir string) error {
	file := keyFile(dir)
	if !file.Exists() {
		return store.EraseVault(dir, nil)
	}
	return store.EraseVault(dir, file.Erase)
}

// restoreVault makes a vault of a backup.
func restoreVault(ctx context.Context, dir string, backup io.Reader) error {
	return store.Restore(ctx, dir, backup, sealed.KeyFileName)
}
