// Package timeline shows a chart over time: lanes of what lasted and what happened, and under them when each source says
// anything at all.
//
// It promises that a gap is not shown as health: the coverage of every source stands under the lanes, and the time since a
// source was last asked is hatched; and that a date is drawn as exactly as it is known.
package timeline
