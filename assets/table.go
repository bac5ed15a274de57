package assets

import (
	"fmt"
	"io/fs"
	"strings"
)

// Table is one tab-separated table: a heading line and rows of as many cells. Lines that start with # are
// notes; a row whose first cell starts with # has a backslash before it.
type Table struct {
	name    string
	columns map[string]int
	rows    [][]string
	lines   []int
}

// ReadTable reads a table and requires its columns. An empty trailing cell may be left out of a row.
func ReadTable(files fs.FS, name string, columns ...string) (*Table, error) {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	t := &Table{name: name}
	for i, line := range strings.Split(string(raw), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(strings.TrimPrefix(line, `\`), "\t")
		if t.columns == nil {
			t.columns = make(map[string]int, len(cells))
			for j, c := range cells {
				t.columns[c] = j
			}
			continue
		}
		if len(cells) > len(t.columns) {
			return nil, fmt.Errorf("%s, line %d: %d cells under %d headings", name, i+1, len(cells), len(t.columns))
		}
		for len(cells) < len(t.columns) {
			cells = append(cells, "")
		}
		t.rows, t.lines = append(t.rows, cells), append(t.lines, i+1)
	}
	for _, c := range columns {
		if _, ok := t.columns[c]; !ok {
			return nil, fmt.Errorf("%s: no column %q", name, c)
		}
	}
	return t, nil
}

// Len returns the number of rows.
func (t *Table) Len() int { return len(t.rows) }

// Cell returns a cell of a row without surrounding blanks, "" where there is none.
func (t *Table) Cell(row int, column string) string {
	j, ok := t.columns[column]
	if !ok {
		return ""
	}
	return strings.TrimSpace(t.rows[row][j])
}

// List returns the parts of a cell that holds several, separated by semicolons.
func (t *Table) List(row int, column string) []string {
	var out []string
	for _, p := range strings.Split(t.Cell(row, column), ";") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// At names a row for an error: file and line.
func (t *Table) At(row int) string { return fmt.Sprintf("%s, line %d", t.name, t.lines[row]) }
