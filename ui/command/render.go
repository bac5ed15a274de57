package command

import (
	"fmt"
	"image/png"
	"io"
	"strings"

	"anamnesis/app"
	"anamnesis/app/chart"
	"anamnesis/ui/shell"
)

type renderCmd struct {
	Person string `arg:"" help:"Whose chart."`
	View   string `enum:"overview,timeline,results,medications,problems,documents,sources,conflicts" default:"overview" help:"${enum}."`
	Size   string `default:"1440x900" placeholder:"WxH" help:"Width and height in pixels (${default})."`
	Theme  string `enum:"light,dark" default:"light" help:"${enum}."`
	Units  string `enum:"source,si,conventional" default:"source" help:"${enum}."`
	Why    string `placeholder:"ENTRY" help:"Open the evidence of this entry beside the view."`
	Out    string `required:"" placeholder:"F.png" help:"Where to write the picture."`
}

func (c *renderCmd) Run(r *run) error {
	w, h, err := parseSize(c.Size)
	if err != nil {
		return err
	}
	return r.vault(func(a *app.App) error {
		p, err := a.Person(r.ctx, c.Person)
		if err != nil {
			return err
		}
		err = r.draw(a, shell.RenderOptions{Person: p.ID, View: c.View, Width: w, Height: h, Theme: c.Theme,
			Units: chart.UnitSystem(c.Units), Why: c.Why}, c.Out)
		if err != nil {
			return err
		}
		return r.print(map[string]string{"out": c.Out}, func(w io.Writer) error {
			_, err := fmt.Fprintln(w, "Wrote", c.Out)
			return err
		})
	})
}

// draw writes a picture whole or not at all.
func (r *run) draw(a *app.App, opt shell.RenderOptions, out string) error {
	img, err := shell.Render(r.ctx, a, opt)
	if err != nil {
		return err
	}
	return writeFile(out, func(w io.Writer) error { return png.Encode(w, img) })
}

// The sizes that a picture may have, in pixels.
const (
	minSide = 320
	maxSide = 8192
)

func parseSize(s string) (w, h int, err error) {
	n, scanErr := fmt.Sscanf(strings.ToLower(s)+"\n", "%dx%d\n", &w, &h)
	if scanErr != nil || n != 2 || w < minSide || h < minSide || w > maxSide || h > maxSide {
		return 0, 0, &app.Error{Usage: true, Message: fmt.Sprintf("--size is a width and a height in pixels, each from %d to %d, such as 1366x768.", minSide, maxSide)}
	}
	return w, h, nil
}
