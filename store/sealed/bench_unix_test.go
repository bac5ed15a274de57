//go:build unix

package sealed

import (
	"syscall"
	"time"
)

// cpuTime is what the process has used of the processors, its own and the system's on its behalf.
func cpuTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
