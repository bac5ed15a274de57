package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"anamnesis/app"
	"anamnesis/app/record"
)

// The exit statuses of the program.
const (
	Done    = 0
	Failed  = 1
	Usage   = 2 // the command line was wrong
	Partial = 3 // a source, a type or a whole file failed or was refused; what arrived is saved
)

// Env is what main gives to the commands.
type Env struct {
	Args           []string // without the program's name
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Terminal       bool                                // Stderr is a terminal: progress is drawn on one line
	Ask            func(prompt string) (string, error) // asks for a passphrase; nil without a terminal
	Now            func() time.Time
	DefaultVault   func() (string, error)

	// OpenVault opens the vault, making it when it is not there, and returns what closes it.
	OpenVault func(ctx context.Context, opt VaultOptions) (*app.App, func() error, error)
	// EraseVault destroys the closed vault in the folder, its key first.
	EraseVault func(dir string) error
	// RestoreVault makes a vault in the folder of what [app.App.Backup] wrote.
	RestoreVault func(ctx context.Context, dir string, backup io.Reader) error
	// OpenWindow shows the window until it is closed. It returns [ErrNoWindow] where none can be shown.
	OpenWindow func(ctx context.Context, a *app.App, opt WindowOptions) error
	// StartDemo starts the demo hospitals as FHIR servers on loopback.
	StartDemo func(ctx context.Context) (Demo, error)
	// ReadPatients reads FHIR Patients, one JSON object a line.
	ReadPatients func(ctx context.Context, in io.Reader) ([]record.Fact, error)
}

// VaultOptions name the vault and who opens it.
type VaultOptions struct {
	Dir        string
	Profile    string
	Passphrase string
	Via        string // from where the vault is used, for the audit log
	Reason     string // why, for the audit log
	Log        *slog.Logger
	Demo       bool                                // the vault of the demo, whose passphrase everybody knows
	Ask        func(prompt string) (string, error) // asks for a passphrase; nil where nobody can be asked
	Notice     func(sentence string)               // says something once, beside the answer
}

// WindowOptions say what the window shows first.
type WindowOptions struct {
	Person string // id; "" for none
	Demo   bool
}

// Demo is the running demo hospitals.
type Demo struct {
	Sources []record.Source
	Stop    func()
}

// ErrNoWindow says why there is no window.
type ErrNoWindow struct{ Why string }

func (e *ErrNoWindow) Error() string { return e.Why }

// globals are the flags that every command takes.
type globals struct {
	Vault          string `placeholder:"DIR" help:"The vault folder. Without it, the one of this user account."`
	Profile        string `placeholder:"NAME" default:"default" help:"Whose \"new since you last looked\" it is."`
	PassphraseFile string `placeholder:"F" help:"Take the vault's passphrase from the first line of this file."`
	Reason         string `placeholder:"TEXT" help:"Why the record is opened, for the audit."`
	JSON           bool   `name:"json" help:"Print one JSON document on stdout and nothing else."`
	LogLevel       string `enum:"debug,info,warn,error" default:"warn" help:"What to log on stderr: ${enum}."`
}

type cli struct {
	globals

	Window   windowCmd   `cmd:"" default:"1" help:"Open the window (what happens without a command)."`
	Demo     demoCmd     `cmd:"" help:"Demo hospitals on this machine, gathered into a throwaway vault, and the window."`
	Source   sourceCmd   `cmd:"" help:"Add, list, test and remove sources."`
	Import   importCmd   `cmd:"" help:"Read FHIR files as a source: Bundle, NDJSON, single resources; .json .ndjson .gz .zip, folders."`
	Find     findCmd     `cmd:"" help:"Find people in the cache and on every source."`
	Sync     syncCmd     `cmd:"" help:"Gather people from the sources."`
	Patients patientsCmd `cmd:"" help:"List the people in the cache."`
	Chart    chartCmd    `cmd:"" help:"Print one person's reconciled chart."`
	Render   renderCmd   `cmd:"" help:"Draw one view of a chart as a PNG picture."`
	Export   exportCmd   `cmd:"" help:"Write one person's record for other programs."`
	Units    unitsCmd    `cmd:"" help:"Read and convert units, a line at a time."`
	People   peopleCmd   `cmd:"" help:"Link patient records."`
	Doctor   doctorCmd   `cmd:"" help:"Prove the vault whole: its file, the audit log, every resource, every ledger."`
	Audit    auditCmd    `cmd:"" help:"Show or export the audit log."`
	Erase    eraseCmd    `cmd:"" help:"Forget a person, a source or the whole vault."`
	Backup   backupCmd   `cmd:"" help:"Write the whole vault to one file."`
	Restore  restoreCmd  `cmd:"" help:"Make a vault of what backup wrote."`
}

// run is what a command works with.
type run struct {
	*globals
	Env
	ctx context.Context
	log *slog.Logger
	via string // which command it is, for the audit log
	// partial is set by a command that is done in part, failed by one whose answer is that something is wrong.
	partial, failed bool
}

// Run carries out one command line and returns the exit status.
func Run(ctx context.Context, env Env) int {
	var c cli
	exit := -1
	parser, err := kong.New(&c, kong.Name("anamnesis"),
		kong.Description("One patient's records from several hospitals, as one reconciled chart.\n\n"+
			"PERSON is an id that `patients` printed, or an identifier or name that only one person has."),
		kong.Writers(env.Stdout, env.Stderr), kong.Exit(func(code int) { exit = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}))
	if err != nil {
		fmt.Fprintln(env.Stderr, "anamnesis:", err)
		return Failed
	}
	kctx, err := parser.Parse(env.Args)
	if exit >= 0 { // --help
		return exit
	}
	if err != nil {
		fmt.Fprintf(env.Stderr, "anamnesis: %s. `anamnesis --help` lists the commands.\n", strings.TrimSuffix(err.Error(), "."))
		return Usage
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		level = slog.LevelWarn
	}
	r := &run{globals: &c.globals, Env: env, ctx: ctx, log: slog.New(slog.NewTextHandler(env.Stderr, &slog.HandlerOptions{Level: level}))}
	r.via = commandName(kctx.Command())
	if r.via != "window" && r.via != "demo" { // the window asks for a reason itself
		r.via = "command line: " + r.via
		if c.Reason == "" {
			c.Reason = noReason
		}
	}
	if err := kctx.Run(r); err != nil {
		return r.report(err)
	}
	if r.failed {
		return Failed
	}
	if r.partial {
		return Partial
	}
	return Done
}

// noReason is what the audit log says of a command without --reason.
const noReason = "command line, no reason given"

// commandName cuts the arguments off what was chosen: "source add <name> <url>" is "source add".
func commandName(chosen string) string {
	name, _, _ := strings.Cut(chosen, " <")
	return name
}

// report prints the one sentence of a failure and returns its exit status.
func (r *run) report(err error) int {
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(r.Stderr, "anamnesis: stopped. What had arrived is saved; the same command goes on from there.")
		return Failed
	}
	fmt.Fprintln(r.Stderr, "anamnesis:", app.Sentence(err))
	r.log.Debug("failed", "cause", fmt.Sprintf("%T", err))
	var e *app.Error
	if errors.As(err, &e) && e.Usage {
		return Usage
	}
	return Failed
}

// print writes the answer: the document with --json, else the text.
func (r *run) print(doc any, text func(w io.Writer) error) error {
	if !r.JSON {
		return text(r.Stdout)
	}
	enc := json.NewEncoder(r.Stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(doc)
}

// folder returns where the vault is.
func (r *run) folder() (string, error) {
	if r.Vault != "" {
		return r.Vault, nil
	}
	return r.DefaultVault()
}

// notice says something on stderr that is no part of the answer.
func (r *run) notice(sentence string) { fmt.Fprintln(r.Stderr, "anamnesis:", sentence) }

// vault opens the vault for a command and closes it after.
func (r *run) vault(do func(a *app.App) error) error {
	dir, err := r.folder()
	if err != nil {
		return err
	}
	pass, err := r.passphrase()
	if err != nil {
		return err
	}
	a, closeVault, err := r.OpenVault(r.ctx, VaultOptions{Dir: dir, Profile: r.Profile, Passphrase: pass, Via: r.via, Reason: r.Reason, Log: r.log,
		Ask: r.Ask, Notice: r.notice})
	if err != nil {
		return err
	}
	return errors.Join(do(a), closeVault())
}
