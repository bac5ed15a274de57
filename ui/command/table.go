package command

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// table prints rows in columns of equal width, the header first; the last column is not padded.
func table(w io.Writer, header []string, rows [][]string) error {
	width := make([]int, len(header))
	for _, row := range append([][]string{header}, rows...) {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range append([][]string{header}, rows...) {
		var b strings.Builder
		for i, cell := range row {
			b.WriteString(cell)
			if i < len(row)-1 {
				b.WriteString(strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell)+2))
			}
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(b.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

// count says "1 resource", "2 resources".
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if strings.HasSuffix(one, "person") {
		return fmt.Sprintf("%d %speople", n, strings.TrimSuffix(one, "person"))
	}
	return fmt.Sprintf("%d %ss", n, one)
}
