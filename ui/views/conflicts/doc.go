// Package conflicts shows what cannot all be true: each conflict with every side in its source's words.
//
// It promises that no side stands before another by weight or size, and that a conflict on which a clinician decided
// stays in sight with the decision.
package conflicts
