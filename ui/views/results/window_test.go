package results

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/sample"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

func TestMain(m *testing.M) {
	a := test.NewApp()
	a.Settings().SetTheme(theme.Theme{Mode: theme.Light})
	os.Exit(m.Run())
}

// open draws the flowsheet in a window and returns its sheet.
func open(t *testing.T, entries ...chart.Entry) *widgets.Sheet {
	t.Helper()
	o := New(views.NewEnv(&chart.Chart{Entries: entries}, sample.Now))
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(1366, 768))
	for _, c := range o.(*fyne.Container).Objects {
		if s, ok := c.(*widgets.Sheet); ok {
			return s
		}
	}
	t.Fatal("there is no sheet")
	return nil
}

// lines returns the place of each text of the sheet's first column: the names of the rows.
func lines(s *widgets.Sheet) map[string]float32 {
	out := map[string]float32{}
	for _, o := range test.WidgetRenderer(s).Objects() {
		if t, ok := o.(*canvas.Text); ok && t.Position().X < 60 {
			out[t.Text] = t.Position().Y + t.Size().Height/2
		}
	}
	return out
}

// folds counts the folded pages that are drawn in the line at y: in the fixed columns, and in the cells of the times.
func folds(s *widgets.Sheet, y float32, cells float32) (fixed, timed int) {
	for _, o := range test.WidgetRenderer(s).Objects() {
		p, ok := o.(*canvas.ArbitraryPolygon)
		if !ok || p.FillColor != widgets.Color(theme.Note) {
			continue
		}
		if mid := p.Position().Y + p.Size().Height/2; mid < y-8 || mid > y+8 {
			continue
		}
		if p.Position().X < cells {
			fixed++
		} else {
			timed++
		}
	}
	return fixed, timed
}

// H15: a comment, a method and the reason why there is no value are marked in their cell, and its tip says them; a cell
// about which nothing is said has no mark.
func TestCellWithCommentIsMarkedH15(t *testing.T) {
	with := func(id, title string, edit func(*chart.Entry)) chart.Entry {
		e := entry(id, "2026-11-18", "4.1", "mmol/L")
		e.Title, e.Analyte = title, ""
		edit(&e)
		return e
	}
	cases := []struct {
		title, says string
		edit        func(*chart.Entry)
		dead        bool
	}{
		{"Plain", "", func(*chart.Entry) {}, false},
		{"Commented", "Haemolysed: repeat.", func(e *chart.Entry) { e.Notes = []string{"Haemolysed: repeat."} }, false},
		{"Of a method", "method: Jaffe", func(e *chart.Entry) { e.Details = []chart.Detail{{Label: "method", Text: "Jaffe"}} }, false},
		{"Cancelled", "no value: haemolysed", func(e *chart.Entry) {
			e.Value, e.Status, e.Details = nil, "cancelled", []chart.Detail{{Label: "dataAbsentReason", Text: "haemolysed"}}
		}, true},
		{"Without a value", "no value: clotted", func(e *chart.Entry) {
			e.Value, e.Details = &chart.Value{Text: "no value: clotted"}, []chart.Detail{{Label: "dataAbsentReason", Text: "clotted"}}
		}, false},
	}
	var entries []chart.Entry
	for _, c := range cases {
		entries = append(entries, with(c.title, c.title, c.edit))
	}
	s := open(t, entries...)
	at := lines(s)
	var cells float32 // where the times begin: the only heading of one
	for _, o := range test.WidgetRenderer(s).Objects() {
		if x, ok := o.(*canvas.Text); ok && x.Text == "18 Nov" {
			cells = x.Position().X - 40
		}
	}
	if cells <= 0 {
		t.Fatal("no time is in sight")
	}
	for _, c := range cases {
		y, ok := at[c.title]
		if !ok {
			t.Errorf("%s has no line", c.title)
			continue
		}
		want := 1
		if c.says == "" {
			want = 0
		}
		latest := want
		if c.dead { // it is the latest of nothing
			latest = 0
		}
		if fixed, timed := folds(s, y, cells); timed != want || fixed != latest {
			t.Errorf("%s: %d marks in its cell, want %d; %d at the latest, want %d", c.title, timed, want, fixed, latest)
		}
		for i := range s.Rows {
			if l := s.Line(i); l.Section == "" && l.Cells[0].Text == c.title && !strings.Contains(s.Cell(i, 0).Tip, c.says) {
				t.Errorf("%s: the tip says %q", c.title, s.Cell(i, 0).Tip)
			}
		}
	}
}

// H20: what is about a fetus or a donor has a line of its own, which says so, and is neither the latest nor the change of
// the patient's own.
func TestAnothersValueHasItsOwnLineH20(t *testing.T) {
	about := func(of string) func(*record.Fact) {
		return func(f *record.Fact) { f.Focus = record.Ref{Source: "A", Type: "Unknown", ID: of} }
	}
	rate := func(id, number, at string, edits ...func(*record.Fact)) record.Fact {
		f := record.Fact{Ref: record.Ref{Source: "A", Type: "Observation", ID: id}, Account: record.AccountEvidence, Kind: record.KindVital, Status: "final",
			Code: record.Concept{Codes: []record.Code{{System: record.SystemLOINC, Code: "8867-4"}}, Text: "Heart rate"}, When: record.Period{Start: record.ParseTime(at)},
			Observation: &record.Observation{Analyte: "heart-rate", Value: record.Value{Kind: record.ValueQuantity,
				Quantity: record.Quantity{Number: number, Unit: "/min", UCUM: "/min"}}}}
		for _, e := range edits {
			e(&f)
		}
		return f
	}
	c := chart.Build(chart.Inputs{AsOf: sample.Now, Facts: []record.Fact{
		rate("1", "72", "2026-11-10T08:00:00Z"), rate("2", "76", "2026-11-12T08:00:00Z"),
		rate("3", "146", "2026-11-14T08:00:00Z", about("first twin")), rate("4", "150", "2026-11-14T08:05:00Z", about("second twin"))}})
	s := open(t, c.Entries...)
	var got []string
	for i := range s.Rows {
		if l := s.Line(i); l.Section == "" {
			got = append(got, strings.TrimSpace(l.Cells[0].Text+": "+l.Cells[1].Text+" "+l.Cells[3].Text))
		}
	}
	want := "Heart rate: 76\u00a0/min +4|Heart rate, about another: first twin: 146\u00a0/min|Heart rate, about another: second twin: 150\u00a0/min"
	if all := strings.Join(got, "|"); strings.ReplaceAll(all, " /min", "\u00a0/min") != want {
		t.Errorf("the lines are %q", all)
	}
	if at := lines(s); len(at) == 0 || at["Heart rate"] == 0 {
		t.Errorf("drawn are %v", at)
	}
}
