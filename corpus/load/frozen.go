package load

import (
	"unicode/utf8"

	"concord/corpus"
)

// freeze returns the text in the form of corpus.Freeze. Most texts are in it
// already, which is quick to see: the tables of normalisation are asked only
// about a text with characters beyond those of Chinese and Western European
// print.
func freeze(s string) string {
	if isFrozen(s) {
		return s
	}
	s, _ = corpus.Freeze(s)
	return s
}

// isFrozen reports whether a text consists of line feeds and characters that no
// composition changes, whatever stands beside them: none of them combines with
// the one before, and none has another form in NFC.
func isFrozen(s string) bool {
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			if b == '\r' {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !composed(r) || n == 1 {
			return false
		}
		i += n
	}
	return true
}

// composed reports whether a character is in NFC on its own and never combines
// with others. The ranges leave many such characters out.
func composed(r rune) bool {
	switch {
	case r >= 0x4e00 && r <= 0x9fff: // Han
		return true
	case r >= 0x3000 && r <= 0x303f: // marks; 302A to 302F are tone marks
		return r < 0x302a || r > 0x302f
	case r >= 0xff00 && r <= 0xff60: // full-width forms
		return true
	case r >= 0x80 && r <= 0x2ff: // Latin
		return true
	}
	return r >= 0x2010 && r <= 0x2027 || r >= 0x2030 && r <= 0x205e // dashes, quotation marks
}
