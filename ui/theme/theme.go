package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fyneTheme "fyne.io/fyne/v2/theme"
)

// Mode is a palette.
type Mode string

// The palettes. System follows the desktop: light or dark.
const (
	System   Mode = ""
	Light    Mode = "light"
	Dark     Mode = "dark"
	Contrast Mode = "contrast"
)

// Theme is the house's Fyne theme. The zero Theme follows the desktop at 100 %.
type Theme struct {
	Mode  Mode
	Scale float32 // of text and of everything that holds it: 0.8 to 2; 0 is 1
}

var _ fyne.Theme = Theme{}

// Color returns the value of a role.
func (t Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	p := palettes[t.mode(variant)]
	if c, ok := p[name]; ok {
		return c
	}
	if role, ok := derived[name]; ok {
		return p[role]
	}
	if name == fyneTheme.ColorNameShadow {
		return color.NRGBA{A: 0x38}
	}
	return fyneTheme.DefaultTheme().Color(name, t.variant(variant))
}

func (t Theme) mode(variant fyne.ThemeVariant) Mode {
	if t.Mode != System {
		return t.Mode
	}
	if variant == fyneTheme.VariantDark {
		return Dark
	}
	return Light
}

func (t Theme) variant(variant fyne.ThemeVariant) fyne.ThemeVariant {
	if t.mode(variant) == Light {
		return fyneTheme.VariantLight
	}
	return fyneTheme.VariantDark
}

// Font returns Fyne's bundled Noto Sans, which covers Latin, Greek and Cyrillic.
func (t Theme) Font(style fyne.TextStyle) fyne.Resource { return fyneTheme.DefaultTheme().Font(style) }

// Icon returns Fyne's own icon.
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fyneTheme.DefaultTheme().Icon(name)
}

// Size returns a size of the house, scaled, or Fyne's own.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	s := t.Scale
	if s == 0 {
		s = 1
	}
	if v, ok := scaled[name]; ok {
		return v * s
	}
	if v, ok := fixed[name]; ok {
		return v
	}
	return fyneTheme.DefaultTheme().Size(name)
}
