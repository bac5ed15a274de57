package problems

import (
	"fyne.io/fyne/v2"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// section is one list of the view.
type section struct {
	title  string
	kinds  []record.Kind
	active int // 1 only what holds today, -1 only what does not, 0 both
	types  []string
	column int
	always bool // shown also when empty: its emptiness says something
}

var sections = []section{
	{"Active problems", []record.Kind{record.KindProblem}, 1, []string{"Condition"}, 0, true},
	{"Past and other problems", []record.Kind{record.KindProblem}, -1, nil, 0, false},
	{"Allergies and intolerances", []record.Kind{record.KindAllergy}, 1, []string{"AllergyIntolerance"}, 1, true},
	{"Allergies refuted, resolved or inactive", []record.Kind{record.KindAllergy}, -1, nil, 1, false},
	{"Procedures", []record.Kind{record.KindProcedure}, 0, []string{"Procedure"}, 1, true},
	{"Immunizations", []record.Kind{record.KindImmunization}, 0, []string{"Immunization"}, 1, true},
	{"Family history", []record.Kind{record.KindFamily}, 0, []string{"FamilyMemberHistory"}, 0, true},
	{"Social history", []record.Kind{record.KindSocial}, 0, []string{"Observation"}, 0, true},
	{"Care plans and goals", []record.Kind{record.KindCarePlan, record.KindGoal}, 0, []string{"CarePlan", "Goal"}, 1, false},
	{"Devices and implants", []record.Kind{record.KindDevice}, 0, []string{"Device"}, 1, false},
	{"Orders", []record.Kind{record.KindOrder}, 0, nil, 1, false},
	{"Encounters", []record.Kind{record.KindEncounter}, 0, []string{"Encounter"}, 0, true},
	{"Coverage and claims", []record.Kind{record.KindCoverage, record.KindClaim}, 0, nil, 1, false},
	{"Other", nil, 0, nil, 1, false}, // every kind that no view lists
}

// elsewhere are the kinds that another view lists.
var elsewhere = []record.Kind{record.KindResult, record.KindVital, record.KindMedication, record.KindReport, record.KindDocument, record.KindImaging}

// New returns the lists.
func New(env *views.Env) fyne.CanvasObject {
	var panels []widgets.Panel
	for _, s := range sections {
		entries := pick(env, s)
		if len(entries) == 0 && !s.always {
			continue
		}
		p := views.EntryPanel(env, s.title, entries, s.types...)
		p.Column = s.column
		panels = append(panels, p)
	}
	return widgets.NewPanels(panels, views.Two).Object()
}

// Count returns how many problems are active.
func Count(env *views.Env) int { return len(pick(env, sections[0])) }

func pick(env *views.Env, s section) []*chart.Entry {
	var out []*chart.Entry
	for i := range env.Chart.Entries {
		e := &env.Chart.Entries[i]
		if s.kinds == nil && listed(e.Kind) || s.kinds != nil && !has(s.kinds, e.Kind) {
			continue
		}
		if s.active == 1 && !e.Active || s.active == -1 && e.Active {
			continue
		}
		out = append(out, e)
	}
	return out
}

func has(kinds []record.Kind, k record.Kind) bool {
	for _, x := range kinds {
		if x == k {
			return true
		}
	}
	return false
}

// listed reports whether a section above or another view lists the kind.
func listed(k record.Kind) bool {
	if has(elsewhere, k) {
		return true
	}
	for _, s := range sections {
		if has(s.kinds, k) {
			return true
		}
	}
	return false
}
