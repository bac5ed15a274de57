package chart

import (
	"strings"
	"testing"

	"anamnesis/app/record"
)

func TestSchedule(t *testing.T) {
	group := func(f *record.Fact) { f.Medication.Group = record.Identifier{System: "urn:group", Value: "w"} }
	sequence := func(f *record.Fact) {
		for i := range f.Medication.Dosages {
			f.Medication.Dosages[i].Sequence = i + 1
		}
	}
	evening := func(f *record.Fact) { f.Medication.Dosages[0].Timing.When = []string{"EVE"} }
	warfarin := func(id, strength string, edits ...edit) record.Fact {
		return order("A:MedicationRequest/"+id, "warfarin sodium "+strength+" MG Oral Tablet", append([]edit{recorded("2026-08-03")}, edits...)...)
	}
	for _, c := range []struct {
		why   string
		facts []record.Fact
		want  string
	}{
		{"one dose", []record.Fact{warfarin("1", "5", onceDaily("5"))}, ""},
		{"tablets of one prescription add up", []record.Fact{
			warfarin("1", "1", group, take("1", "mg", "4", "1", "wk", "tue", "thu", "sat", "sun")),
			warfarin("3", "3", group, take("3", "mg", "4", "1", "wk", "tue", "thu", "sat", "sun")),
			warfarin("5", "5", group, take("5", "mg", "3", "1", "wk", "mon", "wed", "fri"))},
			"5 mg on Monday, Wednesday and Friday; 3 mg + 1 mg on Tuesday, Thursday, Saturday and Sunday (WEEKLY total 31 mg)"},
		{"orders of two prescriptions do not add up", []record.Fact{
			warfarin("1", "1", take("1", "mg", "1", "1", "d", "mon", "tue")),
			warfarin("3", "3", take("3", "mg", "1", "1", "d", "mon", "tue"))},
			"3 mg on Monday and Tuesday; 1 mg on Monday and Tuesday (repeated WEEKLY)"},
		{"one day, and the evening of the others", []record.Fact{
			warfarin("1", "2.5", group, take("2.5", "mg", "1", "1", "wk", "sun")),
			warfarin("5", "5", group, take("5", "mg", "", "", "", "mon", "tue", "wed", "thu", "fri", "sat"), evening)},
			"5 mg in the evening on Monday, Tuesday, Wednesday, Thursday, Friday and Saturday; 2.5 mg on Sunday (WEEKLY total 32.5 mg)"},
		{"a count that does not fit the days stays as it was stated", []record.Fact{
			warfarin("1", "1", group, take("1", "mg", "2", "1", "wk", "tue", "thu", "sat")),
			warfarin("5", "5", group, take("5", "mg", "1", "1", "wk", "mon"))},
			"5 mg once WEEKLY, on Monday; 1 mg twice WEEKLY, on Tuesday, Thursday and Saturday"},
		{"puffs have no weekly total", []record.Fact{
			warfarin("1", "1", group, take("1", "puff", "1", "1", "wk", "mon")),
			warfarin("2", "1", group, take("2", "puff", "1", "1", "wk", "tue"))},
			"1 puff on Monday; 2 puffs on Tuesday (repeated WEEKLY)"},
		{"one after another, by the sequence", []record.Fact{warfarin("1", "5", onceDaily("5"), func(f *record.Fact) {
			f.Medication.Dosages = append(f.Medication.Dosages, f.Medication.Dosages[0])
			f.Medication.Dosages[1].Dose.Number = "2.5"
		}, sequence)}, "5 mg once daily, then 2.5 mg once daily"},
	} {
		e := build(c.facts...).entryOf(c.facts[0].Ref.String())
		got := detail(e, "schedule")
		if strings.Contains(e.Frequency, "(") {
			got = e.Dose + " " + e.Frequency
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}
