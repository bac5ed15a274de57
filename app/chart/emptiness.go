package chart

import "anamnesis/app/record"

// allergySection is the LOINC code of allergy lists and sections.
const allergySection = "48765-2"

// emptyReasons of an allergy list or of the allergy sections of a document, with the section's own words.
func emptyReasons(it *item) []record.Concept {
	var out []record.Concept
	if l := it.List; l != nil && it.Code.Has(record.SystemLOINC, allergySection) && len(l.Items) == 0 && !l.EmptyReason.IsZero() {
		out = append(out, l.EmptyReason)
	}
	if d := it.Document; d != nil {
		for _, s := range d.Sections {
			if s.Code.Has(record.SystemLOINC, allergySection) && len(s.Entries) == 0 && !s.EmptyReason.IsZero() {
				out = append(out, s.EmptyReason)
			}
		}
	}
	return out
}

// withholds reports whether an allergy list is empty for a reason that says nothing of the patient: withheld, unavailable,
// not asked, closed.
func withholds(it *item) bool {
	for _, r := range emptyReasons(it) {
		if !nilKnown(r) {
			return true
		}
	}
	return false
}

// nilKnown reports whether a list is empty because nothing is known to exist.
func nilKnown(c record.Concept) bool {
	for _, x := range c.Codes {
		if x.Code == "nilknown" {
			return true
		}
	}
	return false
}

// noKnown returns the scope of a "no known ..." statement, "" for anything else. An allergy list that is empty because
// nothing is known says it of all allergies.
func noKnown(it *item) string {
	if it.Allergy != nil {
		return it.Allergy.NoKnown
	}
	for _, r := range emptyReasons(it) {
		if nilKnown(r) {
			return "any"
		}
	}
	return ""
}
