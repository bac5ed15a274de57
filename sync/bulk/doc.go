// Package bulk reads what FHIR Bulk Data exports: NDJSON, one resource a line.
//
// It promises:
//   - One line that is too long or not JSON is reported with its number and the lines after it are read.
//   - What it holds in memory is bounded by one line.
package bulk
