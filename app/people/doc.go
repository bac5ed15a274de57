// Package people says which patient records are one human being, and finds a human being by what somebody types.
//
// It promises:
//   - A false merge is the harm, so a contradiction is never outvoted: a clear disagreement of the birth date, of the
//     given name or of a national number keeps two records apart or asks, however much else agrees.
//   - A value that is missing, or a placeholder (000-00-0000, Baby Boy, 1900-01-01), is no evidence either way.
//   - The same records and decisions give the same people, whatever the order in which they arrived; ids of people
//     survive new evidence.
//   - Reasons are sentences from a closed list ([Reasons]); they name the field, never its content.
//
// It is pure: no I/O, no clock, no randomness. New ids come from its caller.
package people
