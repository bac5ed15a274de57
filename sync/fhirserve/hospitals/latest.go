package hospitals

import (
	"slices"
	"time"
)

// newest keeps, for each person and analyte, the value that a chart must call the latest.
type newest map[[2]string]reading

type reading struct {
	fact         ref
	number, unit string
	at           time.Time
}

// value registers a plain value: final, the patient's own, in a unit that fits, and not in the future. Of two at one
// instant the one registered first stays: they are one entry.
func (n newest) value(person, analyte string, fact ref, number, unit string, at time.Time) {
	key := [2]string{person, analyte}
	if old, ok := n[key]; !ok || at.After(old.at) {
		n[key] = reading{fact, number, unit, at}
	}
}

// mainAnalytes are those whose latest value truth.json states.
var mainAnalytes = []string{"glucose", "creatinine", "potassium", "sodium", "urea", "hba1c", "haemoglobin", "cholesterol-total",
	"ldl-cholesterol", "inr", "calcium-total", "alt", "tsh", "urate", "body-weight", "systolic-pressure", "diastolic-pressure",
	"heart-rate", "body-temperature", "oxygen-saturation"}

func (n newest) state(t *truth) {
	var keys [][2]string
	for k := range n {
		if slices.Contains(mainAnalytes, k[1]) {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	for _, k := range keys {
		r := n[k]
		t.latestValue(k[0], k[1], r.fact, r.number, r.unit, "Collected "+r.at.Format("2006-01-02 15:04")+" UTC; nothing plain and valid is later.")
	}
}
