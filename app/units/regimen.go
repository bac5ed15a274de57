package units

import (
	"slices"
	"strings"

	"anamnesis/app/record"
)

// FormatRegimen writes a medication whose dose differs by day or by time of day: "5 mg on Monday, Wednesday and Friday; 3
// mg on Tuesday, Thursday, Saturday and Sunday", "2.5 mg in the morning; 5 mg in the evening". Dosages that follow each
// other by their sequence numbers are joined by "then". One dosage alone is its dose and frequency.
func FormatRegimen(ds []record.Dosage) string { return DoseInternational.Regimen(ds) }

// Regimen writes several dosages of one medication; see FormatRegimen.
func (s DoseStyle) Regimen(ds []record.Dosage) string {
	ds = slices.Clone(ds)
	byDay := len(ds) > 1
	for _, d := range ds {
		if len(d.Timing.DayOfWeek) == 0 {
			byDay = false
		}
	}
	if byDay {
		return s.byDay(ds)
	}
	slices.SortStableFunc(ds, func(a, b record.Dosage) int { return a.Sequence - b.Sequence })
	var b strings.Builder
	for i, d := range ds {
		text := strings.TrimSpace(s.Dose(d) + " " + FormatFrequency(d))
		if text == "" {
			text = strings.TrimSpace(d.Text)
		}
		if text == "" {
			continue
		}
		switch {
		case b.Len() == 0:
		case d.Sequence > ds[i-1].Sequence && ds[i-1].Sequence > 0:
			b.WriteString(", then ")
		default:
			b.WriteString("; ")
		}
		b.WriteString(text)
	}
	return b.String()
}

var week = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// byDay groups the days of the week that have one dose, in the order of their first day.
func (s DoseStyle) byDay(ds []record.Dosage) string {
	var doses []string
	days := map[string][]string{}
	for _, day := range week {
		for _, d := range ds {
			if !slices.ContainsFunc(d.Timing.DayOfWeek, func(x string) bool { return strings.EqualFold(x, day) }) {
				continue
			}
			d.Timing.DayOfWeek = nil
			text := s.Dose(d)
			if rest := FormatFrequency(d); rest != "" && rest != "once daily" && rest != "once WEEKLY" {
				text += " " + rest
			}
			if !slices.Contains(doses, text) {
				doses = append(doses, text)
			}
			days[text] = append(days[text], dayNames[day])
		}
	}
	var out []string
	for _, dose := range doses {
		out = append(out, dose+" on "+list(days[dose]))
	}
	return strings.Join(out, "; ")
}
