package chart

import (
	"time"

	"anamnesis/app/record"
)

// midnightSources returns the sources whose clinical times all stand at 00:00:00. They send dates in the shape of times,
// and no reading of theirs was really taken at midnight.
func midnightSources(items []*item) map[string]bool {
	timed, other := map[string]int{}, map[string]int{}
	for _, it := range items {
		if it.Kind == "" {
			continue
		}
		for _, t := range []record.Time{it.When.Start, it.When.End} {
			if t.Precision < record.PrecisionMinute {
				continue
			}
			timed[it.Ref.Source]++
			if h, m, s := t.At.Clock(); h != 0 || m != 0 || s != 0 {
				other[it.Ref.Source]++
			}
		}
	}
	out := map[string]bool{}
	for s, n := range timed {
		out[s] = n > 0 && other[s] == 0
	}
	return out
}

// asDate cuts a time to its date.
func asDate(t record.Time) record.Time {
	if t.Precision <= record.PrecisionDay {
		return t
	}
	d := time.Date(t.At.Year(), t.At.Month(), t.At.Day(), 0, 0, 0, 0, time.UTC)
	return record.Time{Text: t.Text, At: d, Precision: record.PrecisionDay}
}

// The slack before a time counts as future: clocks differ by minutes, and a date without a zone can begin fourteen hours
// before it begins in UTC.
const (
	clockSlack = 5 * time.Minute
	zoneSlack  = 14 * time.Hour
)

// future reports whether even the first instant that t can mean lies after now.
func future(t record.Time, now time.Time) bool {
	if t.IsZero() || now.IsZero() {
		return false
	}
	if t.Zoned {
		return t.At.After(now.Add(clockSlack))
	}
	return t.At.After(now.Add(zoneSlack))
}
