package shell

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

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
