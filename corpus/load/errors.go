package load

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"unicode"
)

// Error is bad data: where it is, what is wrong and what was expected. It
// prints as
//
//	load: speeches.csv:41: 7 fields, want 8
type Error struct {
	Path    string
	Line    int    // from 1; 0 where the whole file is meant
	Problem string // what is wrong
	Want    string // what was expected; may be empty
	Err     error  // the cause; may be nil
}

// Error prints the error on one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("load: " + printable(e.Path))
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	b.WriteString(": " + e.Problem)
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	if e.Want != "" {
		b.WriteString(", want " + e.Want)
	}
	return oneLine.Replace(b.String())
}

// oneLine keeps what is quoted from files from breaking the message.
var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// printable quotes a name that would break the line it is printed on.
func printable(s string) string {
	if hasControl(s) {
		return strconv.Quote(s)
	}
	return s
}

func hasControl(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}) >= 0
}

// cause drops the operation and path from a file system error, since Error
// names the path itself.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// unreadable is the Error for a failed open or read. An Error, such as a limit
// that was met while reading, stays as it is.
func unreadable(path string, err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	if errors.Is(err, fs.ErrNotExist) {
		return &Error{Path: path, Problem: "no such file or folder", Want: "an existing path", Err: nil}
	}
	return &Error{Path: path, Problem: "cannot be read", Err: cause(err)}
}
