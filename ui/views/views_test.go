package views_test

import (
	"strings"
	"testing"
	"time"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/sample"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

func TestDatesKeepTheirPrecision(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "1954": "1954", "1954-03": "Mar 1954", "1954-03-02": "2 Mar 1954",
		"2026-11-18T23:40:00+02:00": "18 Nov 2026", // the day in the source's own zone
		"2026-11-18T07:40:00Z":      "18 Nov 2026",
		"last spring":               "last spring",
	} {
		if got := views.Date(in); got != want {
			t.Errorf("Date(%q) = %q, want %q", in, got, want)
		}
	}
	if got := views.DateTime("2026-11-18T23:40:00+02:00"); got != "18 Nov 2026 23:40" {
		t.Errorf("DateTime gives %q", got)
	}
	if got := views.DateTime("2026-11"); got != "Nov 2026" {
		t.Errorf("DateTime of a month gives %q", got)
	}
}

func TestAgesAndAgo(t *testing.T) {
	now := sample.Now
	for _, c := range []struct{ birth, dead, want string }{
		{"1954-03-02", "", "72 y"}, {"1954-11-21", "", "71 y"}, {"1954", "", "~72 y"}, {"2025-07-20", "", "16 mo"}, {"2026-10-03", "", "6 wk"},
		{"2026-11-17", "", "3 d"}, {"1939-05-05", "2024-05-04", "84 y"}, {"2027-01-01", "", ""}, {"", "", ""},
	} {
		if got := views.Age(c.birth, c.dead, now); got != c.want {
			t.Errorf("Age(%q, %q) = %q, want %q", c.birth, c.dead, got, c.want)
		}
	}
	for in, want := range map[string]string{
		"2026-11-20T09:00:00Z": "12 min", "2026-11-20T04:00:00Z": "5 h", "2026-11-20": "today", "2026-11-17": "3 d", "2026-10-01": "7 wk",
		"2026-03-20": "8 mo", "2020-06-01": "6 y", "2020": "6 y", "2026-12-01": "ahead", "": "",
	} {
		if got := views.Ago(in, now); got != want {
			t.Errorf("Ago(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWordsReadDatesAndLeaveNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"3.125 mg -> 6.25 mg on 2026-09-15":       "3.125 mg -> 6.25 mg on 15 Sep 2026",
		"recorded 2026-03":                        "recorded Mar 2026",
		"at 2026-11-13T16:10:00Z, INR 2.7":        "at 13 Nov 2026, INR 2.7",
		"read at 2026-11-13T16:10:00.":            "read at 13 Nov 2026.",
		"1-2 tablets, 2020 mg, 0417-2026-11-1234": "1-2 tablets, 2020 mg, 0417-2026-11-1234",
	} {
		if got := views.Words(in); got != want {
			t.Errorf("Words(%q) = %q, want %q", in, got, want)
		}
	}
}

// Asked and none found, not asked and failed never look alike.
func TestCoverageTellsNoneFromNotAskedFromFailed(t *testing.T) {
	state := func(s record.Completeness) chart.Source {
		src := chart.Source{Name: "A", State: "current", AsOf: "2026-11-20T09:00:00Z"}
		if s != "" {
			src.Types = []chart.TypeState{{Type: "AllergyIntolerance", State: s}}
		}
		return src
	}
	seen := map[string]record.Completeness{}
	for _, s := range []record.Completeness{record.Complete, record.Partial, record.Failed, record.Refused, record.NotAsked} {
		c := views.CoverageOf(&chart.Chart{Sources: []chart.Source{state(s)}}, sample.Now, "AllergyIntolerance")
		if c.Full != (s == record.Complete) {
			t.Errorf("%s: full is %v", s, c.Full)
		}
		if other, ok := seen[c.Text]; ok {
			t.Errorf("%s and %s both say %q", s, other, c.Text)
		}
		seen[c.Text] = s
	}
	c := views.CoverageOf(&chart.Chart{Sources: []chart.Source{state("")}}, sample.Now, "AllergyIntolerance")
	if c.Full || !strings.Contains(c.Text, "not asked") {
		t.Errorf("a source that lists nothing says %q", c.Text)
	}
}

// Nothing told by colour alone: each flag has a shape or a word of its own.
func TestEveryFlagHasAShapeOrAWord(t *testing.T) {
	said := map[string]chart.Flag{}
	for _, f := range []chart.Flag{chart.FlagConflict, chart.FlagAbnormal, chart.FlagAbnormalHigh, chart.FlagAbnormalLow, chart.FlagCritical,
		chart.FlagRetracted, chart.FlagNegated, chart.FlagProposed, chart.FlagRestricted, chart.FlagUnitSuspect, chart.FlagUnitUnread,
		chart.FlagUncertainTime, chart.FlagDecided, chart.FlagNew} {
		mark, _ := views.FlagMark([]chart.Flag{f})
		words := ""
		for _, c := range views.FlagChips([]chart.Flag{f}) {
			words += c.Text
		}
		key := words + string(rune('A'+mark))
		if mark == widgets.NoMark && words == "" {
			t.Errorf("%s has neither a shape nor a word", f)
		}
		if other, ok := said[key]; ok {
			t.Errorf("%s looks like %s", f, other)
		}
		said[key] = f
	}
}

func TestCopyKeepsWhatMarksSay(t *testing.T) {
	c := &chart.Chart{Entries: []chart.Entry{{ID: "a", Title: "Potassium", Start: "2026-11-18T07:40:00+02:00", Value: &chart.Value{Text: "6.9 mmol/L"},
		Flags: []chart.Flag{chart.FlagRetracted}, Evidence: []chart.Evidence{{Source: "A"}, {Source: "A"}, {Source: "B"}}}}}
	got := views.NewEnv(c, time.Now()).Copy("a", "nothing")
	if want := "Potassium; 6.9 mmol/L; RETRACTED; 18 Nov 2026 07:40; A, B"; got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
}

func TestSparksLeaveOutWhatIsNoValue(t *testing.T) {
	s := &chart.Series{Points: []chart.Point{{Time: "2020-01-01", Number: "4.1"}, {Time: "2021-01-01", Number: "6.9", Flags: []chart.Flag{chart.FlagRetracted}},
		{Time: "2022-01-01", Number: "4.2"}, {Time: "", Number: "9"}, {Time: "2023-01-01", Number: "90", Flags: []chart.Flag{chart.FlagUnitSuspect}}}}
	if sp := views.SparkOf(s); sp == nil || len(sp.Y) != 2 || sp.Y[1] != 4.2 {
		t.Errorf("the spark holds %v", sp)
	}
	if views.SparkOf(nil) != nil || views.SparkOf(&chart.Series{Points: s.Points[:1]}) != nil {
		t.Error("one point is no trend")
	}
}
