// Package sample gives the tests of the views a chart to draw: one synthetic person with everything that a view must
// tell apart. It is for tests only; nothing of the program imports it.
package sample
