package views

import "fmt"

// Grouped returns a count with a no-break space between thousands.
func Grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u00a0" + s[i:]
	}
	return s
}

// Count returns a count, nothing for none.
func Count(n int) string {
	if n == 0 {
		return ""
	}
	return Grouped(n)
}
