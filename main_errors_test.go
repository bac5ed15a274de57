package main

import (
	"slices"
	"strings"
	"testing"

	"anamnesis/app/chart"
)

// The checks of what other systems were found to do wrong.

// oneEntry asks that the facts are one entry, E1.
func oneEntry(d *demoRun, k truthCase) (f found) {
	if d.together(k.Person, k.Facts) == nil {
		f.add("they are not one entry")
	}
	return f
}

// allApart asks that no two of the facts are one entry, E6 to E8.
func allApart(d *demoRun, k truthCase) (f found) {
	d.present(k, &f)
	for i, a := range k.Facts {
		for _, b := range k.Facts[:i] {
			if d.together(k.Person, []truthRef{a, b}) != nil {
				f.add("%s and %s are one entry", b.ID, a.ID)
			}
		}
	}
	return f
}

// convertedByHundred asks that a number in mg/mL appears in mg/dL a hundred times as large, E2.
func convertedByHundred(d *demoRun, k truthCase) (f found) {
	d.eachEntry(d.conventional, k, &f, func(_ *view, ref truthRef, e *chart.Entry) {
		said := evidenceOf(e, ref).Value
		if said.Unit != "mg/mL" || e.Value == nil || e.Value.Unit != "mg/dL" || e.Value.Number != strings.TrimLeft(strings.Replace(said.Number, ".", "", 1), "0") {
			f.add("%s is shown as %v", said.Text, e.Value)
		}
	})
	return f
}

// valueThere asks that 0 and false are shown, E4.
func valueThere(d *demoRun, k truthCase) (f found) {
	d.eachEntry(d.shown, k, &f, func(_ *view, ref truthRef, e *chart.Entry) {
		if e.Value == nil || e.Value.Text != "0" && e.Value.Text != "false" || evidenceOf(e, ref).Value.Text != e.Value.Text {
			f.add("%s is shown as %v", ref.ID, e.Value)
		}
	})
	return f
}

// bothSidesThere asks for one conflict that has a side for each fact, so that neither was lost, E5 and E10.
func bothSidesThere(kind string) func(*demoRun, truthCase) found {
	return func(d *demoRun, k truthCase) (f found) {
		d.present(k, &f)
		list := d.conflicts(k.Person, kind, k.Facts)
		if len(list) != 1 {
			f.add("%d conflicts", len(list))
		}
		for _, x := range list {
			for _, ref := range k.Facts {
				if !slices.ContainsFunc(x.Sides, func(s chart.Side) bool { return strings.Contains(s.Source, ref.Source) && s.Says != "" }) {
					f.add("what %s says is lost", ref.Source)
				}
			}
			if p := d.facts[k.Facts[0]].Patient; p != nil {
				for _, ref := range k.Facts {
					if date := d.facts[ref].Patient.BirthDate.Text; !strings.Contains(x.Why, date) {
						f.add("%s is lost", date)
					}
				}
			}
		}
		return f
	}
}

// comparedByContent asks, E9, that an allergy whose code is absent is named by the substance of its reaction, and that of
// documents the equal ones are one entry and the nearly equal one is another.
func comparedByContent(d *demoRun, k truthCase) (f found) {
	d.present(k, &f)
	if k.Facts[0].Type == "AllergyIntolerance" {
		d.eachEntry(d.shown, k, &f, func(c *view, ref truthRef, e *chart.Entry) {
			substance := d.facts[ref].Allergy.Reactions[0].Substance.Words()
			if own := rows(c, "allergies", e.ID); substance == "" || len(own) != 1 || own[0].Title != substance {
				f.add("%s is not named %q", ref.ID, substance)
			}
		})
		return f
	}
	if same := k.Facts[:2]; d.together(k.Person, same) == nil {
		f.add("the equal documents are not one entry")
	}
	if d.together(k.Person, k.Facts) != nil {
		f.add("the retyped document is joined")
	}
	return f
}

// nearlyTheSame asks that a document which is nearly the same as another links it, and the other it.
func nearlyTheSame(_ *testing.T, d *demoRun) (f found) {
	seen := 0
	for _, k := range d.hazardsOf("E9") {
		if len(k.Facts) != 3 || k.Facts[2].Type != "DocumentReference" {
			continue
		}
		other := d.together(k.Person, k.Facts[:2])
		d.eachEntry(d.shown, truthCase{Person: k.Person, Facts: k.Facts[2:]}, &f, func(_ *view, ref truthRef, e *chart.Entry) {
			seen++
			if other == nil || !slices.Equal(e.Similar, []string{other.ID}) || !slices.Equal(other.Similar, []string{e.ID}) {
				f.add("%s and the document that is nearly the same do not link each other", ref.ID)
			}
		})
	}
	if seen == 0 {
		f.add("no such document is planted")
	}
	return f
}
