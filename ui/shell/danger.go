package shell

import (
	"fmt"
	"strings"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// danger is a chip of the identity bar and what a click on it does.
type danger struct {
	widgets.Chip
	do func()
}

// chips returns what is dangerous: allergies first, then alerts, then conflicts. While there is no chart there are none,
// and no "none" either.
func (b *identity) chips() []danger {
	c := b.s.st.chart()
	if c == nil {
		return nil
	}
	var out []danger
	for _, g := range c.Overview {
		switch g.Group {
		case "allergies":
			out = append(out, b.rows(g, widgets.Alert)...)
			if len(g.Rows) == 0 && g.Empty != "" {
				out = append(out, danger{Chip: widgets.Chip{Text: "Allergies: " + g.Empty}, do: func() { b.s.Show("overview", "") }})
			}
		case "alerts":
			out = append(out, b.rows(g, widgets.Square)...)
		}
	}
	return append(out, b.conflicts(c)...)
}

func (b *identity) rows(g chart.Group, mark widgets.Mark) []danger {
	var out []danger
	for _, r := range g.Rows {
		ids := r.Entries
		text, says, grave := r.Title, r.Text, views.Flagged(r.Flags, chart.FlagCritical)
		if len(ids) > 0 {
			if e := b.s.st.env.Entry(ids[0]); e != nil && e.Kind == record.KindAllergy {
				grave = grave || views.Detail(e, "criticality") == "high"
				if says == "" {
					says = views.Detail(e, "reaction")
				}
			}
		}
		if says != "" && !strings.Contains(text, says) {
			text += ": " + says
		}
		out = append(out, danger{
			Chip: widgets.Chip{Text: text, Mark: mark, Role: theme.Danger, Ground: theme.DangerBg, Bold: true, Tip: text, Solid: grave},
			do:   func() { b.s.Why(ids) },
		})
	}
	return out
}

// conflictsNamed is how many conflicts the bar names; the rest it counts.
const conflictsNamed = 5

func (b *identity) conflicts(c *chart.Chart) []danger {
	var out []danger
	for i, x := range c.Conflicts {
		if i == conflictsNamed {
			break
		}
		role, ground := theme.Caution, theme.CautionBg
		if x.Tier == chart.TierAct {
			role, ground = theme.Danger, theme.DangerBg
		}
		out = append(out, danger{
			Chip: widgets.Chip{Text: conflictTitle(b, x), Mark: widgets.Unequal, Role: role, Ground: ground, Tip: x.Why},
			do:   func() { b.s.Why(x.Entries) },
		})
	}
	if n := len(c.Conflicts); n > conflictsNamed {
		out = append(out, danger{
			Chip: widgets.Chip{Text: fmt.Sprintf("%d conflicts in all", n), Mark: widgets.Unequal, Role: theme.Caution, Tip: "Ctrl+8 lists them all"},
			do:   func() { b.s.Show("conflicts", "") },
		})
	}
	return out
}

// conflictWords are short names of conflicts, for a chip.
var conflictWords = map[string]string{
	chart.ConflictAllergyNone: "Allergies disagree", chart.ConflictDose: "doses", chart.ConflictFrequency: "frequencies",
	chart.ConflictStatus: "active or stopped", chart.ConflictDuplicate: "twice", chart.ConflictDrugAllergy: "allergy?",
	chart.ConflictResultValue: "two values", chart.ConflictUnit: "unit?", chart.ConflictProblem: "active or resolved",
	chart.ConflictImmunization: "given or not", chart.ConflictBirthDate: "Birth dates disagree", chart.ConflictSex: "Sex disagrees",
	chart.ConflictBloodGroup: "Blood groups disagree", chart.ConflictDeceased: "Alive or deceased",
	chart.ConflictAfterDeath: "Dated after death", chart.ConflictBeforeBirth: "Dated before birth",
}

func conflictTitle(b *identity, x chart.Conflict) string {
	word := conflictWords[x.Kind]
	if len(x.Entries) == 0 {
		return word
	}
	e := b.s.st.env.Entry(x.Entries[0])
	if e == nil {
		return word
	}
	switch x.Kind {
	case chart.ConflictDose, chart.ConflictFrequency:
		return e.Title + ": " + sides(b, x)
	case chart.ConflictAllergyNone, chart.ConflictBirthDate, chart.ConflictSex, chart.ConflictBloodGroup, chart.ConflictDeceased,
		chart.ConflictAfterDeath, chart.ConflictBeforeBirth:
		return word
	}
	return e.Title + ": " + word
}

// sides returns what the sides of a medication conflict say, as it stands in the chart: 3.125 mg / 6.25 mg.
func sides(b *identity, x chart.Conflict) string {
	var out string
	for _, id := range x.Entries {
		e := b.s.st.env.Entry(id)
		if e == nil {
			continue
		}
		says := e.Dose
		if x.Kind == chart.ConflictFrequency {
			says = e.Frequency
		}
		if out != "" {
			out += " / "
		}
		out += says
	}
	return out
}

// layChips breaks chips into lines no wider than w. What does not go into most lines is replaced by a count.
func layChips(chips []danger, w float32, most int) [][]danger {
	var lines [][]danger
	var x float32
	for i, c := range chips {
		cw := min(widgets.ChipWidth(c.Chip), w)
		if len(lines) == 0 || x+cw > w {
			if len(lines) == most {
				return countRest(lines, chips[i:], w)
			}
			lines, x = append(lines, nil), 0
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], c)
		x += cw + 6
	}
	return lines
}

func countRest(lines [][]danger, rest []danger, w float32) [][]danger {
	last := lines[len(lines)-1]
	more := func() danger {
		tip := ""
		for _, r := range rest {
			tip += r.Text + "\n"
		}
		return danger{Chip: widgets.Chip{Text: fmt.Sprintf("+%d more", len(rest)), Role: theme.Danger, Bold: true, Tip: tip}, do: rest[0].do}
	}
	for len(last) > 1 {
		x := widgets.ChipWidth(more().Chip)
		for _, c := range last {
			x += min(widgets.ChipWidth(c.Chip), w) + 6
		}
		if x <= w {
			break
		}
		rest = append([]danger{last[len(last)-1]}, rest...)
		last = last[:len(last)-1]
	}
	lines[len(lines)-1] = append(last, more())
	return lines
}
