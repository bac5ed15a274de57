// Package sources shows what each source was asked about a person, what came, how old it is, what failed and why; which
// of its patient records are this person; and the account of every resource received.
//
// It promises that "asked and none found" is never shown like "not asked" or "failed".
package sources
