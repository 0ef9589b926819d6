//go:build !linux

package worker

import "os/exec"

// resident is not known here; GOMEMLIMIT alone holds.
func resident(int) (int64, bool) { return 0, false }

func quiet(*exec.Cmd) {}
