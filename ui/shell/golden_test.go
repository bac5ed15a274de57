package shell

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/color/palette"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"anamnesis/ui/sample"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGoldenMarkup holds what every view draws, part for part.
func TestGoldenMarkup(t *testing.T) {
	for _, view := range ViewNames() {
		t.Run(view, func(t *testing.T) {
			r := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
			r.Show(view, "")
			compare(t, view+".xml", test.RenderObjectToMarkup(r.fr.view))
		})
	}
	t.Run("frame", func(t *testing.T) {
		r := newRig(t, &sample.Data{}, Options{Person: "p1"}, small768)
		r.Why([]string{"e001"})
		r.fr.view.Objects = nil
		compare(t, "frame.xml", test.RenderToMarkup(r.win.Canvas()))
	})
	t.Run("first start", func(t *testing.T) {
		r := newRig(t, &sample.Data{Bare: true}, Options{}, small768)
		compare(t, "first-start.xml", test.RenderToMarkup(r.win.Canvas()))
	})
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; look at the change and run go test ./ui/shell -update\n%s", name, firstDifference(string(want), got))
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range w {
		if i >= len(g) || w[i] != g[i] {
			other := "(nothing)"
			if i < len(g) {
				other = g[i]
			}
			return fmt.Sprintf("line %d\n- %s\n+ %s", i+1, w[i], other)
		}
	}
	return fmt.Sprintf("line %d is new", len(w)+1)
}

// pictures are held with a tolerance: letters are drawn a little otherwise on other machines.
var pictures = []RenderOptions{
	{View: "overview", Width: 1366, Height: 768, Theme: "light"},
	{View: "timeline", Width: 1366, Height: 768, Theme: "dark"},
	{View: "results", Width: 1366, Height: 768, Theme: "light", Why: "e001"},
	{View: "medications", Width: 1366, Height: 768, Theme: "contrast"},
}

// The tolerance: how far a pixel's channel may differ, and how many pixels of a thousand may differ farther.
const (
	tolerance = 48
	perMille  = 4
)

func TestGoldenPictures(t *testing.T) {
	for _, p := range pictures {
		name := p.View + "-" + p.Theme + ".png"
		t.Run(name, func(t *testing.T) {
			p.Person, p.Now = "p1", func() time.Time { return sample.Now }
			got, err := Render(context.Background(), &sample.Data{}, p)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name)
			if *update {
				var b bytes.Buffer
				small := image.NewPaletted(got.Bounds(), palette.Plan9) // a third of the bytes, well within the tolerance
				draw.Draw(small, small.Bounds(), got, image.Point{}, draw.Src)
				enc := png.Encoder{CompressionLevel: png.BestCompression}
				if err := enc.Encode(&b, small); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			want, err := png.Decode(f)
			if err != nil {
				t.Fatal(err)
			}
			if n, all := differs(want, got); n*1000 > all*perMille {
				t.Errorf("%d of %d pixels differ; look at the picture and run go test ./ui/shell -update", n, all)
			}
		})
	}
}

// differs counts the pixels that differ by more than the tolerance.
func differs(a, b image.Image) (n, all int) {
	r := a.Bounds()
	all = r.Dx() * r.Dy()
	if r.Size() != b.Bounds().Size() {
		return all, all
	}
	far := func(x, y uint32) bool { return max(x, y)-min(x, y) > tolerance<<8 }
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			if far(r1, r2) || far(g1, g2) || far(b1, b2) {
				n++
			}
		}
	}
	return n, all
}

func TestRenderRefusesWhatIsNotThere(t *testing.T) {
	ctx := context.Background()
	now := func() time.Time { return sample.Now }
	for name, opt := range map[string]RenderOptions{
		"a view that is not":   {Person: "p1", View: "nonsense", Width: 800, Height: 600, Now: now},
		"a person who is not":  {Person: "nobody", View: "overview", Width: 800, Height: 600, Now: now},
		"an entry that is not": {Person: "p1", View: "overview", Width: 800, Height: 600, Why: "nothing", Now: now},
		"evidence of no one":   {View: "overview", Width: 800, Height: 600, Why: "e001", Now: now},
	} {
		if _, err := Render(ctx, &sample.Data{}, opt); err == nil {
			t.Errorf("%s is drawn without an error", name)
		}
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := Render(cancelled, &sample.Data{}, RenderOptions{Person: "p1", Width: 800, Height: 600, Now: now}); err == nil {
		t.Error("a cancelled drawing gives no error")
	}
}
