// Anamnesis gathers one patient's records from several FHIR endpoints into a local cache and shows one reconciled chart.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"

	"anamnesis/ui/command"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := command.Run(ctx, command.Env{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Terminal: term.IsTerminal(int(os.Stderr.Fd())),
		Now:      time.Now, DefaultVault: defaultVault,
		OpenVault: openVault, EraseVault: eraseVault, RestoreVault: restoreVault, OpenWindow: openWindow, StartDemo: startDemo, ReadPatients: readPatients,
	})
	stop()
	os.Exit(status)
}
