// Package why shows why an entry of the chart says what it says: each source's own words, code and unit, each step from
// there to what is shown, what disagrees, and the raw resource.
//
// It promises that what it shows is the evidence of the entry that was asked for, whole, and that a source's words stand
// as they were received.
package why
