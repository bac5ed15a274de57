package theme

import (
	"fyne.io/fyne/v2"
	fyneTheme "fyne.io/fyne/v2/theme"
)

// The sizes of the house, in Fyne's device-independent pixels.
const (
	Text    fyne.ThemeSizeName = fyneTheme.SizeNameText           // rows, and every dose and frequency
	Small   fyne.ThemeSizeName = fyneTheme.SizeNameCaptionText    // units of time, legends, second lines
	Heading fyne.ThemeSizeName = fyneTheme.SizeNameSubHeadingText // section headers
	Name    fyne.ThemeSizeName = fyneTheme.SizeNameHeadingText    // the name in the identity bar
	Row     fyne.ThemeSizeName = "row"                            // height of one row: 25 and more fit 1366x768
	Header  fyne.ThemeSizeName = "header"                         // height of a section header
	MarkBox fyne.ThemeSizeName = "mark"                           // side of a mark's box
	Gap     fyne.ThemeSizeName = "gap"                            // between panels
	Pad     fyne.ThemeSizeName = "pad"                            // between a panel's edge and its text
)

// scaled grow with the text scale.
var scaled = map[fyne.ThemeSizeName]float32{
	Text: 13, Small: 11.5, Heading: 13, Name: 18,
	Row: 21, Header: 24, MarkBox: 10,
	fyneTheme.SizeNameInlineIcon: 16,
}

// fixed do not.
var fixed = map[fyne.ThemeSizeName]float32{
	Gap: 8, Pad: 8,
	fyneTheme.SizeNamePadding:            3,
	fyneTheme.SizeNameInnerPadding:       6,
	fyneTheme.SizeNameScrollBar:          12,
	fyneTheme.SizeNameScrollBarSmall:     4,
	fyneTheme.SizeNameInputBorder:        1,
	fyneTheme.SizeNameInputRadius:        4,
	fyneTheme.SizeNameSelectionRadius:    3,
	fyneTheme.SizeNameSeparatorThickness: 1,
}
