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

// chips returns what is dangerous, in lines of a width: allergies first, then conflicts by name, then alerts. Where not
// all go into the lines the conflicts are counted instead of named; only then is anything left to one more click. While
// there is no chart there are none, and no "none" either.
func (b *identity) chips(width float32) [][]danger {
	c := b.s.st.chart()
	if c == nil {
		return nil
	}
	var allergies, alerts []danger
	for _, g := range c.Overview {
		switch g.Group {
		case "allergies":
			allergies = b.rows(g, widgets.Alert)
			if len(allergies) == 0 && g.Empty != "" {
				allergies = []danger{{Chip: widgets.Chip{Text: "Allergies: " + g.Empty}, do: func() { b.s.Show("overview", "") }}}
			}
		case "alerts":
			alerts = b.rows(g, widgets.Square)
		}
	}
	for named := min(len(c.Conflicts), conflictsNamed); ; named-- {
		all := append(append(append([]danger(nil), allergies...), b.conflicts(c, named)...), alerts...)
		lines := layChips(all, width)
		if len(lines) <= chipLines || named == 0 {
			return firstLines(lines, width, chipLines+1)
		}
	}
}

func (b *identity) rows(g chart.Group, mark widgets.Mark) []danger {
	var out []danger
	for _, r := range g.Rows {
		if g.Group == "allergies" && !r.Exempt { // "no known allergies", said by a source: no allergy
			continue
		}
		ids := r.Entries
		text, says, grave := r.Title, r.Text, views.Flagged(r.Flags, chart.FlagCritical)
		tip := strings.Trim(r.Title+"\n"+views.Words(r.Text), "\n")
		if g.Group == "alerts" { // whose alert it is stands in the tip
			says = ""
		}
		if len(ids) > 0 {
			if e := b.s.st.env.Entry(ids[0]); e != nil && e.Kind == record.KindAllergy {
				grave = grave || views.Detail(e, "criticality") == "high"
				if says == "" {
					says = views.Detail(e, "reaction")
				}
			}
		}
		if grave { // said by the chip's colour and weight
			says = strings.TrimSuffix(strings.TrimSuffix(says, "high criticality"), "; ")
		}
		if says != "" && !strings.Contains(text, says) {
			text += ": " + says
		}
		out = append(out, danger{
			Chip: widgets.Chip{Text: text, Mark: mark, Role: theme.Danger, Ground: theme.DangerBg, Bold: true, Tip: tip, Solid: grave},
			do:   func() { b.s.Why(ids) },
		})
	}
	return out
}

// conflictsNamed is how many conflicts the bar names; the rest it counts.
const conflictsNamed = 5

// conflicts returns a chip for each of the first conflicts, and one that counts them all where some are not named.
func (b *identity) conflicts(c *chart.Chart, named int) []danger {
	var out []danger
	for _, x := range c.Conflicts[:named] {
		role, ground := theme.Caution, theme.CautionBg
		if x.Tier == chart.TierAct {
			role, ground = theme.Danger, theme.DangerBg
		}
		out = append(out, danger{
			Chip: widgets.Chip{Text: conflictTitle(b, x), Mark: widgets.Unequal, Role: role, Ground: ground, Tip: views.Words(x.Why)},
			do:   func() { b.s.Why(x.Entries) },
		})
	}
	if n := len(c.Conflicts); n > named {
		text, role, ground := fmt.Sprintf("%d conflicts", n), theme.Caution, theme.CautionBg
		if named > 0 {
			text += " in all"
		}
		if act := c.Conflicts[0].Tier == chart.TierAct; act {
			role, ground = theme.Danger, theme.DangerBg
		}
		out = append(out, danger{Chip: widgets.Chip{Text: text, Mark: widgets.Unequal, Role: role, Ground: ground, Tip: "Ctrl+8 lists them all"},
			do: func() { b.s.Show("conflicts", "") }})
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
	case chart.ConflictDrugAllergy: // the drug is what can be stopped
		for _, id := range x.Entries {
			if m := b.s.st.env.Entry(id); m != nil && m.Kind == record.KindMedication {
				e = m
			}
		}
	case chart.ConflictDose, chart.ConflictFrequency:
		return short(e.Title) + ": " + sides(b, x)
	case chart.ConflictAllergyNone, chart.ConflictBirthDate, chart.ConflictSex, chart.ConflictBloodGroup, chart.ConflictDeceased,
		chart.ConflictAfterDeath, chart.ConflictBeforeBirth:
		return word
	}
	return short(e.Title) + ": " + word
}

// short returns a drug's name without its strength and form, which begin with a number.
func short(title string) string {
	if i := strings.IndexAny(title, "0123456789"); i > 3 {
		return strings.TrimSpace(title[:i])
	}
	return title
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

// layChips breaks chips into lines no wider than w.
func layChips(chips []danger, w float32) [][]danger {
	var lines [][]danger
	var x float32
	for _, c := range chips {
		cw := min(widgets.ChipWidth(c.Chip), w)
		if len(lines) == 0 || x+cw > w {
			lines, x = append(lines, nil), 0
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], c)
		x += cw + 6
	}
	return lines
}

// firstLines cuts lines to the most that are shown and counts the rest in a last chip.
func firstLines(lines [][]danger, w float32, most int) [][]danger {
	if len(lines) <= most {
		return lines
	}
	var rest []danger
	for _, l := range lines[most:] {
		rest = append(rest, l...)
	}
	last := lines[most-1]
	more := func() danger {
		tip := ""
		for _, r := range rest {
			tip += r.Text + "\n"
		}
		return danger{Chip: widgets.Chip{Text: fmt.Sprintf("+%d more", len(rest)), Role: theme.Danger, Bold: true, Tip: tip}, do: func() {}}
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
	return append(append([][]danger(nil), lines[:most-1]...), append(append([]danger(nil), last...), more()))
}
