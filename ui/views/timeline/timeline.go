package timeline

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anamnesis/ui/theme"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// spans are the lengths of time that one click shows, up to the present; 0 is all.
var spans = []struct {
	name string
	days int
}{{"all", 0}, {"10 y", 3653}, {"2 y", 731}, {"90 d", 90}, {"7 d", 7}}

// New returns the timeline of the chart.
func New(env *views.Env) fyne.CanvasObject {
	on := make([]bool, len(lanes))
	names := make([]string, len(lanes))
	for i, l := range lanes {
		on[i], names[i] = l.first, l.title
	}
	tl := widgets.NewTimeline(build(env, on), covers(env), env.Now)
	tl.OnSelect = env.Why
	toggles := widgets.NewToggles(names, on, func() { tl.SetLanes(build(env, on), covers(env)) })
	var choices []string
	for _, s := range spans {
		choices = append(choices, s.name)
	}
	choice := widgets.NewChoice(choices, 0, func(i int) {
		from, to := tl.Whole()
		if d := spans[i].days; d > 0 {
			from, to = env.Now.AddDate(0, 0, -d).Unix(), env.Now.Add(time.Duration(d)*36*time.Minute).Unix() // 2.5 % of air after now
		}
		tl.Window(from, to)
	})
	choice.Label = "Time in sight"
	ground := widgets.NewDrawn(nil, func(p *widgets.Painter, size fyne.Size) {
		p.Fill(widgets.Rect{W: size.Width, H: size.Height}, theme.Panel)
	})
	return container.New(&layout{}, ground, toggles, choice, tl)
}

// layout puts the filters over the timeline; in a narrow window the times in sight stand under the filters.
type layout struct{}

func (layout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	toggles, c := o[1].(*widgets.Toggles), o[2].MinSize()
	h, w := toggles.Height(size.Width - 16)
	if w+c.Width+24 <= size.Width {
		h = max(h, c.Height)
		o[2].Move(fyne.NewPos(size.Width-c.Width-8, 4))
	} else {
		o[2].Move(fyne.NewPos(8, h+6))
		h += c.Height + 4
	}
	o[1].Move(fyne.NewPos(8, 4))
	o[1].Resize(fyne.NewSize(min(w+1, size.Width-16), h))
	o[2].Resize(c)
	y := h + 8
	o[3].Move(fyne.NewPos(0, y))
	o[3].Resize(fyne.NewSize(size.Width, max(0, size.Height-y)))
}

func (layout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 200) }
