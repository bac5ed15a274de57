package record

import (
	"strings"
	"time"
)

// Precision is the last part of a date or time that its source stated.
type Precision uint8

// The precisions of FHIR's date, dateTime and instant, coarsest first.
const (
	PrecisionNone Precision = iota // absent or unreadable
	PrecisionYear
	PrecisionMonth
	PrecisionDay
	PrecisionMinute
	PrecisionSecond
	PrecisionFraction
)

// Time is a FHIR date, dateTime or instant as its source wrote it, with what it can mean. The zero Time is "not stated".
//
// A time without a zone is kept with Zoned false and compares by its calendar fields only.
type Time struct {
	Text      string    // the source's lexeme, unchanged
	At        time.Time // the first instant it can mean, in the zone that the source stated (UTC where it stated none)
	Precision Precision
	Zoned     bool // the source stated an offset
}

// The layouts that FHIR R4 (and STU3) sources write, with and without the zone that the specification asks for.
var layouts = []struct {
	layout    string
	precision Precision
	zoned     bool
}{
	{"2006-01-02T15:04:05.999999999Z07:00", PrecisionFraction, true},
	{"2006-01-02T15:04:05Z07:00", PrecisionSecond, true},
	{"2006-01-02", PrecisionDay, false},
	{"2006-01", PrecisionMonth, false},
	{"2006", PrecisionYear, false},
	{"2006-01-02T15:04Z07:00", PrecisionMinute, true},
	{"2006-01-02T15:04:05.999999999", PrecisionFraction, false},
	{"2006-01-02T15:04:05", PrecisionSecond, false},
	{"2006-01-02T15:04", PrecisionMinute, false},
}

// ParseTime reads a FHIR date, dateTime or instant. An unreadable text is kept in Text with PrecisionNone, so that it can
// be shown as it was given; it compares with nothing.
func ParseTime(text string) Time {
	t := Time{Text: text}
	s := strings.TrimSpace(text)
	for _, l := range layouts {
		at, err := time.Parse(l.layout, s)
		if err != nil {
			continue
		}
		t.At, t.Precision, t.Zoned = at, l.precision, l.zoned
		if l.precision == PrecisionFraction && !strings.Contains(s, ".") {
			t.Precision = PrecisionSecond
		}
		if !l.zoned {
			t.At = at.UTC()
		}
		return t
	}
	return t
}

// IsZero reports whether no usable time was stated. An unreadable text is zero, though its Text remains.
func (t Time) IsZero() bool { return t.Precision == PrecisionNone }

// Until returns the instant after the last one that the time can mean.
func (t Time) Until() time.Time {
	switch t.Precision {
	case PrecisionYear:
		return t.At.AddDate(1, 0, 0)
	case PrecisionMonth:
		return t.At.AddDate(0, 1, 0)
	case PrecisionDay:
		return t.At.AddDate(0, 0, 1)
	case PrecisionMinute:
		return t.At.Add(time.Minute)
	case PrecisionSecond:
		return t.At.Add(time.Second)
	}
	return t.At
}

// Date returns the calendar date in the source's own zone, cut to the stated precision: 2019, 2019-05 or 2019-05-03.
func (t Time) Date() string {
	switch t.Precision {
	case PrecisionNone:
		return ""
	case PrecisionYear:
		return t.At.Format("2006")
	case PrecisionMonth:
		return t.At.Format("2006-01")
	}
	return t.At.Format("2006-01-02")
}

// Same reports whether both were stated at least to the day and mean the same day, or the same instant at the coarser of
// the two precisions where both state a time.
func (t Time) Same(o Time) bool {
	return t.Precision >= PrecisionDay && o.Precision >= PrecisionDay && t.Compatible(o)
}

// Compatible reports whether the two can mean the same moment: a date compares by calendar fields in its source's zone,
// two times compare as instants, at the coarser precision. Nothing is compatible with a time that was not stated.
func (t Time) Compatible(o Time) bool {
	if t.IsZero() || o.IsZero() {
		return false
	}
	p := min(t.Precision, o.Precision)
	if p <= PrecisionDay {
		return cut(t.At, p) == cut(o.At, p)
	}
	a, b := t.At, o.At
	if !t.Zoned || !o.Zoned { // a wall clock compares with a wall clock
		a, b = wall(a), wall(b)
	}
	switch p {
	case PrecisionMinute:
		return a.Truncate(time.Minute).Equal(b.Truncate(time.Minute))
	case PrecisionSecond:
		return a.Truncate(time.Second).Equal(b.Truncate(time.Second))
	}
	return a.Equal(b)
}

// Before reports whether t certainly lies before o: even the last instant of t comes before the first of o.
func (t Time) Before(o Time) bool {
	return !t.IsZero() && !o.IsZero() && !t.Until().After(o.At) && !t.Compatible(o)
}

// Sort orders by the first instant that each can mean; a time not stated comes first.
func (t Time) Sort(o Time) int {
	if t.IsZero() || o.IsZero() {
		return int(min(t.Precision, 1)) - int(min(o.Precision, 1))
	}
	if c := t.At.Compare(o.At); c != 0 {
		return c
	}
	return int(t.Precision) - int(o.Precision)
}

// MarshalText returns the source's lexeme.
func (t Time) MarshalText() ([]byte, error) { return []byte(t.Text), nil }

// UnmarshalText reads the lexeme again; it never fails.
func (t *Time) UnmarshalText(b []byte) error { *t = ParseTime(string(b)); return nil }

func cut(t time.Time, p Precision) string {
	return t.Format([...]string{"", "2006", "2006-01", "2006-01-02"}[p])
}

func wall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// Period is a span with either end possibly not stated.
type Period struct {
	Start Time `cbor:"1,keyasint,omitempty" json:"start"`
	End   Time `cbor:"2,keyasint,omitempty" json:"end"`
}

// IsZero reports whether neither end was stated.
func (p Period) IsZero() bool { return p.Start.IsZero() && p.End.IsZero() }
