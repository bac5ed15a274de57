package sealed

import "unsafe"

// SQLite is C translated to Go: it passes addresses of C memory, which the garbage collector neither moves nor frees, and
// functions as the address that a Go func value holds. The four conversions that this needs stand here and nowhere else.

// at reads the address p of C memory as a pointer to a T.
func at[T any](p uintptr) *T { return *(**T)(unsafe.Pointer(&p)) }

// bytesAt is the n bytes of C memory at p.
func bytesAt(p uintptr, n int) []byte { return unsafe.Slice(at[byte](p), n) }

// addressOf is what C code calls to reach f. f must be a top-level function: those are never freed.
func addressOf[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&f)) }

// function is the function of type F at the address p.
func function[F any](p uintptr) F { return *(*F)(unsafe.Pointer(&p)) }
