package shell

import (
	"context"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

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
