// Package medications lists what a person takes: first what the sources disagree about, side by side, then what is
// current with exact dose and frequency, what is only proposed, and what is past.
//
// It promises that name, dose and frequency stand in letters of one size and are never cut, and that what is proposed or
// negated never stands among what is current.
package medications
