package export

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"anamnesis/app/chart"
)

// header names the columns of [CSV].
var header = []string{"kind", "title", "status", "active", "start", "end", "value", "comparator", "number", "unit", "low", "high", "dose", "frequency", "flags", "sources", "id"}

// CSV writes one line an entry, in the chart's order, UTF-8, RFC 4180. Text that a spreadsheet would take for a formula
// gets a leading apostrophe. A restricted entry is left out unless restricted is true.
func CSV(w io.Writer, c *chart.Chart, restricted bool) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(header); err != nil {
		return err
	}
	for i := range c.Entries {
		e := &c.Entries[i]
		if !restricted && slices.Contains(e.Flags, chart.FlagRestricted) {
			continue
		}
		v := chart.Value{}
		if e.Value != nil {
			v = *e.Value
		}
		row := []string{string(e.Kind), e.Title, e.Status, strconv.FormatBool(e.Active), e.Start, e.End, v.Text, v.Comparator, v.Number, v.Unit, v.Low, v.High,
			e.Dose, e.Frequency, join(e.Flags), strings.Join(sources(e), "; "), e.ID}
		for i := range row {
			row[i] = harmless(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func join(flags []chart.Flag) string {
	s := make([]string, len(flags))
	for i, f := range flags {
		s[i] = string(f)
	}
	return strings.Join(s, "; ")
}

// sources names who says it, each once, in the order of the evidence.
func sources(e *chart.Entry) []string {
	var out []string
	for _, v := range e.Evidence {
		if !slices.Contains(out, v.Source) {
			out = append(out, v.Source)
		}
	}
	return out
}

// harmless keeps a spreadsheet from running a cell: what begins like a formula and is no number is quoted.
func harmless(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}
