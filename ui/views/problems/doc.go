// Package problems lists everything of the chart that is neither a result, a medication nor a document: problems,
// allergies, immunizations, procedures, family and social history, care plans, and what has no list of its own.
//
// It promises that each entry of those kinds stands in exactly one list, also when its kind is new.
package problems
