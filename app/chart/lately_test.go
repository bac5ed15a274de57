package chart

import (
	"testing"

	"anamnesis/app/record"
)

// An order that says more of the same regimen is no change; another day, time or dose is one.
func TestARestatedOrderIsNoChange(t *testing.T) {
	weekly := func(days ...string) edit { return take("15", "mg", "1", "1", "wk", days...) }
	daily := func(when ...string) edit {
		return func(f *record.Fact) {
			take("5", "mg", "1", "1", "d")(f)
			f.Medication.Dosages[0].Timing.When = when
		}
	}
	for _, x := range []struct {
		name          string
		before, after edit
		want          string
	}{
		{"the day is said", weekly(), weekly("mon"), ""},
		{"the day is not said again", weekly("mon"), weekly(), ""},
		{"another day", weekly("mon"), weekly("thu"), "15 mg once WEEKLY, on Monday -> 15 mg once WEEKLY, on Thursday"},
		{"daily", weekly(), take("15", "mg", "1", "1", "d"), "15 mg once WEEKLY -> 15 mg once daily"},
		{"another dose", weekly(), take("20", "mg", "1", "1", "wk", "mon"), "15 mg once WEEKLY -> 20 mg once WEEKLY, on Monday"},
		{"another time of day", daily("MORN"), daily("HS"), "5 mg once daily in the morning -> 5 mg once daily at bedtime"},
		{"the time of day is said", daily(), daily("HS"), ""},
	} {
		c := build(order("A:MedicationRequest/1", "methotrexate 2.5 MG Oral Tablet", start("2024-01-15"), recorded("2024-01-15"), end("2026-10-01"), status("completed"), x.before),
			order("A:MedicationRequest/2", "methotrexate 2.5 MG Oral Tablet", start("2026-10-01"), recorded("2026-10-01"), x.after))
		got := ""
		if r := c.group("changes").rowOf(c.entryOf("A:MedicationRequest/2")); r != nil {
			got = r.Text
		}
		if got != x.want {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
}
