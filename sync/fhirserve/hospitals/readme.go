package hospitals

import (
	"fmt"
	"strings"
)

// readmeHead explains the files; the tables below it are made from the truth, so that they cannot say anything else.
const readmeHead = `# The demo hospitals

Synthetic hospitals, written for this project. Every person, identifier, phone number and event is invented; the codes are
real. ` + "`anamnesis demo`" + ` serves them as FHIR servers on loopback, and the tests hold the program to ` + "`truth.json`" + `.

This file, truth.json and the hospitals are written by ` + "`go test ./sync/fhirserve/hospitals -update`" + `. To change them, change the
generator there; a clinician can review them here.

| hospital | FHIR | what it writes |
|---|---|---|
| Riverside | R4 | US: conventional units, LOINC mass codes, RxNorm, SNOMED CT with ICD-10-CM, CVX, UTC times, vendor habits (extensions, Provenance with everything, claims) |
| St. Anna | R4 | Bulgaria: SI units, LOINC substance codes with its own, ATC in contained Medications, ICD-10, Cyrillic, local times +02:00 and +03:00 |
| District | STU3 | Bulgaria: local laboratory codes, unit texts in two alphabets or none, midnight for every time, months and years for dates |

In each folder ` + "`handmade/`" + ` holds the planted cases, one readable Bundle a person, and ` + "`generated.ndjson.gz`" + ` the long histories around
them: visits, vital signs, laboratory panels with reports, orders and dispenses, admissions, notes, bills. Their numbers
follow the course of an illness (straight lines between known points, with a swing that half remembers its last value), so a
trend is a trend. Several versions of one resource in a file are its history. Two resources are
for a test to deliver later: ` + "`subsetted.json`" + `, a summary of a resource that is here whole (H16), and ` + "`moved.json`" + `, a record that its
source moves to another patient (H13).

## truth.json

` + "`asOf`" + ` is the instant at which all of it holds; only planted errors are later. Facts are named by source, type and id.

| key | says |
|---|---|
| people | the patient records that are one human being; link "review": only a clinician can say |
| never | two records that must never be linked |
| joins | facts that are one entry |
| apart | two facts that must never be in one entry |
| conflicts | facts that cannot all be true, with the kind of conflict |
| quiet | facts that look contradictory and are not: no conflict of that kind |
| latest | the fact that holds the latest value of an analyte, in its source's number and unit |
| allergies, medications | all active ones, each with its facts; dose and frequency as they must be shown |
| hazards | the planted case of each hazard (H1-H22) and of each known error of other systems (E1-E10) |

E1 duplicates sought before units are normalised · E2 mg/mL relabelled mg/dL · E3 final outranks a correction or a
retraction · E4 no value, 0 or false taken for nothing · E5 "no known allergy" swallowed · E6 an undated record as a wild card
· E7 equal readings of one day merged · E8 nameless drugs merged · E9 allergy codes and documents not compared · E10 the last
writer wins

`

// readme writes testdata/hospitals/README.md.
func (s *set) readme() []byte {
	var b strings.Builder
	b.WriteString(readmeHead)
	t := &s.truth
	b.WriteString("## People\n\n| key | name | records | why they are one person |\n|---|---|---|---|\n")
	for _, p := range t.people {
		p := p.(object)
		var ids []string
		for _, r := range p.get("records").(list) {
			ids = append(ids, r.(object).text("patient"))
		}
		why := p.text("why")
		if p.text("link") == "review" {
			why = "**For review.** " + why
		}
		row(&b, p.text("key"), p.text("name"), strings.Join(ids, ", "), why)
	}
	b.WriteString("\n## Never one person\n\n| record | record | why |\n|---|---|---|\n")
	for _, n := range t.never {
		n := n.(object)
		row(&b, n.get("a").(object).text("patient"), n.get("b").(object).text("patient"), n.text("why"))
	}
	b.WriteString("\n## Planted, person by person\n")
	for _, p := range t.people {
		s.readmePerson(&b, p.(object).text("key"), p.(object).text("name"))
	}
	b.WriteString("\n## Hazards and errors\n\n| no. | person | facts | what it shows |\n|---|---|---|---|\n")
	for _, prefix := range []string{"H", "E"} {
		for i := 1; i <= 22; i++ {
			for _, h := range t.hazards {
				if h := h.(object); h.text("hazard") == fmt.Sprint(prefix, i) {
					row(&b, h.text("hazard"), h.text("person"), factNames(h), h.text("why"))
				}
			}
		}
	}
	fmt.Fprintf(&b, "\nBesides these, %d joins of generated results, orders and dispenses stand in truth.json.\n", len(t.generated))
	readmeTables(&b)
	return []byte(b.String())
}

func (s *set) readmePerson(b *strings.Builder, key, name string) {
	var rows strings.Builder
	add := func(lines list, what func(object) string, why func(object) string) {
		for _, l := range lines {
			if l := l.(object); l.text("person") == key {
				row(&rows, what(l), factNames(l), why(l))
			}
		}
	}
	kind := func(word string) func(object) string { return func(o object) string { return word + o.text("kind") } }
	why := func(o object) string { return o.text("why") }
	t := &s.truth
	add(t.conflicts, kind("**conflict** "), why)
	add(t.quiet, kind("no conflict "), why)
	add(t.allergies, func(object) string { return "active allergy" }, func(o object) string { return o.text("text") })
	add(t.medications, func(object) string { return "active medication" }, func(o object) string { return o.text("dose") + ", " + o.text("frequency") })
	add(t.joins, kind("one "), why)
	add(t.apart, func(object) string { return "two" }, why)
	if rows.Len() > 0 {
		fmt.Fprintf(b, "\n### %s\n\n| what | facts | why, or what is shown |\n|---|---|---|\n%s", name, rows.String())
	}
}

func readmeTables(b *strings.Builder) {
	b.WriteString("\n## Laboratory tests and vital signs\n\n| analyte | Riverside | LOINC | unit | range | St. Anna | LOINC | unit | range |\n|---|---|---|---|---|---|---|---|---|\n")
	for _, l := range labs {
		m := l.forMale()
		row(b, l.id, l.rv.text, l.rv.loinc, l.rv.unit, span(l.rv, m.rv), l.sa.text, l.sa.loinc, l.sa.unit, span(l.sa, m.sa))
	}
	b.WriteString("\n## Drugs\n\n| Riverside | RxNorm | St. Anna | ATC |\n|---|---|---|---|\n")
	for _, d := range drugs {
		row(b, d.display, d.rxnorm, d.bg, d.atc)
	}
	b.WriteString("\n## Problems\n\n| problem | SNOMED CT | ICD-10-CM | ICD-10 | St. Anna | chronic | unspecified class, teaches nothing |\n|---|---|---|---|---|---|---|\n")
	for _, p := range problems {
		row(b, p.text, p.snomed, p.icd10cm, p.icd10, p.bg, tick(p.chronic), tick(p.residual))
	}
}

func tick(yes bool) string {
	if yes {
		return "yes"
	}
	return ""
}

// span writes the range of women and, where it differs, of men.
func span(women, men labStyle) string {
	if women == men {
		return limits(women)
	}
	return limits(women) + "; men " + limits(men)
}

func limits(s labStyle) string {
	switch {
	case s.low == "" && s.high == "":
		return ""
	case s.low == "":
		return "up to " + s.high
	case s.high == "":
		return "from " + s.low
	}
	return s.low + " to " + s.high
}

func factNames(o object) string {
	var out []string
	for _, f := range o.get("facts").(list) {
		f := f.(object)
		out = append(out, f.text("type")+"/"+f.text("id"))
	}
	return strings.Join(out, ", ")
}

func row(b *strings.Builder, cells ...string) {
	for i := range cells {
		cells[i] = strings.ReplaceAll(cells[i], "|", "/")
	}
	b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}
