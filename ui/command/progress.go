package command

import (
	"fmt"
	"slices"
	"strings"

	"anamnesis/app"
)

// progress returns what draws the progress of a gathering on one line of a terminal, and what ends that line. Elsewhere
// nothing is drawn: a log of numbers helps nobody.
func (r *run) progress() (show func(app.Progress), end func()) {
	if !r.Terminal || r.JSON {
		return nil, func() {}
	}
	received := map[string]int{}
	drawn := 0
	show = func(p app.Progress) {
		received[p.Source] = max(received[p.Source], p.Received)
		var parts []string
		for name, n := range received {
			parts = append(parts, fmt.Sprintf("%s: %d", name, n))
		}
		slices.Sort(parts)
		line := strings.Join(parts, "   ")
		fmt.Fprintf(r.Stderr, "\r%-*s", drawn, line)
		drawn = len(line)
	}
	return show, func() {
		if drawn > 0 {
			fmt.Fprintf(r.Stderr, "\r%*s\r", drawn, "")
		}
	}
}
