package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anamnesis/ui/theme"
	"anamnesis/ui/widgets"
)

// help lists the shortcuts over the window.
func (s *Shell) help() {
	blocks := []widgets.Block{{Text: "Shortcuts", Style: widgets.Style{Bold: true}}}
	for _, k := range shortcutList() {
		if k.key == fyne.KeyEqual { // the same key as + on most keyboards
			continue
		}
		blocks = append(blocks, widgets.Block{Label: k.keys, Text: k.does})
	}
	blocks = append(blocks,
		widgets.Block{Label: "Ctrl+C", Text: "Copy the line: value, unit, time and source"},
		widgets.Block{Label: "Tab", Text: "The next part of the window"},
		widgets.Block{Label: "arrows", Text: "Move in a list; Enter shows the evidence of the line"})
	_, object := widgets.NewArticle(blocks)
	pop := widget.NewModalPopUp(container.New(&sized{fyne.NewSize(460*scale(), float32(len(blocks)+1)*widgets.Size(theme.Text)*1.45)}, object), s.win.Canvas())
	pop.Show()
}

// scale is the text scale.
func scale() float32 { return widgets.Size(theme.Row) / 21 }

// sized gives its content one size.
type sized struct{ size fyne.Size }

func (l *sized) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (l *sized) MinSize([]fyne.CanvasObject) fyne.Size { return l.size }
