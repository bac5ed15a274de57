package people

import "strings"

// queryWords parts what was typed into words, dates and identifiers, each with the ways to read it.
func queryWords(text string) [][]term {
	var out [][]term
	number := func(readings ...string) {
		var all []term
		for _, r := range readings {
			all = append(all, term{text: r, digits: true})
		}
		out = append(out, all)
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '\t' || r == '\u00a0' }) {
		if strings.ContainsAny(part, "0123456789") {
			if days := readDates(part); len(days) > 0 {
				number(days...)
			} else if v := strings.ToLower(bare(part)); v != "" {
				number(v)
			}
			continue
		}
		for _, raw := range split(part) {
			if all := hear(raw); len(all) > 0 {
				out = append(out, all)
			}
		}
	}
	return out
}

// readDates reads a typed date into eight digits, year first; in both orders where day and month cannot be told apart.
func readDates(text string) []string {
	parts := strings.FieldsFunc(strings.TrimRight(text, "."), func(r rune) bool { return r == '-' || r == '.' || r == '/' })
	if len(parts) != 3 {
		return nil
	}
	for _, p := range parts {
		if p == "" || len(p) == 3 || len(p) > 4 || strings.Trim(p, "0123456789") != "" {
			return nil
		}
	}
	two := func(s string) string {
		if len(s) == 1 {
			return "0" + s
		}
		return s
	}
	x, y, z := two(parts[0]), two(parts[1]), two(parts[2])
	switch {
	case len(x) == 4:
		return []string{x + y + z}
	case len(z) == 4 && x <= "12" && x != y:
		return []string{z + y + x, z + x + y}
	case len(z) == 4:
		return []string{z + y + x}
	}
	return nil
}
