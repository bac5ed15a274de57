package app

import (
	"context"
	"io"
	"log/slog"
	"slices"
	"sync"
	"time"

	"anamnesis/app/people"
	"anamnesis/app/record"
)

// Config is what the application is made of. All fields but Log are required.
type Config struct {
	Store    Store
	Gatherer Gatherer
	Now      func() time.Time
	Random   io.Reader // for ids of people and decisions
	Log      *slog.Logger
	Profile  string // whose "new since you last looked" it is, and who did it in the audit log
	Via      string // from where it is used, for the audit log: "window", "command line: chart" ...
	Reason   string // why, for the audit log, where an action does not say it
}

// App is the application over one open vault. It is safe for concurrent use.
type App struct {
	Config
	relinking sync.Mutex // one relink at a time: each replaces all people

	sitting sync.Mutex
	since   map[string]time.Time // by person: what counts as new while their chart is open

	listing sync.Mutex
	listed  *directory // nil: to be read

	typing  typing
	showing showing
}

// New returns the application.
func New(c Config) *App {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Profile == "" {
		c.Profile = "default"
	}
	return &App{Config: c, since: map[string]time.Time{}}
}

// Relink decides anew which patient records are one person. People keep their ids, and decisions bind.
func (a *App) Relink(ctx context.Context) error {
	a.relinking.Lock()
	defer a.relinking.Unlock()
	patients, err := a.Store.Patients(ctx)
	if err != nil {
		return err
	}
	if damagedPatient(patients) { // it would compare with nothing, and its person's chart would lose its records
		return &Error{Message: "A patient record in the vault is damaged, so people are left as they were linked. Run `anamnesis doctor --repair`, and then `anamnesis sync`."}
	}
	existing, err := a.Store.People(ctx)
	if err != nil {
		return err
	}
	decisions, err := a.Store.Decisions(ctx)
	if err != nil {
		return err
	}
	linked, reviews := people.Link(patients, existing, decisions, a.newID)
	defer a.forget()
	return a.Store.SavePeople(ctx, linked, reviews)
}

// damagedPatient reports whether one of the Patient facts could not be read from the vault.
func damagedPatient(patients []record.Fact) bool {
	return slices.ContainsFunc(patients, func(f record.Fact) bool { return f.Account == record.AccountUnreadable })
}

// newID returns a random id of 16 characters, 79 bits: lower-case letters and digits that are not taken for one another.
func (a *App) newID() string {
	const alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
	var b [16]byte
	if _, err := io.ReadFull(a.Random, b[:]); err != nil {
		panic("the system gives no random numbers: " + err.Error()) // nothing safe can be done without them
	}
	for i := range b {
		b[i] = alphabet[int(b[i])%len(alphabet)]
	}
	return string(b[:])
}

// Raw returns a resource byte for byte as it was received.
func (a *App) Raw(ctx context.Context, source, typ, id string) ([]byte, error) {
	r, err := a.Store.Raw(ctx, record.Ref{Source: source, Type: typ, ID: id})
	return r.Raw, err
}
