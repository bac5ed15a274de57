package views

import (
	"fyne.io/fyne/v2"

	"anamnesis/app/chart"
	"anamnesis/ui/theme"
	"anamnesis/ui/widgets"
)

// flagLook is how a flag is drawn: as a shape before the words, or as a word of its own.
type flagLook struct {
	mark widgets.Mark
	role fyne.ThemeColorName
	word string // "" when the shape is enough
	tip  string
	rank int // the lowest gives a row its mark
}

var flagLooks = map[chart.Flag]flagLook{
	chart.FlagCritical:      {widgets.Alert, theme.Danger, "critical", "Critical in its source's words", 1},
	chart.FlagConflict:      {widgets.Unequal, theme.Danger, "", "The sources do not agree", 2},
	chart.FlagUnitSuspect:   {widgets.Unequal, theme.Caution, "unit?", "Implausible in the unit that its source states", 3},
	chart.FlagRetracted:     {widgets.Cross, theme.Danger, "retracted", "Withdrawn by its source", 4},
	chart.FlagAbnormalHigh:  {widgets.TriangleUp, theme.Danger, "", "Above its source's reference range", 5},
	chart.FlagAbnormalLow:   {widgets.TriangleDown, theme.Danger, "", "Below its source's reference range", 5},
	chart.FlagAbnormal:      {widgets.Diamond, theme.Danger, "", "Abnormal in its source's words", 6},
	chart.FlagNegated:       {widgets.HollowSquare, theme.Muted, "not done", "Its source says that it did not happen or does not hold", 7},
	chart.FlagProposed:      {widgets.NoMark, theme.Muted, "proposed", "A proposal, plan or draft: not active", 8},
	chart.FlagRestricted:    {widgets.NoMark, theme.Note, "restricted", "Its source restricts who may see it", 9},
	chart.FlagUnitUnread:    {widgets.NoMark, theme.Caution, "unit not read", "The unit could not be read; nothing is converted", 10},
	chart.FlagUncertainTime: {widgets.NoMark, theme.Muted, "time uncertain", "When it happened is not certain", 11},
	chart.FlagLearnedCode:   {widgets.NoMark, theme.Muted, "", "Joined by codes that a source holds to be the same", 12},
	chart.FlagSuggestedCode: {widgets.NoMark, theme.Muted, "", "The meaning of a local code is only suggested", 13},
	chart.FlagDecided:       {widgets.NoMark, theme.Note, "decided", "A clinician decided here", 14},
	chart.FlagNew:           {widgets.NoMark, theme.Note, "new", "New since you last looked", 15},
}

// order of the words, so that equal flags look equal.
var flagOrder = []chart.Flag{
	chart.FlagCritical, chart.FlagConflict, chart.FlagUnitSuspect, chart.FlagRetracted, chart.FlagAbnormalHigh,
	chart.FlagAbnormalLow, chart.FlagAbnormal, chart.FlagNegated, chart.FlagProposed, chart.FlagRestricted,
	chart.FlagUnitUnread, chart.FlagUncertainTime, chart.FlagDecided, chart.FlagNew,
}

// Flagged reports whether the flag is among them.
func Flagged(flags []chart.Flag, f chart.Flag) bool {
	for _, x := range flags {
		if x == f {
			return true
		}
	}
	return false
}

// FlagMark returns the shape of the gravest flag that has one.
func FlagMark(flags []chart.Flag) (widgets.Mark, fyne.ThemeColorName) {
	best := flagLook{rank: 100}
	for _, f := range flags {
		if l := flagLooks[f]; l.mark != widgets.NoMark && l.rank < best.rank {
			best = l
		}
	}
	return best.mark, best.role
}

// FlagChips returns the flags that are said in words, except those named.
func FlagChips(flags []chart.Flag, except ...chart.Flag) []widgets.Chip {
	var out []widgets.Chip
	for _, f := range flagOrder {
		if l := flagLooks[f]; l.word != "" && Flagged(flags, f) && !Flagged(except, f) {
			out = append(out, widgets.Chip{Text: l.word, Role: l.role, Tip: l.tip})
		}
	}
	return out
}

// Abnormal reports whether the flags call a value abnormal in any way.
func Abnormal(flags []chart.Flag) bool {
	return Flagged(flags, chart.FlagAbnormal) || Flagged(flags, chart.FlagAbnormalHigh) ||
		Flagged(flags, chart.FlagAbnormalLow) || Flagged(flags, chart.FlagCritical)
}

// ValueCell returns the cell of a value: bold and with its mark when abnormal; the number is never cut.
func ValueCell(text string, flags []chart.Flag) widgets.Cell {
	c := widgets.Cell{Text: text, Whole: true}
	c.Mark, c.Role = FlagMark(flags)
	if Abnormal(flags) {
		c.Style.Bold = true
	}
	if Flagged(flags, chart.FlagRetracted) {
		c.Style.Role = theme.Muted
	}
	return c
}

// Sex returns the word for a FHIR administrative gender.
func Sex(s string) string {
	switch s {
	case "":
		return "sex not stated"
	case "unknown":
		return "sex unknown"
	}
	return s
}

// SexLetter returns F, M, X for other, and nothing where it is not known.
func SexLetter(s string) string {
	return map[string]string{"female": "F", "male": "M", "other": "X"}[s]
}
