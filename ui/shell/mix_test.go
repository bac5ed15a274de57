package shell

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"anamnesis/ui/sample"
)

// onlyMaria are words that only the first person of the sample has; onlyGeorgi those of the third.
var onlyMaria = []string{"Penicillin", "methotrexate", "3.125 mg", "Cardiology"}

// H2: another patient's value on screen. Whatever the order of the answers, no frame shows two patients.
func TestH2NoFrameMixesPatients(t *testing.T) {
	r := newRig(t, &sample.Data{}, Options{}, small768)
	r.held = true
	frames := 0
	check := func(what string) {
		t.Helper()
		frames++
		bar := ""
		for _, x := range r.texts() {
			if x.size > 17 && x.whole.y1 < 70 && x.whole.y1 > 40 {
				bar = x.text
			}
		}
		maria := false
		for _, w := range onlyMaria {
			maria = maria || r.says(w)
		}
		if maria && bar != "IVANOVA Maria" {
			t.Errorf("%s: the bar says %q and the view shows another's data", what, bar)
		}
		if want := r.st.person.Name; want != "" && bar != want {
			t.Errorf("%s: the bar says %q, open is %q", what, bar, want)
		}
	}
	check("at the start")
	r.Open("p1")
	check("while the first is loading")
	r.Open("p3")
	check("while the second is loading")
	r.run(0) // the first answers late
	check("after the first's late answer")
	if r.says("Penicillin") || r.st.phase != loading {
		t.Error("a stale answer was shown")
	}
	r.run(1)
	check("after the second's answer")
	if r.st.phase != ready || r.st.env.Chart.Person.ID != "p3" {
		t.Fatal("the second person's chart is not shown")
	}
	r.Open("p1")
	check("while the first is loading again")
	r.run(2)
	check("after the first's answer")
	if !r.says("Penicillin") {
		t.Error("the first person's chart is not shown")
	}
	r.Why([]string{r.st.env.Chart.Entries[0].ID})
	for x := float32(230); x < 700; x += 20 { // a tip over a chip, left standing
		test.MoveMouse(r.win.Canvas(), fyne.NewPos(x, 84))
	}
	if !r.fr.tips.Visible() {
		t.Error("no tip shows what a chip says")
	}
	r.Open("p5")
	if r.fr.tips.Visible() {
		t.Error("the tip of the one before is still in sight")
	}
	check("evidence open, another chosen")
	if r.says("AllergyIntolerance") {
		t.Error("the evidence of the one before is still in sight")
	}
	r.run(1) // an answer of long ago
	check("after an answer of long ago")
	if frames < 9 {
		t.Errorf("only %d frames were looked at", frames)
	}
}

// The raw resource of one person never appears in the evidence of the next.
func TestRawAnswersOfAnotherPersonAreDropped(t *testing.T) {
	r := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
	r.held = true
	shown := false
	r.raw(r.st.env.Chart.Entries[0].Evidence[0], func([]byte, error) { shown = true })
	r.Open("p2")
	r.run(0)
	if shown {
		t.Error("a resource of the person before was handed over")
	}
}

// Units change the numbers of the open person and nothing else.
func TestUnitsKeepThePerson(t *testing.T) {
	r := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
	r.held = true
	r.nextUnits()
	if r.st.units != unitSystems[1] || r.st.person.ID != "p1" || r.st.phase != ready {
		t.Errorf("units %q, person %q, phase %d", r.st.units, r.st.person.ID, r.st.phase)
	}
	r.run(0)
	if r.st.env.Chart.Person.ID != "p1" {
		t.Error("another person's chart came")
	}
}
