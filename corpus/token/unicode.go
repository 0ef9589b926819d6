package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// unicode cuts text[start:end] at the word boundaries of UAX 29. A number takes
// the percent sign after it.
func (s *scanner) unicode(start, end int) {
	part := s.text[start:end]
	first := len(s.spans)
	switch {
	case isASCII(part):
		s.ascii(start, part)
	case strings.ContainsFunc(part, func(r rune) bool { return r != narrow(r) }):
		s.wide(start, part)
	default:
		for it := words.FromString(part); it.Next(); {
			if !isBlankText(it.Value()) {
				s.add(uint32(start+it.Start()), uint32(start+it.End()))
			}
		}
	}
	s.percent(first)
}

// percent joins numbers with percent signs in the spans from first on.
func (s *scanner) percent(first int) {
	out := s.spans[:first]
	for _, sp := range s.spans[first:] {
		if sign := s.text[sp.start:sp.end]; len(out) > first && (sign == "%" || sign == "‰") {
			if last := &out[len(out)-1]; last.end == sp.start && kindOf(s.text[last.start:last.end]) == numeric {
				last.end = sp.end
				continue
			}
		}
		out = append(out, sp)
	}
	s.spans = out
}

// Properties of ASCII characters in UAX 29.
const (
	letter = 1 << iota
	digit
	extend    // _ joins letters and digits
	midLetter // between letters: : . '
	midNumber // between digits: , ; . '
)

var properties = func() (p [128]uint8) {
	for c := range p {
		switch {
		case c >= '0' && c <= '9':
			p[c] = digit
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			p[c] = letter
		}
	}
	p['_'] = extend
	p[':'] = midLetter
	p[','], p[';'] = midNumber, midNumber
	p['.'], p['\''] = midLetter|midNumber, midLetter|midNumber
	return p
}()

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// ascii applies the rules of UAX 29 to ASCII text, where they are few: letters,
// digits and underscores hold together (WB5, WB8–WB10, WB13), and so do two
// letters around one of : . ' (WB6, WB7) and two digits around one of , ; . '
// (WB11, WB12).
func (s *scanner) ascii(start int, part string) {
	const word = letter | digit | extend
	for i := 0; i < len(part); {
		if properties[part[i]]&word == 0 {
			if part[i] > ' ' && part[i] != 0x7f {
				s.add(uint32(start+i), uint32(start+i+1))
			}
			i++
			continue
		}
		from := i
		for i++; i < len(part); i++ {
			p := properties[part[i]]
			if p&word != 0 {
				continue
			}
			if i+1 == len(part) {
				break
			}
			around := properties[part[i-1]] & properties[part[i+1]]
			if p&midLetter == 0 || around&letter == 0 {
				if p&midNumber == 0 || around&digit == 0 {
					break
				}
			}
		}
		s.add(uint32(start+from), uint32(start+i))
	}
}

// wide does the same for text with full-width letters, which Unicode cuts like
// their half-width forms only in part.
func (s *scanner) wide(start int, part string) {
	var b strings.Builder
	var origin []int // byte offset in part of every byte of b
	for i, r := range part {
		n, _ := b.WriteRune(narrow(r))
		for range n {
			origin = append(origin, i)
		}
	}
	origin = append(origin, len(part))
	for it := words.FromString(b.String()); it.Next(); {
		if !isBlankText(it.Value()) {
			s.add(uint32(start+origin[it.Start()]), uint32(start+origin[it.End()]))
		}
	}
}

func isBlankText(w string) bool {
	return !strings.ContainsFunc(w, func(r rune) bool { return !isBlank(r) && !unicode.IsControl(r) })
}
