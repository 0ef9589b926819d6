package token

import (
	"strings"
	"unicode/utf8"

	"concord/corpus/token/wordlist"
)

// span is a token of the text being scanned: its bytes.
type span struct{ start, end uint32 }

// scanner cuts one text after another. It holds what one goroutine needs.
type scanner struct {
	*Cutter
	board wordlist.Board
	text  string
	spans []span // the tokens of the line, in order

	// The line being cut, by character.
	codes   []uint16
	classes []class
	offsets []uint32 // of the first byte; one more for the end of the line
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
			s.decode(start, end)
			s.line()
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
	from := -1
	for i, r := range s.text[start:end] {
		switch {
		case !isBlank(r):
			if from < 0 {
				from = start + i
			}
		case from >= 0:
			s.add(uint32(from), uint32(start+i))
			from = -1
		}
	}
	if from >= 0 {
		s.add(uint32(from), uint32(end))
	}
}

func (s *scanner) add(start, end uint32) { s.spans = append(s.spans, span{start, end}) }

// decode reads the characters of text[start:end].
func (s *scanner) decode(start, end int) {
	size := end - start + 1
	if cap(s.codes) < size {
		s.codes, s.classes, s.offsets = make([]uint16, size), make([]class, size), make([]uint32, size)
	}
	codes, classes, offsets := s.codes[:size], s.classes[:size], s.offsets[:size]
	line, n := s.text[start:end], 0
	for i := 0; i < len(line); {
		r, width := rune(line[i]), 1
		if r >= utf8.RuneSelf {
			r, width = decodeRune(line[i:])
		}
		codes[n], classes[n], offsets[n] = s.code(r), s.class(r), uint32(start+i)
		i += width
		n++
	}
	offsets[n] = uint32(end)
	s.codes, s.classes, s.offsets = codes[:n], classes[:n], offsets[:n+1]
}

// decodeRune is utf8.DecodeRuneInString with a short way for most Chinese
// characters, U+4000 to U+CFFF, whose first byte does not restrict the second.
func decodeRune(s string) (rune, int) {
	if len(s) >= 3 && s[0] >= 0xe4 && s[0] <= 0xec && s[1]&0xc0 == 0x80 && s[2]&0xc0 == 0x80 {
		return rune(s[0]&0x0f)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), 3
	}
	return utf8.DecodeRuneInString(s)
}

// rune returns a character of the line.
func (s *scanner) rune(i int) rune {
	r, _ := utf8.DecodeRuneInString(s.text[s.offsets[i]:])
	return r
}

// line cuts the decoded line: terms of the lexicon first, then what lies
// between them, by script.
func (s *scanner) line() {
	from := 0
	for at := 0; at < len(s.codes); {
		if term, n := s.term(at); n > 0 {
			s.flush(from, at)
			for _, length := range s.parts[term] {
				s.add(s.offsets[at], s.offsets[at+length])
				at += length
			}
			from = at
			continue
		}
		if at > from && !together(s.classes[from], s.classes[at]) {
			s.flush(from, at)
			from = at
		}
		at++
	}
	s.flush(from, len(s.codes))
}

// together reports whether a character of class b goes on a run that began
// with class a. Blanks stay within a run of words of other scripts.
func together(a, b class) bool {
	return a == b && a != sign && a != ender || a == other && b == blank
}

// term returns the longest term at a place and its length, 0 where there is
// none.
func (s *scanner) term(at int) (term, length int) {
	nd := s.terms.First(s.codes[at])
	if nd == 0 || s.splits(at) {
		return 0, 0
	}
	for i := at + 1; nd != 0; i++ {
		if w := wordlist.Weight(nd); w != 0 && !s.splits(i) {
			term, length = int(w)-1, i-at
		}
		if i == len(s.codes) {
			break
		}
		nd = s.terms.Step(nd, s.codes[i])
	}
	return term, length
}

// splits reports whether a place lies inside a word of letters and digits: no
// term of Latin letters begins or ends there.
func (s *scanner) splits(at int) bool {
	return at > 0 && at < len(s.codes) && s.classes[at-1] == other && s.classes[at] == other &&
		alphanumeric(s.rune(at-1)) && alphanumeric(s.rune(at))
}

func alphanumeric(r rune) bool {
	r = narrow(r)
	return r < utf8.RuneSelf && (r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z')
}

// flush cuts the characters from a to b, which are of one script.
func (s *scanner) flush(a, b int) {
	if a == b {
		return
	}
	switch s.classes[a] {
	case han:
		s.chinese(a, b)
	case sign, ender:
		s.add(s.offsets[a], s.offsets[b])
	case other:
		s.unicode(int(s.offsets[a]), int(s.offsets[b]))
	}
}

// chinese cuts a run of Han characters into words.
func (s *scanner) chinese(a, b int) {
	ends := s.list.Cut(s.codes[a:b], &s.board)
	if s.recipe.Unknown {
		ends = s.join(a, ends)
	}
	start := a
	for _, e := range ends {
		s.add(s.offsets[start], s.offsets[a+e])
		start = a + e
	}
}
