// Anamnesis gathers one patient's records from several FHIR endpoints into a local cache and shows one reconciled chart.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"

	"anamnesis/ui/command"
)

func main() {
	var ask func(string) (string, error)
	if in := int(os.Stdin.Fd()); term.IsTerminal(in) {
		ask = func(prompt string) (string, error) {
			fmt.Fprint(os.Stderr, prompt)
			line, err := term.ReadPassword(in)
			fmt.Fprintln(os.Stderr)
			return string(line), err
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := command.Run(ctx, command.Env{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Terminal: term.IsTerminal(int(os.Stderr.Fd())),
		Ask:      ask, Now: time.Now, DefaultVault: defaultVault,
		OpenVault: openVault, EraseVault: eraseVault, RestoreVault: restoreVault, OpenWindow: openWindow, StartDemo: startDemo, ReadPatients: readPatients,
	})
	stop()
	os.Exit(status)
}
