//go:build unix

package kernel

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"
)

// A process that has ended is noticed, and one that has not is waited for.
func TestAwaitEnd(t *testing.T) {
	sleeper := exec.Command("sleep", "60")
	if err := sleeper.Start(); err != nil {
		t.Skip(err)
	}
	gone := make(chan struct{})
	go func() {
		awaitEnd(t.Context(), sleeper.Process.Pid)
		close(gone)
	}()
	select {
	case <-gone:
		t.Error("given up while the process runs")
	case <-time.After(parentPoll + 200*time.Millisecond):
	}
	if err := sleeper.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = sleeper.Wait() // it was killed
	select {
	case <-gone:
	case <-time.After(5 * time.Second):
		t.Error("a process that has ended is not noticed")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	awaitEnd(ctx, os.Getppid()) // returns with its context
}
