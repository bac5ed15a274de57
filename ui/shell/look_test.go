package shell

import (
	"context"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"anamnesis/ui/sample"
)

// TestLook draws every view of the sample into the folder that ANAMNESIS_LOOK names, for looking at.
func TestLook(t *testing.T) {
	dir := os.Getenv("ANAMNESIS_LOOK")
	if dir == "" {
		t.Skip("ANAMNESIS_LOOK names no folder")
	}
	for _, size := range [][2]int{{1366, 768}, {1920, 1080}} {
		for _, th := range []string{"light", "dark"} {
			for _, v := range ViewNames() {
				img, err := Render(context.Background(), &sample.Data{}, RenderOptions{Person: "p1", View: v, Width: size[0], Height: size[1], Theme: th,
					Now: func() time.Time { return sample.Now }, Why: os.Getenv("ANAMNESIS_WHY")})
				if err != nil {
					t.Fatal(err)
				}
				f, err := os.Create(filepath.Join(dir, v+"-"+th+"-"+map[int]string{1366: "small", 1920: "large"}[size[0]]+".png"))
				if err != nil {
					t.Fatal(err)
				}
				if err := png.Encode(f, img); err != nil {
					t.Fatal(err)
				}
				f.Close()
			}
		}
	}
}

// TestLookScenes draws what Render cannot reach: answers, shortcuts, states, large text.
func TestLookScenes(t *testing.T) {
	dir := os.Getenv("ANAMNESIS_LOOK")
	if dir == "" {
		t.Skip("ANAMNESIS_LOOK names no folder")
	}
	save := func(r *rig, name string) {
		f, err := os.Create(filepath.Join(dir, "scene-"+name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := png.Encode(f, r.win.Canvas().Capture()); err != nil {
			t.Fatal(err)
		}
	}
	r := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
	r.focusSearch()
	r.fr.top.search.SetText("iva")
	r.fr.find.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	save(r, "find")
	r.fr.top.search.SetText("carve")
	save(r, "find-entry")
	r.fr.find.shut()
	r.Why([]string{r.st.env.Series("glucose").Points[60].Entry})
	r.Show("results", "")
	save(r, "why")
	r.help()
	save(r, "help")
	r.escape()
	r.Open("p6")
	save(r, "deceased")
	save(newRig(t, &sample.Data{Bare: true}, Options{}, small768), "first")
	save(newRig(t, &sample.Data{Empty: true}, Options{Theme: "dark"}, small768), "noone")
	save(newRig(t, &sample.Data{}, Options{}, small768), "choose")
	for _, v := range ViewNames() {
		r := newRig(t, &sample.Data{}, Options{Person: "p1", Scale: 1.5}, small768)
		r.Show(v, "")
		save(r, "x15-"+v)
	}
}
