package app

import (
	"cmp"
	"context"
	"iter"
	"strings"
	"sync"
	"time"

	"anamnesis/app/people"
)

// AuditAction is what was done; the words are part of the JSON contract.
type AuditAction string

// The actions of the audit log.
const (
	AuditOpen         AuditAction = "open"          // a person's chart
	AuditReveal       AuditAction = "reveal"        // what a source marks as restricted
	AuditSearch       AuditAction = "search"        // for people; what was searched for is not kept
	AuditExport       AuditAction = "export"        // a person's record left the vault
	AuditDecision     AuditAction = "decision"      // of a clinician
	AuditSourceAdd    AuditAction = "source-add"    //
	AuditSourceTest   AuditAction = "source-test"   //
	AuditSourceRemove AuditAction = "source-remove" //
	AuditImport       AuditAction = "import"        // files, as a source
	AuditSync         AuditAction = "sync"          // people gathered from sources
	AuditErase        AuditAction = "erase"         // a person or a source
	AuditBackup       AuditAction = "backup"        // the whole vault, sealed
	AuditRepair       AuditAction = "repair"        // what was damaged is to be gathered again
	AuditUnlockFailed AuditAction = "unlock-failed" // wrong passphrase
	AuditProfile      AuditAction = "profile"       // added, removed, passphrase changed
	AuditLog          AuditAction = "audit-export"  // the log itself
)

// AuditEvent is one thing that somebody did. It holds no patient data but the person's id, which the log replaces by a
// random one of its own, so that erasing a person keeps the log whole and makes them nobody in it.
type AuditEvent struct {
	At      time.Time   `json:"at"`
	Profile string      `json:"profile"`
	Action  AuditAction `json:"action"`
	Person  string      `json:"person,omitempty"` // Person.ID when it is written; the log's own id when it is read
	Source  string      `json:"source,omitempty"`
	View    string      `json:"view,omitempty"`   // from where: "window", "command line: chart" ...
	Reason  string      `json:"reason,omitempty"` // why, in the user's words
	Detail  string      `json:"detail,omitempty"` // more of the action: a format, an outcome
}

// AuditRow is one row of the log.
type AuditRow struct {
	Sequence int64 `json:"sequence"`
	AuditEvent
	InCache string `json:"inCache,omitempty"` // Person.ID of a person who is still in the cache
	Hash    string `json:"hash"`              // SHA-256 (hex) over this row and the hash of the one before
}

// Auditor keeps the audit log.
type Auditor interface {
	// Audit appends to the log. When it fails, what was to be done must not be done.
	Audit(ctx context.Context, e AuditEvent) error
	// AuditLog returns the log, oldest first.
	AuditLog(ctx context.Context) iter.Seq2[AuditRow, error]
}

// Record writes an event to the audit log. When, who, from where and why are filled in where the event leaves them out.
func (a *App) Record(ctx context.Context, e AuditEvent) error {
	if e.At.IsZero() {
		e.At = a.Now()
	}
	e.Profile = cmp.Or(e.Profile, a.Profile)
	e.View = cmp.Or(e.View, a.Via)
	e.Reason = cmp.Or(e.Reason, a.Reason)
	return a.Store.Audit(ctx, e)
}

// AuditLog returns the audit log, oldest first.
func (a *App) AuditLog(ctx context.Context) iter.Seq2[AuditRow, error] { return a.Store.AuditLog(ctx) }

// event is the row of the log that says what is done with a chart.
func (opt ChartOptions) event(action AuditAction, person, detail string) AuditEvent {
	if opt.IncludeRestricted {
		detail = strings.TrimPrefix(detail+", with what is restricted", ", ")
	}
	return AuditEvent{Action: action, Person: person, View: opt.View, Reason: opt.Reason, Detail: detail}
}

// showing is whose chart was shown last: showing it again, in other units or after a round of gathering, is no new opening.
type showing struct {
	sync.Mutex
	person     string
	restricted bool
}

// opened records that a chart is shown, or that what is restricted in it now is.
func (a *App) opened(ctx context.Context, person string, opt ChartOptions) error {
	if opt.exported {
		return nil
	}
	s := &a.showing
	s.Lock()
	defer s.Unlock()
	action := AuditOpen
	if s.person == person && !opt.Looked {
		if s.restricted || !opt.IncludeRestricted {
			return nil
		}
		action = AuditReveal
	}
	if err := a.Record(ctx, opt.event(action, person, "")); err != nil {
		return err
	}
	s.person, s.restricted = person, opt.IncludeRestricted
	return nil
}

// searchPause is how long a search may rest before what is typed next is another one.
const searchPause = time.Minute

// typing is the search that somebody is typing: the log has one row of it, not one a keystroke.
type typing struct {
	sync.Mutex
	text string
	at   time.Time
}

// goesOn reports whether the text goes on with the search before: letters were added or taken away.
func (t *typing) goesOn(text string, now time.Time) bool {
	t.Lock()
	defer t.Unlock()
	text = strings.TrimSpace(people.Fold(text))
	was, rested := t.text, now.Sub(t.at)
	t.text, t.at = text, now
	if text == "" {
		return true // nothing is searched for
	}
	return was != "" && rested < searchPause && (strings.HasPrefix(text, was) || strings.HasPrefix(was, text))
}

// forget makes what is typed next another search.
func (t *typing) forget() {
	t.Lock()
	defer t.Unlock()
	t.text = ""
}

// typed records a search of the cache once.
func (a *App) typed(ctx context.Context, text string) error {
	if a.typing.goesOn(text, a.Now()) {
		return nil
	}
	// The next keystroke cancels this one's search, and must not cancel its row.
	err := a.Record(context.WithoutCancel(ctx), AuditEvent{Action: AuditSearch, Detail: "the cache"})
	if err != nil {
		a.typing.forget()
	}
	return err
}

// recordSync records whom somebody has gathered: a row for each person whom they named and who is in the cache.
func (a *App) recordSync(ctx context.Context, req SyncRequest, wanted []target) error {
	switch {
	case req.All:
		return a.Record(ctx, AuditEvent{Action: AuditSync, Detail: "everyone whom the sources list"})
	case len(req.People) == 0:
		return a.Record(ctx, AuditEvent{Action: AuditSync, Detail: "everyone in the cache"})
	}
	for _, t := range wanted {
		e := AuditEvent{Action: AuditSync, Person: t.person}
		if t.person == "" {
			e.Detail = "somebody who was not in the cache"
		}
		if err := a.Record(ctx, e); err != nil {
			return err
		}
	}
	return nil
}
