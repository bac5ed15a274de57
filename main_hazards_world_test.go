package main

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"anamnesis/app"
	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/sync/fhirserve"
	"anamnesis/sync/fhirtest"
	"anamnesis/testdata"
)

// The checks of hazards for which a source, a clock or a decision changes: each in a vault of its own, with the planted
// records of the people that it needs.

func later(name string) []byte {
	raw, err := testdata.Hospitals.ReadFile("hospitals/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	return raw
}

// splitSurvives, H1: what a clinician parts stays parted, and each chart keeps its own.
func splitSurvives(t *testing.T, d *demoRun) (f found) {
	both := d.records("morgan")
	w := plantedWorld(t, both...)
	if w.person(both[0]) != w.person(both[1]) {
		t.Fatal("the two records are not one person to begin with")
	}
	split := record.Decision{ID: "split", Kind: "split", By: "Dr. Hill", At: w.now()}
	for _, r := range both {
		split.Facts = append(split.Facts, record.Ref{Source: r.Source, Type: "Patient", ID: r.Patient})
	}
	must(t, w.Store.SaveDecision(t.Context(), split))
	must(t, w.Relink(t.Context()))
	check := func(when string) {
		for _, r := range both {
			for ref := range w.chart(r, app.ChartOptions{}).of {
				if ref.Source != r.Source {
					f.add("%s: the chart of %s holds %s", when, r.Patient, ref.ID)
				}
			}
		}
		if w.person(both[0]) == w.person(both[1]) {
			f.add("%s: still one person", when)
		}
	}
	check("at once")
	w.wait(time.Hour)
	w.gather(both...)
	check("after a sync")
	split.Undone = true
	must(t, w.Store.SaveDecision(t.Context(), split))
	must(t, w.Relink(t.Context()))
	if w.person(both[0]) != w.person(both[1]) {
		f.add("the split cannot be undone")
	}
	return f
}

// noneWhenAllAnswered, H7: of a person without allergies whom all sources know, "none recorded" is said when every source
// has answered completely, and otherwise who is outstanding.
func noneWhenAllAnswered(t *testing.T, d *demoRun) (f found) {
	who := d.records("marinova")
	w := plantedWorld(t, who[0])
	check := func(when string, none bool, outstanding ...string) {
		g := w.chart(who[0], app.ChartOptions{}).group("allergies")
		if said := strings.Contains(g.Empty, "None recorded"); said != none || len(g.Rows) > 0 {
			f.add("%s: the panel says %q", when, g.Empty)
		}
		for _, s := range outstanding {
			if !strings.Contains(g.Empty, s) || !strings.Contains(strings.Join(g.Outstanding, "; "), s) {
				f.add("%s: %s is not named as outstanding: %q, %v", when, s, g.Empty, g.Outstanding)
			}
		}
	}
	check("one source of three", false, "St. Anna", "District")
	w.gather(who[1:]...)
	check("every source", true)
	anna := who[slices.IndexFunc(who, func(r truthRecord) bool { return r.Source == "St. Anna" })]
	for _, fault := range []struct {
		when string
		do   fhirtest.Effect
	}{{"refused", fhirtest.Refuse(403, "")}, {"a server error", fhirtest.Status(500, "")}, {"a cut connection", fhirtest.Drop()}} {
		w.servers[anna.Source].Order(fhirtest.Fault{When: fhirtest.Match{Type: "AllergyIntolerance"}, Do: fault.do},
			fhirtest.Fault{When: fhirtest.Match{Kind: fhirtest.Everything}, Do: fault.do})
		w.wait(time.Hour)
		if rep := w.tryGather(anna); !rep.Partial {
			f.add("%s: the report does not say that it is partial", fault.when)
		}
		check(fault.when, false, anna.Source)
		w.servers[anna.Source].Clear()
	}
	w.wait(time.Hour)
	w.gather(anna)
	check("every source again", true)
	return f
}

// nobodyIsAnAnswer, H7: a source that was asked for the person and knows nobody has answered.
func nobodyIsAnAnswer(t *testing.T, d *demoRun) (f found) {
	who := d.records("morgan")
	w := plantedWorld(t, who...)
	if g := w.chart(who[0], app.ChartOptions{}).group("allergies"); !strings.Contains(g.Empty, "District has not been asked") {
		f.add("before District was asked: %q", g.Empty)
	}
	_, err := w.Sync(t.Context(), app.SyncRequest{People: []string{w.person(who[0])}}, nil)
	must(t, err)
	if g := w.chart(who[0], app.ChartOptions{}).group("allergies"); !strings.Contains(g.Empty, "None recorded") {
		f.add("after District was asked and knows nobody: %q", g.Empty)
	}
	return f
}

// exportLeavesOut, H17: what is restricted leaves the computer only when it is asked for.
func exportLeavesOut(t *testing.T, d *demoRun) (f found) {
	for _, k := range d.hazardsOf("H17") {
		who := d.records(k.Person)
		w := plantedWorld(t, who...)
		for _, opt := range []app.ChartOptions{{}, {IncludeRestricted: true}} {
			var out bytes.Buffer
			must(t, w.Export(t.Context(), w.person(who[0]), "bundle", opt, &out))
			for _, ref := range k.Facts {
				if in := regexp.MustCompile(`"id":\s*"` + ref.ID + `"`).Match(out.Bytes()); in != opt.IncludeRestricted {
					f.add("%s is in the export: %t, asked for: %t", ref.ID, in, opt.IncludeRestricted)
				}
			}
		}
	}
	return f
}

// retractedFirst, H8: of what arrived since the clinician last looked, the retracted stands first, then the changed, then
// the new.
func retractedFirst(t *testing.T, d *demoRun) (f found) {
	who := d.records("chen")[0]
	w := plantedWorld(t, who)
	w.chart(who, app.ChartOptions{Looked: true})
	w.wait(time.Hour)
	glucose, sertraline := truthRef{who.Source, "Observation", "rv-chen-glucose"}, truthRef{who.Source, "MedicationRequest", "rv-chen-sertraline"}
	w.edit(glucose, func(r map[string]any) { r["id"] = "rv-chen-glucose-new" })
	w.edit(glucose, func(r map[string]any) { r["status"] = "entered-in-error" })
	w.edit(sertraline, func(r map[string]any) { r["note"] = []any{map[string]any{"text": "With food."}} })
	w.gather(who)
	c := w.chart(who, app.ChartOptions{})
	place := map[string]int{}
	for i, r := range c.group("new").Rows {
		for _, id := range r.Entries {
			for _, v := range c.entry[id].Evidence {
				place[v.ID] = i + 1
			}
		}
		if i == 0 && (!strings.HasPrefix(r.Text, "RETRACTED") || strings.Contains(r.Title+r.Text, "91")) {
			f.add("the first row says %q, %q", r.Title, r.Text)
		}
	}
	if x, y, z := place[glucose.ID], place[sertraline.ID], place["rv-chen-glucose-new"]; x != 1 || y <= x || z <= y {
		f.add("retracted in row %d, changed in row %d, new in row %d", x, y, z)
	}
	for _, e := range c.of[glucose] {
		if e.Value != nil || c.plotted(e) || !has(e, chart.FlagRetracted) {
			f.add("the retracted value is still one")
		}
	}
	return f
}

// movedAway, H13: a source files a record under another patient. The next round of the first patient alone takes it out of
// that chart, and it is in the other's.
func movedAway(t *testing.T, d *demoRun) (f found) {
	for _, k := range d.hazardsOf("H13") {
		allergy, from, to := k.Facts[0], truthRecord{k.Facts[1].Source, k.Facts[1].ID}, truthRecord{k.Facts[2].Source, k.Facts[2].ID}
		w := plantedWorld(t, from, to)
		if len(w.chart(from, app.ChartOptions{}).of[allergy]) != 1 {
			t.Fatal("it is not in the first chart to begin with")
		}
		w.put(allergy.Source, later("moved.json"))
		w.wait(time.Hour)
		w.gather(from)
		old := w.chart(from, app.ChartOptions{})
		if len(old.of[allergy]) > 0 {
			f.add("the old chart still holds it")
		}
		if g := old.group("allergies"); len(g.Rows) > 0 {
			f.add("the old chart still lists %q", g.Rows[0].Title)
		}
		if len(w.chart(to, app.ChartOptions{}).of[allergy]) != 1 {
			f.add("the other chart has not got it in that round")
		}
		w.gather(to)
		if own := w.chart(to, app.ChartOptions{}); len(own.of[allergy]) != 1 || len(rows(own, "allergies", own.of[allergy][0].ID)) != 1 {
			f.add("the other chart does not list it after its own round")
		}
	}
	return f
}

// subsetRefused, H16: a newer version that holds only a summary does not replace the whole one.
func subsetRefused(t *testing.T, d *demoRun) (f found) {
	for _, k := range d.hazardsOf("H16") {
		who, ref := d.records(k.Person)[0], k.Facts[0]
		w := plantedWorld(t, who)
		before, err := w.Raw(t.Context(), ref.Source, ref.Type, ref.ID)
		must(t, err)
		w.put(ref.Source, later("subsetted.json"))
		w.wait(time.Hour)
		w.gather(who)
		if got := w.servers[ref.Source].Count(fhirtest.Match{Type: ref.Type}); got < 2 {
			t.Fatal("it was not asked for again")
		}
		after, err := w.Raw(t.Context(), ref.Source, ref.Type, ref.ID)
		must(t, err)
		if !bytes.Equal(before, after) {
			f.add("the whole resource was overwritten")
		}
		m, _ := d.medicationOf(ref)
		for _, e := range w.chart(who, app.ChartOptions{}).of[ref] {
			if e.Dose != m.Dose || e.Frequency != m.Frequency {
				f.add("shown as %q, %q", e.Dose, e.Frequency)
			}
		}
	}
	return f
}

// oldIsSaid, H18: two days later the same chart says that its picture is old.
func oldIsSaid(t *testing.T, d *demoRun) (f found) {
	who := d.records("chen")[0]
	w := plantedWorld(t, who)
	for _, x := range []struct {
		wait  time.Duration
		state string
		words string
	}{{0, "current", "complete"}, {48 * time.Hour, "stale", "old"}} {
		w.wait(x.wait)
		c := w.chart(who, app.ChartOptions{})
		i := slices.IndexFunc(c.Sources, func(s chart.Source) bool { return s.Name == who.Source })
		if c.Sources[i].State != x.state {
			f.add("%s after %s", c.Sources[i].State, x.wait)
		}
		for _, r := range c.group("completeness").Rows {
			if r.Title == who.Source && !strings.Contains(r.Text, x.words) {
				f.add("the first screen says %q after %s", r.Text, x.wait)
			}
		}
	}
	return f
}

// clocksCompared, H18: a source whose clock stands three hours apart is told so when it is tested.
func clocksCompared(t *testing.T, _ *demoRun) (f found) {
	list, err := handmadeHospitals()
	must(t, err)
	for _, apart := range []time.Duration{0, 3 * time.Hour, -3 * time.Hour} {
		w := newWorld(t, func() ([]*fhirserve.Dataset, error) { return nil, nil })
		s := fhirtest.Start(t, list[0], fhirserve.Options{Now: func() time.Time { return w.now().Add(apart) }})
		got, err := w.AddSource(t.Context(), "Riverside", s.URL)
		must(t, err)
		if named := strings.Contains(strings.Join(got.Notes, " "), "clock"); named != (apart != 0) {
			f.add("clocks %s apart: %q", apart, got.Notes)
		}
	}
	return f
}

// dismissalStays, H19: a conflict that was dismissed stays in the list with who and when, also after a sync, and opens again
// when a side changes.
func dismissalStays(t *testing.T, d *demoRun) (f found) {
	for _, k := range d.hazardsOf("H19") {
		sides := slices.DeleteFunc(slices.Clone(d.records(k.Person)), func(r truthRecord) bool {
			return !slices.ContainsFunc(k.Facts, func(f truthRef) bool { return f.Source == r.Source })
		})
		w, who := plantedWorld(t, sides...), sides[0]
		conflict := func() chart.Conflict {
			c := w.chart(who, app.ChartOptions{})
			for _, x := range c.Conflicts {
				if x.Kind == chart.ConflictDose && !slices.ContainsFunc(k.Facts, func(r truthRef) bool { return !involves(c, x, r) }) {
					return x
				}
			}
			return chart.Conflict{}
		}
		dismissal := record.Decision{ID: "dismissal", Kind: "dismiss", Conflict: chart.ConflictDose, By: "Dr. Hill", Note: "Asked the patient.", At: w.now()}
		c := w.chart(who, app.ChartOptions{})
		for _, ref := range k.Facts {
			dismissal.Facts = append(dismissal.Facts, record.Ref{Source: ref.Source, Type: ref.Type, ID: ref.ID})
			dismissal.Version = append(dismissal.Version, evidenceOf(c.of[ref][0], ref).Version)
		}
		must(t, w.Store.SaveDecision(t.Context(), dismissal))
		check := func(when string) {
			x := conflict()
			for _, words := range []string{"Dr. Hill", "2026-11-20", "Asked the patient.", "this computer"} {
				if !strings.Contains(x.Decided, words) {
					f.add("%s: it says %q, not %q", when, x.Decided, words)
				}
			}
			if !slices.ContainsFunc(w.chart(who, app.ChartOptions{}).group("conflicts").Rows, func(r chart.Row) bool {
				return strings.Contains(r.Title+r.Text, "Dr. Hill") && len(x.Entries) > 0 && slices.Contains(r.Entries, x.Entries[0])
			}) {
				f.add("%s: it has left the first screen", when)
			}
		}
		check("at once")
		w.wait(time.Hour)
		w.gather(sides...)
		check("after a sync")
		w.edit(k.Facts[1], func(r map[string]any) { r["note"] = []any{map[string]any{"text": "Changed."}} })
		w.wait(time.Hour)
		w.gather(sides...)
		if x := conflict(); x.Kind == "" || x.Decided != "" {
			f.add("it does not open again when a side changes: %q", x.Decided)
		}
	}
	return f
}
