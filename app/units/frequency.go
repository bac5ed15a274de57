package units

import (
	"strings"

	"anamnesis/app/record"
)

// timingCodes are HL7's GTS abbreviations and the Latin ones that sources still write, in words. QD, QOD and HS are never
// shown: they are misread.
var timingCodes = map[string]string{
	"QD": "once daily", "OD": "once daily", "DAILY": "once daily", "DIE": "once daily",
	"BID": "twice daily", "BD": "twice daily", "BDS": "twice daily",
	"TID": "3 times daily", "TDS": "3 times daily", "QID": "4 times daily", "QDS": "4 times daily",
	"AM": "every morning", "PM": "every afternoon", "QAM": "every morning", "QPM": "every evening",
	"OM": "every morning", "ON": "every night", "MANE": "every morning", "NOCTE": "every night",
	"QOD": "every other day", "EOD": "every other day", "ALTERNATE DAYS": "every other day",
	"BED": "at bedtime", "HS": "at bedtime", "QHS": "at bedtime",
	"Q1H": "every hour", "Q2H": "every 2 hours", "Q3H": "every 3 hours", "Q4H": "every 4 hours", "Q6H": "every 6 hours",
	"Q8H": "every 8 hours", "Q12H": "every 12 hours", "Q24H": "every 24 hours", "Q48H": "every 48 hours", "Q72H": "every 72 hours",
	"WK": "once WEEKLY", "QW": "once WEEKLY", "QWK": "once WEEKLY", "WEEKLY": "once WEEKLY", "Q1W": "once WEEKLY",
	"Q2W": "once every 2 WEEKS", "BIW": "twice WEEKLY", "TIW": "3 times WEEKLY",
	"MO": "once MONTHLY", "QM": "once MONTHLY", "MONTHLY": "once MONTHLY",
	"STAT": "once, at once", "ONCE": "once", "PRN": "as needed",
}

// eventTimings are FHIR's EventTiming codes in words.
var eventTimings = map[string]string{
	"MORN": "in the morning", "MORN.early": "in the early morning", "MORN.late": "in the late morning", "NOON": "at noon",
	"AFT": "in the afternoon", "AFT.early": "in the early afternoon", "AFT.late": "in the late afternoon",
	"EVE": "in the evening", "EVE.early": "in the early evening", "EVE.late": "in the late evening", "NIGHT": "at night",
	"PHS": "after sleep", "HS": "at bedtime", "WAKE": "on waking", "IMD": "immediately",
	"C": "with meals", "CM": "with breakfast", "CD": "with lunch", "CV": "with the evening meal",
	"AC": "before meals", "ACM": "before breakfast", "ACD": "before lunch", "ACV": "before the evening meal",
	"PC": "after meals", "PCM": "after breakfast", "PCD": "after lunch", "PCV": "after the evening meal",
}

var dayNames = map[string]string{
	"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}

// FormatFrequency writes how often a dose is given, in words and without abbreviations: once daily, once WEEKLY, every 4
// to 6 hours as needed for pain. What is weekly or rarer stands in capitals, so that it is not read as daily. It is ""
// when the source states no timing apart from its own sentence.
func FormatFrequency(d record.Dosage) string {
	t := d.Timing
	parts := []string{rhythm(t)}
	if s := eventWords(t.When); s != "" {
		parts = append(parts, s)
	}
	if len(t.TimeOfDay) > 0 {
		parts = append(parts, "at "+list(clockTimes(t.TimeOfDay)))
	}
	words := strings.TrimSpace(strings.Join(nonEmpty(parts), " "))
	if words == "" {
		words = codedTiming(t.Code)
	}
	if words == "" && t.Count != "" && Compare(t.Count, "1") == 0 {
		words = "once"
	}
	words = withDays(words, t)
	if d.AsNeeded || d.AsNeededIf.Words() != "" {
		words = strings.TrimSpace(words + " as needed")
		if why := d.AsNeededIf.Words(); why != "" {
			words += " for " + lowerName(why)
		}
	}
	return words
}

// rhythm writes frequency over period.
func rhythm(t record.Timing) string {
	if t.Period == "" || t.PeriodUnit == "" {
		if t.Frequency != "" && t.Period == "" && t.PeriodUnit == "" {
			if Compare(t.Frequency, "1") == 0 {
				return ""
			}
			return times(t)
		}
		return ""
	}
	unit, ok := periodWords[t.PeriodUnit]
	if !ok {
		return ""
	}
	single := Compare(t.Period, "1") == 0 && t.PeriodMax == ""
	once := (t.Frequency == "" || Compare(t.Frequency, "1") == 0) && t.FrequencyMax == ""
	switch {
	case single && unit.adverb != "":
		return times(t) + " " + unit.adverb
	case once && unit.one == "day" && Compare(t.Period, "2") == 0 && t.PeriodMax == "":
		return "every other day"
	case once && unit.adverb == "":
		return "every " + span(t, unit)
	}
	return times(t) + " every " + span(t, unit)
}

type periodWord struct{ one, many, adverb string }

var periodWords = map[string]periodWord{
	"s": {"second", "seconds", ""}, "min": {"minute", "minutes", ""}, "h": {"hour", "hours", ""},
	"d": {"day", "days", "daily"}, "wk": {"WEEK", "WEEKS", "WEEKLY"}, "mo": {"MONTH", "MONTHS", "MONTHLY"},
	"a": {"YEAR", "YEARS", "YEARLY"},
}

// span writes the time between doses. From three days on the days stand in capitals: they are not daily.
func span(t record.Timing, unit periodWord) string {
	if unit.one == "day" && Compare(t.Period, "3") >= 0 {
		unit.many = "DAYS"
	}
	if t.PeriodMax != "" && t.PeriodMax != t.Period {
		return DoseInternational.number(t.Period) + " to " + DoseInternational.number(t.PeriodMax) + " " + unit.many
	}
	if Compare(t.Period, "1") == 0 {
		return unit.one
	}
	return DoseInternational.number(t.Period) + " " + unit.many
}

// times writes once, twice, 3 times, 1 to 2 times.
func times(t record.Timing) string {
	f := t.Frequency
	if f == "" {
		f = "1"
	}
	switch {
	case t.FrequencyMax != "" && t.FrequencyMax != f:
		return DoseInternational.number(f) + " to " + DoseInternational.number(t.FrequencyMax) + " times"
	case Compare(f, "1") == 0:
		return "once"
	case Compare(f, "2") == 0:
		return "twice"
	}
	return DoseInternational.number(f) + " times"
}

// withDays adds the days of the week. Days alone mean once on each of them; one day alone is weekly.
func withDays(words string, t record.Timing) string {
	var days []string
	for _, d := range t.DayOfWeek {
		if name, ok := dayNames[strings.ToLower(d)]; ok {
			days = append(days, name)
		}
	}
	if len(days) == 0 {
		return words
	}
	if len(days) == 7 {
		if words == "" {
			return "once daily"
		}
		return words
	}
	on := "on " + list(days)
	weekly := len(days) == 1 && (words == "" || strings.HasSuffix(words, "once daily") || words == "once WEEKLY")
	switch {
	case weekly:
		return "once WEEKLY, " + on
	case words == "":
		return "only " + on
	case strings.HasSuffix(words, "daily"):
		return words + ", only " + on
	}
	return words + ", " + on
}

func eventWords(when []string) string {
	var out []string
	for _, w := range when {
		if s, ok := eventTimings[w]; ok {
			out = append(out, s)
		} else if w != "" {
			out = append(out, w)
		}
	}
	return list(out)
}

// codedTiming writes a timing that is only a code or a text. A text that is not a known abbreviation is the source's own.
func codedTiming(c record.Concept) string {
	for _, x := range c.Codes {
		if s, ok := timingCodes[strings.ToUpper(x.Code)]; ok {
			return s
		}
	}
	words := strings.TrimSpace(c.Words())
	key := strings.ToUpper(strings.NewReplacer(".", "", "/", "").Replace(words))
	if s, ok := timingCodes[key]; ok {
		return s
	}
	return words
}

// clockTimes writes hours and minutes; seconds that are zero say nothing.
func clockTimes(times []string) []string {
	out := make([]string, len(times))
	for i, t := range times {
		out[i] = strings.TrimSuffix(t, ":00")
		if !strings.Contains(out[i], ":") {
			out[i] = t
		}
	}
	return out
}

func list(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

func nonEmpty(words []string) []string {
	out := words[:0]
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}
