package chart

import (
	"strings"
	"testing"

	"anamnesis/app/record"
)

// H21: the gravest rise and fall are told, in one unit, between values that were taken one after the other and do not
// contradict each other.
func TestH21TheGravestChangeIsTold(t *testing.T) {
	type value struct{ id, number, unit, at string }
	const umol, mg = "umol/L", "mg/dL"
	for _, x := range []struct {
		name   string
		values []value
		want   string
	}{
		{"a rise and its recovery", []value{{"A:Observation/1", "60", umol, "2026-11-01T08:00:00Z"}, {"A:Observation/2", "105", umol, "2026-11-03T08:00:00Z"},
			{"A:Observation/3", "66", umol, "2026-11-12T08:00:00Z"}},
			"changed from 60 umol/L to 105 umol/L in 2 days, then from 105 umol/L to 66 umol/L in 9 days"},
		{"a slow recovery", []value{{"A:Observation/1", "60", umol, "2026-11-01T08:00:00Z"}, {"A:Observation/2", "105", umol, "2026-11-03T08:00:00Z"},
			{"A:Observation/3", "88", umol, "2026-11-12T08:00:00Z"}, {"A:Observation/4", "70", umol, "2026-11-19T08:00:00Z"}},
			"changed from 60 umol/L to 105 umol/L in 2 days"},
		{"in small steps", []value{{"A:Observation/1", "60", umol, "2026-11-10T08:00:00Z"}, {"A:Observation/2", "80", umol, "2026-11-11T08:00:00Z"},
			{"A:Observation/3", "100", umol, "2026-11-12T08:00:00Z"}}, "changed from 60 umol/L to 100 umol/L in 2 days"},
		{"the graver of two rises", []value{{"A:Observation/1", "60", umol, "2026-10-10T08:00:00Z"}, {"A:Observation/2", "130", umol, "2026-10-11T08:00:00Z"},
			{"A:Observation/3", "60", umol, "2026-11-01T08:00:00Z"}, {"A:Observation/4", "95", umol, "2026-11-03T08:00:00Z"}},
			"changed from 60 umol/L to 130 umol/L in 24 hours, then from 130 umol/L to 60 umol/L in 21 days"},
		{"two units", []value{{"A:Observation/1", "60", umol, "2026-11-01T08:00:00Z"}, {"B:Observation/2", "1.19", mg, "2026-11-03T08:00:00Z"},
			{"A:Observation/3", "104", umol, "2026-11-05T08:00:00Z"}}, "changed from 60 umol/L to 105.2 umol/L in 2 days"},
		{"one specimen, two values", []value{{"A:Observation/1", "60", umol, "2026-11-12T08:00:00Z"}, {"B:Observation/2", "105", umol, "2026-11-12T08:00:00Z"}}, ""},
		{"a day and a time of it", []value{{"A:Observation/1", "60", umol, "2026-11-12"}, {"A:Observation/2", "105", umol, "2026-11-12T08:00:00Z"}}, ""},
		{"in minutes", []value{{"A:Observation/1", "60", umol, "2026-11-12T08:00:00Z"}, {"A:Observation/2", "105", umol, "2026-11-12T08:20:00Z"}},
			"changed from 60 umol/L to 105 umol/L in 20 minutes"},
		{"up to a limit", []value{{"A:Observation/1", "<40", umol, "2026-11-10T08:00:00Z"}, {"A:Observation/2", "105", umol, "2026-11-12T08:00:00Z"}},
			"changed from <40 umol/L to 105 umol/L in 2 days"},
		{"not known to have changed", []value{{"A:Observation/1", ">40", umol, "2026-11-10T08:00:00Z"}, {"A:Observation/2", "105", umol, "2026-11-12T08:00:00Z"}}, ""},
		{"long ago", []value{{"A:Observation/1", "60", umol, "2026-05-01T08:00:00Z"}, {"A:Observation/2", "105", umol, "2026-05-03T08:00:00Z"},
			{"A:Observation/3", "104", umol, "2026-11-01T08:00:00Z"}}, ""},
	} {
		var facts []record.Fact
		for _, v := range x.values {
			c, normal := creatinineMol, ranged("45", "110")
			if v.unit == mg {
				c, normal = "2160-0", ranged("0.5", "1.25")
			}
			facts = append(facts, lab(v.id, c, v.number, v.unit, v.at, normal))
		}
		c := build(facts...)
		got := ""
		for _, r := range c.group("results").Rows {
			if _, told, ok := strings.Cut(r.Text, "changed "); ok {
				got = "changed " + strings.SplitN(told, "; ", 2)[0]
			}
		}
		if got != x.want {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
}
