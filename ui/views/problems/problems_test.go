package problems

import (
	"testing"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/sample"
	"anamnesis/ui/views"
)

// Promise 1 on the screen: each entry stands in exactly one list of this view, or in another view.
func TestEveryKindIsListedOnce(t *testing.T) {
	kinds := []record.Kind{record.KindProblem, record.KindMedication, record.KindAllergy, record.KindResult, record.KindVital, record.KindImmunization,
		record.KindProcedure, record.KindEncounter, record.KindReport, record.KindDocument, record.KindImaging, record.KindFamily, record.KindSocial,
		record.KindCarePlan, record.KindGoal, record.KindDevice, record.KindOrder, record.KindCoverage, record.KindClaim, record.KindOther, "a kind to come"}
	c := &chart.Chart{}
	for _, k := range kinds {
		c.Entries = append(c.Entries, chart.Entry{ID: string(k) + "+", Kind: k, Active: true}, chart.Entry{ID: string(k) + "-", Kind: k})
	}
	env := views.NewEnv(c, sample.Now)
	seen := map[string]int{}
	for _, s := range sections {
		for _, e := range pick(env, s) {
			seen[e.ID]++
		}
	}
	for _, e := range c.Entries {
		want := 1
		if has(elsewhere, e.Kind) {
			want = 0
		}
		if seen[e.ID] != want {
			t.Errorf("%s is listed %d times, want %d", e.ID, seen[e.ID], want)
		}
	}
}
