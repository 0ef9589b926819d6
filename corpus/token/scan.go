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

	// The characters being cut: Han, and what stands between them.
	codes   []uint16
	traits  []uint8
	offsets []uint32 // of the first byte; one more for the end of the run
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
	s.spans = append(s.spans, span{uint32(start), uint32(end)})
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
			s.add(at, at+width)
			at += width
		default:
			at += width
		}
	}
}

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

// chinese cuts what begins with a Han character, up to the next character of
// another script, and returns where it ends. All its runs of Han characters are
// cut at once; signs, blanks and the words of terms stand between them as
// characters that are in no word. No term begins at its first character.
func (s *scanner) chinese(at, end int) int {
	at = s.decode(at, end)
	ends := s.list.Cut(s.codes, &s.board)
	if s.recipe.Unknown {
		ends = s.join(ends)
	}
	spans, from := s.spans, 0
	for _, e := range ends {
		if s.traits[from]&blankTrait == 0 {
			spans = append(spans, span{s.offsets[from], s.offsets[e]})
		}
		from = e
	}
	s.spans = spans
	return at
}

// decode reads characters up to the next one of another script and returns
// where it stands.
func (s *scanner) decode(at, end int) int {
	s.room(end - at + 1)
	codes, traits, offsets := s.codes[:cap(s.codes)], s.traits[:cap(s.traits)], s.offsets[:cap(s.offsets)]
	text, n := s.text[:end], 0
	last := uint16(0) // code of the character before, which may begin a term
	for at < len(text) {
		var in symbol
		width := 3
		if c := text[at]; at+2 < len(text) && c >= 0xe4 && c <= 0xec && text[at+1]&0xc0 == 0x80 && text[at+2]&0xc0 == 0x80 {
			in = s.basic[uint16(c)<<12|uint16(text[at+1]&0x3f)<<6|uint16(text[at+2]&0x3f)]
		} else {
			var r rune
			r, width = decodeRune(text[at:])
			in = s.symbol(r)
		}
		if s.mayBegin(last, in.code()) && last != 0 {
			if term, to := s.term(int(offsets[n-1]), end); to > 0 {
				n, at, last = s.put(term, n-1), to, 0
				continue
			}
		}
		if in.class() == other {
			break
		}
		if in.traits()&aloneTrait != 0 {
			if term, to := s.term(at, end); to > 0 {
				offsets[n] = uint32(at)
				n, at, last = s.put(term, n), to, 0
				continue
			}
		}
		codes[n], traits[n], offsets[n] = in.code()&in.han(), in.traits(), uint32(at)
		last = in.code()
		at += width
		n++
	}
	offsets[n] = uint32(at)
	s.codes, s.traits, s.offsets = codes[:n], traits[:n], offsets[:n+1]
	return at
}

// room makes room for so many characters.
func (s *scanner) room(size int) {
	if cap(s.codes) < size || cap(s.traits) < size || cap(s.offsets) < size {
		size += size / 2
		s.codes, s.traits, s.offsets = make([]uint16, size), make([]uint8, size), make([]uint32, size)
	}
}

// put writes the words of a term in place of the n-th character, where it
// begins, and returns how many characters there are then.
func (s *scanner) put(term, n int) int {
	offsets := s.offsets[:cap(s.offsets)]
	at := int(offsets[n])
	for _, length := range s.parts[term] {
		s.codes[:cap(s.codes)][n], s.traits[:cap(s.traits)][n], offsets[n] = 0, 0, uint32(at)
		at = s.skip(at, length)
		n++
	}
	return n
}

// skip returns the place some characters on.
func (s *scanner) skip(at, characters int) int {
	for range characters {
		_, width := decodeRune(s.text[at:])
		at += width
	}
	return at
}
