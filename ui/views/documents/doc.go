// Package documents lists documents, reports and imaging studies, newest first, and shows the chosen one to read.
//
// It promises that what the chart holds of a document's text is shown whole, and that where it holds none the view says
// so.
package documents
