// Package dateparser stands in for github.com/markusmobius/go-dateparser, of
// which it has the names that go-htmldate mentions.
//
// The HTML reader (go-trafilatura) imports the real one through go-htmldate for
// dates of web pages. Concord does not ask it for dates: it sets HtmlDateMode to
// Disabled and reads dates itself, without guessing. But the real package fills
// tables for two hundred languages when a program starts: measured here 0.24 of
// the 0.31 s and 78 of the 81 MB that `concord methods` took. go.mod replaces it
// by this package, whose Parse finds nothing.
package dateparser

import (
	"errors"
	"time"
)

// ParserType names a way to read a date.
type ParserType uint8

// The ways that go-htmldate asks for.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource says which of two readings of a date is taken.
type PreferredDateSource uint8

// Past takes the reading that has passed.
const Past PreferredDateSource = 1

// Parser reads dates in the ways listed.
type Parser struct{ ParserTypes []ParserType }

// Configuration is how a date is read.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// Date is a date that was read.
type Date struct{ Time time.Time }

// Parse finds no date.
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) {
	return Date{}, errors.New("dateparser: not built in: dates of web pages are not read by this library")
}
