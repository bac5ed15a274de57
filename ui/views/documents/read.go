package documents

import (
	"strings"

	"anamnesis/app/chart"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// read shows a document: at once what the chart holds of it, then its text from the resource as received.
func (v *view) read(i int) {
	v.gen++
	gen, e := v.gen, v.items[i].Entry
	v.article.SetBlocks(v.blocks(e, nil, true))
	ev, ok := shown(e)
	if !ok {
		v.article.SetBlocks(v.blocks(e, nil, false))
		return
	}
	v.env.Raw(ev, func(raw []byte, err error) {
		if gen != v.gen {
			return
		}
		var parts []part
		if err == nil {
			parts = textOf(raw)
		}
		v.article.SetBlocks(v.blocks(e, parts, false))
	})
}

// shown returns the evidence that the entry shows.
func shown(e *chart.Entry) (chart.Evidence, bool) {
	for _, ev := range e.Evidence {
		if ev.Role == "shown" {
			return ev, true
		}
	}
	if len(e.Evidence) > 0 {
		return e.Evidence[0], true
	}
	return chart.Evidence{}, false
}

func (v *view) blocks(e *chart.Entry, parts []part, waiting bool) []widgets.Block {
	small := widgets.Style{Size: theme.Small}
	mark, role := views.FlagMark(e.Flags)
	out := []widgets.Block{{Text: e.Title, Style: widgets.Style{Bold: true, Size: theme.Name}, Mark: mark, Role: role}}
	if chips := views.FlagChips(e.Flags); len(chips) > 0 {
		out = append(out, widgets.Block{Chips: chips})
	}
	add := func(label, text string) {
		if text != "" {
			out = append(out, widgets.Block{Label: label, Text: text, Style: small})
		}
	}
	add("date", views.DateTime(e.Start))
	add("status", e.Status)
	for _, d := range e.Details {
		add(d.Label, views.Words(d.Text))
	}
	for _, ev := range e.Evidence {
		m, r := v.env.SourceShape(ev.Source)
		out = append(out, widgets.Block{Text: ev.Source + ", " + ev.Type, Mark: m, Role: r, Style: small})
	}
	for _, o := range v.similar(e) {
		out = append(out, widgets.Block{Text: "Nearly the same text, but not the same: " + v.named(o), Style: small.In(theme.Note), Do: func() { v.open(o) }})
	}
	n := len(out)
	if e.Value != nil && e.Value.Text != "" {
		out = append(out, widgets.Block{Text: e.Value.Text, Space: 8})
	}
	if len(parts) == 0 {
		parts = []part{{"", strings.Join(e.Notes, "\n")}}
	}
	for _, p := range parts {
		out = append(out, paragraphs(p)...)
	}
	out = append(out, v.children(e)...)
	if len(out) == n {
		text := "Neither the chart nor the resource holds a text of this one."
		if waiting {
			text = "Reading ..."
		}
		out = append(out, widgets.Block{Space: 10, Text: text, Style: widgets.Style{Role: theme.Muted}})
	}
	return append(out, widgets.Block{Space: 12, Text: "Its evidence and the resource as received", Style: small,
		Do: func() { v.env.Why([]string{e.ID}) }})
}

// similar returns the documents of nearly the same text.
func (v *view) similar(e *chart.Entry) []*chart.Entry {
	var out []*chart.Entry
	for _, id := range e.Similar {
		if o := v.env.Entry(id); o != nil {
			out = append(out, o)
		}
	}
	return out
}

// named returns by what a document is told from one with the same title.
func (v *view) named(e *chart.Entry) string {
	s := e.Title
	if e.Start != "" {
		s += ", " + views.Date(e.Start)
	}
	if ev, ok := shown(e); ok {
		s += ", " + ev.Source
	}
	return s
}

// open shows a document of the list; one that is not in the list is shown by its evidence.
func (v *view) open(e *chart.Entry) {
	for i, x := range v.items {
		if x.ID == e.ID {
			v.list.Select(i)
			v.read(i)
			return
		}
	}
	v.env.Why([]string{e.ID})
}

func paragraphs(p part) []widgets.Block {
	var out []widgets.Block
	if p.title != "" {
		out = append(out, widgets.Block{Text: p.title, Space: 8, Style: widgets.Style{Bold: true}})
	}
	for i, line := range strings.Split(p.text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		space := float32(2)
		if i == 0 && p.title == "" {
			space = 10
		}
		out = append(out, widgets.Block{Text: line, Space: space})
	}
	return out
}

// children lists the results of a report.
func (v *view) children(e *chart.Entry) []widgets.Block {
	var out []widgets.Block
	for i, c := range v.env.Children(e.ID) {
		mark, role := views.FlagMark(c.Flags)
		b := widgets.Block{Text: strings.TrimSpace(c.Title + "   " + views.Says(c)), Mark: mark, Role: role,
			Style: widgets.Style{Bold: views.Abnormal(c.Flags), Role: theme.Ink}, Do: func() { v.env.Why([]string{c.ID}) }}
		if i == 0 {
			out = append(out, widgets.Block{Text: "Results", Space: 10, Style: widgets.Style{Bold: true}})
		}
		if mark == widgets.NoMark {
			b.Indent = widgets.Size(theme.MarkBox) + 6
		}
		out = append(out, b)
	}
	return out
}
