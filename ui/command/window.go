package command

import (
	"errors"

	"anamnesis/app"
)

type windowCmd struct{}

func (windowCmd) Run(r *run) error {
	return r.vault(func(a *app.App) error {
		err := r.OpenWindow(r.ctx, a, WindowOptions{})
		var none *ErrNoWindow
		if errors.As(err, &none) {
			return &app.Error{Message: none.Why + " The commands work without one: `anamnesis --help` lists them.", Err: err}
		}
		return err
	})
}
