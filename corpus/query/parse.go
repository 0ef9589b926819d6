package query

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxDepth bounds brackets and negations, so that no query overflows the stack.
const maxDepth = 100

// Parse reads a query. The error is an *Error.
func Parse(text string) (*Query, error) {
	p := &parser{text: text}
	p.next()
	q := &Query{text: text}
	if p.kind == end {
		return q, nil
	}
	root, err := p.either(0)
	if err != nil {
		return nil, err
	}
	if p.kind != end {
		return nil, p.fault(p.at, fmt.Sprintf("unexpected %q", p.word))
	}
	q.root = root
	return q, nil
}

type kind int

const (
	end kind = iota
	open
	shut
	word
)

type parser struct {
	text string
	pos  int

	kind kind
	at   int
	word string // as written, quotes included
}

func (p *parser) fault(at int, problem string) error {
	return &Error{Query: p.text, At: at, Problem: problem}
}

// next reads one token: a bracket, or a run without blanks outside quotes.
func (p *parser) next() {
	for p.pos < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.pos:])
		if r != ' ' && r != '\t' && r != '\n' && r != '\u3000' {
			break
		}
		p.pos += size
	}
	p.at = p.pos
	if p.pos == len(p.text) {
		p.kind, p.word = end, ""
		return
	}
	switch c := p.text[p.pos]; c {
	case '(', ')':
		p.pos++
		p.kind, p.word = open, string(c)
		if c == ')' {
			p.kind = shut
		}
		return
	}
	quoted := false
	for p.pos < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.pos:])
		if r == '"' {
			quoted = !quoted
		}
		if !quoted && strings.ContainsRune(" \t\n\u3000()", r) {
			break
		}
		p.pos += size
	}
	p.kind, p.word = word, p.text[p.at:p.pos]
}

func (p *parser) either(depth int) (node, error) {
	left, err := p.both(depth)
	if err != nil {
		return nil, err
	}
	for p.kind == word && strings.EqualFold(p.word, "or") {
		p.next()
		right, err := p.both(depth)
		if err != nil {
			return nil, err
		}
		left = &or{left, right}
	}
	return left, nil
}

func (p *parser) both(depth int) (node, error) {
	left, err := p.one(depth)
	if err != nil {
		return nil, err
	}
	for p.kind == open || p.kind == word && !strings.EqualFold(p.word, "or") {
		if p.kind == word && strings.EqualFold(p.word, "and") {
			p.next()
		}
		right, err := p.one(depth)
		if err != nil {
			return nil, err
		}
		left = &and{left, right}
	}
	return left, nil
}

func (p *parser) one(depth int) (node, error) {
	if depth > maxDepth {
		return nil, p.fault(p.at, fmt.Sprintf("more than %d brackets within one another", maxDepth))
	}
	switch {
	case p.kind == end:
		return nil, p.fault(p.at, "a condition is missing here, want key:value")
	case p.kind == shut:
		return nil, p.fault(p.at, "this bracket was never opened")
	case p.kind == open:
		at := p.at
		p.next()
		n, err := p.either(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.kind != shut {
			return nil, p.fault(at, "this bracket is never closed")
		}
		p.next()
		return n, nil
	case strings.EqualFold(p.word, "not"):
		p.next()
		n, err := p.one(depth + 1)
		if err != nil {
			return nil, err
		}
		return &not{n}, nil
	}
	return p.condition()
}

func (p *parser) condition() (node, error) {
	at, w := p.at, p.word
	p.next()
	w = strings.Replace(w, "：", ":", 1) // a Chinese keyboard's colon
	key, value, ok := strings.Cut(w, ":")
	if !ok || key == "" {
		return nil, p.fault(at, fmt.Sprintf("%q is not a condition, want key:value such as year:2022 or party:KHM", w))
	}
	if strings.Count(value, `"`)%2 != 0 {
		return nil, p.fault(at, "this quotation is never closed")
	}
	if value == "" {
		return nil, p.fault(at, fmt.Sprintf("%s: has no value", key))
	}
	values := splitValues(value)
	c, problem := newCondition(strings.ToLower(key), values)
	if problem != "" {
		return nil, p.fault(at, problem)
	}
	c.at = at
	return c, nil
}

// splitValues parts a value at the commas outside quotes and takes the quotes
// off.
func splitValues(s string) []string {
	var out []string
	var b strings.Builder
	quoted := false
	for _, r := range s {
		switch {
		case r == '"':
			quoted = !quoted
		case r == ',' && !quoted:
			out = append(out, b.String())
			b.Reset()
		default:
			b.WriteRune(r)
		}
	}
	return append(out, b.String())
}
