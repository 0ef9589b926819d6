package token

import (
	"strings"
	"unicode/utf8"

	"concord/corpus/token/wordlist"
)

// span is a token of the text being scanned: its bytes, and its slot in the
// trie of the word list, 0 where it is not a listed word as printed there.
type span struct{ start, end, slot uint32 }

// scanner cuts one text after another. It holds what one goroutine needs.
type scanner struct {
	*Cutter
	board wordlist.Board
	text  string
	spans []span // the tokens of the line, in order

	// The characters being cut: Han, and what stands between them.
	codes   []uint16
	traits  []uint8
	offsets []uint32 // of the first byte; one more for the end of the run
	varied  bool     // some of them share their code with another character
}

// scan cuts a text into spans, signs and numbers included, blanks not, and
// hands them over line by line.
func (s *scanner) scan(text string, take func([]span)) {
	s.text = text
	for start := 0; start < len(text); {
		end := lineEnd(text, start)
		s.spans = s.spans[:0]
		if s.recipe.Presegmented {
			s.fields(start, end)
		} else {
			s.line(start, end)
		}
		take(s.spans)
		start = end
	}
}

// lineEnd returns where the line that begins at start ends, its line feed
// included.
func lineEnd(text string, start int) int {
	if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
		return start + i + 1
	}
	return len(text)
}

// fields takes what stands between blanks.
func (s *scanner) fields(start, end int) {
	text, from := s.text[:end], start
	for i := start; i < len(text); {
		width := 1
		switch blankBytes[text[i]] {
		case noBlank:
			i++
			continue
		case maybeBlank:
			var r rune
			if r, width = utf8.DecodeRuneInString(text[i:]); !isBlank(r) {
				i += width
				continue
			}
		}
		if i > from {
			s.add(from, i)
		}
		i += width
		from = i
	}
	if len(text) > from {
		s.add(from, len(text))
	}
}

// What a byte says about the character that it begins.
const (
	noBlank = iota
	aBlank
	maybeBlank
)

// blankBytes holds the first bytes of the characters that isBlank accepts.
var blankBytes = func() (t [256]uint8) {
	for r := rune(0); r < 1<<16; r++ {
		if !isBlank(r) {
			continue
		}
		if first := string(r)[0]; first < utf8.RuneSelf {
			t[first] = aBlank
		} else {
			t[first] = maybeBlank
		}
	}
	return t
}()

func (s *scanner) add(start, end int) {
	s.spans = append(s.spans, span{start: uint32(start), end: uint32(end)})
}

// decodeRune is utf8.DecodeRuneInString with a short way for ASCII and for most
// Chinese characters, U+4000 to U+CFFF, whose first byte does not restrict the
// second.
func decodeRune(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	if len(s) >= 3 && s[0] >= 0xe4 && s[0] <= 0xec && s[1]&0xc0 == 0x80 && s[2]&0xc0 == 0x80 {
		return rune(s[0]&0x0f)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), 3
	}
	return utf8.DecodeRuneInString(s)
}

// three reads a character of three bytes, from U+1000 to U+CFFF: there the first
// byte does not restrict the second.
func three(s string) (uint16, bool) {
	if len(s) < 3 {
		return 0, false
	}
	x := uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16
	r := uint16(x<<12 | x>>2&0xfc0 | x>>16&0x3f)
	return r, x&0xc0c0f0 == 0x8080e0 && r >= 0x1000 && r < 0xd000
}

// line cuts text[at:end]: terms of the lexicon first, then what lies between
// them, by script.
func (s *scanner) line(at, end int) {
	for at < end {
		r, width := decodeRune(s.text[at:end])
		in := s.symbol(r)
		if in.traits()&beginsTrait != 0 {
			if term, to := s.term(at, end); to > 0 {
				s.take(term, at)
				at = to
				continue
			}
		}
		switch in.class() {
		case han:
			at = s.chinese(at, end)
		case other:
			at = s.words(at, end)
		case sign, ender:
			s.sign(at, at+width)
			at += width
		default:
			at += width
		}
	}
}

// sign adds a sign of East Asian typography. A dash or an ellipsis is one sign
// however many characters long (——, ……), and a percent sign is part of the
// number before it; terms of the lexicon take part in neither.
func (s *scanner) sign(start, end int) {
	if n := len(s.spans); n > 0 && int(s.spans[n-1].end) == start {
		text, last := s.text[start:end], &s.spans[n-1]
		before := s.text[last.start:last.end]
		joined := (text == "—" || text == "…") && strings.HasSuffix(before, text) || text == "％" && s.percentOf(start)
		if joined && !s.known[text] && !s.known[before] {
			last.end, last.slot = uint32(end), 0
			return
		}
	}
	slot := uint32(0)
	if r, ok := three(s.text[start:end]); ok && end-start == 3 {
		slot = signSlot | uint32(r)
	}
	s.spans = append(s.spans, span{uint32(start), uint32(end), slot})
}

// signSlot is added to characters that stand for themselves, so that they are
// none of the slots of words.
const signSlot = 1 << 30

// take adds the words of a term that begins at a place.
func (s *scanner) take(term, at int) {
	for _, length := range s.parts[term] {
		from := at
		at = s.skip(at, length)
		s.add(from, at)
	}
}

// term returns the longest term at a place and where it ends, 0 where there is
// none.
func (s *scanner) term(at, end int) (term, to int) {
	r, width := decodeRune(s.text[at:end])
	nd := s.terms.First(s.code(r))
	if nd == 0 || s.splits(at) {
		return 0, 0
	}
	for nd != 0 {
		at += width
		if w := wordlist.Weight(nd); w != 0 && !s.splits(at) {
			term, to = int(w)-1, at
		}
		if at == end {
			break
		}
		r, width = decodeRune(s.text[at:end])
		nd = s.terms.Step(nd, s.code(r))
	}
	return term, to
}

// splits reports whether a place lies inside a word of letters and digits: no
// term of Latin letters begins or ends there.
func (s *scanner) splits(at int) bool {
	if at == 0 || at == len(s.text) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(s.text[at:])
	if !alphanumeric(after) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s.text[:at])
	return alphanumeric(before)
}

func alphanumeric(r rune) bool {
	r = narrow(r)
	return r < utf8.RuneSelf && (r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z')
}
