package command

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"strings"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/app/units"
)

type unitsCmd struct {
	Read    unitsReadCmd    `cmd:"" help:"stdin: UNIT[<tab>LOINC] -> status<tab>ucum<tab>reason. The status is exact, alias, context, ambiguous or unknown."`
	Convert unitsConvertCmd `cmd:"" help:"stdin: VALUE<tab>FROM<tab>TO[<tab>LOINC-FROM[<tab>LOINC-TO]] -> status<tab>result<tab>exact<tab>reason. The status is ok, refused or invalid."`
}

type unitsReadCmd struct{}

func (unitsReadCmd) Run(r *run) error {
	return r.lines(func(in []string) []string {
		got := units.Read(in[0], field(in, 1))
		return []string{string(cmp.Or(got.Status, record.UnitUnknown)), got.UCUM, got.Reason}
	})
}

type unitsConvertCmd struct{}

func (unitsConvertCmd) Run(r *run) error {
	return r.lines(func(in []string) []string {
		if len(in) < 3 {
			return []string{"invalid", "", "", "A line holds a value, the unit it is in and the unit to convert it to, with tabs between them."}
		}
		got, err := units.Convert(in[0], in[1], in[2], nil, field(in, 3), field(in, 4))
		var refusal *units.Refusal
		switch {
		case err == nil:
			return []string{"ok", got.Shown, got.Exact, ""}
		case errors.As(err, &refusal):
			return []string{"refused", "", "", refusal.Reason}
		}
		return []string{"invalid", "", "", err.Error()}
	})
}

func field(in []string, i int) string {
	if i < len(in) {
		return strings.TrimSpace(in[i])
	}
	return ""
}

// maxLine bounds one line of stdin, in bytes; a longer one is answered as if it ended there.
const maxLine = 64 << 10

// lines answers each line of stdin with one line, in order, holding one at a time.
func (r *run) lines(answer func([]string) []string) error {
	in := bufio.NewReaderSize(r.Stdin, maxLine)
	out := bufio.NewWriterSize(r.Stdout, maxLine)
	clean := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	for {
		line, long, err := in.ReadLine()
		if errors.Is(err, io.EOF) {
			return out.Flush()
		}
		if err != nil {
			return &app.Error{Message: "The input could not be read to its end.", Err: err}
		}
		text := string(line)
		for long && err == nil {
			_, long, err = in.ReadLine()
		}
		cells := answer(strings.Split(text, "\t"))
		for i := range cells {
			cells[i] = clean.Replace(cells[i])
		}
		if _, err := out.WriteString(strings.Join(cells, "\t") + "\n"); err != nil {
			return err
		}
		if in.Buffered() == 0 { // a person or a program waits for the answer
			if err := out.Flush(); err != nil {
				return err
			}
		}
		if r.ctx.Err() != nil {
			return r.ctx.Err()
		}
	}
}
