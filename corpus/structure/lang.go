package structure

import (
	"unicode"
	"unicode/utf8"
)

// scripts counts letters by script.
type scripts struct{ han, kana, latin, other int }

// scriptSample is how many letters decide the language: enough for certainty,
// and a long text need not be read twice.
const scriptSample = 20000

func countScripts(s string) scripts {
	var c scripts
	n := 0
	for i := 0; i < len(s) && n < scriptSample; {
		if s[i] < utf8.RuneSelf {
			if isLower(s[i] | 0x20) {
				c.latin++
				n++
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r >= 0x4e00 && r <= 0x9fff: // the greater part of them
			c.han++
		case unicode.Is(unicode.Han, r):
			c.han++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			c.kana++
		case unicode.Is(unicode.Latin, r):
			c.latin++
		case unicode.IsLetter(r):
			c.other++
		default:
			continue
		}
		n++
	}
	return c
}

// language returns "zh", "en" or "". A text is Chinese when it has at least
// one Han character for every five Latin letters (a word or so) and kana make
// up less than a tenth; English when it is in Latin letters and at least one
// word in twelve is a common English function word.
func language(s string) string {
	c := countScripts(s)
	switch {
	case c.other > c.han && c.other > c.latin:
		return ""
	case c.han > 0 && c.han*5 >= c.latin:
		if c.kana*10 >= c.han {
			return ""
		}
		return "zh"
	case c.latin > 0 && looksEnglish(s):
		return "en"
	}
	return ""
}

// looksEnglish counts function words among the first two thousand words.
func looksEnglish(s string) bool {
	words, common := 0, 0
	for len(s) > 0 && words < 2000 {
		n := lettersAt(s)
		if n == 0 {
			_, size := utf8.DecodeRuneInString(s)
			s = s[size:]
			continue
		}
		words++
		if isCommon(s[:n]) {
			common++
		}
		s = s[n:]
	}
	return common > 0 && common*12 >= words
}

// isCommon reports whether a word is an English function word.
func isCommon(w string) bool {
	var small [len("between")]byte
	if len(w) > len(small) {
		return false
	}
	for i := range len(w) {
		small[i] = w[i] | 0x20
	}
	switch string(small[:len(w)]) {
	case "the", "of", "and", "to", "in", "that", "with", "for", "their", "by", "on", "is", "are", "this", "was", "between":
		return true
	}
	return false
}

// lettersAt returns the length of the run of letters that s begins with.
func lettersAt(s string) int {
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf {
			if !isLower(b | 0x20) {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) {
			return i
		}
		i += n
	}
	return len(s)
}
