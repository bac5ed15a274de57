package timeline

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// lane says which entries make a lane.
type lane struct {
	title string
	kinds []record.Kind
	lasts bool                // bars, not marks
	role  fyne.ThemeColorName // of what is neither abnormal nor in conflict
	most  int
	first bool // shown without being asked for
}

var lanes = []lane{
	{"Encounters", []record.Kind{record.KindEncounter}, false, theme.Source6, 3, true},
	{"Problems", []record.Kind{record.KindProblem}, true, theme.Source4, 8, true},
	{"Medications", []record.Kind{record.KindMedication}, true, theme.Source1, 12, true},
	{"Results", []record.Kind{record.KindResult}, false, theme.Source6, 10, true},
	{"Vitals", []record.Kind{record.KindVital}, false, theme.Source6, 8, false},
	{"Procedures", []record.Kind{record.KindProcedure}, false, theme.Source3, 8, false},
	{"Vaccines", []record.Kind{record.KindImmunization}, false, theme.Source3, 8, false},
	{"Documents", []record.Kind{record.KindDocument, record.KindReport}, false, theme.Source5, 6, false},
	{"Imaging", []record.Kind{record.KindImaging}, false, theme.Source5, 6, false},
}

// build makes the lanes that are on.
func build(env *views.Env, on []bool) []widgets.Lane {
	var out []widgets.Lane
	for i, l := range lanes {
		if !on[i] {
			continue
		}
		out = append(out, widgets.Lane{Title: l.title, Tracks: tracks(env, l), Most: l.most})
	}
	return out
}

// order is what decides which tracks of a lane come first.
type order struct {
	rank int // 0 active or abnormal now
	last int64
}

// tracks makes a track for each title (for each analyte, where there is one): what is active or abnormal first, then the
// latest.
func tracks(env *views.Env, l lane) []widgets.Track {
	at := map[string]int{}
	var out []widgets.Track
	var orders []order
	inOneUnit := map[string]string{}
	if !l.lasts {
		inOneUnit = numbers(env)
	}
	for _, e := range env.Of(l.kinds...) {
		s, ok := span(env, e, l)
		if !ok {
			continue
		}
		if n := inOneUnit[e.ID]; n != "" && s.Text != "" {
			s.Text = n
		}
		key := e.Analyte
		if key == "" {
			key = e.Title
		}
		i, seen := at[key]
		if !seen {
			i = len(out)
			at[key] = i
			out, orders = append(out, widgets.Track{Title: e.Title}), append(orders, order{rank: 1})
		}
		out[i].Spans = append(out[i].Spans, s)
		if e.Active {
			orders[i].rank = 0
		}
	}
	for i := range out {
		t := &out[i]
		slices.SortStableFunc(t.Spans, func(a, b widgets.Span) int { return cmp.Compare(a.From, b.From) })
		last := t.Spans[len(t.Spans)-1]
		orders[i].last = last.To
		note(t, last, l)
		if !l.lasts && last.Role == theme.Danger {
			orders[i].rank = 0
		}
	}
	index := make([]int, len(out))
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(a, b int) int {
		return cmp.Or(cmp.Compare(orders[a].rank, orders[b].rank), cmp.Compare(orders[b].last, orders[a].last), cmp.Compare(out[a].Title, out[b].Title))
	})
	sorted := make([]widgets.Track, len(out))
	for i, n := range index {
		sorted[i] = out[n]
	}
	return sorted
}

// numbers returns the number of each entry that stands in a series, in the unit of the series: numbers on one line, which
// carry no unit, must not be of two.
func numbers(env *views.Env) map[string]string {
	out := map[string]string{}
	for i := range env.Chart.Series {
		for _, p := range env.Chart.Series[i].Points {
			out[p.Entry] = p.Comparator + p.Number
		}
	}
	return out
}

// note writes the latest value beside a title.
func note(t *widgets.Track, last widgets.Span, l lane) {
	if last.Lasts || last.Text == "" {
		return
	}
	t.Note = last.Text
	if last.Mark != widgets.Circle {
		t.Mark, t.Role = last.Mark, last.Role
	}
}

// span returns how an entry stands in time; false when its time is not stated at all.
func span(env *views.Env, e *chart.Entry, l lane) (widgets.Span, bool) {
	start, end := record.ParseTime(e.Start), record.ParseTime(e.End)
	if start.IsZero() {
		start = end
	}
	if start.IsZero() {
		return widgets.Span{}, false
	}
	s := widgets.Span{ID: e.ID, From: start.At.Unix(), To: start.Until().Unix(), Role: l.role, Mark: widgets.Circle}
	if start.Precision >= record.PrecisionDay {
		s.To = s.From
	}
	s.Tip = tip(e)
	if l.lasts {
		s.Lasts, s.Mark = true, widgets.NoMark
		s.Open = e.Active && end.IsZero()
		s.Faint = !e.Active
		if start.Precision < record.PrecisionDay {
			s.Vague = start.Until().Unix() - s.From
		}
		s.To = max(s.From, start.Until().Unix())
		if !end.IsZero() {
			s.To = max(s.To, end.Until().Unix())
		}
		if e.Dose != "" {
			s.Text = e.Dose + " " + e.Frequency
		}
	} else if !end.IsZero() && end.At.Sub(start.At).Hours() > 20 { // an admission lasts, a visit happens
		s.Lasts, s.To, s.Text = true, end.Until().Unix(), e.Title
	}
	if !l.lasts && e.Value != nil {
		s.Text = e.Value.Text // with its unit: see numbers for those of a series
	}
	if views.Flagged(e.Flags, chart.FlagProposed) {
		s.Hatched, s.Faint, s.Open = true, true, false
		s.Text = strings.TrimSpace("proposed: " + s.Text)
	}
	if m, role := views.FlagMark(e.Flags); m != widgets.NoMark {
		s.Mark, s.Role = m, role
	} else if e.Kind == record.KindEncounter && !s.Lasts {
		s.Mark = widgets.Circle
	}
	if views.Flagged(e.Flags, chart.FlagRetracted) || views.Flagged(e.Flags, chart.FlagNegated) {
		s.Faint = true
	}
	return s, true
}

func tip(e *chart.Entry) string {
	t := views.Span(e.Start, e.End)
	if e.Start == e.End || e.End == "" {
		t = views.DateTime(e.Start)
	}
	for _, s := range []string{e.Dose, e.Frequency, e.Status} {
		if s != "" && s != "final" && s != "completed" && s != "active" {
			t += "  " + s
		}
	}
	if e.Value != nil {
		t += "  " + e.Value.Text
	}
	if e.Analyte == "" && e.Dose == "" {
		t += "  " + e.Title
	}
	return t
}

// covers says for each source when it says anything.
func covers(env *views.Env) []widgets.Cover {
	out := make([]widgets.Cover, len(env.Chart.Sources))
	for i, s := range env.Chart.Sources {
		out[i].Title = s.Name
		out[i].Mark, out[i].Role = views.SourceShape(i)
		out[i].Tip = s.Name + ": when it says anything about this person. Hatched: the time since it was last asked."
		if t := record.ParseTime(s.AsOf); !t.IsZero() {
			out[i].AsOf = t.At.Unix()
			out[i].Tip += " Last asked " + views.DateTime(s.AsOf) + "."
		}
		for _, e := range env.Chart.Entries {
			for _, ev := range e.Evidence {
				if ev.Source == s.Name {
					if t := record.ParseTime(ev.Time); !t.IsZero() {
						out[i].Times = append(out[i].Times, t.At.Unix())
					}
				}
			}
		}
		slices.Sort(out[i].Times)
	}
	return out
}
