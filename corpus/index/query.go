package index

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Query is a parsed query, cut by one recipe. It may be used for any index over
// tokens of that recipe, by several goroutines.
type Query struct {
	root *expr
	text string
}

// String returns the query as it was written.
func (q *Query) String() string { return q.text }

// Error says where a query cannot be read.
type Error struct {
	Query   string
	At      int    // byte offset
	Problem string // what is wrong and what was expected
}

// Error shows the query with a caret under the fault, and its column, from 1.
func (e *Error) Error() string {
	column := utf8.RuneCountInString(e.Query[:min(max(e.At, 0), len(e.Query))])
	return fmt.Sprintf("column %d: %s\n  %s\n  %s^", column+1, e.Problem, e.Query, pad(e.Query, column))
}

// pad is as wide as the first characters of a text in a fixed-width font.
func pad(text string, characters int) string {
	var b strings.Builder
	for _, r := range text {
		if characters == 0 {
			break
		}
		characters--
		switch {
		case r == '\t' || r == '\u3000':
			b.WriteRune(r)
		case r >= 0x1100 && wide(r):
			b.WriteRune('\u3000')
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// wide reports whether a character takes two cells.
func wide(r rune) bool {
	return r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xfe30 && r <= 0xfe6f || r >= 0xff01 && r <= 0xff60 || r >= 0x20000 && r <= 0x3fffd
}

// form is what an expression is.
type form int

const (
	sequence form = iota // its parts, one after another
	either               // one of its parts
	literal              // tokens that spell something
	pattern              // one token of a form
	anything             // one token
)

// expr is an expression of a query.
type expr struct {
	form        form
	least, most int     // how many times
	parts       []*expr // of sequence and either
	spelling    spelling
	pattern     string
}

// grounded reports whether every match of the expression has a token that the
// query names.
func (e *expr) grounded() bool {
	if e.least == 0 {
		return false
	}
	switch e.form {
	case anything:
		return false
	case either:
		for _, p := range e.parts {
			if !p.grounded() {
				return false
			}
		}
		return true
	case sequence:
		for _, p := range e.parts {
			if p.grounded() {
				return true
			}
		}
		return false
	}
	return true
}
