//go:build unix

package kernel

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"
)

// parentPoll is how often the parent process is looked for.
const parentPoll = 500 * time.Millisecond

// awaitEnd waits until a process has ended, or the context has. Our own parent
// is known to be gone when another takes us over, also while nobody has
// collected its exit code.
func awaitEnd(ctx context.Context, pid int) {
	ours := os.Getppid() == pid
	tick := time.NewTicker(parentPoll)
	defer tick.Stop()
	for {
		if ours && os.Getppid() != pid || errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
