// Package query is the small language that picks documents, or parts of them.
//
//	pair:CHN-KHM year:2010..2022          both must hold
//	party:KHM or party:LAO                either
//	not kind:"joint statement"            the opposite
//	(side:A or side:B) year:2022          brackets group
//
// A condition is key:value. These keys are known everywhere:
//
//	id       ID of the document
//	title    text that the title holds
//	text     text that the document holds
//	kind     kind of document: 联合公报, joint statement
//	lang     zh or en
//	party    code or name of a party
//	pair     codes of the parties, in any order: CHN-KHM
//	place    place of signature
//	source   path it was read from
//	year     2022, or a range: 2010..2022, ..2015, 2016..
//	date     2022-11-11, a month, a year, or a range of them
//	side     who speaks in a clause: joint, A, B, other, unknown
//	section  numbered section of a clause: 3, or item 3.2
//
// Every other key is a variable of the documents. Values are compared without
// regard to case; * stands for any run of characters; several values parted by
// commas mean any of them; a value with blanks stands in quotes.
//
// side and section pick clauses: a query that has one of them gives parts of
// documents, every other query whole documents.
package query

import (
	"fmt"
	"slices"
	"strings"

	"concord/corpus"
)

// Query is a parsed query. The zero Query and the parsed empty text pick
// everything.
type Query struct {
	root node
	text string
}

// Error says where a query cannot be read.
type Error struct {
	Query   string
	At      int // byte offset
	Problem string
}

// Error shows the query with a caret under the fault.
func (e *Error) Error() string {
	pad := strings.Repeat(" ", len([]rune(e.Query[:min(e.At, len(e.Query))])))
	return fmt.Sprintf("query: %s\n  %s\n  %s^", e.Problem, e.Query, pad)
}

// String returns the query as it was written.
func (q *Query) String() string { return q.text }

// Group returns the documents, or parts of documents, of c that the query
// picks. An unknown variable picks nothing; see Check.
func (q *Query) Group(c *corpus.Corpus, name string) corpus.Group {
	g := corpus.Group{Name: name}
	for i := range c.Len() {
		d := c.Doc(i)
		if q.root == nil || !q.root.ofParts() {
			if q.root == nil || q.root.match(place{doc: d, clause: -1}) {
				g.Members = append(g.Members, corpus.Member{Doc: i})
			}
			continue
		}
		if parts := q.parts(d); len(parts) > 0 {
			g.Members = append(g.Members, corpus.Member{Doc: i, Parts: parts})
		}
	}
	return g
}

// parts returns the clauses that the query picks, neighbours joined.
func (q *Query) parts(d *corpus.Document) []corpus.Span {
	var out []corpus.Span
	last := -2
	for i, c := range d.Structure.Clauses {
		if !q.root.match(place{doc: d, clause: i}) {
			continue
		}
		if last == i-1 {
			out[len(out)-1].End = c.End
		} else {
			out = append(out, c.Span)
		}
		last = i
	}
	return out
}

// Check reports a key that no document of c has, with the nearest that exists.
func (q *Query) Check(c *corpus.Corpus) error {
	if q.root == nil {
		return nil
	}
	known := slices.Clone(keys)
	for i := range c.Len() {
		for k := range c.Doc(i).Vars {
			known = append(known, k)
		}
	}
	slices.Sort(known)
	known = slices.Compact(known)
	var fault error
	q.root.walk(func(t *condition) {
		if fault == nil && !slices.Contains(known, t.key) {
			fault = &Error{Query: q.text, At: t.at, Problem: fmt.Sprintf("no variable %q, have %s", t.key, strings.Join(known, ", "))}
		}
	})
	return fault
}

// Select parses a query, checks it against c and returns the group it picks,
// which may be empty.
func Select(c *corpus.Corpus, text, name string) (corpus.Group, error) {
	q, err := Parse(text)
	if err != nil {
		return corpus.Group{}, err
	}
	if err := q.Check(c); err != nil {
		return corpus.Group{}, err
	}
	return q.Group(c, name), nil
}
