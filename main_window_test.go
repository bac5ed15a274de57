//go:build window && linux && cgo

package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestRealWindow builds the program, starts the demo in a real window on a display of its own, clicks and types, and
// looks at the pictures. ANAMNESIS_PICTURES=DIR keeps them.
func TestRealWindow(t *testing.T) {
	for _, tool := range []string{"Xvfb", "xdotool", "import"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%s is not installed", tool)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
	defer cancel()
	dir := t.TempDir()
	program := filepath.Join(dir, "anamnesis")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	screen := startScreen(t, ctx, dir)

	var stderr bytes.Buffer
	window := exec.CommandContext(ctx, program, "demo")
	window.Env = append(screen.env, "HOME="+dir, "XDG_CONFIG_HOME="+filepath.Join(dir, "config"), "LANG=en_US.UTF-8")
	window.Stderr, window.Stdout = &stderr, io.Discard
	must(t, window.Start())
	ended := make(chan error, 1)
	go func() { ended <- window.Wait() }()
	defer func() {
		_ = window.Process.Kill()
		<-ended
	}()

	id := screen.await(t, ctx, func() (string, bool) {
		select {
		case err := <-ended:
			t.Fatalf("the program ended: %v\n%s", err, &stderr)
		default:
		}
		out, err := screen.command(ctx, "xdotool", "search", "--onlyvisible", "--name", "^Anamnesis").Output()
		id := strings.TrimSpace(string(out))
		return id, err == nil && id != ""
	})
	id = strings.Fields(id)[0]

	w := &realWindow{t: t, ctx: ctx, screen: screen, id: id}
	first := w.settled("1-overview", func(image.Image) bool { return true })
	if n := colours(first); n < 50 {
		t.Errorf("the first picture has %d colours: nothing was drawn", n)
	}

	// By keyboard: another patient, another view, the evidence of a line.
	w.keys("ctrl+k")
	w.typed("petrov 1948")
	w.settled("2-found", changed(first, searchArea))
	w.keys("Return")
	petrov := w.settled("3-patient-by-keyboard", changed(first, identityArea))
	w.keys("ctrl+2")
	timeline := w.settled("4-timeline-by-keyboard", changed(petrov, viewArea))
	w.keys("ctrl+3")
	results := w.settled("5-results-by-keyboard", changed(timeline, viewArea))
	w.keys("ctrl+e", "Down", "Return")
	evidence := w.settled("6-evidence-by-keyboard", changed(results, whyArea))
	w.keys("ctrl+w")
	w.settled("7-evidence-closed", changed(evidence, whyArea))

	// By mouse: the patient before, the first tab, the evidence of a line. The pointer rests before it presses, as a hand
	// does: what explains itself under it must let the click through.
	w.click(secondRecent)
	back := w.settled("8-patient-by-mouse", changed(petrov, identityArea))
	w.click(firstTab)
	overview := w.settled("9-overview-by-mouse", changed(back, viewArea))
	w.click(firstRow)
	w.settled("10-evidence-by-mouse", changed(overview, whyArea))

	select {
	case err := <-ended:
		t.Fatalf("the program ended: %v\n%s", err, &stderr)
	default:
	}
	if s := stderr.String(); strings.Contains(s, "panic") || strings.Contains(s, "Error") {
		t.Errorf("stderr: %s", s)
	}
}

// Where things lie in the window of 1366 x 740 pixels that the demo opens.
var (
	searchArea   = image.Rect(225, 45, 740, 200)
	identityArea = image.Rect(214, 42, 900, 75)
	viewArea     = image.Rect(214, 190, 1366, 700)
	whyArea      = image.Rect(1030, 50, 1366, 700)

	secondRecent = image.Pt(100, 111) // the demo's first person, after another was opened
	firstTab     = image.Pt(255, 138) // under her two rows of warnings
	firstRow     = image.Pt(300, 222)
)

// realWindow is the program's window on a screen.
type realWindow struct {
	t      *testing.T
	ctx    context.Context
	screen *screen
	id     string
	again  func() // what was done last: a busy machine loses a key or a click now and then
}

func (w *realWindow) settled(name string, wanted func(image.Image) bool) image.Image {
	w.t.Helper()
	return w.screen.settled(w.t, w.ctx, w.id, name, wanted, w.again)
}

func (w *realWindow) keys(keys ...string) {
	w.t.Helper()
	w.again = func() { w.press(keys...) }
	w.again()
}

func (w *realWindow) press(keys ...string) {
	w.t.Helper()
	for _, k := range keys {
		w.screen.do(w.t, w.ctx, "xdotool", "key", "--delay", "80", k)
	}
}

func (w *realWindow) typed(text string) {
	w.t.Helper()
	w.again = nil
	w.screen.do(w.t, w.ctx, "xdotool", "type", "--delay", "80", text)
}

func (w *realWindow) click(at image.Point) {
	w.t.Helper()
	w.again = func() { w.clickOnce(at) }
	w.again()
}

func (w *realWindow) clickOnce(at image.Point) {
	w.t.Helper()
	w.screen.do(w.t, w.ctx, "xdotool", "mousemove", "--window", w.id, fmt.Sprint(at.X), fmt.Sprint(at.Y), "sleep", "0.7", "click", "1")
}

func changed(before image.Image, area image.Rectangle) func(image.Image) bool {
	return func(now image.Image) bool { return differs(now, before, area) > 200 }
}

// screen is an X server without a monitor.
type screen struct {
	env []string
	dir string
}

func startScreen(t *testing.T, ctx context.Context, dir string) *screen {
	t.Helper()
	r, w, err := os.Pipe()
	must(t, err)
	x := exec.CommandContext(ctx, "Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24", "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{w}
	must(t, x.Start())
	must(t, w.Close())
	t.Cleanup(func() {
		_ = x.Process.Kill()
		_ = x.Wait()
	})
	var number int
	if _, err := fmt.Fscan(r, &number); err != nil {
		t.Fatalf("Xvfb gave no display: %v", err)
	}
	s := &screen{dir: dir}
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "DISPLAY=") && !strings.HasPrefix(e, "WAYLAND_DISPLAY=") {
			s.env = append(s.env, e)
		}
	}
	s.env = append(s.env, fmt.Sprintf("DISPLAY=:%d", number), "LIBGL_ALWAYS_SOFTWARE=1")
	return s
}

func (s *screen) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, args...)
	c.Env = s.env
	return c
}

func (s *screen) do(t *testing.T, ctx context.Context, name string, args ...string) {
	t.Helper()
	if out, err := s.command(ctx, name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// await asks again and again until the answer is there.
func (s *screen) await(t *testing.T, ctx context.Context, ask func() (string, bool)) string {
	t.Helper()
	for {
		if got, ok := ask(); ok {
			return got
		}
		select {
		case <-ctx.Done():
			t.Fatal("the window did not come")
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// settled takes pictures until two in a row are equal, drawn and as wanted.
func (s *screen) settled(t *testing.T, ctx context.Context, window, name string, wanted func(image.Image) bool, again func()) image.Image {
	t.Helper()
	var last []byte
	for since := time.Now(); ; {
		if again != nil && time.Since(since) > 10*time.Second {
			again()
			since = time.Now()
		}
		out, err := s.command(ctx, "import", "-window", window, "png:-").Output()
		must(t, err)
		if bytes.Equal(out, last) {
			img, err := png.Decode(bytes.NewReader(out))
			must(t, err)
			if colours(img) > 2 && wanted(img) {
				if dir := os.Getenv("ANAMNESIS_PICTURES"); dir != "" {
					must(t, os.WriteFile(filepath.Join(dir, "window-"+name+".png"), out, 0o600))
				}
				return img
			}
		}
		last = out
		select {
		case <-ctx.Done():
			t.Fatalf("the picture %q did not come", name)
		case <-time.After(300 * time.Millisecond):
		}
	}
}

// differs counts the pixels of an area that are not the same.
func differs(a, b image.Image, area image.Rectangle) int {
	n := 0
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				n++
			}
		}
	}
	return n
}

func colours(img image.Image) int {
	seen := map[[3]uint32]bool{}
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y += 2 {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x += 2 {
			r, g, b, _ := img.At(x, y).RGBA()
			seen[[3]uint32{r >> 12, g >> 12, b >> 12}] = true
		}
	}
	return len(seen)
}
