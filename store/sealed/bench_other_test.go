//go:build !unix

package sealed

import "time"

// cpuTime is the wall's where the system does not tell.
func cpuTime() time.Duration { return time.Since(begin) }
