package structure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
)

// isBlank reports whether the character is white space of any width, the
// invisible byte order mark and zero-width space included.
func isBlank(r rune) bool {
	if r > ' ' && r < 0x85 {
		return false
	}
	return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b'
}

// trim returns the span without blanks at its ends. It may become empty.
func trim(text string, s corpus.Span) corpus.Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !isBlank(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !isBlank(r) {
			break
		}
		s.End -= n
	}
	return s
}

// line is a run of characters without a line feed, blanks at its ends left
// out; after says whether a blank line follows, indent whether it began with a
// blank.
type line struct {
	corpus.Span
	blankAfter bool
	indent     bool
}

// blocks cuts the text at line ends, at runs of two or more U+3000 and at runs
// of two or more U+00A0. Where the document is hard-wrapped, lines are joined
// first.
func blocks(text string) []corpus.Span {
	lines := linesOf(text)
	mode := wrapping(text, lines)
	out := make([]corpus.Span, 0, len(lines))
	for i := 0; i < len(lines); {
		s := lines[i].Span
		for i++; i < len(lines) && !breaksBefore(text, mode, lines[i-1], lines[i]); i++ {
			s.End = lines[i].End
		}
		out = appendParts(out, text, s)
	}
	return out
}

func linesOf(text string) []line {
	var out []line
	for start := 0; start < len(text); {
		end, next := lineEnd(text, start)
		s := trim(text, corpus.Span{Start: start, End: end})
		switch {
		case s.Len() > 0:
			out = append(room(out, start, len(text)), line{Span: s, indent: s.Start > start})
		case len(out) > 0:
			out[len(out)-1].blankAfter = true
		}
		start = next
	}
	return out
}

// lineEnd returns where the line that begins at start ends, and where the next
// one begins: after a line feed, a vertical tab, a form feed, U+0085, U+2028 or
// U+2029.
func lineEnd(text string, start int) (end, next int) {
	for i := start; i < len(text); i++ {
		switch b := text[i]; {
		case b > '\f' && b < 0xc2:
		case b >= '\n' && b <= '\f':
			return i, i + 1
		case b == 0xc2 && strings.HasPrefix(text[i:], "\u0085"):
			return i, i + len("\u0085")
		case b == 0xe2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
			return i, i + len("\u2028")
		}
	}
	return len(text), len(text)
}

// wrap says what parts the paragraphs of a document.
type wrap int

const (
	unwrapped      wrap = iota // every line end
	blankParted                // blank lines; a single line end is a space
	indentedStarts             // lines that begin with a blank
)

// Limits of the hard-wrap decision. wrapWidth is the longest line, in columns
// (a Han character takes two), of texts wrapped for a screen or a page.
const wrapWidth = 110

// wrapping decides for the whole document: it is hard-wrapped when it has
// blank lines (or, failing these, indented lines), no line is wider than
// wrapWidth, and of the lines that another follows directly at least two
// thirds end in the middle of a sentence.
func wrapping(text string, lines []line) wrap {
	blanks, indents, inner, open := 0, 0, 0, 0
	for i, l := range lines {
		if width(text[l.Start:l.End]) > wrapWidth {
			return unwrapped
		}
		if l.blankAfter {
			blanks++
		}
		if l.indent {
			indents++
		}
		if i+1 == len(lines) || l.blankAfter || lines[i+1].indent && indents > 0 {
			continue
		}
		inner++
		if !endsSentence(text[l.Start:l.End]) {
			open++
		}
	}
	if inner < 2 || open*3 < inner*2 {
		return unwrapped
	}
	switch {
	case blanks > 0:
		return blankParted
	case indents > 0:
		return indentedStarts
	}
	return unwrapped
}

// width counts columns, and stops counting past wrapWidth.
func width(s string) int {
	n := 0
	for _, r := range s {
		if n++; r >= 0x1100 {
			n++
		}
		if n > wrapWidth {
			break
		}
	}
	return n
}

// endsSentence reports whether the last character closes a sentence or a list
// item.
func endsSentence(s string) bool {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		switch r {
		case '”', '’', '"', '\'', '）', ')', '】', '」', '』':
			s = s[:len(s)-n]
			continue
		case '.', '!', '?', ':', ';', '。', '！', '？', '：', '；', '…':
			return true
		}
		return false
	}
	return false
}

var listMark = pattern(`^(?:[-–—•*·]\s|[（(]?[0-9A-Za-z]{1,3}[.)）]\s|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十百]+[条章节])`)

func breaksBefore(text string, mode wrap, prev, l line) bool {
	switch {
	case mode == unwrapped || prev.blankAfter:
		return true
	case mode == indentedStarts && l.indent:
		return true
	}
	before := strings.TrimSuffix(strings.TrimSuffix(text[prev.Start:prev.End], " and"), " or")
	return endsSentence(before) && listMark().MatchString(text[l.Start:l.End])
}

// labelOnly is a printed number that stands alone before a wide gap.
var labelOnly = pattern(`^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十百]+(?:条|章|节|部分)|[0-9０-９]{1,3}[.．、])$`)

// appendParts appends the parts of s, which has no blanks at its ends, between
// runs of wide or no-break blanks.
// A gap directly after a printed number does not part it from its text.
func appendParts(out []corpus.Span, text string, s corpus.Span) []corpus.Span {
	start := s.Start
	if t := text[s.Start:s.End]; !strings.Contains(t, "\u3000\u3000") && !strings.Contains(t, "\u00a0\u00a0") {
		return append(out, s)
	}
	for i := s.Start; i < s.End; {
		end, parts := gap(text[:s.End], i)
		if !parts || labelOnly().MatchString(text[start:i]) {
			i = end
			continue
		}
		if t := trim(text, corpus.Span{Start: start, End: i}); t.Len() > 0 {
			out = append(out, t)
		}
		start, i = end, end
	}
	if t := trim(text, corpus.Span{Start: start, End: s.End}); t.Len() > 0 {
		out = append(out, t)
	}
	return out
}

// gap reads the blanks at offset i. It returns where they end (at least one
// character on) and whether they hold two U+3000 or two U+00A0 in a row.
func gap(text string, i int) (end int, parts bool) {
	var prev rune
	first := i
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isBlank(r) {
			if i == first {
				i += n
			}
			break
		}
		if r == prev && (r == '\u3000' || r == '\u00a0') {
			parts = true
		}
		prev = r
		i += n
	}
	return i, parts
}
