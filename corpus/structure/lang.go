package structure

import (
	"strings"
	"unicode"
)

// scripts counts letters by script.
type scripts struct{ han, kana, latin, other int }

// scriptSample is how many letters decide the language: enough for certainty,
// and a long text need not be read twice.
const scriptSample = 20000

func countScripts(s string) scripts {
	var c scripts
	n := 0
	for _, r := range s {
		switch {
		case r < 0x80:
			if r|0x20 < 'a' || r|0x20 > 'z' {
				continue
			}
			c.latin++
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
		if n++; n == scriptSample {
			break
		}
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
		i := strings.IndexFunc(s, unicode.IsLetter)
		if i < 0 {
			break
		}
		s = s[i:]
		end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
		if end < 0 {
			end = len(s)
		}
		words++
		switch strings.ToLower(s[:end]) {
		case "the", "of", "and", "to", "in", "that", "with", "for", "their", "by", "on", "is", "are", "this", "was", "between":
			common++
		}
		s = s[end:]
	}
	return common > 0 && common*12 >= words
}
