package views

import (
	"strings"

	"anamnesis/app/chart"
)

// Copy returns what is pasted elsewhere of entries: title, value with its unit or dose with its frequency, time and
// sources, a line each. What is retracted, proposed or in conflict says so, because it leaves its marks behind.
func (e *Env) Copy(ids ...string) string {
	var out []string
	for _, id := range ids {
		en := e.Entry(id)
		if en == nil {
			continue
		}
		parts := []string{en.Title}
		add := func(s string) {
			if s = strings.TrimSpace(s); s != "" {
				parts = append(parts, s)
			}
		}
		if en.Value != nil {
			add(en.Value.Text)
		}
		add(en.Dose + " " + en.Frequency)
		for _, f := range flagOrder {
			if word := copyWords[f]; word != "" && Flagged(en.Flags, f) {
				add(word)
			}
		}
		if en.End != "" && en.End != en.Start {
			add(Span(en.Start, en.End))
		} else {
			add(DateTime(en.Start))
		}
		var sources []string
		for _, ev := range en.Evidence {
			if !strings.Contains(strings.Join(sources, "\x00")+"\x00", ev.Source+"\x00") {
				sources = append(sources, ev.Source)
			}
		}
		add(strings.Join(sources, ", "))
		out = append(out, strings.Join(parts, "; "))
	}
	return strings.Join(out, "\n")
}

// copyWords are the flags that a copied line must not lose.
var copyWords = map[chart.Flag]string{
	chart.FlagCritical: "critical", chart.FlagConflict: "sources disagree", chart.FlagUnitSuspect: "implausible in this unit",
	chart.FlagRetracted: "RETRACTED", chart.FlagAbnormalHigh: "high", chart.FlagAbnormalLow: "low", chart.FlagAbnormal: "abnormal",
	chart.FlagNegated: "NOT done or not taken", chart.FlagProposed: "proposed only", chart.FlagRestricted: "restricted",
	chart.FlagUnitUnread: "unit not read", chart.FlagUncertainTime: "time uncertain",
}
