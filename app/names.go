package app

import (
	"slices"
	"strings"

	"anamnesis/app/record"
)

// nameOrder ranks the uses of a HumanName: what a person is called now, before what they were called.
var nameOrder = map[string]int{"official": 0, "usual": 1, "": 2, "temp": 3, "anonymous": 4, "nickname": 5, "maiden": 6, "old": 7}

// DisplayName returns the name to list a patient under, as "Family, Given", or the source's own text where it gives no
// parts; "Name not stated" when there is none.
func DisplayName(p *record.Patient) string {
	if p == nil || len(p.Names) == 0 {
		return "Name not stated"
	}
	names := slices.Clone(p.Names)
	slices.SortStableFunc(names, func(a, b record.Name) int {
		if a.Ended != b.Ended {
			if a.Ended {
				return 1
			}
			return -1
		}
		return nameOrder[a.Use] - nameOrder[b.Use]
	})
	n := names[0]
	given := strings.Join(n.Given, " ")
	switch {
	case n.Family != "" && given != "":
		return n.Family + ", " + given
	case n.Family != "":
		return n.Family
	case given != "":
		return given
	case n.Text != "":
		return n.Text
	}
	return "Name not stated"
}
