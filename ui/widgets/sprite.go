package widgets

import (
	"image"
	"image/color"
	"image/draw"
	"math"
)

// sprites are the masks of shapes by size in device pixels, drawn once with smooth edges. They are used on Fyne's own
// goroutine only.
var sprites = map[spriteKey]*image.Alpha{}

type spriteKey struct {
	mark Mark
	px   int
}

// mark draws a shape around a centre into the image.
func (b brush) mark(m Mark, cx, cy, size float32, c color.Color) {
	px := int(math.Round(float64(size*b.k))) + 2
	mask := sprites[spriteKey{m, px}]
	if mask == nil {
		mask = sprite(m, px)
		sprites[spriteKey{m, px}] = mask
	}
	at := image.Pt(int(math.Round(float64(cx*b.k)))-px/2, int(math.Round(float64(cy*b.k)))-px/2)
	r := mask.Bounds().Add(at).Intersect(b.img.Bounds())
	draw.DrawMask(b.img, r, image.NewUniform(c), image.Point{}, mask, r.Min.Sub(at), draw.Over)
}

const spriteSamples = 4 // in each direction, for one pixel

func sprite(m Mark, px int) *image.Alpha {
	a := image.NewAlpha(image.Rect(0, 0, px, px))
	in := shapes[m]
	if in == nil {
		in = shapes[Circle]
	}
	for y := range px {
		for x := range px {
			n := 0
			for sy := range spriteSamples {
				for sx := range spriteSamples {
					fx := (float64(x)+(float64(sx)+0.5)/spriteSamples)/float64(px)*2 - 1
					fy := (float64(y)+(float64(sy)+0.5)/spriteSamples)/float64(px)*2 - 1
					if in(fx*1.1, fy*1.1) {
						n++
					}
				}
			}
			a.SetAlpha(x, y, color.Alpha{A: uint8(n * 255 / (spriteSamples * spriteSamples))})
		}
	}
	return a
}

// shapes say which points of the square from -1 to 1 a shape covers; y grows downward.
var shapes = map[Mark]func(x, y float64) bool{
	Circle: func(x, y float64) bool { return x*x+y*y <= 0.81 },
	Ring:   func(x, y float64) bool { d := x*x + y*y; return d <= 0.9 && d >= 0.6 },
	Square: func(x, y float64) bool { return math.Abs(x) <= 0.8 && math.Abs(y) <= 0.8 },
	HollowSquare: func(x, y float64) bool {
		m := max(math.Abs(x), math.Abs(y))
		return m <= 0.85 && m >= 0.5
	},
	Diamond:      func(x, y float64) bool { return math.Abs(x)+math.Abs(y) <= 1.05 },
	TriangleUp:   func(x, y float64) bool { return y <= 0.8 && y >= 2*math.Abs(x)-1 },
	TriangleDown: func(x, y float64) bool { return y >= -0.8 && -y >= 2*math.Abs(x)-1 },
	Alert: func(x, y float64) bool {
		return y <= 0.9 && y >= 2*math.Abs(x)-1.1 && !(math.Abs(x) < 0.14 && (y > -0.4 && y < 0.35 || y > 0.52 && y < 0.75))
	},
	Bar:  func(x, y float64) bool { return math.Abs(x) <= 0.35 && math.Abs(y) <= 1 },
	Dash: func(x, y float64) bool { return math.Abs(x) <= 0.9 && math.Abs(y) <= 0.2 },
	Plus: func(x, y float64) bool {
		return max(math.Abs(x), math.Abs(y)) <= 1 && min(math.Abs(x), math.Abs(y)) <= 0.3
	},
	Cross: func(x, y float64) bool {
		return max(math.Abs(x), math.Abs(y)) <= 0.9 && (math.Abs(x-y) < 0.36 || math.Abs(x+y) < 0.36)
	},
	Unequal: func(x, y float64) bool {
		return math.Abs(x) <= 0.9 && (math.Abs(y-0.35) < 0.17 || math.Abs(y+0.35) < 0.17) || math.Abs(x+y*0.55) < 0.17 && math.Abs(y) <= 1
	},
	Fold: func(x, y float64) bool { return math.Abs(x) <= 0.75 && math.Abs(y) <= 0.95 && !(x-y > 1.15) },
}
