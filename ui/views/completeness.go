package views

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/theme"
	"anamnesis/ui/widgets"
)

// Coverage says in few words how far the sources have answered for some FHIR types.
type Coverage struct {
	Text string // "all 2 sources", "St. Anna outstanding"
	Tip  string
	Full bool // every source answered completely
	Mark widgets.Mark
	Role fyne.ThemeColorName
}

// CoverageOf looks at the named types; a source that lists none of them counts as not asked. Without types it looks at
// all.
func CoverageOf(c *chart.Chart, now time.Time, types ...string) Coverage {
	var lines, order []string
	missing := map[string][]string{} // state -> sources
	oldest := ""
	for _, s := range c.Sources {
		worst := worstOf(s, types)
		if s.Files {
			worst += " (files: as they were when read)"
		}
		lines = append(lines, s.Name+": "+worst)
		if !strings.HasPrefix(worst, string(record.Complete)) {
			w := stateWord(worst)
			if missing[w] == nil {
				order = append(order, w)
			}
			missing[w] = append(missing[w], s.Name)
		}
		if s.AsOf != "" && (oldest == "" || s.AsOf < oldest) {
			oldest = s.AsOf
		}
	}
	tip := strings.Join(lines, "\n")
	if len(missing) > 0 {
		var parts []string
		for _, w := range order {
			if names := missing[w]; len(names) == len(c.Sources) && len(names) > 1 {
				parts = append(parts, "every source "+w)
			} else {
				parts = append(parts, strings.Join(names, ", ")+" "+w)
			}
		}
		return Coverage{Text: strings.Join(parts, "; "), Tip: tip, Mark: widgets.Alert, Role: theme.Caution}
	}
	text := fmt.Sprintf("all %d sources", len(c.Sources))
	if len(c.Sources) == 1 {
		text = "1 source"
	}
	if at := Clock(oldest, now); at != "" {
		text += " · " + at
	}
	return Coverage{Text: text, Tip: tip, Full: true}
}

var worse = map[record.Completeness]int{
	record.Complete: 0, record.Partial: 1, record.NotAsked: 2, record.Refused: 3, record.Failed: 4,
}

func worstOf(s chart.Source, types []string) string {
	if s.NotKnown {
		return string(record.Complete) + ": does not know this person"
	}
	worst, seen := record.Complete, len(types) == 0
	for _, t := range s.Types {
		if !wanted(t.Type, types) {
			continue
		}
		seen = true
		if worse[t.State] > worse[worst] {
			worst = t.State
		}
	}
	if s.State == "failed" && len(s.Types) == 0 {
		return string(record.Failed)
	}
	if !seen || len(s.Types) == 0 {
		return string(record.NotAsked)
	}
	return string(worst)
}

func wanted(t string, types []string) bool {
	for _, x := range types {
		if x == t {
			return true
		}
	}
	return len(types) == 0
}

func stateWord(state string) string {
	switch {
	case strings.HasPrefix(state, string(record.Partial)):
		return "incomplete"
	case strings.HasPrefix(state, string(record.NotAsked)):
		return "not asked"
	case strings.HasPrefix(state, string(record.Refused)):
		return "refused"
	}
	return "failed"
}
