package bench

import (
	"os"
	"strconv"
	"strings"
)

// resetPeak begins a new count of the peak memory (Linux; elsewhere nothing).
func resetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) } // without it, peaks are those so far

// peakMB returns the peak resident memory of the process, 0 where the system
// does not tell.
func peakMB() float64 {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 64)
			if err == nil {
				return kb / 1024
			}
		}
	}
	return 0
}
