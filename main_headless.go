//go:build !cgo

package main

import (
	"context"

	"anamnesis/app"
	"anamnesis/ui/command"
)

// openWindow says that this build has no window: Fyne's needs cgo.
func openWindow(context.Context, *app.App, command.WindowOptions) error {
	return &command.ErrNoWindow{Why: "This program was built without a window (CGO_ENABLED=0)."}
}
