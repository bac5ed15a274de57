// Package views holds what all views share: what they are given, how dates, ages, values, flags and sources look. Each
// area of the chart is a package below it.
//
// It promises:
//   - A view draws one immutable chart; it asks nobody for data and keeps nothing of an earlier person.
//   - Dates stand at their source's precision with the month in letters, in the zone that the source stated.
//   - A dose, a frequency and a number stand as the chart gives them; no view rounds, converts or cuts them.
//   - Loading, "asked and none found", "not asked" and "failed" look different.
package views
