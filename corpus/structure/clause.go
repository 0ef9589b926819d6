package structure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
)

// Lengths below which a piece is no clause. A Chinese quotation or remark in
// brackets is cut inside only from zhQuoted bytes (thirty Han characters) on;
// a book title in 《》 never.
const (
	zhQuoted      = 90
	enWordsComma  = 4 // words after a comma
	enWordsStrong = 2 // words after ; : or a dash
)

// cutter cuts paragraphs into sentences and these into clauses, by the rules
// of the document's language. Its slices are used again for every paragraph.
type cutter struct {
	chinese            bool
	buffer             []mark // the marks of the paragraph
	marks              []mark // those from the next sentence on
	pairer             pairer
	sentences, clauses []corpus.Span
}

// paragraph cuts a paragraph into sentences. They are valid until the next
// call.
func (c *cutter) paragraph(text string, p corpus.Span) []corpus.Span {
	set := englishMarks
	if c.chinese {
		set = chineseMarks
	}
	c.buffer = set.appendMarks(c.buffer[:0], text, p)
	c.marks = c.buffer
	if c.chinese {
		return c.chineseSentences(text, p)
	}
	return c.englishSentences(text, p)
}

// sentence cuts a sentence of the paragraph last cut; sentences must be given
// in their order. The clauses of a sentence cover it; each takes the mark that
// closes it along. They are valid until the next call.
func (c *cutter) sentence(text string, s corpus.Span) []corpus.Span {
	marks := within(c.marks, s)
	if c.chinese {
		c.clauses = c.chineseClauses(c.clauses[:0], text, s, marks)
	} else {
		c.clauses = c.englishClauses(c.clauses[:0], text, s, marks)
	}
	c.marks = from(c.marks, s.End)
	return c.clauses
}

const chineseClauseMarks = "，；：。！？,;"

func (c *cutter) chineseClauses(out []corpus.Span, text string, s corpus.Span, marks []mark) []corpus.Span {
	whole := c.keptWhole(text, marks)
	start := s.Start
	for len(marks) > 0 {
		m := marks[0]
		if len(whole) > 0 && m.at == whole[0].Start {
			marks = from(marks, whole[0].End)
			whole = whole[1:]
			continue
		}
		marks = marks[1:]
		if m.role&endsClause == 0 || betweenDigits(text[s.Start:s.End], m.at-s.Start, m.size) {
			continue
		}
		i := skip(text, m.end(), s.End, afterClause)
		marks = from(marks, i)
		if !hasLetters(text[start:i]) {
			continue
		}
		out = appendTrimmed(out, text, start, i)
		start = i
		for len(whole) > 0 && whole[0].Start < i {
			whole = whole[1:]
		}
	}
	return withRest(out, text, start, s.End)
}

// afterClause reports whether a character goes with the mark before it.
func afterClause(r rune) bool { return r == '…' || r != '、' && afterStop(r) }

// keptWhole returns the pairs of marks that are not cut inside.
func (c *cutter) keptWhole(text string, marks []mark) []corpus.Span {
	all := c.pairer.pairs(marks)
	out := all[:0]
	for _, q := range all {
		if q.Len() < zhQuoted || strings.HasPrefix(text[q.Start:], "《") {
			out = append(out, q)
		}
	}
	return out
}

// withRest adds what follows the last cut: a clause of its own if it has
// letters, else a part of the last one.
func withRest(out []corpus.Span, text string, start, end int) []corpus.Span {
	if hasLetters(text[start:end]) || len(out) == 0 {
		return appendTrimmed(out, text, start, end)
	}
	if t := trim(text, corpus.Span{Start: start, End: end}); t.Len() > 0 {
		out[len(out)-1].End = t.End
	}
	return out
}

// betweenDigits reports whether the mark at offset i, n bytes long, stands
// between two digits: 10：30, 1,000.
func betweenDigits(s string, i, n int) bool {
	a, _ := utf8.DecodeLastRuneInString(s[:i])
	if !unicode.IsDigit(a) {
		return false
	}
	b, _ := utf8.DecodeRuneInString(s[i+n:])
	return unicode.IsDigit(b)
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func hasLetters(s string) bool { return strings.IndexFunc(s, isLetterOrDigit) >= 0 }

// englishClauses cuts after , ; : and at dashes, then joins what is too short:
// a piece after a comma with fewer than enWordsComma words goes back to the
// piece before it (so that a list such as "peace, stability, and prosperity"
// stays whole), a short first piece goes forward.
func (c *cutter) englishClauses(out []corpus.Span, text string, s corpus.Span, marks []mark) []corpus.Span {
	quoted := c.pairer.pairs(marks)
	p := pieces{text: text, out: out, start: s.Start}
	for len(marks) > 0 {
		m := marks[0]
		if len(quoted) > 0 && m.at >= quoted[0].Start {
			marks = from(marks, quoted[0].End)
			quoted = quoted[1:]
			continue
		}
		marks = marks[1:]
		switch {
		case m.role&endsClause == 0:
		case m.r == ',' && !betweenDigits(text[s.Start:s.End], m.at-s.Start, m.size):
			p.cut(m.end(), enWordsComma)
		case (m.r == ';' || m.r == ':') && !betweenDigits(text[s.Start:s.End], m.at-s.Start, m.size):
			p.cut(m.end(), enWordsStrong)
		case m.r == '—', (m.r == '–' || m.r == '-') && spaced(text[s.Start:s.End], m.at-s.Start, m.size) && m.at > s.Start:
			p.cut(m.end(), enWordsStrong)
		}
	}
	return trimAll(text, p.rest(s.End))
}

// pieces collects English clauses.
type pieces struct {
	text  string
	out   []corpus.Span
	start int  // of the open piece
	need  int  // words that make it a clause
	list  bool // the piece before it was too short: an item of a list
}

// cut ends the open piece; the next one is a clause from need words on.
func (p *pieces) cut(end, need int) {
	s := p.text[p.start:end]
	n := countWords(s, enWordsComma)
	switch {
	case n == 0 && len(p.out) == 0:
		return
	case len(p.out) > 0 && (n < p.need || p.list && endsList(s)):
		p.out[len(p.out)-1].End = end
		p.list = n < p.need
	case len(p.out) == 0 && n < enWordsStrong:
		return
	default:
		p.out = append(p.out, corpus.Span{Start: p.start, End: end})
		p.list = false
	}
	p.start, p.need = end, need
}

// rest ends the last piece.
func (p *pieces) rest(end int) []corpus.Span {
	s := p.text[p.start:end]
	if len(p.out) > 0 && (countWords(s, enWordsComma) < max(p.need, 1) || p.list && endsList(s)) {
		p.out[len(p.out)-1].End = end
		return p.out
	}
	return append(p.out, corpus.Span{Start: p.start, End: end})
}

// endsList reports whether a piece that follows short list items is the last
// of them: "and prosperity in the region".
func endsList(s string) bool {
	s = strings.TrimLeftFunc(s, isBlank)
	return strings.HasPrefix(s, "and ") || strings.HasPrefix(s, "or ")
}

func trimAll(text string, spans []corpus.Span) []corpus.Span {
	out := spans[:0]
	for _, s := range spans {
		if t := trim(text, s); t.Len() > 0 {
			out = append(out, t)
		}
	}
	return out
}

// spaced reports whether blanks stand on both sides.
func spaced(s string, i, n int) bool {
	a, _ := utf8.DecodeLastRuneInString(s[:i])
	if !isBlank(a) {
		return false
	}
	b, _ := utf8.DecodeRuneInString(s[i+n:])
	return isBlank(b)
}

// countWords counts the runs without blanks that hold a letter or a digit, at
// most so many.
func countWords(s string, most int) int {
	n, counted := 0, false
	for _, r := range s {
		switch {
		case counted && r != ' ' && r < utf8.RuneSelf && r > ' ':
		case unicode.IsSpace(r):
			counted = false
		case !counted && isLetterOrDigit(r):
			counted = true
			if n++; n == most {
				return n
			}
		}
	}
	return n
}
