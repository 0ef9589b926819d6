package structure

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mention is a name of a country in a text, by byte offsets.
type mention struct {
	start, end int
	country    int
	form       form
}

// find returns the countries named in s, in order, the longest name first at
// each place. Names in Latin letters are whole words.
func (g *gazetteer) find(s string) []mention {
	var out []mention
	inWord := false
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		wordChar := isWordByte(s[i]) && s[i] != '_'
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
			wordChar = isWordChar(r)
		}
		if g.begins(r) && (!wordChar || !inWord) {
			if nm, size := g.match(s[i:]); size > 0 {
				if nm.form != notACountry {
					out = append(out, mention{i, i + size, nm.country, nm.form})
				}
				i += size
				inWord = false
				continue
			}
		}
		i += n
		if inWord = wordChar; inWord { // no name begins within a word
			i += asciiWord(s[i:])
		}
	}
	return out
}

// asciiWord returns how many ASCII letters and digits s begins with.
func asciiWord(s string) int {
	for i := range len(s) {
		if b := s[i]; !isLower(b|0x20) && (b < '0' || b > '9') {
			return i
		}
	}
	return len(s)
}

// isWordChar reports whether a character makes words with others: a letter or
// a digit, but no Han character.
func isWordChar(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'
	}
	return r < 0x2E80 && isLetterOrDigit(r)
}

// match returns the longest name that s begins with, and its length in s.
func (g *gazetteer) match(s string) (name, int) {
	at := startOf(s)
	if at.first < utf8.RuneSelf && g.latin[at.first][letter(at.second)]>>letter(at.third)&1 == 0 {
		return name{}, 0
	}
	ascii := -1
	for _, n := range g.byStart[at] {
		switch n.script {
		case hanScript:
			if strings.HasPrefix(s, n.text) {
				return n, len(n.text)
			}
			continue
		case asciiScript:
			if ascii < 0 {
				ascii = asciiRun(s)
			}
			if !mayBegin(s, n.text, ascii) {
				continue
			}
		}
		if size := prefixLen(s, n.text); size > 0 {
			return n, size
		}
	}
	return name{}, 0
}

// script says what characters a name is made of.
type script uint8

const (
	mixedScript script = iota
	asciiScript
	hanScript // and others without small letters, blanks or words
)

func scriptOf(s string) script {
	ascii, han := true, true
	for _, r := range s {
		ascii = ascii && r < utf8.RuneSelf
		han = han && r >= 0x2E80 && unicode.Is(unicode.Han, r)
	}
	switch {
	case ascii:
		return asciiScript
	case han:
		return hanScript
	}
	return mixedScript
}

// asciiRun returns how many ASCII characters s begins with, up to more than a
// name has.
func asciiRun(s string) int {
	for i := range min(len(s), 100) {
		if s[i] >= utf8.RuneSelf {
			return i
		}
	}
	return min(len(s), 100)
}

// mayBegin rules out most names in ASCII by how they end, where they would stand
// in the first characters of s, which are ASCII: with the same letter, and at
// the end of a word.
func mayBegin(s, text string, ascii int) bool {
	n := len(text)
	if n > ascii {
		return ascii < len(s) // a blank or an apostrophe may be longer
	}
	last := text[n-1] | 0x20
	return (!isLower(last) || s[n-1]|0x20 == last) && (n == len(s) || s[n] == '_' || !isWordByte(s[n]))
}

// prefixLen returns how much of s the name matches from the beginning, or 0.
// Apostrophes of both shapes are one, and so are blanks of all kinds (a name
// may run over a line end). A name of four letters or more also matches in
// capitals. A name in Latin letters ends at the end of a word.
func prefixLen(s, text string) int {
	i := 0
	var last rune
	capitals, small := len(text) >= 4, true
	for _, want := range text {
		r, n := utf8.DecodeRuneInString(s[i:])
		upper := capitals && r == unicode.ToUpper(want)
		small = small && sameChar(r, want)
		capitals = upper || capitals && sameChar(r, want) && !unicode.IsLower(r)
		if n == 0 || !small && !capitals {
			return 0
		}
		i += n
		last = want
	}
	if next, _ := utf8.DecodeRuneInString(s[i:]); last < 0x2E80 && i < len(s) && isWordChar(next) {
		return 0
	}
	return i
}

// sameChar reports whether a character of the text stands for one of a name.
func sameChar(r, want rune) bool {
	return r == want || want == '\'' && r == '’' || want == ' ' && isBlank(r) || want == '-' && r == '\u2011'
}
