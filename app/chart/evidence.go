package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"anamnesis/app/record"
	"anamnesis/app/units"
)

// The roles of evidence in an entry.
const (
	roleShown      = "shown"      // its words and value are what the entry shows
	roleSame       = "same"       // says the same
	roleSuperseded = "superseded" // an earlier revision
	roleRetracted  = "retracted"
	roleDisagrees  = "disagrees" // a clinician decided that the shown one is right
)

// tellEvidence writes, for each fact of each entry, what it says and each step from its words to what is shown.
func (b *builder) tellEvidence() {
	for _, g := range b.groups {
		g.entry.Evidence = make([]Evidence, 0, len(g.items))
		for _, it := range g.items {
			g.entry.Evidence = append(g.entry.Evidence, b.evidence(g, it))
		}
	}
}

func (b *builder) evidence(g *group, it *item) Evidence {
	ev := Evidence{Source: it.Ref.Source, Type: it.Ref.Type, ID: it.Ref.ID, Version: it.Version, Status: it.Status,
		Codes: b.codeOf(it).Codes, Time: it.When.Start.Text, Role: role(g, it)}
	if ev.Codes == nil {
		ev.Codes = []record.Code{}
	}
	switch {
	case it.Observation != nil:
		q := it.Observation.Value.Quantity
		ev.Value = SourceValue{Text: rawText(it.Observation)}
		if it.Observation.Value.Kind == record.ValueQuantity {
			ev.Value.Number, ev.Value.Unit = q.Number, unitOf(q)
		}
	case it.Medication != nil:
		ev.Value.Text = dosageText(it.Fact)
	case it.Allergy != nil:
		ev.Value.Text = reactionsText(it.Allergy)
	}
	ev.Steps = b.steps(g, it, ev)
	return ev
}

func role(g *group, it *item) string {
	switch {
	case it.retracted:
		return roleRetracted
	case it == g.shown:
		return roleShown
	case it.superseded != nil:
		return roleSuperseded
	case it.overruled:
		return roleDisagrees
	}
	return roleSame
}

// steps are sentences that lead from the source's words to what the entry shows.
func (b *builder) steps(g *group, it *item, ev Evidence) []string {
	steps := make([]string, 0, 4)
	add := func(s string) {
		if s != "" {
			steps = append(steps, s)
		}
	}
	add(said(it, b.codeOf(it), ev.Value.Text))
	if b.midnight[it.Ref.Source] && it.When.Start.Precision > record.PrecisionDay {
		add("All times of " + it.Ref.Source + " stand at midnight: it sends dates.")
	}
	if it.future {
		add("It is dated in the future and is never taken as the latest.")
	}
	for _, r := range b.readingsOf(it) {
		if r.value.Kind == record.ValueQuantity {
			b.readingSteps(g, it, r, add)
		}
	}
	if it.Negated {
		add("It says the opposite (" + it.NegatedWhy + ") and is never joined with what was done.")
	}
	if it.Proposed {
		add("It is a proposal (" + it.Intent + "), not an order.")
	}
	if it.Subsetted {
		add("The source sent only a part of it.")
	}
	for _, w := range it.Warnings {
		add("Not read: " + w)
	}
	told := map[string]bool{}
	for _, j := range it.joined {
		if j.with.group != g {
			continue
		}
		s := "One entry with " + j.with.Ref.Source + "'s " + kindWord(j.with) + ": " + j.why + "."
		if !told[s] && len(told) < maxTold {
			told[s] = true
			add(s)
		}
	}
	for _, s := range it.decided {
		add(s)
	}
	if it.superseded != nil {
		add("Superseded by " + it.superseded.Ref.Source + "'s " + orWord(it.superseded.Status, "later") + " version.")
	}
	if it.retracted {
		add(upperFirst(it.why) + ".")
	}
	return steps
}

// maxTold bounds how many reasons of joining one fact tells: a course of many administrations has one with each.
const maxTold = 6

// said is what the source wrote: words, code and value.
func said(it *item, c record.Concept, value string) string {
	s := it.Ref.Source + " wrote"
	if w := c.Words(); w != "" {
		s += " \"" + w + "\""
	}
	for i, x := range c.Codes {
		if i == 3 {
			break
		}
		s += map[bool]string{true: " (", false: ", "}[i == 0] + systemName(x.System) + " " + x.Code
	}
	if len(c.Codes) > 0 {
		s += ")"
	}
	if value != "" {
		s += ": " + value
	}
	if it.When.Start.Text != "" {
		s += ", " + it.When.Start.Text
	}
	return s + "."
}

// readingSteps tell how a unit was read, what the value is of, and how it was converted.
func (b *builder) readingSteps(g *group, it *item, r reading, add func(string)) {
	q := r.value.Quantity
	add(q.Step)
	switch {
	case q.UCUM == "" && unitOf(q) == "":
		add("It has no unit: it equals nothing and joins no series.")
	case q.UCUM == "" && q.Step == "":
		add("Its unit is not understood: it equals nothing and joins no series.")
	}
	if r.suspect.Grade != units.GradeNone {
		add("The unit is doubtful. " + r.suspect.Why + " It is shown as sent and not converted.")
		return
	}
	if it != g.shown || it.retracted {
		return
	}
	if a, ok := units.AnalyteByID(r.analyte); ok {
		if w := r.code.Words(); !strings.EqualFold(w, a.Name) {
			add("Its LOINC code means " + a.Name + ".")
		}
	}
	if to := b.unitFor(r.analyte); to != "" {
		add(convert(q, to, r).step)
	}
}

// kindWord names a fact by its resource type, in small words.
func kindWord(it *item) string {
	var b strings.Builder
	for i, r := range it.Ref.Type {
		if r >= 'A' && r <= 'Z' {
			if i > 0 {
				b.WriteByte(' ')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

func orWord(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// lowerFirst writes a name inside a sentence; one that begins with an abbreviation keeps its capitals.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); !unicode.IsLower(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

func reactionsText(a *record.Allergy) string {
	var out []string
	for _, r := range a.Reactions {
		if s := reactionText(r); s != "" {
			out = append(out, s)
		}
	}
	if a.Criticality != "" {
		out = append(out, "criticality "+a.Criticality)
	}
	return strings.Join(out, "; ")
}

func reactionText(r record.Reaction) string {
	var out []string
	for _, m := range r.Manifestations {
		if s := m.Words(); s != "" {
			out = append(out, s)
		}
	}
	if len(out) == 0 && r.Text != "" {
		out = append(out, r.Text)
	}
	s := strings.Join(out, ", ")
	if r.Severity != "" && s != "" {
		s += " (" + r.Severity + ")"
	}
	return s
}
