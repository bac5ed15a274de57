package shell

import (
	"errors"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"anamnesis/app"
	"anamnesis/ui/sample"
)

func TestStates(t *testing.T) {
	for _, c := range []struct {
		name string
		data *sample.Data
		open string
		want []string
	}{
		{"first start", &sample.Data{Bare: true}, "", []string{"Nothing is here yet", "Add a source", "anamnesis demo", "no sources yet"}},
		{"no one gathered", &sample.Data{Empty: true}, "", []string{"No one is in the cache yet", "2 of 3 sources"}},
		{"no one open", &sample.Data{}, "", []string{"Choose a patient", "IVANOVA Maria"}},
		{"the cache fails", &sample.Data{Fail: &app.Error{Message: "The vault is locked. Give the passphrase again."}}, "", []string{"The cache cannot be read", "The vault is locked."}},
		{"a chart", &sample.Data{}, "p1", []string{"Active medications", "District failed", "complete from 2 of 3 sources"}},
		{"the dead", &sample.Data{}, "p6", []string{"DECEASED 30 Aug 2024"}},
		{"nothing known", &sample.Data{}, "p2", []string{"none recorded; District did not answer for this"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRig(t, c.data, Options{Person: c.open}, small768)
			for _, w := range c.want {
				if !r.says(w) {
					t.Errorf("the window does not say %q", w)
				}
			}
			lint(t, r)
		})
	}
}

// Every line of the tour leads to a view, and to evidence that is there.
func TestTourShowsWhatItNames(t *testing.T) {
	r := newRig(t, &sample.Data{}, Options{Person: "p1", Demo: true}, small768)
	if len(r.st.tour) < 6 {
		t.Fatalf("the tour has %d stops", len(r.st.tour))
	}
	for range len(r.st.tour) {
		r.press(fyne.KeyF2)
		at := r.st.tour[r.st.tourAt]
		if !r.says(fmt.Sprintf("Tour %d of %d", r.st.tourAt+1, len(r.st.tour))) {
			t.Errorf("stop %d is not named", r.st.tourAt)
		}
		if areas[r.st.view].name != at.view {
			t.Errorf("stop %q shows %s", at.text, areas[r.st.view].name)
		}
		for _, id := range at.entries {
			if r.st.env.Entry(id) == nil {
				t.Errorf("stop %q names an entry that is not there", at.text)
			}
		}
		lint(t, r)
	}
	r.Open("p2")
	if len(r.st.tour) == 0 || r.says("methotrexate") {
		t.Error("the tour of the person before is still there")
	}
	plain := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
	if plain.says("Tour 1") {
		t.Error("there is a tour outside the demo")
	}
}

func TestAddingASourceExplainsWhatFails(t *testing.T) {
	r := newRig(t, &sample.Data{Bare: true}, Options{}, small768)
	r.chord(fyne.KeyN)
	field := func(text string) {
		f := r.win.Canvas().Focused().(*field)
		f.SetText(text)
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	field("Riverside")
	field("riverside")
	if !r.says("must begin with https://") || len(r.st.sources) != 0 {
		t.Fatal("a wrong address is not explained")
	}
	field("http://127.0.0.1:4001/fhir")
	if !r.says("answers as FHIR 4.0") || len(r.st.sources) == 0 {
		t.Error("a good address is not added")
	}
	lint(t, r)
}

func TestTextScaleAndThemeCanBeChanged(t *testing.T) {
	r := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
	r.prefs = fyne.CurrentApp().Preferences()
	size := func() float32 {
		for _, x := range r.texts() {
			if x.text == "Allergies" {
				return x.size
			}
		}
		return 0
	}
	before := size()
	for range 20 {
		r.largerText()
	}
	if got := size(); got != 2*before {
		t.Errorf("the largest text is %v, from %v", got, before)
	}
	for range 20 {
		r.smallerText()
	}
	if got := size(); got >= before || got < before*0.79 {
		t.Errorf("the smallest text is %v, from %v", got, before)
	}
	r.ordinaryText()
	r.nextTheme()
	r.pin()
	got := recall(r.prefs, Options{})
	if got.Theme != r.opt.Theme || got.Scale != 1 || len(r.prefs.StringList(prefPinned)) != 1 || !r.says("Pinned") {
		t.Errorf("remembered %v, %v", got, r.prefs.StringList(prefPinned))
	}
	r.pin()
	if r.says("Pinned") {
		t.Error("a second time does not unpin")
	}
}

// Only a window marks what is new as seen: not a picture, and not the same chart in other units.
func TestOnlyALookIsALook(t *testing.T) {
	d := &sample.Data{}
	r := newRig(t, d, Options{Person: "p1"}, small768)
	if d.Looked != 0 {
		t.Error("a picture marks the chart as seen")
	}
	r.seen = true
	r.Open("p1")
	r.nextUnits()
	if d.Looked != 1 {
		t.Errorf("the chart was marked as seen %d times", d.Looked)
	}
}

func TestLoadingNeverLooksLikeNone(t *testing.T) {
	r := newRig(t, &sample.Data{}, Options{}, small768)
	r.held = true
	r.Open("p1")
	if !r.says("Opening the chart") || r.says("none") || r.says("Allergies") {
		t.Error("a chart that is loading looks like an empty one")
	}
}

func TestAFailureSaysWhatToDoAndCanBeTriedAgain(t *testing.T) {
	d := &sample.Data{}
	r := newRig(t, d, Options{}, small768)
	d.Fail = &app.Error{Message: "The disk is full. Free some space and try again.", Err: errors.New("cause")}
	r.Open("p1")
	if !r.says("The chart cannot be opened") || !r.says("The disk is full.") {
		t.Fatal("the failure is not shown")
	}
	d.Fail = nil
	r.Open(r.st.person.ID)
	if r.st.phase != ready {
		t.Error("it cannot be tried again")
	}
}

func TestGatherShowsProgressAndThenTheChart(t *testing.T) {
	r := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
	r.held = true
	r.Sync()
	if !r.says("gathering") {
		t.Error("the source bar does not say that it gathers")
	}
	r.Sync() // a second time at once does nothing
	if len(r.jobs) != 1 {
		t.Fatalf("%d gatherings were begun", len(r.jobs))
	}
	r.run(0)
	if r.st.syncing || len(r.jobs) != 2 {
		t.Error("the chart is not asked for anew")
	}
	r.run(1)
	if r.st.phase != ready {
		t.Error("the chart is not shown")
	}
}
