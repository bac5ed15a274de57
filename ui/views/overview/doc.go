// Package overview is the first screen of a chart: who, what is dangerous, what is active, what changed, what is
// abnormal, and how complete the picture is.
//
// It promises that a dose and a frequency are never cut and stand as large as the drug's name, that each panel says how
// completely its sources answered, and that "none" stands only where the chart says so.
package overview
