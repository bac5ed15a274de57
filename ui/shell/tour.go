package shell

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// stop is one line of the tour: what the program found in the open chart, and where it can be seen.
type stop struct {
	text    string
	view    string
	entries []string
}

// tourMost is how many stops of one sort there are: a tour that repeats itself is not walked to its end.
const tourMost = 3

// stops lists what there is to see in a chart. Each line is made from the chart; nothing is said that it does not hold.
func stops(env *views.Env) []stop {
	c := env.Chart
	asked := 0
	for _, s := range c.Sources {
		if s.State != "never" {
			asked++
		}
	}
	out := []stop{{text: fmt.Sprintf("%s resources from %d of %d sources became %s lines; every resource is accounted for", views.Grouped(c.Ledger.Received),
		asked, len(c.Sources), views.Grouped(len(c.Entries))), view: "sources"}}
	for i, x := range c.Conflicts {
		if i == 2*tourMost {
			break
		}
		out = append(out, stop{views.Words(x.Why), "conflicts", x.Entries})
	}
	for _, sort := range []func(*chart.Entry) (string, string){weekly, twoUnits, joined, withdrawn, suspect, proposed, negated} {
		n := 0
		for i := range c.Entries {
			e := &c.Entries[i]
			if text, view := sort(e); text != "" && n < tourMost {
				out = append(out, stop{text, view, []string{e.ID}})
				n++
			}
		}
	}
	return out
}

// Each of these says what is worth seeing of an entry, and in which view; "" for nothing.

func weekly(e *chart.Entry) (string, string) {
	if !e.Active || !strings.Contains(e.Frequency, "WEEKLY") {
		return "", ""
	}
	return e.Title + ", " + e.Dose + ": " + e.Frequency + ", in words and as large as the dose", "medications"
}

func twoUnits(e *chart.Entry) (string, string) {
	if len(e.Evidence) < 2 || e.Value == nil {
		return "", ""
	}
	a := e.Evidence[0]
	for _, b := range e.Evidence[1:] {
		if a.Source != b.Source && a.Value.Unit != "" && b.Value.Unit != "" && a.Value.Unit != b.Value.Unit {
			return fmt.Sprintf("%s: %s wrote %s and %s wrote %s; they are one value", e.Title, a.Source, a.Value.Text, b.Source, b.Value.Text), "results"
		}
	}
	return "", ""
}

func joined(e *chart.Entry) (string, string) {
	if e.Kind != record.KindProblem && e.Kind != record.KindMedication || len(e.Evidence) < 2 {
		return "", ""
	}
	a := e.Evidence[0]
	for _, b := range e.Evidence[1:] {
		if a.Source != b.Source {
			return fmt.Sprintf("%s: %d resources of %s and others are one line; the evidence says why", e.Title, len(e.Evidence), a.Source), viewOf(e.Kind)
		}
	}
	return "", ""
}

func withdrawn(e *chart.Entry) (string, string) {
	if !views.Flagged(e.Flags, chart.FlagRetracted) {
		return "", ""
	}
	return e.Title + " of " + views.Date(e.Start) + " was withdrawn by its source: it is one click away and never a value", viewOf(e.Kind)
}

func suspect(e *chart.Entry) (string, string) {
	if !views.Flagged(e.Flags, chart.FlagUnitSuspect) || e.Value == nil {
		return "", ""
	}
	return e.Title + ", " + e.Value.Text + ": hardly possible in that unit; it is shown as it came and never converted", "results"
}

func proposed(e *chart.Entry) (string, string) {
	if !views.Flagged(e.Flags, chart.FlagProposed) || e.Kind != record.KindMedication {
		return "", ""
	}
	return e.Title + " is only proposed: it never stands among what is taken", "medications"
}

func negated(e *chart.Entry) (string, string) {
	if !views.Flagged(e.Flags, chart.FlagNegated) {
		return "", ""
	}
	return e.Title + ": its source says that it was not done or does not hold; it is never joined with its opposite", viewOf(e.Kind)
}

// tourBar is the line of the tour under the tabs; it is there in the demo only.
type tourBar struct {
	*widgets.Drawn
	s *Shell
}

func newTourBar(s *Shell) *tourBar {
	b := &tourBar{s: s}
	b.Drawn = widgets.NewDrawn(nil, b.paint)
	b.Label = "Tour"
	return b
}

func (b *tourBar) height() float32 {
	if !b.s.opt.Demo || b.s.st.tourShut || b.s.st.phase != ready {
		return 0
	}
	return widgets.Size(theme.Row) + 6
}

func (b *tourBar) paint(p *widgets.Painter, size fyne.Size) {
	st := &b.s.st
	if b.height() == 0 || len(st.tour) == 0 {
		return
	}
	p.Fill(widgets.Rect{W: size.Width, H: size.Height}, theme.NoteBg)
	p.HLine(0, size.Width, size.Height-1, theme.Rule)
	end := size.Width - 10
	link := func(text, tip string, do func()) {
		s := widgets.Style{Role: theme.Note, Bold: true}
		w := widgets.Width(text, s)
		r := widgets.Rect{X: end - w, W: w, H: size.Height}
		p.Whole(r, text, s)
		p.Hit(widgets.Rect{X: r.X - 6, W: w + 12, H: size.Height}, tip, do)
		end -= w + 18
	}
	link("Close", "Ends the tour", func() { st.tourShut = true; b.s.fr.drawView() })
	link("Next", "F2", b.s.nextStop)
	x := float32(12)
	s := st.tour[st.tourAt]
	x += p.Whole(widgets.Rect{X: x, W: 80, H: size.Height}, fmt.Sprintf("Tour %d of %d", st.tourAt+1, len(st.tour)), widgets.Style{Role: theme.Note, Bold: true}) + 12
	w := p.Text(widgets.Rect{X: x, W: end - x, H: size.Height}, s.text, widgets.Style{})
	p.Hit(widgets.Rect{X: x, W: w, H: size.Height}, s.text, b.s.showStop)
}

// nextStop goes to the next line of the tour and shows where it is seen; after the last it begins anew.
func (s *Shell) nextStop() {
	if s.fr.tour.height() == 0 || len(s.st.tour) == 0 {
		return
	}
	s.st.tourAt = (s.st.tourAt + 1) % len(s.st.tour)
	s.showStop()
}

func (s *Shell) showStop() {
	at := s.st.tour[s.st.tourAt]
	entry := ""
	if len(at.entries) > 0 {
		entry = at.entries[0]
	}
	s.Show(at.view, entry)
	if len(at.entries) > 0 {
		s.Why(at.entries)
	}
	s.fr.tour.Refresh()
}
