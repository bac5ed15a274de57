package chart

import "anamnesis/app/record"

// join sorts the facts into groups: the facts of one group are one entry.
func (b *builder) join() {
	for _, it := range b.items {
		if kindOf(it) == "" || it.foreign {
			continue
		}
		g := &group{kind: kindOf(it), items: []*item{it}}
		it.group = g
		b.groups = append(b.groups, g)
	}
}

// kindOf returns the kind of entry that a fact is evidence of, "" when it makes none: what supports, what is unreadable,
// the identity, and administrative resources, which are out of sight and counted.
func kindOf(it *item) record.Kind {
	switch {
	case it.Patient != nil:
		return ""
	case it.Account == record.AccountSupporting || it.Account == record.AccountUnreadable:
		return ""
	case it.Kind == "" && it.Account == record.AccountEvidence && it.Part == "":
		return record.KindOther
	}
	return it.Kind
}
