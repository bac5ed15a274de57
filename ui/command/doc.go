// Package command is the command line: what the window does to data, for scripts and for machines without a display.
//
// It promises:
//   - With --json one JSON document goes to stdout and nothing else; messages go to stderr. Field names are a contract.
//   - The exit status is 0 for done, 1 for failed, 2 for wrong usage, 3 for done in part.
//   - Every failure is one sentence that says what to do.
package command
