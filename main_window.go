//go:build cgo

package main

import (
	"context"
	"log"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"anamnesis/app"
	"anamnesis/ui/command"
	"anamnesis/ui/shell"
)

// appID is the application's id on every platform; FyneApp.toml says the same.
const appID = "org.anamnesis.viewer"

// probeVariable, when set, makes the program only try whether a window can be drawn.
const probeVariable = "ANAMNESIS_PROBE_WINDOW"

// probeTime is how long the trial may take: a cold software renderer needs seconds.
const probeTime = 30 * time.Second

func init() {
	if os.Getenv(probeVariable) != "" {
		probe()
	}
}

// openWindow shows the window until it is closed.
func openWindow(ctx context.Context, a *app.App, opt command.WindowOptions) error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return &command.ErrNoWindow{Why: "There is no display here to show a window on."}
	}
	if !canDraw(ctx) {
		return &command.ErrNoWindow{Why: "No window can be drawn here: the display gives no OpenGL 2.1. " +
			"On a remote desktop or a virtual machine install Mesa's software driver (Debian: libgl1-mesa-dri) and try again."}
	}
	// Fyne reports on the standard logger, a missing D-Bus among others: that is for people who look for a fault.
	log.SetFlags(0)
	log.SetOutput(slog.NewLogLogger(a.Log.Handler(), slog.LevelDebug).Writer())
	fa := fyneapp.NewWithID(appID)
	w := shell.Open(fa, a, shell.Options{Person: opt.Person, Demo: opt.Demo, StartDemo: demoBeside})
	stop := context.AfterFunc(ctx, func() { fyne.Do(fa.Quit) })
	defer stop()
	w.ShowAndRun()
	return nil
}

// demoBeside starts the demo as a program of its own, so that its people never come near the vault that is open.
func demoBeside() error {
	self, err := os.Executable()
	if err != nil {
		return &app.Error{Message: "The demo could not be started from here. Start it with: anamnesis demo", Err: err}
	}
	c := exec.Command(self, "demo")
	if err := c.Start(); err != nil {
		return &app.Error{Message: "The demo could not be started from here. Start it with: anamnesis demo", Err: err}
	}
	go func() { _ = c.Wait() }() // it outlives this window; waiting only clears it away
	return nil
}

// canDraw tries it in a child process, because Fyne ends the process where there is no OpenGL.
func canDraw(ctx context.Context) bool {
	self, err := os.Executable()
	if err != nil {
		return true
	}
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	c := exec.CommandContext(ctx, self)
	c.Env = append(os.Environ(), probeVariable+"=1")
	return c.Run() == nil
}

// probe opens and closes an empty window and ends the process: with 0 when it was drawn, otherwise by Fyne's own exit.
func probe() {
	fa := fyneapp.NewWithID(appID + ".probe")
	fa.Lifecycle().SetOnStarted(func() { os.Exit(0) })
	w := fa.NewWindow("")
	w.Resize(fyne.NewSize(1, 1))
	w.ShowAndRun()
	os.Exit(1)
}
