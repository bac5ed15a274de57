package shell

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"anamnesis/app"
	"anamnesis/ui/sample"
)

// press gives a key to what has the focus, as a window does.
func (r *rig) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		e := &fyne.KeyEvent{Name: k}
		if k == fyne.KeyTab {
			r.win.Canvas().(interface{ FocusNext() }).FocusNext()
			continue
		}
		if f := r.win.Canvas().Focused(); f != nil {
			f.TypedKey(e)
		} else {
			r.win.Canvas().OnTypedKey()(e)
		}
	}
}

// chord gives Ctrl and a key to the window.
func (r *rig) chord(k fyne.KeyName) {
	sc := &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}
	if f, ok := r.win.Canvas().Focused().(*searchField); ok {
		f.TypedShortcut(sc)
		return
	}
	for _, c := range shortcutList() { // the canvas in memory keeps shortcuts and never calls them
		if c.key == k && c.mod == sc.Modifier {
			c.do(r.Shell)
		}
	}
}

// TestByKeyboardOnly opens a patient, goes through the views, opens evidence and the raw resource, and closes it.
func TestByKeyboardOnly(t *testing.T) {
	r := newRig(t, &sample.Data{}, Options{}, small768)
	r.chord(fyne.KeyL)
	r.press(fyne.KeyDown)
	if r.st.phase != idle {
		t.Fatal("moving in the patient list opened someone")
	}
	r.press(fyne.KeyReturn)
	if r.st.phase != ready || r.st.person.ID != "p1" {
		t.Fatalf("Enter opened %q", r.st.person.ID)
	}
	for i, name := range ViewNames() {
		r.chord(fyne.KeyName(rune('1' + i)))
		if areas[r.st.view].name != name {
			t.Errorf("Ctrl+%d shows %s, want %s", i+1, areas[r.st.view].name, name)
		}
	}
	r.chord(fyne.Key1)
	r.chord(fyne.KeyE)
	r.press(fyne.KeyDown, fyne.KeyReturn)
	if len(r.st.why) == 0 || !r.says("Penicillin G, anaphylaxis") {
		t.Error("Enter on the first allergy does not show its evidence")
	}
	r.press(fyne.KeyEscape)
	r.chord(fyne.KeyW)
	r.chord(fyne.KeyU)
	if r.st.units != unitSystems[1] {
		t.Error("Ctrl+U does not change the units")
	}
}

func TestCopyTakesValueUnitTimeAndSource(t *testing.T) {
	r := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
	r.chord(fyne.Key3)
	r.chord(fyne.KeyE)
	r.press(fyne.KeyDown, fyne.KeyRight)
	copied := func() string {
		r.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{})
		return fyne.CurrentApp().Clipboard().Content()
	}
	got := copied()
	for _, w := range []string{"eGFR", "mL/min/1.73 m²", "low", "29 Sep 2026", "Riverside"} {
		if !strings.Contains(got, w) {
			t.Errorf("the copied value %q lacks %q", got, w)
		}
	}
	r.chord(fyne.Key4)
	r.chord(fyne.KeyE)
	r.press(fyne.KeyDown)
	if got := copied(); !strings.Contains(got, "3.125 mg twice daily") || !strings.Contains(got, "sources disagree") {
		t.Errorf("copied %q", got)
	}
}

// A window gives keys to what has the focus only: whatever it is, F1 and Escape work.
func TestWindowKeysWorkWhereverTheFocusIs(t *testing.T) {
	for i := range areas {
		r := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
		r.Show(areas[i].name, "")
		stops := 0
		for range 14 {
			r.press(fyne.KeyTab)
			f := r.win.Canvas().Focused()
			if f == nil {
				continue
			}
			stops++
			r.press(fyne.KeyF1)
			if !r.says("Shortcuts") {
				t.Fatalf("%s: F1 does nothing while %T has the focus", areas[i].name, f)
			}
			r.press(fyne.KeyEscape)
			if r.says("Shortcuts") {
				t.Fatalf("%s: Escape does nothing while %T has the focus", areas[i].name, f)
			}
		}
		if stops < 10 {
			t.Errorf("%s: %d stops of the Tab key", areas[i].name, stops)
		}
	}
}

func TestEscapeClosesWhatWasOpenedLast(t *testing.T) {
	r := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
	r.Why([]string{"e001"})
	r.help()
	if !r.says("Shortcuts") {
		t.Fatal("F1 shows no shortcuts")
	}
	r.escape()
	if r.says("Shortcuts") || !r.st.whyOpen {
		t.Error("the first Escape closes the shortcuts only")
	}
	r.escape()
	if r.st.whyOpen {
		t.Error("the second Escape closes the evidence")
	}
}

// Tab goes through search, units, patients, tabs and view, in the order of sight.
func TestTabOrderFollowsSight(t *testing.T) {
	r := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
	var order []fyne.Focusable
	for range 6 {
		r.press(fyne.KeyTab)
		order = append(order, r.win.Canvas().Focused())
	}
	want := []fyne.Focusable{r.fr.top.search, r.fr.top.units, r.fr.people.list, r.fr.tabs}
	for i, w := range want {
		if order[i] != w {
			t.Errorf("stop %d of the Tab key is %T, want %T", i+1, order[i], w)
		}
	}
	for _, f := range order[4:] {
		if f == nil {
			t.Error("the view has no stop of the Tab key")
		}
	}
}

func TestFindByTyping(t *testing.T) {
	r := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
	r.chord(fyne.KeyK)
	test.Type(r.fr.top.search, "dimit")
	if !r.says("DIMITROV Georgi") || !r.says("30 Nov 1948") {
		t.Fatal("the patient is not found while typing")
	}
	r.press(fyne.KeyReturn)
	if r.st.person.ID != "p3" {
		t.Errorf("Enter opened %q", r.st.person.ID)
	}
	r.Open("p1")
	r.chord(fyne.KeyK)
	r.fr.top.search.SetText("methotr")
	if !r.says("In this chart") {
		t.Fatal("the chart's own lines are not found")
	}
	r.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if areas[r.st.view].name != "medications" || len(r.st.why) != 1 {
		t.Errorf("shows %s, evidence %v", areas[r.st.view].name, r.st.why)
	}
	r.chord(fyne.KeyK)
	r.fr.top.search.SetText("ivanova")
	for i, l := range r.fr.find.dos {
		if l != nil && i < r.fr.find.list.Lines.Len() && r.fr.find.list.Lines.Line(i).Cells[0].Text == "Ask every source for “ivanova”" {
			r.fr.find.list.Select(i)
			r.press(fyne.KeyReturn)
			break
		}
	}
	if !r.says("IVANOVA Marina") || !r.says("not gathered yet") {
		t.Error("the sources' answer is not shown")
	}
	r.press(fyne.KeyEscape)
	if r.fr.find.object.Visible() {
		t.Error("Escape leaves the answers open")
	}
}

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
