package shell

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// peoplePane is the list of patients at the left: today's by time, pinned, recent, all.
type peoplePane struct {
	s      *Shell
	list   *widgets.List
	ids    []string // of each line, "" for headings
	ground *widgets.Drawn
	object fyne.CanvasObject
}

func newPeoplePane(s *Shell) *peoplePane {
	pp := &peoplePane{s: s}
	pp.list = widgets.NewList([]widgets.Column{{Title: "Name", Flex: 1}, {Title: "Age, sex", Width: 60, Fit: true, Align: fyne.TextAlignTrailing}}, widgets.Fixed{})
	pp.list.Grows = true
	pp.list.Title = "Patients"
	pp.list.OnSelect = func(i int) {
		if id := pp.ids[i]; id != "" && (id != s.st.person.ID || s.st.phase == failed) {
			s.Open(id)
		}
	}
	pp.ground = widgets.NewDrawn(nil, pp.paint)
	pp.object = container.NewStack(pp.ground, container.New(&inset{right: 1}, widgets.Scrolling(pp.list)))
	return pp
}

func (pp *peoplePane) paint(p *widgets.Painter, size fyne.Size) {
	p.Fill(widgets.Rect{W: size.Width, H: size.Height}, theme.Panel)
	p.VLine(size.Width-1, 0, size.Height, theme.Rule)
	if text := pp.empty(); text != "" {
		pad := widgets.Size(theme.Pad)
		y := float32(10)
		for _, line := range widgets.Wrap(text, small, size.Width-2*pad) {
			p.Whole(widgets.Rect{X: pad, Y: y, W: size.Width, H: 18}, line, small)
			y += 18
		}
	}
}

func (pp *peoplePane) empty() string {
	st := &pp.s.st
	switch {
	case st.peopleErr != "":
		return st.peopleErr
	case !st.listed:
		return "Reading who is here ..."
	case len(st.people) == 0:
		return "No one is in the cache yet."
	}
	return ""
}

func (pp *peoplePane) draw() {
	st := &pp.s.st
	var lines widgets.Fixed
	pp.ids = nil
	selected := -1
	section := func(title string, rows []app.PersonRow) {
		if len(rows) == 0 {
			return
		}
		lines = append(lines, widgets.Line{Section: title, Aside: fmt.Sprint(len(rows))})
		pp.ids = append(pp.ids, "")
		for _, r := range rows {
			if r.ID == st.person.ID && selected < 0 {
				selected = len(lines)
			}
			lines = append(lines, personLine(r, pp.s))
			pp.ids = append(pp.ids, r.ID)
		}
	}
	section("Today", dueToday(st.people))
	section("Pinned", pp.named(st.pinned))
	if len(st.people) > manyPeople && len(st.recent) > 1 {
		section("Recent", pp.named(st.recent))
	}
	section("All patients", st.people)
	pp.list.SetLines(lines)
	pp.list.Select(selected)
	pp.ground.Refresh()
}

// manyPeople is how many fit in sight: below it a list of the recent ones only repeats them.
const manyPeople = 14

// dueToday lists who has an appointment today, the earliest first.
func dueToday(people []app.PersonRow) []app.PersonRow {
	var out []app.PersonRow
	for _, r := range people {
		if r.Today != "" {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b app.PersonRow) int {
		return record.ParseTime(a.Today).Sort(record.ParseTime(b.Today))
	})
	return out
}

func (pp *peoplePane) named(ids []string) []app.PersonRow {
	var out []app.PersonRow
	for _, id := range ids {
		if r, ok := pp.s.st.row(id); ok {
			out = append(out, r)
		}
	}
	return out
}

func personLine(r app.PersonRow, s *Shell) widgets.Line {
	age := views.Age(r.BirthDate, "", s.now())
	if r.Deceased {
		age = "†"
	}
	name := widgets.Cell{Text: r.Name, Style: widgets.Style{Bold: true}}
	born := views.Date(r.BirthDate)
	name.Tip = r.Name + ", born " + born + "\n" + strings.Join(r.Sources, ", ")
	if r.Review > 0 {
		born += " · to review"
		name.Tip += "\nRecords elsewhere may be this person and await a decision"
	}
	return widgets.Line{
		Cells: []widgets.Cell{name, {Text: age + " " + views.SexLetter(r.Sex), Style: widgets.Style{Role: theme.Muted}}},
		Under: strings.Trim(born+" · "+strings.Join(r.Sources, ", "), " ·"),
	}
}

// inset keeps a margin.
type inset struct{ left, top, right, bottom float32 }

func (l *inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(l.left, l.top))
		o.Resize(fyne.NewSize(max(0, size.Width-l.left-l.right), max(0, size.Height-l.top-l.bottom)))
	}
}

func (l *inset) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 0) }
