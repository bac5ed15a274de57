package why

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/app/terms"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// Options say what the evidence can be asked for.
type Options struct {
	// Raw fetches a resource as it was received and hands it to show, now or later.
	Raw func(ev chart.Evidence, show func(raw []byte, err error))
	// Close closes the pane.
	Close func()
}

// Pane is the evidence of what is selected.
type Pane struct {
	env     *views.Env
	opt     Options
	ids     []string
	open    map[string]string // raw text by evidence, where it was asked for
	whole   bool              // all of the evidence is shown
	article *widgets.Article
	object  fyne.CanvasObject
}

// New returns a pane on the entries; the first is shown whole, the others can be chosen.
func New(env *views.Env, ids []string, opt Options) *Pane {
	p := &Pane{env: env, opt: opt, ids: ids, open: map[string]string{}}
	p.article, p.object = widgets.NewArticle(nil)
	p.article.Label = "Why this is shown"
	p.article.LabelWidth = 72
	p.redraw()
	return p
}

// Object returns what to show.
func (p *Pane) Object() fyne.CanvasObject { return p.object }

// Focus returns what the keyboard goes to.
func (p *Pane) Focus() fyne.Focusable { return p.article }

func (p *Pane) redraw() { p.article.SetBlocks(p.blocks()) }

var (
	title = widgets.Style{Bold: true}
	large = widgets.Style{Bold: true, Size: theme.Name}
	small = widgets.Style{Size: theme.Small}
	faint = widgets.Style{Size: theme.Small, Role: theme.Muted}
	mono  = widgets.Style{Size: theme.Small, Mono: true}
)

func (p *Pane) blocks() []widgets.Block {
	if len(p.ids) == 0 {
		return []widgets.Block{
			{Text: "Select any line, value or mark to see why it is shown: which source says it, in which words, and each step from there to here.", Style: widgets.Style{Role: theme.Muted}},
		}
	}
	e := p.env.Entry(p.ids[0])
	if e == nil {
		return []widgets.Block{{Text: "This line is no longer in the chart: its evidence changed with the last synchronisation.", Style: widgets.Style{Role: theme.Muted}}}
	}
	out := p.head(e)
	for _, c := range p.env.Conflicts(e.ID) {
		out = append(out, p.conflict(c)...)
	}
	evs := slices.Clone(e.Evidence)
	slices.SortStableFunc(evs, func(a, b chart.Evidence) int { return cmp.Compare(roleRank[a.Role], roleRank[b.Role]) })
	for i, ev := range evs {
		if i == evidenceFirst && !p.whole && len(evs) > evidenceFirst+1 {
			out = append(out, widgets.Block{Heading: true, Space: 6, Text: fmt.Sprintf("Show %d more resources behind this line", len(evs)-i), Do: func() {
				p.whole = true
				p.redraw()
			}})
			break
		}
		out = append(out, p.evidence(len(evs), ev)...)
	}
	if others := p.ids[1:]; len(others) > 0 {
		out = append(out, widgets.Block{Heading: true, Space: 6, Style: title, Text: fmt.Sprintf("%d more behind this line", len(others))})
		for _, id := range others {
			if o := p.env.Entry(id); o != nil {
				out = append(out, widgets.Block{Text: line(o), Style: small, Do: func() { p.choose(id) }})
			}
		}
	}
	return out
}

// choose puts another of the entries first.
func (p *Pane) choose(id string) {
	ids := []string{id}
	for _, x := range p.ids {
		if x != id {
			ids = append(ids, x)
		}
	}
	p.ids, p.whole = ids, false
	p.redraw()
}

func line(e *chart.Entry) string {
	parts := []string{e.Title}
	for _, s := range []string{value(e), e.Dose, e.Frequency, views.Date(e.Start)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

func value(e *chart.Entry) string {
	if e.Value == nil {
		return ""
	}
	return e.Value.Text
}

func (p *Pane) head(e *chart.Entry) []widgets.Block {
	mark, role := views.FlagMark(e.Flags)
	out := []widgets.Block{{Text: e.Title, Style: title, Mark: mark, Role: role}}
	switch {
	case e.Dose != "":
		out = append(out, widgets.Block{Text: strings.TrimSpace(e.Dose + "  " + e.Frequency), Style: large})
	case value(e) != "":
		out = append(out, widgets.Block{Text: value(e), Style: large})
	}
	if chips := views.FlagChips(e.Flags); len(chips) > 0 {
		out = append(out, widgets.Block{Chips: chips, Space: 2})
	}
	add := func(label, text string) {
		if text != "" {
			out = append(out, widgets.Block{Label: label, Text: text, Style: small})
		}
	}
	add("when", when(e))
	add("status", e.Status)
	if v := e.Value; v != nil && (v.Low != "" || v.High != "") {
		add("range", strings.Trim(v.Low+" – "+v.High, " –")+" "+v.Unit)
	}
	for _, d := range e.Details {
		add(d.Label, views.Words(d.Text))
	}
	for _, n := range e.Notes {
		add("note", views.Words(n))
	}
	return out
}

func when(e *chart.Entry) string {
	if e.End != "" && e.End != e.Start {
		return strings.Trim(views.DateTime(e.Start)+" – "+views.DateTime(e.End), " –")
	}
	return views.DateTime(e.Start)
}

func (p *Pane) conflict(c *chart.Conflict) []widgets.Block {
	out := []widgets.Block{{Heading: true, Space: 6, Text: "The sources disagree", Style: title.In(theme.Danger), Mark: widgets.Unequal, Role: theme.Danger},
		{Text: views.Words(c.Why), Style: small}}
	for _, s := range c.Sides {
		b := widgets.Block{Shapes: p.env.Named(s.Source), Text: s.Source + ": " + views.Words(s.Says), Style: small}
		if s.Entry != "" && p.env.Entry(s.Entry) != nil && s.Entry != p.ids[0] {
			b.Do = func() { p.choose(s.Entry) }
		}
		out = append(out, b)
	}
	if c.Decided != "" {
		out = append(out, widgets.Block{Label: "decided", Text: c.Decided, Style: small})
	}
	return out
}

// roles are the words for chart.Evidence.Role.
var roles = map[string]string{
	"shown": "shown here", "same": "says the same", "superseded": "superseded", "retracted": "retracted", "disagrees": "disagrees",
}

// evidenceFirst is how many resources are shown before the rest is one click away.
const evidenceFirst = 5

// roleRank puts first what is shown, then what contradicts it, then what agrees.
var roleRank = map[string]int{"shown": 0, "disagrees": 1, "retracted": 2, "superseded": 3, "same": 4}

func (p *Pane) evidence(n int, ev chart.Evidence) []widgets.Block {
	mark, role := p.env.SourceShape(ev.Source)
	head := widgets.Block{Heading: true, Space: 6, Text: ev.Source, Style: title, Mark: mark, Role: role}
	if r := roles[ev.Role]; r != "" && (n > 1 || ev.Role == "retracted") {
		chip := widgets.Chip{Text: r}
		if ev.Role == "retracted" || ev.Role == "disagrees" {
			chip.Role = theme.Danger
		}
		head.Chips = []widgets.Chip{chip}
	}
	out := []widgets.Block{head}
	add := func(label, text string, st widgets.Style) {
		if text != "" {
			out = append(out, widgets.Block{Label: label, Text: text, Style: st})
		}
	}
	add("says", says(ev.Value), widgets.Style{})
	add("time", views.DateTime(ev.Time), small)
	add("status", ev.Status, small)
	for _, c := range ev.Codes {
		add(terms.SystemName(c.System), codeText(c), small)
	}
	for n, s := range ev.Steps {
		label := "step"
		if len(ev.Steps) > 1 {
			label = fmt.Sprintf("step %d", n+1)
		}
		add(label, views.Words(s), small)
	}
	version := ""
	if ev.Version != "" {
		version = ", version " + ev.Version
	}
	add("from", ev.Type+"/"+ev.ID+version, faint)
	return append(out, p.raw(ev)...)
}

func says(v chart.SourceValue) string {
	if v.Text != "" {
		return v.Text
	}
	return strings.TrimSpace(v.Number + " " + v.Unit)
}

func codeText(c record.Code) string {
	return strings.TrimSpace(c.Code + "  " + c.Display)
}

func (p *Pane) raw(ev chart.Evidence) []widgets.Block {
	key := ev.Source + "\x00" + ev.Type + "\x00" + ev.ID
	text, open := p.open[key]
	if !open {
		if p.opt.Raw == nil {
			return nil
		}
		return []widgets.Block{{Text: "Show the resource as received", Style: small, Space: 2, Do: func() {
			p.open[key] = "Reading ..."
			p.redraw()
			p.opt.Raw(ev, func(raw []byte, err error) {
				p.open[key] = pretty(raw)
				if err != nil {
					p.open[key] = "It could not be read: " + err.Error()
				}
				p.redraw()
			})
		}}}
	}
	out := []widgets.Block{{Text: "Hide the resource", Style: small, Space: 2, Do: func() {
		delete(p.open, key)
		p.redraw()
	}}}
	for _, s := range strings.Split(text, "\n") {
		in := len(s) - len(strings.TrimLeft(s, " "))
		out = append(out, widgets.Block{Text: strings.TrimLeft(s, " "), Style: mono, Indent: 4 * float32(min(in, 20))})
	}
	return out
}

// rawMost bounds how many lines of a resource are drawn; a document with an attachment has thousands.
const rawMost = 400

// pretty indents JSON; what is not JSON stays as it is.
func pretty(raw []byte) string {
	var b bytes.Buffer
	if json.Indent(&b, raw, "", "  ") != nil {
		return string(raw)
	}
	lines := strings.Split(b.String(), "\n")
	if len(lines) > rawMost {
		lines = append(lines[:rawMost], fmt.Sprintf("... %d lines more", len(lines)-rawMost))
	}
	for i, l := range lines {
		if len(l) > 600 {
			lines[i] = l[:600] + "..."
		}
	}
	return strings.Join(lines, "\n")
}
