package store

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// Error is a store that cannot be read or written: where, what is wrong and
// what was expected. It prints as
//
//	store: texts.concord/000001.seg: bytes 262144–524287 (texts): changed since they were written, want SHA-256 1f0c…
type Error struct {
	Path    string // the file or the store
	Problem string // what is wrong
	Want    string // what was expected; may be empty
	Err     error  // the cause; may be nil
}

// Error prints the error on one line.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "store: %s: %s", e.Path, e.Problem)
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	if e.Want != "" {
		b.WriteString(", want " + e.Want)
	}
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(b.String())
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// cause drops the operation and path from a file system error, since Error
// names the path itself.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// versionError is the Error for a format that this program does not read.
func versionError(path string, have uint32) *Error {
	e := &Error{Path: path, Problem: fmt.Sprintf("version %d of the format", have), Want: fmt.Sprintf("version %d", formatVersion)}
	if have > formatVersion {
		e.Problem += ", written by a newer program"
		e.Want += "; use that program, or build the store anew from its texts"
	} else {
		e.Problem += ", written by an older program"
		e.Want += "; build the store anew from its texts"
	}
	return e
}
