package shell

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"anamnesis/app/record"
	"anamnesis/ui/sample"
	"anamnesis/ui/theme"
)

// sizes and scales at which every view must hold.
var lintCases = []struct {
	size  fyne.Size
	scale float32
	why   bool
}{
	{fyne.NewSize(1366, 768), 1, false},
	{fyne.NewSize(1366, 768), 1, true},
	{fyne.NewSize(1920, 1080), 1, false},
	{fyne.NewSize(1366, 768), 0.8, false},
	{fyne.NewSize(1366, 768), 1.5, false},
	{fyne.NewSize(1920, 1080), 2, false},
}

// TestNothingOverlaps looks at every view for texts that lie on one another or leave the window.
func TestNothingOverlaps(t *testing.T) {
	for _, c := range lintCases {
		r := newRig(t, &sample.Data{}, Options{Person: "p1", Scale: c.scale}, c.size)
		if c.why {
			r.Why([]string{"e001"})
		}
		for _, view := range ViewNames() {
			t.Run(fmt.Sprintf("%s %vx%v at %v why %v", view, c.size.Width, c.size.Height, c.scale, c.why), func(t *testing.T) {
				r.Show(view, "")
				lint(t, r)
			})
		}
	}
}

func lint(t *testing.T, r *rig) {
	t.Helper()
	size := r.win.Canvas().Size()
	texts := r.texts()
	bad := 0
	for i, a := range texts {
		if a.whole.x1 < -1 || a.whole.x2 > size.Width+1 {
			t.Errorf("%q leaves the window: %v", a.text, a.whole)
			bad++
		}
		for _, b := range texts[:i] {
			o := a.visible.cut(b.visible)
			// letters do not fill their line: two lines may share a few pixels
			if o.x2-o.x1 > 2 && o.y2-o.y1 > min(a.size, b.size)*0.55 {
				t.Errorf("%q at %v lies on %q at %v", a.text, a.visible, b.text, b.visible)
				bad++
			}
		}
		if bad > 12 {
			t.Fatal("and more")
		}
	}
}

// H3 and H4: at every size and text scale each dose and each frequency of an active medication stands whole, in letters
// not smaller than the drug's name.
func TestH3H4DosesAndFrequenciesAreNeverCut(t *testing.T) {
	for _, scale := range []float32{0.8, 1, 1.5, 2} {
		for _, width := range []float32{1024, 1366, 1920} {
			if testing.Short() && width == 1920 {
				continue
			}
			for _, view := range []string{"overview", "medications"} {
				// high enough that nothing has to be scrolled to
				r := newRig(t, &sample.Data{}, Options{Person: "p1", Scale: scale}, fyne.NewSize(width, 6000))
				r.Show(view, "")
				texts := r.texts()
				for _, e := range r.st.env.Of(record.KindMedication) {
					if !e.Active {
						continue
					}
					size := sizeOf(texts, strings.Fields(e.Title)[0])
					for _, s := range []string{e.Dose, e.Frequency} {
						if got, ok := wholeText(texts, s); !ok {
							t.Errorf("%s at %v, %v wide: %q is not whole on the screen", view, scale, width, s)
						} else if got < size {
							t.Errorf("%s at %v: %q has letters of %v, its drug %v", view, scale, s, got, size)
						}
					}
				}
			}
		}
	}
}

// sizeOf returns the size of the largest text that begins with a word.
func sizeOf(texts []seen, word string) float32 {
	var size float32
	for _, x := range texts {
		if strings.HasPrefix(x.text, word) && x.whole.y1 > 150 {
			size = max(size, x.size)
		}
	}
	return size
}

// wholeText finds a text that stands in one line, or in lines under one another.
func wholeText(texts []seen, s string) (float32, bool) {
	for i, x := range texts {
		if !strings.HasPrefix(s, x.text) {
			continue
		}
		rest := strings.TrimSpace(strings.TrimPrefix(s, x.text))
		last := x
		for j := i + 1; rest != "" && j < len(texts); j++ {
			y := texts[j]
			if y.whole.x1 == last.whole.x1 && y.whole.y1 > last.whole.y1 && strings.HasPrefix(rest, y.text) {
				rest, last = strings.TrimSpace(strings.TrimPrefix(rest, y.text)), y
			}
		}
		if rest == "" && x.bold {
			return x.size, true
		}
	}
	return 0, false
}

// The smallest screen that must work shows at least 25 rows of the view.
func TestTwentyFiveRowsFitTheSmallestScreen(t *testing.T) {
	r := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
	if n := int(r.fr.view.Size().Height / (theme.Theme{}).Size(theme.Row)); n < 25 {
		t.Errorf("%d rows fit", n)
	}
}
