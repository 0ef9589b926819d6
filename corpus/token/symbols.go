package token

import (
	"unicode"

	"concord/corpus/token/script"
)

// class says what a character is to the segmenter.
type class uint8

const (
	other class = iota // left to the word boundaries of Unicode
	han
	blank
	sign  // a word boundary on both sides, whatever its neighbours
	ender // a sign that ends a sentence
	newline
)

// symbols maps characters to their classes and to codes that tries are keyed
// by. A traditional character has the code of the simplified one, a full-width
// one that of the half-width one, so that looking up needs no conversion.
type symbols struct {
	classes [1 << 16]class
	codes   [1 << 16]uint16
	more    map[rune]uint16 // codes beyond the basic plane
	traits  [1 << 16]uint8  // by code
	used    uint16
}

// newSymbols gives the characters of the alphabet the codes from 1 in order,
// further ones in the texts the codes that follow.
func newSymbols(alphabet []rune, texts []string) *symbols {
	s := &symbols{more: make(map[rune]uint16)}
	for _, r := range alphabet {
		s.add(r)
	}
	for _, t := range texts {
		for _, r := range t {
			if r = plain(r); s.code(r) == 0 {
				s.add(r)
			}
		}
	}
	script.Characters(func(traditional, simplified rune) {
		if s.code(traditional) == 0 {
			s.set(traditional, s.code(simplified))
		}
	})
	for wide := rune(0xff01); wide <= 0xff5e; wide++ {
		s.set(wide, s.code(wide-0xff01+'!'))
	}
	for trait, chars := range map[uint8]string{
		numeralTrait: numeralDigits + numeralUnits, surnameTrait: surnames, linkingTrait: linking,
	} {
		for _, r := range chars {
			s.traits[s.code(r)] |= trait
		}
	}
	s.traits[0] = 0
	s.classify()
	return s
}

// plain returns the character that stands for r in tries.
func plain(r rune) rune { return script.Rune(narrow(r)) }

// narrow returns the half-width form of a full-width ASCII character.
func narrow(r rune) rune {
	if r >= 0xff01 && r <= 0xff5e {
		return r - 0xff01 + '!'
	}
	if r == 0x3000 {
		return ' '
	}
	return r
}

func (s *symbols) add(r rune) {
	s.used++
	s.set(r, s.used)
}

func (s *symbols) set(r rune, code uint16) {
	if r < 1<<16 {
		s.codes[r] = code
	} else {
		s.more[r] = code
	}
}

// code returns the code of a character, 0 where it has none.
func (s *symbols) code(r rune) uint16 {
	if uint32(r) < 1<<16 {
		return s.codes[r]
	}
	return s.more[r]
}

func (s *symbols) class(r rune) class {
	if uint32(r) < 1<<16 {
		return s.classes[r]
	}
	switch {
	case unicode.Is(unicode.Han, r):
		return han
	case isBlank(r):
		return blank
	}
	return other
}

// classify fills the classes of the basic plane. Signs are those of East Asian
// typography; all others, ASCII included, may stand inside a word or number
// (don't, 3.5) and are left to Unicode's rules.
func (s *symbols) classify() {
	mark := func(from, to rune, c class) {
		for r := from; r <= to; r++ {
			s.classes[r] = c
		}
	}
	for _, r16 := range unicode.Han.R16 {
		for r := rune(r16.Lo); r <= rune(r16.Hi); r += rune(r16.Stride) {
			s.classes[r] = han
		}
	}
	mark(0x2010, 0x2017, sign)
	mark(0x201c, 0x201f, sign)
	mark(0x3001, 0x3004, sign)
	mark(0x3008, 0x3020, sign)
	mark(0xff01, 0xff0d, sign)
	mark(0xff0f, 0xff0f, sign)
	mark(0xff1a, 0xff20, sign)
	mark(0xff3b, 0xff3d, sign)
	mark(0xff5b, 0xff65, sign)
	for _, r := range "。！？；…" {
		s.classes[r] = ender
	}
	for r := rune(0); r < 1<<16; r++ {
		if r < 0x2100 || r >= 0x3000 && r < 0x3001 || r >= 0xfe00 {
			if isBlank(r) {
				s.classes[r] = blank
			}
		}
	}
	s.classes['\n'] = newline
}
