package widgets

import (
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"anamnesis/ui/theme"
)

func TestMain(m *testing.M) {
	a := test.NewApp()
	a.Settings().SetTheme(theme.Theme{Mode: theme.Light})
	os.Exit(m.Run())
}

// drawnTexts draws a widget and lists its texts.
func drawnTexts(w fyne.Widget, size fyne.Size) []*canvas.Text {
	w.Resize(size)
	var out []*canvas.Text
	for _, o := range test.WidgetRenderer(w).Objects() {
		if t, ok := o.(*canvas.Text); ok {
			out = append(out, t)
		}
	}
	return out
}

func TestFitCutsToTheWidthWithAnEllipsis(t *testing.T) {
	p := &Painter{}
	const s = "Heart failure with reduced ejection fraction"
	for w := float32(0); w < 400; w += 13 {
		got, size := p.fit(s, Style{}, w)
		if size.Width > w {
			t.Errorf("at %v the text is %v wide: %q", w, size.Width, got)
		}
		if got != s && got != "" && !strings.HasSuffix(got, ellipsis) {
			t.Errorf("at %v it is cut without a sign: %q", w, got)
		}
		if !strings.HasPrefix(s, strings.TrimSuffix(got, ellipsis)) {
			t.Errorf("at %v it says something else: %q", w, got)
		}
	}
}

func TestWrapLosesNothing(t *testing.T) {
	for _, s := range []string{"once daily in the morning, 30 minutes before food", "", "one", "Hydrochlorothiazide/amlodipine/valsartan", "a\nb  c"} {
		for _, w := range []float32{20, 60, 150, 900} {
			lines := Wrap(s, Style{Bold: true}, w)
			if got := strings.Join(strings.Fields(strings.Join(lines, "")), ""); got != strings.Join(strings.Fields(s), "") {
				t.Errorf("Wrap(%q, %v) loses letters: %q", s, w, lines)
			}
			for _, l := range lines {
				if len([]rune(l)) > 1 && Width(l, Style{Bold: true}) > w {
					t.Errorf("Wrap(%q, %v) has a line of %v: %q", s, w, Width(l, Style{Bold: true}), l)
				}
			}
		}
	}
}

// H3: a number never stands apart from its unit, nor its thousands from each other, where a line holds both.
func TestWrapKeepsNumbersWithTheirUnits(t *testing.T) {
	for _, s := range []string{"Riverside says 1\u00a0000 mg; St. Anna says 3.125 mg twice daily", "5 mg; 3 mg; 1 mg by day of the week"} {
		for w := float32(70); w < 500; w += 7 {
			for _, l := range Wrap(s, Style{}, w) {
				f := strings.Fields(l)
				if last := f[len(f)-1]; isNumber(last) {
					t.Errorf("at %v a line ends in %q: %q", w, last, l)
				}
			}
		}
	}
}

// Told apart in black and white: no two shapes cover the same pixels.
func TestNoTwoMarksLookAlike(t *testing.T) {
	for a := range shapes {
		for b := range shapes {
			if a >= b {
				continue
			}
			x, y := sprite(a, 12), sprite(b, 12)
			diff := 0
			for i := range x.Pix {
				if d := int(x.Pix[i]) - int(y.Pix[i]); d > 96 || d < -96 {
					diff++
				}
			}
			if diff < 10 { // of 144 pixels
				t.Errorf("marks %d and %d differ in %d pixels only", a, b, diff)
			}
		}
	}
}

func TestEverySourceMarkHasASprite(t *testing.T) {
	seen := map[Mark]bool{}
	for _, m := range SourceMarks {
		if shapes[m] == nil || seen[m] {
			t.Errorf("mark %d of a source has no shape of its own", m)
		}
		seen[m] = true
	}
	if len(SourceMarks) != len(theme.Sources) {
		t.Error("shapes and colours of sources do not pair")
	}
}

func lines(n int) Fixed {
	out := make(Fixed, n)
	for i := range out {
		out[i] = Line{Cells: []Cell{{Text: "line " + string(rune('a'+i%26))}, {Text: "value"}}}
	}
	return out
}

func TestListDrawsOnlyWhatIsInSight(t *testing.T) {
	l := NewList([]Column{{Flex: 1}, {Width: 80}}, lines(50000))
	o := Scrolling(l)
	w := test.NewWindow(o)
	defer w.Close()
	w.Resize(fyne.NewSize(400, 600))
	if n := len(test.WidgetRenderer(l).Objects()); n > 400 {
		t.Errorf("%d objects for 28 lines in sight", n)
	}
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if l.Selected() != 49999 {
		t.Errorf("End selects line %d", l.Selected())
	}
	if n := len(test.WidgetRenderer(l).Objects()); n > 400 {
		t.Errorf("%d objects after the jump to the end", n)
	}
}

func TestListKeys(t *testing.T) {
	ls := lines(10)
	ls[0], ls[5] = Line{Section: "A"}, Line{Section: "B"}
	l := NewList([]Column{{Flex: 1}, {Width: 80}}, ls)
	var chosen, moved []int
	l.OnSelect = func(i int) { chosen = append(chosen, i) }
	l.OnMove = func(i int) { moved = append(moved, i) }
	l.Resize(fyne.NewSize(300, l.Height(300)))
	press := func(k fyne.KeyName) { l.TypedKey(&fyne.KeyEvent{Name: k}) }
	press(fyne.KeyDown) // over the heading
	press(fyne.KeyUp)   // nothing above
	for range 4 {
		press(fyne.KeyDown)
	}
	press(fyne.KeyReturn)
	if l.Selected() != 6 || len(chosen) != 1 || chosen[0] != 6 || len(moved) != 5 {
		t.Errorf("selected %d, chosen %v, moved %v", l.Selected(), chosen, moved)
	}
	l.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, 3)}) // a heading
	if len(chosen) != 1 {
		t.Error("a heading can be chosen")
	}
	l.SetLines(Fixed{})
	press(fyne.KeyDown)
	press(fyne.KeyReturn)
	if l.Selected() != -1 {
		t.Error("an empty list has a selection")
	}
}

func TestAWholeCellGrowsItsRow(t *testing.T) {
	long := "once daily in the morning, 30 minutes before food, with a glass of water"
	l := NewList([]Column{{Flex: 1}, {Width: 120}}, Fixed{{Cells: []Cell{{Text: "levothyroxine"}, {Text: long, Whole: true}}}})
	l.Grows = true
	if h := l.Height(300); h < 3*Size(theme.Row)*0.8 {
		t.Errorf("the row is %v high", h)
	}
	var all []string
	for _, x := range drawnTexts(l, fyne.NewSize(300, l.Height(300))) {
		all = append(all, x.Text)
	}
	if !strings.Contains(strings.Join(all, " "), long) {
		t.Errorf("the cell is cut: %q", all)
	}
}

func TestTabsByKeyAndClick(t *testing.T) {
	got := -1
	tabs := NewTabs([]Tab{{Name: "One"}, {Name: "Two", Count: "3"}, {Name: "Three"}}, func(i int) { got = i })
	tabs.Resize(fyne.NewSize(400, 30))
	tabs.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if got != 1 {
		t.Errorf("right selects %d", got)
	}
	tabs.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	tabs.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if got != 0 {
		t.Errorf("left stops at the first, got %d", got)
	}
	tabs.Tapped(&fyne.PointEvent{Position: fyne.NewPos(tabs.tabWidth(tabs.Tabs[0], 11)+20, 10)})
	if got != 1 {
		t.Errorf("a click selects %d", got)
	}
}

func TestSheetStaysOnValues(t *testing.T) {
	s := NewSheet([]Column{{Title: "Test", Width: 100}})
	s.Rows = 40
	s.Line = func(i int) Line {
		if i%10 == 0 {
			return Line{Section: "S"}
		}
		return Line{Cells: []Cell{{Text: "row"}}}
	}
	s.Heads = make([][2]string, 30)
	s.Cell = func(r, c int) *SheetCell {
		if c%3 == 0 {
			return &SheetCell{Text: "5.5", IDs: []string{"x"}}
		}
		return nil
	}
	var ids []string
	s.OnSelect = func(_, _ int, got []string) { ids = got }
	s.Resize(fyne.NewSize(500, 300))
	press := func(k fyne.KeyName) { s.TypedKey(&fyne.KeyEvent{Name: k}) }
	press(fyne.KeyDown)
	for range 5 {
		press(fyne.KeyRight)
	}
	if s.row != 1 || s.col != 12 {
		t.Errorf("at row %d, time %d", s.row, s.col)
	}
	if s.left > 12 || s.left+s.parts().cols <= 12 {
		t.Errorf("the value is out of sight: times from %d", s.left)
	}
	press(fyne.KeyReturn)
	if len(ids) != 1 {
		t.Error("Enter does not choose the value")
	}
	for range 40 {
		press(fyne.KeyDown)
	}
	if s.row != 39 {
		t.Errorf("down stops at row %d", s.row)
	}
	for range 9 {
		press(fyne.KeyLeft)
	}
	if s.col != -1 {
		t.Errorf("left ends at time %d", s.col)
	}
}

func TestTicksAreRound(t *testing.T) {
	day := int64(86400)
	from := time.Date(2024, 2, 27, 13, 20, 0, 0, time.UTC).Unix()
	for _, c := range []struct {
		span int64
		want string
	}{
		{6 * 3600, "14:00"}, {3 * day, "27 Feb 18:00"}, {60 * day, "4 Mar"}, {400 * day, "Apr 2024"}, {5 * 366 * day, "Jul 2024"}, {60 * 366 * day, "2025"},
	} {
		ts := ticks(float64(from), float64(from+c.span), 900, 74, time.UTC)
		if len(ts) == 0 || ts[0].text != c.want {
			t.Errorf("%d days: %v, want %q first", c.span/day, ts, c.want)
		}
		if len(ts) > 13 {
			t.Errorf("%d days: %d ticks in 900 pixels", c.span/day, len(ts))
		}
	}
}

func TestScaleHoldsItsValues(t *testing.T) {
	p := NewPlot(time.UTC)
	for _, ys := range [][]float64{{5.5}, {0.001, 0.002}, {45, 115}, {-3, 3}, {1e6, 3e6}, {0, 0}} {
		c := Curve{}
		for i, y := range ys {
			c.Points = append(c.Points, PlotPoint{At: int64(i), Y: y, Low: nan(), High: nan()})
		}
		p.SetCurves([]Curve{c}, 0, 10, "")
		s := p.scaleOf(c)
		for _, y := range ys {
			if y < s.lo || y > s.hi {
				t.Errorf("%v lies outside %v to %v", y, s.lo, s.hi)
			}
		}
		if len(s.steps) < 2 || len(s.steps) > 8 {
			t.Errorf("%v has the steps %v", ys, s.steps)
		}
	}
}

func nan() float64 { var z float64; return z / z }
