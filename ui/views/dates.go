package views

import (
	"fmt"
	"time"

	"anamnesis/app/record"
)

// Date returns a FHIR date or dateTime as a day with the month in letters, at the source's precision: 2 Mar 1954, Mar
// 1954, 1954. What cannot be read is shown as it was given.
func Date(lexeme string) string {
	t := record.ParseTime(lexeme)
	switch {
	case lexeme == "":
		return ""
	case t.IsZero():
		return lexeme
	case t.Precision == record.PrecisionYear:
		return t.At.Format("2006")
	case t.Precision == record.PrecisionMonth:
		return t.At.Format("Jan 2006")
	}
	return t.At.Format("2 Jan 2006")
}

// DateTime returns Date with the time of day, in the zone that the source stated, where it stated one.
func DateTime(lexeme string) string {
	t := record.ParseTime(lexeme)
	if t.Precision < record.PrecisionMinute {
		return Date(lexeme)
	}
	return t.At.Format("2 Jan 2006 15:04")
}

// Span returns from - to, as little of it as is stated.
func Span(start, end string) string {
	a, b := Date(start), Date(end)
	switch {
	case a == b:
		return a
	case a == "":
		return "to " + b
	case b == "":
		return a
	}
	return a + " – " + b
}

// Ago returns how long ago a time was, in one unit: 12 min, 5 h, 3 d, 7 wk, 14 mo, 6 y; "ahead" for the future.
func Ago(lexeme string, now time.Time) string {
	t := record.ParseTime(lexeme)
	if t.IsZero() {
		return ""
	}
	d := now.Sub(t.At)
	days := int(d.Hours() / 24)
	switch {
	case t.At.After(now):
		return "ahead"
	case t.Precision == record.PrecisionYear:
		return fmt.Sprintf("%d y", now.Year()-t.At.Year())
	case days < 1 && t.Precision < record.PrecisionMinute:
		return "today"
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case days < 1:
		return fmt.Sprintf("%d h", int(d.Hours()))
	case days < 28:
		return fmt.Sprintf("%d d", days)
	case days < 90:
		return fmt.Sprintf("%d wk", days/7)
	case days < 730:
		return fmt.Sprintf("%d mo", int(float64(days)/30.44))
	}
	return fmt.Sprintf("%d y", years(t.At, now))
}

// Age returns an age as it is said: 72 y, 14 mo, 9 wk, 3 d. deceased is the date of death where a source states it.
func Age(birth, deceased string, now time.Time) string {
	b := record.ParseTime(birth)
	if b.IsZero() {
		return ""
	}
	if d := record.ParseTime(deceased); !d.IsZero() {
		now = d.At
	}
	about := ""
	if b.Precision < record.PrecisionDay {
		about = "~"
	}
	y := years(b.At, now)
	days := int(now.Sub(b.At).Hours() / 24)
	switch {
	case days < 0:
		return ""
	case y >= 2:
		return fmt.Sprintf("%s%d y", about, y)
	case days >= 90:
		return fmt.Sprintf("%s%d mo", about, int(float64(days)/30.44))
	case days >= 28:
		return fmt.Sprintf("%s%d wk", about, days/7)
	}
	return fmt.Sprintf("%s%d d", about, days)
}

func years(from, to time.Time) int {
	y := to.Year() - from.Year()
	if to.Month() < from.Month() || (to.Month() == from.Month() && to.Day() < from.Day()) {
		y--
	}
	return y
}

// Clock returns the time of day of an RFC 3339 time where it lies on the day of now, else its date.
func Clock(lexeme string, now time.Time) string {
	t, err := time.Parse(time.RFC3339, lexeme)
	if err != nil {
		return ""
	}
	t = t.In(now.Location())
	if t.Format("2006-01-02") == now.Format("2006-01-02") {
		return t.Format("15:04")
	}
	return t.Format("2 Jan 2006")
}
