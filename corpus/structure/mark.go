package structure

import (
	"unicode/utf8"

	"concord/corpus"
)

// mark is a character at which a text may be cut, and where it stands. Finding
// the marks of a paragraph is the one pass over all of its bytes; sentences,
// clauses and quotations are found by going from mark to mark.
type mark struct {
	at   int
	r    rune
	size int
	role markRole
}

func (m mark) end() int { return m.at + m.size }

// markRole says what a mark may do.
type markRole uint8

const (
	endsClause markRole = 1 << iota
	endsPhrase          // ends a sentence, or in English may end one
	opensPair
	closesPair
)

// markSet is the marks of one language: role tells them, leads has the bytes
// that they begin with.
type markSet struct {
	role  func(r rune) markRole
	leads [256]bool
}

// newMarkSet makes the set of marks that begin with the bytes that some marks
// begin with.
func newMarkSet(role func(r rune) markRole, marks string) *markSet {
	set := &markSet{role: role}
	for _, r := range marks {
		set.leads[string(r)[0]] = true
	}
	return set
}

// appendMarks appends the marks of a span in order.
func (set *markSet) appendMarks(out []mark, text string, s corpus.Span) []mark {
	for i := s.Start; i < s.End; {
		if !set.leads[text[i]] {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:s.End])
		if role := set.role(r); role != 0 {
			out = append(out, mark{i, r, n, role})
		}
		i += n
	}
	return out
}

// from returns the marks at or after the offset.
func from(marks []mark, off int) []mark {
	for len(marks) > 0 && marks[0].at < off {
		marks = marks[1:]
	}
	return marks
}

// within returns the marks of a span, of marks that begin at or after it.
func within(marks []mark, s corpus.Span) []mark {
	marks = from(marks, s.Start)
	n := 0
	for n < len(marks) && marks[n].at < s.End {
		n++
	}
	return marks[:n]
}

// opener returns the opening mark that belongs to a closing one.
func opener(shut rune) rune {
	switch shut {
	case '”':
		return '“'
	case '’':
		return '‘'
	case '》':
		return '《'
	case '〉':
		return '〈'
	case '」':
		return '「'
	case '』':
		return '『'
	case '）':
		return '（'
	case ')':
		return '('
	case '】':
		return '【'
	case ']':
		return '['
	case '〕':
		return '〔'
	}
	return 0
}

// maxQuote is the longest quotation, in bytes (three hundred Han characters),
// that is kept whole. An opening mark whose closing mark is farther away
// counts as a stray mark. maxNested is how many stray marks a closing mark is
// looked for behind.
const maxQuote, maxNested = 900, 8

// pairer finds pairs of marks; its slices are used again and again.
type pairer struct {
	stack []mark
	out   []corpus.Span
}

// pairs returns the outermost pairs of marks, marks included, of at most
// maxQuote bytes, in order. Unpaired marks are passed over. The spans are
// valid until the next call.
func (p *pairer) pairs(marks []mark) []corpus.Span {
	p.stack, p.out = p.stack[:0], p.out[:0]
	for _, m := range marks {
		switch {
		case m.role&opensPair != 0:
			p.stack = append(p.stack, m)
		case m.role&closesPair != 0:
			p.shut(m)
		}
	}
	return p.out
}

func (p *pairer) shut(m mark) {
	want := opener(m.r)
	for k := len(p.stack) - 1; k >= 0 && k >= len(p.stack)-maxNested; k-- {
		if p.stack[k].r != want {
			continue
		}
		span := corpus.Span{Start: p.stack[k].at, End: m.end()}
		p.stack = p.stack[:k]
		if span.Len() > maxQuote {
			return
		}
		for len(p.out) > 0 && p.out[len(p.out)-1].Start > span.Start {
			p.out = p.out[:len(p.out)-1]
		}
		p.out = append(p.out, span)
		return
	}
}
