package theme

import (
	"fyne.io/fyne/v2"
	fyneTheme "fyne.io/fyne/v2/theme"
)

// The colour roles. A role says what a colour is for; its value differs by palette.
const (
	Paper     fyne.ThemeColorName = fyneTheme.ColorNameBackground // behind the panels
	Panel     fyne.ThemeColorName = "panel"                       // ground of a panel and of every list
	Bar       fyne.ThemeColorName = "bar"                         // ground of the top bar, the tabs and the source bar
	Ink       fyne.ThemeColorName = fyneTheme.ColorNameForeground // what is read
	Muted     fyne.ThemeColorName = "muted"                       // labels, units, dates: read second
	Rule      fyne.ThemeColorName = fyneTheme.ColorNameSeparator  // hairlines between rows and panels
	Edge      fyne.ThemeColorName = "edge"                        // the outline of what can be clicked
	Accent    fyne.ThemeColorName = fyneTheme.ColorNamePrimary    // the selected tab, links, focus
	OnAccent  fyne.ThemeColorName = fyneTheme.ColorNameForegroundOnPrimary
	Selected  fyne.ThemeColorName = "selected" // ground of the selected row
	Hover     fyne.ThemeColorName = "hover"    // ground of the row under the pointer
	Danger    fyne.ThemeColorName = fyneTheme.ColorNameError
	DangerBg  fyne.ThemeColorName = "danger-ground"
	Caution   fyne.ThemeColorName = fyneTheme.ColorNameWarning
	CautionBg fyne.ThemeColorName = "caution-ground"
	Good      fyne.ThemeColorName = fyneTheme.ColorNameSuccess
	Note      fyne.ThemeColorName = "note" // new, decided, coverage: worth a glance
	NoteBg    fyne.ThemeColorName = "note-ground"
	Band      fyne.ThemeColorName = "band"  // a reference range behind a plot
	Shade     fyne.ThemeColorName = "shade" // what lies outside the visible window of an overview strip

	// Source1 to Source6 tell sources apart, always together with a shape.
	Source1 fyne.ThemeColorName = "source-1"
	Source2 fyne.ThemeColorName = "source-2"
	Source3 fyne.ThemeColorName = "source-3"
	Source4 fyne.ThemeColorName = "source-4"
	Source5 fyne.ThemeColorName = "source-5"
	Source6 fyne.ThemeColorName = "source-6"
)

// Sources are the roles of sources in their order.
var Sources = []fyne.ThemeColorName{Source1, Source2, Source3, Source4, Source5, Source6}

// Pair is two roles that stand on each other and the contrast that they must keep.
type Pair struct {
	Fore, Ground fyne.ThemeColorName
	Least        float64
}

// WCAG 2.2: 1.4.3 asks 4.5:1 of text, 1.4.11 asks 3:1 of what must be seen to understand or use a control.
const (
	leastText  = 4.5
	leastShape = 3.0
)

// Pairs are all combinations that the window draws.
func Pairs() []Pair {
	var ps []Pair
	grounds := []fyne.ThemeColorName{Paper, Panel, Bar, Selected, Hover}
	for _, g := range grounds {
		for _, f := range []fyne.ThemeColorName{Ink, Muted, Accent, Danger, Caution, Good, Note} {
			ps = append(ps, Pair{f, g, leastText})
		}
		for _, f := range Sources {
			ps = append(ps, Pair{f, g, leastShape})
		}
		ps = append(ps, Pair{Edge, g, leastShape})
	}
	return append(ps,
		Pair{OnAccent, Accent, leastText},
		Pair{Danger, DangerBg, leastText}, Pair{Ink, DangerBg, leastText}, Pair{Muted, DangerBg, leastText},
		Pair{Caution, CautionBg, leastText}, Pair{Ink, CautionBg, leastText}, Pair{Muted, CautionBg, leastText},
		Pair{Note, NoteBg, leastText}, Pair{Ink, NoteBg, leastText}, Pair{Muted, NoteBg, leastText},
		Pair{Ink, Band, leastText}, Pair{Muted, Band, leastText},
		Pair{Panel, Danger, leastText}, Pair{Panel, Caution, leastText}, Pair{Panel, Note, leastText},
	)
}
