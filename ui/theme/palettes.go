package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fyneTheme "fyne.io/fyne/v2/theme"
)

type palette map[fyne.ThemeColorName]color.NRGBA

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func rgba(hex uint32, a uint8) color.NRGBA {
	c := rgb(hex)
	c.A = a
	return c
}

// The hues of sources follow Okabe and Ito (2008), darkened or lightened until they keep 3:1 on every ground.
var palettes = map[Mode]palette{
	Light: {
		Paper: rgb(0xeef1f4), Panel: rgb(0xffffff), Bar: rgb(0xe3e8ed),
		Ink: rgb(0x16202b), Muted: rgb(0x4d5a68), Rule: rgb(0xdfe4e9), Edge: rgb(0x78838f),
		Accent: rgb(0x0f5aa6), OnAccent: rgb(0xffffff), Selected: rgb(0xd9e8f7), Hover: rgb(0xedf3f9),
		Danger: rgb(0xa8140f), DangerBg: rgb(0xfde7e5), Caution: rgb(0x7d4a00), CautionBg: rgb(0xfdf0d5),
		Good: rgb(0x1c6634), Note: rgb(0x4a3fa3), NoteBg: rgb(0xebe9fa),
		Band: rgb(0xe6f1e8), Shade: rgba(0x5a6876, 0x30),
		Source1: rgb(0x0067a5), Source2: rgb(0xb34700), Source3: rgb(0x00745c),
		Source4: rgb(0x8e3f78), Source5: rgb(0x7a6400), Source6: rgb(0x3d4a57),
	},
	Dark: {
		Paper: rgb(0x10151b), Panel: rgb(0x181f27), Bar: rgb(0x1e2630),
		Ink: rgb(0xe7ecf1), Muted: rgb(0xa7b4c1), Rule: rgb(0x2b3540), Edge: rgb(0x7c8a98),
		Accent: rgb(0x84bdf7), OnAccent: rgb(0x0a1a2b), Selected: rgb(0x21364d), Hover: rgb(0x212b36),
		Danger: rgb(0xff9c92), DangerBg: rgb(0x471b1a), Caution: rgb(0xf3c469), CautionBg: rgb(0x3e2f10),
		Good: rgb(0x84d39a), Note: rgb(0xbdb4ff), NoteBg: rgb(0x2b2850),
		Band: rgb(0x1d3325), Shade: rgba(0x93a3b3, 0x30),
		Source1: rgb(0x5fb4ee), Source2: rgb(0xf09a57), Source3: rgb(0x4cc9a6),
		Source4: rgb(0xdf96c9), Source5: rgb(0xd9c34e), Source6: rgb(0xb3bfca),
	},
	Contrast: {
		Paper: rgb(0x000000), Panel: rgb(0x000000), Bar: rgb(0x000000),
		Ink: rgb(0xffffff), Muted: rgb(0xe6e6e6), Rule: rgb(0x8c8c8c), Edge: rgb(0xffffff),
		Accent: rgb(0xffe14d), OnAccent: rgb(0x000000), Selected: rgb(0x003a70), Hover: rgb(0x262626),
		Danger: rgb(0xffb3ab), DangerBg: rgb(0x4a0000), Caution: rgb(0xffd76b), CautionBg: rgb(0x3a2a00),
		Good: rgb(0x98f0af), Note: rgb(0xd6d0ff), NoteBg: rgb(0x211c5c),
		Band: rgb(0x10321a), Shade: rgba(0xffffff, 0x40),
		Source1: rgb(0x7cc8ff), Source2: rgb(0xffb27a), Source3: rgb(0x6fe8c4),
		Source4: rgb(0xf5b2e1), Source5: rgb(0xffe76b), Source6: rgb(0xd5dde4),
	},
}

// derived gives Fyne's own widgets (entries, buttons, menus) their colours from the roles.
var derived = map[fyne.ThemeColorName]fyne.ThemeColorName{
	fyneTheme.ColorNameButton:              Panel,
	fyneTheme.ColorNameDisabledButton:      Bar,
	fyneTheme.ColorNameDisabled:            Muted,
	fyneTheme.ColorNamePlaceHolder:         Muted,
	fyneTheme.ColorNameFocus:               Selected,
	fyneTheme.ColorNameHover:               Hover,
	fyneTheme.ColorNamePressed:             Selected,
	fyneTheme.ColorNameSelection:           Selected,
	fyneTheme.ColorNameHeaderBackground:    Bar,
	fyneTheme.ColorNameHyperlink:           Accent,
	fyneTheme.ColorNameInputBackground:     Panel,
	fyneTheme.ColorNameInputBorder:         Edge,
	fyneTheme.ColorNameMenuBackground:      Panel,
	fyneTheme.ColorNameOverlayBackground:   Panel,
	fyneTheme.ColorNameForegroundOnError:   Panel,
	fyneTheme.ColorNameForegroundOnWarning: Panel,
	fyneTheme.ColorNameForegroundOnSuccess: Panel,
	fyneTheme.ColorNameScrollBar:           Edge,
	fyneTheme.ColorNameScrollBarBackground: Bar,
}
