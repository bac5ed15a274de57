package shell

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"anamnesis/app"
	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// sourceBar is the line at the bottom: each source with its shape, how far it has come and how old it is.
type sourceBar struct {
	*widgets.Drawn
	s *Shell
}

func newSourceBar(s *Shell) *sourceBar {
	b := &sourceBar{s: s}
	b.Drawn = widgets.NewDrawn(nil, b.paint)
	b.Label = "Sources"
	return b
}

func (b *sourceBar) paint(p *widgets.Painter, size fyne.Size) {
	st := &b.s.st
	p.Fill(widgets.Rect{W: size.Width, H: size.Height}, theme.Bar)
	p.HLine(0, size.Width, 0, theme.Rule)
	x, end := float32(12), size.Width-12
	if right := b.right(); right != "" {
		w := p.Text(widgets.Rect{X: x, W: end - x, H: size.Height}, right, widgets.Style{Role: theme.Muted, Size: theme.Small, Align: fyne.TextAlignTrailing})
		if !st.syncing && len(st.sources) > 0 {
			p.Hit(widgets.Rect{X: end - w, W: w, H: size.Height}, "Ask every source for what is new about this person", b.s.Sync)
		}
		end -= w + 20
	}
	if st.note != "" {
		p.Text(widgets.Rect{X: x, W: end - x, H: size.Height}, st.note, widgets.Style{Role: theme.Caution, Size: theme.Small})
		return
	}
	for i, c := range b.cells() {
		if x >= end {
			break
		}
		m := widgets.Size(theme.MarkBox)
		mark, role := views.SourceShape(i)
		p.Mark(mark, x+m/2, size.Height/2, m, role)
		x += m + 6
		from := x
		x += p.Text(widgets.Rect{X: x, W: end - x, H: size.Height}, c.name, widgets.Style{Size: theme.Small, Bold: true}) + 5
		if c.mark != widgets.NoMark {
			p.Mark(c.mark, x+m/2, size.Height/2, m, c.role)
			x += m + 4
		}
		if x < end {
			x += p.Text(widgets.Rect{X: x, W: end - x, H: size.Height}, c.text, widgets.Style{Role: c.role, Size: theme.Small})
		}
		p.Hit(widgets.Rect{X: from - 16, W: x - from + 16, H: size.Height}, c.tip, func() { b.s.Show("sources", "") })
		x += 26
	}
}

type sourceCell struct {
	name, text, tip string
	mark            widgets.Mark
	role            fyne.ThemeColorName
}

// cells says for each source how far it has come: while gathering by its progress, else by the open chart, else by the
// cache as a whole.
func (b *sourceBar) cells() []sourceCell {
	st := &b.s.st
	var out []sourceCell
	if c := st.chart(); c != nil {
		for _, s := range c.Sources {
			out = append(out, b.moving(s.Name, b.ofChart(s)))
		}
		return out
	}
	for _, r := range st.sources {
		cell := sourceCell{name: r.Name, role: theme.Muted, text: r.State}
		if r.State == "never" {
			cell.text = "not asked yet"
		} else if at := views.Clock(r.AsOf, b.s.now()); at != "" {
			cell.text = fmt.Sprintf("%s, %s", r.State, at)
		}
		if r.State == "failed" || r.State == "partial" {
			cell.mark, cell.role = widgets.Alert, theme.Caution
		}
		out = append(out, b.moving(r.Name, cell))
	}
	return out
}

func (b *sourceBar) moving(name string, cell sourceCell) sourceCell {
	p, ok := b.s.st.progress[name]
	if !ok || !b.s.st.syncing {
		return cell
	}
	cell.mark, cell.role = widgets.NoMark, theme.Ink
	cell.text = progressText(p)
	return cell
}

func progressText(p app.Progress) string {
	switch {
	case p.Done:
		return views.Grouped(p.Received) + " received"
	case p.Note != "":
		return p.Note
	case p.Expected > p.Received:
		return views.Grouped(p.Received) + " of about " + views.Grouped(p.Expected)
	}
	return views.Grouped(p.Received) + " so far"
}

func (b *sourceBar) ofChart(s chart.Source) sourceCell {
	cell := sourceCell{name: s.Name, role: theme.Muted}
	at := views.Clock(s.AsOf, b.s.now())
	var bad []string
	for _, t := range s.Types {
		if t.State != record.Complete {
			bad = append(bad, strings.TrimSpace(t.Type+": "+string(t.State)+" "+t.Error))
		}
	}
	cell.tip = "FHIR " + s.FHIRVersion
	if len(bad) > 0 {
		cell.tip += "\n" + strings.Join(bad, "\n")
	}
	switch {
	case s.State == "never":
		cell.text, cell.mark, cell.role = "never asked for this person", widgets.Dash, theme.Caution
	case s.NotKnown:
		cell.text = "does not know this person " + at
	case s.State == "failed":
		cell.text, cell.mark, cell.role = "failed "+at, widgets.Alert, theme.Danger
	case s.State == "stale":
		cell.text, cell.mark, cell.role = "last answer "+at, widgets.Alert, theme.Caution
	case len(bad) > 0:
		cell.text, cell.mark, cell.role = fmt.Sprintf("%d of %d types, %s", len(s.Types)-len(bad), len(s.Types), at), widgets.Alert, theme.Caution
	case s.Files:
		cell.text = "files as of " + at
	default:
		cell.text = "complete " + at
	}
	return cell
}

func (b *sourceBar) right() string {
	st := &b.s.st
	switch {
	case st.syncing:
		return "gathering ..."
	case len(st.sources) == 0 || st.phase != ready:
		return "F1 lists the shortcuts"
	}
	return "F5 gathers again · F1 lists the shortcuts"
}
