package token

import (
	"math/bits"
	"unicode/utf8"
)

// Properties of bytes. Those of ASCII characters are the ones of UAX 29.
const (
	letter = 1 << iota
	digit
	extend    // _ joins letters and digits
	midLetter // between letters: : . '
	midNumber // between digits: , ; . '
	begins    // a term of the lexicon may begin here
	beyond    // not ASCII
)

var properties = func() (p [256]uint8) {
	for c := range p {
		switch {
		case c >= '0' && c <= '9':
			p[c] = digit
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			p[c] = letter
		case c >= utf8.RuneSelf:
			p[c] = beyond
		}
	}
	p['_'] = extend
	p[':'] = midLetter
	p[','], p[';'] = midNumber, midNumber
	p['.'], p['\''] = midLetter|midNumber, midLetter|midNumber
	return p
}()

// chunk is a part of a run of words that no rule of UAX 29 looks out of: it
// begins with the run or after a blank (U+0020).
type chunk struct {
	run   int // where the run begins
	at    int
	spans int // how many there were before it
}

// words cuts a run of neither Han characters nor signs of East Asian typography,
// up to the next term, at the word boundaries of UAX 29, and returns where it
// ends. No term begins at its first character. A number takes the percent sign
// after it.
//
// The rules are applied here as far as ASCII and the apostrophe ’ go, where
// they are few: letters, digits and underscores hold together (WB5, WB8–WB10,
// WB13), and so do two letters around one of : . ' ’ (WB6, WB7) and two digits
// around one of , ; . ' ’ (WB11, WB12). A chunk with any other character is
// given to the full rules.
func (s *scanner) words(at, end int) int {
	text, first := s.text[:end], len(s.spans)
	c := chunk{run: at, at: at, spans: first}
	for i := at; i < len(text); {
		p := s.ascii[text[i]]
		if p&(begins|beyond) != 0 && i > at && s.begins(i, end) {
			return i
		}
		switch {
		case p&(letter|digit|extend) != 0:
			to := s.word(i, end)
			s.add(i, to)
			i = to
		case p&beyond != 0:
			to, plain := s.beyondASCII(i, end)
			if !plain {
				i = s.rest(c, end)
			} else if to == i {
				return i
			} else {
				s.add(i, to)
				i = to
			}
		case text[i] > ' ' && text[i] != 0x7f:
			if text[i] == '%' && len(s.spans) > first && s.percentOf(i) {
				s.spans[len(s.spans)-1].end++
			} else {
				s.add(i, i+1)
			}
			i++
		default:
			i++
			if text[i-1] == ' ' {
				c.at, c.spans = i, len(s.spans)
			}
		}
	}
	return end
}

// begins reports whether a term begins at a place.
func (s *scanner) begins(at, end int) bool {
	_, to := s.term(at, end)
	return to > 0
}

// percentOf reports whether the last span is a number that ends at a place.
func (s *scanner) percentOf(at int) bool {
	last := s.spans[len(s.spans)-1]
	return int(last.end) == at && kindOf(s.text[last.start:last.end]) == numeric
}

// word returns the end of the word that begins at a place, as far as it is made
// of ASCII and ’.
func (s *scanner) word(at, end int) int {
	text := s.text[:end]
	for i := at; ; i++ {
		i += letters(text[i:])
		for i < len(text) && s.ascii[text[i]]&(letter|digit) != 0 {
			i++
		}
		if i == len(text) {
			return i
		}
		p, width := s.ascii[text[i]], 1
		if p&extend == 0 {
			if isApostrophe(text, i) {
				p, width = p|midLetter|midNumber, 3
			}
			if i+width >= len(text) {
				return i
			}
			around := s.ascii[text[i-1]] & s.ascii[text[i+width]]
			if (p&midLetter == 0 || around&letter == 0) && (p&midNumber == 0 || around&digit == 0) {
				return i
			}
		}
		if p&(begins|beyond) != 0 && s.begins(i, end) {
			return i
		}
		if next := i + width; next < len(text) && s.ascii[text[next]]&begins != 0 && s.begins(next, end) {
			if p&extend != 0 {
				return next
			}
			return i
		}
		i += width - 1
	}
}

// letters returns how many ASCII letters a text begins with, or fewer: it looks
// at eight bytes at a time and not at the last seven.
func letters(text string) int {
	const each, high = 0x0101010101010101, 0x8080808080808080
	n := 0
	for ; n+8 <= len(text); n += 8 {
		x := load8(text[n : n+8])
		lower := (x | 0x20*each) &^ high
		// The high bit of a byte: set from 'a' on, and not from 'z'+1 on.
		is := (lower + (0x80-'a')*each) &^ (lower + (0x80-'z'-1)*each) &^ x & high
		if is != high {
			return n + bits.TrailingZeros64(^is&high)/8
		}
	}
	return n
}

// isApostrophe reports whether ‘ or ’ stands at a place.
func isApostrophe(text string, i int) bool {
	return i+2 < len(text) && text[i] == 0xe2 && text[i+1] == 0x80 && (text[i+2] == 0x98 || text[i+2] == 0x99)
}

// beyondASCII looks at a character other than ASCII, outside a word. The run
// ends there when to is at; else to is its end when it is a token of its own
// (plain), whatever its neighbours.
func (s *scanner) beyondASCII(at, end int) (to int, plain bool) {
	r, width := decodeRune(s.text[at:end])
	if c := s.symbol(r).class(); c != other && c != blank {
		return at, true
	}
	to = at + width
	if !isApostrophe(s.text[:end], at) {
		return to, false
	}
	if to == end || s.text[to] < utf8.RuneSelf {
		return to, true
	}
	next, _ := decodeRune(s.text[to:end])
	c := s.symbol(next).class()
	return to, c != other && c != blank || s.begins(to, end)
}

// rest cuts a chunk by the full rules and returns where it ends. The blanks
// before it belong to it, for they take the combining marks that may follow.
func (s *scanner) rest(c chunk, end int) int {
	text := s.text[:end]
	to := c.at
	for to < len(text) && text[to] != ' ' {
		r, width := decodeRune(text[to:])
		in := s.symbol(r)
		if k := in.class(); k != other && k != blank || to > c.run && in.traits()&beginsTrait != 0 && s.begins(to, end) {
			break
		}
		to += width
	}
	for c.at > c.run && text[c.at-1] == ' ' {
		c.at--
	}
	s.spans = s.spans[:c.spans]
	s.unicode(c.at, to)
	return to
}
