package shell

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anamnesis/app"
	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// finder is the answers under the search field: people, lines of the open chart, views and actions.
type finder struct {
	s      *Shell
	list   *widgets.List
	dos    []func() // of each line; nil for headings
	object *fyne.Container
	box    *fyne.Container
	asked  int // generation of the last question
	text   string
	people []app.FoundPerson
	remote bool // people holds the answers of the sources too
	errs   []app.SourceError
	busy   bool
	keep   bool // what was chosen goes on in the answers
}

func newFinder(s *Shell) *finder {
	f := &finder{s: s}
	f.list = widgets.NewList([]widgets.Column{{Title: "What", Flex: 3, Marks: true}, {Title: "About", Flex: 2}}, widgets.Fixed{})
	f.list.Grows, f.list.NoFocus, f.list.Title = true, true, "Found"
	f.list.OnSelect = func(i int) {
		if do := f.dos[i]; do != nil {
			f.shut()
			f.keep = false
			do()
			if !f.keep { // done with: the field is free again
				s.fr.top.search.SetText("")
				f.shut()
			}
		}
	}
	catch := widgets.NewDrawn(nil, func(p *widgets.Painter, size fyne.Size) {
		p.Hit(widgets.Rect{W: size.Width, H: size.Height}, "", f.shut)
	})
	ground := widgets.NewDrawn(nil, func(p *widgets.Painter, size fyne.Size) {
		p.Box(widgets.Rect{W: size.Width, H: size.Height}, widgets.Color(theme.Panel), widgets.Color(theme.Edge), 1, 4)
	})
	f.box = container.New(&inset{1, 2, 1, 2}, widgets.Scrolling(f.list))
	f.object = container.New(f, catch, ground, f.box)
	f.object.Hide()
	return f
}

// Layout implements fyne.Layout: the answers hang under the search field.
func (f *finder) Layout(o []fyne.CanvasObject, size fyne.Size) {
	search := f.s.fr.top.search
	at, w := search.Position(), max(search.Size().Width, 460)
	y := at.Y + search.Size().Height + 3
	h := min(f.list.Height(w-2)+6, size.Height*0.7)
	o[0].Move(fyne.NewPos(0, y))
	o[0].Resize(fyne.NewSize(size.Width, size.Height-y))
	for _, x := range o[1:] {
		x.Move(fyne.NewPos(at.X, y))
		x.Resize(fyne.NewSize(w, h))
	}
}

// MinSize implements fyne.Layout.
func (f *finder) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 0) }

func (f *finder) open(text string) {
	f.object.Show()
	f.typed(text)
}

func (f *finder) shut() {
	f.asked++
	f.busy = false
	f.object.Hide()
}

// typed looks for a text in the cache; what an older text found is dropped.
func (f *finder) typed(text string) {
	text = strings.TrimSpace(text)
	if text != f.text {
		f.remote, f.errs = false, nil
	}
	f.text = text
	if !f.object.Visible() {
		f.object.Show()
	}
	f.asked++
	gen := f.asked
	if text == "" {
		f.people = nil
		f.draw()
		return
	}
	f.draw()
	f.s.spawn(func() {
		found, err := f.s.data.FindCached(f.s.ctx, text)
		f.s.do(func() {
			if gen != f.asked {
				return
			}
			if err == nil {
				f.people = found.People
			}
			f.draw()
		})
	})
}

// ask asks every source for the text.
func (f *finder) ask() {
	f.keep = true
	f.object.Show()
	f.asked++
	gen, text := f.asked, f.text
	f.busy = true
	f.draw()
	f.s.spawn(func() {
		found, err := f.s.data.Find(f.s.ctx, text)
		f.s.do(func() {
			if gen != f.asked {
				return
			}
			f.busy, f.remote, f.errs = false, true, found.Errors
			if err != nil {
				f.errs = append(f.errs, app.SourceError{Message: app.Sentence(err)})
			} else {
				f.people = found.People
			}
			f.draw()
		})
	})
}

// take takes the chosen answer; with none chosen, the first, and where there is none the sources are asked.
func (f *finder) take() {
	i := f.list.Selected()
	if i < 0 {
		for n, do := range f.dos {
			if do != nil {
				i = n
				break
			}
		}
	}
	if i >= 0 && i < len(f.dos) && f.dos[i] != nil {
		f.list.OnSelect(i)
	}
}

// The most answers of a kind that are listed.
const (
	mostPeople  = 9
	mostEntries = 8
	mostActions = 6
)

func (f *finder) draw() {
	var lines widgets.Fixed
	f.dos = nil
	add := func(do func(), l widgets.Line) { lines, f.dos = append(lines, l), append(f.dos, do) }
	section := func(title, aside string) { add(nil, widgets.Line{Section: title, Aside: aside}) }
	f.drawPeople(add, section)
	f.drawEntries(add, section)
	f.drawActions(add, section)
	if len(lines) == 0 {
		section("Type a name, a birth date, an identifier, a test or an action", "")
	}
	f.list.SetLines(lines)
	f.object.Refresh()
}

func (f *finder) drawPeople(add func(func(), widgets.Line), section func(string, string)) {
	people := f.people
	if f.text == "" {
		people = nil
	}
	aside := "in the cache"
	if f.remote {
		aside = "in the cache and on the sources"
	}
	if len(people) > 0 {
		section("Patients", aside)
	}
	for i, p := range people {
		if i == mostPeople {
			break
		}
		add(f.opener(p), foundLine(p, f.s))
	}
	for _, e := range f.errs {
		add(nil, widgets.Line{Cells: []widgets.Cell{{Text: e.Message, Mark: widgets.Alert, Role: theme.Caution, Whole: true}}})
	}
	switch {
	case f.text == "" || f.remote:
	case f.busy:
		section("Asking every source ...", "")
	default:
		add(f.ask, widgets.Line{Cells: []widgets.Cell{{Text: "Ask every source for “" + f.text + "”", Style: widgets.Style{Role: theme.Accent}}}})
	}
}

func (f *finder) opener(p app.FoundPerson) func() {
	if p.InCache {
		return func() { f.s.Open(p.ID) }
	}
	return func() { f.s.gatherNew(p) }
}

func foundLine(p app.FoundPerson, s *Shell) widgets.Line {
	about := strings.TrimSpace(views.Date(p.BirthDate) + "  " + views.Age(p.BirthDate, "", s.now()) + " " + views.SexLetter(p.Sex))
	name := widgets.Cell{Text: p.Name, Style: widgets.Style{Bold: true}}
	if !p.InCache {
		name.Chips = []widgets.Chip{{Text: "not gathered yet", Role: theme.Note}}
	}
	return widgets.Line{Cells: []widgets.Cell{name, {Text: about}}, Under: strings.Join(p.Sources, ", ")}
}

// drawEntries lists lines of the open chart whose title fits, each title once.
func (f *finder) drawEntries(add func(func(), widgets.Line), section func(string, string)) {
	c := f.s.st.chart()
	if c == nil || len(f.text) < 2 {
		return
	}
	hits := f.s.searchEntries(f.text)
	if len(hits) > 0 {
		section("In this chart", c.Person.Name)
	}
	for i, h := range hits {
		if i == mostEntries {
			break
		}
		title := widgets.Cell{Text: h.entry.Title}
		title.Mark, title.Role = views.FlagMark(h.entry.Flags)
		about := views.Says(h.entry)
		if h.count > 1 {
			about = views.Grouped(h.count) + "×, latest " + views.Date(h.entry.Start) + "  " + about
		}
		id := h.entry.ID
		add(func() { f.s.Show(viewOf(h.entry.Kind), id); f.s.Why([]string{id}) },
			widgets.Line{Cells: []widgets.Cell{title, {Text: about, Style: widgets.Style{Role: theme.Muted}}}})
	}
}

func (f *finder) drawActions(add func(func(), widgets.Line), section func(string, string)) {
	n := 0
	for _, k := range shortcutList() {
		if k.key == fyne.KeyEscape || k.key == fyne.KeyK || k.key == fyne.KeyEqual || f.text != "" && score(k.does, f.text) == 0 {
			continue
		}
		if n == 0 {
			section("Actions", "")
		}
		if n++; n > mostActions {
			break
		}
		add(func() { k.do(f.s) }, widgets.Line{Cells: []widgets.Cell{{Text: k.does}, {Text: k.keys, Style: widgets.Style{Role: theme.Muted, Size: theme.Small}}}})
	}
}
