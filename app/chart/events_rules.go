package chart

import (
	"strings"
	"time"

	"anamnesis/app/record"
)

// Immunizations are one when vaccine and date are; the dose number is strong enough to make up for a coarse date.
var immunizationRule = rule{
	kinds:    []record.Kind{record.KindImmunization},
	keys:     (*builder).immunizationKeys,
	weak:     (*builder).compareImmunizations,
	tied:     func(b *builder, x, y *item) finding { return opposites(x, y, "given against not given") },
	revise:   true,
	conflict: ConflictImmunization,
}

// immunizationKeys names vaccine and day; where the date is coarse, vaccine, dose number and year.
func (b *builder) immunizationKeys(it *item) []string {
	keys := b.words.keys(it.Code, it.Ref.Source)
	out := moments(keys, it.start)
	if dose := vaccineOf(it).Dose; dose != "" && !it.start.IsZero() {
		for _, k := range keys {
			out = append(out, k+"#"+dose+"/"+it.start.At.Format("2006"))
		}
	}
	return out
}

// moments crosses keys with the moments at which a fact may meet another: its date in its source's zone, and for a time its
// minute in UTC, because two zones may write two dates for it. A time coarser than a day meets nothing.
func moments(keys []string, t record.Time) []string {
	if t.Precision < record.PrecisionDay {
		return nil
	}
	out := make([]string, 0, 2*len(keys))
	for _, k := range keys {
		out = append(out, k+"/"+t.Date())
		if t.Precision > record.PrecisionDay && t.Zoned {
			out = append(out, k+"@"+t.At.UTC().Truncate(time.Minute).Format("2006-01-02T15:04"))
		}
	}
	return out
}

func (b *builder) compareImmunizations(x, y *item) finding {
	c := b.words.compare(x.Code, y.Code, x.Ref.Source, y.Ref.Source)
	near := compareTimes(x.start, y.start)
	switch {
	case c.match == matchMismatch:
		return finding{verdict: apart, why: c.why}
	case near == timeApart:
		return finding{verdict: apart, why: "given on different days"}
	case c.match != matchYes:
		return finding{}
	}
	dx, dy := vaccineOf(x), vaccineOf(y)
	switch {
	case dx.Dose != "" && dy.Dose != "" && dx.Dose != dy.Dose:
		return finding{verdict: apart, why: "another dose of the series"}
	case x.Ref.Source == y.Ref.Source && dx.Lot != "" && dy.Lot != "" && dx.Lot != dy.Lot:
		return finding{verdict: apart, why: "another lot of one source"}
	case near == timeUnclear && (dx.Dose == "" || x.start.IsZero() || y.start.IsZero()):
		return finding{}
	}
	if c.learned {
		x.learned, y.learned = true, true
	}
	if f := opposites(x, y, "given against not given"); f.verdict == contrary {
		return f
	}
	return finding{verdict: same, why: c.why + "; the dates agree"}
}

func vaccineOf(it *item) record.Immunization {
	if it.Immunization == nil {
		return record.Immunization{}
	}
	return *it.Immunization
}

// opposites finds what was done against what was not.
func opposites(x, y *item, why string) finding {
	if x.Negated != y.Negated && !x.retracted && !y.retracted {
		return finding{verdict: contrary, why: why}
	}
	return finding{verdict: same}
}

// Procedures are one when code, body site and side, and time are. Two of one source stay two.
var procedureRule = rule{
	kinds:  []record.Kind{record.KindProcedure},
	cross:  true,
	keys:   func(b *builder, it *item) []string { return moments(b.words.keys(it.Code, it.Ref.Source), it.start) },
	weak:   (*builder).compareProcedures,
	tied:   func(b *builder, x, y *item) finding { return opposites(x, y, "done against not done") },
	revise: true,
}

func (b *builder) compareProcedures(x, y *item) finding {
	c := b.words.compare(x.Code, y.Code, x.Ref.Source, y.Ref.Source)
	near := compareTimes(x.start, y.start)
	sites := b.compareSites(x, y)
	switch {
	case c.match == matchMismatch || sites == apart || near == timeApart:
		return finding{verdict: apart, why: "another procedure, place or time"}
	case x.Ref.Source == y.Ref.Source:
		return finding{verdict: apart, why: "two procedures of one source are two"}
	case x.Negated != y.Negated || x.Proposed != y.Proposed:
		return finding{verdict: apart, why: "done, planned and not done are not one"}
	case c.match != matchYes || sites != same || near == timeUnclear:
		return finding{}
	}
	if c.learned {
		x.learned, y.learned = true, true
	}
	return finding{verdict: same, why: c.why + "; place and time agree"}
}

// Encounters are one when start, class and organisation are; one that lacks any of these stands alone.
var encounterRule = rule{
	kinds: []record.Kind{record.KindEncounter},
	keys: func(b *builder, it *item) []string {
		return moments([]string{""}, it.start)
	},
	cross:  true,
	weak:   (*builder).compareEncounters,
	revise: true,
}

func (b *builder) compareEncounters(x, y *item) finding {
	near := compareTimes(x.start, y.start)
	cx, cy := encounterClass(x), encounterClass(y)
	ox, oy := b.organisation(x), b.organisation(y)
	switch {
	case near == timeApart:
		return finding{verdict: apart, why: "another time"}
	case x.Ref.Source == y.Ref.Source:
		return finding{verdict: apart, why: "two encounters of one source are two"}
	case cx == "" || cy == "" || ox == "" || oy == "" || near == timeUnclear:
		return finding{}
	case cx != cy || ox != oy:
		return finding{verdict: apart, why: "another class or organisation"}
	}
	return finding{verdict: same, why: "start, class and organisation agree"}
}

// encounterClass is the code of an encounter's class (HL7 v3-ActCode), which sources share.
func encounterClass(it *item) string {
	for _, c := range it.Categories {
		for _, x := range c.Codes {
			if x.Code != "" {
				return x.Code
			}
		}
	}
	return ""
}

// organisation names who an encounter was with, comparable over sources.
func (b *builder) organisation(it *item) string {
	if s := b.words.text(detailOf(it, "serviceProvider")); s != "" {
		return s
	}
	for _, r := range it.Refs {
		if o := b.byRef[r]; o != nil && r.Type == "Organization" {
			return b.words.text(b.title(o))
		}
	}
	return ""
}

// detailOf returns the text of a labelled detail.
func detailOf(it *item, label string) string {
	for _, d := range it.Details {
		if strings.EqualFold(d.Label, label) {
			return d.Text
		}
	}
	return ""
}

// Family history is one when relationship and condition are.
var familyRule = rule{
	kinds: []record.Kind{record.KindFamily},
	keys:  func(b *builder, it *item) []string { return b.words.keys(it.Code, it.Ref.Source) },
	weak: func(b *builder, x, y *item) finding {
		c := b.words.compare(x.Code, y.Code, x.Ref.Source, y.Ref.Source)
		switch conditions := b.sameConditions(x, y); {
		case c.match == matchMismatch || conditions == matchMismatch:
			return finding{verdict: apart, why: "another relative or condition"}
		case c.match != matchYes || conditions != matchYes || x.Negated != y.Negated:
			return finding{}
		}
		return finding{verdict: same, why: c.why + "; the condition agrees"}
	},
}

// sameConditions compares what two relatives have: all of it, by codes, else by words.
func (b *builder) sameConditions(x, y *item) match {
	if len(x.Conditions) == 0 || len(y.Conditions) == 0 {
		if t := b.words.text(x.Text); t != "" && t == b.words.text(y.Text) {
			return matchYes
		}
		return matchNone
	}
	if len(x.Conditions) != len(y.Conditions) {
		return matchNone
	}
	for _, s := range x.Conditions {
		best := matchMismatch
		for _, t := range y.Conditions {
			switch m := b.words.compare(s, t, x.Ref.Source, y.Ref.Source).match; m {
			case matchYes:
				best = matchYes
			case matchNone:
				if best == matchMismatch {
					best = matchNone
				}
			}
		}
		if best != matchYes {
			return best
		}
	}
	return matchYes
}

// Everything else joins only by a business identifier or as one resource passed on.
var otherRule = rule{
	kinds: []record.Kind{record.KindCarePlan, record.KindGoal, record.KindDevice, record.KindOrder, record.KindImaging,
		record.KindCoverage, record.KindClaim, record.KindOther},
	revise: true,
}
