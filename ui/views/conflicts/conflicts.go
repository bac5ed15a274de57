package conflicts

import (
	"fyne.io/fyne/v2"

	"anamnesis/app/chart"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// tiers are what to do about a conflict, the most urgent first.
var tiers = []struct{ tier, title, says string }{
	{chart.TierAct, "Act", "can hurt soon: decide before prescribing or treating"},
	{chart.TierCheck, "Check", "ask the patient or the source"},
	{chart.TierTidy, "Tidy", "the record contradicts itself, without danger at hand"},
	{"", "Other", ""},
}

// New returns the conflicts of the chart.
func New(env *views.Env) fyne.CanvasObject {
	if len(env.Chart.Conflicts) == 0 {
		return views.Nothing("No conflicts", views.CoverageOf(env.Chart, env.Now))
	}
	var panels []widgets.Panel
	for _, t := range tiers {
		if p, ok := panel(env, t.tier, t.title, t.says); ok {
			panels = append(panels, p)
		}
	}
	return widgets.NewPanels(panels, views.Single).Object()
}

// Count returns how many conflicts there are.
func Count(env *views.Env) int { return len(env.Chart.Conflicts) }

func panel(env *views.Env, tier, title, says string) (widgets.Panel, bool) {
	var lines widgets.Fixed
	var ids [][]string
	n := 0
	for _, c := range env.Chart.Conflicts {
		if c.Tier != tier && !(tier == "" && unknown(c.Tier)) {
			continue
		}
		n++
		why := widgets.Cell{Text: views.Words(c.Why), Mark: widgets.Unequal, Role: theme.Danger, Style: widgets.Style{Bold: true}, Whole: true}
		if c.Decided != "" {
			why.Chips = []widgets.Chip{{Text: "decided: " + c.Decided, Role: theme.Note}}
		}
		lines, ids = append(lines, widgets.Line{Cells: []widgets.Cell{why}, Joined: len(c.Sides) > 0}), append(ids, c.Entries)
		for i, s := range c.Sides {
			lines = append(lines, widgets.Line{Joined: i+1 < len(c.Sides), Cells: []widgets.Cell{
				{Text: s.Source, Shapes: env.Named(s.Source)}, {Text: views.Words(s.Says), Whole: true}}})
			ids = append(ids, sideFirst(c, i))
		}
	}
	if n == 0 {
		return widgets.Panel{}, false
	}
	l := widgets.NewList([]widgets.Column{{Title: "Source", Width: 190, Marks: true}, {Title: "Says", Flex: 1}}, lines)
	l.Grows, l.Title = true, title
	env.Follow(l, func(i int) []string { return ids[i] })
	for i := range ids {
		if env.Reveal != "" && len(ids[i]) > 0 && ids[i][0] == env.Reveal {
			l.Select(i)
			break
		}
	}
	return widgets.Panel{Title: title, Count: views.Count(n), Aside: says, List: l, Urgent: tier == chart.TierAct}, true
}

func unknown(tier string) bool {
	for _, t := range tiers {
		if t.tier == tier && tier != "" {
			return false
		}
	}
	return true
}

// sideFirst returns the entries of a conflict with that of side i first.
func sideFirst(c chart.Conflict, i int) []string {
	if i >= len(c.Sides) || c.Sides[i].Entry == "" {
		return c.Entries
	}
	out := []string{c.Sides[i].Entry}
	for _, id := range c.Entries {
		if id != out[0] {
			out = append(out, id)
		}
	}
	return out
}
