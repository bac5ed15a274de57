package why

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"anamnesis/app"
	"anamnesis/app/chart"
	"anamnesis/app/terms"
	"anamnesis/ui/sample"
	"anamnesis/ui/views"
)

func TestMain(m *testing.M) {
	test.NewApp()
	os.Exit(m.Run())
}

// words is everything that the pane says.
func words(p *Pane) string {
	var b strings.Builder
	for _, x := range p.blocks() {
		b.WriteString(x.Label + "|" + x.Text + "\n")
		for _, c := range x.Chips {
			b.WriteString(c.Text + "\n")
		}
	}
	return b.String()
}

func follow(t *testing.T, p *Pane, text string) {
	t.Helper()
	for _, x := range p.blocks() {
		if strings.HasPrefix(x.Text, text) && x.Do != nil {
			x.Do()
			return
		}
	}
	t.Fatalf("the pane has no link %q", text)
}

// Promise 3: any number answers why: the source, its words, code and unit, and every step.
func TestEveryPieceOfEvidenceIsThere(t *testing.T) {
	env := views.NewEnv(sample.Chart(), sample.Now)
	for i := range env.Chart.Entries {
		e := &env.Chart.Entries[i]
		p := New(env, []string{e.ID}, Options{})
		got := words(p)
		for _, ev := range e.Evidence {
			for _, w := range append([]string{ev.Source, says(ev.Value), ev.Type + "/" + ev.ID}, ev.Steps...) {
				if !strings.Contains(got, w) {
					t.Fatalf("%s: the evidence lacks %q", e.ID, w)
				}
			}
			for _, c := range ev.Codes {
				if !strings.Contains(got, c.Code) || !strings.Contains(got, terms.SystemName(c.System)) {
					t.Fatalf("%s: the evidence lacks the code %v", e.ID, c)
				}
			}
		}
		for _, c := range env.Conflicts(e.ID) {
			for _, s := range c.Sides {
				if !strings.Contains(got, s.Says) {
					t.Fatalf("%s: the evidence lacks what %s says", e.ID, s.Source)
				}
			}
		}
	}
}

func TestALongListIsWholeAfterOneClick(t *testing.T) {
	e := chart.Entry{ID: "x", Title: "warfarin"}
	for i := range 40 {
		e.Evidence = append(e.Evidence, chart.Evidence{Source: "A", Type: "MedicationDispense", ID: strings.Repeat("i", i+1), Role: "same"})
	}
	e.Evidence[39].Role = "shown"
	p := New(views.NewEnv(&chart.Chart{Entries: []chart.Entry{e}}, sample.Now), []string{"x"}, Options{})
	if n := strings.Count(words(p), "MedicationDispense/"); n != evidenceFirst {
		t.Errorf("%d resources at first", n)
	}
	if !strings.Contains(words(p), strings.Repeat("i", 40)) {
		t.Error("what is shown does not come first")
	}
	follow(t, p, "Show 35 more")
	if n := strings.Count(words(p), "MedicationDispense/"); n != 40 {
		t.Errorf("%d resources after the click", n)
	}
}

func TestRawOpensAndCloses(t *testing.T) {
	env := views.NewEnv(sample.Chart(), sample.Now)
	fail := false
	p := New(env, []string{"e001"}, Options{Raw: func(ev chart.Evidence, show func([]byte, error)) {
		if fail {
			show(nil, &app.Error{Message: "The vault is locked."})
			return
		}
		show([]byte(`{"resourceType":"`+ev.Type+`","id":"`+ev.ID+`"}`), nil)
	}})
	follow(t, p, "Show the resource as received")
	if !strings.Contains(words(p), `"id": "al-1"`) {
		t.Error("the resource is not shown")
	}
	follow(t, p, "Hide the resource")
	fail = true
	follow(t, p, "Show the resource as received")
	if !strings.Contains(words(p), "The vault is locked.") {
		t.Error("a failure is not said")
	}
}

func TestOthersBehindALineCanBeChosen(t *testing.T) {
	env := views.NewEnv(sample.Chart(), sample.Now)
	p := New(env, []string{"e001", "e002", "gone"}, Options{})
	follow(t, p, "Ibuprofen")
	if p.ids[0] != "e002" || !strings.Contains(words(p), "bronchospasm") {
		t.Errorf("chosen is %v", p.ids)
	}
	if got := words(New(env, []string{"gone"}, Options{})); !strings.Contains(got, "no longer in the chart") {
		t.Errorf("an entry that is gone says %q", got)
	}
}
