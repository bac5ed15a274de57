package shell

import (
	"anamnesis/app"
	"anamnesis/app/chart"
	"anamnesis/ui/views"
)

// phase is what the middle of the window is doing.
type phase int

const (
	idle    phase = iota // no one is open
	loading              // a chart was asked for
	ready                // env holds the chart
	failed               // problem says why there is none
)

// state is everything that a frame is drawn from. It is replaced as a whole when the person changes.
type state struct {
	people    []app.PersonRow
	peopleErr string
	listed    bool // the people were read at least once
	sources   []app.SourceRow

	phase   phase
	person  app.PersonRow // who is open or being opened; zero for no one
	env     *views.Env
	problem string
	view    int
	why     []string
	whyOpen bool // asked for by the user
	whyShut bool // closed by the user, also where it would stand open by itself
	reveal  string

	tour     []stop
	tourAt   int
	tourShut bool

	units    chart.UnitSystem
	progress map[string]app.Progress
	syncing  bool
	reports  []app.SourceReport
	note     string // one line for the source bar, of what just happened
	recent   []string
	pinned   []string
}

// chart returns the open chart, nil while there is none.
func (s *state) chart() *chart.Chart {
	if s.phase != ready || s.env == nil {
		return nil
	}
	return s.env.Chart
}

func (s *state) row(id string) (app.PersonRow, bool) {
	for _, p := range s.people {
		if p.ID == id {
			return p, true
		}
	}
	return app.PersonRow{}, false
}
