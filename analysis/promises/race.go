//go:build race

package promises

// Race reports whether the race detector is on. It slows tests of statistics,
// which repeat one computation thousands of times, to many minutes and finds
// there nothing that one run of the same code would not show.
const Race = true
