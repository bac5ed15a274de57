package main

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anamnesis/app/chart"
	"anamnesis/app/record"
)

// The checks of H16 to H22 that look at the charts of the demo.

// H16: the whole resource speaks.
func wholeDose(d *demoRun, k truthCase) (f found) {
	d.eachEntry(d.shown, k, &f, func(_ *view, ref truthRef, e *chart.Entry) {
		if m, _ := d.medicationOf(ref); e.Dose == "" || e.Dose != m.Dose || e.Frequency != m.Frequency {
			f.add("%q, %q", e.Dose, e.Frequency)
		}
	})
	return f
}

// H17: an entry that its source restricts names nothing until it is opened, on no screen and in no export.
func restrictedHidden(d *demoRun, k truthCase) (f found) {
	for i, c := range d.chartsOf(k.Person) {
		open := d.among(d.opened, k.Person)[i]
		all, err := json.Marshal(c.Chart)
		if err != nil {
			f.add("%v", err)
		}
		for _, ref := range k.Facts {
			for _, e := range c.of[ref] {
				o := open.entry[e.ID]
				if !has(e, chart.FlagRestricted) || e.Value != nil || e.Dose != "" || len(e.Details)+len(e.Notes) > 0 || c.plotted(e) {
					f.add("%s can be read", ref.ID)
				}
				if o == nil || o.Title == e.Title || o.Title == "" {
					f.add("%s cannot be opened", ref.ID)
					continue
				}
				secrets := []string{o.Title}
				for _, code := range evidenceOf(o, ref).Codes {
					secrets = append(secrets, code.Display)
				}
				for _, s := range secrets {
					if s != "" && strings.Contains(string(all), s) {
						f.add("%q stands in the chart", s)
					}
					if s != "" && strings.Contains(d.exports[c.Person.ID], s) {
						f.add("%q stands in the export", s)
					}
				}
			}
		}
	}
	d.present(k, &f)
	return f
}

// labelsHide goes through everything that carries a restricting label, and the reports whose results do.
func labelsHide(_ *testing.T, d *demoRun) (f found) {
	restricts := func(fact record.Fact) bool {
		return slices.ContainsFunc(fact.Security, func(c record.Code) bool { return c.Code == "R" || c.Code == "V" })
	}
	seen := 0
	for ref, fact := range d.facts {
		hide := restricts(fact)
		for _, r := range fact.Results {
			hide = hide || restricts(d.facts[truthRef{r.Source, r.Type, r.ID}])
		}
		if !hide {
			continue
		}
		for _, c := range d.shown {
			for _, e := range c.of[ref] {
				seen++
				if !has(e, chart.FlagRestricted) || e.Title != "Restricted entry" {
					f.add("%s is shown as %q", ref.ID, e.Title)
				}
			}
		}
	}
	if seen == 0 {
		f.add("nothing is restricted")
	}
	return f
}

func hiddenIsChecked(_ *testing.T, d *demoRun) (f found) {
	seen := 0
	for _, k := range d.truth.Conflicts {
		for _, c := range d.chartsOf(k.Person) {
			for _, ref := range k.Facts {
				for _, e := range c.of[ref] {
					if !has(e, chart.FlagRestricted) {
						continue
					}
					seen++
					list := d.conflicts(k.Person, k.Kind, k.Facts)
					if len(list) != 1 || !strings.Contains(list[0].Why, "restricted") || list[0].Tier != chart.TierAct {
						f.add("%s: %d conflicts that say that something restricted is involved", k.Kind, len(list))
					}
				}
			}
		}
	}
	if seen == 0 {
		f.add("no planted conflict involves what is restricted")
	}
	return f
}

// H18: what is dated in the future is marked, is no point of a series and is the last value nowhere.
func neverLatest(d *demoRun, k truthCase) (f found) {
	d.eachEntry(d.shown, k, &f, func(c *view, ref truthRef, e *chart.Entry) {
		if c.plotted(e) || !has(e, chart.FlagUncertainTime) {
			f.add("%s is a point of a series, or its time is not doubted", ref.ID)
		}
		for _, panel := range []string{"results", "vitals"} {
			for _, r := range c.group(panel).Rows {
				if len(r.Entries) > 0 && r.Entries[0] == e.ID {
					f.add("%s is the last value of %q", ref.ID, r.Title)
				}
			}
		}
		if analyte := d.facts[ref].Observation.Analyte; len(c.series(analyte).Points) == 0 {
			f.add("there is no series to be the latest of")
		}
	})
	return f
}

// agesStand asks for a date on each line that shows a last value, and for the age of each source.
func agesStand(_ *testing.T, d *demoRun) (f found) {
	for _, c := range d.shown {
		for _, s := range c.Sources {
			if s.State != "never" && s.AsOf == "" {
				f.add("%s has no age", s.Name)
			}
		}
		for _, r := range c.group("completeness").Rows {
			if r.When == "" && !strings.Contains(r.Text, "not asked") {
				f.add("%q is shown without its age", r.Title)
			}
		}
		for _, r := range c.group("vitals").Rows {
			if r.When == "" {
				f.add("the last %q has no date", r.Title)
			}
		}
		for _, r := range c.group("results").Rows {
			if len(r.Entries) == 1 && c.entry[r.Entries[0]].Title == r.Title && r.When == "" {
				f.add("%q has no date", r.Title)
			}
		}
	}
	return f
}

// H19: the conflict is there to be dismissed.
func conflictStands(d *demoRun, k truthCase) (f found) {
	list := d.conflicts(k.Person, chart.ConflictDose, k.Facts)
	if len(list) != 1 || list[0].Decided != "" {
		f.add("%d conflicts", len(list))
	}
	return f
}

// H20: a value about another (fetus, donor) is in none of the patient's series nor among the last values.
func focusApart(d *demoRun, k truthCase) (f found) {
	for _, charts := range []map[string]*view{d.shown, d.si, d.conventional} {
		d.eachEntry(charts, k, &f, func(c *view, ref truthRef, e *chart.Entry) {
			if c.plotted(e) {
				f.add("%s is a point of a series", ref.ID)
			}
			for _, panel := range []string{"vitals", "results"} {
				if slices.ContainsFunc(c.group(panel).Rows, func(r chart.Row) bool { return slices.Contains(r.Entries, e.ID) }) {
					f.add("%s stands under %s", ref.ID, panel)
				}
			}
		})
	}
	return f
}

// aboutAnother goes through all that is about another.
func aboutAnother(d *demoRun, do func(c *view, ref truthRef, e *chart.Entry)) (f found) {
	seen := 0
	for _, k := range d.hazardsOf("H20") {
		d.eachEntry(d.shown, k, &f, func(c *view, ref truthRef, e *chart.Entry) {
			seen++
			do(c, ref, e)
		})
	}
	if seen == 0 {
		f.add("nothing is about another")
	}
	return f
}

func focusTold(_ *testing.T, d *demoRun) (f found) {
	return append(f, aboutAnother(d, func(_ *view, ref truthRef, e *chart.Entry) {
		if detail(e, "focus") == "" {
			f.add("%s does not say that it is about another", ref.ID)
		}
	})...)
}

// focusUngrouped asks that no entry of the patient shares the analyte, by which the flowsheet and the timeline make rows.
func focusUngrouped(_ *testing.T, d *demoRun) (f found) {
	return append(f, aboutAnother(d, func(c *view, ref truthRef, e *chart.Entry) {
		for i := range c.Entries {
			if o := &c.Entries[i]; e.Analyte != "" && o.Analyte == e.Analyte && c.plotted(o) {
				f.add("%s shares a row with the patient's own %q", ref.ID, o.Title)
				return
			}
		}
	})...)
}

// H21: both readings are entries and points, and the analyte has a row of its own on the first screen.
func changeUnfolds(d *demoRun, k truthCase) (f found) {
	if d.together(k.Person, k.Facts) != nil {
		f.add("the two readings are one entry")
	}
	d.eachEntry(d.shown, k, &f, func(c *view, ref truthRef, e *chart.Entry) {
		if !c.plotted(e) {
			f.add("%s is no point of a series", ref.ID)
		}
		if !slices.ContainsFunc(c.group("results").Rows, func(r chart.Row) bool {
			return len(r.Entries) == 1 && c.entry[r.Entries[0]].Analyte == e.Analyte && strings.Contains(r.Text, "changed")
		}) {
			f.add("%s stays folded", e.Analyte)
		}
	})
	return f
}

// changeTold asks that the row names the change of the truth, not only that there was one.
func changeTold(_ *testing.T, d *demoRun) (f found) {
	for _, k := range d.hazardsOf("H21") {
		var numbers []string
		for _, ref := range k.Facts {
			numbers = append(numbers, d.facts[ref].Observation.Value.Quantity.Number)
		}
		told := false
		for _, c := range d.chartsOf(k.Person) {
			for _, r := range c.group("results").Rows {
				told = told || len(r.Entries) == 1 && !slices.ContainsFunc(numbers, func(n string) bool { return !strings.Contains(r.Text, n) })
			}
		}
		if !told {
			f.add("no row of the first screen tells the change between %s", strings.Join(numbers, " and "))
		}
	}
	return f
}

var changeWords = regexp.MustCompile(`from [^\s\x{a0}]+[\s\x{a0}](\S+) to [^\s\x{a0}]+[\s\x{a0}](\S+) in (\d+ \w+)`)

// changeOfOneUnit asks that a change is told in one unit, and between facts that agree with one another.
func changeOfOneUnit(_ *testing.T, d *demoRun) (f found) {
	seen := 0
	for _, c := range d.shown {
		for _, r := range c.group("results").Rows {
			_, told, _ := strings.Cut(r.Text, "changed ")
			for _, m := range changeWords.FindAllStringSubmatch(told, -1) {
				seen++
				if m[1] != m[2] || strings.HasPrefix(m[3], "0 ") {
					f.add("%q says %q", r.Title, m[0])
				}
			}
		}
	}
	if seen == 0 {
		f.add("no change is told")
	}
	return f
}

// H22: wherever a blood group stands it says "not for transfusion".
func notForTransfusion(d *demoRun, k truthCase) (f found) {
	d.eachEntry(d.shown, k, &f, func(c *view, ref truthRef, e *chart.Entry) {
		if !says(e, "not for transfusion") {
			f.add("%s does not say so", ref.ID)
		}
		found := false
		for _, r := range c.group("identity").Rows {
			if slices.Contains(r.Entries, e.ID) {
				found = true
				if !strings.Contains(r.Text, "not for transfusion") || !strings.Contains(r.Text, e.Value.Text) {
					f.add("the identity says %q", r.Text)
				}
			}
		}
		if !found {
			f.add("%s is not beside the identity", ref.ID)
		}
	})
	for _, x := range d.conflicts(k.Person, chart.ConflictBloodGroup, k.Facts) {
		if !strings.Contains(x.Why, "Never transfuse") || x.Tier != chart.TierAct {
			f.add("the conflict says %q", x.Why)
		}
	}
	return f
}

func bloodGroupsSaySo(_ *testing.T, d *demoRun) (f found) {
	seen := 0
	for _, charts := range []map[string]*view{d.shown, d.opened} {
		for _, c := range charts {
			for i := range c.Entries {
				e := &c.Entries[i]
				for _, v := range e.Evidence {
					if slices.ContainsFunc(v.Codes, func(x record.Code) bool {
						return x.System == record.SystemLOINC && slices.Contains([]string{"882-1", "883-9", "10331-7"}, x.Code)
					}) {
						seen++
						if !says(e, "not for transfusion") {
							f.add("%s does not say so", v.ID)
						}
					}
				}
			}
		}
	}
	if seen == 0 {
		f.add("there is no blood group")
	}
	return f
}
