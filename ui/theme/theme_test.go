package theme

import (
	"image/color"
	"math"
	"testing"

	fyneTheme "fyne.io/fyne/v2/theme"
)

func TestContrastOfKnownColours(t *testing.T) {
	for _, c := range []struct {
		a, b color.Color
		want float64
	}{
		{color.Black, color.White, 21},
		{color.White, color.White, 1},
		{rgb(0x767676), color.White, 4.54}, // the lightest grey that passes AA on white
	} {
		if got := ContrastRatio(c.a, c.b); math.Abs(got-c.want) > 0.01 {
			t.Errorf("ContrastRatio(%v, %v) = %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

func TestEveryPairKeepsWCAGAA(t *testing.T) {
	for mode := range palettes {
		th := Theme{Mode: mode}
		for _, p := range Pairs() {
			got := ContrastRatio(th.Color(p.Fore, 0), th.Color(p.Ground, 0))
			if got < p.Least {
				t.Errorf("%s: %s on %s has contrast %.2f, wants %.1f", mode, p.Fore, p.Ground, got, p.Least)
			}
		}
	}
}

func TestEveryPaletteHasEveryRole(t *testing.T) {
	for mode, p := range palettes {
		for role := range palettes[Light] {
			if _, ok := p[role]; !ok {
				t.Errorf("%s lacks %s", mode, role)
			}
		}
	}
}

func TestSystemFollowsTheDesktop(t *testing.T) {
	th := Theme{}
	if th.Color(Panel, fyneTheme.VariantDark) != palettes[Dark][Panel] ||
		th.Color(Panel, fyneTheme.VariantLight) != palettes[Light][Panel] {
		t.Error("the zero theme does not follow the variant")
	}
	forced := Theme{Mode: Light}
	if forced.Color(Panel, fyneTheme.VariantDark) != palettes[Light][Panel] {
		t.Error("a chosen palette must not follow the desktop")
	}
}

func TestRowsGrowWithTheText(t *testing.T) {
	for _, scale := range []float32{0.8, 1, 1.5, 2} {
		th := Theme{Scale: scale}
		if th.Size(Row) < th.Size(Text)*1.4 { // Noto Sans sets a line in 1.36 em
			t.Errorf("at %v a row of %v cannot hold text of %v", scale, th.Size(Row), th.Size(Text))
		}
	}
}
