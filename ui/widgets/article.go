package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anamnesis/ui/theme"
)

// Block is one part of an article: a heading, a paragraph, a labelled line, a link.
type Block struct {
	Text   string
	Style  Style
	Label  string // before the text, in a column of its own
	Mark   Mark
	Role   fyne.ThemeColorName
	Chips  []Chip
	Shapes []Shape
	// Heading puts a rule over the block.
	Heading bool
	Indent  float32
	Space   float32 // above
	Do      func()  // makes the block a link
	Ground  fyne.ThemeColorName
}

// Article is a column of text blocks, wrapped to the width. The arrow keys move between its links, Enter follows one.
type Article struct {
	Drawn
	Blocks []Block
	// LabelWidth is the width of the column of labels.
	LabelWidth float32

	width   float32
	link    int // the link that has the focus, by its place among Blocks
	focused bool
	scroll  *container.Scroll
}

// NewArticle returns an article in a scroll bar.
func NewArticle(blocks []Block) (*Article, fyne.CanvasObject) {
	a := &Article{Blocks: blocks, LabelWidth: 64, link: -1}
	a.Draw = func(p *Painter, size fyne.Size) { a.flow(p, size.Width) }
	a.Least = func() fyne.Size { return fyne.NewSize(60, a.flow(nil, a.width)) }
	a.extend(a)
	a.scroll = container.NewVScroll(a)
	return a, container.New(&articleFrame{a}, a.scroll)
}

// SetBlocks shows other blocks, from the top.
func (a *Article) SetBlocks(blocks []Block) {
	a.Blocks, a.link = blocks, -1
	a.scroll.Refresh()
	a.scroll.ScrollToTop()
	a.Refresh()
}

type articleFrame struct{ a *Article }

func (f *articleFrame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.a.width = size.Width
	for _, o := range objects {
		o.Resize(size)
	}
}

func (f *articleFrame) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(80, 40) }

// flow lays the blocks out at a width, draws them when p is given, and returns the height.
func (a *Article) flow(p *Painter, width float32) float32 {
	pad := Size(theme.Pad)
	y := pad
	if width <= 2*pad {
		return y
	}
	for i, b := range a.Blocks {
		y += b.Space
		if b.Heading {
			if p != nil && i > 0 {
				p.HLine(0, width, y+2, theme.Rule)
			}
			y += 6
		}
		y += a.block(p, i, b, pad+b.Indent, y, width-pad)
	}
	return y + pad
}

func (a *Article) block(p *Painter, i int, b Block, x, y, right float32) float32 {
	st := b.Style
	if b.Do != nil && st.Role == "" {
		st.Role = theme.Accent
	}
	lh := st.size() * 1.42
	left := x
	if b.Mark != NoMark {
		x += Size(theme.MarkBox) + 6
	}
	x += (Size(theme.MarkBox) + 4) * float32(len(b.Shapes))
	if b.Label != "" {
		x += a.LabelWidth*textScale() + 6
	}
	text := right
	for _, c := range b.Chips {
		text -= ChipWidth(c) + 4
	}
	lines := Wrap(b.Text, st, max(40, text-x))
	h := lh * float32(len(lines))
	if p == nil {
		return h
	}
	if b.Ground != "" {
		p.Fill(Rect{left - 4, y, right - left + 8, h}, b.Ground)
	}
	if b.Mark != NoMark {
		m := Size(theme.MarkBox)
		p.Mark(b.Mark, left+m/2, y+lh/2, m, b.Role)
		left += m + 6
	}
	for _, s := range b.Shapes {
		m := Size(theme.MarkBox)
		p.Mark(s.Mark, left+m/2, y+lh/2, m, s.Role)
		left += m + 4
	}
	if b.Label != "" {
		p.Text(Rect{left, y, a.LabelWidth * textScale(), lh}, b.Label, Style{Role: theme.Muted, Size: theme.Small})
	}
	var used float32
	for n, s := range lines {
		w := p.Whole(Rect{x, y + lh*float32(n), text - x, lh}, s, st)
		used = max(used, w)
	}
	cx := x + used + 8
	if used == 0 {
		cx = x
	}
	for _, c := range b.Chips {
		cx += p.Chip(Rect{cx, y, right - cx, lh}, c) + 4
	}
	if b.Do != nil {
		area := Rect{x - 3, y, used + 6, h}
		if a.focused && a.link == i {
			p.Box(area, nil, Color(theme.Accent), 1.5, 3)
		} else if a.Hovered(area) {
			p.Fill(Rect{x, y + h - 2, used, 1}, theme.Accent)
		}
		p.Hit(area, "", b.Do)
	}
	return h
}

// FocusGained implements fyne.Focusable.
func (a *Article) FocusGained() {
	a.focused = true
	if a.link < 0 {
		a.step(1)
	}
	a.Refresh()
}

// FocusLost implements fyne.Focusable.
func (a *Article) FocusLost() { a.focused = false; a.Refresh() }

// TypedRune implements fyne.Focusable.
func (a *Article) TypedRune(rune) {}

// TypedKey moves between links, follows one, or scrolls.
func (a *Article) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		a.step(1)
	case fyne.KeyUp:
		a.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if a.link >= 0 && a.link < len(a.Blocks) {
			if do := a.Blocks[a.link].Do; do != nil {
				do()
			}
		}
	case fyne.KeyPageDown, fyne.KeyPageUp:
		d := a.scroll.Size().Height * 0.9
		if e.Name == fyne.KeyPageUp {
			d = -d
		}
		a.scroll.ScrollToOffset(fyne.NewPos(0, a.scroll.Offset.Y+d))
	default:
		passKey(a.self, e)
	}
}

func (a *Article) step(dir int) {
	for i := a.link + dir; i >= 0 && i < len(a.Blocks); i += dir {
		if a.Blocks[i].Do != nil {
			a.link = i
			y := a.top(i)
			Reveal(a.scroll, Rect{0, y, a.width, Size(theme.Row)})
			break
		}
	}
	a.Refresh()
}

// top returns where block i begins.
func (a *Article) top(i int) float32 {
	part := Article{Blocks: a.Blocks[:i], LabelWidth: a.LabelWidth}
	return part.flow(nil, a.width)
}
