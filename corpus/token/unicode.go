package token

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/words"
)

// unicode cuts text[start:end] at the word boundaries of UAX 29. A number takes
// the percent sign after it.
func (s *scanner) unicode(start, end int) {
	part := s.text[start:end]
	first := len(s.spans)
	if strings.ContainsFunc(part, func(r rune) bool { return r != narrow(r) }) {
		s.wide(start, part)
	} else {
		for it := words.FromString(part); it.Next(); {
			if !isBlankText(it.Value()) {
				s.add(start+it.Start(), start+it.End())
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

// wide is unicode for text with full-width letters, which Unicode cuts like
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
			s.add(start+origin[it.Start()], start+origin[it.End()])
		}
	}
}

func isBlankText(w string) bool {
	return !strings.ContainsFunc(w, func(r rune) bool { return !isBlank(r) && !unicode.IsControl(r) })
}
