package timeline

import (
	"testing"
	"time"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/sample"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

func all() []bool {
	on := make([]bool, len(lanes))
	for i := range on {
		on[i] = true
	}
	return on
}

// Every dated entry of the kinds that the lanes name stands on the timeline exactly once.
func TestEveryDatedEntryStandsOnce(t *testing.T) {
	env := views.NewEnv(sample.Chart(), sample.Now)
	seen := map[string]int{}
	for _, l := range build(env, all()) {
		for _, tr := range l.Tracks {
			for i, s := range tr.Spans {
				seen[s.ID]++
				if i > 0 && s.From < tr.Spans[i-1].From {
					t.Errorf("%s: spans are not in order", tr.Title)
				}
			}
		}
	}
	for _, l := range lanes {
		for _, e := range env.Of(l.kinds...) {
			want := 1
			if record.ParseTime(e.Start).IsZero() && record.ParseTime(e.End).IsZero() {
				want = 0
			}
			if seen[e.ID] != want {
				t.Errorf("%s %q stands %d times, want %d", e.Kind, e.Title, seen[e.ID], want)
			}
		}
	}
}

func TestSpansSayHowExactlyTheyAreKnown(t *testing.T) {
	lasting, moment := lanes[1], lanes[3]
	for _, c := range []struct {
		name  string
		entry chart.Entry
		lane  lane
		check func(s widgets.Span) bool
	}{
		{"a year", chart.Entry{Start: "2001", Active: true}, lasting, func(s widgets.Span) bool { return s.Vague > 364*86400 && s.Open }},
		{"a day", chart.Entry{Start: "2001-05-03", Active: true}, lasting, func(s widgets.Span) bool { return s.Vague == 0 && s.Open }},
		{"over, end unknown", chart.Entry{Start: "2001-05-03"}, lasting, func(s widgets.Span) bool { return !s.Open && s.Faint }},
		{"a month's value", chart.Entry{Start: "2019-05"}, moment, func(s widgets.Span) bool { return !s.Lasts && s.To-s.From == 31*86400 }},
		{"a retracted value", chart.Entry{Start: "2019-05-01", Flags: []chart.Flag{chart.FlagRetracted}}, moment, func(s widgets.Span) bool { return s.Faint && s.Mark == widgets.Cross }},
		{"a proposed drug", chart.Entry{Start: "2019-05-01", Active: true, Flags: []chart.Flag{chart.FlagProposed}}, lanes[2], func(s widgets.Span) bool { return s.Hatched && !s.Open && s.Text == "proposed:" }},
		{"an admission", chart.Entry{Start: "2019-05-01", End: "2019-05-09", Title: "Ward"}, lanes[0], func(s widgets.Span) bool { return s.Lasts && s.Text == "Ward" }},
		{"a visit", chart.Entry{Start: "2019-05-01T10:00:00Z", End: "2019-05-01T10:30:00Z"}, lanes[0], func(s widgets.Span) bool { return !s.Lasts }},
	} {
		s, ok := span(nil, &c.entry, c.lane)
		if !ok || !c.check(s) {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
	if _, ok := span(nil, &chart.Entry{Start: "unknown"}, lasting); ok {
		t.Error("what has no date has a place in time")
	}
}

// A gap is not health: every source has its line, and what it last answered is on it.
func TestEverySourceHasItsCoverage(t *testing.T) {
	env := views.NewEnv(sample.Chart(), sample.Now)
	cs := covers(env)
	if len(cs) != len(env.Chart.Sources) {
		t.Fatalf("%d lines for %d sources", len(cs), len(env.Chart.Sources))
	}
	for i, c := range cs {
		if c.Title != env.Chart.Sources[i].Name || c.AsOf == 0 || len(c.Times) == 0 {
			t.Errorf("%s: as of %d, %d times", c.Title, c.AsOf, len(c.Times))
		}
	}
}

// H20: a value about a fetus or a donor stands on a track of its own.
func TestAnothersValueHasItsOwnTrackH20(t *testing.T) {
	rate := func(id, number, of string) record.Fact {
		return record.Fact{Ref: record.Ref{Source: "A", Type: "Observation", ID: id}, Account: record.AccountEvidence, Kind: record.KindVital, Status: "final",
			Code: record.Concept{Text: "Heart rate"}, When: record.Period{Start: record.ParseTime("2026-11-1" + id + "T08:00:00Z")},
			Focus: record.Ref{Source: "A", Type: map[bool]string{true: "Unknown"}[of != ""], ID: of},
			Observation: &record.Observation{Analyte: "heart-rate", Value: record.Value{Kind: record.ValueQuantity,
				Quantity: record.Quantity{Number: number, Unit: "/min", UCUM: "/min"}}}}
	}
	c := chart.Build(chart.Inputs{AsOf: sample.Now, Facts: []record.Fact{rate("0", "72", ""), rate("1", "146", "fetus"), rate("2", "76", "")}})
	got := map[string]int{}
	for _, l := range build(views.NewEnv(c, sample.Now), all()) {
		for _, tr := range l.Tracks {
			got[tr.Title+" "+tr.Note] = len(tr.Spans)
		}
	}
	if len(got) != 2 || got["Heart rate 76"] != 2 || got["Heart rate, about another: fetus 146 /min"] != 1 {
		t.Errorf("the tracks are %v", got)
	}
}

// H5: the numbers of one line, which carry no unit, are all in the unit of the series; a value outside the series keeps its
// own unit beside it.
func TestNumbersOfALineAreInOneUnitH5(t *testing.T) {
	entry := func(id, number, unit string) chart.Entry {
		return chart.Entry{ID: id, Kind: record.KindResult, Title: "HDL", Analyte: "hdl-cholesterol", Start: "2026-05-0" + id + "T08:00:00Z",
			Value: &chart.Value{Text: number + " " + unit, Number: number, Unit: unit}}
	}
	c := &chart.Chart{Entries: []chart.Entry{entry("1", "1.05", "mmol/L"), entry("2", "41", "mg/dL"), entry("3", "4", "mg/L")},
		Series: []chart.Series{{Analyte: "hdl-cholesterol", Unit: "mg/dL", Points: []chart.Point{{Entry: "1", Number: "40.6"}, {Entry: "2", Number: "41"}}}}}
	tracks := tracks(views.NewEnv(c, time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)), lane{kinds: []record.Kind{record.KindResult}})
	var got []string
	for _, s := range tracks[0].Spans {
		got = append(got, s.Text)
	}
	if len(got) != 3 || got[0] != "40.6" || got[1] != "41" || got[2] != "4 mg/L" {
		t.Errorf("%q", got)
	}
}
