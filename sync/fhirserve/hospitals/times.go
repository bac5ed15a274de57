package hospitals

import "time"

// at reads an instant written as "2006-01-02 15:04" in UTC.
func at(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic("hospitals: bad time " + s)
	}
	return t
}

// utc is how Riverside writes an instant: vendors of its kind send UTC.
func utc(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// sofia is how St. Anna writes an instant: local time with the offset of Bulgaria, +02:00 or +03:00 in summer.
func sofia(t time.Time) string { return t.In(sofiaZone(t)).Format("2006-01-02T15:04:05-07:00") }

func sofiaZone(t time.Time) *time.Location {
	t = t.UTC()
	lastSunday := func(m time.Month) time.Time {
		d := time.Date(t.Year(), m, 31, 1, 0, 0, 0, time.UTC) // the European Union changes at 01:00 UTC
		return d.AddDate(0, 0, -int(d.Weekday()))
	}
	if !t.Before(lastSunday(time.March)) && t.Before(lastSunday(time.October)) {
		return time.FixedZone("EEST", 3*3600)
	}
	return time.FixedZone("EET", 2*3600)
}

// day is a date without a time.
func day(t time.Time) string { return t.UTC().Format("2006-01-02") }
