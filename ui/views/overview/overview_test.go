package overview

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/sample"
	"anamnesis/ui/views"
)

func TestMain(m *testing.M) {
	test.NewApp()
	os.Exit(m.Run())
}

// H7: "none" never stands where a source is loading, failed, refused or was not asked; with every source complete an empty
// panel says what the chart says, or is left out.
func TestH7NoneOnlyAfterEverySourceAnswered(t *testing.T) {
	for group, pl := range places {
		if len(pl.types) == 0 {
			continue
		}
		for _, state := range []record.Completeness{record.Partial, record.Failed, record.Refused, record.NotAsked, record.Complete} {
			c := &chart.Chart{Sources: []chart.Source{{Name: "A", State: "current", Types: types(pl, record.Complete)}, {Name: "B", State: "partial", Types: types(pl, state)}}}
			p := panel(views.NewEnv(c, sample.Now), chart.Group{Group: group}, pl)
			switch {
			case state == record.Complete && p.Empty != "":
				t.Errorf("%s: complete and empty it says %q", group, p.Empty)
			case state != record.Complete && (!strings.HasPrefix(p.Empty, "Not known") || !strings.Contains(p.Empty, "B")):
				t.Errorf("%s, %s: it says %q", group, state, p.Empty)
			}
		}
	}
}

func types(pl place, s record.Completeness) []chart.TypeState {
	var out []chart.TypeState
	for _, t := range pl.types {
		out = append(out, chart.TypeState{Type: t, State: s})
	}
	return out
}

// A regimen with a dose for each day of the week, and a history, stands whole under its dose.
func TestARegimenStandsWhole(t *testing.T) {
	c := &chart.Chart{Entries: []chart.Entry{{ID: "w", Kind: record.KindMedication, Dose: "5 mg; 3 mg", Frequency: "by day of the week"}}}
	env := views.NewEnv(c, sample.Now)
	l := medication(env, chart.Row{Title: "warfarin", Text: "5 mg; 3 mg by day of the week; 5 mg on Monday; 3 mg on Tuesday; 3 mg -> 5 mg on 2026-08-03", Entries: []string{"w"}})
	if l.Cells[1].Text != "5 mg; 3 mg" || l.Cells[2].Text != "by day of the week" || !l.Cells[1].Whole || !l.Cells[2].Whole {
		t.Errorf("dose %q, frequency %q", l.Cells[1].Text, l.Cells[2].Text)
	}
	if want := "5 mg on Monday; 3 mg on Tuesday; 3 mg -> 5 mg on 3 Aug 2026"; l.Under != want || !l.Large {
		t.Errorf("under it stands %q", l.Under)
	}
	odd := medication(env, chart.Row{Title: "warfarin", Text: "as the clinic says", Entries: []string{"w"}})
	if odd.Cells[1].Text != "as the clinic says" || odd.Cells[2].Text != "" {
		t.Error("a text that is not dose and frequency is not shown as it is")
	}
}
