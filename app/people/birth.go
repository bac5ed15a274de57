package people

import (
	"strings"
	"time"

	"anamnesis/app/record"
)

// date is a calendar date; month and day are 0 where they were not stated.
type date struct{ year, month, day int }

func (d date) known() bool { return d.year != 0 }
func (d date) whole() bool { return d.day != 0 }

func (d date) valid() bool {
	t := time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	return d.month >= 1 && d.month <= 12 && t.Day() == d.day && int(t.Month()) == d.month
}

// text returns eight digits; what is not known is 0.
func (d date) text() [8]byte {
	n := d.year*10000 + d.month*100 + d.day
	var b [8]byte
	for i := 7; i >= 0; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
	return b
}

// readBirth returns the birth date, zero where none is known. A text that is no date (13 for a month, 31 February) still
// holds most of a date: its eight digits are kept, to be compared digit by digit.
func readBirth(t record.Time) date {
	if t.Precision != record.PrecisionNone {
		s := t.Date()
		if shamDates[s] {
			return date{}
		}
		d := date{year: t.At.Year()}
		if t.Precision >= record.PrecisionMonth {
			d.month = int(t.At.Month())
		}
		if t.Precision >= record.PrecisionDay {
			d.day = t.At.Day()
		}
		if d.year < 1850 {
			return date{}
		}
		return d
	}
	n := digits(strings.TrimSpace(t.Text))
	if len(n) != 8 || sham(n) {
		return date{}
	}
	d := date{atoi(n[:4]), atoi(n[4:6]), atoi(n[6:])}
	if d.year < 1850 || d.year > 2150 || d.day == 0 {
		return date{}
	}
	return d
}

func atoi(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		n = 10*n + int(s[i]-'0')
	}
	return n
}

// Levels of agreement of a birth date.
const (
	birthUnknown uint8 = iota
	birthSame          // to the day
	birthPartly        // compatible, one of them without day or month, or filled in as 1 January
	birthSwapped       // day and month changed places
	birthTypo          // one digit differs, or two neighbouring digits changed places
	birthNear          // two digits differ, within twelve years
	birthOther
)

// compareBirth compares two birth dates.
func compareBirth(a, b date) uint8 {
	if !a.known() || !b.known() {
		return birthUnknown
	}
	if !a.whole() || !b.whole() {
		if a.year == b.year && (a.month == b.month || a.month == 0 || b.month == 0) {
			return birthPartly
		}
		return birthOther
	}
	if a == b {
		return birthSame
	}
	filledA, filledB := a.month == 1 && a.day == 1, b.month == 1 && b.day == 1
	if a.year == b.year && (filledA || filledB) {
		return birthPartly
	}
	if a.year == b.year && a.month == b.day && a.day == b.month {
		return birthSwapped
	}
	x, y := a.text(), b.text()
	differ, first := 0, 0
	for i := range x {
		if x[i] != y[i] {
			if differ == 0 {
				first = i
			}
			differ++
		}
	}
	apart := a.year - b.year
	if apart < 0 {
		apart = -apart
	}
	turned := differ == 2 && first < 7 && x[first] == y[first+1] && x[first+1] == y[first]
	switch {
	case (differ == 1 || turned) && apart <= generation:
		return birthTypo
	case differ == 2 && apart <= generation:
		return birthNear
	}
	return birthOther
}

// generation is the least age of a parent, in years: dates further apart than this are two people of one family before
// they are one person with a typing error.
const generation = 12
