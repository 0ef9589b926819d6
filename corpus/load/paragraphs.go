package load

import (
	"unicode"
	"unicode/utf8"
)

// paragraphs gathers the lines of a text whose paragraphs are broken into
// lines.
type paragraphs struct {
	lines []string
	cur   string
}

// line adds a finished line.
func (p *paragraphs) line(s string) {
	p.end()
	if s != "" {
		p.lines = append(p.lines, s)
	}
}

// join adds a line to the open paragraph.
func (p *paragraphs) join(s string) { p.cur = glue(p.cur, s) }

func (p *paragraphs) end() {
	if p.cur != "" {
		p.lines = append(p.lines, p.cur)
	}
	p.cur = ""
}

// glue joins two lines: with a blank unless the break stands beside a Chinese
// character or mark.
func glue(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if wide(last) || wide(first) || unicode.IsSpace(last) {
		return a + b
	}
	return a + " " + b
}

// wide reports whether a character takes the width of a Chinese one.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6
}

// width is the width of a line, a Chinese character counting 2.
func width(s string) int {
	n := 0
	for _, r := range s {
		n++
		if wide(r) {
			n++
		}
	}
	return n
}
