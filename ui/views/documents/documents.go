package documents

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

var kinds = []record.Kind{record.KindDocument, record.KindReport, record.KindImaging}

var words = map[record.Kind]string{record.KindDocument: "document", record.KindReport: "report", record.KindImaging: "imaging"}

// New returns the documents of the chart.
func New(env *views.Env) fyne.CanvasObject {
	entries := env.Of(kinds...)
	if len(entries) == 0 {
		return views.Nothing("No documents", views.CoverageOf(env.Chart, env.Now, "DocumentReference", "DiagnosticReport", "Composition"))
	}
	slices.SortStableFunc(entries, func(a, b *chart.Entry) int {
		return record.ParseTime(b.Start).Sort(record.ParseTime(a.Start))
	})
	lines := make(widgets.Fixed, len(entries))
	for i, e := range entries {
		t := widgets.Cell{Text: e.Title, Chips: views.FlagChips(e.Flags), Tip: e.Title}
		t.Mark, t.Role = views.FlagMark(e.Flags)
		lines[i] = widgets.Line{Cells: []widgets.Cell{
			{Text: views.Date(e.Start), Style: widgets.Style{Role: theme.Muted, Size: theme.Small}}, t,
			{Text: words[e.Kind], Style: widgets.Style{Role: theme.Muted, Size: theme.Small}}, {Shapes: env.Shapes(e.ID)}}}
	}
	list := widgets.NewList([]widgets.Column{{Title: "Date", Width: 90, Fit: true, Align: fyne.TextAlignTrailing}, {Title: "Title", Flex: 1, Marks: true},
		{Title: "Kind", Width: 80, Fit: true}, {Title: "Sources", Width: env.ShapesWidth()}}, lines)
	list.Title = "Documents"
	article, object := widgets.NewArticle(nil)
	article.Label = "Document"
	show := func(i int) { article.SetBlocks(read(env, entries[i])) }
	list.OnSelect, list.OnMove = show, show
	at := 0
	for i, e := range entries {
		if e.ID == env.Reveal && env.Reveal != "" {
			at = i
		}
	}
	list.Select(at)
	show(at)
	ground := widgets.NewDrawn(nil, func(p *widgets.Painter, size fyne.Size) {
		p.Fill(widgets.Rect{W: size.Width, H: size.Height}, theme.Panel)
		p.VLine(listWidth(size.Width), 0, size.Height, theme.Rule)
	})
	return container.New(&layout{}, ground, widgets.Scrolling(list), object)
}

// Count returns how many documents there are.
func Count(env *views.Env) int { return len(env.Of(kinds...)) }

// read shows a document as text.
func read(env *views.Env, e *chart.Entry) []widgets.Block {
	mark, role := views.FlagMark(e.Flags)
	out := []widgets.Block{{Text: e.Title, Style: widgets.Style{Bold: true, Size: theme.Name}, Mark: mark, Role: role}}
	if chips := views.FlagChips(e.Flags); len(chips) > 0 {
		out = append(out, widgets.Block{Chips: chips})
	}
	add := func(label, text string) {
		if text != "" {
			out = append(out, widgets.Block{Label: label, Text: text, Style: widgets.Style{Size: theme.Small}})
		}
	}
	add("date", views.DateTime(e.Start))
	add("status", e.Status)
	for _, ev := range e.Evidence {
		m, r := env.SourceShape(ev.Source)
		out = append(out, widgets.Block{Text: ev.Source + ", " + ev.Type, Mark: m, Role: r, Style: widgets.Style{Size: theme.Small}})
	}
	for _, d := range e.Details {
		add(d.Label, d.Text)
	}
	text := strings.Join(e.Notes, "\n")
	if e.Value != nil && e.Value.Text != "" {
		text = strings.TrimSpace(e.Value.Text + "\n" + text)
	}
	if text == "" {
		out = append(out, widgets.Block{Space: 10, Text: "The chart holds no text of this one.", Style: widgets.Style{Role: theme.Muted}})
	}
	for i, para := range strings.Split(text, "\n") {
		if para = strings.TrimSpace(para); para != "" {
			space := float32(5)
			if i == 0 {
				space = 10
			}
			out = append(out, widgets.Block{Space: space, Text: para})
		}
	}
	return append(out, widgets.Block{Space: 10, Text: "Its evidence and the resource as received", Style: widgets.Style{Size: theme.Small}, Do: func() { env.Why([]string{e.ID}) }})
}

func listWidth(w float32) float32 { return w * 0.46 }

// layout puts the list at the left and the text at the right.
type layout struct{}

func (layout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := listWidth(size.Width)
	o[0].Resize(size)
	o[1].Resize(fyne.NewSize(w, size.Height))
	o[2].Move(fyne.NewPos(w+5, 0))
	o[2].Resize(fyne.NewSize(size.Width-w-5, size.Height))
}

func (layout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 200) }
