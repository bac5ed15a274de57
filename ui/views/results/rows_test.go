package results

import (
	"testing"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/sample"
	"anamnesis/ui/views"
)

func entry(id, start, number, unit string, flags ...chart.Flag) chart.Entry {
	return chart.Entry{ID: id, Kind: record.KindResult, Title: "Potassium", Analyte: "potassium", Start: start, Flags: flags,
		Value: &chart.Value{Text: number + "\u00a0" + unit, Number: number, Unit: unit}}
}

func rowOf(t *testing.T, entries ...chart.Entry) (*views.Env, *row) {
	t.Helper()
	env := views.NewEnv(&chart.Chart{Entries: entries}, sample.Now)
	rows := rowsOf(env)
	if len(rows) != 2 || rows[0].heading == "" {
		t.Fatalf("%d rows", len(rows))
	}
	return env, rows[1]
}

// H8: no value derives from a retracted fact. H18: a value dated ahead is never the latest.
func TestH8H18LatestIsNeitherRetractedNorAhead(t *testing.T) {
	_, r := rowOf(t,
		entry("a", "2026-11-01", "4.1", "mmol/L"),
		entry("b", "2026-11-18", "6.9", "mmol/L", chart.FlagRetracted),
		entry("c", "2027-05-01", "9.9", "mmol/L", chart.FlagUncertainTime))
	if l := r.latest(); l == nil || l.ID != "a" {
		t.Errorf("the latest is %v", l)
	}
}

func TestChangeIsExactAndWithinOneUnit(t *testing.T) {
	for _, c := range []struct {
		a, b chart.Entry
		want string
	}{
		{entry("a", "2026-11-02", "4.5", "mmol/L"), entry("b", "2026-11-01", "4.1", "mmol/L"), "+0.4"},
		{entry("a", "2026-11-02", "4.1", "mmol/L"), entry("b", "2026-11-01", "4.50", "mmol/L"), "−0.40"},
		{entry("a", "2026-11-02", "4.1", "mmol/L"), entry("b", "2026-11-01", "4.10", "mmol/L"), "0"},
		{entry("a", "2026-11-02", "99", "mg/dL"), entry("b", "2026-11-01", "5.5", "mmol/L"), ""},
		{entry("a", "2026-11-02", "90", "mmol/L", chart.FlagUnitSuspect), entry("b", "2026-11-01", "5.5", "mmol/L"), ""},
	} {
		_, r := rowOf(t, c.a, c.b)
		if got := r.change(); got != c.want {
			t.Errorf("%s after %s: %q, want %q", c.a.Value.Text, c.b.Value.Text, got, c.want)
		}
	}
	below := entry("a", "2026-11-02", "5", "mmol/L")
	below.Value.Comparator = "<"
	if _, r := rowOf(t, below, entry("b", "2026-11-01", "4", "mmol/L")); r.change() != "" {
		t.Error("a value below a limit has no exact change")
	}
}

// Two values of one day are both there: one is shown, the other counted and in the tip.
func TestACellHidesNothing(t *testing.T) {
	high := entry("b", "2026-11-01T12:00:00Z", "6.1", "mmol/L", chart.FlagAbnormalHigh)
	high.Notes = []string{"haemolysed"}
	env, r := rowOf(t, entry("a", "2026-11-01T15:00:00Z", "4.1", "mmol/L"), high)
	c := r.cell(env, "2026-11-01")
	if c == nil || c.Text != "6.1" || c.More != 1 || len(c.IDs) != 2 || c.IDs[0] != "b" || !c.Note || !c.Bold {
		t.Errorf("the cell is %+v", c)
	}
	if r.cell(env, "2026-11-02") != nil {
		t.Error("a day without a value has a cell")
	}
}

// A value in another unit than its row's keeps its unit.
func TestAnotherUnitStands(t *testing.T) {
	env, r := rowOf(t, entry("a", "2026-11-02", "5.5", "mmol/L"), entry("b", "2026-11-01", "99", "mg/dL"))
	if c := r.cell(env, "2026-11-01"); c.Text != "99\u00a0mg/dL" {
		t.Errorf("the cell says %q", c.Text)
	}
	if c := r.cell(env, "2026-11-02"); c.Text != "5.5" {
		t.Errorf("the cell says %q", c.Text)
	}
}

// What has no analyte, no number or no date has a line all the same.
func TestNothingIsLeftOut(t *testing.T) {
	c := sample.Chart()
	c.Entries = append(c.Entries,
		chart.Entry{ID: "x", Kind: record.KindResult, Title: "Histology", Value: &chart.Value{Text: "tubulovillous adenoma"}},
		chart.Entry{ID: "y", Kind: record.KindResult, Title: "Culture", Status: "registered"})
	env := views.NewEnv(c, sample.Now)
	n := 0
	for _, r := range rowsOf(env) {
		n += len(r.entries)
		for _, d := range days([]*row{r}) {
			if len(r.days[d]) > 0 && r.cell(env, d) == nil {
				t.Errorf("%s has no cell on %q", r.title, d)
			}
		}
	}
	if want := len(env.Of(record.KindResult, record.KindVital)); n != want {
		t.Errorf("%d entries have a line, of %d", n, want)
	}
}
