package kernel

import (
	"context"
	"syscall"
)

// awaitEnd waits until a process has ended. On Windows Jupyter hands down a
// handle of the process, not its number.
func awaitEnd(ctx context.Context, handle int) {
	if _, err := syscall.WaitForSingleObject(syscall.Handle(handle), syscall.INFINITE); err != nil {
		<-ctx.Done() // no handle to wait for
	}
}
