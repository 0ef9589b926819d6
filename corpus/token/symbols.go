package token

import (
	"unicode"
	"unicode/utf8"

	"concord/corpus/token/script"
	"concord/corpus/token/wordlist"
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
	basic  [1 << 16]symbol // the basic plane
	more   map[rune]uint16 // codes beyond it
	beyond []uint8         // traits by code, for characters beyond it
	ascii  [256]uint8      // properties of bytes: see scanner.words
	used   uint16
}

// symbol is what the segmenter knows of a character, in one word so that a
// character costs one load:
//
//	bits  0–15  the code
//	bits 16–18  the class
//	bit  19     set where the character is not the one that the code stands for
//	bits 24–31  the traits
type symbol uint32

func (s symbol) code() uint16  { return uint16(s) }
func (s symbol) class() class  { return class(s>>16) & 7 }
func (s symbol) traits() uint8 { return uint8(s >> 24) }

// han returns all ones for a Han character, else 0. The trait is the last bit.
func (s symbol) han() uint16 { return uint16(int32(s) >> 31) }

// variant marks a character that shares its code with another one: a
// traditional one, or a full-width one.
const variant symbol = 1 << 19

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
			s.vary(traditional, s.code(simplified))
		}
	})
	for wide := rune(0xff01); wide <= 0xff5e; wide++ {
		s.vary(wide, s.code(wide-0xff01+'!'))
	}
	if s.code('〇') == 0 {
		s.add('〇')
	}
	s.vary('○', s.code('〇')) // as in 二○○一年
	s.classify()
	return s
}

// mark gives every character its traits. Terms begin with a character that has
// beginsTrait.
func (s *symbols) mark(list *wordlist.List, terms *wordlist.Trie) {
	traits := make([]uint8, 1<<16) // by code
	for code, w := range list.Foreign {
		if w != 0 {
			traits[code+1] |= foreignTrait
		}
	}
	for _, r := range linking {
		traits[s.code(r)] &^= foreignTrait
	}
	for code := range list.First {
		if list.First[code] != 0 || list.Second[code] != 0 {
			traits[code+1] |= boundTrait
		}
	}
	for _, r := range free {
		traits[s.code(r)] &^= boundTrait
	}
	for _, r := range numeralDigits + numeralUnits {
		traits[s.code(r)] |= numeralTrait
	}
	for _, r := range surnames {
		traits[s.code(r)] |= surnameTrait
	}
	traits[0] = 0
	for code := 1; code < len(traits); code++ {
		if terms.First(uint16(code)) != 0 {
			traits[code] |= beginsTrait
		}
		if wordlist.Weight(terms.First(uint16(code))) != 0 {
			traits[code] |= aloneTrait
		}
	}
	for r, in := range s.basic {
		s.basic[r] = in&(1<<24-1) | symbol(traitsOf(in.class(), traits[in.code()]))<<24
	}
	s.beyond = traits
	s.ascii = properties
	for c := range utf8.RuneSelf {
		if s.basic[c].traits()&beginsTrait != 0 {
			s.ascii[c] |= begins
		}
	}
}

// plain returns the character that stands for r in tries.
func plain(r rune) rune {
	if r == '○' {
		return '〇'
	}
	return script.Rune(narrow(r))
}

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

// vary gives a character the code of another one.
func (s *symbols) vary(r rune, code uint16) {
	s.set(r, code)
	if r < 1<<16 {
		s.basic[r] |= variant
	}
}

func (s *symbols) set(r rune, code uint16) {
	if r < 1<<16 {
		s.basic[r] = s.basic[r]&^0xffff | symbol(code)
	} else {
		s.more[r] = code
	}
}

// code returns the code of a character, 0 where it has none.
func (s *symbols) code(r rune) uint16 {
	if uint32(r) < 1<<16 {
		return s.basic[r].code()
	}
	return s.more[r]
}

// symbol returns what is known of a character.
func (s *symbols) symbol(r rune) symbol {
	if uint32(r) < 1<<16 {
		return s.basic[r]
	}
	code := s.more[r]
	c := s.class(r)
	return variant | symbol(code) | symbol(c)<<16 | symbol(traitsOf(c, s.beyond[code]))<<24
}

// traitsOf adds the traits of a class to those of a code.
func traitsOf(c class, traits uint8) uint8 {
	switch c {
	case han:
		return traits | hanTrait
	case blank, newline:
		return traits&(beginsTrait|aloneTrait) | blankTrait
	}
	return traits & (beginsTrait | aloneTrait)
}

func (s *symbols) class(r rune) class {
	if uint32(r) < 1<<16 {
		return s.basic[r].class()
	}
	switch {
	case unicode.Is(unicode.Han, r):
		return han
	case isBlank(r):
		return blank
	}
	return other
}

func (s *symbols) put(r rune, c class) {
	s.basic[r] = s.basic[r]&(0xffff|variant) | symbol(c)<<16
}

// classify fills the classes of the basic plane. Signs are those of East Asian
// typography; all others, ASCII included, may stand inside a word or number
// (don't, 3.5) and are left to Unicode's rules.
func (s *symbols) classify() {
	mark := func(from, to rune, c class) {
		for r := from; r <= to; r++ {
			s.put(r, c)
		}
	}
	for _, r16 := range unicode.Han.R16 {
		for r := rune(r16.Lo); r <= rune(r16.Hi); r += rune(r16.Stride) {
			s.put(r, han)
		}
	}
	s.put('○', han)
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
		s.put(r, ender)
	}
	for r := rune(0); r < 1<<16; r++ {
		if r < 0x2100 || r >= 0x3000 && r < 0x3001 || r >= 0xfe00 {
			if isBlank(r) {
				s.put(r, blank)
			}
		}
	}
	s.put('\n', newline)
}
