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

// unclear drops an analyte of a person: which of its values is the latest is itself in dispute.
func (n newest) unclear(person, analyte string) { delete(n, [2]string{person, analyte}) }

// reading writes a hand-made result into the person's file, and registers it where it is a plain value.
func (s *set) reading(person string, h *hospital, r result) ref {
	out := h.handmade(person, h.observation(r))
	plain := r.value != "" && r.comparator == "" && r.unit == nil && (r.status == "" || r.status == "corrected" || r.status == "amended")
	if plain && r.at.Before(at("2026-11-20 09:00")) {
		s.newest.value(person, r.lab.id, out, r.value, h.style(r.lab).ucum, r.at)
	}
	return out
}

// mainAnalytes are those whose latest value truth.json states.
var mainAnalytes = []string{"glucose", "creatinine", "potassium", "sodium", "urea", "hba1c", "haemoglobin", "cholesterol-total",
	"ldl-cholesterol-calculated", "inr", "calcium-total", "alt", "tsh", "urate", "body-weight", "systolic-pressure", "diastolic-pressure",
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
