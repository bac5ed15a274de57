package shell

import (
	"fyne.io/fyne/v2"

	"anamnesis/ui/views"
	"anamnesis/ui/views/conflicts"
	"anamnesis/ui/views/documents"
	"anamnesis/ui/views/medications"
	"anamnesis/ui/views/overview"
	"anamnesis/ui/views/problems"
	"anamnesis/ui/views/results"
	"anamnesis/ui/views/sources"
	"anamnesis/ui/views/timeline"
)

// area is one view of the chart.
type area struct {
	name  string // as on the command line
	title string
	make  func(env *views.Env) fyne.CanvasObject
	count func(env *views.Env) int // how much there is; nil says nothing
}

var areas = []area{
	{"overview", "Overview", overview.New, nil},
	{"timeline", "Timeline", timeline.New, nil},
	{"results", "Results", results.New, nil},
	{"medications", "Medications", medications.New, medications.Count},
	{"problems", "Problems", problems.New, problems.Count},
	{"documents", "Documents", documents.New, documents.Count},
	{"sources", "Sources", sources.New, nil},
	{"conflicts", "Conflicts", conflicts.New, conflicts.Count},
}

// ViewNames returns the names of the views, in the order of the tabs.
func ViewNames() []string {
	out := make([]string, len(areas))
	for i, a := range areas {
		out[i] = a.name
	}
	return out
}

func viewIndex(name string) (int, bool) {
	for i, a := range areas {
		if a.name == name {
			return i, true
		}
	}
	return 0, name == ""
}
