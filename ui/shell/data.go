package shell

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"anamnesis/app"
	"anamnesis/app/chart"
	"anamnesis/ui/theme"
)

// Data is what the window asks of the application; *app.App gives it.
type Data interface {
	People(ctx context.Context) ([]app.PersonRow, error)
	Chart(ctx context.Context, person string, opt app.ChartOptions) (*chart.Chart, error)
	FindCached(ctx context.Context, text string) (app.Found, error)
	Find(ctx context.Context, text string) (app.Found, error)
	SourceList(ctx context.Context) ([]app.SourceRow, error)
	Raw(ctx context.Context, source, typ, id string) ([]byte, error)
	AddSource(ctx context.Context, name, address string) (app.SourceTest, error)
	Sync(ctx context.Context, req app.SyncRequest, progress func(app.Progress)) ([]app.SourceReport, error)
}

var _ Data = (*app.App)(nil)

// Options say how the window starts.
type Options struct {
	Person string // whom to open first, by id; "" for none
	Demo   bool   // the sources are the demo hospitals: say so
	Theme  theme.Mode
	Scale  float32 // of text, 0.8 to 2; 0 is 1
	Units  chart.UnitSystem
	Now    func() time.Time // nil: the system's clock
	// StartDemo opens the demo hospitals in a window of their own; nil where that cannot be had.
	StartDemo func() error
}

// RenderOptions say what to draw into a picture.
type RenderOptions struct {
	Person        string // by id; "" draws the window with no one open
	View          string // one of ViewNames; "" is the first
	Width, Height int    // in pixels
	Theme         string // light, dark, contrast; "" is light
	Scale         float32
	Units         chart.UnitSystem
	Why           string // id of the entry whose evidence stands open; "" for none
	Demo          bool
	Now           func() time.Time // nil: the system's clock
}

// The window's first size where the screen does not say otherwise; it fits the smallest screen that must work.
var firstSize = fyne.NewSize(1366, 740)
