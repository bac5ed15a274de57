package shell

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anamnesis/app"
	"anamnesis/ui/theme"
	"anamnesis/ui/widgets"
)

// addSource asks for a name and an address, tests the server and adds it when it answers.
func (s *Shell) addSource() {
	name, address := newField(s, "Name, as you call the hospital"), newField(s, "Address of its FHIR server: https://...")
	said := widgets.Chip{}
	var lines []string
	result := widgets.NewDrawn(func() fyne.Size { return fyne.NewSize(300, 66) }, func(p *widgets.Painter, size fyne.Size) {
		row := widgets.Size(theme.Row)
		for i, l := range lines {
			p.Whole(widgets.Rect{X: 2, Y: row * float32(i), W: size.Width, H: row}, l, widgets.Style{Role: said.Role})
		}
	})
	var pop *widget.PopUp
	var add, shut *widgets.Button
	tell := func(text string, role fyne.ThemeColorName) {
		said.Role = role
		lines = widgets.Wrap(text, widgets.Style{}, max(result.Size().Width, 300)-4)
		result.Refresh()
	}
	testing := false
	try := func() {
		n, a := strings.TrimSpace(name.Text), strings.TrimSpace(address.Text)
		if testing {
			return
		}
		if n == "" || a == "" {
			tell("Both are needed: a name and an address.", theme.Caution)
			return
		}
		testing = true
		tell("Asking the server what it is ...", theme.Muted)
		s.spawn(func() {
			t, err := s.data.AddSource(s.ctx, n, a)
			rows, err2 := s.data.SourceList(s.ctx)
			s.do(func() {
				testing = false
				if err != nil {
					tell(app.Sentence(err), theme.Danger)
					return
				}
				if err2 == nil {
					s.st.sources = rows
				}
				text := fmt.Sprintf("Added: %s answers as FHIR %s with %d types of resource.", n, t.FHIRVersion, t.Types)
				tell(strings.TrimSpace(text+" "+strings.Join(t.Notes, " ")), theme.Good)
				name.SetText("")
				address.SetText("")
				s.fr.draw()
			})
		})
	}
	address.OnSubmitted = func(string) { try() }
	name.OnSubmitted = func(string) { s.win.Canvas().Focus(address) }
	add = widgets.NewButton("Test and add", "Nothing is added that does not answer", try)
	shut = widgets.NewButton("Close", "Esc", func() { pop.Hide() })
	title := widgets.NewDrawn(func() fyne.Size { return fyne.NewSize(300, 26) }, func(p *widgets.Painter, size fyne.Size) {
		p.Text(widgets.Rect{X: 2, W: size.Width, H: size.Height}, "Add a source", widgets.Style{Bold: true})
	})
	body := container.NewVBox(title, name, address, result, container.NewHBox(add, shut))
	pop = widget.NewModalPopUp(container.New(&sized{fyne.NewSize(480*scale(), 230*scale())}, container.New(&inset{14, 10, 14, 10}, body)), s.win.Canvas())
	pop.Show()
	s.win.Canvas().Focus(name)
}
