package shell

import (
	"slices"

	"fyne.io/fyne/v2"

	"anamnesis/ui/theme"
)

// The preferences that the desktop keeps for the user. None holds patient data: a pinned person is a random id.
const (
	prefTheme  = "theme"
	prefScale  = "text-scale"
	prefUnits  = "units"
	prefPinned = "pinned"
)

// scales are the text scales that can be chosen.
var scales = []float32{0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2}

// modes are the palettes in the order in which they are gone through.
var modes = []theme.Mode{theme.Light, theme.Dark, theme.Contrast, theme.System}

// recall fills what the options leave open from the preferences.
func recall(p fyne.Preferences, opt Options) Options {
	if opt.Theme == theme.System {
		opt.Theme = theme.Mode(p.String(prefTheme))
		if !slices.Contains(modes, opt.Theme) {
			opt.Theme = theme.System
		}
	}
	if opt.Scale == 0 {
		opt.Scale = max(0, min(2, float32(p.Float(prefScale))))
	}
	if opt.Units == "" {
		for _, u := range unitSystems {
			if string(u) == p.String(prefUnits) {
				opt.Units = u
			}
		}
	}
	return opt
}

// look draws the window in the chosen palette and text scale, and remembers both.
func (s *Shell) look() {
	fyne.CurrentApp().Settings().SetTheme(theme.Theme{Mode: s.opt.Theme, Scale: s.opt.Scale})
	if s.prefs != nil {
		s.prefs.SetString(prefTheme, string(s.opt.Theme))
		s.prefs.SetFloat(prefScale, float64(s.opt.Scale))
	}
	s.fr.draw()
}

func (s *Shell) nextTheme() {
	i := slices.Index(modes, s.opt.Theme)
	s.opt.Theme = modes[(i+1)%len(modes)]
	s.look()
}

func (s *Shell) largerText()  { s.scaleBy(1) }
func (s *Shell) smallerText() { s.scaleBy(-1) }

func (s *Shell) ordinaryText() {
	s.opt.Scale = 1
	s.look()
}

func (s *Shell) scaleBy(step int) {
	now := s.opt.Scale
	if now == 0 {
		now = 1
	}
	i := 0
	for n, x := range scales {
		if x <= now+0.01 {
			i = n
		}
	}
	s.opt.Scale = scales[max(0, min(len(scales)-1, i+step))]
	s.look()
}

// pin puts the open person among the pinned, or takes them out.
func (s *Shell) pin() {
	id := s.st.person.ID
	if id == "" {
		return
	}
	if i := slices.Index(s.st.pinned, id); i >= 0 {
		s.st.pinned = slices.Delete(slices.Clone(s.st.pinned), i, i+1)
	} else {
		s.st.pinned = append(slices.Clone(s.st.pinned), id)
	}
	if s.prefs != nil {
		s.prefs.SetStringList(prefPinned, s.st.pinned)
	}
	s.fr.people.draw()
}
