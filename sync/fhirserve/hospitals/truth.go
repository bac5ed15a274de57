package hospitals

import "strings"

// ref names one resource.
type ref struct{ source, typ, id string }

func (r ref) object() object { return obj("source", r.source, "type", r.typ, "id", r.id) }

func refs(rs []ref) list {
	var out list
	for _, r := range rs {
		out = append(out, r.object())
	}
	return out
}

// truth collects what a reconciled chart must hold. Its JSON is described in testdata/hospitals/README.md.
type truth struct {
	people, never, joins, generated, apart, conflicts, quiet, latest, allergies, medications, hazards list
}

// person names a human being and the patient records that are theirs. link is "same" or "review".
func (t *truth) person(key, name, link, why string, records ...ref) {
	var rs list
	for _, r := range records {
		rs = append(rs, obj("source", r.source, "patient", r.id))
	}
	t.people = append(t.people, obj("key", key, "name", name, "records", rs, "link", link, "why", why))
}

// addRecord gives a person one more record, on another hospital, and says why it is theirs too.
func (t *truth) addRecord(key, why string, r ref) {
	for i, p := range t.people {
		p := p.(object)
		if p.text("key") == key {
			records := append(p.get("records").(list), obj("source", r.source, "patient", r.id))
			t.people[i] = p.with("records", records, "why", p.text("why")+" "+why)
			return
		}
	}
	panic("hospitals: nobody is " + key)
}

// neverLink says that two patient records are two human beings.
func (t *truth) neverLink(a, b ref, why string) {
	side := func(r ref) object { return obj("source", r.source, "patient", r.id) }
	t.never = append(t.never, obj("a", side(a), "b", side(b), "why", why))
}

// join says that the facts are one entry.
func (t *truth) join(person, kind, why string, facts ...ref) {
	t.joins = append(t.joins, obj("person", person, "kind", kind, "facts", refs(facts), "why", why))
}

// joinGenerated is join for facts that the generator made by the hundred; the README counts them and does not list them.
func (t *truth) joinGenerated(person, kind, why string, facts ...ref) {
	t.generated = append(t.generated, obj("person", person, "kind", kind, "facts", refs(facts), "why", why))
}

// keepApart says that the two facts are never in one entry.
func (t *truth) keepApart(person, why string, a, b ref) {
	t.apart = append(t.apart, obj("person", person, "facts", refs([]ref{a, b}), "why", why))
}

// conflict says that the facts cannot all be true.
func (t *truth) conflict(person, kind, why string, facts ...ref) {
	t.conflicts = append(t.conflicts, obj("person", person, "kind", kind, "facts", refs(facts), "why", why))
}

// noConflict says that the facts look contradictory and are not: no conflict of this kind may be raised over them.
func (t *truth) noConflict(person, kind, why string, facts ...ref) {
	t.quiet = append(t.quiet, obj("person", person, "kind", kind, "facts", refs(facts), "why", why))
}

// latestValue says which fact holds the latest value of an analyte.
func (t *truth) latestValue(person, analyte string, fact ref, number, unit, why string) {
	t.latest = append(t.latest, obj("person", person, "analyte", analyte, "source", fact.source, "type", fact.typ,
		"id", fact.id, "number", number, "unit", unit, "why", why))
}

// allergy says that the facts are one active allergy, which the first screen must name.
func (t *truth) allergy(person, text string, facts ...ref) {
	t.allergies = append(t.allergies, obj("person", person, "facts", refs(facts), "text", text))
}

// medication says that the facts are one active medication, with the dose and frequency that the first screen must show.
func (t *truth) medication(person, dose, frequency string, facts ...ref) {
	t.medications = append(t.medications, obj("person", person, "facts", refs(facts), "dose", dose, "frequency", frequency))
}

// hazard says which planted case stands for a hazard ("H4") or another system's error ("E1"): see the README.
func (t *truth) hazard(hazard, person, why string, facts ...ref) {
	t.hazards = append(t.hazards, obj("hazard", hazard, "person", person, "facts", refs(facts), "why", why))
}

// file writes truth.json: one statement a line.
func (t *truth) file() []byte {
	var b strings.Builder
	b.WriteString("{\n\"asOf\": " + quote(asOf))
	for _, part := range []struct {
		key   string
		lines list
	}{
		{"people", t.people}, {"never", t.never}, {"joins", append(t.joins, t.generated...)}, {"apart", t.apart}, {"conflicts", t.conflicts},
		{"quiet", t.quiet}, {"latest", t.latest}, {"allergies", t.allergies}, {"medications", t.medications}, {"hazards", t.hazards},
	} {
		b.WriteString(",\n" + quote(part.key) + ": [")
		for i, line := range part.lines {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString("\n  " + compact(line))
		}
		b.WriteString("\n]")
	}
	b.WriteString("\n}\n")
	return []byte(b.String())
}
