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

	drawn := func(image.Image) bool { return true }
	overview := screen.settled(t, ctx, id, "overview", drawn)
	if n := colours(overview); n < 50 {
		t.Errorf("the first picture has %d colours: nothing was drawn", n)
	}
	screen.do(t, ctx, "xdotool", "key", "--window", id, "ctrl+2")
	screen.settled(t, ctx, id, "timeline", func(now image.Image) bool { return different(now, overview) })

	// A click on the first tab brings the overview back.
	screen.do(t, ctx, "xdotool", "mousemove", "--window", id, firstTabX, firstTabY, "sleep", "0.3", "click", "1",
		"mousemove", "--window", id, "10", "10")
	screen.settled(t, ctx, id, "clicked", func(now image.Image) bool { return !different(now, overview) })

	select {
	case err := <-ended:
		t.Fatalf("the program ended: %v\n%s", err, &stderr)
	default:
	}
	if s := stderr.String(); strings.Contains(s, "panic") || strings.Contains(s, "Error") {
		t.Errorf("stderr: %s", s)
	}
}

// Where the first tab lies: right of the list of people, under the identity bar of the demo's first person.
const firstTabX, firstTabY = "255", "114"

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
func (s *screen) settled(t *testing.T, ctx context.Context, window, name string, wanted func(image.Image) bool) image.Image {
	t.Helper()
	var last []byte
	for {
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

// different reports whether the pictures differ in more than a blinking cursor.
func different(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return true
	}
	n := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				n++
			}
		}
	}
	return n > 1000
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
