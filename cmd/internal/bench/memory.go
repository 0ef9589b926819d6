package bench

import (
	"os"
	"strconv"
	"strings"
)

// resetPeak begins a new count of the peak memory (Linux; elsewhere nothing).
func resetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) } // without it, peaks are those so far

// peakMB returns the peak resident memory of the process since resetPeak, and
// residentMB that at present, 0 where the system does not tell.
func peakMB() float64     { return statusMB("VmHWM:") }
func residentMB() float64 { return statusMB("VmRSS:") }

func statusMB(key string) float64 {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, key); ok {
			kb, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 64)
			if err == nil {
				return kb / 1024
			}
		}
	}
	return 0
}

// processorMillis returns the time that the process has run on processors, in
// milliseconds to ten; 0 where the system does not tell.
func processorMillis() float64 {
	data, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(data), ") ") // the name before may hold anything
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	user, err1 := strconv.ParseFloat(fields[11], 64)
	system, err2 := strconv.ParseFloat(fields[12], 64)
	if err1 != nil || err2 != nil {
		return 0
	}
	return 10 * (user + system) // a tick is a hundredth of a second
}
