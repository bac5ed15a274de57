// Package export writes a chart for other programs: as CSV, one line an entry, and as a FHIR Bundle of the resources that
// the sources sent.
//
// It promises:
//   - What leaves is what the chart shows or what a source sent, byte for byte; nothing is rounded or rewritten.
//   - A restricted entry leaves only when the chart was built to include restricted entries, and its resources likewise.
//   - It writes to what it is given and opens nothing itself.
package export
