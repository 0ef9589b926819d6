package worker

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// resident returns the bytes of memory that a process occupies.
func resident(pid int) (int64, bool) {
	data, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/statm")
	if err != nil {
		return 0, false
	}
	fields := strings.Fields(string(data))
	if len(fields) < 2 {
		return 0, false
	}
	pages, err := strconv.ParseInt(fields[1], 10, 64)
	return pages * int64(os.Getpagesize()), err == nil
}

// quiet keeps the child out of the terminal's group, so that Ctrl+C ends the
// parent, which then ends the child.
func quiet(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
