package structure

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// segmenter finds where sentences end by Unicode text segmentation (UAX #29),
// a line feed within a paragraph being a space. By these rules a sentence ends
// only behind certain characters, all of them marks, so that what lies between
// marks need not be read. The plain cases are decided here, every other by the
// library.
type segmenter struct {
	text   string // the paragraph
	offset int    // of the paragraph in the text, which the marks count from
	marks  []mark // those not yet passed
	pos    int    // where the sentence begins

	flat string // text with blanks for line feeds, made when it is needed
}

// next returns where the sentence ends that begins where the last one ended.
func (g *segmenter) next() int {
	for len(g.marks) > 0 {
		m := g.marks[0]
		at := m.at - g.offset
		if m.role&endsPhrase == 0 || at < g.pos {
			g.marks = g.marks[1:]
			continue
		}
		end, known := g.plain(m.r, at)
		if !known {
			end = g.ask(at)
		}
		if end > 0 {
			g.pos = end
			return end
		}
		g.marks = g.marks[1:]
	}
	g.pos = len(g.text)
	return g.pos
}

// plain decides about a stop between ASCII characters: it ends a sentence
// before a blank and a capital, and none before a small letter or a digit or,
// within U.S., a capital. end is 0 where the sentence goes on.
func (g *segmenter) plain(stop rune, at int) (end int, known bool) {
	next, after := g.byteAt(at+1), g.byteAt(at+2)
	blank := next == ' ' || next >= '\n' && next <= '\f'
	switch {
	case stop >= 0x80 || stop == '\r':
		return 0, false
	case blank && (isUpper(after) || stop != '.' && isLower(after)):
		return at + 2, true
	case stop != '.':
		return 0, false
	case isLower(next), next >= '0' && next <= '9', blank && isLower(after):
		return 0, true
	case isUpper(next) && at > g.pos && (isUpper(g.text[at-1]) || isLower(g.text[at-1])):
		return 0, true
	}
	return 0, false
}

// byteAt returns a byte of the paragraph, or 0 behind its end.
func (g *segmenter) byteAt(i int) byte {
	if i < len(g.text) {
		return g.text[i]
	}
	return 0
}

func isUpper(b byte) bool { return b >= 'A' && b <= 'Z' }
func isLower(b byte) bool { return b >= 'a' && b <= 'z' }

// ask has the library find the end. It need not see more of the sentence than
// a letter, digit or blank before the stop.
func (g *segmenter) ask(at int) int {
	if g.flat == "" {
		g.flat = g.text
		if strings.ContainsAny(g.text, "\n\v\f") {
			g.flat = lineFeeds.Replace(g.text)
		}
	}
	from := at
	for from > g.pos {
		from--
		if b := g.text[from]; b == ' ' || isUpper(b) || isLower(b) || b >= '0' && b <= '9' {
			break
		}
	}
	it := sentences.FromString(g.flat[from:])
	it.Next()
	return from + it.End()
}

var lineFeeds = strings.NewReplacer("\n", " ", "\v", " ", "\f", " ")
