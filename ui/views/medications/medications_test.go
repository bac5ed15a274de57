package medications

import (
	"testing"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/sample"
	"anamnesis/ui/views"
)

// H6 and H10: what is negated, retracted, proposed or over never stands among what is current; and nothing is lost.
func TestH6H10OnlyWhatHoldsIsCurrent(t *testing.T) {
	med := func(id string, active bool, flags ...chart.Flag) chart.Entry {
		return chart.Entry{ID: id, Kind: record.KindMedication, Title: id, Active: active, Flags: flags}
	}
	c := &chart.Chart{Entries: []chart.Entry{med("taken", true), med("stopped", false), med("draft", true, chart.FlagProposed),
		med("not taken", true, chart.FlagNegated), med("in error", true, chart.FlagRetracted), med("disputed", true, chart.FlagConflict)}}
	current, proposed, past := split(views.NewEnv(c, sample.Now))
	names := func(es []*chart.Entry) string {
		s := ""
		for _, e := range es {
			s += e.ID + ";"
		}
		return s
	}
	if got := names(current); got != "taken;disputed;" {
		t.Errorf("current: %s", got)
	}
	if got := names(proposed); got != "draft;" {
		t.Errorf("proposed: %s", got)
	}
	if got := names(past); got != "stopped;not taken;in error;" {
		t.Errorf("past: %s", got)
	}
}
