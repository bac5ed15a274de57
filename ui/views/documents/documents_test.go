package documents

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
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

// drawn lists the texts that a widget tree draws.
func drawn(o fyne.CanvasObject) []string {
	switch o := o.(type) {
	case *canvas.Text:
		return []string{o.Text}
	case *fyne.Container:
		var out []string
		for _, c := range o.Objects {
			out = append(out, drawn(c)...)
		}
		return out
	case *container.Scroll:
		return drawn(o.Content)
	case fyne.Widget:
		var out []string
		for _, c := range test.WidgetRenderer(o).Objects() {
			out = append(out, drawn(c)...)
		}
		return out
	}
	return nil
}

func articleOf(o fyne.CanvasObject) *widgets.Article {
	switch o := o.(type) {
	case *widgets.Article:
		return o
	case *container.Scroll:
		return articleOf(o.Content)
	case *fyne.Container:
		for _, c := range o.Objects {
			if a := articleOf(c); a != nil {
				return a
			}
		}
	}
	return nil
}

// E9: a document of nearly the same text is marked in the list, and the text names the other; one click away it is read.
func TestNearlyTheSameTextIsToldE9(t *testing.T) {
	doc := func(id, title, source string, similar ...string) chart.Entry {
		return chart.Entry{ID: id, Kind: record.KindDocument, Title: title, Start: "2026-03-0" + id, Similar: similar, Notes: []string{"text " + id},
			Evidence: []chart.Evidence{{Source: source, Type: "DocumentReference", ID: id, Role: "shown"}}}
	}
	env := views.NewEnv(&chart.Chart{Entries: []chart.Entry{doc("3", "Letter", "A", "2"), doc("2", "Letter, typed again", "B", "3"), doc("1", "Note", "A")}}, sample.Now)
	o := New(env)
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(1366, 768))
	texts := drawn(o)
	if n := len(slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return s != "near copy" })); n != 2 {
		t.Errorf("%d documents of 3 are marked: %q", n, texts)
	}
	if all := strings.Join(texts, " "); !strings.Contains(all, "but not the same: Letter, typed again, 2 Mar 2026, B") {
		t.Errorf("the other is not named: %q", all)
	}
	a := articleOf(o)
	for _, x := range test.WidgetRenderer(a).Objects() {
		if x, ok := x.(*canvas.Text); ok && strings.HasPrefix(x.Text, "Nearly the same") {
			a.Tapped(&fyne.PointEvent{Position: x.Position().AddXY(4, 4)})
			break
		}
	}
	if all := strings.Join(drawn(a), " "); !strings.Contains(all, "text 2") || !strings.Contains(all, "but not the same: Letter, 3 Mar 2026, A") {
		t.Errorf("after the click there is %q", all)
	}
	v := &view{env: env}
	for _, b := range v.blocks(env.Entry("1"), nil, false) {
		if strings.Contains(b.Text, "Nearly the same") {
			t.Errorf("a document like no other says %q", b.Text)
		}
	}
}
