package chart

import (
	"time"

	"anamnesis/app/record"
	"anamnesis/app/units"
)

// reading is one value that an Observation states: its own, or that of one component.
type reading struct {
	keys            []string // what the reading is of: the analyte, else its codes and words
	analyte         string
	code            record.Concept
	value           record.Value
	interpretations []record.Concept
	ranges          []record.ReferenceRange
	absent          record.Concept
	suspect         units.Suspicion
}

// readingsOf returns the values that a fact states. A panel is its components.
func (b *builder) readingsOf(it *item) []reading {
	if it.readings != nil || it.Observation == nil {
		return it.readings
	}
	o := it.Observation
	out := []reading{}
	if o.Value.Kind != record.ValueNone || len(o.Components) == 0 {
		out = append(out, reading{analyte: o.Analyte, code: it.Code, value: o.Value, interpretations: o.Interpretations,
			ranges: o.Ranges, absent: o.AbsentReason})
	}
	for _, c := range o.Components {
		out = append(out, reading{analyte: c.Analyte, code: c.Code, value: c.Value, interpretations: c.Interpretations,
			ranges: c.Ranges, absent: c.AbsentReason})
	}
	for i := range out {
		out[i].keys = b.readingKeys(out[i].analyte, out[i].code, it)
		if !it.retracted {
			out[i].suspect = suspicion(out[i].analyte, out[i].value, out[i].ranges)
		}
	}
	it.readings = out
	return out
}

func (b *builder) readingKeys(analyte string, code record.Concept, it *item) []string {
	if analyte != "" {
		return []string{"analyte:" + analyte}
	}
	return b.words.keys(code, it.Ref.Source)
}

// sameAnalyte reports whether two facts measure one analyte.
func (b *builder) sameAnalyte(x, y *item) bool {
	if x.Observation == nil || y.Observation == nil {
		return false
	}
	for _, r := range b.readingsOf(x) {
		for _, s := range b.readingsOf(y) {
			if r.analyte != "" && r.analyte == s.analyte {
				return true
			}
		}
	}
	return false
}

// sameMeasurand compares what two readings are of.
func (b *builder) sameMeasurand(r, s reading, x, y *item) bool {
	if r.analyte != "" || s.analyte != "" {
		return r.analyte == s.analyte
	}
	c := b.words.compare(r.code, s.code, x.Ref.Source, y.Ref.Source)
	if c.learned {
		x.learned, y.learned = true, true
	}
	return c.match == matchYes
}

// results are compared by analyte, collected time and value.
var resultRule = rule{
	kinds:    []record.Kind{record.KindResult, record.KindVital, record.KindSocial},
	cross:    true,
	prepare:  (*builder).countDays,
	keys:     (*builder).resultKeys,
	weak:     (*builder).compareResults,
	tied:     (*builder).compareTiedResults,
	revise:   true,
	conflict: ConflictResultValue,
}

// countDays notes on which days a source has how many readings of one thing: a reading that has only a date is matched by
// its date only where there is one.
func (b *builder) countDays(nodes []*node) {
	b.perDay = map[string]int{}
	b.dateOnly = map[string]bool{}
	for _, n := range nodes {
		seen := map[string]bool{}
		for _, it := range n.current {
			if it.start.Precision < record.PrecisionDay || it.Observation == nil {
				continue
			}
			for _, r := range b.readingsOf(it) {
				for _, k := range r.keys {
					day := k + "/" + it.start.Date()
					if it.start.Precision == record.PrecisionDay {
						b.dateOnly[day] = true
					}
					if mine := it.Ref.Source + "\x00" + day; !seen[mine] {
						seen[mine] = true
						b.perDay[mine]++
					}
				}
			}
		}
	}
}

// resultKeys names the moments at which a reading may meet another: its minute, and its day where a source gives only that.
func (b *builder) resultKeys(it *item) []string {
	if it.Observation == nil || it.start.Precision < record.PrecisionDay || cancelled(it) {
		return nil
	}
	var out []string
	for _, r := range b.readingsOf(it) {
		for _, k := range r.keys {
			if day := k + "/" + it.start.Date(); b.dateOnly[day] {
				out = append(out, day)
			}
			if it.start.Precision > record.PrecisionDay {
				out = append(out, k+"#"+it.start.At.Format("2006-01-02T15:04"))
				if it.start.Zoned {
					out = append(out, k+"@"+it.start.At.UTC().Truncate(time.Minute).Format("2006-01-02T15:04"))
				}
			}
		}
	}
	return out
}

// nearness is how two clinical times stand to each other.
type nearness uint8

const (
	timeUnclear nearness = iota // one is missing or coarser than a day
	timeApart
	timeDay    // the same day, and one of them says no more
	timeMinute // the same instant to the minute or finer
)

func compareTimes(x, y record.Time) nearness {
	switch {
	case x.IsZero() || y.IsZero():
		return timeUnclear
	case min(x.Precision, y.Precision) < record.PrecisionDay:
		if x.Compatible(y) {
			return timeUnclear
		}
		return timeApart
	case !x.Compatible(y):
		return timeApart
	case min(x.Precision, y.Precision) == record.PrecisionDay:
		return timeDay
	}
	return timeMinute
}

// compareResults compares two results of which nothing says that they are one event.
func (b *builder) compareResults(x, y *item) finding {
	if x.Observation == nil || y.Observation == nil || cancelled(x) || cancelled(y) {
		return finding{}
	}
	if x.Ref.Source == y.Ref.Source {
		return finding{verdict: apart, why: "two readings of one source are two readings"}
	}
	if (x.Focus.IsZero()) != (y.Focus.IsZero()) {
		return finding{verdict: apart, why: "one of them is not about the patient"}
	}
	near := compareTimes(x.start, y.start)
	if near == timeApart {
		return finding{verdict: apart, why: "collected at different times"}
	}
	if near == timeUnclear {
		return finding{}
	}
	if b.compareSpecimens(x, y) == apart || b.compareSites(x, y) == apart {
		return finding{verdict: apart, why: "different specimen, method or body site"}
	}
	equal, shared := b.compareReadings(x, y)
	if shared == "" {
		return finding{}
	}
	switch {
	case near == timeMinute && equal == valuesEqual:
		return finding{verdict: same, why: "same analyte, same minute and the same value"}
	case near == timeMinute && equal == valuesDiffer && revision(x) != revision(y):
		return finding{verdict: same, why: "one is the correction of the other"}
	case near == timeMinute && equal == valuesDiffer:
		return finding{verdict: contrary, why: "one specimen, two values"}
	case near == timeDay && equal == valuesEqual && b.onlyOfDay(x, shared) && b.onlyOfDay(y, shared):
		return finding{verdict: same, why: "same analyte, same day and the same value, and each source has one reading that day"}
	}
	return finding{}
}

func (b *builder) onlyOfDay(it *item, key string) bool {
	return b.perDay[it.Ref.Source+"\x00"+key+"/"+it.start.Date()] == 1
}

// compareTiedResults compares two results that are one event: values that differ are a revision or a conflict.
func (b *builder) compareTiedResults(x, y *item) finding {
	if x.retracted || y.retracted || x.Ref.Source == y.Ref.Source || revision(x) != revision(y) ||
		x.Observation == nil || y.Observation == nil {
		return finding{verdict: same}
	}
	if equal, _ := b.compareReadings(x, y); equal == valuesDiffer {
		return finding{verdict: contrary, why: "one specimen, two values"}
	}
	return finding{verdict: same}
}

// compareReadings compares the values of what both state; shared is the key of one such reading, "" when there is none.
func (b *builder) compareReadings(x, y *item) (equal equality, shared string) {
	equal = valuesEqual
	for _, r := range b.readingsOf(x) {
		for _, s := range b.readingsOf(y) {
			if !b.sameMeasurand(r, s, x, y) {
				continue
			}
			for _, k := range r.keys {
				for _, l := range s.keys {
					if k == l && shared == "" {
						shared = k
					}
				}
			}
			equal = max(equal, b.compareValues(r, s, x, y))
		}
	}
	if shared == "" {
		return valuesUnknown, ""
	}
	return equal, shared
}

// compareSpecimens says whether specimen and method are positively different. Where the analyte is known its code says the
// specimen, so that only two codes of one system tell two specimens apart, not two wordings.
func (b *builder) compareSpecimens(x, y *item) verdict {
	for _, p := range [][2]record.Concept{{b.specimenOf(x), b.specimenOf(y)}, {x.Method, y.Method}} {
		if p[0].IsZero() || p[1].IsZero() {
			continue
		}
		m := b.words.compare(p[0], p[1], x.Ref.Source, y.Ref.Source).match
		if m == matchMismatch || m == matchNone && x.Observation.Analyte == "" {
			return apart
		}
	}
	return same
}

func (b *builder) specimenOf(it *item) record.Concept {
	if !it.Observation.Specimen.IsZero() {
		return it.Observation.Specimen
	}
	if s := b.byRef[it.Observation.SpecimenRef]; s != nil {
		return s.Code
	}
	return record.Concept{}
}
