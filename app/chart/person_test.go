package chart

import (
	"strings"
	"testing"

	"anamnesis/app/record"
)

// Of dates that can mean the same day the most precise is shown, and the age stands on it; others are in conflict.
func TestBirthDateIsTheMostPrecise(t *testing.T) {
	for _, c := range []struct {
		why       string
		stated    []string
		want, age string
	}{
		{"one source", []string{"1962-02-08"}, "1962-02-08", "64 y, "},
		{"the month first", []string{"1962-02", "1962-02-08"}, "1962-02-08", "64 y, "},
		{"the day first", []string{"1962-02-08", "1962"}, "1962-02-08", "64 y, "},
		{"silence first", []string{"", "1962-02-08", "1962-02"}, "1962-02-08", "64 y, "},
		{"two days, one of them unreadable", []string{"8.2.1962", "1962-02-08"}, "1962-02-08", "64 y, "},
		{"only a year", []string{"1962"}, "1962", ""},
		{"two days", []string{"1962-02-08", "1962-08-02"}, "1962-02-08", ""},
		{"two days and a month that fits one", []string{"1962-02", "1962-08-02", "1962-02-08"}, "1962-02-08", ""},
	} {
		var facts []record.Fact
		for i, s := range c.stated {
			facts = append(facts, patient(string(rune('A'+i)), record.Patient{BirthDate: at(s)}))
		}
		got := build(facts...)
		row := got.group("identity").Rows[0].Text
		if got.Person.BirthDate != c.want || row != c.age+"born "+c.want {
			t.Errorf("%s: %q, %q", c.why, got.Person.BirthDate, row)
		}
		if disagree := len(got.Conflicts) > 0; disagree != strings.HasPrefix(c.why, "two days") {
			t.Errorf("%s: %v", c.why, got.Conflicts)
		}
	}
}
