package record

import (
	"testing"
)

func TestParseTimeKeepsWhatWasWritten(t *testing.T) {
	for _, tt := range []struct {
		text      string
		precision Precision
		zoned     bool
		date      string
	}{
		{"2019", PrecisionYear, false, "2019"},
		{"2019-05", PrecisionMonth, false, "2019-05"},
		{"2019-05-03", PrecisionDay, false, "2019-05-03"},
		{"2019-05-03T23:30:00-05:00", PrecisionSecond, true, "2019-05-03"},
		{"2019-05-03T10:11:12.5Z", PrecisionFraction, true, "2019-05-03"},
		{"2019-05-03T10:11:12", PrecisionSecond, false, "2019-05-03"},
		{"2019-05-03T10:11Z", PrecisionMinute, true, "2019-05-03"},
		{"2019-13-03", PrecisionNone, false, ""},
		{"in spring", PrecisionNone, false, ""},
		{"", PrecisionNone, false, ""},
	} {
		got := ParseTime(tt.text)
		if got.Text != tt.text || got.Precision != tt.precision || got.Zoned != tt.zoned || got.Date() != tt.date || got.IsZero() != (tt.precision == PrecisionNone) {
			t.Errorf("%q: %+v, date %q", tt.text, got, got.Date())
		}
		var again Time
		b, _ := got.MarshalText()
		if err := again.UnmarshalText(b); err != nil || again.Text != got.Text || again.Precision != got.Precision || !again.At.Equal(got.At) {
			t.Errorf("%q came back as %+v (%v)", tt.text, again, err)
		}
	}
}

func TestTimesCompareAtTheirOwnPrecision(t *testing.T) {
	for _, tt := range []struct {
		a, b             string
		compatible, same bool
	}{
		{"2019-05", "2019-05-03", true, false}, // compatible, which is not equal
		{"2019-05-03", "2019-05-03", true, true},
		{"2019-05-03", "2019-05-04", false, false},
		{"2019-05-03", "2019-05-03T23:30:00-05:00", true, true}, // a date compares in the source's zone
		{"2019-05-04", "2019-05-03T23:30:00-05:00", false, false},
		{"2019-05-03T10:00:00+02:00", "2019-05-03T08:00:00Z", true, true},
		{"2019-05-03T10:00:00+02:00", "2019-05-03T10:00:00Z", false, false},
		{"2019-05-03T10:00Z", "2019-05-03T10:00:59Z", true, true},
		{"2019-05-03T10:00:00", "2019-05-03T10:00:00+03:00", true, true}, // without a zone: wall clocks
		{"", "2019-05-03", false, false},                                 // not stated is no wild card
		{"2019", "2018-12-31T23:59:59Z", false, false},
	} {
		a, b := ParseTime(tt.a), ParseTime(tt.b)
		if a.Compatible(b) != tt.compatible || b.Compatible(a) != tt.compatible || a.Same(b) != tt.same || b.Same(a) != tt.same {
			t.Errorf("%s and %s: compatible %v, same %v", tt.a, tt.b, a.Compatible(b), a.Same(b))
		}
	}
}

func TestBeforeIsCertain(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"2019-05-03", "2019-05-04", true},
		{"2019-05", "2019-05-04", false},
		{"2019", "2020-01-01", true},
		{"2019-05-03T10:00:00Z", "2019-05-03T10:00:01Z", true},
		{"2019-05-03T10:00:00Z", "2019-05-03T10:00:00Z", false},
		{"", "2019", false},
	} {
		if got := ParseTime(tt.a).Before(ParseTime(tt.b)); got != tt.want {
			t.Errorf("%q before %q: %v", tt.a, tt.b, got)
		}
	}
}

func TestConceptWords(t *testing.T) {
	for _, tt := range []struct {
		c    Concept
		want string
	}{
		{Concept{Text: " Penicillin ", Codes: []Code{{Display: "x"}}}, "Penicillin"},
		{Concept{Codes: []Code{{Code: "1"}, {Code: "2", Display: "Two"}}}, "Two"},
		{Concept{Codes: []Code{{}, {Code: "2"}}}, "2"},
		{Concept{}, ""},
	} {
		if got := tt.c.Words(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.c, got, tt.want)
		}
	}
}
