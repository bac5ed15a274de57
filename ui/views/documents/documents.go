package documents

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// shelf is one sort of document, which can be shown or not.
type shelf struct {
	title string
	word  string
	first bool // shown without being asked for
	holds func(env *views.Env, e *chart.Entry) bool
}

// A report that is only the heading of its results is not a text to read: the results are in their own view.
var shelves = []shelf{
	{"Documents", "document", true, func(_ *views.Env, e *chart.Entry) bool { return e.Kind == record.KindDocument }},
	{"Reports", "report", true, func(env *views.Env, e *chart.Entry) bool {
		return e.Kind == record.KindReport && !panelOnly(env, e)
	}},
	{"Imaging", "imaging", true, func(_ *views.Env, e *chart.Entry) bool { return e.Kind == record.KindImaging }},
	{"Laboratory panels", "panel", false, panelOnly},
}

func panelOnly(env *views.Env, e *chart.Entry) bool {
	return e.Kind == record.KindReport && len(env.Children(e.ID)) > 0 && len(e.Notes) == 0 && e.Value == nil
}

// document is an entry with its shelf.
type item struct {
	*chart.Entry
	shelf *shelf
}

func pick(env *views.Env, on []bool) []item {
	var out []item
	for _, e := range env.Of(record.KindDocument, record.KindReport, record.KindImaging) {
		for i := range shelves {
			if on[i] && shelves[i].holds(env, e) {
				out = append(out, item{e, &shelves[i]})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b item) int { return record.ParseTime(b.Start).Sort(record.ParseTime(a.Start)) })
	return out
}

func first(env *views.Env) []bool {
	on := make([]bool, len(shelves))
	any := false
	for i, s := range shelves {
		on[i] = s.first
		any = any || s.first && slices.ContainsFunc(env.Of(record.KindDocument, record.KindReport, record.KindImaging),
			func(e *chart.Entry) bool { return s.holds(env, e) })
	}
	if !any { // nothing but panels: then those
		on[len(on)-1] = true
	}
	return on
}

// Count returns how many documents, reports with text and imaging studies there are.
func Count(env *views.Env) int { return len(pick(env, []bool{true, true, true, false})) }

// view is the list at the left and the text at the right.
type view struct {
	env     *views.Env
	on      []bool
	items   []item
	list    *widgets.List
	article *widgets.Article
	gen     int // of the last text that was asked for
}

// New returns the documents of the chart.
func New(env *views.Env) fyne.CanvasObject {
	if len(env.Of(record.KindDocument, record.KindReport, record.KindImaging)) == 0 {
		return views.Nothing("No documents", views.CoverageOf(env.Chart, env.Now, "DocumentReference", "DiagnosticReport"))
	}
	v := &view{env: env, on: first(env)}
	if e := env.Entry(env.Reveal); e != nil && panelOnly(env, e) {
		v.on[len(v.on)-1] = true
	}
	names := make([]string, len(shelves))
	for i, s := range shelves {
		names[i] = s.title
	}
	v.list = widgets.NewList([]widgets.Column{{Title: "Date", Width: 84, Align: fyne.TextAlignTrailing}, {Title: "Title", Flex: 1, Marks: true},
		{Title: "Kind", Width: 64}, {Title: "Sources", Width: env.ShapesWidth()}}, widgets.Fixed{})
	v.list.Title = "Documents"
	v.list.OnSelect, v.list.OnMove = v.read, v.read
	v.list.OnCopy = func(i int) string { return env.Copy(v.items[i].ID) }
	var object fyne.CanvasObject
	v.article, object = widgets.NewArticle(nil)
	v.article.Label = "Document"
	toggles := widgets.NewToggles(names, v.on, v.fill)
	scroll := widgets.Scrolling(v.list)
	v.fill()
	ground := widgets.NewDrawn(nil, func(p *widgets.Painter, size fyne.Size) {
		p.Fill(widgets.Rect{W: size.Width, H: size.Height}, theme.Panel)
		p.VLine(listWidth(size.Width), 0, size.Height, theme.Rule)
	})
	return container.New(&layout{}, ground, toggles, scroll, object)
}

// fill lists what is on the shelves that are shown, and opens the one asked for or the newest.
func (v *view) fill() {
	v.items = pick(v.env, v.on)
	lines := make(widgets.Fixed, len(v.items))
	at := 0
	for i, e := range v.items {
		t := widgets.Cell{Text: e.Title, Chips: views.FlagChips(e.Flags), Tip: e.Title}
		t.Mark, t.Role = views.FlagMark(e.Flags)
		if twins := v.similar(e.Entry); len(twins) > 0 {
			t.Chips = append(t.Chips, widgets.Chip{Text: "near copy", Role: theme.Note, Tip: "Nearly the same text as " + v.named(twins[0])})
		}
		lines[i] = widgets.Line{Cells: []widgets.Cell{
			{Text: views.Date(e.Start), Style: widgets.Style{Role: theme.Muted, Size: theme.Small}}, t,
			{Text: e.shelf.word, Style: widgets.Style{Role: theme.Muted, Size: theme.Small}}, {Shapes: v.env.Shapes(e.ID)}}}
		if e.ID == v.env.Reveal && v.env.Reveal != "" {
			at = i
		}
	}
	v.list.SetLines(lines)
	v.gen++
	if len(v.items) == 0 {
		v.article.SetBlocks(nil)
		return
	}
	v.list.Select(at)
	v.read(at)
}

func listWidth(w float32) float32 { return w * 0.46 }

// layout puts the filters and the list at the left and the text at the right.
type layout struct{}

func (layout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := listWidth(size.Width)
	o[0].Resize(size)
	h, _ := o[1].(*widgets.Toggles).Height(w - 16)
	o[1].Move(fyne.NewPos(8, 3))
	o[1].Resize(fyne.NewSize(w-16, h))
	o[2].Move(fyne.NewPos(0, h+6))
	o[2].Resize(fyne.NewSize(w, max(0, size.Height-h-6)))
	o[3].Move(fyne.NewPos(w+5, 0))
	o[3].Resize(fyne.NewSize(max(0, size.Width-w-5), size.Height))
}

func (layout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 200) }
