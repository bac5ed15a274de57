package widgets

import (
	"time"

	"fyne.io/fyne/v2"

	"anamnesis/ui/theme"
)

// tickStep is a distance between dates of an axis.
type tickStep struct {
	years, months, days, hours int
	layout                     string
}

// The steps, closest first; an axis takes the first whose dates have room.
var tickSteps = []tickStep{
	{hours: 1, layout: "15:04"}, {hours: 3, layout: "15:04"}, {hours: 6, layout: "2 Jan 15:04"}, {days: 1, layout: "2 Jan"},
	{days: 7, layout: "2 Jan"}, {months: 1, layout: "Jan 2006"}, {months: 3, layout: "Jan 2006"}, {months: 6, layout: "Jan 2006"},
	{years: 1, layout: "2006"}, {years: 2, layout: "2006"}, {years: 5, layout: "2006"}, {years: 10, layout: "2006"},
	{years: 20, layout: "2006"}, {years: 50, layout: "2006"},
}

// seconds is about how long a step is.
func (s tickStep) seconds() float64 {
	return float64(s.years)*31556952 + float64(s.months)*2629746 + float64(s.days)*86400 + float64(s.hours)*3600
}

// start returns the last boundary of the step that is not after t.
func (s tickStep) start(t time.Time) time.Time {
	switch {
	case s.years > 0:
		return time.Date(t.Year()-t.Year()%s.years, 1, 1, 0, 0, 0, 0, t.Location())
	case s.months > 0:
		m := (int(t.Month())-1)/s.months*s.months + 1
		return time.Date(t.Year(), time.Month(m), 1, 0, 0, 0, 0, t.Location())
	case s.days > 1: // weeks begin on Monday
		return time.Date(t.Year(), t.Month(), t.Day()-(int(t.Weekday())+6)%7, 0, 0, 0, 0, t.Location())
	case s.days == 1:
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour()-t.Hour()%s.hours, 0, 0, 0, t.Location())
}

func (s tickStep) next(t time.Time) time.Time {
	return t.AddDate(s.years, s.months, s.days).Add(time.Duration(s.hours) * time.Hour)
}

// tick is one date of an axis.
type tick struct {
	at   int64
	text string
}

// ticks returns the dates of an axis of w pixels, at least room apart.
func ticks(from, to float64, w, room float32, zone *time.Location) []tick {
	if w <= 0 || to <= from {
		return nil
	}
	step := tickSteps[len(tickSteps)-1]
	for _, s := range tickSteps {
		if float32(s.seconds()/(to-from))*w >= room {
			step = s
			break
		}
	}
	var out []tick
	for t := step.start(time.Unix(int64(from), 0).In(zone)); float64(t.Unix()) <= to && len(out) < 400; t = step.next(t) {
		if float64(t.Unix()) >= from {
			out = append(out, tick{t.Unix(), t.Format(step.layout)})
		}
	}
	return out
}

const tickRoom = 74 // pixels: "Sep 2026" in small letters with air

func (t *Timeline) drawAxis(p *Painter, g timelineParts) {
	p.Fill(Rect{0, 0, g.plot.Right() + 8, g.axis}, theme.Bar)
	p.Text(Rect{Size(theme.Pad), 0, g.labels - 16, g.axis}, t.spanText(), Style{Size: theme.Small, Bold: true})
	st := Style{Size: theme.Small, Role: theme.Muted}
	for _, k := range ticks(t.from, t.to, g.plot.W, tickRoom*textScale(), t.zone) {
		x := t.xAt(k.at)
		if x+Width(k.text, st)+6 < g.plot.Right() {
			p.Whole(Rect{x + 4, 0, 80, g.axis}, k.text, st)
		}
	}
	p.HLine(0, g.plot.Right()+8, g.axis-1, theme.Rule)
}

// spanText says which time is in sight.
func (t *Timeline) spanText() string {
	from, to := time.Unix(int64(t.from), 0).In(t.zone), time.Unix(int64(t.to), 0).In(t.zone)
	layout := "Jan 2006"
	switch d := to.Sub(from); {
	case d < 72*time.Hour:
		layout = "2 Jan 2006 15:04"
	case d < 400*24*time.Hour:
		layout = "2 Jan 2006"
	}
	return from.Format(layout) + " – " + to.Format(layout)
}

func (t *Timeline) drawStripYears(p *Painter, g timelineParts) {
	st := Style{Size: theme.Small, Role: theme.Muted}
	for _, k := range ticks(float64(t.first), float64(t.last), g.strip.W, 60*textScale(), t.zone) {
		x := g.strip.X + float32(float64(k.at-t.first)/float64(t.last-t.first))*g.strip.W
		if x+Width(k.text, st)+4 < g.strip.Right() {
			p.Whole(Rect{x + 3, g.strip.Y + 1, 60, 14 * textScale()}, k.text, st)
		}
	}
}

var _ fyne.Focusable = (*Timeline)(nil)
