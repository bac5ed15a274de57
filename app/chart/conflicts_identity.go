package chart

import (
	"strings"

	"anamnesis/app/record"
)

// identityField is one field of identity, in conflict only with itself.
type identityField struct {
	kind, name string
	// of returns what a Patient says, "" for nothing; same compares two such texts.
	of   func(p *record.Patient) string
	same func(x, y string) bool
}

var identityFields = []identityField{
	{ConflictBirthDate, "birth date", func(p *record.Patient) string { return p.BirthDate.Text }, sameDates},
	{ConflictSex, "administrative gender", func(p *record.Patient) string { return stated(p.Gender) }, strings.EqualFold},
	{ConflictSex, "sex assigned at birth", func(p *record.Patient) string { return stated(p.BirthSex) }, strings.EqualFold},
	{ConflictSex, "gender identity", func(p *record.Patient) string { return stated(p.Identity) }, strings.EqualFold},
	{ConflictDeceased, "", deathOf, sameDeaths},
}

// stated returns "" for the codes that say nothing.
func stated(s string) string {
	switch strings.ToLower(s) {
	case "unknown", "unk", "asku", "asked-declined", "non-disclose", "un":
		return ""
	}
	return s
}

func sameDates(x, y string) bool { return record.ParseTime(x).Compatible(record.ParseTime(y)) }

const (
	dead  = "died, no date stated"
	alive = "alive"
	// diedOn stands before the date of a death.
	diedOn = "died "
)

// deathOf says what a source states about death; silence is nothing.
func deathOf(p *record.Patient) string {
	switch {
	case !p.DeceasedAt.IsZero():
		return diedOn + p.DeceasedAt.Text
	case p.Deceased:
		return dead
	case p.Alive:
		return alive
	}
	return ""
}

func sameDeaths(x, y string) bool {
	if x == alive || y == alive {
		return x == y
	}
	return x == dead || y == dead || sameDates(strings.TrimPrefix(x, diedOn), strings.TrimPrefix(y, diedOn))
}

// identityConflicts compares the Patient resources of the person, field by field.
func (b *builder) identityConflicts() []*clash {
	var out []*clash
	for _, f := range identityFields {
		var facts []*item
		disagree := false
		for _, it := range b.patientItems() {
			if f.of(it.Patient) == "" {
				continue
			}
			for _, o := range facts {
				disagree = disagree || !f.same(f.of(o.Patient), f.of(it.Patient))
			}
			facts = append(facts, it)
		}
		if !disagree {
			continue
		}
		c := &clash{Conflict: Conflict{Kind: f.kind}, facts: map[record.Ref]bool{}}
		var says []string
		for _, it := range facts {
			c.Sides = append(c.Sides, Side{Source: it.Ref.Source, Says: strings.TrimSpace(f.name + " " + f.of(it.Patient))})
			says = append(says, it.Ref.Source+" says "+f.of(it.Patient))
			c.facts[it.Ref] = true
		}
		what := "on the " + f.name
		if f.kind == ConflictDeceased {
			what = "whether or when the patient died"
		}
		c.Why = "The sources disagree " + what + ": " + strings.Join(says, "; ") + "."
		if f.kind != ConflictSex {
			c.Why += " Is this one person?"
		}
		out = append(out, c)
	}
	return out
}

// aboRhCodes are the SNOMED CT findings of blood groups.
var aboRhCodes = map[string]string{"112144000": "A", "112149005": "B", "165743006": "AB", "58460004": "O", "278149003": "A+",
	"278152006": "A-", "278150003": "B+", "278153001": "B-", "278151004": "AB+", "278154007": "AB-", "278147001": "O+",
	"278148006": "O-"}

// aboRh reads a blood group: ABO letters and + or -, either possibly missing.
func aboRh(v record.Value) (abo, rh string) {
	for _, x := range v.Concept.Codes {
		if s := aboRhCodes[x.Code]; s != "" {
			return strings.TrimRight(s, "+-"), strings.TrimLeft(s, "ABO")
		}
	}
	s := strings.NewReplacer("0", "O", "(", " ", ")", " ", ",", " ", "+", " + ", "-", " - ", "А", "A", "В", "B", "О", "O").
		Replace(strings.ToUpper(valueText(v)))
	for _, w := range strings.Fields(s) {
		switch w {
		case "A", "B", "AB", "O":
			if abo == "" {
				abo = w
			}
		case "+", "POS", "POSITIVE", "RH+", "ПОЛОЖИТЕЛЕН", "ПОЛОЖИТЕЛНА":
			rh = "+"
		case "-", "NEG", "NEGATIVE", "ОТРИЦАТЕЛЕН", "ОТРИЦАТЕЛНА":
			rh = "-"
		}
	}
	return abo, rh
}

// bloodGroups finds blood groups that differ in the letters or in Rh.
func (b *builder) bloodGroups() []*clash {
	var groups []*group
	disagree := false
	for _, g := range b.groups {
		if g.shown.Observation == nil || g.shown.retracted || cancelled(g.shown) || !g.shown.Focus.IsZero() || !bloodGroup(g.shown.Code) {
			continue
		}
		abo, rh := aboRh(g.shown.Observation.Value)
		for _, o := range groups {
			a, r := aboRh(o.shown.Observation.Value)
			disagree = disagree || a != "" && abo != "" && a != abo || r != "" && rh != "" && r != rh
		}
		groups = append(groups, g)
	}
	if !disagree {
		return nil
	}
	c := &clash{Conflict: Conflict{Kind: ConflictBloodGroup}, groups: groups}
	var says []string
	for _, g := range groups {
		c.Sides = append(c.Sides, b.side(g))
		says = append(says, b.sourcesOf(g)+" says "+valueText(g.shown.Observation.Value))
	}
	c.Why = "The blood groups differ: " + strings.Join(says, "; ") + ". Is this one person? Never transfuse by this record."
	return []*clash{c}
}
