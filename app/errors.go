package app

import "errors"

// Error is a failure with a sentence that a clinician may read: what happened and what to do. It never holds patient
// data. Err is the cause, for errors.Is and for a log at debug level.
type Error struct {
	Message string
	Usage   bool // the command line was wrong: exit status 2
	Err     error
}

// Error returns the sentence.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Sentence returns what to show of any error: its own sentence where it has one, else a general one.
func Sentence(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}
