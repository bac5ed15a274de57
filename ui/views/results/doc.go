// Package results is the flowsheet: one line for each analyte whatever units it arrived in, its latest value, age and
// change first, then its values by day; and under it the trend of the chosen line.
//
// It promises that a number stands as the chart gives it, that an abnormal one is marked by shape and weight as well as
// colour, that a retracted one is never a value, and that nothing which has no number is left out.
package results
