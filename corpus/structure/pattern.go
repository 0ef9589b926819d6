package structure

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first used:
// together they take some milliseconds, which a program that reads no text
// should not spend at its start.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
