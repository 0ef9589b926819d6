package query

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"concord/corpus"
)

// keys are those that every document has.
var keys = []string{"date", "id", "kind", "lang", "pair", "party", "place", "section", "side", "source", "text", "title", "year"}

// place is what a condition is held against: a document, or one of its clauses.
type place struct {
	doc    *corpus.Document
	clause int // -1 for the whole document
}

type node interface {
	match(place) bool
	ofParts() bool // whether clauses must be asked one by one
	walk(func(*condition))
}

type and struct{ a, b node }

func (n *and) match(p place) bool      { return n.a.match(p) && n.b.match(p) }
func (n *and) ofParts() bool           { return n.a.ofParts() || n.b.ofParts() }
func (n *and) walk(f func(*condition)) { n.a.walk(f); n.b.walk(f) }

type or struct{ a, b node }

func (n *or) match(p place) bool      { return n.a.match(p) || n.b.match(p) }
func (n *or) ofParts() bool           { return n.a.ofParts() || n.b.ofParts() }
func (n *or) walk(f func(*condition)) { n.a.walk(f); n.b.walk(f) }

type not struct{ a node }

func (n *not) match(p place) bool      { return !n.a.match(p) }
func (n *not) ofParts() bool           { return n.a.ofParts() }
func (n *not) walk(f func(*condition)) { n.a.walk(f) }

type condition struct {
	key    string
	values []string
	ranges []corpus.Period // for year and date
	at     int
}

func (c *condition) ofParts() bool           { return c.key == "side" || c.key == "section" }
func (c *condition) walk(f func(*condition)) { f(c) }

// newCondition checks the values and says what is wrong with them, or "".
func newCondition(key string, values []string) (*condition, string) {
	c := &condition{key: key, values: values}
	switch key {
	case "year", "date":
		for _, v := range values {
			r, err := parseRange(v)
			if err != nil {
				return nil, fmt.Sprintf("%s:%s: %v, or a range such as 2010..2022", key, v, err)
			}
			c.ranges = append(c.ranges, r)
		}
	case "side":
		for i, v := range values {
			j := slices.IndexFunc(sides, func(s string) bool { return strings.EqualFold(s, v) })
			if j < 0 {
				return nil, fmt.Sprintf("side:%s: want one of %s", v, strings.Join(sides, ", "))
			}
			c.values[i] = sides[j]
		}
	case "pair":
		for i, v := range values {
			codes := strings.Split(strings.ToUpper(v), "-")
			slices.Sort(codes)
			c.values[i] = strings.Join(codes, "-")
		}
	}
	return c, ""
}

var sides = []string{string(corpus.SideJoint), string(corpus.SideA), string(corpus.SideB), string(corpus.SideOther), "unknown"}

// parseRange reads a date, or two parted by two dots, one of which may be
// missing.
func parseRange(s string) (corpus.Period, error) {
	from, to, isRange := strings.Cut(s, "..")
	if !isRange {
		to = from
	}
	var p corpus.Period
	var err error
	if from != "" {
		if p.From, err = corpus.ParseDate(from); err != nil {
			return p, err
		}
	}
	if to != "" {
		if p.To, err = corpus.ParseDate(to); err != nil {
			return p, err
		}
	}
	if p.From.IsZero() && p.To.IsZero() {
		return p, fmt.Errorf("a range without ends: want a date on one side")
	}
	if !p.From.IsZero() && !p.To.IsZero() && lastDay(p.To).Compare(p.From) < 0 {
		return p, fmt.Errorf("%s is after %s: want the earlier date first", from, to)
	}
	return p, nil
}

// lastDay returns the end of the time that a date covers.
func lastDay(d corpus.Date) corpus.Date {
	if d.Month == 0 {
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = 31
	}
	return d
}

// within reports whether all the time that d covers lies in the range; a year
// only lies in a range of months only when all its months do.
func within(d corpus.Date, p corpus.Period) bool {
	if d.IsZero() {
		return false
	}
	if !p.From.IsZero() && d.Compare(p.From) < 0 {
		return false
	}
	return p.To.IsZero() || lastDay(d).Compare(lastDay(p.To)) <= 0
}

func (c *condition) match(p place) bool {
	d := p.doc
	switch c.key {
	case "year", "date":
		return slices.ContainsFunc(c.ranges, func(r corpus.Period) bool { return within(d.Date, r) })
	case "side":
		return p.clause >= 0 && c.anyIs(sideName(d.Structure.Clauses[p.clause].Side))
	case "section":
		return p.clause >= 0 && c.inSection(d, p.clause)
	case "pair":
		return slices.Contains(c.values, d.Pair())
	case "party":
		return slices.ContainsFunc(d.Parties, func(q corpus.Party) bool { return c.anyIs(q.Code) || c.anyIs(q.Name) })
	case "title":
		return c.anyHolds(d.Title)
	case "text":
		return c.anyHolds(d.Text)
	}
	return c.anyIs(c.value(d))
}

func sideName(s corpus.Side) string {
	if s == corpus.SideUnknown {
		return "unknown"
	}
	return string(s)
}

func (c *condition) value(d *corpus.Document) string {
	switch c.key {
	case "id":
		return d.ID
	case "kind":
		return d.Kind
	case "lang":
		return d.Lang
	case "place":
		return d.Place
	case "source":
		return d.Source.Path
	}
	return d.Vars[c.key]
}

// inSection reports whether the clause stands in one of the sections named, or
// in an item of it.
func (c *condition) inSection(d *corpus.Document, clause int) bool {
	have := d.Address(d.Structure.Clauses[clause].Span).Section
	section, _, _ := strings.Cut(have, ".")
	return slices.ContainsFunc(c.values, func(v string) bool {
		_, err := strconv.ParseFloat(v, 64)
		return err == nil && (v == have || v == section)
	})
}

func (c *condition) anyIs(have string) bool {
	return slices.ContainsFunc(c.values, func(v string) bool { return wildcard(strings.ToLower(v), strings.ToLower(have)) })
}

func (c *condition) anyHolds(have string) bool {
	have = strings.ToLower(have)
	return slices.ContainsFunc(c.values, func(v string) bool { return strings.Contains(have, strings.ToLower(v)) })
}

// wildcard reports whether s has the form of pattern, in which * stands for
// any run of characters. It takes time len(pattern)·len(s) at most.
func wildcard(pattern, s string) bool {
	i, j, star, mark := 0, 0, -1, 0
	for j < len(s) {
		switch {
		case i < len(pattern) && pattern[i] == '*':
			star, mark = i, j
			i++
		case i < len(pattern) && pattern[i] == s[j]:
			i++
			j++
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[i:], "*") == ""
}
