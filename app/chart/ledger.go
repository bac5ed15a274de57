package chart

import "anamnesis/app/record"

// ledger counts each resource once. What was deleted or withdrawn is retracted whatever it was; what is about another
// person supports this one's record and is evidence of nothing in it.
func (b *builder) ledger() Ledger {
	var l Ledger
	for _, it := range b.items {
		if it.Part != "" {
			continue
		}
		l.Received++
		switch {
		case it.Account == record.AccountUnreadable:
			l.Unreadable++
		case it.retracted:
			l.Retracted++
		case it.Account == record.AccountAdministrative:
			l.Administrative++
		case it.Account == record.AccountSupporting, it.foreign:
			l.Supporting++
		default:
			l.Evidence++
		}
	}
	return l
}
