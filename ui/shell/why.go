package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anamnesis/app/chart"
	"anamnesis/ui/theme"
	"anamnesis/ui/views/why"
	"anamnesis/ui/widgets"
)

// drawWhy shows the evidence of what is selected, or takes it away.
func (f *frame) drawWhy() {
	s, st := f.s, &f.s.st
	f.why.Objects = nil
	if st.phase == ready {
		pane := why.New(st.env, st.why, why.Options{Raw: s.raw})
		f.why.Objects = []fyne.CanvasObject{container.New(&whyLayout{}, whyGround(), pane.Object(), widgets.NewButton("Close", "Esc", s.CloseWhy))}
	}
	f.body.Refresh()
}

// raw asks for a resource as it was received, for the person who is open now.
func (s *Shell) raw(ev chart.Evidence, show func([]byte, error)) {
	gen := s.asked
	s.spawn(func() {
		raw, err := s.data.Raw(s.ctx, ev.Source, ev.Type, ev.ID)
		s.do(func() {
			if gen == s.asked {
				show(raw, err)
			}
		})
	})
}

func whyGround() fyne.CanvasObject {
	return widgets.NewDrawn(nil, func(p *widgets.Painter, size fyne.Size) {
		h := whyHead()
		p.Fill(widgets.Rect{W: size.Width, H: size.Height}, theme.Panel)
		p.Fill(widgets.Rect{W: size.Width, H: h}, theme.Bar)
		p.Text(widgets.Rect{X: 10, W: size.Width - 80, H: h}, "Why this is shown", widgets.Style{Bold: true, Size: theme.Heading})
		p.HLine(0, size.Width, h, theme.Rule)
		p.VLine(0, 0, size.Height, theme.Rule)
	})
}

func whyHead() float32 { return widgets.Size(theme.Row) * 1.4 }

type whyLayout struct{}

func (whyLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := whyHead()
	o[0].Resize(size)
	o[1].Move(fyne.NewPos(1, h+1))
	o[1].Resize(fyne.NewSize(max(0, size.Width-1), max(0, size.Height-h-1)))
	b := o[2].MinSize()
	o[2].Move(fyne.NewPos(size.Width-b.Width-6, (h-b.Height)/2))
	o[2].Resize(b)
}

func (whyLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 0) }
